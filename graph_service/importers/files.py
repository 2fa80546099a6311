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
from graph_service.importers.forms import FORMS, AnyRecord, Form
from graph_service.importers.fragments import broken_rules, valid_fields
from graph_service.importers.jsonl import read_jsonl
from graph_service.importers.raw import Raw
from graph_service.importers.yaml_list import read_yaml_list

_READERS: dict[str, Callable[[Path, str, Defects], Iterator[Raw]]] = {
    ".jsonl": read_jsonl,
    ".yaml": read_yaml_list,
    ".yml": read_yaml_list,
}
_CHUNK = 1 << 20
_EXPECTED = "a folder of facts holds sources, entities, claims and retractions, each as .jsonl or .yaml"
_TEXTS = ("", "json", "jsonl", "jsonlines", "ndjson", "yaml", "yml", "csv", "tsv", "txt", "xml")
_DATA_SUFFIXES = frozenset((*_TEXTS, "xlsx", "gz", "bz2", "xz", "zst", "zip"))


class Read(NamedTuple):
    """A valid record, where it stands, on which line it begins, and whether bidi controls were taken out of it."""

    record: AnyRecord
    place: Place
    line: int
    turned: bool


@dataclass(frozen=True)
class FactsFile:
    """One file, and what kind of records it holds."""

    path: Path
    form: Form

    def records(self, defects: Defects, *, after: int = 0) -> Iterator[Read]:
        """The valid records that begin after a line; what is wrong with the others is a defect."""
        return (read for read in self.read(defects, after=after) if isinstance(read, Read))

    def read(self, defects: Defects, *, after: int = 0) -> Iterator[Read | Fragment]:
        """The records that begin after a line, and what can be read of those that aren't valid."""
        file = str(self.path)
        lost = len(defects.lost)
        if not self.path.is_file():  # a pipe would be waited for without end
            defects.add(file, "file", "this is not a regular file")
            defects.lose()
        else:
            try:
                for raw in self.raw(defects, after=after):
                    yield from _record(raw, self.form, file, defects)
            except OSError as error:
                defects.add(file, "file", f"can't be read: {error.strerror}")
                defects.lose()
        for id_ in defects.lost[lost:]:
            if id_ is None:
                defects.unread.add(self.form.one)
            else:
                yield Fragment(self.form.one, Place(file, "file"), {"id": id_})

    def raw(self, defects: Defects, *, after: int = 0) -> Iterator[Raw]:
        """What the file has after a line, not yet validated. OSError if it can't be read."""
        if self.path.suffix == ".jsonl":
            return read_jsonl(self.path, str(self.path), defects, after)
        return (raw for raw in _READERS[self.path.suffix](self.path, str(self.path), defects) if raw.line > after)

    def fingerprint(self) -> bytes:
        """The SHA-256 of what the file holds; of nothing where it can't be read, which whoever reads it is told."""
        if not self.path.is_file():
            return b""
        with suppress(OSError), self.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").digest()
        return b""

    def length(self) -> int:
        """How many records there are, blank lines counted too."""
        if not self.path.is_file():
            return 0
        if self.path.suffix != ".jsonl":
            return sum(1 for _ in self.raw(Defects()))
        lines = 0
        with suppress(OSError), self.path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                lines += chunk.count(b"\n")
        return lines


def files_in(folder: Path, defects: Defects) -> list[FactsFile]:
    """The folder's files, in the order of FORMS; one that would be overlooked is a defect."""
    names = _listing(folder, defects)
    if names is None:
        defects.unread.update(form.one for form in FORMS)
        return []
    strangers = 0
    for name in names:
        if near := _meant(folder, name):
            strangers += 1
            defects.unread.update(form.one for form in FORMS if any(form.many in meant for meant in near))
            defects.add(str(folder / name), "file name", f"the file would not be read; {_EXPECTED}", near)
    files = [(form, [form.many + suffix for suffix in _READERS if form.many + suffix in names]) for form in FORMS]
    if not strangers and not any(there for _, there in files):
        inside = tuple(str(folder / name) for name in names if _holds_facts(folder / name))[:3]
        defects.add(str(folder), "folder", f"nothing to read: {_EXPECTED}", inside)
        defects.unread.update(form.one for form in FORMS)
    for _, there in files:
        if len(there) > 1:
            defects.add(str(folder), "folder", f"{' and '.join(there)} are both there; keep one")
    return [FactsFile(folder / name, form) for form, there in files for name in there]


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


def _record(raw: Raw, form: Form, file: str, defects: Defects) -> Iterator[Read | Fragment]:
    data = raw.data
    if not isinstance(data, dict):
        defects.add(file, raw.place(), f"this isn't a mapping of a {form.one}'s fields to their values")
        defects.lose()
        return
    model, place = form.model_of(data), Place(file, raw.place())
    try:
        turned: list[str] = []
        record = model.model_validate(data, context=turned)
        yield Read(record, place, raw.line, bool(turned))
    except ValidationError as error:
        flaws = list(explain(model, data, error))
        # A field that is missing may be the misspelt one.
        wrong = [path for flaw in flaws for path in (flaw.path, *((*flaw.path[:-1], near) for near in flaw.nearest))]
        flaws += broken_rules(model, data, wrong)
        for flaw in dict.fromkeys(flaws):
            defects.add(file, raw.place(flaw.path), flaw.problem, flaw.nearest)
        yield Fragment(form.one, place, valid_fields(model, data, {str(path[0]) for path in wrong if path}))


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
