"""Reads which codings of bytes a request accepts, and which answers its sender already has."""

import re
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache


class AcceptedCoding(Enum):
    """How the client accepts an answer's bytes."""

    PLAIN = "plain"
    PACKED = "packed"
    """Packed by gzip, if that is worth it."""
    PACKED_ONLY = "packed only"
    """Packed by gzip, however few they are."""
    NOTHING = "nothing"
    """Neither packed nor plain: nothing can be sent."""


NOTHING_ACCEPTABLE = (
    "Accept-Encoding takes neither gzip nor identity, and there is nothing else; leave it out, or allow one"
)

_TAG = re.compile(rb'"[^"]*"')
_CODING = re.compile(rb"\s*([!#$%&'*+.^_`|~0-9a-z-]+)(?:\s*;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?\s*")
_GZIP = (b"gzip", b"x-gzip")


def read_conditions(headers: Iterable[tuple[bytes, bytes]]) -> tuple[bytes, AcceptedCoding]:
    """Read the If-None-Match of a request, and how it accepts bytes."""
    known: list[bytes] = []
    encodings: list[bytes] = []
    for name, value in headers:
        if name == b"if-none-match":
            known.append(value)
        elif name == b"accept-encoding":
            encodings.append(value)
    # A client that names no coding gets plain bytes, though any coding would be allowed.
    return b",".join(known), read_accept_encoding(b",".join(encodings)) if encodings else AcceptedCoding.PLAIN


def is_any(known: bytes) -> bool:
    """Whether an If-None-Match is `*`. It matches any answer, so first it must be known that there is one."""
    return known.strip() == b"*"


def is_known(known: bytes, tag: str) -> bool:
    """Whether an If-None-Match names this tag, or is `*`, by the weak comparison of RFC 9110, 8.8.3.2."""
    return bool(known) and (is_any(known) or tag.removeprefix("W/").encode("latin-1") in _TAG.findall(known))


@lru_cache(maxsize=64)  # browsers and libraries send only a few different ones
def read_accept_encoding(accept_encoding: bytes) -> AcceptedCoding:
    """Read an Accept-Encoding (RFC 9110, 12.5.3). A malformed member is skipped."""
    weights: dict[bytes, float] = {}
    for member in accept_encoding.lower().split(b","):
        if match := _CODING.fullmatch(member):
            name, weight = match[1], float(match[2] or 1)
            weights[name] = min(weight, weights.get(name, 1))  # a coding that is refused once is refused
    others = weights.get(b"*", 0)
    gzip = max((weights[name] for name in _GZIP if name in weights), default=others)
    # An unlisted coding is refused. Plain bytes are the exception: they are the last choice, unless refused explicitly.
    plain = weights.get(b"identity", others if b"*" in weights else None)
    if gzip > 0 and plain == 0:
        return AcceptedCoding.PACKED_ONLY
    if gzip > 0 and (plain is None or gzip >= plain):
        return AcceptedCoding.PACKED
    return AcceptedCoding.NOTHING if plain == 0 else AcceptedCoding.PLAIN
