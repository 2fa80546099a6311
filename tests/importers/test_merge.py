"""One entity out of two records: nothing is lost, nothing is kept twice, and again changes nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.domain.entity import Entity
from graph_service.domain.merge import merge_entities
from tests.importers.folders import entity

NAMES = st.sampled_from(["Google", "Google LLC", "جوجل", "غوغل", "Alphabet"])
GOOGLES = st.builds(
    Entity,
    id=st.just("google"),
    kind=st.just("company"),
    names=st.dictionaries(st.sampled_from(["en", "ar", "fr"]), NAMES, min_size=1),
    aliases=st.lists(NAMES, max_size=4).map(tuple),
    identifiers=st.dictionaries(st.sampled_from(["wikidata", "lei"]), st.just("Q95")),
    country=st.sampled_from([None, "US"]),
)


def google(**more: Any) -> Entity:
    return Entity.model_validate(entity(**more))


def test_the_first_name_stays_and_the_other_becomes_an_alias() -> None:
    merged = merge_entities(google(names={"en": "Google"}), google(names={"en": "Google LLC", "ar": "جوجل"}))
    assert merged.names == {"ar": "جوجل", "en": "Google"}
    assert merged.aliases == ("Google LLC",)


def test_aliases_and_identifiers_are_united() -> None:
    merged = merge_entities(
        google(aliases=["a", "b"], identifiers={"wikidata": "Q95"}),
        google(aliases=["b", "c"], identifiers={"lei": "X"}, country="US"),
    )
    assert merged.aliases == ("a", "b", "c")
    assert merged.identifiers == {"lei": "X", "wikidata": "Q95"}
    assert merged.country == "US"


def test_an_alias_that_is_a_name_by_now_is_not_kept_twice() -> None:
    merged = merge_entities(
        google(names={"en": "Google"}, aliases=["جوجل", "Alphabet"]),
        google(names={"en": "Google", "ar": "جوجل"}, aliases=["Google"]),
    )
    assert merged.names == {"ar": "جوجل", "en": "Google"}
    assert merged.aliases == ("Alphabet",)


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        ({}, {"kind": "lab"}, "the kind is company there and lab here"),
        ({"country": "US"}, {"country": "IE"}, "the country is US there and IE here"),
        (
            {"identifiers": {"wikidata": "Q95"}},
            {"identifiers": {"lei": "X", "wikidata": "Q96"}},
            "wikidata is 'Q95' there and 'Q96' here",
        ),
        ({}, {"id_": "meta"}, "the id is google there and meta here"),
    ],
)
def test_two_that_cannot_be_one_are_not_merged(first: dict[str, Any], second: dict[str, Any], conflict: str) -> None:
    one, other = google(**first), google(**second)
    with pytest.raises(ValueError, match=f"^{conflict}$"):
        merge_entities(one, other)


def test_all_conflicts_are_told_at_once() -> None:
    one, other = google(country="US"), google(kind="lab", country="IE")
    with pytest.raises(ValueError, match="kind is company there and lab here; the country is US there and IE here"):
        merge_entities(one, other)


@given(one=GOOGLES)
def test_a_record_merged_with_itself_is_itself(one: Entity) -> None:
    assert merge_entities(one, one).canonical() == one.canonical()


@given(one=GOOGLES, other=GOOGLES)
def test_merging_again_changes_nothing(one: Entity, other: Entity) -> None:
    merged = merge_entities(one, other)
    assert merge_entities(merged, other).canonical() == merged.canonical()
    assert merge_entities(merged, one).canonical() == merged.canonical()


@given(one=GOOGLES, other=GOOGLES)
def test_every_name_is_still_known(one: Entity, other: Entity) -> None:
    assert set(merge_entities(one, other).all_names) == {*one.all_names, *other.all_names}
