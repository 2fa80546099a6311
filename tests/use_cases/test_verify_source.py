"""A locator is right for exactly the words it was made from, wherever they are looked for."""

import hashlib
import json
from typing import Any

import pytest

from graph_service.domain.claim import CLAIM, Claim
from graph_service.domain.source import Source
from graph_service.errors import BadInput
from graph_service.use_cases.verify_source import Checked, verify_source

LINES = ["Heading", "", "Ünïted Labs buys chips from 𝕏 Corp.", "سكيل تعمل لدى ميتا"]
TEXT = "\n".join(LINES)
CHIPS = "buys chips from 𝕏 Corp"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def span_of(words: str, *, line: int) -> dict[str, Any]:
    start = LINES[line - 1].index(words)
    return {"paragraph": line, "span": [start, start + len(words)], "sha256": sha256(words)}


def claim(locator: dict[str, Any] | None, *, id_: str = "c-1", source: str = "paper") -> Claim:
    said = {
        "id": id_,
        "subject": "united-labs",
        "type": "CLIENT_OF",
        "object": "x-corp",
        "service": "chips",
        "status": "active",
        "certainty": "stated",
        "reported_on": "2025-06-27",
        "attribution": "the paper",
        "source": source,
        "note": {"en": "a client"},
        "locator": locator,
    }
    return CLAIM.validate_json(json.dumps(said))


def paper(sha256: str | None = None) -> Source:
    return Source(id="paper", publisher="The Paper", tier="B", sha256=sha256)


def check(locator: dict[str, Any] | None, text: str | bytes = TEXT) -> Checked:
    (checked,) = verify_source(paper(), [claim(locator)], text.encode() if isinstance(text, str) else text)
    return checked


def test_a_span_counts_code_points_whatever_their_length_in_bytes() -> None:
    assert check(span_of(CHIPS, line=3)) == Checked("claim", "c-1", "same")


def test_a_span_of_arabic_is_found() -> None:
    assert check(span_of("لدى ميتا", line=4)).ok


def test_a_locator_without_span_is_of_the_whole_line() -> None:
    assert check({"paragraph": 3, "sha256": sha256(LINES[2])}).ok
    assert not check({"paragraph": 3, "sha256": sha256(CHIPS)}).ok


def test_a_locator_without_line_is_of_the_whole_text() -> None:
    assert check({"sha256": sha256(TEXT)}).ok
    assert check({"sha256": sha256(TEXT)}, TEXT + "!") == Checked(
        "claim", "c-1", "differs", "the whole text differs; compare the claim with the text, and write the locator anew"
    )


def test_a_changed_letter_fails_and_the_place_is_named() -> None:
    checked = check(span_of(CHIPS, line=3), TEXT.replace("chips", "ships"))
    assert checked.outcome == "differs"
    assert checked.problem == (
        "line 3, characters 12 to 34: other words stand there; "
        "compare the claim with the text, and write the locator anew"
    )


def test_a_letter_changed_outside_the_span_does_not_matter() -> None:
    assert check(span_of(CHIPS, line=3), TEXT.replace("Heading", "Heeding")).ok


def test_a_moved_span_fails_and_the_right_one_is_given() -> None:
    moved = span_of(CHIPS, line=3) | {"span": [11, 33]}
    assert check(moved).problem == (
        "line 3, characters 11 to 33: other words stand there; "
        "the words that were read are in line 3, characters 12 to 34: point the locator there"
    )


def test_a_wrong_line_fails_and_the_right_one_is_given() -> None:
    assert check({"paragraph": 4, "sha256": sha256(LINES[2])}).problem == (
        "line 4: other words stand there; the words that were read are in line 3: point the locator there"
    )


def test_a_line_put_in_before_it_is_noticed() -> None:
    problem = check(span_of("لدى ميتا", line=4), "By our reporter\n" + TEXT).problem
    assert problem is not None
    assert problem.endswith("are in line 5, characters 10 to 18: point the locator there")


def test_a_line_that_the_text_lacks_fails() -> None:
    checked = check(span_of("لدى ميتا", line=4), "\n".join(LINES[:3]))
    assert not checked.ok
    assert checked.problem is not None
    assert checked.problem.startswith("line 4: the text ends with line 3; ")


def test_a_span_that_ends_beyond_its_line_fails_even_if_the_rest_fits() -> None:
    beyond = {"paragraph": 1, "span": [0, 8], "sha256": sha256("Heading")}
    checked = check(beyond)
    assert not checked.ok
    assert checked.problem is not None
    assert checked.problem.startswith("line 1, characters 0 to 8: the line ends at 7; ")


def test_an_empty_text_fails() -> None:
    assert not check(span_of(CHIPS, line=3), "").ok


def test_windows_line_ends_do_not_matter() -> None:
    windows = TEXT.replace("\n", "\r\n")
    assert check(span_of(CHIPS, line=3), windows).ok
    assert check({"paragraph": 3, "sha256": sha256(LINES[2])}, windows).ok
    assert check({"sha256": sha256(TEXT)}, windows).ok


def test_no_other_character_ends_a_line() -> None:
    one_line = "first\u2028second\x0bthird\rfourth"
    assert check({"paragraph": 1, "sha256": sha256(one_line)}, one_line + "\nnext").ok


def test_a_byte_order_mark_does_not_matter() -> None:
    marked = b"\xef\xbb\xbf" + TEXT.encode()
    assert check({"paragraph": 1, "span": [0, 4], "sha256": sha256("Head")}, marked).ok
    assert check({"sha256": sha256(TEXT)}, marked).ok


@pytest.mark.parametrize(
    ("encoded", "message"),
    [
        ("first\nschön".encode("latin-1"), "line 2 holds the byte 0xf6"),
        ("first".encode("utf-16"), "line 1 holds the byte 0xff"),
        ("سكيل".encode()[:-1], "line 1 holds the byte 0xd9"),
    ],
)
def test_a_text_that_is_not_utf_8_is_refused(encoded: bytes, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        verify_source(paper(), [], encoded)


def test_a_claim_without_locator_is_told_and_does_not_fail() -> None:
    checked = check(None)
    assert checked.ok
    assert (checked.outcome, checked.problem) == ("no locator", "no locator: there is nothing to compare")


def test_claims_of_other_sources_are_passed_over() -> None:
    wrong = {"sha256": sha256("something else")}
    assert verify_source(paper(), [claim(wrong, source="another")], TEXT.encode()) == []


def test_the_source_comes_first_then_its_claims_by_id() -> None:
    claims = [claim(span_of(CHIPS, line=3), id_=id_) for id_ in ("c-3", "c-1", "c-2")]
    checked = verify_source(paper(sha256(TEXT)), iter(claims), TEXT.encode())
    assert [(each.record, each.id) for each in checked] == [
        ("source", "paper"),
        ("claim", "c-1"),
        ("claim", "c-2"),
        ("claim", "c-3"),
    ]
    assert all(each.outcome == "same" for each in checked)


def test_a_source_s_checksum_is_of_its_bytes_or_of_its_plain_lines() -> None:
    marked = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    as_it_was = hashlib.sha256(marked).hexdigest()
    assert [each.ok for each in verify_source(paper(as_it_was), [], marked)] == [True]
    assert [each.ok for each in verify_source(paper(sha256(TEXT)), [], marked)] == [True]


def test_another_text_than_the_source_s_fails_though_a_locator_still_fits() -> None:
    longer = TEXT + "\nA line more"
    whole, one = verify_source(paper(sha256(TEXT)), [claim(span_of(CHIPS, line=3))], longer.encode())
    assert (whole.record, whole.ok, one.ok) == ("source", False, True)


def test_in_a_very_long_text_a_moved_stretch_is_not_looked_for() -> None:
    problem = check(span_of(CHIPS, line=3), "x" * 200_001 + "\n" + TEXT).problem
    assert problem is not None
    assert problem.endswith("compare the claim with the text, and write the locator anew")
