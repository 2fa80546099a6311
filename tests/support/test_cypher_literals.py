"""Literals of Cypher: each on one line, and none that text could break out of."""

from datetime import date
from typing import Any

import pytest

from graph_service.support.cypher_literals import literal


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-(2**63), "-9223372036854775808"),
        (49.0, "49.0"),
        (1e18, "1e18"),
        (1e-7, "1e-07"),
        (date(2025, 6, 13), "date('2025-06-13')"),
        ("", "''"),
        ("سكيل 🦆", "'سكيل 🦆'"),
        ("O'Neil", r"'O\'Neil'"),
        ("\\", r"'\\'"),
        (r"\u0027", r"'\\u0027'"),
        ("a\nb\tc\r", r"'a\nb\tc\r'"),
        ("\0\x1f\x7f\x85", r"'\u0000\u001F\u007F\u0085'"),
        ("\u202egoogle\u200f\u2067", r"'\u202Egoogle\u200F\u2067'"),
        ("\u2028\ufeff\uffff", r"'\u2028\uFEFF\uFFFF'"),
        ("\U000e0001", r"'\uDB40\uDC01'"),
        (["a", 1, [None]], "['a', 1, [null]]"),
        (("a",), "['a']"),
        ({"id": "a", "more": {"b_1": []}}, "{id: 'a', more: {b_1: []}}"),
    ],
)
def test_a_value_is_written_as_cypher_has_it(value: Any, written: str) -> None:
    assert literal(value) == written


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**63, b"bytes", {1, 2}, {"a b": 1}, {"a`": 1}, {1: 1}])
def test_what_no_literal_can_hold_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"has no literal in Cypher|can't be a key"):
        literal(value)
