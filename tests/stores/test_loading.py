"""Facts on their way into a store: all or nothing, once however often, and never half to be seen."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Barrier, Event, Thread
from typing import Any

import pytest

from graph_service.domain.entity import Entity
from graph_service.domain.facts import Facts
from graph_service.domain.record import Record
from graph_service.domain.source import Source
from graph_service.errors import InvalidFacts, StoreUnavailable
from graph_service.importers import read_folders
from graph_service.queries.registry import QUERIES
from graph_service.settings import Settings
from graph_service.stores.port import Store
from graph_service.use_cases import load as loading
from graph_service.use_cases.ask import ask, read_parameters
from graph_service.use_cases.load import load
from tests.cases import article, claim, entity, facts, figure, withdrawn
from tests.stores.conftest import digest_of

ROOT = Path(__file__).resolve().parents[2]
Another = Callable[[], Store]


def rows(store: Store, name: str, **asked: Any) -> list[Any]:
    query = QUERIES[name]
    answer = ask(store, query, read_parameters(query, asked))
    return [row.model_dump(mode="json") for row in answer.rows]


def relationships(store: Store, entity: str, **scope: Any) -> dict[str, str]:
    """The status of each of the entity's relationships."""
    found = rows(store, "profile", entity=entity, section="relationship", **scope)
    return {row["relationship"]["id"]: row["relationship"]["status"] for row in found}


def joined(*parts: Facts) -> Facts:
    whole = Facts()
    for part in parts:
        whole.entities.update(part.entities)
        whole.sources.update(part.sources)
        whole.claims.update(part.claims)
    return whole


def written(folder: Path, given: Facts) -> Path:
    folder.mkdir()
    records: dict[str, Mapping[str, Record]] = {
        "entities": given.entities,
        "sources": given.sources,
        "claims": given.claims,
        "retractions": given.retractions,
    }
    for name, of in records.items():
        folder.joinpath(f"{name}.jsonl").write_text("".join(f"{each.canonical()}\n" for each in of.values()), "utf-8")
    return folder


def environment(settings: Settings) -> Mapping[str, str]:
    """What makes another process open the same store."""
    return {
        **os.environ,
        "GRAPH_SERVICE_STORE": settings.store,
        "NEO4J_USERNAME": settings.neo4j_username,
        "NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
        "NEO4J_DATABASE": settings.neo4j_database or "",
    }


NEWS = facts(
    claim("a", "CLIENT_OF", "v", reported_on="2025-01-10"),
    figure("v", "valuation", 10, valid_from="2024", reported_on="2025-01-10"),
)
MORE = facts(
    claim("a", "CLIENT_OF", "v", id="later", reported_on="2025-02-10", status="planned_end"),
    claim("b", "CLIENT_OF", "v"),
    figure("v", "valuation", 12, id="higher", valid_from="2024", reported_on="2025-02-10"),
)

# Once, however often


def test_a_first_load_says_what_it_added(store: Store) -> None:
    report = load(store, article())
    added = [counts.added for counts in (report.entities, report.sources, report.claims)]
    assert added == [9, 1, 17]
    assert (report.relationships, report.figures) == (12, 3)
    assert report.digest == store.state().digest == digest_of(article())
    assert not report.changed_nothing


def test_a_second_load_changes_nothing_and_says_so(store: Store) -> None:
    first = load(store, article())
    before = store.state()
    second = load(store, article())
    assert second.changed_nothing
    assert (second.digest_before, second.digest) == (first.digest, first.digest)
    assert [counts.unchanged for counts in (second.entities, second.sources, second.claims)] == [9, 1, 17]
    assert [counts.added + counts.changed for counts in (second.entities, second.sources, second.claims)] == [0, 0, 0]
    assert store.state() == before


def test_loading_nothing_changes_nothing(store: Store) -> None:
    assert load(store, Facts()).changed_nothing
    assert store.state().claims == 0


def test_the_order_of_folders_does_not_matter(store: Store, tmp_path: Path) -> None:
    one, other = written(tmp_path / "one", NEWS), written(tmp_path / "other", MORE)
    load(store, read_folders([one, other]), replace=True)
    at_once = store.state(), rows(store, "profile", entity="v")
    load(store, read_folders([other, one]), replace=True)
    assert (store.state(), rows(store, "profile", entity="v")) == at_once


@pytest.mark.parametrize("parts", [(NEWS, MORE), (MORE, NEWS)], ids=["older_first", "newer_first"])
def test_one_load_after_the_other_is_the_same_as_both_at_once(store: Store, parts: tuple[Facts, Facts]) -> None:
    load(store, joined(NEWS, MORE))
    at_once = store.state(), rows(store, "profile", entity="v")
    load(store, Facts(), replace=True)
    for part in parts:
        load(store, part)
    assert (store.state(), rows(store, "profile", entity="v")) == at_once


# What is there already


def test_what_was_there_is_resolved_anew_with_what_is_added(store: Store) -> None:
    load(store, NEWS)
    assert relationships(store, "a") == {"a:CLIENT_OF:v": "active"}
    report = load(store, MORE)
    assert (report.claims.added, report.relationships, report.figures) == (3, 2, 1)
    assert relationships(store, "a") == {"a:CLIENT_OF:v": "planned_end"}
    assert relationships(store, "a", known_at="2025-02-09") == {"a:CLIENT_OF:v": "active"}
    (valuation,) = rows(store, "profile", entity="v", section="figure")
    assert (valuation["figure"]["value"], valuation["figure"]["low"]) == (12, 12)  # the same source's later word


def test_only_what_the_new_claims_are_about_is_resolved_anew(store: Store) -> None:
    load(store, NEWS)
    report = load(store, facts(claim("b", "CLIENT_OF", "v")))
    assert (report.relationships, report.figures) == (1, 0)
    assert relationships(store, "v") == {"a:CLIENT_OF:v": "active", "b:CLIENT_OF:v": "active"}


def test_a_dispute_may_come_in_a_later_load(store: Store) -> None:
    load(store, NEWS)
    load(store, facts(claim("a", "CLIENT_OF", "v", id="no", status="ended", disputes=["a-CLIENT_OF-v"])))
    (found,) = rows(store, "profile", entity="a", section="relationship")
    assert found["relationship"]["disputed"]


def test_claims_may_speak_of_what_only_the_store_holds(store: Store) -> None:
    load(store, NEWS)
    said = claim("v", "INVESTS_IN", "a")
    report = load(store, Facts(claims={said.id: said}))
    assert (report.entities.unchanged, report.sources.unchanged, report.claims.added) == (0, 0, 1)
    assert relationships(store, "v")["v:INVESTS_IN:a"] == "active"


def test_an_entity_gains_names_and_is_found_by_them(store: Store) -> None:
    load(store, facts(entity("meta", "company", "Facebook", en="Meta")))
    report = load(store, facts(entity("meta", "company", "FB", en="Meta Platforms", ar="ميتا")))
    assert (report.entities.added, report.entities.changed) == (0, 1)
    (found,) = rows(store, "profile", entity="meta")
    assert found["entity"]["names"] == {"ar": "ميتا", "en": "Meta"}
    assert found["entity"]["aliases"] == ["Facebook", "Meta Platforms", "FB"]
    for name in ("Meta", "Facebook", "Meta Platforms", "FB", "ميتا"):
        assert [row["entity"]["id"] for row in rows(store, "search", q=name, min_score=100)] == ["meta"]
    assert store.state().entities == 1


def test_an_entity_s_relationships_outlive_its_new_names(store: Store) -> None:
    load(store, NEWS)
    load(store, facts(entity("v", "company", "The vendor")))
    assert relationships(store, "a") == {"a:CLIENT_OF:v": "active"}
    assert [row["entity"]["id"] for row in rows(store, "search", q="the vendor", min_score=100)] == ["v"]


def test_with_replace_only_the_new_facts_are_there(store: Store) -> None:
    load(store, article())
    report = load(store, NEWS, replace=True)
    assert report.digest_before == digest_of(article())
    assert report.digest == store.state().digest == digest_of(NEWS)
    assert store.state().entities == 2
    assert rows(store, "search", q="google") == []
    assert relationships(store, "v") == {"a:CLIENT_OF:v": "active"}


def test_replacing_with_the_same_changes_nothing(store: Store) -> None:
    load(store, article())
    before = store.state(), rows(store, "shared_vendors")
    report = load(store, article(), replace=True)
    assert report.changed_nothing
    assert (store.state(), rows(store, "shared_vendors")) == before


def test_a_retracted_claim_is_gone_after_a_replace(store: Store) -> None:
    load(store, joined(NEWS, MORE))
    load(store, NEWS, replace=True)
    assert relationships(store, "a") == {"a:CLIENT_OF:v": "active"}
    assert [row["witness"][0]["id"] for row in rows(store, "claims_behind", relationship="a:CLIENT_OF:v")] == [
        "a-CLIENT_OF-v"
    ]


def test_more_records_than_one_batch_holds_are_all_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "BATCH", 500)
    crowd = facts(*(claim(f"c{number}", "CLIENT_OF", "v") for number in range(1200)))
    told: list[tuple[str, int, int]] = []
    load(store, crowd, progress=lambda *word: told.append(word))
    state = store.state()
    assert (state.entities, state.claims, state.relationships) == (1201, 1200, 1200)
    assert ("entities", 1000, 1201) in told
    assert [word for word in told if word[0] == "claims"] == [("claims", at, 1200) for at in (500, 1000, 1200)]
    assert {what for what, _, _ in told} == {"entities", "sources", "claims"}


# All or nothing


def defective() -> Facts:
    """Facts that are wrong in all the ways that only a store can tell, beside some that are right."""
    given = joined(
        NEWS,
        facts(
            claim("new", "CLIENT_OF", "v", id="right"),
            claim("a", "CLIENT_OF", "v", status="ended"),  # other words under an id that is there
            claim("a", "INVESTS_IN", "nobody"),
            claim("a", "INVESTS_IN", "v", id="unsourced", source="hearsay"),
            claim("a", "INVESTS_IN", "v", id="disputing", disputes=["never-said"]),
            claim("a", "MAKES", "v", id="no-product"),
        ),
    )
    del given.entities["nobody"]
    del given.sources["hearsay"]
    given.entities["a"] = entity("a", "person")
    given.sources["wire"] = Source(id="wire", publisher="Another", tier="C")
    return given


def test_invalid_facts_write_nothing_and_every_defect_is_told_at_once(store: Store) -> None:
    load(store, NEWS)
    before = store.state(), rows(store, "profile", entity="v")
    with pytest.raises(InvalidFacts) as raised:
        load(store, defective())
    problems = [defect.problem for defect in raised.value.defects]
    for part in (
        "no entity has the id 'nobody'",
        "no source has the id 'hearsay'",
        "no claim has the id 'never-said'",
        "the object of MAKES can't be a company",
        "the graph holds another claim with the id a-CLIENT_OF-v",
        "the graph holds another source with the id wire",
        "the kind is company there and person here",
    ):
        assert [problem for problem in problems if part in problem] != [], part
    assert (store.state(), rows(store, "profile", entity="v")) == before


def test_invalid_facts_take_nothing_away_with_replace_either(store: Store) -> None:
    load(store, NEWS)
    dangling = facts(claim("x", "CLIENT_OF", "y"))
    del dangling.entities["y"]
    with pytest.raises(InvalidFacts):
        load(store, dangling, replace=True)
    assert store.state().digest == digest_of(NEWS)
    assert relationships(store, "a") == {"a:CLIENT_OF:v": "active"}


def test_with_replace_claims_may_not_speak_of_what_is_taken_away(store: Store) -> None:
    load(store, NEWS)
    said = claim("a", "INVESTS_IN", "v")
    with pytest.raises(InvalidFacts):
        load(store, Facts(claims={said.id: said}), replace=True)
    assert store.state().digest == digest_of(NEWS)


def test_a_claim_is_never_edited(store: Store) -> None:
    load(store, NEWS)
    edited = facts(claim("a", "CLIENT_OF", "v", reported_on="2025-01-10", note={"en": "Other words."}))
    with pytest.raises(InvalidFacts):
        load(store, edited)
    assert store.state().digest == digest_of(NEWS)


def test_a_retraction_is_never_edited(store: Store) -> None:
    said = claim("a", "CLIENT_OF", "v")
    first = facts(said, withdrawn("2025-07-01", claim=said.id))
    load(store, first)
    with pytest.raises(InvalidFacts, match="another retraction with the id"):
        load(store, facts(said, withdrawn("2025-08-01", claim=said.id)))
    assert store.state().digest == digest_of(first)


def test_two_identifiers_of_one_scheme_are_two_entities(store: Store) -> None:
    def called(lei: str) -> Facts:
        one = Entity(id="meta", kind="company", names={"en": "Meta"}, identifiers={"lei": lei})
        return Facts(entities={"meta": one})

    load(store, called("one"))
    with pytest.raises(InvalidFacts):
        load(store, called("two"))
    assert store.state().digest == digest_of(called("one"))


def test_what_breaks_off_the_load_leaves_the_graph_as_it_was(store: Store) -> None:
    load(store, NEWS)

    def stop(what: str, done: int, of: int) -> None:
        if what == "claims":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(store, article(), replace=True, progress=stop)
    assert store.state().digest == digest_of(NEWS)
    assert relationships(store, "a") == {"a:CLIENT_OF:v": "active"}


# More than one at a time


def of_one_writer(name: str, loads: int) -> list[Facts]:
    """What one writer loads, piece by piece: clients of its own, and claims about what all writers speak of."""
    return [
        facts(
            claim(f"{name}{number}", "CLIENT_OF", "v"),
            claim("a", "CLIENT_OF", "v", id=f"{name}-{number}", reported_on=f"2025-0{number + 1}"),
        )
        for number in range(loads)
    ]


def test_two_loads_at_once_both_land(store: Store, another: Another) -> None:
    work = [of_one_writer("one", 5), of_one_writer("two", 5)]
    start = Barrier(len(work))
    failed: list[BaseException] = []

    def write(to: Store, pieces: list[Facts]) -> None:
        try:
            start.wait()
            for piece in pieces:
                load(to, piece)
        except BaseException as error:  # told by the test, not by the thread
            failed.append(error)

    threads = [Thread(target=write, args=(another(), pieces)) for pieces in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert store.state().digest == digest_of(joined(*(piece for pieces in work for piece in pieces)))
    (shared,) = rows(store, "profile", entity="a", section="relationship")
    assert len(shared["witness"][0]["claims"]) == 10
    assert len(relationships(store, "v")) == 11


COMMAND = "from graph_service.cli import main; main()"


def test_two_processes_load_at_once_and_both_land(store: Store, settings: Settings, tmp_path: Path) -> None:
    work = [joined(*of_one_writer(name, 9)) for name in ("one", "two")]
    folders = [written(tmp_path / f"folder{number}", part) for number, part in enumerate(work)]
    loading = [
        subprocess.Popen(
            [sys.executable, "-c", COMMAND, "load", "--no-seed", str(folder)],
            cwd=ROOT,
            env=environment(settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for folder in folders
    ]
    said = [process.communicate(timeout=60)[0] for process in loading]
    assert [process.returncode for process in loading] == [0, 0], said
    assert store.state().digest == digest_of(joined(*work))
    assert len(relationships(store, "v")) == 19


LOAD_AND_HANG = """
import sys, time
from pathlib import Path
from graph_service.importers import read_folders
from graph_service.use_cases.load import load
from graph_service.settings import Settings
from graph_service.stores.open import open_store

def hang(what, done, of):
    if what == sys.argv[2]:
        print("hanging", flush=True)
        time.sleep(600)

load(open_store(Settings()), read_folders([Path(sys.argv[1])]), replace=True, progress=hang)
"""


@pytest.mark.parametrize("when", ["entities", "claims"])
def test_a_load_that_is_killed_leaves_the_graph_as_it_was(
    store: Store, settings: Settings, tmp_path: Path, when: str
) -> None:
    load(store, NEWS)
    before = store.state(), rows(store, "profile", entity="v")
    folder = written(tmp_path / "facts", article())
    with subprocess.Popen(
        [sys.executable, "-c", LOAD_AND_HANG, str(folder), when],
        cwd=ROOT,
        env=environment(settings),
        stdout=subprocess.PIPE,
        text=True,
    ) as loading:
        assert loading.stdout is not None
        assert loading.stdout.readline() == "hanging\n"
        assert (store.state(), rows(store, "profile", entity="v")) == before
        loading.send_signal(signal.SIGKILL)
    assert loading.returncode == -signal.SIGKILL
    assert (store.state(), rows(store, "profile", entity="v")) == before
    assert load(store, MORE).claims.added == 3
    assert store.state().digest == digest_of(joined(NEWS, MORE))


def test_who_reads_during_a_write_sees_the_old_or_the_new_and_never_half(store: Store, another: Another) -> None:
    many = facts(*(claim(f"c{number}", "CLIENT_OF", "v") for number in range(300)))
    few = facts(*(claim(f"d{number}", "CLIENT_OF", "v") for number in range(3)))
    load(store, few)
    done = Event()
    seen: list[tuple[str, int, int]] = []
    failed: list[BaseException] = []

    def read(of: Store) -> None:
        query = QUERIES["neighbourhood"]
        asked = read_parameters(query, {"entity": "v", "limit": 1000})
        while not done.is_set():
            try:
                answer = ask(of, query, asked)
            except StoreUnavailable:
                continue  # written to all the while: it says so, instead of half an answer
            except BaseException as error:  # told by the test, not by the thread
                failed.append(error)
                return
            coverage = answer.certificate.coverage.relationships["CLIENT_OF"]
            seen.append((answer.certificate.digest, len(answer.rows), coverage))

    reader = Thread(target=read, args=(another(),))
    reader.start()
    for _ in range(4):
        load(store, many, replace=True)
        load(store, few, replace=True)
    done.set()
    reader.join()
    assert failed == []
    assert set(seen) <= {(digest_of(few), 3, 3), (digest_of(many), 300, 300)}
    assert len(seen) > 1
