"""The industry's facts: what its sources disagree about, what hangs on one page, and what a deal would do."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service import Graph, open_graph
from graph_service.support.resources import shipped_folder

AS_OF: dict[str, Any] = {"as_of": "2026-11-23", "known_at": "2026-11-23"}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    path: Path = tmp_path_factory.mktemp("supposed") / "graph.db"
    with open_graph(path) as graph:
        graph.load(*(shipped_folder("seed_data") / name for name in ("article", "ai_industry")))
        yield graph


def sides(graph: Graph, relationship: str, kind: str) -> list[Any]:
    """What the sides of the dispute say, the held one first: a status or a number, and if it is of a part only."""
    found = [row for row in graph.disputes(**AS_OF) if row.relationship.id == relationship and row.kind == kind]
    assert len(found) == 1
    said = [side.status or side.value or side.min or side.max for side in found[0].sides]
    return [(each, "part") if side.part else each for each, side in zip(said, found[0].sides, strict=True)]


@pytest.mark.parametrize(
    ("relationship", "kind", "said"),
    [
        ("meta:INVESTS_IN:scale-ai", "amount", [14_300_000_000, 14_800_000_000]),
        ("nvidia:INVESTS_IN:coreweave", "stake", [6, 7]),
        ("softbank:INVESTS_IN:openai", "stake", [13, 11]),
        ("character-ai:PARTNERS_WITH:google", "amount", [2_700_000_000, 3_000_000_000]),
        ("thrive-capital:INVESTS_IN:openai", "amount", [1_300_000_000, 1_200_000_000]),
        ("openai:CLIENT_OF:cerebras", "amount", [20_000_000_000, 10_000_000_000]),
        ("alibaba:INVESTS_IN:moonshot-ai", "stake", [40, 36]),
    ],
)
def test_where_pages_disagree_both_sides_are_told(graph: Graph, relationship: str, kind: str, said: list[Any]) -> None:
    assert sides(graph, relationship, kind) == said


def test_investments_of_different_years_are_no_dispute(graph: Graph) -> None:
    assert len(graph.disputes(entity="microsoft", type="INVESTS_IN", **AS_OF)) == 0  # the billions of 2019 to 2024


def test_five_conflicts_rest_on_metas_stake_whose_price_is_disputed(graph: Graph) -> None:
    first = graph.disputes(**AS_OF).rows[0]
    assert first.relationship.id == "meta:INVESTS_IN:scale-ai"
    assert {conflict.client for conflict in first.conflicts} == {"anthropic", "google", "microsoft", "openai", "xai"}


def test_anthropics_conflict_with_meta_hangs_on_one_page(graph: Graph) -> None:
    found = [row for row in graph.fragility(entity="anthropic", **AS_OF) if row.investor.id == "meta"]
    assert [(row.source.id, row.effect) for row in found] == [("india-today-scale-layoffs-2025", "falls")]
    assert found[0].single_sources == ["india-today-scale-layoffs-2025"]
    assert found[0].sources_count > 5


def test_googles_conflict_with_meta_falls_with_no_single_page(graph: Graph) -> None:
    found = graph.fragility(entity="google", limit=1000, **AS_OF)
    assert len(found) > 0
    assert [row for row in found if row.effect == "falls" and row.investor.id == "meta"] == []


def test_five_labs_would_share_surge_ai_with_meta(graph: Graph) -> None:
    found = graph.what_if(add=["Meta INVESTS_IN Surge AI 49%"], **AS_OF)
    assert {row.change for row in found} == {"opens"}
    assert [row.client.id for row in found] == ["anthropic", "google", "microsoft", "mistral-ai", "openai"]


def test_a_client_that_leaves_scale_ai_shares_it_with_nobody(graph: Graph) -> None:
    google = {"subject": "Google", "type": "CLIENT_OF", "object": "Scale AI", "status": "ended"}
    closed = {(row.change, row.investor.id) for row in graph.what_if(add=[google], **AS_OF)}
    assert closed == {("closes", "meta"), ("closes", "amazon"), ("closes", "nvidia")}
