"""YAML: one list of mappings, read as what JSON can say and no more.

Everything is text, except `true`, `false`, `null`, and a number in a field that takes numbers. So 2025-06-27 and NO
stay as they are, and `valid_from: 2024` is a year. Aliases, tags and duplicate keys are refused.
"""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import Reader

from graph_service.errors import shorten
from graph_service.importers.defects import Defects
from graph_service.importers.encoding import describe_bad_byte
from graph_service.importers.raw_record import Keys, RawRecord
from graph_service.importers.record_kinds import NUMERIC_FIELDS

LARGEST_FILE = 16 << 20
"""In bytes. YAML is for facts written by hand, JSON Lines for bulk loads."""

_DEEPEST = 20
_LONGEST_NUMBER = 100
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(?P<fraction>(\.[0-9]+)?([eE][-+]?[0-9]+)?)")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml_list(path: Path, file: str, defects: Defects) -> Iterator[RawRecord]:
    """The list's items with their lines. What can't be read is a defect. Raises OSError if the file can't be read."""
    try:
        text = _read_text(path)
        yield from _DocumentReader(text, file, defects).items()
    except _UnreadableYaml as error:
        defects.add(file, error.place, error.problem)
        defects.add_unreadable()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        assert mark is not None, "the parser marks every problem"
        problem = ", ".join(filter(None, (error.context, error.problem)))
        defects.add(file, f"line {mark.line + 1} column {mark.column + 1}", f"not YAML: {shorten(problem, 200)}")
        defects.add_unreadable()


class _UnreadableYaml(Exception):
    def __init__(self, place: str, problem: str) -> None:
        super().__init__(problem)
        self.place = place
        self.problem = problem


def _read_text(path: Path) -> str:
    if path.stat().st_size > LARGEST_FILE:
        raise _UnreadableYaml("file", f"larger than {LARGEST_FILE:,} bytes; write it as JSON Lines")
    content = path.read_bytes()
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line_start = content.rfind(b"\n", 0, error.start) + 1
        line = content.count(b"\n", 0, error.start) + 1
        raise _UnreadableYaml(f"line {line}", describe_bad_byte(error, error.start - line_start)) from error
    if found := Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise _UnreadableYaml(f"line {line}", f"the character U+{ord(found.group()):04X} can't stand in YAML")
    return text


class _DocumentReader:
    """Reads one document from the parser's events, so that aliases are refused before they unfold."""

    def __init__(self, text: str, file: str, defects: Defects) -> None:
        self._events = yaml.parse(text, Loader=_LOADER)
        self._file = file
        self._defects = defects
        self._item = RawRecord(None, 1, "", {})
        self._is_readable = True

    def items(self) -> Iterator[RawRecord]:
        """The items of the list, in order, without those that have an alias."""
        self._next()  # the stream's start
        if isinstance(self._next(), yaml.StreamEndEvent):
            return
        root = self._next()
        if isinstance(root, yaml.SequenceStartEvent):
            yield from self._items()
        elif not (isinstance(root, yaml.ScalarEvent) and root.implicit[0] and root.value in ("", "~", "null")):
            raise _UnreadableYaml(f"line {_line(root)}", "the file isn't a list: begin each record with a hyphen")
        self._next()  # the document's end
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise _UnreadableYaml(f"line {_line(after)}", "a second document begins; write one list")

    def _items(self) -> Iterator[RawRecord]:
        for index in count():
            event = self._next()
            if isinstance(event, yaml.SequenceEndEvent):
                return
            self._is_readable = True
            self._item = RawRecord(None, _line(event), f"/{index}", {})
            data = self._value(event, ())
            if self._is_readable:
                yield self._item._replace(data=data)
            else:
                id_ = data.get("id") if isinstance(data, dict) else None
                self._defects.add_unreadable(id_ if isinstance(id_, str) else None)

    def _value(self, event: yaml.Event, at: Keys) -> Any:
        self._item.lines.setdefault(at, _line(event))
        if len(at) > _DEEPEST:
            raise _UnreadableYaml(f"line {_line(event)}", "nested too deeply")
        if isinstance(event, yaml.AliasEvent):
            self._is_readable = False
            self._refuse(at, f"aliases are not read; write out what *{shorten(str(event.anchor))} stands for")
            return None
        if tag := getattr(event, "tag", None):
            self._refuse(at, f"tags are not read; leave {shorten(tag)!r} out")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(at)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(at)
        assert isinstance(event, yaml.ScalarEvent), "an event that begins a value is one of four"
        return _plain_value(event.value, at) if event.implicit[0] else event.value

    def _list(self, at: Keys) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            values.append(self._value(event, (*at, len(values))))
        return values

    def _mapping(self, at: Keys) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _UnreadableYaml(f"line {_line(event)}", "a key must be a text")
            key = event.value
            if key in fields:
                self._refuse(at, f"{shorten(key)!r} given twice in one mapping, again on line {_line(event)}")
            self._item.lines[(*at, key)] = _line(event)  # the value may begin on the next line
            fields[key] = self._value(self._next(), (*at, key))
        return fields

    def _refuse(self, at: Keys, problem: str) -> None:
        self._defects.add(self._file, self._item.place(at), problem)

    def _next(self) -> Any:
        return next(self._events)


def _plain_value(word: str, at: Keys) -> Any:
    """The value of a word without quotes."""
    if word in _WORDS:
        return _WORDS[word]
    field = next((part for part in reversed(at) if isinstance(part, str)), None)
    number = _NUMBER.fullmatch(word) if field in NUMERIC_FIELDS and len(word) <= _LONGEST_NUMBER else None
    if number is None:
        return word
    return float(word) if number["fraction"] else int(word)


def _line(event: yaml.Event) -> int:
    assert event.start_mark is not None, "the parser marks every event"
    return event.start_mark.line + 1
