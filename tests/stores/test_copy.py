"""A graph from one store into another: the same graph, or none that anybody can read."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from neo4j import Driver

from graph_service.domain.facts import Facts
from graph_service.errors import BadParameter, ForeignData, GraphMoved, StoreError, StoreUnavailable
from graph_service.importers import read_folders
from graph_service.queries.registry import QUERIES
from graph_service.settings import Settings
from graph_service.stores.open import open_store
from graph_service.stores.port import FILTERS, Resource, Store
from graph_service.stores.sqlite import SqliteStore
from graph_service.support.resources import cypher, shipped_folder
from graph_service.use_cases import chunked_writing as steps
from graph_service.use_cases.ask import ask, read_parameters
from graph_service.use_cases.copy import copy
from graph_service.use_cases.load import load
from tests.cases import article, claim, facts
from tests.stores.conftest import digest_of, fill
from tests.stores.test_loading import ROOT, environment
from tests.strategies import graphs

NEWS = facts(claim("a", "CLIENT_OF", "v"))


def industry() -> Facts:
    return read_folders([shipped_folder("seed_data") / name for name in ("article", "ai_industry")])


@pytest.fixture(autouse=True, scope="module")
def small_steps() -> Iterator[None]:
    """Even a small graph takes many steps."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "STEP", 6)
        yield


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Callable[..., SqliteStore]]:
    """Makes a new file, with facts."""
    opened: list[SqliteStore] = []

    def made(given: Facts | None = None) -> SqliteStore:
        opened.append(SqliteStore(tmp_path / f"graph{len(opened)}.db"))
        load(opened[-1], given or Facts())
        return opened[-1]

    yield made
    for store in opened:
        store.close()


@pytest.fixture
def store(store: Store) -> Iterator[Store]:
    """The open store, empty, from which half a graph is taken away at the end."""
    yield store
    load(store, Facts(), replace=True)


_ID = "(SELECT id FROM {1} WHERE {1}.key = {0})"
_TABLES = {
    "meta WHERE name != 'groups'": "*",  # that one tells when to look at them anew
    "entity": "id, kind, normals, record",
    "source": "id, tier, publisher, record",
    "claim": f"id, {_ID.format('subject', 'entity')}, {_ID.format('object', 'entity')}, type, metric, figure, "
    f"{_ID.format('source', 'source')}, status, record",
    "adjacent": f"{_ID.format('entity', 'entity')}, slot, {_ID.format('other', 'entity')}, number, "
    "known_from, known_to, floor_from, floor_to, disputed, version",
    "sold": f"services, {_ID.format('client', 'entity')}, {_ID.format('vendor', 'entity')}, number",
    "tally": "*",
    "figure": "*",
}


def tables(store: SqliteStore) -> dict[str, list[Any]]:
    """All that the file holds, but for the numbers that it gives to records itself."""
    with sqlite3.connect(store.path) as connection:
        return {
            name: sorted(connection.execute(f"SELECT {columns} FROM {name}"), key=repr)  # noqa: S608
            for name, columns in _TABLES.items()
        }


def answers(store: Store) -> list[str]:
    """Of the headline question, and of two that read figures and disputes."""
    some = [QUERIES[name] for name in ("shared_vendors", "concentration", "disputes")]
    asked = [(query, read_parameters(query, query.example)) for query in some]
    return [ask(store, query, parameters).model_dump_json() for query, parameters in asked]


# There, and back


@pytest.mark.neo4j
@pytest.mark.parametrize("given", [article, industry])
def test_a_graph_comes_back_from_neo4j_as_it_was(
    given: Callable[[], Facts], file: Callable[..., SqliteStore], neo4j_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    if given is industry:
        monkeypatch.setattr(steps, "STEP", 200)
    source, back = file(given()), file()
    there = copy(source, neo4j_store, replace=True)
    assert there.source == there.target == source.state() == neo4j_store.state()
    assert answers(neo4j_store) == answers(source)
    again = copy(neo4j_store, back)
    assert again.target.digest == there.source.digest == digest_of(given())
    assert tables(back) == tables(source)


@pytest.mark.neo4j
@hypothesis_settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(drawn=graphs())
def test_any_graph_comes_back_from_neo4j_as_it_was(
    embedded_store: SqliteStore, neo4j_store: Store, file: Callable[..., SqliteStore], drawn: Facts
) -> None:
    fill(embedded_store, drawn)
    back = file()
    assert copy(embedded_store, neo4j_store, replace=True).target == embedded_store.state()
    copy(neo4j_store, back)
    assert tables(back) == tables(embedded_store)


@hypothesis_settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(drawn=graphs())
def test_a_copy_in_steps_is_what_a_load_at_once_makes(
    embedded_store: SqliteStore, file: Callable[..., SqliteStore], drawn: Facts
) -> None:
    fill(embedded_store, drawn)
    target = file()
    copy(embedded_store, target)
    assert tables(target) == tables(embedded_store)


def test_a_claim_may_dispute_one_of_a_later_step(store: Store, file: Callable[..., SqliteStore]) -> None:
    crowd = [claim("a", "CLIENT_OF", "v", id=f"b{at}", disputes=[f"c{at}"]) for at in range(20)]
    said = [claim("a", "CLIENT_OF", "v", id=f"c{at}", status="ended", disputes=[f"b{at}"]) for at in range(20)]
    source = file(facts(*crowd, *said))
    assert copy(source, store).target == source.state()
    assert answers_of_one(store) == answers_of_one(source)


def answers_of_one(store: Store) -> str:
    query = QUERIES["profile"]
    return ask(store, query, read_parameters(query, {"entity": "a"})).model_dump_json()


# What the target holds


def test_what_is_there_already_is_not_copied_again(store: Store, file: Callable[..., SqliteStore]) -> None:
    source = file(article())
    assert not copy(source, store).changed_nothing
    told: list[Any] = []
    assert copy(source, store, progress=lambda *word: told.append(word)).changed_nothing
    assert told == []


def test_another_graph_is_taken_away_only_where_that_is_asked_for(
    store: Store, file: Callable[..., SqliteStore]
) -> None:
    source = file(article())
    load(store, NEWS)
    with pytest.raises(BadParameter, match="there is another graph; --replace"):
        copy(source, store)
    assert store.state().digest == digest_of(NEWS)
    assert copy(source, store, replace=True).target.digest == digest_of(article())
    assert answers(store) == answers(source)


def test_an_empty_graph_is_copied_too(store: Store, file: Callable[..., SqliteStore]) -> None:
    load(store, NEWS)
    assert copy(file(), store, replace=True).target.entities == 0


def test_a_file_is_not_copied_over_itself(file: Callable[..., SqliteStore], tmp_path: Path) -> None:
    source = file(article())
    (tmp_path / "link.db").symlink_to(source.path)
    other = SqliteStore(tmp_path / "link.db")
    with pytest.raises(BadParameter, match="that is the graph to copy from"):
        copy(source, other, replace=True)
    assert source.state().digest == digest_of(article())
    other.close()


@pytest.mark.neo4j
def test_a_database_is_not_copied_over_itself_by_its_other_address(neo4j: Settings, neo4j_store: Store) -> None:
    fill(neo4j_store, article())
    other = open_store(neo4j.model_copy(update={"store": neo4j.store.replace("neo4j://", "bolt://")}))
    with pytest.raises(BadParameter, match="that is the graph to copy from"):
        copy(neo4j_store, other, replace=True)
    assert neo4j_store.state().digest == digest_of(article())
    other.close()


# Broken off


class BrokenOff(Exception):
    pass


def break_off(source: Store, target: Store, *, at: str = "claims") -> None:
    def stop(what: str, done: int, of: int) -> None:
        if what == at and done < of:
            raise BrokenOff

    with pytest.raises(BrokenOff):
        copy(source, target, progress=stop)


def test_half_a_graph_is_not_to_be_read_or_loaded_into(store: Store, file: Callable[..., SqliteStore]) -> None:
    break_off(file(article()), store)
    for ask_of in (store.state, lambda: answers(store), lambda: load(store, NEWS)):
        with pytest.raises(StoreUnavailable, match="it is not all there: run the `graph-service copy` or"):
            ask_of()


@pytest.mark.parametrize("at", ["entities", "claims"])
def test_a_copy_that_was_broken_off_goes_on_where_it_was(
    store: Store, file: Callable[..., SqliteStore], at: str
) -> None:
    source = file(article())
    break_off(source, store, at=at)
    told: list[tuple[str, int, int]] = []
    result = copy(source, store, progress=lambda *word: told.append(word))
    assert told[0] == ((at, 9, 9) if at == "entities" else (at, 12, 17))
    assert result.target == source.state()
    assert answers(store) == answers(source)


def test_half_a_graph_is_taken_away_by_a_load_that_replaces(store: Store, file: Callable[..., SqliteStore]) -> None:
    break_off(file(article()), store)
    load(store, NEWS, replace=True)
    assert store.state().digest == digest_of(NEWS)


def test_a_copy_of_what_has_changed_since_starts_anew(store: Store, file: Callable[..., SqliteStore]) -> None:
    source = file(article())
    break_off(source, store)
    load(source, NEWS, replace=True)
    assert copy(source, store).target.digest == digest_of(NEWS)
    assert store.state().entities == 2


KILLED = """
import os, signal, sys
from graph_service import open_graph
from graph_service.use_cases import chunked_writing as steps
from graph_service.use_cases.copy import copy
steps.STEP = 6
def kill(what, done, of):
    if (what, done) == ("claims", 6):
        os.kill(os.getpid(), signal.SIGKILL)
copy(open_graph(sys.argv[1]).store, open_graph().store, progress=kill)
"""


def test_a_killed_copy_is_taken_up_by_the_next(
    store: Store, settings: Settings, file: Callable[..., SqliteStore]
) -> None:
    source = file(article())
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(source.path)],
        cwd=ROOT,
        env=environment(settings),
    )
    assert ended.returncode == -signal.SIGKILL
    with pytest.raises(StoreUnavailable, match="it is not all there"):
        store.state()
    assert copy(source, store).target == source.state()
    assert answers(store) == answers(source)


def test_a_copy_that_another_takes_up_stops(store: Store, file: Callable[..., SqliteStore]) -> None:
    source = file(article())

    def overtaken(what: str, done: int, of: int) -> None:
        if (what, done) == ("claims", 6):
            copy(source, store)

    with pytest.raises(StoreUnavailable, match="another writer has taken up the graph"):
        copy(source, store, progress=overtaken)
    assert store.state() == source.state()


def test_a_copy_with_another_digest_is_an_error_and_is_not_to_be_read(
    store: Store, file: Callable[..., SqliteStore]
) -> None:
    source = file(article())

    def tamper(what: str, done: int, of: int) -> None:
        if (what, done) == ("claims", 17):
            with store.write() as writer:
                writer.put_digest("1" * 64)

    with pytest.raises(StoreError, match="the copy's digest is 1111"):
        copy(source, store, progress=tamper)
    with pytest.raises(StoreUnavailable, match="it is not all there"):
        store.state()
    assert copy(source, store).target == source.state()


@pytest.mark.neo4j
def test_a_database_is_emptied_in_steps_which_may_be_broken_off_too(
    neo4j_store: Store, file: Callable[..., SqliteStore]
) -> None:
    source = file(NEWS)
    fill(neo4j_store, article())
    taken = 0
    emptied = False
    with neo4j_store.write() as writer:
        writer.put_writing_position(steps.WritingPosition(of=source.state().digest).model_dump_json())
    while not emptied:
        with neo4j_store.write() as writer:
            reached = writer.writing_position()
            emptied = writer.clear(6)
            assert writer.writing_position() == (None if emptied else reached)
            writer.put_writing_position(reached)
        taken += 1
    assert taken > 10  # 17 claims alone have three relationships each
    assert copy(source, neo4j_store).target == source.state()


@pytest.mark.neo4j
def test_a_copy_does_not_end_while_others_hold_on_to_what_it_took_away(
    neo4j_store: Store, file: Callable[..., SqliteStore], driver: Driver
) -> None:
    source = file(NEWS)
    fill(neo4j_store, article())
    driver.execute_query("MATCH (x:Entity {id: 'xai'}) CREATE (x)<-[:LIKES]-(:Customer {name: 'Ann'})")
    with pytest.raises(ForeignData, match="relationship LIKES is attached to our xai"):
        copy(source, neo4j_store, replace=True)
    with pytest.raises(StoreUnavailable, match="it is not all there"):
        neo4j_store.state()
    driver.execute_query("MATCH (c:Customer {name: 'Ann'}) DETACH DELETE c")
    assert copy(source, neo4j_store).target == source.state()
    left = driver.execute_query("MATCH (e:Entity) RETURN e.id AS id ORDER BY id").records
    assert [row["id"] for row in left] == ["a", "v"]


@pytest.mark.neo4j
def test_a_graph_that_is_written_to_meanwhile_is_copied_again(
    neo4j_store: Store, file: Callable[..., SqliteStore]
) -> None:
    fill(neo4j_store, article())
    target = file()

    def write(what: str, done: int, of: int) -> None:
        if (what, done) == ("claims", 17):
            load(neo4j_store, NEWS)

    with pytest.raises(GraphMoved, match="written to while it was being copied: copy it again"):
        copy(neo4j_store, target, progress=write)
    assert copy(neo4j_store, target).target == neo4j_store.state()


@pytest.mark.neo4j
@pytest.mark.parametrize("resource", ["entities", "sources", "claims"])
def test_a_page_of_neo4j_s_records_is_read_from_where_the_one_before_ended(
    neo4j_store: Store, driver: Driver, neo4j: Settings, resource: Resource
) -> None:
    given = {**dict.fromkeys(FILTERS[resource]), "after": ["b"], "limit": 10}
    text = f"EXPLAIN {cypher(f'listing/{resource}')}"
    plan = driver.execute_query(text, given, database_=neo4j.neo4j_database).summary.plan
    assert plan is not None
    while plan.get("children"):
        (plan,) = plan["children"]
    assert "IndexSeekByRange" in plan["operatorType"]
