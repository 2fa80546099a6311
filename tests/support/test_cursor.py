"""A cursor says where a page ended, to the question that gave it and to no other."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.errors import BadCursor
from graph_service.support.cursor import read_cursor, write_cursor

parts = st.text() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
places = st.lists(parts, max_size=5).map(tuple)
QUESTION = "shared_vendors 1 {}"


@given(places, st.text())
def test_a_cursor_gives_back_the_place(place: tuple[str | float, ...], question: str) -> None:
    assert read_cursor(write_cursor(place, question), question) == place


@given(places)
def test_a_cursor_can_stand_in_an_address_as_it_is(place: tuple[str | float, ...]) -> None:
    assert set(write_cursor(place, QUESTION)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(places, st.text(), st.text())
def test_a_cursor_is_refused_by_another_question(place: tuple[str | float, ...], one: str, other: str) -> None:
    cursor = write_cursor(place, one)
    if one != other:
        with pytest.raises(BadCursor):
            read_cursor(cursor, other)


@given(places, st.data())
def test_a_changed_cursor_is_refused(place: tuple[str | float, ...], data: st.DataObject) -> None:
    raw = bytearray(base64.urlsafe_b64decode(_padded(write_cursor(place, QUESTION))))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BadCursor):
        read_cursor(base64.urlsafe_b64encode(raw).decode().rstrip("="), QUESTION)


@given(places, st.data())
def test_a_cut_cursor_is_refused(place: tuple[str | float, ...], data: st.DataObject) -> None:
    cursor = write_cursor(place, QUESTION)
    with pytest.raises(BadCursor):
        read_cursor(cursor[: data.draw(st.integers(0, len(cursor) - 1))], QUESTION)


@given(st.text())
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(BadCursor, match="leave the cursor out to begin again"):
        read_cursor(text, QUESTION)


def _padded(cursor: str) -> str:
    return cursor + "=" * (-len(cursor) % 4)
