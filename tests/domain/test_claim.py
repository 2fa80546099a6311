"""Claims: what one may say, what is refused, and when it could be known."""

from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from graph_service.domain.claim import CLAIM, Claim, FigureClaim, RelationshipClaim, certainty_rank
from graph_service.domain.vocabulary import CERTAINTY_RANK, Certainty, Tier
from tests.domain.saying import contract, holding, rivalry, valuation
from tests.strategies import claims, figure_claims

USD: dict[str, Any] = {"currency": "USD", "basis": "paid"}
SHA = "0" * 64
HOLDING: dict[str, Any] = {
    "id": "c1",
    "subject": "meta",
    "type": "INVESTS_IN",
    "object": "scale-ai",
    "status": "active",
    "certainty": "stated",
    "reported_on": "2025-06-27",
    "attribution": "Al Jazeera",
    "source": "aljazeera",
    "note": {"en": "Our own words."},
}
CONTRACT = {**HOLDING, "subject": "google", "type": "CLIENT_OF", "service": "data_labelling"}
REVENUE = {
    **{name: value for name, value in HOLDING.items() if name not in ("type", "object")},
    "metric": "revenue",
    "value": 870_000_000,
    "currency": "USD",
    "period": "2024",
}
HEADS = {**REVENUE, "metric": "employees", "value": 900, "currency": None, "period": None}
VALUATION = {**REVENUE, "metric": "valuation", "period": None}
NOT_JSON_NUMBERS = [float("nan"), float("inf"), float("-inf"), 1e19, 10**19, 10**400, True, "49", None]


def refusal(data: object) -> str:
    """What the refusal of a claim says, place by place; empty where it is taken."""
    try:
        CLAIM.validate_python(data)
    except ValidationError as error:
        return "\n".join(f"{'/'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
    return ""


@pytest.mark.parametrize("claim", [HOLDING, CONTRACT, REVENUE, HEADS, VALUATION])
def test_what_the_other_tests_spoil_is_a_claim(claim: dict[str, Any]) -> None:
    assert refusal(claim) == ""


# Each row: a good claim, what is changed in it, and words that the refusal must say.
BAD: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    # parties
    (HOLDING, {"object": "meta"}, "meta can't be in a relationship with itself"),
    (HOLDING, {"subject": "Meta Platforms"}, "subject: String should match pattern"),
    (HOLDING, {"subject": ""}, "subject: String should match pattern"),
    (HOLDING, {"object": "a" * 81}, "object: String should have at most 80 characters"),
    (HOLDING, {"id": "c1\n"}, "id: String should match pattern"),
    (HOLDING, {"id": "c 1"}, "id: String should match pattern"),
    # stakes
    (HOLDING, {"stake_percent": 149}, "less than or equal to 100"),
    (HOLDING, {"stake_percent": 0}, "greater than 0"),
    (HOLDING, {"stake_percent": -1}, "greater than 0"),
    (HOLDING, {"stake_percent": {"min": 60, "max": 40}}, "the range is upside down: min 60 is above max 40"),
    (
        HOLDING,
        {"stake_percent": {"min": 50, "max": 50, "exclusive_min": True}},
        "nothing lies between 50 and 50 where one is left out",
    ),
    (HOLDING, {"stake_percent": {"max": 50, "exclusive_min": True}}, "exclusive_min needs a min"),
    (HOLDING, {"stake_percent": {}}, "the range is empty; give min, max or both"),
    (HOLDING, {"stake_percent": {"min": 10, "max": 149}}, "max: Input should be less than or equal to 100"),
    (HOLDING, {"stake_percent": {"min": 10, "about": 12}}, "about: Extra inputs are not permitted"),
    (HOLDING, {"voting": "maybe"}, "voting"),
    # dates
    (HOLDING, {"valid_from": "2025-13"}, "valid_from: Value error, '2025-13': there is no month 13"),
    (HOLDING, {"valid_to": "2025-02-30"}, "valid_to: Value error, '2025-02-30': 2025-02 has 28 days"),
    (HOLDING, {"reported_on": "June 2025"}, "write YYYY, YYYY-MM or YYYY-MM-DD"),
    (HOLDING, {"recorded_on": "2025-06"}, "write YYYY-MM-DD"),
    (HOLDING, {"valid_from": 2025}, "valid_from: Input should be a valid string"),
    (HOLDING, {"valid_from": "2025", "valid_to": "2024"}, "valid_to 2024 lies before valid_from 2025"),
    (HOLDING, {"valid_from": "2025-06-28", "valid_to": "2025-06-27"}, "valid_to 2025-06-27 lies before valid_from"),
    (HOLDING, {"reported_on": None}, "give reported_on (when the source said it) or recorded_on"),
    (HOLDING, {"recorded_on": "2025-06-26"}, "reported_on 2025-06-27 lies after recorded_on 2025-06-26"),
    (HOLDING, {"status": "called_off", "valid_from": "2024"}, "leave valid_from and valid_to out"),
    (HOLDING, {"status": "called_off", "valid_to": "2024"}, "leave valid_from and valid_to out"),
    # words of closed lists
    (HOLDING, {"type": "OWNS"}, "type: Input should be 'INVESTS_IN', 'CLIENT_OF'"),
    (HOLDING, {"type": None}, "type: Input should be 'INVESTS_IN', 'CLIENT_OF'"),
    (HOLDING, {"status": "over"}, "status: Input should be 'announced', 'active', 'planned_end'"),
    (HOLDING, {"certainty": "sure"}, "certainty: Input should be 'inferred', 'reported', 'stated' or 'confirmed'"),
    (CONTRACT, {"service": "cleaning"}, "service: Input should be 'compute'"),
    # text
    (HOLDING, {"note": {}}, "note: Dictionary should have at least 1 item"),
    (HOLDING, {"note": {"en": ""}}, "note/en: Value error, the text is empty"),
    (HOLDING, {"note": {"en": " \n"}}, "note/en: Value error, the text is empty"),
    (HOLDING, {"note": {"en": "a\x00b"}}, "control character U+0000"),
    (HOLDING, {"note": {"en": "a\x1bb"}}, "control character U+001B"),
    (HOLDING, {"note": {"en": "a\x7fb"}}, "control character U+007F"),
    (HOLDING, {"note": {"en": "a\x85b"}}, "control character U+0085"),
    (HOLDING, {"note": {"en": "a\ufeffb"}}, "control character U+FEFF"),
    (HOLDING, {"note": {"en": "a\ud800b"}}, "unable to parse raw data as a unicode string"),
    (HOLDING, {"note": {"English": "a"}}, "note/English"),
    (HOLDING, {"note": {"en": "a" * 20_001}}, "at most 20000 characters"),
    (HOLDING, {"note": "Our own words."}, "note: Input should be a valid dictionary"),
    (HOLDING, {"attribution": "\t"}, "attribution: Value error, the text is empty"),
    (HOLDING, {"part": ""}, "part: Value error, the text is empty"),
    # fields that don't belong
    (HOLDING, {"stake": 49}, "stake: Extra inputs are not permitted"),
    (HOLDING, {"metric": "valuation"}, "metric: Extra inputs are not permitted"),
    (
        HOLDING,
        {"service": "compute"},
        "service doesn't belong to INVESTS_IN; it carries stake_percent, direct, voting, amount",
    ),
    (CONTRACT, {"stake_percent": 49}, "stake_percent doesn't belong to CLIENT_OF; it carries amount, service, revenue"),
    (HOLDING, {"role": "CFO"}, "role doesn't belong to INVESTS_IN"),
    (HOLDING, {"type": "MAKES", "voting": True}, "voting doesn't belong to MAKES; it carries no fields"),
    (CONTRACT, {"service": None}, "CLIENT_OF needs a service"),
    (HOLDING, {"type": "COMPETES_WITH"}, "COMPETES_WITH needs a segment"),
    (HOLDING, {"disputes": ["c1"]}, "a claim can't dispute itself"),
    (HOLDING, {"disputes": ["c 2"]}, "disputes/0: String should match pattern"),
    (HOLDING, {"disputes": "c2"}, "disputes: Input should be a valid tuple"),
    # what is denied
    (HOLDING, {"status": "denied", "amount": {"value": 1, **USD}}, "put the refused sum into the note"),
    (HOLDING, {"status": "denied", "stake_percent": 49}, "put the refused sum into the note"),
    (HOLDING, {"status": "denied", "voting": False}, "what is denied has no stake, amount or revenue"),
    # amounts
    (HOLDING, {"amount": {"value": 1, "currency": "USD"}}, "amount/basis: Field required"),
    (HOLDING, {"amount": {"value": 1, "currency": "usd", "basis": "paid"}}, "currency: String should match pattern"),
    (HOLDING, {"amount": {**USD}}, "give either a value, or min and max"),
    (HOLDING, {"amount": {"value": 1, "max": 2, **USD}}, "give either a value, or min and max"),
    (HOLDING, {"amount": {"min": 2, "max": 1, **USD}}, "the range is upside down: min 2 is above max 1"),
    (HOLDING, {"amount": {"value": 0, **USD}}, "greater than 0"),
    (HOLDING, {"amount": {"min": 1, "currency": "USD", "basis": "up_to"}}, "basis up_to needs a max"),
    (HOLDING, {"amount": {"value": 1, "currency": "USD", "basis": "up_to"}}, "basis up_to needs a max"),
    (HOLDING, {"amount": {"value": 1, "period": "2024-13", **USD}}, "period: String should match pattern"),
    (HOLDING, {"amount": {"value": 1, "approximate": False, **USD}}, "approximate: Input should be True"),
    (HOLDING, {"amount": 14_300_000_000}, "amount: Input should be a valid dictionary"),
    # revenue
    (CONTRACT, {"revenue": {"of": "revenue", "period": "2024"}}, "give either a percent or an amount"),
    (CONTRACT, {"revenue": {"amount": 1, "of": "revenue", "period": "2024"}}, "a currency goes with an amount"),
    (CONTRACT, {"revenue": {"percent": 17, "of": "revenue"}}, "revenue/period: Field required"),
    (
        CONTRACT,
        {"revenue": {"percent": 17, "currency": "USD", "of": "revenue", "period": "2024"}},
        "a currency goes with an amount",
    ),
    # locators and reviews
    (HOLDING, {"locator": {"paragraph": 1, "span": [5, 3], "sha256": SHA}}, "the span [5, 3] is empty or upside down"),
    (HOLDING, {"locator": {"paragraph": 1, "span": [5, 5], "sha256": SHA}}, "the span [5, 5] is empty or upside down"),
    (HOLDING, {"locator": {"span": [3, 5], "sha256": SHA}}, "a span needs its paragraph"),
    (HOLDING, {"locator": {"paragraph": 0, "sha256": SHA}}, "locator/paragraph: Input should be greater than or equal"),
    (HOLDING, {"locator": {"paragraph": 1}}, "locator/sha256: Field required"),
    (HOLDING, {"locator": {"sha256": SHA.upper() + "G"}}, "locator/sha256: String should match pattern"),
    (HOLDING, {"review": {"by": "second reader", "on": "2026-02-30"}}, "2026-02 has 28 days"),
    # figures
    (REVENUE, {"currency": None}, "revenue is money: give its currency"),
    (REVENUE, {"period": None}, "revenue is of a period: give it"),
    (VALUATION, {"period": "2024"}, "valuation holds at a moment: use valid_from, not period"),
    (HEADS, {"currency": "USD"}, "employees is a number of people: leave currency out"),
    (HEADS, {"value": 1.5}, "employees counts people: 1.5 is not a whole number"),
    (HEADS, {"value": -1}, "employees can't be negative"),
    (VALUATION, {"value": -1}, "valuation can't be negative"),
    (VALUATION, {"metric": "mood"}, "metric: Input should be 'valuation'"),
    (VALUATION, {"part": "the second tranche"}, "part: Extra inputs are not permitted"),
    (VALUATION, {"object": "meta"}, "object: Extra inputs are not permitted"),
]


@pytest.mark.parametrize(("good", "change", "words"), BAD, ids=[f"{change!r:.60}" for _, change, _ in BAD])
def test_bad_input_is_refused_in_words_that_name_the_fix(
    good: dict[str, Any], change: dict[str, Any], words: str
) -> None:
    assert words in refusal({**good, **change})


@pytest.mark.parametrize("number", NOT_JSON_NUMBERS, ids=lambda number: f"{number!r:.20}")
def test_what_is_no_number_or_too_large_is_refused_wherever_a_number_stands(number: Any) -> None:
    assert "value" in refusal({**VALUATION, "value": number})
    assert "amount/value" in refusal({**HOLDING, "amount": {"value": [number], **USD}})
    assert "amount/max" in refusal({**HOLDING, "amount": {"min": 1, "max": [number], **USD}})
    assert "stake_percent" in refusal({**HOLDING, "stake_percent": {"min": [number]}})


@pytest.mark.parametrize("number", [n for n in NOT_JSON_NUMBERS if n is not None], ids=lambda n: f"{n!r:.20}")
def test_a_stake_is_a_finite_number_of_percent(number: Any) -> None:
    assert "stake_percent" in refusal({**HOLDING, "stake_percent": number})


def test_a_stake_out_of_range_is_one_defect_not_two() -> None:
    assert len(refusal({**HOLDING, "stake_percent": 149}).splitlines()) == 1


@pytest.mark.parametrize("data", [None, [], 5, "a claim", {}, [HOLDING]])
def test_what_is_no_record_at_all_is_refused(data: object) -> None:
    assert refusal(data)


@pytest.mark.parametrize("name", sorted({"id", "subject", "object", "status", "certainty", "attribution", "source"}))
def test_what_every_claim_needs_is_asked_for_by_name(name: str) -> None:
    assert f"{name}: Field required" in refusal({key: value for key, value in HOLDING.items() if key != name})


@pytest.mark.parametrize(
    "change",
    [
        {"stake_percent": 100},
        {"stake_percent": {"max": 10}},
        {"stake_percent": {"min": 50.1}},
        {"voting": "unknown"},
        {"amount": {"max": 200_000_000, "currency": "USD", "basis": "up_to"}},
        {"amount": {"value": 10**18, "currency": "USD", "basis": "committed", "period": "P5Y"}},
        {"amount": {"max": 240_000_000, "basis": "up_to"}},  # dollars, and the source doesn't say whose
        {"valid_from": "2024-09", "valid_to": "2024"},
        {"valid_from": "2025-06-27", "valid_to": "2025-06-27"},
        {"reported_on": "2025", "recorded_on": "2025-06-27"},
        {"note": {"ar": "تستثمر «ميتا»\u200f في الشركة.\nسطر ثان.", "en": "A tab\tand {braces} & <b>"}},
        {"disputes": ["c2", "aif-0001.b"]},
        {"locator": {"paragraph": 6, "span": [0, 12], "sha256": SHA}},
    ],
    ids=lambda change: f"{change!r:.60}",
)
def test_what_a_claim_may_say_is_taken(change: dict[str, Any]) -> None:
    assert refusal({**HOLDING, **change}) == ""


def test_a_loss_is_a_negative_income() -> None:
    assert refusal({**REVENUE, "metric": "net_income", "value": -5_000_000_000}) == ""


def test_a_claim_cannot_be_edited() -> None:
    claim = contract("c1")
    with pytest.raises(ValidationError, match="frozen"):
        claim.status = "ended"  # type: ignore[misc]


def test_metric_tells_a_figure_from_a_relationship() -> None:
    assert isinstance(CLAIM.validate_python(VALUATION), FigureClaim)
    assert isinstance(CLAIM.validate_python(HOLDING), RelationshipClaim)


def test_a_rivalry_is_one_relationship_whichever_way_round_it_is_claimed() -> None:
    turned = rivalry("c2", subject="meta", object="google")
    assert turned.relationship == rivalry("c1").relationship == "google:COMPETES_WITH:meta"


def test_a_claim_keeps_the_way_round_in_which_it_was_said() -> None:
    assert rivalry("c2", subject="meta", object="google").subject == "meta"


@pytest.mark.parametrize(
    ("reported_on", "recorded_on", "known_on"),
    [
        ("2025-06-27", None, "2025-06-27"),
        ("2025-06", None, "2025-06-30"),
        ("2025", None, "2025-12-31"),
        ("2024-02", None, "2024-02-29"),
        (None, "2025-07-01", "2025-07-01"),
        ("2025-06-27", "2026-11-22", "2025-06-27"),
        ("2025", "2025-06-27", "2025-06-27"),
    ],
)
def test_a_claim_is_known_from_the_last_day_on_which_it_may_have_been_said_or_when_we_had_it(
    reported_on: str | None, recorded_on: str | None, known_on: str
) -> None:
    assert contract("c1", reported_on=reported_on, recorded_on=recorded_on).known_on == known_on


@pytest.mark.parametrize("tier", ["A", "B"])
@pytest.mark.parametrize("certainty", ["inferred", "reported", "stated", "confirmed"])
def test_a_newsroom_counts_as_sure_as_it_says(tier: Tier, certainty: Certainty) -> None:
    assert certainty_rank(contract("c1", certainty=certainty), tier) == CERTAINTY_RANK[certainty]


@pytest.mark.parametrize(
    ("certainty", "counts_as"),
    [("inferred", "inferred"), ("reported", "reported"), ("stated", "reported"), ("confirmed", "reported")],
)
def test_a_reprint_counts_as_reported_at_most(certainty: Certainty, counts_as: Certainty) -> None:
    assert certainty_rank(contract("c1", certainty=certainty), "C") == CERTAINTY_RANK[counts_as]


def test_the_same_holds_for_figures() -> None:
    assert certainty_rank(valuation("f1", 29e9, certainty="confirmed"), "C") == CERTAINTY_RANK["reported"]


def test_whole_numbers_are_kept_whole() -> None:
    claim = holding("c1", stake_percent=49.0, amount={"value": 14_300_000_000.0, **USD})
    assert claim.canonical().count(".") == 1  # the one in the note
    assert '"stake_percent":49,' in claim.canonical()


@given(claims() | figure_claims())
def test_a_claim_survives_being_written_and_read(claim: Claim) -> None:
    assert CLAIM.validate_json(claim.canonical()) == claim


@given(claims() | figure_claims())
def test_the_canonical_text_of_what_was_read_is_the_same_again(claim: Claim) -> None:
    assert CLAIM.validate_json(claim.canonical()).canonical() == claim.canonical()


@pytest.mark.parametrize("form", [25, 25.0, {"min": 25, "max": 25}])
def test_a_range_of_one_value_is_that_value_and_has_its_text(form: Any) -> None:
    claim = RelationshipClaim.model_validate({**HOLDING, "stake_percent": form})
    assert claim.stake_percent == 25
    assert '"stake_percent":25' in claim.canonical()


def test_a_sum_between_equal_bounds_is_that_sum() -> None:
    claim = RelationshipClaim.model_validate(
        {**HOLDING, "amount": {"min": 5, "max": 5, "currency": "USD", "basis": "paid"}}
    )
    assert claim.amount is not None
    assert (claim.amount.value, claim.amount.min, claim.amount.max) == (5, None, None)
