"""Folders: which files are read, which are near-misses, and what may be said twice."""

import os
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import LISTED, InvalidFacts
from graph_service.importers import read_folders
from tests.importers.folders import claim, contract, defect_in, defects_in, entity, figure, source, write


def test_a_folder_may_hold_claims_only(tmp_path: Path) -> None:
    write(tmp_path, "claims.jsonl", [claim()])
    facts = read_folders([tmp_path])
    assert (list(facts.claims), facts.entities, facts.sources) == (["c1"], {}, {})


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "validate.py",
        "claims.md",
        "claims.py",
        ".claims.jsonl.swp",
        "claims.jsonl~",
        "claims.jsonl.bak",
        "notes.txt",
        "map.yaml",
    ],
)
def test_other_files_are_ignored(tmp_path: Path, name: str) -> None:
    write(tmp_path, "claims.jsonl", [claim()])
    write(tmp_path, name, "not facts")
    assert list(read_folders([tmp_path]).claims) == ["c1"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("claim.jsonl", "claims.jsonl"),
        ("claims.json", "claims.jsonl"),
        ("claims", "claims.jsonl"),
        ("Claims.jsonl", "claims.jsonl"),
        ("claims.JSONL", "claims.jsonl"),
        ("cliams.yaml", "claims.yaml"),
        ("claims-2024.jsonl", "claims.jsonl"),
        ("claims.jsonl.gz", "claims.jsonl"),
        ("entity.yml", "entities.yaml"),
        ("my_sources.csv", "sources.jsonl"),
    ],
)
def test_a_file_that_looks_like_facts_under_another_name_is_refused(tmp_path: Path, name: str, expected: str) -> None:
    write(tmp_path, "claims.yml", "[]")
    write(tmp_path, name, [claim()])
    defect = defect_in(tmp_path)
    assert (defect.file, defect.place, defect.nearest) == (str(tmp_path / name), "file name", (expected,))
    assert "sources, entities, claims and retractions, each as .jsonl or .yaml" in defect.problem


@pytest.mark.parametrize("names", [("claims.jsonl", "claims.yaml"), ("claims.yaml", "claims.yml")])
def test_one_kind_in_two_files_is_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    for name in names:
        write(tmp_path, name, b"")
    defect = defect_in(tmp_path)
    assert (defect.file, defect.problem) == (str(tmp_path), f"{names[0]} and {names[1]} are both there; keep one")


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    defect = defect_in(tmp_path)
    assert (defect.file, defect.place) == (str(tmp_path), "folder")
    assert defect.problem.startswith("nothing to read")


def test_a_folder_of_folders_is_told_which_of_them_holds_facts(tmp_path: Path) -> None:
    write(tmp_path / "ours", "claims.jsonl", [claim()])
    write(tmp_path / "empty", "notes.txt", "nothing")
    assert defect_in(tmp_path).nearest == (str(tmp_path / "ours"),)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert defect_in(tmp_path / "none").problem == "there is no such folder"


def test_a_file_in_place_of_its_folder_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "claims.jsonl", [claim()])
    defect = defect_in(tmp_path / "claims.jsonl")
    assert (defect.problem, defect.nearest) == ("this is a file; give the folder that holds it", (str(tmp_path),))


def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "claims.jsonl")
    (tmp_path / "sources.yaml").mkdir()
    assert [(Path(each.file).name, each.problem) for each in defects_in(tmp_path)] == [
        ("sources.yaml", "this is not a regular file"),
        ("claims.jsonl", "this is not a regular file"),
    ]


def test_a_file_that_cannot_be_opened_is_a_defect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "claims.jsonl", [claim()])

    def refuse(*_: Any, **__: Any) -> None:  # file permissions don't hold for the superuser
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert defect_in(tmp_path).problem == "can't be read: Permission denied"


def test_a_path_is_shown_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("facts"), "claims.jsonl", [claim(status="actve")])
    assert str(defect_in(Path("facts"))).startswith("facts/claims.jsonl: line 1 /status: ")


def test_the_same_record_twice_is_one(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    again = claim(stake_percent=49.0, part=None)
    write(one, "claims.jsonl", [claim(stake_percent=49), dict(reversed(again.items()))])
    write(other, "claims.yaml", "[]")
    write(other, "sources.jsonl", [source(), source()])
    assert list(read_folders([one, other, one]).claims) == ["c1"]


@pytest.mark.parametrize("folders", [("one", "one"), ("one", "other")])
@pytest.mark.parametrize(
    ("name", "kind", "records"),
    [
        ("claims", "claim c1", [claim(), claim(stake_percent=49)]),
        ("claims", "claim c1", [contract(), figure("c1")]),
        ("sources", "source page", [source(), source(tier="A")]),
    ],
)
def test_one_id_with_two_contents_is_refused_naming_both_places(
    tmp_path: Path, folders: tuple[str, str], name: str, kind: str, records: list[dict[str, Any]]
) -> None:
    paths = [tmp_path / folder for folder in dict.fromkeys(folders)]
    if len(paths) == 1:
        write(paths[0], f"{name}.jsonl", records)
    else:
        for path, record in zip(paths, records, strict=True):
            write(path, f"{name}.jsonl", [record])
    defect = defect_in(*paths)
    assert (defect.file, defect.place) == (str(paths[-1] / f"{name}.jsonl"), "line 2" if len(paths) == 1 else "line 1")
    assert defect.problem == f"the {kind} stands in {paths[0] / f'{name}.jsonl'}, line 1, with other content"


def test_one_entity_twice_in_one_folder_is_not_merged(tmp_path: Path) -> None:
    write(tmp_path, "entities.jsonl", [entity(), entity(country="US")])
    assert "the entity google stands in" in defect_in(tmp_path).problem


def test_entities_of_several_folders_are_merged_in_order(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    write(one, "entities.jsonl", [entity(names={"en": "Google"}, aliases=["Alphabet's"])])
    write(other, "entities.jsonl", [entity(names={"en": "Google LLC", "ar": "جوجل"}, country="US"), entity("meta")])
    google = read_folders([one, other]).entities["google"]
    assert google.names == {"ar": "جوجل", "en": "Google"}
    assert (google.aliases, google.country) == (("Alphabet's", "Google LLC"), "US")
    assert read_folders([other, one]).entities["google"].names["en"] == "Google LLC"


def test_entities_that_cannot_be_one_are_refused_naming_both_places(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    write(one, "entities.jsonl", [entity("meta"), entity(country="US")])
    write(other, "entities.yaml", "- {id: google, kind: lab, names: {en: Google}, country: IE}\n")
    defect = defect_in(one, other)
    assert (defect.file, defect.place) == (str(other / "entities.yaml"), "line 1 /0")
    assert defect.problem == (
        f"another google stands in {one / 'entities.jsonl'}, line 2: "
        "the kind is company there and lab here; the country is US there and IE here"
    )


def test_every_defect_is_held_and_the_message_counts_what_it_does_not_list(tmp_path: Path) -> None:
    write(tmp_path, "claims.jsonl", [claim(f"c{n}", status="actve") for n in range(LISTED + 7)])
    with pytest.raises(InvalidFacts) as refused:
        read_folders([tmp_path])
    assert (len(refused.value.defects), refused.value.more) == (LISTED + 7, 0)
    assert len(str(refused.value).splitlines()) == LISTED + 2
    assert str(refused.value).endswith("… and 7 more")
