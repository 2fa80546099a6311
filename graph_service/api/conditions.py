"""What a request says of the bytes it takes, and of the answers it has already."""

import re
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache


class Taken(Enum):
    """How the asker takes an answer's bytes."""

    PLAIN = "plain"
    PACKED = "packed"
    """By gzip, where that is worth it."""
    PACKED_ONLY = "packed only"
    """By gzip, however few they are."""
    NOTHING = "nothing"
    """Neither by gzip nor plain: there is nothing to send."""


NOTHING_TAKEN = "Accept-Encoding takes neither gzip nor identity, and there is nothing else; leave it out, or allow one"

_TAG = re.compile(rb'"[^"]*"')
_CODING = re.compile(rb"\s*([!#$%&'*+.^_`|~0-9a-z-]+)(?:\s*;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?\s*")
_GZIP = (b"gzip", b"x-gzip")


def read_conditions(headers: Iterable[tuple[bytes, bytes]]) -> tuple[bytes, Taken]:
    """The If-None-Match of a request, and how it takes bytes."""
    known: list[bytes] = []
    encodings: list[bytes] = []
    for name, value in headers:
        if name == b"if-none-match":
            known.append(value)
        elif name == b"accept-encoding":
            encodings.append(value)
    # Who names no coding is sent none, though any would be allowed.
    return b",".join(known), taken(b",".join(encodings)) if encodings else Taken.PLAIN


def is_any(known: bytes) -> bool:
    """Whether an If-None-Match is `*`: it holds of whatever is there, so that has to be found out first."""
    return known.strip() == b"*"


def is_known(known: bytes, tag: str) -> bool:
    """Whether an If-None-Match names this tag, or any; the weak comparison of RFC 9110, 8.8.3.2."""
    return bool(known) and (is_any(known) or tag.removeprefix("W/").encode("latin-1") in _TAG.findall(known))


@lru_cache(maxsize=64)  # browsers and libraries have a handful of them
def taken(accept_encoding: bytes) -> Taken:
    """How an Accept-Encoding takes bytes (RFC 9110, 12.5.3); a member that isn't well-formed is passed over."""
    weights: dict[bytes, float] = {}
    for member in accept_encoding.lower().split(b","):
        if match := _CODING.fullmatch(member):
            name, weight = match[1], float(match[2] or 1)
            weights[name] = min(weight, weights.get(name, 1))  # what is refused once is refused
    others = weights.get(b"*", 0)
    gzip = max((weights[name] for name in _GZIP if name in weights), default=others)
    # What isn't listed is refused, except for plain bytes: they are the last choice, unless refused in so many words.
    plain = weights.get(b"identity", others if b"*" in weights else None)
    if gzip > 0 and plain == 0:
        return Taken.PACKED_ONLY
    if gzip > 0 and (plain is None or gzip >= plain):
        return Taken.PACKED
    return Taken.NOTHING if plain == 0 else Taken.PLAIN
