"""The files of a folder of facts: `sources`, `entities`, `claims`, `retractions`, each `.jsonl` or `.yaml`."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError
from rapidfuzz.distance import OSA

from graph_service.domain.facts import Fragment, Place
from graph_service.importers.defects import Defects
from graph_service.importers.explain import explain
from graph_service.importers.fragments import broken_rules, valid_fields
from graph_service.importers.jsonl import read_jsonl
from graph_service.importers.raw_record import RawRecord
from graph_service.importers.record_kinds import RECORD_KINDS, AnyRecord, KindOfRecord
from graph_service.importers.yaml_list import read_yaml_list

_READERS: dict[str, Callable[[Path, str, Defects], Iterator[RawRecord]]] = {
    ".jsonl": read_jsonl,
    ".yaml": read_yaml_list,
    ".yml": read_yaml_list,
}
_CHUNK = 1 << 20
_EXPECTED = "a folder of facts holds sources, entities, claims and retractions, each as .jsonl or .yaml"
_TEXTS = ("", "json", "jsonl", "jsonlines", "ndjson", "yaml", "yml", "csv", "tsv", "txt", "xml")
_DATA_SUFFIXES = frozenset((*_TEXTS, "xlsx", "gz", "bz2", "xz", "zst", "zip"))


class ValidRecord(NamedTuple):
    """A valid record, its place, the line on which it begins, and whether bidi controls were removed from it."""

    record: AnyRecord
    place: Place
    line: int
    had_bidi_controls: bool


@dataclass(frozen=True)
class FactsFile:
    """One file, and the kind of its records."""

    path: Path
    kind: KindOfRecord

    def valid_records(self, defects: Defects, *, after: int = 0) -> Iterator[ValidRecord]:
        """The valid records that begin after a line. What is wrong with the others becomes a defect."""
        return (record for record in self.read_records(defects, after=after) if isinstance(record, ValidRecord))

    def read_records(self, defects: Defects, *, after: int = 0) -> Iterator[ValidRecord | Fragment]:
        """The records that begin after a line, as fragments if they aren't valid."""
        file = str(self.path)
        unreadable_before = len(defects.unreadable_ids)
        if not self.path.is_file():  # reading a pipe might never end
            defects.add(file, "file", "this is not a regular file")
            defects.add_unreadable()
        else:
            try:
                for raw in self.read_raw(defects, after=after):
                    yield from _record(raw, self.kind, file, defects)
            except OSError as error:
                defects.add(file, "file", f"can't be read: {error.strerror}")
                defects.add_unreadable()
        for id_ in defects.unreadable_ids[unreadable_before:]:
            if id_ is None:
                defects.incomplete_kinds.add(self.kind.name)
            else:
                yield Fragment(self.kind.name, Place(file, "file"), {"id": id_})

    def read_raw(self, defects: Defects, *, after: int = 0) -> Iterator[RawRecord]:
        """The file's records after a line, not yet validated. Raises OSError if the file can't be read."""
        if self.path.suffix == ".jsonl":
            return read_jsonl(self.path, str(self.path), defects, after)
        return (raw for raw in _READERS[self.path.suffix](self.path, str(self.path), defects) if raw.line > after)

    def fingerprint(self) -> bytes:
        """The SHA-256 of the file's content; empty if it can't be read, which reading it reports."""
        if not self.path.is_file():
            return b""
        with suppress(OSError), self.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").digest()
        return b""

    def count_records(self) -> int:
        """The number of records; in JSON Lines blank lines count too."""
        if not self.path.is_file():
            return 0
        if self.path.suffix != ".jsonl":
            return sum(1 for _ in self.read_raw(Defects()))
        lines = 0
        with suppress(OSError), self.path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                lines += chunk.count(b"\n")
        return lines


def files_in(folder: Path, defects: Defects) -> list[FactsFile]:
    """The folder's files, in the order of RECORD_KINDS. A data file under another name is a defect."""
    names = _listing(folder, defects)
    if names is None:
        defects.incomplete_kinds.update(kind.name for kind in RECORD_KINDS)
        return []
    misnamed = 0
    for name in names:
        if near := _likely_names(folder, name):
            misnamed += 1
            defects.incomplete_kinds.update(
                kind.name for kind in RECORD_KINDS if any(kind.plural in meant for meant in near)
            )
            defects.add(str(folder / name), "file name", f"the file would not be read; {_EXPECTED}", near)
    files = [
        (kind, [kind.plural + suffix for suffix in _READERS if kind.plural + suffix in names]) for kind in RECORD_KINDS
    ]
    if not misnamed and not any(there for _, there in files):
        inside = tuple(str(folder / name) for name in names if _holds_facts(folder / name))[:3]
        defects.add(str(folder), "folder", f"nothing to read: {_EXPECTED}", inside)
        defects.incomplete_kinds.update(kind.name for kind in RECORD_KINDS)
    for _, there in files:
        if len(there) > 1:
            defects.add(str(folder), "folder", f"{' and '.join(there)} are both there; keep one")
    return [FactsFile(folder / name, kind) for kind, there in files for name in there]


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


def _record(raw: RawRecord, kind: KindOfRecord, file: str, defects: Defects) -> Iterator[ValidRecord | Fragment]:
    data = raw.data
    if not isinstance(data, dict):
        defects.add(file, raw.place(), f"this isn't a mapping of a {kind.name}'s fields to their values")
        defects.add_unreadable()
        return
    model, place = kind.model_of(data), Place(file, raw.place())
    try:
        had_bidi_controls: list[str] = []
        record = model.model_validate(data, context=had_bidi_controls)
        yield ValidRecord(record, place, raw.line, bool(had_bidi_controls))
    except ValidationError as error:
        flaws = list(explain(model, data, error))
        # A misspelt field may be the one that is missing.
        wrong = [path for flaw in flaws for path in (flaw.path, *((*flaw.path[:-1], near) for near in flaw.nearest))]
        flaws += broken_rules(model, data, wrong)
        for flaw in dict.fromkeys(flaws):
            defects.add(file, raw.place(flaw.path), flaw.problem, flaw.nearest)
        yield Fragment(kind.name, place, valid_fields(model, data, {str(path[0]) for path in wrong if path}))


def _likely_names(folder: Path, name: str) -> tuple[str, ...]:
    """The names that a file should have that seems to hold facts under a wrong name. No data must be lost unseen."""
    if name.startswith(".") or _is_expected(name) or not (folder / name).is_file():
        return ()
    stem, *suffixes = name.casefold().split(".")
    last = suffixes[-1] if suffixes else ""
    if last not in _DATA_SUFFIXES:
        return ()
    words = re.findall(r"[a-z]+", stem)
    right = ".yaml" if last in ("yaml", "yml") else ".jsonl"
    return tuple(
        kind.plural + right
        for kind in RECORD_KINDS
        if any(OSA.distance(word, known) <= 1 for word in words for known in (kind.name, kind.plural))
    )


def _is_expected(name: str) -> bool:
    return any(name == kind.plural + suffix for kind in RECORD_KINDS for suffix in _READERS)


def _holds_facts(path: Path) -> bool:
    return any((path / (kind.plural + suffix)).is_file() for kind in RECORD_KINDS for suffix in _READERS)
