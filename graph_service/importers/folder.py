"""Folders of facts, read whole."""

from collections.abc import Sequence
from pathlib import Path

from graph_service.domain.facts import Facts, Place
from graph_service.domain.merge import merge_entities
from graph_service.garbage import no_search_for_cycles
from graph_service.importers.defects import Defects
from graph_service.importers.files import files_in
from graph_service.importers.forms import FORMS, AnyRecord, Form


def read_folders(paths: Sequence[Path]) -> Facts:
    """All facts of the folders, or InvalidFacts with every defect at once.

    A record may be there twice if its content is the same. Entities of one id in several folders
    are merged, the first folder's names first. Whether claims speak of what exists is for
    `check_references`: they may speak of what a store holds.
    """
    defects = Defects()
    whole = Facts()
    with no_search_for_cycles():
        for path in paths:
            _join(whole, _read_folder(Path(path), defects), defects)
    defects.raise_if_any()
    return whole


def _join(whole: Facts, part: Facts, defects: Defects) -> None:
    whole.turned += part.turned
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
                keep(whole, form, record, place, defects)


def keep(facts: Facts, form: Form, record: AnyRecord, place: Place, defects: Defects) -> None:
    """Put the record among the facts; another of its id is a defect."""
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
    for file in files_in(folder, defects):
        for record, place, _, turned in file.records(defects):
            keep(facts, file.form, record, place, defects)
            if turned:
                facts.turned.append(place)
    return facts
