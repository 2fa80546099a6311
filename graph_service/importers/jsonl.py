"""JSON Lines: one JSON object a line, in UTF-8.

A byte order mark, CRLF and blank lines are passed over. The file is read line by line, and a
line that is too long isn't held at all, so that memory is bounded whatever the file.
"""

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from graph_service.errors import shorten
from graph_service.importers.defects import Defects
from graph_service.importers.raw import Raw
from graph_service.importers.text import not_utf8

_ID = re.compile(rb'"id"\s*:\s*"([A-Za-z0-9._-]{1,120})"')

LONGEST_LINE = 1 << 20
"""In bytes. Our longest records have two thousand; a text may have 20,000 characters."""


def read_jsonl(path: Path, file: str, defects: Defects, after: int = 0) -> Iterator[Raw]:
    """The objects after a line, each with its own; what is no object is a defect. OSError if it can't be read."""
    reader = _Json()
    with path.open("rb") as stream:
        for number, line in _lines(stream):
            if number == 1 and (problem := _another_format(line)):
                defects.add(file, "line 1", problem)
                defects.lose()
                return
            if number <= after:
                continue
            try:
                data = reader.read(line)
            except _NotJson as error:
                defects.add(file, f"line {number}", str(error))
                defects.lose(_id_in(line))
                continue
            if reader.twice:
                defects.add(file, f"line {number}", f"given twice in one object: {_some(reader.twice)}")
            if data is not None:
                yield Raw(data, number)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Each line with its number; of a line that is too long only the first bytes."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        yield number, line
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE + 1)


def _another_format(first: bytes) -> str | None:
    """What is wrong with the whole file, where one defect says more than one for each line."""
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "the file is in UTF-16 or UTF-32; save it as UTF-8"
    if first.removeprefix(codecs.BOM_UTF8).strip() in (b"[", b"{"):
        return "this looks like one JSON document over several lines; JSON Lines has one whole object a line"
    return None


class _NotJson(Exception):
    """The line isn't one JSON object; says why."""


class _Json:
    """One line's JSON object, read strictly.

    A usual line is read by msgspec, in a quarter of the time of Python's parser; that one is for the others, of which
    it can tell what is wrong.
    """

    def __init__(self) -> None:
        self.twice: list[str] = []
        self._decoder = json.JSONDecoder(object_pairs_hook=self._object, parse_constant=_refuse)

    def read(self, line: bytes) -> dict[str, Any] | None:
        """The line's object, or None where the line is blank; `twice` has the keys given twice in one object."""
        self.twice = []
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            raise _NotJson(f"the line is longer than {LONGEST_LINE:,} bytes; it was not read")
        if usual := _usual(line):
            return usual
        text = _decode(line).removeprefix("\ufeff").rstrip()
        if not text:
            return None
        try:
            data = self._decoder.decode(text)
        except json.JSONDecodeError as error:
            raise _NotJson(_syntax(error, cut_short=not line.endswith(b"\n"))) from error
        except RecursionError as error:
            raise _NotJson("brackets are nested too deeply") from error
        except ValueError as error:  # Python's own limit on digits
            raise _NotJson("a number has thousands of digits") from error
        if not isinstance(data, dict):
            raise _NotJson("the line isn't an object: write {…}")
        return data

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        fields = dict(pairs)
        if len(fields) < len(pairs):
            keys = (key for key, _ in pairs)
            self.twice.extend(shorten(key) for key, times in Counter(keys).items() if times > 1)
        return fields


def _usual(line: bytes) -> dict[str, Any] | None:
    """The object of a line that has no escapes and no key twice; None of one that takes a closer look."""
    if b"\\" in line:
        return None
    try:
        data = msgspec.json.decode(line)
    except (ValueError, RecursionError):
        return None
    # The parser keeps the last of two equal keys: then fewer strings are written than were read.
    if not isinstance(data, dict) or msgspec.json.encode(data).count(b'"') != line.count(b'"'):
        return None
    return data


def _id_in(line: bytes) -> str | None:
    """The id that a line would have that is no JSON: what it is wrong with is seldom that."""
    found = _ID.search(line)
    return found[1].decode() if found else None


def _decode(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _NotJson(not_utf8(error, error.start)) from error


def _some(keys: list[str]) -> str:
    return ", ".join(map(repr, keys[:3])) + (", …" if len(keys) > 3 else "")


def _refuse(constant: str) -> None:
    raise _NotJson(f"{constant} is not a JSON number")


def _syntax(error: json.JSONDecodeError, *, cut_short: bool) -> str:
    if error.msg == "Extra data":
        problem = f"more follows at column {error.pos + 1}, after the JSON value: write one object a line"
    elif error.pos >= len(error.doc) or error.msg.startswith("Unterminated"):
        problem = f"the line is not complete JSON: it breaks off after column {len(error.doc)}"
    else:
        problem = f"the line is not JSON: {error.msg[0].lower()}{error.msg[1:]} at column {error.pos + 1}"
    return problem + ("; the file ends in it: was it cut short?" if cut_short else "")
