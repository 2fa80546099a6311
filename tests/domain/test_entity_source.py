"""Entities and sources: their names, and what is refused."""

from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from graph_service.domain.entity import Entity
from graph_service.domain.source import Source
from tests.strategies import entities

GOOGLE: dict[str, Any] = {
    "id": "google",
    "kind": "company",
    "names": {"en": "Google", "ar": "غوغل"},
    "aliases": ["جوجل", "Google"],
    "identifiers": {"wikidata": "Q95"},
    "country": "US",
}
REUTERS: dict[str, Any] = {"id": "reuters", "publisher": "Reuters", "tier": "A", "url": "https://example.org/a?b=1#c"}


def refusal(model: type[Entity] | type[Source], data: dict[str, Any]) -> str:
    """What the refusal of a record says, place by place; empty where it is taken."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        return "\n".join(f"{'/'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
    return ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "Google"}, "id: String should match pattern"),
        ({"id": "google_llc"}, "id: String should match pattern"),
        ({"id": "-google"}, "id: String should match pattern"),
        ({"id": "google\n"}, "id: String should match pattern"),
        ({"kind": "firm"}, "kind: Input should be 'company', 'lab', 'fund'"),
        ({"names": {}}, "names: Dictionary should have at least 1 item"),
        ({"names": {"en": ""}}, "names/en: Value error, the text is empty"),
        ({"names": {"en": "   "}}, "names/en: Value error, the text is empty"),
        ({"names": {"en": "Goo\x07gle"}}, "names/en: Value error, the text holds the control character U+0007"),
        ({"names": {"en": "Goo\u2028gle"}}, "U+2028"),
        ({"names": {"en-US": "Google"}}, "names/en-US"),
        ({"names": {"en": None}}, "names/en: Input should be a valid string"),
        ({"names": {"en": "G" * 20_001}}, "at most 20000 characters"),
        ({"aliases": ["GOOGL", ""]}, "aliases/1: Value error, the text is empty"),
        ({"aliases": "GOOGL"}, "aliases: Input should be a valid tuple"),
        ({"identifiers": {"wikidata": ""}}, "identifiers/wikidata: Value error, the text is empty"),
        ({"identifiers": {"Wikidata": "Q95"}}, "identifiers/Wikidata"),
        ({"country": "USA"}, "country: String should match pattern"),
        ({"country": "us"}, "country: String should match pattern"),
        ({"established": "1998"}, "established: Extra inputs are not permitted"),
        ({"founded": "in 1998"}, "founded: Value error, 'in 1998' is not a date"),
        ({"founded": "1998", "dissolved": "1997-12-31"}, "dissolved 1997-12-31 lies before founded 1998"),
    ],
    ids=lambda value: f"{value!r:.50}",
)
def test_a_bad_entity_is_refused_in_words_that_name_the_place(change: dict[str, Any], words: str) -> None:
    assert words in refusal(Entity, {**GOOGLE, **change})


@pytest.mark.parametrize("name", ["id", "kind", "names"])
def test_what_every_entity_needs_is_asked_for_by_name(name: str) -> None:
    assert f"{name}: Field required" in refusal(Entity, {k: v for k, v in GOOGLE.items() if k != name})


@pytest.mark.parametrize(
    "name",
    [
        'O\'Brien "AI"',
        "{id: $id}) DETACH DELETE n //",
        "<script>alert(1)</script>",
        "می\u200cتا (Meta)",
        "G" * 10_000,
        "東京エレクトロン",
    ],
    ids=lambda name: f"{name:.20}",
)
def test_a_name_is_text_whatever_it_looks_like(name: str) -> None:
    entity = Entity.model_validate({**GOOGLE, "names": {"en": name}})
    assert entity.names["en"] == name
    assert Entity.model_validate_json(entity.canonical()) == entity


@pytest.mark.parametrize(
    "text",
    [
        "\u200b",
        "\u2800",
        "\u3164",
        "\u00ad\ufe0f",
        "\u200f\u202e",
        "\u0301" * 10_000,
        " \u2009\u00a0",
        "\u2060\U000e0001",
    ],
    ids=ascii,
)
@pytest.mark.parametrize("field", ["names", "identifiers", "aliases"])
def test_a_text_that_shows_nothing_is_refused(text: str, field: str) -> None:
    value: Any = {"names": {"en": text}, "identifiers": {"lei": text}, "aliases": [text]}[field]
    assert "the text is empty" in refusal(Entity, {**GOOGLE, field: value})


@pytest.mark.parametrize(
    "text", ["!!!", "🤗", "\U0001f468\u200d\U0001f469", "é", "क्ष", "\u200bx", "€", "٤٢"], ids=ascii
)
def test_a_text_that_shows_something_is_a_name(text: str) -> None:
    assert Entity.model_validate({**GOOGLE, "names": {"en": text}}).names["en"] == text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("ميتا\u200f (Meta)\u200e", "ميتا (Meta)"),
        ("\u202eelgoog\u202c", "elgoog"),
        ("\u2066a\u2067b\u2068c\u2069\u061c\u202a\u202b\u202d", "abc"),
    ],
    ids=ascii,
)
def test_a_text_is_read_without_what_turns_its_direction(given: str, kept: str) -> None:
    turned: list[str] = []
    entity = Entity.model_validate({**GOOGLE, "names": {"en": given}}, context=turned)
    assert entity.names["en"] == kept
    assert turned == [given]
    assert Entity.model_validate_json(entity.canonical()) == entity


def test_an_entity_is_looked_up_by_its_names_aliases_and_identifiers_each_once() -> None:
    assert set(Entity.model_validate(GOOGLE).all_names) == {"Google", "غوغل", "جوجل", "Q95"}
    assert len(Entity.model_validate(GOOGLE).all_names) == 4


def test_only_a_group_is_a_group() -> None:
    assert Entity.model_validate({**GOOGLE, "kind": "group"}).is_group
    assert not Entity.model_validate({**GOOGLE, "kind": "government"}).is_group


@given(entities())
def test_an_entity_survives_being_written_and_read(drawn: list[Entity]) -> None:
    assert [Entity.model_validate_json(entity.canonical()) for entity in drawn] == drawn


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "example.org"}, "url"),
        ({"url": "ftp://example.org"}, "url"),
        ({"url": "https://example.org/" + "a" * 3000}, "url"),
        ({"tier": "D"}, "tier: Input should be 'A', 'B' or 'C'"),
        ({"published": "2025-13"}, "published: Value error, '2025-13': there is no month 13"),
        ({"publisher": ""}, "publisher: Value error, the text is empty"),
        ({"title": "\x00"}, "title: Value error, the text"),
        ({"language": "English"}, "language: String should match pattern"),
        ({"sha256": "abc"}, "sha256: String should match pattern"),
        ({"author": "Reuters"}, "author: Extra inputs are not permitted"),
    ],
    ids=lambda value: f"{value!r:.50}",
)
def test_a_bad_source_is_refused_in_words_that_name_the_place(change: dict[str, Any], words: str) -> None:
    assert words in refusal(Source, {**REUTERS, **change})


@pytest.mark.parametrize("name", ["id", "publisher", "tier"])
def test_what_every_source_needs_is_asked_for_by_name(name: str) -> None:
    assert f"{name}: Field required" in refusal(Source, {k: v for k, v in REUTERS.items() if k != name})


@pytest.mark.parametrize("url", ["https://example.org", "http://EXAMPLE.org/A%20b", "https://غوغل.com/صفحة"])
def test_a_link_is_kept_as_it_was_given(url: str) -> None:
    assert Source.model_validate({**REUTERS, "url": url}).url == url
