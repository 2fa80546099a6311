"""Folders of facts, read whole."""

from collections.abc import Sequence
from pathlib import Path

from graph_service.domain.facts import Facts, Fragment, Place
from graph_service.domain.merge import merge_entities
from graph_service.errors import InvalidFacts
from graph_service.importers.defects import Defects
from graph_service.importers.files import files_in
from graph_service.importers.forms import FORMS, AnyRecord, Form
from graph_service.support.gc_pause import no_search_for_cycles


def read_folders(paths: Sequence[Path]) -> Facts:
    """All facts of the folders, or InvalidFacts with every defect of a record; see `read_facts`.

    Whether claims speak of what exists is for `check_references`: they may speak of what a store holds.
    """
    facts = read_facts(paths)
    if facts.defects:
        raise InvalidFacts(facts.defects)
    return facts


def read_facts(paths: Sequence[Path]) -> Facts:
    """All that can be read of the folders; what is wrong with single records is in `defects`.

    A record may be there twice if its content is the same. Entities of one id in several folders
    are merged, the first folder's names first.
    """
    defects = Defects(at_most=None)
    whole = Facts()
    with no_search_for_cycles():
        for path in paths:
            _join(whole, _read_folder(Path(path), defects), defects)
    whole.defects = list(dict.fromkeys(defects.listed))
    whole.unread = defects.unread
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
    for fragment in part.fragments:
        first = part.places.get((fragment.kind, str(fragment.id)))
        if fragment.kind == "entity" or first != fragment.place:  # it may be the other folder's; it was told before
            whole.fragments.append(fragment)
        else:
            _keep_fragment(whole, fragment, defects)


def keep(facts: Facts, form: Form, record: AnyRecord, place: Place, defects: Defects) -> None:
    """Put the record among the facts; another of its id is a defect."""
    shelf, id_ = form.shelf(facts), record.id
    first = facts.places.setdefault((form.one, id_), place)
    if first is place:
        shelf[id_] = record
    elif id_ not in shelf or shelf[id_].canonical() != record.canonical():
        problem = f"the {form.one} {id_} stands in {first.file}, {first.where}, with other content"
        defects.add(place.file, place.where, problem)
        facts.fragments.append(Fragment(form.one, place, dict(record)))  # what it speaks of is still to be checked


def _keep_fragment(facts: Facts, fragment: Fragment, defects: Defects) -> None:
    place = fragment.place
    if fragment.id is not None and len(fragment.fields) > 1:  # otherwise there is no content to be another
        first = facts.places.setdefault((fragment.kind, fragment.id), place)
        if first != place:
            problem = f"the {fragment.kind} {fragment.id} stands in {first.file}, {first.where}, too"
            defects.add(place.file, place.where, problem)
    facts.fragments.append(fragment)


def _read_folder(folder: Path, defects: Defects) -> Facts:
    facts = Facts()
    for file in files_in(folder, defects):
        for read in file.read(defects):
            if isinstance(read, Fragment):
                _keep_fragment(facts, read, defects)
            else:
                keep(facts, file.form, read.record, read.place, defects)
                if read.turned:
                    facts.turned.append(read.place)
    return facts
