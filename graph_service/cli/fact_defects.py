"""Finds all defects of facts before anything is written. `check` and `load` report the same ones."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from graph_service.domain.facts import Facts
from graph_service.errors import LISTED, Defect, InvalidFacts, StoreUnavailable
from graph_service.importers.record_kinds import RECORD_KINDS
from graph_service.stores.port import UNFINISHED, Store
from graph_service.use_cases.load import Content, add_recording_days, compare, read_content

COLUMNS = ("file", "line", "pointer", "problem", "nearest")

_ORDER = {kind.plural: order for order, kind in enumerate(RECORD_KINDS)}
_LINE = re.compile(r"line (\d+)(?: column \d+)?(?: (/.*))?", re.DOTALL)


class _UndoStep(Exception):
    """Ends a writing step and undoes it; nothing was written in it."""


def look_up_content(store: Store, facts: Facts) -> Content:
    """The graph's records that the facts hold too, or name.

    They are read as a load would, in a writing step that is then undone. Other writers wait for it; readers don't. The
    facts are compared later, when nobody waits.
    """
    there = Content()
    with suppress(_UndoStep), store.write() as writer:
        if writer.writing_position():
            raise StoreUnavailable(f"the graph can't be loaded into: {UNFINISHED}")
        there = read_content(writer, facts)
        named = {kind: _ids_named_in_fragments(facts, kind) for kind in ("entity", "source", "claim")}
        there = replace(
            there,
            kinds={**there.kinds, **writer.kinds(named["entity"])},
            sources={**there.sources, **writer.sources(named["source"])},
            claims={**there.claims, **writer.claims(named["claim"])},
        )
        raise _UndoStep
    return there


_REFERENCE_FIELDS = {
    "entity": ("subject", "object"),
    "source": ("source", "reported_in"),
    "claim": ("claim", "disputes", "supersedes"),
}
"""The fields in which a record names others, by the kind that is named."""


def _ids_named_in_fragments(facts: Facts, kind: str) -> set[str]:
    """The ids of this kind that invalid records name."""
    given = (fragment.fields.get(field) or () for fragment in facts.fragments for field in _REFERENCE_FIELDS[kind])
    return {id_ for ids in given for id_ in ((ids,) if isinstance(ids, str) else ids)}


def find_defects(facts: Facts, there: Content | None = None) -> list[Defect]:
    """All defects of the facts, alone or together with a graph's records, in order of file and line."""
    there = there or Content()
    found: list[Defect] = []
    try:
        compare(add_recording_days(facts, there), there, ())
    except InvalidFacts as error:
        found += error.defects
    return sort_defects(found)


def sort_defects(defects: Sequence[Defect]) -> list[Defect]:
    """Each defect once: files in the order in which a folder is read, and lines from first to last."""
    folders: dict[Path, int] = {}

    def place(defect: Defect) -> tuple[int, int, str, int]:
        file = Path(defect.file)
        folder = folders.setdefault(file.parent, len(folders))
        return folder, _ORDER.get(file.stem, len(_ORDER)), defect.file, _line(defect)[0] or 0

    return sorted(dict.fromkeys(defects), key=place)


def defect_fields(defect: Defect) -> dict[str, Any]:
    """The defect for programs, with line and JSON pointer apart. A defect of a whole file has no line."""
    line, pointer = _line(defect)
    return {
        "file": defect.file,
        "line": line,
        "pointer": pointer,
        "problem": defect.problem,
        "nearest": list(defect.nearest),
    }


def refusal_of(defects: Sequence[Defect], outcome: str) -> InvalidFacts:
    """An error that lists the first of the defects, and says how to see all."""
    more = "; `check` with --json or --csv lists them all" if len(defects) > LISTED else ""
    return InvalidFacts(defects, outcome=outcome + more)


def _line(defect: Defect) -> tuple[int | None, str]:
    found = _LINE.fullmatch(defect.place)
    return (int(found[1]), found[2] or "") if found else (None, "")
