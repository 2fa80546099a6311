"""What holds of resolution for all claims whatever: order, repetition, time, floors, parts."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from graph_service.domain.claim import RelationshipClaim, certainty_rank
from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.resolution.resolve import come_to, resolve
from graph_service.domain.vocabulary import CERTAINTIES, RANK
from tests.domain.saying import LATE, all_but, visible
from tests.strategies import claim_lists, claims, histories, tier_of

FLOORS = range(len(CERTAINTIES))
MANY = claim_lists() | histories()
Claims = list[RelationshipClaim]


def rank(claim: RelationshipClaim) -> int:
    return certainty_rank(claim, tier_of(claim.source))


def read(versions: Iterable[RelationshipVersion], day: str, floor: int) -> dict[str, object] | None:
    """What one relationship was read as: all but how long that would last, which nobody could know."""
    found = visible(versions, day, floor)
    return all_but(found, {"known_to", "floor_from", "floor_to"}) if found else None


def days_of(claims: Claims) -> list[str]:
    return sorted({claim.known_on for claim in claims})


@given(MANY.flatmap(lambda claims: st.tuples(st.just(claims), st.permutations(claims))))
def test_the_order_of_claims_does_not_matter(drawn: tuple[Claims, Claims]) -> None:
    claims, shuffled = drawn
    assert resolve(shuffled, tier_of) == resolve(claims, tier_of)


@given(MANY)
def test_saying_it_twice_changes_nothing(claims: Claims) -> None:
    assert resolve([*claims, *claims], tier_of) == resolve(claims, tier_of)


@given(claims())
def test_a_claim_alone_comes_to_what_the_rules_for_many_make_of_it(claim: RelationshipClaim) -> None:
    (alone,) = resolve([claim], tier_of)
    by_the_rules = come_to([claim], tier_of, LATE)
    assert by_the_rules is not None
    left_open = ("known_from", "floor_to")
    assert all_but(alone, left_open) == all_but(by_the_rules, left_open)
    assert (alone.known_from, alone.floor_to) == (claim.known_on, rank(claim) + 1)


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
        assert [v.known_from for v in seen] == heard
        assert [v.known_to for v in seen] == [*heard[1:], END][: len(heard)]


@given(histories())
def test_every_version_can_be_read_at_some_floor(claims: Claims) -> None:
    for version in resolve(claims, tier_of):
        assert 0 <= version.floor_from < version.floor_to <= len(CERTAINTIES)
        assert BEGINNING < version.known_from < version.known_to <= END


@given(histories())
def test_exactly_one_version_is_current(claims: Claims) -> None:
    assert sum(version.current for version in resolve(claims, tier_of)) == 1


@given(claim_lists())
def test_relationships_do_not_meddle_with_each_other(claims: Claims) -> None:
    apart = [
        version
        for relationship in sorted({claim.relationship for claim in claims})
        for version in resolve([claim for claim in claims if claim.relationship == relationship], tier_of)
    ]
    assert resolve(claims, tier_of) == apart


@given(histories())
def test_a_version_rests_on_all_that_was_known_and_sure_enough_by_then(claims: Claims) -> None:
    for version in resolve(claims, tier_of):
        assert set(version.claims) == {
            claim.id for claim in claims if claim.known_on <= version.known_from and rank(claim) >= version.floor_to - 1
        }
        assert len(set(version.claims)) == len(version.claims)


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
def test_parts_change_nothing_once_the_whole_is_known(claims: Claims) -> None:
    versions = resolve(claims, tier_of)
    whole = resolve([claim for claim in claims if not claim.part], tier_of)
    for day in days_of(claims):
        for floor in FLOORS:
            with_parts, without = visible(versions, day, floor), visible(whole, day, floor)
            if with_parts and without:
                of_evidence = {"claims", "known_from", "known_to", "floor_from", "floor_to"}
                assert all_but(with_parts, of_evidence) == all_but(without, of_evidence)
                assert set(without.claims) <= set(with_parts.claims)


@given(histories())
def test_a_relationship_is_partial_where_nothing_but_parts_is_known(claims: Claims) -> None:
    by_id = {claim.id: claim for claim in claims}
    for version in resolve(claims, tier_of):
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


@given(histories())
def test_what_is_removed_without_dispute_was_denied_as_surely_as_anything_was_said(claims: Claims) -> None:
    by_id = {claim.id: claim for claim in claims}
    for version in resolve(claims, tier_of):
        if version.status == "denied" and not version.disputed:
            counted = [by_id[id_] for id_ in version.claims if version.partial or not by_id[id_].part]
            denials = [rank(claim) for claim in counted if claim.status == "denied"]
            assert max(denials) >= max(rank(claim) for claim in counted)


@given(histories())
def test_reprints_alone_are_never_surer_than_reported(claims: Claims) -> None:
    assert all(version.certainty <= RANK["reported"] for version in resolve(claims, lambda _: "C"))


@given(claims())
def test_a_single_claim_is_one_version_for_all_floors_up_to_its_certainty(claim: RelationshipClaim) -> None:
    (version,) = resolve([claim], tier_of)
    assert (version.floor_from, version.floor_to) == (0, rank(claim) + 1)
    assert (version.known_from, version.known_to) == (claim.known_on, END)
    assert (version.id, version.status, version.disputed) == (claim.relationship, claim.status, False)
