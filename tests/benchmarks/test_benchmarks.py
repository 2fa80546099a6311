"""What the benchmark measures by: contestants that find what the service finds, bare rows that make the same graph."""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from hashlib import sha256
from math import inf
from pathlib import Path

import pytest

from benchmarks.bare_insert import insert_rows
from benchmarks.chart import Series, chart
from benchmarks.contestants import Conflict, Contestant, FactsFiles
from benchmarks.contestants.facts_files import write_facts_files
from benchmarks.contestants.index import Index
from benchmarks.contestants.networkx_graph import NetworkxGraph
from benchmarks.contestants.service import Answers, Rows
from benchmarks.contestants.sqlite_sql import SqliteSql
from benchmarks.generator import SIZES, Size, generate_facts
from graph_service import Graph, open_graph

SIZE = Size(300, 2_000)  # dense, so that there are chains of holdings of every length


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("benchmarks")


@pytest.fixture(scope="module")
def graph(folder: Path) -> Iterator[Graph]:
    with open_graph(folder / "small.db") as opened:
        for facts in generate_facts(SIZE, 1_000):
            opened.load_facts(facts)
        yield opened


@pytest.fixture(scope="module")
def facts(graph: Graph, folder: Path) -> FactsFiles:
    write_facts_files(graph.store, folder / "small.today", lambda _: None)
    return FactsFiles(folder / "small.today")


@pytest.fixture(params=[Rows, Index, NetworkxGraph, SqliteSql], ids=lambda kind: kind.__name__)
def contestant(request: pytest.FixtureRequest, facts: FactsFiles) -> Contestant:
    kind: type[Contestant] = request.param
    if kind is SqliteSql:
        facts.file_for(kind.suffix).unlink(missing_ok=True)
        kind.build(facts)
    return kind(facts)


def rounded(conflict: Conflict) -> tuple[object, ...]:
    client, vendor, investor, stake = conflict
    return client, vendor, investor, -inf if stake is None else pytest.approx(stake)


def test_a_contestant_finds_all_conflicts_in_their_order(contestant: Contestant, facts: FactsFiles) -> None:
    due = list(Answers(facts).all_conflicts())
    assert len(due) > 300
    assert [*map(rounded, contestant.all_conflicts())] == [*map(rounded, due)]


def test_a_contestant_finds_each_clients_conflicts(contestant: Contestant, facts: FactsFiles) -> None:
    due = Answers(facts)
    for client in {conflict[0] for conflict in due.all_conflicts()}:
        assert sorted(map(rounded, contestant.conflicts(client))) == sorted(map(rounded, due.conflicts(client)))


def test_rows_inserted_bare_make_the_graph_that_was_loaded(graph: Graph, folder: Path) -> None:
    insert_rows(folder / "small.db", folder / "bare.db", steps=3)
    with open_graph(folder / "bare.db") as bare:
        assert bare.state() == graph.state()
        assert bare.shared_vendors(limit=1000).rows == graph.shared_vendors(limit=1000).rows


def test_a_size_has_the_same_facts_wherever_it_is_cut() -> None:
    def digest(at_most: int) -> str:
        texts = sha256()
        for facts in generate_facts(SIZES["1k"], at_most):
            for records in (facts.sources, facts.entities, facts.claims):
                for record in records.values():
                    texts.update(record.canonical().encode())
        return texts.hexdigest()

    # Results of one day stand beside those of another: what is measured must not change by the way.
    assert {digest(1_000)[:16], digest(100_000)[:16]} == {"b3046609c2d00b4d"}


def test_the_chart_is_xml_with_a_line_for_each_series() -> None:
    lines = [Series("one & <two>", [(1_000, 0.5), (50_000, 3.0)]), Series("three", [(1_000, 0.4), (50_000, 2.9)])]
    drawn = ElementTree.fromstring(chart("relationships", [("milliseconds", lines), ("microseconds", lines[:1])]))
    names = [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert names.count("one & <two>") == 2
    assert len([path for path in drawn.iter("{http://www.w3.org/2000/svg}path") if path.get("class") == "line"]) == 3


def test_a_contestant_whose_library_is_missing_says_what_to_install(facts: FactsFiles) -> None:
    hidden = "import sys; sys.modules['duckdb'] = None"
    asked = "from benchmarks.contestants.worker import contestant_class; contestant_class('DuckDB')"
    result = subprocess.run([sys.executable, "-c", f"{hidden}; {asked}"], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr.strip()[:24]) == (1, "DuckDB can't be measured")
