"""The digest: the same facts have the same one, in whatever order they came."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from graph_service.domain.digest import EMPTY, combine
from graph_service.domain.entity import Entity
from graph_service.domain.facts import Facts
from graph_service.domain.record import content_hash
from tests.domain.saying import contract, holding
from tests.strategies import graphs

HASHES = st.integers(0, 2**256 - 1)


def hashes(facts: Facts) -> list[int]:
    return [
        *(content_hash("entity", entity.canonical()) for entity in facts.entities.values()),
        *(content_hash("source", source.canonical()) for source in facts.sources.values()),
        *(content_hash("claim", claim.canonical()) for claim in facts.claims.values()),
    ]


def digest_of(summands: list[int]) -> str:
    digest = EMPTY
    for summand in summands:
        digest = combine(digest, added=summand)
    return digest


@given(graphs(), st.randoms())
def test_the_order_of_writing_does_not_matter(facts: Facts, random: Random) -> None:
    summands = hashes(facts)
    shuffled = list(summands)
    random.shuffle(shuffled)
    assert digest_of(shuffled) == digest_of(summands)


@given(graphs())
def test_one_step_or_many_come_to_the_same(facts: Facts) -> None:
    summands = hashes(facts)
    assert combine(EMPTY, added=sum(summands)) == digest_of(summands)


@given(graphs(), HASHES)
def test_adding_and_taking_away_restores(facts: Facts, summand: int) -> None:
    before = digest_of(hashes(facts))
    assert combine(combine(before, added=summand), removed=summand) == before


@given(graphs(), HASHES)
def test_taking_away_first_and_adding_later_restores_too(facts: Facts, summand: int) -> None:
    before = digest_of(hashes(facts))
    assert combine(combine(before, removed=summand), added=summand) == before


@given(HASHES, HASHES)
def test_a_digest_is_64_hexadecimal_digits(added: int, removed: int) -> None:
    digest = combine(EMPTY, added=added, removed=removed)
    assert len(digest) == 64
    assert int(digest, 16) == (added - removed) % 2**256


@given(graphs())
def test_each_record_counts(facts: Facts) -> None:
    summands = hashes(facts)
    digests = {digest_of(summands[:at] + summands[at + 1 :]) for at in range(len(summands))}
    assert digest_of(summands) not in digests
    assert len(digests) == len(summands)


def test_the_same_content_of_another_kind_counts_differently() -> None:
    assert content_hash("entity", "{}") != content_hash("source", "{}")


def test_a_claim_that_differs_in_one_word_counts_differently() -> None:
    hashes_ = {content_hash("claim", c.canonical()) for c in (contract("c1"), contract("c1", "ended"), contract("c2"))}
    assert len(hashes_) == 3


def test_the_order_of_names_and_the_spelling_of_numbers_do_not_count() -> None:
    one = Entity.model_validate({"id": "e", "kind": "lab", "names": {"en": "E", "ar": "ا"}})
    other = Entity.model_validate({"id": "e", "kind": "lab", "names": {"ar": "ا", "en": "E"}})
    assert one.canonical() == other.canonical()
    assert holding("c1", stake_percent=49).canonical() == holding("c1", stake_percent=49.0).canonical()


def test_the_order_and_repetition_of_disputed_claims_do_not_count() -> None:
    assert contract("c1", disputes=["c3", "c2", "c3"]).disputes == ("c2", "c3")
    assert contract("c1", disputes=["c3", "c2", "c3"]).canonical() == contract("c1", disputes=["c2", "c3"]).canonical()


def test_what_is_left_out_and_what_is_null_are_the_same_content() -> None:
    assert contract("c1", part=None, disputes=()).canonical() == contract("c1").canonical()
