"""JSON Lines: one JSON object a line, in UTF-8.

A byte order mark, CRLF and blank lines are allowed. The file is read line by line, and a line that is too long is never
held in memory, so memory is bounded whatever the file.
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
from graph_service.importers.encoding import describe_bad_byte
from graph_service.importers.raw_record import RawRecord

_ID = re.compile(rb'"id"\s*:\s*"([A-Za-z0-9._-]{1,120})"')

LONGEST_LINE = 1 << 20
"""In bytes. Our longest record has two thousand; a text may have 20,000 characters."""


def read_jsonl(path: Path, file: str, defects: Defects, after: int = 0) -> Iterator[RawRecord]:
    """The objects after a line, with their line numbers. Other lines are defects. Raises OSError for the whole file."""
    reader = _LineReader()
    with path.open("rb") as stream:
        for number, line in _lines(stream):
            if number == 1 and (problem := _format_problem(line)):
                defects.add(file, "line 1", problem)
                defects.add_unreadable()
                return
            if number <= after:
                continue
            try:
                data = reader.read(line)
            except _NotJson as error:
                defects.add(file, f"line {number}", str(error))
                defects.add_unreadable(_id_in(line))
                continue
            if reader.duplicate_keys:
                defects.add(file, f"line {number}", f"given twice in one object: {_list_some(reader.duplicate_keys)}")
            if data is not None:
                yield RawRecord(data, number)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Each line with its number. A line that is too long is cut."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        yield number, line
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE + 1)


def _format_problem(first: bytes) -> str | None:
    """What is wrong with the whole file, if its first line shows another format. One defect then says it all."""
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "the file is in UTF-16 or UTF-32; save it as UTF-8"
    if first.removeprefix(codecs.BOM_UTF8).strip() in (b"[", b"{"):
        return "this looks like one JSON document over several lines; JSON Lines has one whole object a line"
    return None


class _NotJson(Exception):
    """The line isn't one JSON object; the message says why."""


class _LineReader:
    """Reads the JSON object of a line strictly.

    msgspec reads a simple line in a quarter of the time of Python's parser. That parser reads the others, as it can say
    what is wrong.
    """

    def __init__(self) -> None:
        self.duplicate_keys: list[str] = []
        self._decoder = json.JSONDecoder(object_pairs_hook=self._object, parse_constant=_refuse)

    def read(self, line: bytes) -> dict[str, Any] | None:
        """The line's object; None for a blank line. `duplicate_keys` are those that are given twice in one object."""
        self.duplicate_keys = []
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            raise _NotJson(f"the line is longer than {LONGEST_LINE:,} bytes; it was not read")
        if usual := _read_simple_line(line):
            return usual
        text = _decode(line).removeprefix("\ufeff").rstrip()
        if not text:
            return None
        try:
            data = self._decoder.decode(text)
        except json.JSONDecodeError as error:
            raise _NotJson(_describe_syntax_error(error, cut_short=not line.endswith(b"\n"))) from error
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
            self.duplicate_keys.extend(shorten(key) for key, times in Counter(keys).items() if times > 1)
        return fields


def _read_simple_line(line: bytes) -> dict[str, Any] | None:
    """The object of a line without escapes and duplicate keys; None if Python's parser must read the line."""
    if b"\\" in line:
        return None
    try:
        data = msgspec.json.decode(line)
    except (ValueError, RecursionError):
        return None
    # msgspec keeps the last of two equal keys. The object written again then has fewer strings than the line.
    if not isinstance(data, dict) or msgspec.json.encode(data).count(b'"') != line.count(b'"'):
        return None
    return data


def _id_in(line: bytes) -> str | None:
    """The id in a line that isn't JSON: the id itself is seldom what is wrong."""
    found = _ID.search(line)
    return found[1].decode() if found else None


def _decode(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _NotJson(describe_bad_byte(error, error.start)) from error


def _list_some(keys: list[str]) -> str:
    return ", ".join(map(repr, keys[:3])) + (", …" if len(keys) > 3 else "")


def _refuse(constant: str) -> None:
    raise _NotJson(f"{constant} is not a JSON number")


def _describe_syntax_error(error: json.JSONDecodeError, *, cut_short: bool) -> str:
    if error.msg == "Extra data":
        problem = f"more follows at column {error.pos + 1}, after the JSON value: write one object a line"
    elif error.pos >= len(error.doc) or error.msg.startswith("Unterminated"):
        problem = f"the line is not complete JSON: it breaks off after column {len(error.doc)}"
    else:
        problem = f"the line is not JSON: {error.msg[0].lower()}{error.msg[1:]} at column {error.pos + 1}"
    return problem + ("; the file ends in it: was it cut short?" if cut_short else "")
