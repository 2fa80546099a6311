"""Cypher as text: parameters bound by literals, for what is pasted where none can be set, and the columns it returns.

The service itself never does this: it passes parameters.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_TOKEN = re.compile(
    r"""
    (?P<comment>//[^\n]*|/\*.*?\*/)
  | (?P<quoted>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:``|[^`])*`)
  | (?P<parameter>\$(?:[A-Za-z_]\w*|`(?:``|[^`])*`))
  | (?P<word>[^\W\d]\w*)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True)
class Expression:
    """Cypher to stand for a parameter as it is, such as `toString(date())`."""

    text: str


def literal(value: Any) -> str:
    """The value as Cypher writes it; what it can't write is a TypeError."""
    match value:
        case Expression():
            return value.text
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float() if value == value and abs(value) != float("inf"):
            return repr(value)
        case str():
            return f"'{''.join(_ESCAPES.get(each, each) for each in value).translate(_spelt_out(value))}'"
        case list() | tuple():
            return f"[{', '.join(map(literal, value))}]"
        case Mapping():
            return f"{{{', '.join(f'{_name(key)}: {literal(each)}' for key, each in value.items())}}}"
    raise TypeError(f"Cypher has no literal for {value!r}")


def bound(cypher: str, parameters: Mapping[str, Any]) -> str:
    """The query with a literal for each parameter; comments and quoted text stay as they are."""
    return "".join(
        literal(parameters[text[1:].strip("`")]) if kind == "parameter" else text for kind, text in _tokens(cypher)
    )


def columns(cypher: str) -> list[str]:
    """The names of the columns that a query returns, in their order."""
    depth, clause = 0, ""
    found: list[str] = []
    for kind, text in _tokens(cypher):
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


def _tokens(cypher: str) -> Iterator[tuple[str, str]]:
    for token in _TOKEN.finditer(cypher):
        yield str(token.lastgroup), token.group()


def _spelt_out(text: str) -> dict[int, str]:
    """Characters that nobody would see in a text are spelt as escapes."""
    return {ord(each): f"\\u{ord(each):04X}" for each in _UNSHOWN.findall(text) if each not in _ESCAPES}


def _name(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z_]\w*", key, re.ASCII) else f"`{key.replace('`', '``')}`"
