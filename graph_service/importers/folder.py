"""Reads whole folders of facts into memory."""

from collections.abc import Sequence
from pathlib import Path

from graph_service.domain.facts import Facts, Fragment, Place
from graph_service.domain.merge import merge_entities
from graph_service.errors import InvalidFacts
from graph_service.importers.defects import Defects
from graph_service.importers.files import files_in
from graph_service.importers.record_kinds import RECORD_KINDS, AnyRecord, KindOfRecord
from graph_service.support.gc_pause import pause_gc


def read_folders(paths: Sequence[Path]) -> Facts:
    """All facts of the folders. Raises InvalidFacts with the defects of all records.

    Whether the records exist that claims name is for `check_references`, since a store may hold them.
    """
    facts = read_facts(paths)
    if facts.defects:
        raise InvalidFacts(facts.defects)
    return facts


def read_facts(paths: Sequence[Path]) -> Facts:
    """All that can be read of the folders; `defects` has what is wrong with single records.

    A record may be given twice if its content is the same. Entities with one id in several folders are merged, and the
    first folder's names come first.
    """
    defects = Defects(at_most=None)
    whole = Facts()
    with pause_gc():
        for path in paths:
            _add_folder(whole, _read_folder(Path(path), defects), defects)
    whole.defects = list(dict.fromkeys(defects.listed))
    whole.incomplete_kinds = defects.incomplete_kinds
    return whole


def _add_folder(whole: Facts, part: Facts, defects: Defects) -> None:
    whole.bidi_places += part.bidi_places
    for kind in RECORD_KINDS:
        for id_, record in kind.records_in(part).items():
            place = part.places[kind.name, id_]
            if kind.name == "entity" and id_ in whole.entities:
                try:
                    whole.entities[id_] = merge_entities(whole.entities[id_], record)
                except ValueError as conflict:
                    there = whole.places["entity", id_]
                    problem = f"another {id_} stands in {there.file}, {there.where}: {conflict}"
                    defects.add(place.file, place.where, problem)
            else:
                add_record(whole, kind, record, place, defects)
    for fragment in part.fragments:
        first = part.places.get((fragment.kind, str(fragment.id)))
        if fragment.kind == "entity" or first != fragment.place:  # it may be the other folder's, or is a defect already
            whole.fragments.append(fragment)
        else:
            _add_fragment(whole, fragment, defects)


def add_record(facts: Facts, kind: KindOfRecord, record: AnyRecord, place: Place, defects: Defects) -> None:
    """Add the record to the facts. Another record with its id is a defect."""
    records, id_ = kind.records_in(facts), record.id
    first = facts.places.setdefault((kind.name, id_), place)
    if first is place:
        records[id_] = record
    elif id_ not in records or records[id_].canonical() != record.canonical():
        problem = f"the {kind.name} {id_} stands in {first.file}, {first.where}, with other content"
        defects.add(place.file, place.where, problem)
        facts.fragments.append(Fragment(kind.name, place, dict(record)))  # so that what it names is checked too


def _add_fragment(facts: Facts, fragment: Fragment, defects: Defects) -> None:
    place = fragment.place
    if fragment.id is not None and len(fragment.fields) > 1:  # an id alone has no content that could differ
        first = facts.places.setdefault((fragment.kind, fragment.id), place)
        if first != place:
            problem = f"the {fragment.kind} {fragment.id} stands in {first.file}, {first.where}, too"
            defects.add(place.file, place.where, problem)
    facts.fragments.append(fragment)


def _read_folder(folder: Path, defects: Defects) -> Facts:
    facts = Facts()
    for file in files_in(folder, defects):
        for read in file.read_records(defects):
            if isinstance(read, Fragment):
                _add_fragment(facts, read, defects)
            else:
                add_record(facts, file.kind, read.record, read.place, defects)
                if read.had_bidi_controls:
                    facts.bidi_places.append(read.place)
    return facts
