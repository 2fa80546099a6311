"""Records that are refused: where, why in plain words, and what may have been meant."""

from pathlib import Path
from typing import Any

import pytest

from tests.importers.folders import OMITTED, claim, contract, defect_in, defects_in, entity, figure, source, write

HASH = "0" * 64


def told(tmp_path: Path, record: dict[str, Any], name: str = "claims") -> tuple[str, str, tuple[str, ...]]:
    """The only defect of a file with this record: place, problem, nearest."""
    defect = defect_in(write(tmp_path, f"{name}.jsonl", [record]))
    assert defect.file == str(tmp_path / f"{name}.jsonl")
    return defect.place, defect.problem, defect.nearest


@pytest.mark.parametrize(
    ("record", "place", "problem", "nearest"),
    [
        (claim(stake_percent=149), "line 1 /stake_percent", "149 is above 100", ()),
        (claim(stake_percent=0), "line 1 /stake_percent", "0 is not above 0", ()),
        (claim(stake_percent="49"), "line 1 /stake_percent", "the text '49' is not a number", ()),
        (claim(stake_percent=True), "line 1 /stake_percent", "true is not a number", ()),
        (claim(stake_percent=[49]), "line 1 /stake_percent", "a list is not a number", ()),
        (
            claim(stake_percent={"min": 60, "max": 50}),
            "line 1 /stake_percent",
            "the range is upside down: min 60 is above max 50",
            (),
        ),
        (claim(stake_percent={"min": 5, "max": 101}), "line 1 /stake_percent/max", "101 is above 100", ()),
        (
            claim(stake_percent={"mim": 5}),
            "line 1 /stake_percent/mim",
            "there is no field 'mim' in this percent range",
            ("min",),
        ),
        (
            contract(revenue={"percent": {"min": 3, "max": 1}, "of": "revenue", "period": "2024"}),
            "line 1 /revenue/percent",
            "the range is upside down: min 3 is above max 1",
            (),
        ),
        (
            claim(amount={"min": 9, "max": 5, "currency": "USD", "basis": "paid"}),
            "line 1 /amount",
            "the range is upside down: min 9 is above max 5",
            (),
        ),
        (claim(amount=3), "line 1 /amount", "3 is not an object", ()),
    ],
)
def test_a_stake_or_sum_that_cannot_be_is_one_defect(
    tmp_path: Path, record: dict[str, Any], place: str, problem: str, nearest: tuple[str, ...]
) -> None:
    assert told(tmp_path, record) == (place, problem, nearest)


@pytest.mark.parametrize(
    ("fields", "place", "problem"),
    [
        ({"reported_on": "2025-13"}, "line 1 /reported_on", "'2025-13': there is no month 13"),
        ({"valid_from": "2025-02-30"}, "line 1 /valid_from", "'2025-02-30': 2025-02 has 28 days"),
        ({"valid_from": 2024}, "line 1 /valid_from", "2024 is not a text: write it in quotes"),
        ({"valid_from": "2025", "valid_to": "2024-12"}, "line 1", "valid_to 2024-12 lies before valid_from 2025"),
        ({"object": "meta"}, "line 1", "meta can't be in a relationship with itself"),
        ({"disputes": ["c0", "c1"]}, "line 1", "a claim can't dispute itself"),
        (
            {"reported_on": OMITTED},
            "line 1",
            "give reported_on (when the source said it) or recorded_on (when it was entered)",
        ),
        ({"source": OMITTED}, "line 1 /source", "the field is missing"),
        ({"type": OMITTED}, "line 1 /type", "the field is missing"),
        ({"note": {}}, "line 1 /note", "it has 0 entries; give at least 1"),
        ({"note": {"en": " "}}, "line 1 /note/en", "the text is empty"),
        ({"note": {"en": "a\0b"}}, "line 1 /note/en", "the text holds the control character U+0000"),
        ({"note": "It is so."}, "line 1 /note", "the text 'It is so.' is not an object"),
        ({"disputes": "c2"}, "line 1 /disputes", "the text 'c2' is not a list"),
        ({"locator": {"paragraph": 0, "sha256": HASH}}, "line 1 /locator/paragraph", "0 is below 1"),
        ({"locator": {"paragraph": 1.5, "sha256": HASH}}, "line 1 /locator/paragraph", "1.5 is not a whole number"),
        (
            {"locator": {"paragraph": 1, "span": [1, 2, 3], "sha256": HASH}},
            "line 1 /locator/span",
            "it has 3 entries; give at most 2",
        ),
        ({"locator": {"paragraph": 1, "span": [1], "sha256": HASH}}, "line 1 /locator/span/1", "the field is missing"),
        ({"a/b~c": 1}, "line 1 /a~1b~0c", "there is no field 'a/b~c' in this relationship claim"),
        (
            {"amount": {"value": 1, "approximate": False, "currency": "USD", "basis": "paid"}},
            "line 1 /amount/approximate",
            "false is not true: write true, or leave the field out",
        ),
    ],
)
def test_a_claim_that_cannot_be_is_refused_in_plain_words(
    tmp_path: Path, fields: dict[str, Any], place: str, problem: str
) -> None:
    assert told(tmp_path, claim(**fields)) == (place, problem, ())


@pytest.mark.parametrize(
    ("fields", "pointer", "nearest"),
    [
        ({"status": "actve"}, "/status", "active"),
        ({"status": "Planned-End"}, "/status", "planned_end"),
        ({"type": "INVESTSIN"}, "/type", "INVESTS_IN"),
        ({"voting": "unknwon"}, "/voting", "unknown"),
        ({"subject": "Meta"}, "/subject", "meta"),
        ({"object": "Scale AI"}, "/object", "scale-ai"),
        ({"stake_precent": 49}, "/stake_precent", "stake_percent"),
        ({"valid_form": "2024"}, "/valid_form", "valid_from"),
        ({"note": {"EN": "It is so."}}, "/note/EN", "en"),
        ({"amount": {"value": 1, "currency": "usd", "basis": "paid"}}, "/amount/currency", "USD"),
        ({"amount": {"value": 1, "currency": "USD", "basis": "round-total"}}, "/amount/basis", "round_total"),
        ({"amount": {"max": 1, "currency": "USD", "basis": "paid", "period": "2024-q2"}}, "/amount/period", "2024-Q2"),
    ],
)
def test_a_near_miss_is_told_the_nearest_valid_word(
    tmp_path: Path, fields: dict[str, Any], pointer: str, nearest: str
) -> None:
    place, _, near = told(tmp_path, claim(**fields))
    assert (place, near[0]) == (f"line 1 {pointer}", nearest)


def test_a_word_that_is_like_none_is_told_them_all(tmp_path: Path) -> None:
    _, problem, nearest = told(tmp_path, claim(certainty="rumour"))
    assert problem == "the text 'rumour' is none of inferred, reported, stated, confirmed"
    assert nearest == ()


def test_the_alternatives_of_one_value_are_one_defect(tmp_path: Path) -> None:
    assert told(tmp_path, claim(voting=1)) == ("line 1 /voting", "1 is not true, false or unknown", ())


@pytest.mark.parametrize(
    ("record", "name", "pointer"),
    [
        (claim(subject="a--b"), "claims", "/subject"),
        (claim(id_="a b"), "claims", "/id"),
        (claim(note={"english": "It is so."}), "claims", "/note/english"),
        (claim(amount={"value": 1, "currency": "dollars", "basis": "paid"}), "claims", "/amount/currency"),
        (claim(locator={"sha256": "no hash"}), "claims", "/locator/sha256"),
        (figure(metric="revenue", period="last year"), "claims", "/period"),
        (entity(country="USA"), "entities", "/country"),
        (source(language="english"), "sources", "/language"),
    ],
)
def test_every_pattern_has_its_plain_words(tmp_path: Path, record: dict[str, Any], name: str, pointer: str) -> None:
    place, problem, _ = told(tmp_path, record, name)
    assert place == f"line 1 {pointer}"
    assert "^" not in problem


@pytest.mark.parametrize("url", ["example.org/page", "ftp://example.org/page", "http://", "javascript:alert(1)"])
def test_a_source_links_to_the_web_only(tmp_path: Path, url: str) -> None:
    place, problem, _ = told(tmp_path, source(url=url), "sources")
    assert place == "line 1 /url"
    assert problem == f"the text {url!r} is not a web address such as https://example.org/page"


def test_a_figure_whose_metric_is_misspelt_is_taken_for_a_figure(tmp_path: Path) -> None:
    record = figure(metric=OMITTED, metrics="valuation")
    missing, unknown = defects_in(write(tmp_path, "claims.jsonl", [record]))
    assert (missing.place, missing.problem) == ("line 1 /metric", "the field is missing")
    assert (unknown.place, unknown.nearest) == ("line 1 /metrics", ("metric",))


def test_half_a_surrogate_pair_is_no_text(tmp_path: Path) -> None:
    write(tmp_path, "sources.jsonl", '{"id": "page", "publisher": "\\ud800", "tier": "B"}\n')
    defect = defect_in(tmp_path)
    assert defect.place == "line 1 /publisher"
    assert defect.problem == "the text holds half of a surrogate pair, which is no character"


def test_a_defect_repeats_little_of_a_long_text_and_no_control_character(tmp_path: Path) -> None:
    long = claim(attribution="x" * 20_001, status="\u202e\x1b[31m" + "y" * 10_000, reported_on="z" * 10_000)
    defects = defects_in(write(tmp_path, "claims.jsonl", [{**long, "\u202e\x1b" + "k" * 10_000: 1}]))
    begun = {defect.place.removeprefix("line 1 /")[:11] for defect in defects}
    assert begun == {"attribution", "status", "reported_on", r"\u202e\x1bk"}
    assert all(len(str(defect)) < 800 for defect in defects)
    assert not any(mark in str(defect) for defect in defects for mark in "\u202e\x1b")


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    claims = [claim(status="actve", stake_percent=149), claim("c2"), contract("c3", service="x")]
    write(tmp_path, "claims.jsonl", claims)
    write(tmp_path, "entities.jsonl", [entity(kind="firm")])
    write(tmp_path, "sources.yaml", "- id: page\n  publisher: P\n  tier: D\n")
    assert sorted((Path(defect.file).name, defect.place) for defect in defects_in(tmp_path)) == [
        ("claims.jsonl", "line 1 /stake_percent"),
        ("claims.jsonl", "line 1 /status"),
        ("claims.jsonl", "line 3 /service"),
        ("entities.jsonl", "line 1 /kind"),
        ("sources.yaml", "line 3 /0/tier"),
    ]
