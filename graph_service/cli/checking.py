"""What is wrong with facts, told before anything is written: of `check` and of `load` the same."""

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
from graph_service.use_cases.load import Content, as_recorded, compare
from graph_service.use_cases.load import content_beside as content_within

COLUMNS = ("file", "line", "pointer", "problem", "nearest")

_ORDER = {kind.plural: order for order, kind in enumerate(RECORD_KINDS)}
_LINE = re.compile(r"line (\d+)(?: column \d+)?(?: (/.*))?", re.DOTALL)


class _Seen(Exception):
    """Ends a step of writing in which nothing was written."""


def content_beside(store: Store, facts: Facts) -> Content:
    """What the graph holds of that which the facts are or speak of.

    It is looked up as a load would, in a step of writing that is then undone: other writers wait for it, and readers
    don't. The facts are compared afterwards, when nobody waits.
    """
    there = Content()
    with suppress(_Seen), store.write() as writer:
        if writer.copying():
            raise StoreUnavailable(f"the graph can't be loaded into: {UNFINISHED}")
        there = content_within(writer, facts)
        named = {kind: _named_in_fragments(facts, kind) for kind in ("entity", "source", "claim")}
        there = replace(
            there,
            kinds={**there.kinds, **writer.kinds(named["entity"])},
            sources={**there.sources, **writer.sources(named["source"])},
            claims={**there.claims, **writer.claims(named["claim"])},
        )
        raise _Seen
    return there


_NAMES_IN = {
    "entity": ("subject", "object"),
    "source": ("source", "reported_in"),
    "claim": ("claim", "disputes", "supersedes"),
}
"""The fields in which a record names others."""


def _named_in_fragments(facts: Facts, kind: str) -> set[str]:
    """The ids of this kind that records with defects speak of."""
    given = (fragment.fields.get(field) or () for fragment in facts.fragments for field in _NAMES_IN[kind])
    return {id_ for ids in given for id_ in ((ids,) if isinstance(ids, str) else ids)}


def defects_of(facts: Facts, there: Content | None = None) -> list[Defect]:
    """All that is wrong with the facts, by themselves and beside a graph, file by file and line by line."""
    there = there or Content()
    found: list[Defect] = []
    try:
        compare(as_recorded(facts, there), there, ())
    except InvalidFacts as error:
        found += error.defects
    return in_order(found)


def in_order(defects: Sequence[Defect]) -> list[Defect]:
    """Each defect once, file by file as a folder is read, in each from the first line to the last."""
    folders: dict[Path, int] = {}

    def place(defect: Defect) -> tuple[int, int, str, int]:
        file = Path(defect.file)
        folder = folders.setdefault(file.parent, len(folders))
        return folder, _ORDER.get(file.stem, len(_ORDER)), defect.file, _line(defect)[0] or 0

    return sorted(dict.fromkeys(defects), key=place)


def as_fields(defect: Defect) -> dict[str, Any]:
    """The defect for programs: line and JSON pointer apart; a defect of a whole file has no line."""
    line, pointer = _line(defect)
    return {
        "file": defect.file,
        "line": line,
        "pointer": pointer,
        "problem": defect.problem,
        "nearest": list(defect.nearest),
    }


def refusal(defects: Sequence[Defect], outcome: str) -> InvalidFacts:
    """The defects as an error that tells the first of them, and how to see all."""
    more = "; `check` with --json or --csv lists them all" if len(defects) > LISTED else ""
    return InvalidFacts(defects, outcome=outcome + more)


def _line(defect: Defect) -> tuple[int | None, str]:
    found = _LINE.fullmatch(defect.place)
    return (int(found[1]), found[2] or "") if found else (None, "")
