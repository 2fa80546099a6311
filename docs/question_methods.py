"""Writes `graph_service/questions.py`: every question as a method with its parameters, their types and its rows.

    python docs/question_methods.py

A test fails if the file is not what this would write.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from types import ModuleType
from typing import Any

from pydantic.fields import FieldInfo
from question_types import accepted_type, default, members, parameters, parts_of, type_text

FILE = Path(__file__).parent.parent / "graph_service" / "questions.py"
WIDTH = 120
HEAD = '''"""The questions as methods, for editors, type checkers and `help`.

Written by `make docs` from the registry: change a question's parameters or its row, not this file.
"""

# mypy: disable-error-code="empty-body"

from collections.abc import Mapping, Sequence
from typing import Any, Literal

{imports}
from graph_service.support.ask_by_name import ask_by_name
from graph_service.use_cases.ask import Answer


class Questions:
    """A method for each question. `ask` of the class that has them answers."""
'''


def write_module() -> str:
    """Write the text of the file."""
    queries = _import_registry().values()
    imports = sorted(f"from {query.row.__module__} import {query.row.__name__}" for query in queries)
    text = HEAD.format(imports="\n".join(imports)) + "".join(map(_write_method, queries))
    command = [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(FILE), "-"]
    return subprocess.run(command, input=text, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def _import_registry() -> dict[str, Any]:
    """Import the questions, even if the present file names a row that no longer exists."""
    stand_in = ModuleType("graph_service.questions")
    stand_in.__dict__["Questions"] = type("Questions", (), {})
    sys.modules.setdefault(stand_in.__name__, stand_in)
    from graph_service.queries.registry import QUERIES

    return QUERIES


def _write_method(query: Any) -> str:
    given = "".join(f"{name}: {accepted_type(info)}{_default(info)},\n" for name, info in parameters(query).items())
    return (
        f"\n    @ask_by_name\n    def {query.name}(self, *, {given}) -> Answer[{query.row.__name__}]:\n"
        + "\n".join(f"        {line}".rstrip() for line in _write_docstring(query))
        + "\n"
    )


def _write_docstring(query: Any) -> Iterator[str]:
    yield f'"""{query.question}'
    yield ""
    yield f'How it decides: `help("{query.parameters.__module__}")`.'
    yield ""
    yield "Args:"
    for name, info in parameters(query).items():
        yield from _wrapped(f"{name}: {info.description or ''}", "    ")
    yield ""
    yield "Returns:"
    yield from _wrapped(
        f"Rows of {query.row.__name__}, a page of them, ordered by {query.order}. Each has:", "    ", "    "
    )
    yield ""
    for name, type_, description in members(query.row):
        yield from _wrapped(f"* {name}: {type_text(type_)}" + (f". {description}" if description else ""), "    ")
    if parts := parts_of(query.row):
        yield ""
        parts_text = "; ".join(f"{part.__name__} has {', '.join(name for name, *_ in members(part))}" for part in parts)
        yield from _wrapped(f"{parts_text}.", "    ", "    ")
    yield '"""'


def _wrapped(text: str, first: str, others: str = "        ") -> list[str]:
    # Indented twice: in the class and in the method.
    return wrap(
        text, WIDTH - 8, initial_indent=first, subsequent_indent=others, break_long_words=False, break_on_hyphens=False
    )


def _default(info: FieldInfo) -> str:
    return "" if info.is_required() else f" = {default(info)!r}"


def write() -> None:
    """Write the file."""
    FILE.write_text(write_module(), encoding="utf-8")


if __name__ == "__main__":
    write()
