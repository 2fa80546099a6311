"""The report on facts: names that two entities have, and stakes that add up to more than everything."""

from graph_service.domain.entity import Entity
from graph_service.domain.facts import Facts, Place
from graph_service.use_cases.fact_quality import find_suspicious_names, report_quality
from tests.cases import claim, entity, facts


def company(id_: str, name: str, **identifiers: str) -> Entity:
    return Entity(id=id_, kind="company", names={"en": name}, identifiers=identifiers)


def of(*entities: Entity) -> Facts:
    return facts(*entities)


def test_one_identifier_of_two_entities_is_suspicious_however_it_is_spelt() -> None:
    shared = of(company("a", "One", lei="5299 00aa-11"), company("b", "Two", lei="529900AA11"), company("c", "Three"))
    assert find_suspicious_names(shared) == ["a, b: one identifier, lei 529900AA11"]


def test_one_value_in_two_schemes_is_two_identifiers() -> None:
    assert find_suspicious_names(of(company("a", "One", lei="Q95"), company("b", "Two", wikidata="Q95"))) == []


def test_one_normal_form_of_two_entities_is_suspicious() -> None:
    shared = of(company("a", "North Labs Inc"), company("b", "Northern"), company("c", "NORTH LABS, Inc."))
    assert find_suspicious_names(shared) == ["a, c: one name, north labs inc"]


def test_an_alias_is_a_name_and_an_entity_may_repeat_its_own() -> None:
    shared = of(entity("a", "company", "Acme", en="ACME"), entity("b", "company", "Acmé", en="Other"))
    assert find_suspicious_names(shared) == ["a, b: one name, acme"]
    assert find_suspicious_names(of(entity("a", "company", "Acme", en="ACME"))) == []


def test_names_that_differ_in_their_legal_form_or_are_signs_alone_are_not() -> None:
    assert find_suspicious_names(of(company("a", "North Labs"), company("b", "North Labs LLC"))) == []
    assert find_suspicious_names(of(company("a", "!!!"), company("b", "???"))) == []


def test_text_that_was_made_to_read_otherwise_is_told_with_its_place() -> None:
    turned = of(company("a", "One"))
    turned.bidi_places.append(Place("facts/entities.jsonl", "line 3"))
    assert report_quality(turned, "2026-11-29").suspicious_names == [
        "facts/entities.jsonl, line 3: text direction controls were taken out"
    ]


def test_a_vendor_whose_investors_hold_more_than_everything_is_named_and_indirect_stakes_are_not_counted() -> None:
    def held(**third: object) -> list[str]:
        stakes = [
            claim("a", "INVESTS_IN", "vendor", stake_percent=60, reported_on="2025-01-01"),
            claim("b", "INVESTS_IN", "vendor", stake_percent=40, reported_on="2025-01-01"),
            claim("c", "INVESTS_IN", "vendor", **{"stake_percent": 5, "reported_on": "2025-01-01", **third}),
        ]
        parties = [entity(id_, "company") for id_ in ("a", "b", "c", "vendor")]
        return report_quality(facts(*parties, *stakes), "2026-11-29").suspicious_amounts

    assert held() == ["vendor: its investors' stakes add up to 105%"]
    assert held(direct=False) == []
    assert held(valid_to="2025-03-01") == []
    assert held(stake_percent={"min": 10}) == ["vendor: its investors' stakes add up to 110%"]
