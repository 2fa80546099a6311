"""Folders of facts of any size, read page by page: sources first, then entities, then claims."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from graph_service.domain.facts import Facts
from graph_service.importers.defects import Defects
from graph_service.importers.files import Read, files_in
from graph_service.importers.folder import keep
from graph_service.importers.forms import FORMS
from graph_service.support.gc_pause import no_search_for_cycles

Position = tuple[int, int]
"""Where a record stands in a stream: in which of its files, and on which line."""

START: Position = (0, 0)


@dataclass(frozen=True)
class Page:
    """Records of one kind, and where the last of them stands; `many` is the kind's word, as in the file's name."""

    many: str
    facts: Facts
    records: int
    last: Position


class Stream:
    """The files of some folders, as they were when the stream was made.

    `fingerprint` is that of their content, wherever they lie; `totals` is how many records of each kind there are,
    blank lines counted too.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        defects = Defects()
        found = [file for folder in folders for file in files_in(folder, defects)]
        defects.raise_if_any()
        self._files = sorted(found, key=lambda file: FORMS.index(file.form))
        self.totals = dict.fromkeys((form.many for form in FORMS), 0)
        for file in self._files:
            self.totals[file.form.many] += file.length()
        self.fingerprint = self._read()

    def unchanged(self) -> bool:
        """Whether the files are still what they were."""
        return self._read() == self.fingerprint

    def pages(self, size: int, defects: Defects, after: Position = START) -> Iterator[Page]:
        """The valid records after a position, so many at once; what is wrong with the others is a defect."""
        begin, line = after
        for at, file in enumerate(self._files[begin:], begin):
            records = file.records(defects, after=line if at == begin else 0)
            while page := _taken(records, size):
                facts = Facts()
                for read in page:
                    keep(facts, file.form, read.record, read.place, defects)
                yield Page(file.form.many, facts, len(page), (at, page[-1].line))

    def _read(self) -> str:
        whole = hashlib.sha256()
        for file in self._files:
            whole.update(file.form.many.encode() + file.fingerprint())
        return whole.hexdigest()


def _taken(records: Iterator[Read], size: int) -> list[Read]:
    with no_search_for_cycles():
        return list(islice(records, size))
