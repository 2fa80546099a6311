"""Writes `docs/questions/`, a page for each question, from its docstring, its parameters and a real run.

    python docs/pages.py

The run is on the article and the industry's facts as they could be read on `KNOWN_AT`; a test sees
to it that the pages are what this would write.
"""

import json
import tempfile
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from rich.console import Console

from graph_service import Graph, open_graph
from graph_service.cli.answers import print_answer
from graph_service.queries.kinds import Query
from graph_service.queries.registry import QUERIES
from graph_service.support.resources import shipped_folder

FOLDER = Path(__file__).parent / "questions"
KNOWN_AT = "2026-11-23"
ROWS = 3
WIDTH = 118


def pages() -> Iterator[tuple[str, str]]:
    """The name and the text of every page."""
    with tempfile.TemporaryDirectory() as folder, open_graph(Path(folder) / "graph.db") as graph:
        graph.load(shipped_folder("seed_data") / "article", shipped_folder("seed_data") / "ai_industry")
        for query in QUERIES.values():
            yield f"{query.name}.md", _page(graph, query)
    yield "README.md", _index()


def _index() -> str:
    head = "# Questions\n\nWhat may be asked of the graph. How facts become answers: [method.md](../method.md).\n"
    rows = "\n".join(f"| [{query.name}]({query.name}.md) | {query.question} |" for query in QUERIES.values())
    return f"{head}\n| name | question |\n| --- | --- |\n{rows}\n"


def _page(graph: Graph, query: Query[Any, Any]) -> str:
    _, _, explained = query.documentation.partition("\n\n")
    return "\n".join(
        [
            f"# {query.name}",
            "",
            f"**{query.question}**",
            "",
            explained,
            "",
            f"Order of rows: {query.order}.",
            "",
            "## Parameters",
            "",
            *_parameters(query),
            "",
            "And, as all take: `as_of`, `known_at`, `min_certainty`, `include_disputed`, `limit`, `cursor`.",
            "",
            "## Ask it",
            "",
            *_forms(query),
            "",
            "## A real answer",
            "",
            f"On the article and the industry's facts, as known on {KNOWN_AT}; at most {ROWS} rows.",
            "",
            "```text",
            _answered(graph, query),
            "```",
            "",
        ]
    )


def _parameters(query: Query[Any, Any]) -> Iterator[str]:
    own = query.parameters.own_parameters()
    if not own:
        yield "None of its own."
        return
    schema = query.parameters.model_json_schema()
    yield "| name | default | what it means |"
    yield "| --- | --- | --- |"
    for name in own:
        field = schema["properties"][name]
        required = name in schema.get("required", ())
        default = "required" if required else f"`{json.dumps(field.get('default', []))}`"
        yield f"| `{name}` | {default} | {field.get('description', '')} |"


def _forms(query: Query[Any, Any]) -> Iterator[str]:
    given = [
        (name, each)
        for name, value in query.example.items()
        for each in (value if isinstance(value, list) else [value])
    ]
    flags = " ".join(f"--{name.replace('_', '-')} '{value}'" for name, value in given)
    python = ", ".join(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in query.example.items())
    address = f"http://127.0.0.1:8000/v1/queries/{query.path}" + (f"?{urlencode(given)}" if given else "")
    yield "```sh"
    yield f"curl '{address}'"
    yield f"graph-service query {query.name} {flags}".rstrip()
    yield "```"
    yield ""
    yield "```python"
    yield f"graph.{query.name}({python})"
    yield "```"
    yield ""
    cypher = f"[`cypher/queries/{query.name}.cypher`](../../cypher/queries/{query.name}.cypher)"
    saved = f"[`cypher/browser/queries/{query.name}.cypher`](../../cypher/browser/queries/{query.name}.cypher)"
    yield (
        f"In the Neo4j Browser: paste {saved}, the example above. The query stands in {cypher}; with its rules in "
        "their places, and parameters to pass, it is `cypher` of its entry in `/v1/queries`."
    )


def _answered(graph: Graph, query: Query[Any, Any]) -> str:
    text = StringIO()
    answer = graph.ask(query.name, **query.example, known_at=KNOWN_AT, as_of=KNOWN_AT, limit=ROWS)
    print_answer(answer, Console(file=text, width=WIDTH, force_terminal=False))
    return text.getvalue().strip("\n")


def write() -> None:
    """Write all pages, and take away those of questions that are no more."""
    FOLDER.mkdir(exist_ok=True)
    written = dict(pages())
    for old in FOLDER.glob("*.md"):
        if old.name not in written:
            old.unlink()
    for name, text in written.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
