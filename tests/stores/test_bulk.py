"""Folders loaded in steps: the same graph as at once, or none that anybody can read."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from graph_service.domain.facts import Facts
from graph_service.errors import BadParameter, Defect, InvalidFacts, StoreUnavailable
from graph_service.importers import read_folders
from graph_service.settings import Settings
from graph_service.stores.port import Store
from graph_service.stores.sqlite import SqliteStore
from graph_service.support.resources import shipped_folder
from graph_service.use_cases import chunked_writing as steps
from graph_service.use_cases.chunked_load import load_in_steps
from graph_service.use_cases.load import load
from tests.cases import article, claim, entity, facts, mistaken, withdrawn
from tests.stores.conftest import digest_of, fill
from tests.stores.test_copy import BrokenOff, answers, tables
from tests.stores.test_loading import ROOT, environment, joined, rows, written
from tests.strategies import graphs

ARTICLE, INDUSTRY = (shipped_folder("seed_data") / name for name in ("article", "ai_industry"))
NEWS = facts(claim("a", "CLIENT_OF", "v"))

Folder = Callable[[Facts], Path]


@pytest.fixture(autouse=True, scope="module")
def small_steps() -> Iterator[None]:
    """Even few facts take many steps."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "STEP", 6)
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Writes a new folder of facts."""
    numbers = count()
    return lambda given: written(tmp_path / f"facts{next(numbers)}", given)


@pytest.fixture
def store(store: Store) -> Iterator[Store]:
    """The open store, empty, from which half a graph is taken away at the end."""
    yield store
    load(store, Facts(), replace=True)


def break_off(store: Store, folder: Path, *, at: str = "claims") -> None:
    def stop(what: str, done: int, of: int) -> None:
        if what == at and done < of:
            raise BrokenOff

    with pytest.raises(BrokenOff):
        load_in_steps(store, [folder], progress=stop)


def refused(store: Store, *folders: Path) -> list[Defect]:
    """What is wrong with the folders; nothing was written."""
    before = store.state()
    with pytest.raises(InvalidFacts, match="nothing was written") as raised:
        load_in_steps(store, folders)
    assert store.state() == before
    return raised.value.defects


# The same graph


def test_steps_make_the_graph_that_one_load_makes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "STEP", 100)
    load(store, read_folders([ARTICLE, INDUSTRY]))
    at_once = store.state(), answers(store)
    assert load_in_steps(store, [ARTICLE, INDUSTRY], replace=True) == at_once[0]
    assert answers(store) == at_once[1]


@hypothesis_settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(drawn=graphs())
def test_any_facts_come_to_what_they_come_to_at_once(embedded_store: SqliteStore, folder: Folder, drawn: Facts) -> None:
    fill(embedded_store, drawn)
    at_once = tables(embedded_store)
    load_in_steps(embedded_store, [folder(drawn)], replace=True)
    assert tables(embedded_store) == at_once


def test_entities_of_several_folders_are_merged_the_first_folder_s_names_first(store: Store, folder: Folder) -> None:
    one = folder(facts(entity("meta", "company", "Facebook", en="Meta")))
    other = folder(facts(entity("meta", "company", en="Meta Platforms", ar="ميتا")))
    assert load_in_steps(store, [one, other]).digest == digest_of(read_folders([one, other]))


def test_yaml_is_loaded_in_steps_too(store: Store, tmp_path: Path) -> None:
    folder = written(tmp_path / "facts", article())
    for name in ("sources", "claims"):
        lines = (folder / f"{name}.jsonl").read_text("utf-8").splitlines()
        (folder / f"{name}.yaml").write_text("".join(f"- {line}\n" for line in lines), "utf-8")
        (folder / f"{name}.jsonl").unlink()
    break_off(store, folder)
    assert load_in_steps(store, [folder]).digest == digest_of(article())


def test_a_claim_may_dispute_one_of_an_earlier_or_a_later_step(store: Store, folder: Folder) -> None:
    crowd = [claim("a", "CLIENT_OF", "v", id=f"b{at}", disputes=[f"c{at}"]) for at in range(10)]
    said = [claim("a", "CLIENT_OF", "v", id=f"c{at}", status="ended", disputes=[f"b{at}"]) for at in range(10)]
    given = facts(*crowd, *said)
    load_in_steps(store, [folder(given)])
    in_steps = store.state(), answers_of_a(store)
    load(store, given, replace=True)
    assert in_steps == (store.state(), answers_of_a(store))


def answers_of_a(store: Store) -> Any:
    return rows(store, "profile", entity="a")


# What is there already


def test_another_graph_is_taken_away_only_where_that_is_asked_for(store: Store, folder: Folder) -> None:
    load(store, NEWS)
    with pytest.raises(BadParameter, match="there is another graph; --replace"):
        load_in_steps(store, [folder(article())])
    assert store.state().digest == digest_of(NEWS)
    assert load_in_steps(store, [folder(article())], replace=True).digest == digest_of(article())


# Defects


def test_every_defect_is_told_before_anything_is_written(store: Store, folder: Folder) -> None:
    load(store, NEWS)
    given = joined(
        article(),
        facts(
            claim("new", "CLIENT_OF", "google", id="right"),
            claim("new", "INVESTS_IN", "nobody", id="unknown"),
            claim("new", "MAKES", "google", id="no-product"),
            claim("new", "INVESTS_IN", "google", id="unsourced", source="hearsay"),
            claim("new", "INVESTS_IN", "meta", id="disputing", disputes=["never-said", "right"]),
            claim("new", "INVESTS_IN", "meta", id="superseding", supersedes=["said-nowhere", "disputing"]),
            claim("new", "INVESTS_IN", "meta", id="of-the-future", reported_on="2152-06-13"),
        ),
    )
    del given.entities["nobody"]
    del given.sources["hearsay"]
    wrong = folder(given)
    with (wrong / "claims.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "half"}\n')
    with pytest.raises(InvalidFacts) as raised:
        load_in_steps(store, [wrong], replace=True)
    told = [f"{defect.place}: {defect.problem}" for defect in raised.value.defects]
    for part in (
        "line 19 /object: no entity has the id 'nobody'",
        "line 20 /object: the object of MAKES can't be a company",
        "line 21 /source: no source has the id 'hearsay'",
        "line 22 /disputes: no claim has the id 'never-said'",
        "line 23 /supersedes: no claim has the id 'said-nowhere'",
        "line 24 /reported_on: reported_on 2152-06-13 lies in the future",
        "line 25 /subject: the field is missing",
    ):
        assert [problem for problem in told if problem.startswith(part)] != [], part
    assert store.state().digest == digest_of(NEWS)


def test_retractions_come_to_in_steps_what_they_come_to_at_once(store: Store, folder: Folder) -> None:
    said = article()
    uses = [id_ for id_, each in said.claims.items() if each.about.endswith(":CLIENT_OF:scale-ai")]
    gone = [mistaken(claim=id_) for id_ in uses[::2]] + [withdrawn("2025-07-01", claim=id_) for id_ in uses[1::2]]
    given = Facts(said.entities, said.sources, said.claims, {each.id: each for each in gone})
    load(store, given)
    at_once = store.state(), answers(store)
    assert rows(store, "shared_vendors") == []
    assert load_in_steps(store, [folder(given)], replace=True) == at_once[0]
    assert answers(store) == at_once[1]


def test_the_retraction_of_what_nobody_said_is_refused(store: Store, folder: Folder) -> None:
    (defect,) = refused(store, folder(facts(claim("a", "CLIENT_OF", "v"), withdrawn("2025-07-01", claim="nothing"))))
    assert "no claim has the id 'nothing'" in defect.problem


def test_a_folder_that_holds_no_facts_is_told(store: Store, tmp_path: Path) -> None:
    (defect,) = refused(store, tmp_path)
    assert "nothing to read" in defect.problem


def test_one_id_given_twice_far_apart_stops_the_load_until_the_file_is_mended(
    store: Store, tmp_path: Path, folder: Folder
) -> None:
    crowd = [claim("a", "CLIENT_OF", "v", id=f"c{at}") for at in range(20)]
    wrong = folder(facts(*crowd))
    file = wrong / "claims.jsonl"
    right = file.read_text("utf-8")
    file.write_text(right + claim("v", "CLIENT_OF", "a", id="c0").canonical() + "\n", "utf-8")
    with pytest.raises(InvalidFacts, match="nobody can read it: mend the files and load them again") as raised:
        load_in_steps(store, [wrong])
    assert [(each.file, each.place) for each in raised.value.defects] == [(str(file), "line 21")]
    with pytest.raises(StoreUnavailable, match="it is not all there"):
        store.state()
    file.write_text(right, "utf-8")
    assert load_in_steps(store, [wrong]).digest == digest_of(facts(*crowd))


# Broken off


def test_half_a_load_is_not_to_be_read_or_loaded_into(store: Store, folder: Folder) -> None:
    break_off(store, folder(article()))
    for ask_of in (store.state, lambda: answers(store), lambda: load(store, NEWS)):
        with pytest.raises(StoreUnavailable, match="`graph-service load --in-steps` again"):
            ask_of()
    load(store, NEWS, replace=True)
    assert store.state().digest == digest_of(NEWS)


@pytest.mark.parametrize("at", ["entities", "claims"])
def test_a_load_that_was_broken_off_goes_on_where_it_was(store: Store, folder: Folder, at: str) -> None:
    given = folder(article())
    break_off(store, given, at=at)
    told: list[tuple[str, int, int]] = []
    load_in_steps(store, [given], progress=lambda *word: told.append(word))
    assert told[0] == ((at, 9, 9) if at == "entities" else (at, 12, 17))  # and it isn't checked again
    assert store.state().digest == digest_of(article())


def test_a_changed_file_is_loaded_from_the_beginning(store: Store, folder: Folder) -> None:
    given = folder(article())
    break_off(store, given)
    more = joined(article(), NEWS)
    for name, of in {"entities": more.entities, "sources": more.sources, "claims": more.claims}.items():
        text = "".join(f"{each.canonical()}\n" for each in of.values())  # type: ignore[attr-defined]
        (given / f"{name}.jsonl").write_text(text, "utf-8")
    told: list[tuple[str, int, int]] = []
    load_in_steps(store, [given], progress=lambda *word: told.append(word))
    assert told[0][0] == "checking sources"
    assert store.state().digest == digest_of(more)


def test_files_that_change_while_they_are_loaded_make_no_graph(store: Store, folder: Folder) -> None:
    given = folder(article())

    def change(what: str, done: int, of: int) -> None:
        if (what, done) == ("claims", 17):
            (given / "claims.jsonl").write_text("", "utf-8")

    with pytest.raises(BadParameter, match="the files were changed while they were being loaded"):
        load_in_steps(store, [given], progress=change)
    with pytest.raises(StoreUnavailable, match="it is not all there"):
        store.state()


KILLED = """
import os, signal, sys
from pathlib import Path
from graph_service import open_graph
from graph_service.use_cases import chunked_writing as steps
from graph_service.use_cases.chunked_load import load_in_steps
steps.STEP = 6
def kill(what, done, of):
    if (what, done) == ("claims", 12):
        os.kill(os.getpid(), signal.SIGKILL)
load_in_steps(open_graph().store, [Path(sys.argv[1])], replace=True, progress=kill)
"""


def test_a_killed_load_is_taken_up_by_the_next(store: Store, settings: Settings, folder: Folder) -> None:
    load(store, NEWS)
    given = folder(article())
    ended = subprocess.run([sys.executable, "-c", KILLED, str(given)], cwd=ROOT, env=environment(settings))
    assert ended.returncode == -signal.SIGKILL
    told: list[tuple[str, int, int]] = []
    load_in_steps(store, [given], progress=lambda *word: told.append(word))
    assert told == [("claims", 17, 17)]
    in_steps = store.state(), answers(store)
    load(store, article(), replace=True)
    assert in_steps == (store.state(), answers(store))
