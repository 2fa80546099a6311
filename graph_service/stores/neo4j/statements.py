"""Statements made of whole files: what is asked often goes to the server and back once.

A file in `cypher/around` says in a comment where another has its place. No value ever enters: all of it is text that
comes with the package, put together once for each question.
"""

import re
from collections.abc import Iterator
from functools import cache

from graph_service.support.resources import cypher

_COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)
_LAST_RETURN = re.compile(r"\A.*^RETURN\b", re.DOTALL | re.MULTILINE)
_AFTER_THE_COLUMNS = re.compile(r"^(?:ORDER BY|SKIP|LIMIT)\b.*", re.DOTALL | re.MULTILINE)


@cache
def answer_statement(question: str) -> str:
    """All that an answer to the question of this name tells, in one row."""
    return between_moments(_around("answer", question))


@cache
def findings_statement(question: str) -> str:
    """The same without the evidence, of a question whose findings are candidates and no rows yet."""
    return between_moments(_around("findings", question))


@cache
def evidence_statement() -> str:
    """Entities and claims by id."""
    return between_moments(cypher("evidence"))


def between_moments(statement: str) -> str:
    """A statement of one row, with the moment before it as `before` and the one after as `after`."""
    # All of the text goes to the server each time, and comments are a sixth of it.
    return _COMMENT.sub("", cypher("around/moments").replace("// statement", statement))


def _around(name: str, question: str) -> str:
    text = cypher(f"queries/{question}")
    named = ", ".join(f"{column}: {column}" for column in columns(text))
    around = cypher(f"around/{name}").replace("/* columns */", named)
    return around.replace("// question", text)


def columns(statement: str) -> list[str]:
    """The names of what a statement returns."""
    returned = _AFTER_THE_COLUMNS.sub("", _LAST_RETURN.sub("", _COMMENT.sub("", statement)))
    return [column.rpartition(" AS ")[2].strip() for column in _apart(returned)]


def _apart(listed: str) -> Iterator[str]:
    """What stands between the commas that lie in no brackets."""
    depth, item = 0, ""
    for character in listed:
        depth += (character in "([{") - (character in ")]}")
        if character == "," and not depth:
            yield item
            item = ""
        else:
            item += character
    yield item
