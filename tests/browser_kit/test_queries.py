"""Every query of the kit, asked of a real Neo4j: it runs, it finds something, and the guide tells no tales."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from neo4j.graph import Node, Relationship

from graph_service.browser_kit.files import shipped_files
from graph_service.domain.scope import Scope, today
from graph_service.importers import read_folders
from graph_service.queries.kinds import CandidatesToFinish
from graph_service.queries.registry import QUERIES
from graph_service.stores.port import Store
from graph_service.support.resources import shipped_folder
from graph_service.use_cases.ask import match_names, read_parameters
from tests.browser_kit.conftest import Run
from tests.browser_kit.test_files import QUERY_FILES, Guide
from tests.stores.conftest import fill

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module", params=["", ".ar"], ids=["en", "ar"])
def told(request: pytest.FixtureRequest, article: Store, run: Run) -> list[list[dict[str, Any]]]:
    """What the queries of a guide come to, slide by slide, on the article's facts."""
    return [run(query) for query in Guide(shipped_files()[f"guide{request.param}.html"]).queries]


def ends(rows: list[dict[str, Any]], column: str = "p") -> set[tuple[str, ...]]:
    """The names along the paths in a column."""
    return {tuple(node["id"] for node in row[column].nodes) for row in rows}


# The guide


def test_one_deal_one_arrow_49_percent(told: list[list[dict[str, Any]]]) -> None:
    (row,) = told[0]
    (deal,) = row["p"].relationships
    assert (deal["stake_percent"], deal["stake"], deal["claims"]) == (49, "49%", ["article-01"])


def test_scale_ai_has_five_clients_of_which_one_is_a_group(told: list[list[dict[str, Any]]]) -> None:
    clients = ends(told[1])
    assert clients == {
        (client, "scale-ai") for client in ("google", "microsoft", "openai", "xai", "governments-building-models")
    }
    kinds = [row["p"].start_node["kind"] for row in told[1]]
    assert kinds.count("group") == 1


def test_four_of_them_compete_with_meta_by_our_inference(told: list[list[dict[str, Any]]]) -> None:
    assert ends(told[2]) == {(client, "scale-ai", "meta") for client in ("google", "microsoft", "openai", "xai")}
    assert {row["q"].relationships[0]["certainty"] for row in told[2]} == {0}


def test_three_mean_to_leave_as_reuters_reports(told: list[list[dict[str, Any]]]) -> None:
    rows = [list(row.values()) for row in told[3]]
    assert [row[0] for row in rows] in (["Google", "Microsoft", "xAI"], ["جوجل", "مايكروسوفت", "إكس إيه آي"])
    assert all("Reuters" in row[1] and row[2] == "reported" and row[3] for row in rows)


def test_about_openai_reports_disagree_and_it_stands_as_active(told: list[list[dict[str, Any]]]) -> None:
    rows = [list(row.values()) for row in told[4]]
    assert [(row[0], row[1]) for row in rows] == [("active", "confirmed"), ("planned_end", "reported")]
    assert "finance chief" in rows[0][2]
    assert all(row[4] is True and row[5] == "active" for row in rows)


def test_the_question_itself_has_four_rows(told: list[list[dict[str, Any]]]) -> None:
    assert [(row["client"], row["standing"], row["disputed"]) for row in told[5]] == [
        ("google", "narrowing", False),
        ("microsoft", "narrowing", False),
        ("openai", "open", True),
        ("xai", "narrowing", False),
    ]


def test_the_arabic_guide_has_arabic_columns(article: Store, run: Run) -> None:
    rows = run(Guide(shipped_files()["guide.ar.html"]).queries[3])
    assert list(rows[0]) == ["العميل", "القائل", "التأكيد", "القول"]
    assert "غوغل" in rows[0]["القول"]


# What a person who knows nothing of us sees


def test_the_clients_as_anybody_would_ask_for_them(article: Store, run: Run) -> None:
    rows = run("MATCH p=()-[:CLIENT_OF]->() RETURN p")
    assert len(rows) == len(ends(rows)) == 5
    for node in (node for row in rows for node in row["p"].nodes):
        assert "Entity" in node.labels
        assert node["name"]
        assert node["name_ar"]


# Saved queries


@pytest.fixture(scope="module")
def industry(store: Store) -> Iterator[Store]:
    root = shipped_folder("seed_data")
    fill(store, read_folders([root / "article", root / "ai_industry"]))
    yield store
    fill(store, read_folders([root / "article"]))


@pytest.fixture(scope="module")
def saved(industry: Store, run: Run) -> Callable[[str], list[dict[str, Any]]]:
    """What a saved query comes to; each is run once."""
    return cache(lambda name: run(shipped_files()[name]))


@pytest.mark.parametrize("name", QUERY_FILES)
def test_a_saved_query_finds_something(saved: Run, name: str) -> None:
    assert len(saved(name)) >= 1


@pytest.mark.parametrize("name", QUERIES)
def test_a_saved_question_finds_what_the_service_finds(industry: Store, saved: Run, name: str) -> None:
    query = QUERIES[name]
    asked = read_parameters(query, query.example)
    asked = asked.with_matches(match_names(industry, asked.names_sought()))
    day = today()
    scope = Scope(as_of=day, known_at=day, min_certainty="inferred", include_disputed=True)
    found = [finding.key for finding in industry.look(query, asked.in_scope(scope), scope, None, asked.limit).found]
    rows = [tuple(row["key"]) for row in saved(f"queries/{name}.cypher")]
    # What is worked out afterwards comes in no order of its own.
    assert rows == found if not isinstance(query, CandidatesToFinish) else sorted(rows) == sorted(found)


@pytest.mark.parametrize("name", QUERIES)
def test_what_a_row_rests_on_can_be_drawn(saved: Run, name: str) -> None:
    for row in saved(f"queries/{name}.cypher"):
        drawn = {each["id"] for part in row.get("drawn", ()) for each in part if isinstance(each, Node)}
        for each in row.get("witness", ()):
            subject, _, last = each["id"].split(":")[:3]
            assert ({subject, last} if isinstance(each, Relationship) else {subject}) <= drawn


def test_every_entity_has_a_caption_in_both_languages(industry: Store, run: Run) -> None:
    (row,) = run("MATCH (e:Entity) WHERE e.name IS NULL OR e.name_ar IS NULL RETURN count(*) AS nameless")
    assert row["nameless"] == 0
