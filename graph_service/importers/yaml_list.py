"""YAML: one list of mappings, read as what JSON can say and no more.

Only `true`, `false` and `null` are words, only a field that takes numbers holds one, and all else is
text: 2025-06-27 and NO stay what they are, and `valid_from: 2024` is a year. Aliases and tags are
refused, and so is a key given twice.
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
from graph_service.importers.forms import NUMERIC_FIELDS
from graph_service.importers.raw import Keys, Raw
from graph_service.importers.text import not_utf8

LARGEST_FILE = 16 << 20
"""In bytes: YAML is for facts written by hand; a bulk load comes in JSON Lines."""

_DEEPEST = 20
_LONGEST_NUMBER = 100
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(?P<fraction>(\.[0-9]+)?([eE][-+]?[0-9]+)?)")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml_list(path: Path, file: str, defects: Defects) -> Iterator[Raw]:
    """The list's items, each with its lines; what can't be read is a defect. OSError if the file can't be."""
    try:
        text = _text(path)
        yield from _Document(text, file, defects).items()
    except _NotOurYaml as error:
        defects.add(file, error.place, error.problem)
        defects.lose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        assert mark is not None, "the parser marks every problem"
        problem = ", ".join(filter(None, (error.context, error.problem)))
        defects.add(file, f"line {mark.line + 1} column {mark.column + 1}", f"not YAML: {shorten(problem, 200)}")
        defects.lose()


class _NotOurYaml(Exception):
    def __init__(self, place: str, problem: str) -> None:
        super().__init__(problem)
        self.place = place
        self.problem = problem


def _text(path: Path) -> str:
    if path.stat().st_size > LARGEST_FILE:
        raise _NotOurYaml("file", f"larger than {LARGEST_FILE:,} bytes; write it as JSON Lines")
    content = path.read_bytes()
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line_start = content.rfind(b"\n", 0, error.start) + 1
        line = content.count(b"\n", 0, error.start) + 1
        raise _NotOurYaml(f"line {line}", not_utf8(error, error.start - line_start)) from error
    if found := Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise _NotOurYaml(f"line {line}", f"the character U+{ord(found.group()):04X} can't stand in YAML")
    return text


class _Document:
    """One document, built from the parser's events: only so can aliases be refused before they unfold."""

    def __init__(self, text: str, file: str, defects: Defects) -> None:
        self._events = yaml.parse(text, Loader=_LOADER)
        self._file = file
        self._defects = defects
        self._item = Raw(None, 1, "", {})
        self._sound = True

    def items(self) -> Iterator[Raw]:
        """The items of the list, in order; one with an alias is left out."""
        self._next()  # the stream's start
        if isinstance(self._next(), yaml.StreamEndEvent):
            return
        root = self._next()
        if isinstance(root, yaml.SequenceStartEvent):
            yield from self._items()
        elif not (isinstance(root, yaml.ScalarEvent) and root.implicit[0] and root.value in ("", "~", "null")):
            raise _NotOurYaml(f"line {_line(root)}", "the file isn't a list: begin each record with a hyphen")
        self._next()  # the document's end
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise _NotOurYaml(f"line {_line(after)}", "a second document begins; write one list")

    def _items(self) -> Iterator[Raw]:
        for index in count():
            event = self._next()
            if isinstance(event, yaml.SequenceEndEvent):
                return
            self._sound = True
            self._item = Raw(None, _line(event), f"/{index}", {})
            data = self._value(event, ())
            if self._sound:
                yield self._item._replace(data=data)
            else:
                id_ = data.get("id") if isinstance(data, dict) else None
                self._defects.lose(id_ if isinstance(id_, str) else None)

    def _value(self, event: yaml.Event, at: Keys) -> Any:
        self._item.lines.setdefault(at, _line(event))
        if len(at) > _DEEPEST:
            raise _NotOurYaml(f"line {_line(event)}", "nested too deeply")
        if isinstance(event, yaml.AliasEvent):
            self._sound = False
            self._refuse(at, f"aliases are not read; write out what *{shorten(str(event.anchor))} stands for")
            return None
        if tag := getattr(event, "tag", None):
            self._refuse(at, f"tags are not read; leave {shorten(tag)!r} out")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(at)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(at)
        assert isinstance(event, yaml.ScalarEvent), "an event that begins a value is one of four"
        return _plain(event.value, at) if event.implicit[0] else event.value

    def _list(self, at: Keys) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            values.append(self._value(event, (*at, len(values))))
        return values

    def _mapping(self, at: Keys) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _NotOurYaml(f"line {_line(event)}", "a key must be a text")
            key = event.value
            if key in fields:
                self._refuse(at, f"{shorten(key)!r} given twice in one mapping, again on line {_line(event)}")
            self._item.lines[(*at, key)] = _line(event)  # the key's line, where the value begins on the next
            fields[key] = self._value(self._next(), (*at, key))
        return fields

    def _refuse(self, at: Keys, problem: str) -> None:
        self._defects.add(self._file, self._item.place(at), problem)

    def _next(self) -> Any:
        return next(self._events)


def _plain(word: str, at: Keys) -> Any:
    """What a word without quotes stands for."""
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
