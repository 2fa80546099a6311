"""Builds statements out of whole files, so that an answer takes one request to the server.

A comment in a file of `cypher/around` marks the place of another file. No value ever enters. All text comes with the
package, and is put together once for each question.
"""

import re
from functools import cache

from graph_service.support.cypher_text import returned_columns
from graph_service.support.resources import cypher

_COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)


@cache
def answer_statement(question: str) -> str:
    """The statement for a whole answer to the question of this name, in one row."""
    return between_moments(_wrap("answer", question))


@cache
def findings_statement(question: str) -> str:
    """The same without the evidence, for a question whose findings are candidates."""
    return between_moments(_wrap("findings", question))


@cache
def evidence_statement() -> str:
    """The statement for entities and claims by id."""
    return between_moments(cypher("evidence"))


def between_moments(statement: str) -> str:
    """A statement of one row, with the moment before it in column `before` and the one after it in `after`."""
    # The whole text goes to the server each time, and comments are a sixth of it.
    return _COMMENT.sub("", cypher("around/moments").replace("// statement", statement))


def _wrap(name: str, question: str) -> str:
    text = cypher(f"queries/{question}")
    named = ", ".join(f"{column}: {column}" for column in returned_columns(text))
    around = cypher(f"around/{name}").replace("/* columns */", named)
    return around.replace("// question", text)
