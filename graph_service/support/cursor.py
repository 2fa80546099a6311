"""Cursors: where a page ended, in a form that a caller passes back unchanged.

A cursor holds the last row's key in the order, and not a row number. If rows come or go meanwhile, no other row is
repeated or left out. A checksum at its front shows that a cursor was cut, changed, or made for another question. It is
no secret, as a cursor has nothing to protect.
"""

import base64
import binascii
import hashlib
import json
from typing import Any

from graph_service.errors import BadCursor

OrderKey = tuple[str | float | int, ...]
_CHECK_BYTES = 8


def write_cursor(order_key: OrderKey, question: str) -> str:
    """The cursor of the page that ends with the row of this key."""
    payload = json.dumps(order_key, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_check(payload, question) + payload).decode().rstrip("=")


def read_cursor(cursor: str, question: str) -> OrderKey:
    """The order key in the cursor. Raises BadCursor if the cursor isn't one of this question."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadCursor(_ADVICE) from error
    check, payload = raw[:_CHECK_BYTES], raw[_CHECK_BYTES:]
    if check != _check(payload, question):
        raise BadCursor(_ADVICE)
    order_key: list[Any] = json.loads(payload)
    return tuple(order_key)


_ADVICE = (
    "this cursor isn't one that this question gave: pass `next` back unchanged, with the same parameters, "
    "or leave the cursor out to begin again"
)


def _check(payload: bytes, question: str) -> bytes:
    return hashlib.blake2b(payload, digest_size=_CHECK_BYTES, key=hashlib.sha256(question.encode()).digest()).digest()
