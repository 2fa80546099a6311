"""Cursors: where a page ended, and of which question, in a form that a caller passes back as it is.

A cursor holds the last row's place in the order, not a row number: rows that come or go meanwhile
neither repeat nor hide others. The check at its front tells a cursor that was cut, changed or given
for another question; it is no secret, as there is nothing in it to protect.
"""

import base64
import binascii
import hashlib
import json
from typing import Any

from graph_service.errors import BadCursor

Place = tuple[str | float | int, ...]
_CHECK = 8


def write_cursor(place: Place, question: str) -> str:
    """The cursor of the page that ends at this place."""
    payload = json.dumps(place, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_check(payload, question) + payload).decode().rstrip("=")


def read_cursor(cursor: str, question: str) -> Place:
    """The place that the cursor stands for."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadCursor(_ADVICE) from error
    check, payload = raw[:_CHECK], raw[_CHECK:]
    if check != _check(payload, question):
        raise BadCursor(_ADVICE)
    place: list[Any] = json.loads(payload)
    return tuple(place)


_ADVICE = (
    "this cursor isn't one that this question gave: pass `next` back unchanged, with the same parameters, "
    "or leave the cursor out to begin again"
)


def _check(payload: bytes, question: str) -> bytes:
    return hashlib.blake2b(payload, digest_size=_CHECK, key=hashlib.sha256(question.encode()).digest()).digest()
