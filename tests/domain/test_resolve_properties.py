"""What holds of resolution for all claims whatever: order, repetition, time, floors, parts."""

from collections.abc import Iterable
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.domain.claim import RelationshipClaim, certainty_rank
from graph_service.domain.dates import BEGINNING, END, first_day, last_day
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.resolution import calendar
from graph_service.domain.resolution.admission import Stage, admit, collect_context
from graph_service.domain.resolution.parts import Portion, combine_fronts, group_by_portion
from graph_service.domain.resolution.replacement import latest_of_each_source
from graph_service.domain.resolution.resolve import resolve, resolve_on_day
from graph_service.domain.resolution.spells import spells_of
from graph_service.domain.resolution.status import HOLDING
from graph_service.domain.resolution.values import Precedence, value_fields
from graph_service.domain.retraction import Retraction
from graph_service.domain.vocabulary import CERTAINTIES, CERTAINTY_RANK
from tests.domain.saying import LATE, all_but, visible
from tests.strategies import CONFLICT, claim_lists, claims, histories, retractions, tier_of

FLOORS = range(len(CERTAINTIES))
GRID = ("2022-07-01", "2023-06-01", "2024-06-15", "2025-02-01", "2025-06-12", "2025-06-13", "2025-06-27", LATE)
OF_DAYS = {f"{name}_{end}" for name in ("valid", "certain", "held", "surely", "shown") for end in ("from", "to")} | {
    "claims",
    "known_from",
    "known_to",
    "floor_from",
    "floor_to",
}
MANY = claim_lists() | histories()
OTHERS = histories(CONFLICT[1], min_size=0, max_size=3).map(
    lambda others: [claim.model_copy(update={"id": f"x{claim.id}"}) for claim in others]
)
"""Claims about another relationship, some of which dispute those about the first."""

Claims = list[RelationshipClaim]


def rank(claim: RelationshipClaim) -> int:
    return certainty_rank(claim, tier_of(claim.source))


def read(versions: Iterable[RelationshipVersion], day: str, floor: int, as_of: str = LATE) -> dict[str, object] | None:
    """What one relationship was read as: all but how long that would last, which nobody could know."""
    found = visible(versions, day, floor, as_of)
    return all_but(found, {"known_to", "floor_from", "floor_to"}) if found else None


def in_order(claim: RelationshipClaim) -> tuple[str, int, str]:
    return claim.known_on, rank(claim), claim.id


def without_days(claims: Claims) -> Claims:
    """The same claims, of which none says when it holds."""
    return [claim.model_copy(update={"valid_from": None, "valid_to": None}) for claim in claims]


def without_replacement_by_name(claims: Claims) -> Claims:
    """The same claims, of which none names another that it replaces."""
    return [claim.model_copy(update={"supersedes": ()}) for claim in claims]


def states(claim: RelationshipClaim, day: str) -> bool:
    """Whether the claim names days, and this is one of them, and it goes on by it."""
    return (
        claim.status in ("active", "planned_end")
        and bool(claim.valid_from and claim.valid_to)
        and last_day(claim.valid_from or day) <= day <= first_day(claim.valid_to or day)
    )


def days_of(claims: Claims) -> list[str]:
    return sorted({claim.known_on for claim in claims})


@given(MANY.flatmap(lambda claims: st.tuples(st.just(claims), st.permutations(claims))))
def test_the_order_of_claims_does_not_matter(drawn: tuple[Claims, Claims]) -> None:
    claims, shuffled = drawn
    assert resolve(shuffled, tier_of) == resolve(claims, tier_of)


@given(histories(min_size=2), OTHERS, retractions())
def test_nor_does_the_order_of_what_bears_on_them(claims: Claims, others: Claims, taken_back: list[Retraction]) -> None:
    backwards = claims[::-1]
    assert resolve(claims, tier_of, collect_context(claims, others, taken_back)) == resolve(
        backwards, tier_of, collect_context(backwards, others[::-1], taken_back[::-1])
    )


@given(histories(), OTHERS, retractions())
def test_what_is_read_rests_on_what_was_known_by_then_and_on_nothing_later(
    claims: Claims, others: Claims, taken_back: list[Retraction]
) -> None:
    all_of_them = resolve(claims, tier_of, collect_context(claims, others, taken_back))
    for known_at in {*days_of([*claims, *others]), *(each.on for each in taken_back if each.on)}:
        by_then = [claim for claim in claims if claim.known_on <= known_at]
        others_by_then = [claim for claim in others if claim.known_on <= known_at]
        taken_back_by_then = [each for each in taken_back if each.on is None or each.on <= known_at]
        before = resolve(by_then, tier_of, collect_context(by_then, others_by_then, taken_back_by_then))
        for floor in FLOORS:
            for day in GRID[::3]:
                assert read(all_of_them, known_at, floor, day) == read(before, known_at, floor, day)


@given(histories(), retractions())
def test_what_is_read_once_claims_are_retracted_is_what_the_others_come_to(
    claims: Claims, taken_back: list[Retraction]
) -> None:
    context = collect_context(claims, [], taken_back)
    left = [claim for claim in claims if context.retractions.known_until(claim) == END]
    versions, without = resolve(claims, tier_of, context), resolve(left, tier_of)
    for floor in FLOORS:
        for day in GRID:
            seen, expected = visible(versions, LATE, floor, day), visible(without, LATE, floor, day)
            of_time = {"known_from", "floor_from", "floor_to"}
            assert (seen and all_but(seen, of_time)) == (expected and all_but(expected, of_time))


@given(histories(), OTHERS)
def test_what_is_said_of_other_things_changes_nothing_but_whether_it_is_disputed(
    claims: Claims, others: Claims
) -> None:
    versions, alone = resolve(claims, tier_of, collect_context(claims, others)), resolve(claims, tier_of)
    for floor in FLOORS:
        for day in GRID:
            seen, expected = visible(versions, LATE, floor, day), visible(alone, LATE, floor, day)
            assert (seen is None) == (expected is None)
            if seen and expected:
                assert seen.disputed >= expected.disputed
                assert seen.verdict(day) == expected.verdict(day)
                # Days that are disputed and days that aren't are of two spells.
                unlike = OF_DAYS | {"disputed"}
                assert all_but(seen, unlike) == all_but(expected, unlike)


@given(histories() | histories(CONFLICT[2]))
def test_it_makes_no_difference_who_covers_a_day_where_all_give_the_same_values(claims: Claims) -> None:
    said = {name: getattr(claims[0], name) for name in ("stake_percent", "direct", "voting", "amount", "service")}
    alike = [claim.model_copy(update=said) for claim in claims]
    quick = resolve(alike, tier_of)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(calendar, "have_same_values", lambda _: False)
        assert resolve(alike, tier_of) == quick


@given(histories().map(without_days))
def test_where_nobody_names_a_day_and_each_speaks_once_it_is_as_all_of_them_taken_together_have_it(
    claims: Claims,
) -> None:
    # So the rules were before a relationship had spells; what ended has its end in its spell, and is left out.
    said = admit(
        [c.model_copy(update={"source": f"source-of-{c.id}", "supersedes": ()}) for c in claims if c.status != "ended"],
        lambda _: "A",
    )
    whole = [s for s in said if not s.claim.part]
    if not said:
        return
    combined = combine_fronts([Portion(each, each) for each in ([whole] if whole else group_by_portion(said))])
    found = resolve_on_day([s.claim for s in said], lambda _: "A", LATE)
    assert found is not None
    assert (found.status, found.certainty, found.partial) == (
        combined.front.status,
        combined.front.certainty,
        not whole,
    )
    assert found.pending == tuple(s.claim.id for s in combined.pending)
    assert found.disputed >= combined.front.is_disputed
    held = value_fields(combined.statements, combined.front, Precedence(frozenset(), {}))
    assert {name: getattr(found, name) for name in held} == held
    assert found.claims == tuple(s.claim.id for s in said)
    if combined.front.status in HOLDING and whole:
        assert (found.held_from, found.held_to) == (BEGINNING, END)
        surely = {s.claim.status for s in combined.front.standing} <= HOLDING
        seen = min((s.known_on for s in whole if s.claim.status in HOLDING), default=END)
        assert found.verdict(LATE) == ("certain" if surely else "possible")
        assert not surely or found.surely_from == seen


@given(MANY)
def test_saying_it_twice_changes_nothing(claims: Claims) -> None:
    assert resolve([*claims, *claims], tier_of) == resolve(claims, tier_of)


@given(claims())
def test_a_claim_alone_comes_to_what_the_rules_for_many_make_of_it(claim: RelationshipClaim) -> None:
    (alone,) = resolve([claim], tier_of)
    stage = Stage(admit([claim], tier_of), [], claim.known_on, END, 0, rank(claim) + 1)
    assert [alone] == list(spells_of(stage))


@given(histories(min_size=2))
def test_a_claim_known_later_does_not_change_what_was_read_before(claims: Claims) -> None:
    all_of_them = resolve(claims, tier_of)
    for new in claims:
        before = resolve([claim for claim in claims if claim is not new], tier_of)
        for day in days_of(claims):
            for floor in FLOORS:
                if day < new.known_on:
                    assert read(all_of_them, day, floor) == read(before, day, floor)


@given(histories(min_size=2))
def test_a_claim_less_sure_than_asked_for_changes_nothing(claims: Claims) -> None:
    all_of_them = resolve(claims, tier_of)
    for faint in claims:
        without = resolve([claim for claim in claims if claim is not faint], tier_of)
        for day in days_of(claims):
            for floor in FLOORS[rank(faint) + 1 :]:
                # No version may start with a claim that isn't heard, so even `known_from` is the same.
                assert read(all_of_them, day, floor) == read(without, day, floor)


@given(histories())
def test_a_floor_shows_what_the_claims_as_sure_as_that_come_to(claims: Claims) -> None:
    versions = resolve(claims, tier_of)
    for floor in FLOORS:
        sure = resolve([claim for claim in claims if rank(claim) >= floor], tier_of)
        for day in days_of(claims):
            assert read(versions, day, floor) == read(sure, day, 0)


@given(histories())
def test_at_each_floor_the_versions_follow_each_other_from_the_first_day_to_the_end_of_time(claims: Claims) -> None:
    versions = resolve(claims, tier_of)
    for floor in FLOORS:
        heard = days_of([claim for claim in claims if rank(claim) >= floor])
        seen = [v for v in versions if v.floor_from <= floor < v.floor_to]
        assert (
            list(dict.fromkeys((v.known_from, v.known_to) for v in seen)) == list(pairwise([*heard, END]))[: len(heard)]
        )


@given(histories())
def test_at_each_floor_and_known_day_the_spells_follow_each_other_through_all_days(claims: Claims) -> None:
    for _, spells in groupby(resolve(claims, tier_of), key=lambda v: (v.floor_from, v.known_from)):
        row = list(spells)
        assert [v.shown_from for v in row] == [BEGINNING, *(v.shown_to for v in row[:-1])]
        assert row[-1].shown_to == END
        assert all(v.shown_from < v.shown_to for v in row)


@given(histories())
def test_spells_are_apart_and_each_is_shown_on_its_days(claims: Claims) -> None:
    for _, spells in groupby(resolve(claims, tier_of), key=lambda v: (v.floor_from, v.known_from)):
        row = list(spells)
        held = [v for v in row if v.valid_from < v.valid_to]
        assert row[: len(held)] == held
        assert len(row) - len(held) <= 1
        assert all(earlier.valid_to <= later.valid_from for earlier, later in pairwise(held))
        for v in held:
            assert v.shown_from <= v.valid_from
            assert v.valid_to <= v.shown_to
            assert v.held_from <= v.valid_from
            assert v.valid_to <= v.held_to


@given(histories())
def test_spells_that_touch_differ_in_more_than_their_days(claims: Claims) -> None:
    windows = {f"{name}_{end}" for name in ("valid", "certain", "surely", "shown") for end in ("from", "to")}
    for _, spells in groupby(resolve(claims, tier_of), key=lambda v: (v.floor_from, v.known_from)):
        for earlier, later in pairwise(spells):
            if earlier.valid_to == later.valid_from != END:
                alike = all_but(earlier, {"claims", *windows}) == all_but(later, {"claims", *windows})
                # Certain days after merely possible ones that followed certain ones begin a spell of their own.
                apart = earlier.certain_to < earlier.valid_to and later.certain_from == later.valid_from
                assert apart or not alike


@given(histories())
def test_every_version_can_be_read_at_some_floor(claims: Claims) -> None:
    for version in resolve(claims, tier_of):
        assert 0 <= version.floor_from < version.floor_to <= len(CERTAINTIES)
        assert BEGINNING < version.known_from < version.known_to <= END


@given(histories())
def test_exactly_one_version_is_current(claims: Claims) -> None:
    assert sum(version.is_current for version in resolve(claims, tier_of)) == 1


@given(claim_lists())
def test_relationships_do_not_meddle_with_each_other(claims: Claims) -> None:
    apart = [
        version
        for relationship in sorted({claim.relationship for claim in claims})
        for version in resolve([claim for claim in claims if claim.relationship == relationship], tier_of)
    ]
    assert resolve(claims, tier_of) == apart


@given(histories(), st.sampled_from(GRID))
def test_a_version_rests_on_all_that_was_known_and_sure_enough_and_speaks_of_its_days(claims: Claims, day: str) -> None:
    for version in resolve(claims, tier_of):
        admitted = [c for c in claims if c.known_on <= version.known_from and rank(c) >= version.floor_to - 1]
        assert set(version.claims) <= {claim.id for claim in admitted}
        assert len(set(version.claims)) == len(version.claims)
        if version.verdict(day) != "no":
            # What a later word gave an end says nothing of the days after that.
            ended = [c for c in admitted if c.valid_to]
            replaced = {id_ for c in ended for id_ in c.supersedes}
            replaced |= {c.id for c in admitted if any(e.source == c.source and e.known_on > c.known_on for e in ended)}
            assert {claim.id for claim in admitted if states(claim, day)} - replaced <= set(version.claims)


@given(histories().map(without_days))
def test_where_nobody_names_a_day_every_version_rests_on_all_that_was_known_and_sure_enough(claims: Claims) -> None:
    for version in resolve(claims, tier_of):
        if version.verdict(version.known_from) != "no":
            admitted = [c for c in claims if c.known_on <= version.known_from and rank(c) >= version.floor_to - 1]
            assert version.claims == tuple(claim.id for claim in sorted(admitted, key=in_order))


@given(histories())
def test_the_status_is_one_that_an_admitted_claim_gives_with_that_certainty(claims: Claims) -> None:
    by_id = {claim.id: claim for claim in claims}
    for version in resolve(claims, tier_of):
        admitted = [by_id[id_] for id_ in version.claims]
        assert (version.status, version.certainty) in {(claim.status, rank(claim)) for claim in admitted}


@given(histories())
def test_no_tranche_is_pending_unless_it_was_announced_and_the_relationship_rests_on_more(claims: Claims) -> None:
    by_id = {claim.id: claim for claim in claims}
    for version in resolve(claims, tier_of):
        assert {by_id[id_].status for id_ in version.pending} <= {"announced"}
        assert set(version.pending) < set(version.claims)


@given(histories())
def test_parts_change_nothing_on_days_of_which_somebody_speaks_of_the_whole(claims: Claims) -> None:
    versions = resolve(claims, tier_of)
    whole = [claim for claim in claims if not claim.part]
    ids = {claim.id for claim in whole}
    across = any((claim.id in ids) != (other in ids) for claim in claims for other in claim.disputes)
    unlike = OF_DAYS | {"disputed"} if across else OF_DAYS
    without_parts = resolve(whole, tier_of)
    for known_at in days_of(claims):
        for floor in FLOORS:
            for day in GRID:
                with_parts = visible(versions, known_at, floor, day)
                without = visible(without_parts, known_at, floor, day)
                if with_parts and without and without.verdict(day) != "no":
                    assert with_parts.verdict(day) == without.verdict(day)
                    assert all_but(with_parts, unlike) == all_but(without, unlike)
                    spoken = {claim.id for claim in whole if states(claim, day)}
                    assert spoken & set(without.claims) <= set(with_parts.claims)


@given(histories())
def test_a_spell_is_partial_where_nothing_but_parts_speaks_of_its_days(claims: Claims) -> None:
    by_id = {claim.id: claim for claim in claims}
    for version in resolve(claims, tier_of):
        if version.valid_from < version.valid_to:
            assert version.partial == all(by_id[id_].part for id_ in version.claims)


@given(histories())
def test_a_confirmed_denial_that_comes_last_removes_whatever_was_said(claims: Claims) -> None:
    about = claims[0].model_dump(include={"subject", "type", "object", "attribution", "note", "service"})
    denial = {"id": "last", "source": "s0", "status": "denied", "certainty": "confirmed", "reported_on": "2026-01-01"}
    versions = resolve([*claims, RelationshipClaim.model_validate({**about, **denial})], tier_of)
    found = visible(versions, "2026-01-01", 0)
    assert found is not None
    assert found.status == "denied"
    assert found.valid_from == found.valid_to


@given(histories().map(without_days).map(without_replacement_by_name))
def test_what_is_removed_without_dispute_was_denied_as_surely_as_anything_that_its_source_did_not_replace(
    claims: Claims,
) -> None:
    by_id = {claim.id: claim for claim in claims}
    for version in resolve(claims, tier_of):
        if version.status == "denied" and not version.disputed:
            counted = [by_id[id_] for id_ in version.claims if version.partial or not by_id[id_].part]
            last = [each.claim for each in latest_of_each_source(admit(counted, tier_of))]
            denials = [rank(claim) for claim in last if claim.status == "denied"]
            assert max(denials) >= max(rank(claim) for claim in last)


@given(histories())
def test_reprints_alone_are_never_surer_than_reported(claims: Claims) -> None:
    assert all(version.certainty <= CERTAINTY_RANK["reported"] for version in resolve(claims, lambda _: "C"))


@given(claims())
def test_a_single_claim_is_one_version_for_all_floors_up_to_its_certainty(claim: RelationshipClaim) -> None:
    (version,) = resolve([claim], tier_of)
    assert (version.floor_from, version.floor_to) == (0, rank(claim) + 1)
    assert (version.known_from, version.known_to) == (claim.known_on, END)
    assert (version.id, version.status, version.disputed) == (claim.relationship, claim.status, False)
