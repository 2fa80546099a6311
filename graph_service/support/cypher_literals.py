"""Values as literals of Cypher, for scripts that leave the service. The service itself always sends parameters."""

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import date

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_ESCAPED = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cn", "Co"})
"""Invisible characters: controls, direction marks and joiners, line separators, and code points without a character."""

_INTEGERS = range(-(1 << 63), 1 << 63)


def literal(value: object) -> str:
    """The value as a literal on one line. Raises ValueError if there is none.

    It may be null, a boolean, a number, a text, a date, or a list or map of these.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() if value in _INTEGERS:
            return str(value)
        case float() if math.isfinite(value):
            return repr(value).replace("e+", "e")  # an exponent in openCypher has no plus
        case str():
            return f"'{_text(value)}'"
        case date():
            return f"date('{value.isoformat()}')"
        case list() | tuple():
            return "[" + ", ".join(map(literal, value)) + "]"
        case Mapping():
            return "{" + ", ".join(f"{_key(key)}: {literal(each)}" for key, each in value.items()) + "}"
        case _:
            raise ValueError(f"{value!r} has no literal in Cypher")


def _key(name: object) -> str:
    if isinstance(name, str) and _NAME.fullmatch(name):
        return name
    raise ValueError(f"{name!r} can't be a key: letters of ASCII, digits and _ only")


def _text(text: str) -> str:
    if text.isprintable() and "\\" not in text and "'" not in text:  # true of most texts, and ten times as fast
        return text
    return "".join(map(_character, text))


def _character(character: str) -> str:
    # A quote is never \u0027: Neo4j replaces that by a quote before it looks for the end of the text.
    if character in _ESCAPED:
        return _ESCAPED[character]
    if unicodedata.category(character) not in _UNSEEN:
        return character
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex().upper()}" for at in range(0, len(units), 2))
