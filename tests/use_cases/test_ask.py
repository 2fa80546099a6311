"""The one path of every question: names, scope, pages, and a graph that moves on meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph_service import open_graph
from graph_service.domain.entity import Entity
from graph_service.domain.facts import Facts
from graph_service.errors import (
    AmbiguousName,
    BadCursor,
    BadParameter,
    GraphMoved,
    StoreUnavailable,
    UnknownEntity,
    UnknownRecord,
)
from graph_service.graph import Graph
from graph_service.queries.evidence import Evidence
from graph_service.stores.port import Look
from graph_service.support.resources import shipped_folder
from graph_service.use_cases import ask
from graph_service.use_cases.list_records import EntitiesParameters, RelationshipsParameters, list_records


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "graph.db") as opened:
        opened.load(shipped_folder("seed_data") / "article")
        yield opened


def named(graph: Graph, **names: str) -> None:
    """Add companies of these ids and names."""
    added = [Entity(id=id_, kind="company", names={"en": name}) for id_, name in names.items()]
    graph.load_facts(Facts(entities={entity.id: entity for entity in added}))


def id_of(graph: Graph, name: str) -> str:
    return ask.find_entity(graph.store, name)


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(ask, "today", lambda: "2999-01-02")
    return "2999-01-02"


# Names


@pytest.mark.parametrize("name", ["meta", "META", "Meta Platforms", "meta-platforms", "ميتا", "Facebook", " Meta. "])
def test_an_entity_is_called_by_its_id_and_by_all_its_names(graph: Graph, name: str) -> None:
    assert id_of(graph, name) == "meta"


def test_an_id_goes_before_another_entity_s_name(graph: Graph) -> None:
    named(graph, facebook="Somebody else")
    assert id_of(graph, "facebook") == "facebook"


def test_a_name_of_two_entities_is_refused_with_both(graph: Graph) -> None:
    named(graph, acme="Acme", **{"acme-2": "ACME"})
    with pytest.raises(AmbiguousName) as refused:
        id_of(graph, "Acmé")
    assert refused.value.suggestions == ["acme", "acme-2"]


@pytest.mark.parametrize("name", ["Google LLC", "google inc", "شركة غوغل", "The Google Company"])
def test_a_legal_form_too_many_does_not_matter(graph: Graph, name: str) -> None:
    assert id_of(graph, name) == "google"


def test_the_name_itself_goes_before_those_with_another_legal_form(graph: Graph) -> None:
    named(graph, north="North Labs LLC", **{"north-2": "North Labs Inc"})
    assert id_of(graph, "North Labs LLC") == "north"
    assert id_of(graph, "North Labs Incorporated") == "north-2"
    named(graph, **{"north-3": "NORTH LABS"})
    assert id_of(graph, "north labs") == "north-3"


@pytest.mark.parametrize("name", ["North Labs", "North Labs GmbH"])
def test_a_name_of_two_that_differ_in_their_legal_form_is_refused_with_both(graph: Graph, name: str) -> None:
    named(graph, **{"north-1": "North Labs LLC", "north-2": "North Labs Inc"})
    with pytest.raises(AmbiguousName) as refused:
        id_of(graph, name)
    assert refused.value.suggestions == ["north-1", "north-2"]


def test_a_name_is_found_among_two_hundred_names_of_one_entity(graph: Graph) -> None:
    aliases = tuple(f"Alias {at} Inc" for at in range(200))
    many = Entity(id="many", kind="company", names={"en": "Many"}, aliases=aliases)
    graph.load_facts(Facts(entities={"many": many}))
    assert id_of(graph, "alias 157 incorporated") == "many"


@pytest.mark.parametrize("name", ["Gooogle", "googl", "google inc of nowhere", "goog"])
def test_a_near_name_is_not_guessed(graph: Graph, name: str) -> None:
    with pytest.raises(UnknownEntity) as refused:
        id_of(graph, name)
    assert "google" in refused.value.suggestions


def test_a_name_near_nothing_has_no_suggestions(graph: Graph) -> None:
    with pytest.raises(UnknownEntity) as refused:
        id_of(graph, "qqqqqq")
    assert refused.value.suggestions == []


def test_a_relationship_that_nobody_speaks_of_is_unknown(graph: Graph) -> None:
    with pytest.raises(UnknownRecord, match="no relationship or figure has the id 'meta:MAKES:gemini'"):
        graph.claims_behind(relationship="meta:MAKES:gemini")


def test_the_certificate_has_ids_for_names(graph: Graph) -> None:
    certificate = graph.common_ground(entities=["جوجل", "X.AI"]).certificate
    assert certificate.parameters["entities"] == ["google", "xai"]
    assert certificate.coverage.at == ["google", "xai"]


# Scope


def test_what_is_not_said_of_the_scope_is_filled_in(graph: Graph, tomorrow: str) -> None:
    scope = graph.shared_vendors().certificate.scope
    assert (scope.as_of, scope.known_at, scope.min_certainty, scope.include_disputed) == (
        *(tomorrow, tomorrow),
        *("inferred", True),
    )


def test_the_future_can_be_asked_about_but_not_known(graph: Graph, tomorrow: str) -> None:
    assert graph.shared_vendors(as_of="2999-12-31").certificate.scope.as_of == "2999-12-31"
    assert graph.shared_vendors(known_at=tomorrow).certificate.scope.known_at == tomorrow
    with pytest.raises(BadParameter, match="known_at: 2999-01-03 lies in the future; today is 2999-01-02"):
        graph.shared_vendors(known_at="2999-01-03")


# Pages


def test_a_cursor_from_before_midnight_is_good_after_it(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "today", lambda: "2999-01-01")
    first = graph.shared_vendors(limit=2)
    page = list_records(graph.store, "relationships", RelationshipsParameters(limit=2))
    monkeypatch.setattr(ask, "today", lambda: "2999-01-02")
    assert [row.client.id for row in graph.shared_vendors(limit=2, cursor=first.next)] == ["openai", "xai"]
    assert list_records(graph.store, "relationships", RelationshipsParameters(limit=2, cursor=page.next)).items


def test_a_cursor_is_for_the_scope_that_was_asked_for(graph: Graph) -> None:
    first = graph.shared_vendors(limit=2, as_of="2026-01-01")
    with pytest.raises(BadCursor):
        graph.shared_vendors(limit=2, as_of="2026-01-02", cursor=first.next)


def test_a_cursor_is_for_the_entity_whatever_it_is_called(graph: Graph) -> None:
    first = graph.shared_vendors(limit=1, vendor="سكيل")
    assert graph.shared_vendors(limit=1, vendor="Scale AI", cursor=first.next).rows[0].client.id == "microsoft"


def test_what_comes_or_goes_between_pages_neither_repeats_nor_hides_others(graph: Graph) -> None:
    first = list_records(graph.store, "entities", EntitiesParameters(limit=3))
    named(graph, aaa="A", zzz="Z")
    rest = list_records(graph.store, "entities", EntitiesParameters(cursor=first.next))
    found = [entity.id for page in (first, rest) for entity in page.items]
    assert found == sorted(set(found))
    assert (len(found), found[-1]) == (10, "zzz")


# A graph that is written to


def test_a_question_is_asked_again_when_the_graph_moves_on(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = graph.store.reading
    moved: list[str] = []

    @contextmanager
    def moving(*, again: bool = False) -> Iterator[str]:
        with reading(again=again) as digest:
            yield digest
            if len(moved) < 3:
                moved.append(digest)
                raise GraphMoved("the graph was written to")

    monkeypatch.setattr(graph.store, "reading", moving)
    assert len(graph.shared_vendors()) == 4
    assert len(moved) == 3


def test_a_graph_that_never_stands_still_is_told(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def moving(*, again: bool = False) -> Iterator[str]:
        yield "digest"
        raise GraphMoved("the graph was written to")

    monkeypatch.setattr(graph.store, "reading", moving)
    monkeypatch.setattr(graph.store, "look", lambda *_: Look([], Evidence({}, {}), {}))
    with pytest.raises(StoreUnavailable, match="try again"):
        graph.shared_vendors()
