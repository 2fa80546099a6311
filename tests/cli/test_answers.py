"""What people read: on wide and narrow terminals, into pipes, with whatever names the facts hold."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from graph_service.cli.answers import print_answer
from graph_service.graph import Graph, open_graph
from graph_service.queries.registry import QUERIES
from tests.importers.folders import claim, contract, entity, source, write

WIDTHS = (20, 40, 80, 120, 200, 100_000)


def shown(graph: Graph, question: str, *, width: int = 100_000, **parameters: Any) -> list[str]:
    """The lines as a terminal of this width shows them."""
    out = StringIO()
    print_answer(graph.ask(question, **parameters), Console(file=out, width=width))
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


NAMED = {"google": "Google LLC", "meta": "Meta Platforms", "scale-ai": "Scale AI", "fund": "A Fund"}


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Facts that changed, were taken back, have no date, or are contradicted elsewhere."""
    folder = tmp_path_factory.mktemp("changing")
    facts = folder / "facts"
    reason = {"note": {"en": "We misread the year."}}
    open_bound = {"stake_percent": {"min": 50, "exclusive_min": True}, "direct": False}
    write(facts, "sources.jsonl", [source()])
    write(facts, "entities.jsonl", [entity(id_, names={"en": name}) for id_, name in NAMED.items()])
    write(
        facts,
        "claims.jsonl",
        [
            contract("kept", valid_from="2019", valid_to="2027-06-30"),
            contract("typo"),
            contract("early"),
            claim("first", stake_percent=60, reported_on="2018-02-01", valid_from="2018-01-01"),
            claim("then", stake_percent=70, reported_on="2020-02-01", valid_from="2020-01-01", supersedes=["first"]),
            claim("through", object="fund", stake_percent=80, valid_from="2020-01-01"),
            claim("held", subject="fund", stake_percent=50, valid_from="2020-01-01"),
            claim("rivals", subject="google", type="COMPETES_WITH", object="meta", segment="search"),
            claim("most", subject="google", object="fund", **open_bound),
            claim("whole", subject="meta", type="ACQUIRED", object="fund", disputes=["most"], valid_from="2024"),
        ],
    )
    write(
        facts,
        "retractions.jsonl",
        [
            {"id": "r1", "claim": "typo", "kind": "mistaken", **reason},
            {"id": "r2", "claim": "early", "kind": "withdrawn", "on": "2025-08-01", **reason},
        ],
    )
    with open_graph(folder / "graph.db") as opened:
        opened.load(facts)
        yield opened


def test_retracted_claims_are_marked_with_the_reason(changing: Graph) -> None:
    lines = shown(changing, "claims_behind", width=100, relationship="google:CLIENT_OF:scale-ai")
    rows = [line.split()[3:] for line in lines if line.startswith("google:CLIENT_OF:scale-ai")]
    assert rows == [["no", "withdrawn", "2025-08-01", "1"], ["yes", "2"], ["no", "mistaken", "3"]]
    said = lines[lines.index("who says so") + 1 :]
    assert said[0].startswith("1 RETRACTED (withdrawn 2025-08-01: We misread the year.) It is so. (")
    assert said[2].startswith("2 It is so. (")
    assert any(line.startswith("3 RETRACTED (mistaken: We misread the year.) It is so. (") for line in said)


def test_what_is_false_in_every_row_has_no_column(changing: Graph, graph: Graph) -> None:
    assert "capped" not in "\n".join(shown(graph, "shared_vendors"))
    lines = shown(changing, "shared_vendors")
    assert "capped" in lines[0]
    (row,) = (line for line in lines if line.startswith("Google"))
    assert " ".join(row.split()).startswith("Google LLC Scale AI Meta Platforms 70 100 yes open ")
    assert "disputed" not in "\n".join(lines)


def test_whether_a_stake_has_votes_is_told_also_where_it_never_has(tmp_path: Path) -> None:
    write(tmp_path / "facts", "sources.jsonl", [source()])
    write(tmp_path / "facts", "entities.jsonl", [entity("google"), entity("meta"), entity("scale-ai")])
    rivals = claim("c3", subject="google", type="COMPETES_WITH", object="meta", segment="search")
    write(tmp_path / "facts", "claims.jsonl", [claim(stake_percent=49, voting=False), contract("c2"), rivals])
    with open_graph(tmp_path / "graph.db") as opened:
        opened.load(tmp_path / "facts")
        lines = shown(opened, "shared_vendors")
    assert "voting" in "".join(lines[:3])


@pytest.mark.parametrize(("stake", "cell"), [({"min": 30, "max": 35}, "≥30 ≤35"), ({"min": 30}, "≥30"), (49, "49")])
def test_an_effective_stake_that_is_a_range_is_told_by_its_bounds(tmp_path: Path, stake: Any, cell: str) -> None:
    write(tmp_path / "facts", "sources.jsonl", [source()])
    write(tmp_path / "facts", "entities.jsonl", [entity("google"), entity("meta"), entity("scale-ai")])
    rivals = claim("c3", subject="google", type="COMPETES_WITH", object="meta", segment="search")
    write(tmp_path / "facts", "claims.jsonl", [claim(stake_percent=stake), contract("c2"), rivals])
    with open_graph(tmp_path / "graph.db") as opened:
        opened.load(tmp_path / "facts")
        assert any(f"  {cell}  " in line for line in shown(opened, "shared_vendors"))


def test_dates_are_never_broken(changing: Graph) -> None:
    for width in range(60, 121):
        lines = shown(changing, "shared_vendors", width=width)
        assert all(any(date in line for line in lines) for date in ("2019-01-01", "2027-07-01")), width


def test_what_is_undated_says_so_with_the_day_of_the_report(changing: Graph) -> None:
    lines = shown(changing, "timeline", width=100, entity="google", other="fund")
    (row,) = (line.split() for line in lines if line.startswith("undated"))
    assert row[:4] == ["undated", "2025-06-27", "said", "google:INVESTS_IN:fund"]
    events = shown(changing, "profile", width=100, entity="google", section="event")
    assert any(line.split()[:4] == ["google:INVESTS_IN:fund", "said", "undated", "2025-06-27"] for line in events)


def test_a_relationship_says_of_which_days_it_is_as_shown(changing: Graph) -> None:
    asked: dict[str, Any] = {"entity": "meta", "section": "relationship", "as_of": "2019-06-01"}
    lines = shown(changing, "profile", **asked)
    (row,) = (line for line in lines if "meta:INVESTS_IN:scale-ai" in line)
    assert "since 2018-01-01 until 2020-01-01  60 " in row
    assert "as shown since 2018-01-01 until 2020-01-01; stake % 60" in " ".join(
        line.strip() for line in shown(changing, "profile", width=60, **asked)
    )


def test_bounds_that_do_not_belong_to_a_stake_and_indirect_stakes_are_told(changing: Graph) -> None:
    lines = shown(changing, "profile", entity="google", section="relationship")
    (row,) = (line for line in lines if "google:INVESTS_IN:fund" in line)
    assert " >50 indirect " in row


def test_a_contradiction_names_what_it_is_with(changing: Graph) -> None:
    lines = shown(changing, "disputes", entity="meta")
    (row,) = (line for line in lines if line.startswith("contradiction"))
    assert "active (held, whole), active (google:INVESTS_IN:fund, most)" in row
    assert any(line.startswith("2 It is so.") and line.endswith("; most)") for line in lines)


def test_a_claim_says_what_it_replaces(changing: Graph) -> None:
    lines = shown(changing, "claims_behind", relationship="meta:INVESTS_IN:scale-ai")
    assert any(line.startswith("2 It is so.") and line.endswith("; then; replaces first)") for line in lines)


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
