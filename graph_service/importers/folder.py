"""Folders of facts: `sources`, `entities` and `claims`, each `.jsonl` or `.yaml`."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError
from rapidfuzz.distance import OSA

from graph_service.domain.facts import Facts, Place
from graph_service.domain.merge import merge_entities
from graph_service.importers.defects import Defects
from graph_service.importers.explain import explain
from graph_service.importers.forms import FORMS, AnyRecord, Form
from graph_service.importers.jsonl import read_jsonl
from graph_service.importers.raw import Raw
from graph_service.importers.yaml_list import read_yaml_list

_READERS: dict[str, Callable[[Path, str, Defects], Iterator[Raw]]] = {
    ".jsonl": read_jsonl,
    ".yaml": read_yaml_list,
    ".yml": read_yaml_list,
}
_EXPECTED = "a folder of facts holds sources, entities and claims, each as .jsonl or .yaml"
_TEXTS = ("", "json", "jsonl", "jsonlines", "ndjson", "yaml", "yml", "csv", "tsv", "txt", "xml")
_DATA_SUFFIXES = frozenset((*_TEXTS, "xlsx", "gz", "bz2", "xz", "zst", "zip"))


def read_folders(paths: Sequence[Path]) -> Facts:
    """All facts of the folders, or InvalidFacts with every defect at once.

    A record may be there twice if its content is the same. Entities of one id in several folders
    are merged, the first folder's names first. Whether claims speak of what exists is for
    `check_references`: they may speak of what a store holds.
    """
    defects = Defects()
    whole = Facts()
    for path in paths:
        _join(whole, _read_folder(Path(path), defects), defects)
    defects.raise_if_any()
    return whole


def _join(whole: Facts, part: Facts, defects: Defects) -> None:
    for form in FORMS:
        for id_, record in form.shelf(part).items():
            place = part.places[form.one, id_]
            if form.one == "entity" and id_ in whole.entities:
                try:
                    whole.entities[id_] = merge_entities(whole.entities[id_], record)
                except ValueError as conflict:
                    there = whole.places["entity", id_]
                    problem = f"another {id_} stands in {there.file}, {there.where}: {conflict}"
                    defects.add(place.file, place.where, problem)
            else:
                _keep(whole, form, record, place, defects)


def _keep(facts: Facts, form: Form, record: AnyRecord, place: Place, defects: Defects) -> None:
    shelf, id_ = form.shelf(facts), record.id
    if id_ not in shelf:
        shelf[id_] = record
        facts.places[form.one, id_] = place
    elif shelf[id_].canonical() != record.canonical():
        first = facts.places[form.one, id_]
        problem = f"the {form.one} {id_} stands in {first.file}, {first.where}, with other content"
        defects.add(place.file, place.where, problem)


def _read_folder(folder: Path, defects: Defects) -> Facts:
    facts = Facts()
    names = _listing(folder, defects)
    if names is None:
        return facts
    strangers = 0
    for name in names:
        if near := _meant(folder, name):
            strangers += 1
            defects.add(str(folder / name), "file name", f"the file would not be read; {_EXPECTED}", near)
    files = [(form, [form.many + suffix for suffix in _READERS if form.many + suffix in names]) for form in FORMS]
    if not strangers and not any(there for _, there in files):
        inside = tuple(str(folder / name) for name in names if _holds_facts(folder / name))[:3]
        defects.add(str(folder), "folder", f"nothing to read: {_EXPECTED}", inside)
    for form, there in files:
        if len(there) > 1:
            defects.add(str(folder), "folder", f"{' and '.join(there)} are both there; keep one")
        for name in there:
            _read_file(folder / name, form, facts, defects)
    return facts


def _listing(folder: Path, defects: Defects) -> list[str] | None:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except FileNotFoundError:
        defects.add(str(folder), "folder", "there is no such folder")
    except NotADirectoryError:
        defects.add(str(folder), "folder", "this is a file; give the folder that holds it", (str(folder.parent),))
    except OSError as error:
        defects.add(str(folder), "folder", f"can't be read: {error.strerror}")
    return None


def _read_file(path: Path, form: Form, facts: Facts, defects: Defects) -> None:
    file = str(path)
    if not path.is_file():  # a pipe would be waited for without end
        defects.add(file, "file", "this is not a regular file")
        return
    try:
        for raw in _READERS[path.suffix](path, file, defects):
            record = _record(raw, form, file, defects)
            if record is not None:
                _keep(facts, form, record, Place(file, raw.place()), defects)
    except OSError as error:
        defects.add(file, "file", f"can't be read: {error.strerror}")


def _record(raw: Raw, form: Form, file: str, defects: Defects) -> AnyRecord | None:
    if not isinstance(raw.data, dict):
        defects.add(file, raw.place(), f"this isn't a mapping of a {form.one}'s fields to their values")
        return None
    model = form.model_of(raw.data)
    try:
        return model.model_validate(raw.data)
    except ValidationError as error:
        for flaw in explain(model, raw.data, error):
            defects.add(file, raw.place(flaw.path), flaw.problem, flaw.nearest)
    return None


def _meant(folder: Path, name: str) -> tuple[str, ...]:
    """The name that a file should have if it looks like facts under another one: its data mustn't be lost silently."""
    if name.startswith(".") or _is_expected(name) or not (folder / name).is_file():
        return ()
    stem, *suffixes = name.casefold().split(".")
    last = suffixes[-1] if suffixes else ""
    if last not in _DATA_SUFFIXES:
        return ()
    words = re.findall(r"[a-z]+", stem)
    right = ".yaml" if last in ("yaml", "yml") else ".jsonl"
    return tuple(
        form.many + right
        for form in FORMS
        if any(OSA.distance(word, known) <= 1 for word in words for known in (form.one, form.many))
    )


def _is_expected(name: str) -> bool:
    return any(name == form.many + suffix for form in FORMS for suffix in _READERS)


def _holds_facts(path: Path) -> bool:
    return any((path / (form.many + suffix)).is_file() for form in FORMS for suffix in _READERS)
