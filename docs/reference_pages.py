"""Writes the pages of `docs/reference` that the code can tell: REST, commands, Python, settings.

    python docs/reference_pages.py

A test sees to it that the pages are what this would write.
"""

import ast
import inspect
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import click
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from question_types import accepted_type, default, members, parameters, parts_of, type_text

import graph_service.errors
from graph_service import Graph, open_graph
from graph_service.api import create_app, router
from graph_service.cli.main import cli
from graph_service.queries.base import Parameters
from graph_service.queries.registry import QUERIES
from graph_service.settings import PREFIX, Settings
from graph_service.use_cases.ask import Answer, Certificate, Coverage

FOLDER = Path(__file__).parent / "reference"
WIDTH = 100
WRITTEN = "<!-- Written by `make docs`: change the code, not this page. -->"


def pages() -> Iterator[tuple[str, str]]:
    """The name and the text of every page."""
    for name, lines in (
        ("rest.md", _rest()),
        ("cli.md", _commands()),
        ("python.md", _python()),
        ("settings.md", _settings()),
    ):
        title, *rest = lines
        yield name, "\n".join([title, "", WRITTEN, *rest, ""])


def _rest() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder, open_graph(Path(folder) / "graph.db") as graph:
        document = create_app(graph, Settings()).openapi()
    yield "# REST"
    yield ""
    yield "A running service describes itself at `/openapi.json`, and shows it at `/docs`. Errors are problems of RFC"
    yield "9457; `ETag` and `If-None-Match` work on all answers. [Ask questions](../how-to/ask.md) has examples."
    yield ""
    yield "| request | what it gives | parameters |"
    yield "| --- | --- | --- |"
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            name = path.rpartition("/")[2].replace("-", "_")
            if path.startswith("/v1/queries/"):
                parameters = f"[of the question](../questions/{name}.md)"
            else:
                parameters = ", ".join(f"`{each['name']}`" for each in operation.get("parameters", ()))
            yield f"| `{method.upper()} {path}` | {operation['summary']} | {parameters} |"


def _commands() -> Iterator[str]:
    yield "# Commands"
    yield ""
    yield "Errors go to standard error, with status 1, or 2 where the command line itself is wrong. A shell can"
    yield "[complete words with the tab key](../how-to/ask.md#complete-words-with-the-tab-key)."
    yield from _help(cli, "graph-service")
    for name, command in cli.commands.items():
        yield from _help(command, f"graph-service {name}")
    yield ""
    yield "Each question is a command under `graph-service query`: see [its page](../questions/README.md)."


def _help(command: click.Command, name: str) -> Iterator[str]:
    context = click.Context(
        command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH, help_option_names=["-h", "--help"]
    )
    yield ""
    yield f"## {name}"
    yield ""
    yield "```text"
    yield "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    yield "```"


def _python() -> Iterator[str]:
    yield "# Python"
    yield ""
    yield "`from graph_service import open_graph`, and `from graph_service.api import create_app, router`. What stands"
    yield "here is [kept stable](stability.md); other modules aren't."
    for function in (open_graph, create_app, router):
        yield from _member(function, function.__name__)
    yield ""
    yield "## Graph"
    yield ""
    yield inspect.cleandoc(Graph.__doc__ or "")
    yield ""
    yield "Each question is a method: see [questions as methods](#questions-as-methods)."
    for name, member in vars(Graph).items():
        if name.startswith("_"):
            continue
        documented = member.fget if isinstance(member, property) else member
        yield from _member(documented, f"graph.{name}", call=not isinstance(member, property))
    shown: tuple[type[Any], ...] = (Answer, Certificate, Coverage)
    for described in shown:
        yield ""
        yield f"## {described.__name__}"
        yield ""
        yield inspect.cleandoc(described.__doc__ or "")
        yield ""
        names = described.model_fields if issubclass(described, BaseModel) else inspect.get_annotations(described)
        yield "Fields: " + ", ".join(f"`{name}`" for name in names) + "."
        for name, member in vars(described).items():
            if name.startswith("to_"):
                yield from _member(member, f"answer.{name}")
    yield from _questions()
    yield ""
    yield "## Errors"
    yield ""
    yield "```text"
    yield inspect.cleandoc(graph_service.errors.__doc__ or "")
    yield "```"


def _questions() -> Iterator[str]:
    yield ""
    yield "## Questions as methods"
    yield ""
    yield "Parameters are given by name. An editor completes them, `help(graph.shared_vendors)` tells them, and mypy"
    yield "refuses others. A wrong name or value raises BadParameter when it is asked. Null in a table is `None`."
    yield ""
    yield "All questions take these:"
    yield ""
    yield from _table("parameter", _taken(Parameters.model_fields))
    for query in QUERIES.values():
        yield ""
        yield f"### graph.{query.name}"
        yield ""
        yield f"{query.question} [Its rules and an answer](../questions/{query.name}.md)."
        own = {name: info for name, info in parameters(query).items() if name in query.parameters.own_parameters()}
        yield ""
        yield from _table("parameter", _taken(own))
        yield ""
        yield f"A row is a `{query.row.__name__}`:"
        yield ""
        yield from _table("field", ((name, type_text(type_), said) for name, type_, said in members(query.row)))
    yield ""
    yield "## Values in rows"
    yield ""
    yield "What a row holds that has fields of its own."
    for part in sorted(_values_in_rows(), key=lambda part: part.__name__):
        yield ""
        yield f"### {part.__name__}"
        yield ""
        yield inspect.cleandoc(part.__doc__ or "").partition("\n\n")[0]
        yield ""
        yield from _table("field", ((name, type_text(type_), said) for name, type_, said in members(part)))


def _taken(fields: Mapping[str, FieldInfo]) -> Iterator[tuple[str, str, str]]:
    for name, info in fields.items():
        otherwise = "" if info.is_required() else f" = {default(info)!r}"
        yield name, f"{accepted_type(info)}{otherwise}", info.description or ""


def _table(what: str, rows: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    yield f"| {what} | type | what it means |"
    yield "| --- | --- | --- |"
    for name, type_, said in rows:
        yield f"| `{name}` | `{type_.replace(' | ', ' or ')}` | {said} |"


def _values_in_rows() -> set[type[Any]]:
    """The classes of all that rows hold, however deep."""
    found: set[type[Any]] = set()
    left = [query.row for query in QUERIES.values()]
    while left:
        new = [part for part in parts_of(left.pop()) if part not in found]
        found.update(new)
        left += new
    return found


def _member(function: Any, name: str, *, call: bool = True) -> Iterator[str]:
    yield ""
    yield f"### {name}"
    yield ""
    yield "```python"
    yield f"{name}{_signature(function)}" if call else name
    yield "```"
    yield ""
    yield inspect.cleandoc(function.__doc__ or "")


def _signature(function: Any) -> str:
    """As the source has it, without `self`: what `inspect` shows differs between versions of Python."""
    (defined,) = ast.parse(dedent(inspect.getsource(function))).body
    assert isinstance(defined, ast.FunctionDef)
    defined.args.posonlyargs = [each for each in defined.args.posonlyargs if each.arg != "self"]
    defined.args.args = [each for each in defined.args.args if each.arg != "self"]
    returned = ast.unparse(defined.returns) if defined.returns else "None"
    return f"({ast.unparse(defined.args)}) -> {returned}"


def _settings() -> Iterator[str]:
    yield "# Settings"
    yield ""
    yield "Settings are variables of the environment. A flag of a command goes before its setting; an empty variable is"
    yield "as good as none."
    yield ""
    yield "| setting | default | what it is |"
    yield "| --- | --- | --- |"
    for name, field in Settings.model_fields.items():
        variable = str(field.validation_alias or f"{PREFIX}{name.upper()}")
        default = field.get_default(call_default_factory=True)
        shown = "" if default in (None, ()) or "Secret" in type(default).__name__ else f"`{default}`"
        yield f"| `{variable}` | {shown} | {field.description or _NEO4J[name]} |"


_NEO4J = {
    "neo4j_username": "The user of Neo4j.",
    "neo4j_password": "The user's password.",
    "neo4j_database": "The database; without it, the server's own.",
}


def write() -> None:
    """Write all pages."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
