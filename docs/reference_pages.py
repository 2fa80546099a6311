"""Writes the pages of `docs/reference` that the code can tell: REST, commands, Python, facts, settings.

    python docs/reference_pages.py

A test sees to it that the pages are what this would write.
"""

import ast
import inspect
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import click
from pydantic import BaseModel

import graph_service.errors
from graph_service import Graph, open_graph
from graph_service.api import create_app, router
from graph_service.ask import Answer, Certificate, Coverage
from graph_service.cli.main import cli
from graph_service.domain import vocabulary
from graph_service.domain.claim import Amount, FigureClaim, Locator, PercentRange, RelationshipClaim, Revenue, Review
from graph_service.domain.entity import Entity
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES
from graph_service.domain.source import Source
from graph_service.settings import PREFIX, Settings

FOLDER = Path(__file__).parent / "reference"
WIDTH = 100
WRITTEN = "<!-- Written by `make docs`: change the code, not this page. -->"

FIELDS = {
    "aliases": "other names, in any language",
    "amount": "the sum of money",
    "approximate": "`true` where the source says “about” or “more than”",
    "attribution": "who says so, in words",
    "basis": "what kind of sum it is",
    "by": "who compared",
    "certainty": "how sure the claim is",
    "country": "ISO 3166, two letters",
    "currency": "ISO 4217, three letters",
    "direct": "whether nothing stands between the holder and what it holds",
    "dissolved": "when it ended",
    "disputes": "ids of the claims that this one contradicts, where its source says or plainly means so",
    "exclusive_max": "`true` where the bound itself is left out",
    "exclusive_min": "`true` where the bound itself is left out",
    "founded": "when it began",
    "id": "stable; the key by which it is found again",
    "identifiers": "by scheme: `wikidata`, `lei`, …",
    "kind": "what kind of party it is",
    "language": "ISO 639, two or three letters",
    "locator": "where in the source's text it stands",
    "max": "at most",
    "metric": "what is counted",
    "min": "at least",
    "names": "by language: `en`, `ar`, …",
    "note": "our paraphrase, by language",
    "object": "id of the entity at the other end",
    "of": "of which figure of the vendor's",
    "on": "when",
    "paragraph": "the line's number in the text, from 1",
    "part": "the part that the claim is about, where it is not about the whole",
    "percent": "the share, a number or `min` and `max`",
    "period": "`2024`, `2025-Q2`, `2024-H1`, `2025-06`, or a length in years, `P5Y`",
    "published": "when the source appeared",
    "publisher": "who published it",
    "recorded_on": "when it entered our data, a whole day",
    "reported_on": "when the source said it",
    "revenue": "what the vendor earned from the client",
    "review": "who compared the claim with its source",
    "role": "what a person does there",
    "segment": "what they compete in",
    "service": "what the vendor does for the client",
    "sha256": "of the whole text, or of the span, in UTF-8",
    "source": "id of the source",
    "span": "the first character in the line and the one after the last, from 0",
    "stake_percent": "the stake, a number or `min` and `max`",
    "status": "how far the relationship is, the source says",
    "subject": "id of the entity that it is about",
    "supersedes": "ids of earlier claims that this one replaces",
    "tier": "what kind of source it is",
    "title": "of the page or article",
    "type": "the type of relationship",
    "url": "the address of the page",
    "valid_from": "from when it holds",
    "valid_to": "until when it holds, this day included",
    "value": "the number",
    "voting": "whether the stake votes: `true`, `false` or `unknown`",
}
"""What each field means; a field that isn't here is an error, so that none is forgotten."""

LISTS: dict[str, Mapping[Any, vocabulary.Word]] = {
    "kind": vocabulary.KINDS,
    "status": vocabulary.STATUSES,
    "certainty": vocabulary.CERTAINTY_WORDS,
    "tier": vocabulary.TIERS,
    "basis": vocabulary.BASES,
    "service": vocabulary.SERVICES,
    "segment": vocabulary.SEGMENTS,
    "metric": vocabulary.METRICS,
}


def pages() -> Iterator[tuple[str, str]]:
    """The name and the text of every page."""
    for name, lines in (
        ("rest.md", _rest()),
        ("cli.md", _commands()),
        ("python.md", _python()),
        ("facts.md", _facts()),
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
    yield "Errors go to standard error, with status 1, or 2 where the command line itself is wrong."
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
    yield "Each [question](../questions/README.md) is a method, with its parameters by name."
    for name, member in vars(Graph).items():
        if name.startswith("_"):
            continue
        function = member.fget if isinstance(member, property) else member
        yield from _member(function, f"graph.{name}", call=not isinstance(member, property))
    for shown in (Answer, Certificate, Coverage):
        yield ""
        yield f"## {shown.__name__}"
        yield ""
        yield inspect.cleandoc(shown.__doc__ or "")
        yield ""
        names = shown.model_fields if issubclass(shown, BaseModel) else inspect.get_annotations(shown)
        yield "Fields: " + ", ".join(f"`{name}`" for name in names) + "."
    yield ""
    yield "## Errors"
    yield ""
    yield "```text"
    yield inspect.cleandoc(graph_service.errors.__doc__ or "")
    yield "```"


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


def _facts() -> Iterator[str]:
    yield "# Facts"
    yield ""
    yield "A folder of facts holds `sources`, `entities` and `claims`, each `.jsonl` (one object a line) or `.yaml` (a"
    yield "list). A field that isn't listed is refused. A date is a year, a month or a day: `2024`, `2024-09`,"
    yield "`2024-09-30`."
    for title, model in (
        ("Source", Source),
        ("Entity", Entity),
        ("Claim about a relationship", RelationshipClaim),
        ("Claim about a figure", FigureClaim),
        ("`amount`", Amount),
        ("`revenue`", Revenue),
        ("`stake_percent`, as a range", PercentRange),
        ("`locator`", Locator),
        ("`review`", Review),
    ):
        yield from _record(title, model)
    yield from _types()
    for name, words in LISTS.items():
        yield ""
        yield f"## Words of `{name}`"
        yield ""
        yield "| word | meaning |"
        yield "| --- | --- |"
        for word, entry in words.items():
            yield f"| `{word}` | {entry.meaning} |"


def _record(title: str, model: type[BaseModel]) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    yield inspect.cleandoc(model.__doc__ or "")
    yield ""
    yield "| field | | what it is |"
    yield "| --- | --- | --- |"
    for name, field in model.model_fields.items():
        yield f"| `{name}` | {'required' if field.is_required() else ''} | {FIELDS[name]} |"


def _types() -> Iterator[str]:
    yield ""
    yield "## Types of relationship"
    yield ""
    yield "| type | meaning | from | to | fields |"
    yield "| --- | --- | --- | --- | --- |"
    for name, entry in RELATIONSHIP_TYPES.items():
        fields = ", ".join(f"`{field}`" + (" (required)" if field in entry.required else "") for field in entry.fields)
        both = "; both ways" if entry.symmetric else ""
        ends = (", ".join(kinds) for kinds in (entry.from_kinds, entry.to_kinds))
        yield f"| `{name}` | {entry.meaning}{both} | {' | '.join(ends)} | {fields} |"


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
