"""The closed table of relationship types, and the closed lists of words."""

from typing import get_args

import pytest

from graph_service.domain import vocabulary
from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.relationship_types import (
    RELATIONSHIP_TYPES,
    TYPE_NAMES,
    RelationshipType,
    TypeName,
    ends,
    relationship_id,
)

ENTRIES = list(RELATIONSHIP_TYPES.values())
each_type = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)


def test_the_types_are_the_eight_of_the_design() -> None:
    assert TYPE_NAMES == (
        "INVESTS_IN",
        "CLIENT_OF",
        "COMPETES_WITH",
        "ACQUIRED",
        "SUBSIDIARY_OF",
        "PARTNERS_WITH",
        "WORKS_FOR",
        "MAKES",
    )


@each_type
def test_a_type_is_labelled_both_ways_in_english_and_arabic(entry: RelationshipType) -> None:
    for labels in (entry.label, entry.reverse_label):
        assert set(labels) == {"en", "ar"}
        assert all(labels.values())
        assert labels["ar"] != labels["en"]


@each_type
def test_a_type_names_kinds_and_fields_that_exist_each_once(entry: RelationshipType) -> None:
    for kinds in (entry.from_kinds, entry.to_kinds):
        assert kinds
        assert len(set(kinds)) == len(kinds)
        assert set(kinds) <= set(vocabulary.KINDS)
    assert set(entry.required) <= set(entry.fields) <= set(RelationshipClaim.model_fields)


@each_type
def test_a_symmetric_type_reads_the_same_both_ways(entry: RelationshipType) -> None:
    assert entry.symmetric == (entry.label == entry.reverse_label)
    assert not entry.symmetric or entry.from_kinds == entry.to_kinds


@each_type
def test_the_edge_of_what_is_current_bears_the_name_of_its_type(entry: RelationshipType) -> None:
    current, other = entry.edges
    assert current == entry.name
    assert other not in TYPE_NAMES


def test_rivals_and_partners_are_the_symmetric_ones() -> None:
    assert {entry.name for entry in ENTRIES if entry.symmetric} == {"COMPETES_WITH", "PARTNERS_WITH"}


def test_a_group_may_be_a_client_and_a_person_may_invest_but_not_buy() -> None:
    assert "group" in RELATIONSHIP_TYPES["CLIENT_OF"].from_kinds
    assert "person" in RELATIONSHIP_TYPES["INVESTS_IN"].from_kinds
    assert "person" not in RELATIONSHIP_TYPES["CLIENT_OF"].from_kinds


def test_nobody_holds_a_part_of_a_group_a_person_or_a_product() -> None:
    assert not {"group", "person", "product"} & set(RELATIONSHIP_TYPES["INVESTS_IN"].to_kinds)


@pytest.mark.parametrize("type_", ["COMPETES_WITH", "PARTNERS_WITH"])
def test_a_symmetric_relationship_is_one_whichever_way_it_is_put(type_: TypeName) -> None:
    assert ends("meta", type_, "google") == ends("google", type_, "meta") == ("google", "meta")
    assert relationship_id("meta", type_, "google") == relationship_id("google", type_, "meta")


def test_a_directed_relationship_keeps_its_direction() -> None:
    assert relationship_id("meta", "INVESTS_IN", "google") == "meta:INVESTS_IN:google"
    assert relationship_id("google", "INVESTS_IN", "meta") == "google:INVESTS_IN:meta"


@pytest.mark.parametrize(
    ("words", "literal"),
    [
        (vocabulary.KINDS, vocabulary.EntityKind),
        (vocabulary.STATUSES, vocabulary.Status),
        (vocabulary.CERTAINTY_WORDS, vocabulary.Certainty),
        (vocabulary.TIERS, vocabulary.Tier),
        (vocabulary.BASES, vocabulary.Basis),
        (vocabulary.SERVICES, vocabulary.Service),
        (vocabulary.SEGMENTS, vocabulary.Segment),
        (vocabulary.METRICS, vocabulary.Metric),
    ],
)
def test_every_word_is_explained_in_the_order_of_its_list(words: dict[str, vocabulary.Term], literal: object) -> None:
    assert set(words) == set(get_args(literal))
    assert all(word.en and word.ar and word.meaning for word in words.values())


def test_certainty_rises_from_inferred_to_confirmed() -> None:
    assert vocabulary.CERTAINTIES == ("inferred", "reported", "stated", "confirmed")
    assert [vocabulary.CERTAINTY_RANK[certainty] for certainty in vocabulary.CERTAINTIES] == [0, 1, 2, 3]
