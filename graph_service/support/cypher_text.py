"""The text of Cypher: its tokens, the columns that it returns, and the rules that are spliced into it.

A rule that several files share stands once, in `cypher/rules`. A file names it as Cypher would name a function:
`rules.holds(use)` becomes the text of `cypher/rules/holds.cypher`, with `use` in place of the `r` that its first line
declares. What comes out is plain Cypher, which a person can paste into Neo4j.

This file imports nothing of ours: the guide is built where the package's libraries are not.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path

_TOKEN = re.compile(
    r"""
    (?P<comment>//[^\n]*|/\*.*?\*/)
  | (?P<quoted>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:``|[^`])*`)
  | (?P<parameter>\$(?:[A-Za-z_]\w*|`(?:``|[^`])*`))
  | (?P<word>[^\W\d]\w*)
  | (?P<other>\s+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_HEAD = re.compile(r"\A(?://[^\n]*\n)+")
_DECLARED = re.compile(r"\A// (?P<name>\w+)\((?P<parameters>\w+(?:, \w+)*)?\): ")
_VARIABLE = re.compile(r"(?<![\w.:])[a-z_]\w*\b(?!\(|: )")  # no function, property, key of a map or keyword
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")

Token = tuple[str, str]
"""Its kind (comment, quoted, parameter, word, other) and its text."""


def tokens(cypher: str) -> Iterator[Token]:
    """All of the text, piece by piece."""
    for token in _TOKEN.finditer(cypher):
        yield str(token.lastgroup), token.group()


def returned_columns(cypher: str) -> list[str]:
    """The names of the columns that the query returns, in order."""
    depth, clause = 0, ""
    found: list[str] = []
    for kind, text in tokens(cypher):
        depth += (text in "([{") - (text in ")]}") if kind == "other" else 0
        if depth or kind == "comment":
            continue
        if kind == "word" and text in ("RETURN", "ORDER", "SKIP", "LIMIT", "UNION"):
            clause = text
            found = [""] if text == "RETURN" else found
        elif clause == "RETURN" and text == ",":
            found.append("")
        elif clause == "RETURN" and kind in ("word", "quoted"):
            found[-1] = text
    return found


def spliced(file: Path, rules: Path) -> str:
    """The text of a file with its rules in their places; a ValueError names the file and the line of a wrong one."""
    return _Marked(file, file.read_text(encoding="utf-8"), rules, ()).spliced()


class _Marked:
    """A text with marks such as `rules.holds(use)`."""

    def __init__(self, file: Path, text: str, rules: Path, within: tuple[str, ...]) -> None:
        self._file = file
        self._text = text
        self._rules = rules
        self._within = within
        found = list(_TOKEN.finditer(text))
        self._pieces = [token.group() for token in found]
        self._starts = [token.start() for token in found]

    def spliced(self) -> str:
        """The text with the rules in place of the marks."""
        return self._between(0, len(self._pieces))

    def _between(self, first: int, end: int) -> str:
        pieces = []
        at = first
        while at < end:
            if self._is_mark(at):
                piece, at = self._rule(at)
            else:
                piece, at = self._pieces[at], at + 1
            pieces.append(piece)
        return "".join(pieces)

    def _is_mark(self, at: int) -> bool:
        pieces = self._pieces
        return pieces[at] == "rules" and pieces[at + 1 : at + 2] == ["."] and pieces[at - 1 : at] != ["."]

    def _rule(self, at: int) -> tuple[str, int]:
        """The text of the rule that is named there, and where the text goes on after the mark."""
        name, bracket, *_ = [*self._pieces[at + 2 : at + 4], "", ""]
        if not name.isidentifier() or bracket != "(":
            raise self._wrong(at, "a rule is named with brackets, as in rules.holds(use)")
        if next((piece for piece in reversed(self._pieces[:at]) if not piece.isspace()), "") == "NOT":
            raise self._wrong(at, f"NOT would bind to a part of the rule alone: write NOT (rules.{name}(…))")
        arguments, end = self._arguments(at, at + 4)
        declared, text = self._read(at, name)
        if len(arguments) != len(declared):
            raise self._wrong(at, f"rules.{name} takes ({', '.join(declared)}), and {len(arguments)} are given")
        if caught := (_names(text) - {*declared}) & _names(" ".join(arguments)):
            raise self._wrong(at, f"rules.{name} has variables of its own by the name of {', '.join(sorted(caught))}")
        given = dict(zip(declared, map(_bracketed, arguments), strict=True))
        return _with(self._indented(at, text), given), end

    def _arguments(self, mark: int, first: int) -> tuple[list[str], int]:
        """What stands between the brackets, and where the text goes on after them."""
        arguments, depth, begun = [], 0, first
        for at, text in enumerate(self._pieces[first:], first):
            if depth == 0 and text in (",", ")"):
                arguments.append(self._between(begun, at).strip())
                begun = at + 1
                if text == ")":
                    return ([] if arguments == [""] else arguments), begun
            depth += (text in _OPENING) - (text in _CLOSING)
        raise self._wrong(mark, "the bracket of the rule is never closed")

    def _read(self, at: int, name: str) -> tuple[list[str], str]:
        """What the rule declares to take, and its text without the comment at its head."""
        file = self._rules / f"{name}.cypher"
        if name in self._within:
            raise self._wrong(at, f"the rule {name} is part of itself")
        if not file.is_file():
            near = get_close_matches(name, [path.stem for path in self._rules.glob("*.cypher")], n=1)
            raise self._wrong(at, f"there is no rule {name}" + "".join(f"; did you mean {each}?" for each in near))
        return _read(file, self._rules, self._within)

    def _indented(self, at: int, text: str) -> str:
        """The rule's further lines beneath its first; those of a condition one step in from WHERE."""
        before = self._before(at).rpartition("\n")[2]
        bare = before.lstrip(" ")
        step = len(before) - len(bare) + (2 if bare.startswith("WHERE ") else 0)
        return text.replace("\n", "\n" + " " * step)

    def _before(self, at: int) -> str:
        return self._text[: self._starts[at]]

    def _wrong(self, at: int, reason: str) -> ValueError:
        line = self._before(at).count("\n") + 1
        return ValueError(f"{_place(self._file, self._rules)}:{line}: {reason}")


@cache  # of one file, dozens of places may name a rule
def _read(file: Path, rules: Path, within: tuple[str, ...]) -> tuple[list[str], str]:
    """What a rule declares to take, and its text without the comment at its head."""
    text = file.read_text(encoding="utf-8")
    declared = _DECLARED.match(text)
    if declared is None or declared["name"] != file.stem:
        raise ValueError(f"{_place(file, rules)}:1: a rule's first line is // {file.stem}(…): what it means")
    body = _HEAD.sub(lambda head: "\n" * head[0].count("\n"), text)  # its lines keep their numbers
    whole = _Marked(file, body, rules, (*within, file.stem)).spliced()
    return re.findall(r"\w+", declared["parameters"] or ""), whole.strip()


def _place(file: Path, rules: Path) -> str:
    return file.relative_to(rules.parents[1]).as_posix()


def _with(text: str, given: Mapping[str, str]) -> str:
    """The text with what is given in place of what is declared."""
    return "".join(_in_place_of(word, given) if kind == "word" else word for kind, word in tokens(text))


def _in_place_of(word: str, given: Mapping[str, str]) -> str:
    # What is declared in capitals is the beginning of a name: TYPE_VERSION becomes CLIENT_OF_VERSION.
    beginning = word.partition("_")[0]
    if beginning.isupper() and beginning in given:
        return given[beginning] + word[len(beginning) :]
    return given.get(word, word)


def _bracketed(argument: str) -> str:
    """The argument as one term, so that an operator beside it binds to all of it."""
    depth = 0
    for kind, text in tokens(argument):
        depth += (text in _OPENING) - (text in _CLOSING)
        if depth == 0 and kind == "other" and text.isspace():
            return f"({argument})"
    return argument


def _names(text: str) -> set[str]:
    """The variables in a text."""
    bare = "".join(" " if kind in ("comment", "quoted", "parameter") else text for kind, text in tokens(text))
    return set(_VARIABLE.findall(bare)) - {"true", "false", "null"}
