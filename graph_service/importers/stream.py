"""Reads folders of facts of any size page by page: first sources, then entities, claims and retractions."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from graph_service.domain.facts import Facts
from graph_service.importers.defects import Defects
from graph_service.importers.files import ValidRecord, files_in
from graph_service.importers.folder import add_record
from graph_service.importers.record_kinds import RECORD_KINDS
from graph_service.support.gc_pause import pause_gc

Position = tuple[int, int]
"""A place in a stream: the number of the file, and the line in it."""

START: Position = (0, 0)


@dataclass(frozen=True)
class Page:
    """Records of one kind, their number, and the place of the last one; `resource` is `sources`, `entities`, …"""

    resource: str
    facts: Facts
    records: int
    last: Position


class Stream:
    """The files of some folders, as they were when the stream was made.

    `fingerprint` is the SHA-256 of their content, wherever they lie. `totals` has the number of records by kind, with
    blank lines counted too.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        defects = Defects()
        found = [file for folder in folders for file in files_in(folder, defects)]
        defects.raise_if_any()
        self._files = sorted(found, key=lambda file: RECORD_KINDS.index(file.kind))
        self.totals = dict.fromkeys((kind.plural for kind in RECORD_KINDS), 0)
        for file in self._files:
            self.totals[file.kind.plural] += file.count_records()
        self.fingerprint = self._fingerprint()

    def is_unchanged(self) -> bool:
        """Whether the files are still what they were."""
        return self._fingerprint() == self.fingerprint

    def pages(self, size: int, defects: Defects, after: Position = START) -> Iterator[Page]:
        """The valid records after a position, in pages of `size`. What is wrong with the others becomes a defect."""
        begin, line = after
        for at, file in enumerate(self._files[begin:], begin):
            records = file.valid_records(defects, after=line if at == begin else 0)
            while page := _take(records, size):
                facts = Facts()
                for read in page:
                    add_record(facts, file.kind, read.record, read.place, defects)
                yield Page(file.kind.plural, facts, len(page), (at, page[-1].line))

    def _fingerprint(self) -> str:
        whole = hashlib.sha256()
        for file in self._files:
            whole.update(file.kind.plural.encode() + file.fingerprint())
        return whole.hexdigest()


def _take(records: Iterator[ValidRecord], size: int) -> list[ValidRecord]:
    with pause_gc():
        return list(islice(records, size))
