"""What people read: on wide and narrow terminals, into pipes, with whatever names the facts hold."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from graph_service.cli.tables import show
from graph_service.graph import Graph, open_graph
from graph_service.queries.registry import QUERIES
from tests.importers.folders import claim, contract, entity, source, write

WIDTHS = (20, 40, 80, 120, 200, 100_000)


def shown(graph: Graph, question: str, *, width: int = 100_000, **parameters: Any) -> list[str]:
    """The lines as a terminal of this width shows them."""
    out = StringIO()
    show(graph.ask(question, **parameters), Console(file=out, width=width))
    return out.getvalue().splitlines()


@pytest.fixture(scope="module")
def graph(article: Path) -> Any:
    with open_graph(article) as opened:
        yield opened


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", QUERIES)
def test_nothing_is_cut_off_at_any_width(graph: Graph, name: str, width: int) -> None:
    lines = shown(graph, name, width=width, **QUERIES[name].example)
    assert all(Console().render_str(line).cell_len <= width for line in lines)
    certificate = next(n for n, line in enumerate(lines) if line.startswith("As of"))
    assert "…" not in "".join(lines[:certificate])


def test_a_wide_terminal_has_a_table_and_a_narrow_one_a_list(graph: Graph) -> None:
    wide, narrow = shown(graph, "shared_vendors", width=120), shown(graph, "shared_vendors", width=80)
    assert any(line.startswith("Google     Scale AI  Meta Platforms  49 ") for line in wide)
    assert narrow[0].startswith("1 client Google; vendor Scale AI; investor Meta Platforms; stake % 49;")
    assert all(line == "" or line.startswith(("1 ", "2 ", "3 ", "4 ", "  ")) for line in narrow[: narrow.index("")])


def test_an_id_is_never_broken(graph: Graph) -> None:
    for width in (60, 80, 100, 120):
        lines = shown(graph, "profile", width=width, entity="openai")
        assert any("openai:CLIENT_OF:scale-ai" in line for line in lines)


def test_sections_have_tables_of_their_own(graph: Graph) -> None:
    lines = shown(graph, "profile", entity="scale-ai")
    titles = [line for line in lines if line in ("entity", "relationship", "figure", "event")]
    assert titles == ["entity", "relationship", "figure", "event"]
    assert any(line.startswith("scale-ai:earnings:2024:USD ") and " 870,000,000 USD " in line for line in lines)
    assert any("active, disputed" in line for line in lines)


def test_columns_without_values_are_left_out(graph: Graph) -> None:
    head = "\n".join(shown(graph, "shared_vendors")[:3])
    assert "voting" not in head
    assert "window" in head


def test_rows_say_which_claims_they_rest_on(graph: Graph) -> None:
    lines = shown(graph, "claims_behind", relationship="openai:CLIENT_OF:scale-ai")
    rows = [line for line in lines if line.startswith("openai:CLIENT_OF")]
    assert [line.split()[-1] for line in rows] == ["1", "2"]
    assert lines[lines.index("who says so") + 2].startswith("2 OpenAI goes on as a client")


@pytest.mark.parametrize(
    "name",
    ["[bold]x[/bold]", "[/]", ":smile:", "{} %s \\", "<b>x</b>", "مختبر الذكاء", "人工智能", "x" * 10_000],
    ids=["markup", "closing", "emoji", "format", "html", "arabic", "wide", "long"],
)
def test_a_name_is_shown_as_it_is_and_long_ones_are_shortened(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "facts"
    write(folder, "sources.jsonl", [source()])
    write(folder, "entities.jsonl", [entity("google", names={"en": name}), entity("meta"), entity("scale-ai")])
    write(folder, "claims.jsonl", [claim(), contract("c2", note={"en": name})])
    with open_graph(tmp_path / "graph.db") as graph:
        graph.load(folder)
        for width in (40, 100, 100_000):
            text = "\n".join(shown(graph, "neighbourhood", entity="google", width=width))
            assert name in text or (len(name) > 10 and name not in text.split("who says so")[0])
            assert "google:CLIENT_OF:scale-ai" in text
