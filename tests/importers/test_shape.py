"""Facts that are read: every field of every form, in either format, whatever the text."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given

from graph_service.domain.claim import FigureClaim, RelationshipClaim
from graph_service.domain.fact_checks import KnownRecords, check_references
from graph_service.domain.facts import Facts, Place
from graph_service.domain.locator import Review
from graph_service.domain.money import Amount
from graph_service.domain.record import Record
from graph_service.domain.stake import PercentRange
from graph_service.importers import read_folders
from tests.importers.folders import claim, contract, defects_in, entity, figure, source, write
from tests.strategies import graphs

EVERY_FORM: list[dict[str, Any]] = [
    claim("a-1", stake_percent=49, voting=False, amount={"value": 14_300_000_000, "currency": "USD", "basis": "paid"}),
    claim("a-2", stake_percent={"max": 10}, voting="unknown", part="the second tranche", recorded_on="2026-01-31"),
    claim(
        "a-3",
        status="announced",
        amount={"min": 5e9, "max": 1e10, "approximate": True, "currency": "USD", "basis": "up_to", "period": "P5Y"},
        review={"by": "a second reader", "on": "2026-01-31"},
        disputes=["a-1"],
    ),
    contract("b-1", revenue={"percent": {"min": 10}, "of": "revenue", "period": "2024-H1"}, valid_from="2024"),
    contract(
        "b-2",
        revenue={"amount": 150_000_000, "currency": "USD", "approximate": True, "of": "revenue", "period": "2024"},
        locator={"paragraph": 7, "span": [5, 72], "sha256": "0" * 64},
        note={"en": "So it is.", "ar": "هو كذلك."},
        valid_from="2024-03",
        valid_to="2024-12-31",
    ),
    contract("b-3", certainty="reported", reported_on="2025-06", service="other"),
    figure("f-1", approximate=True, valid_from="2025-06"),
    figure("f-2", metric="net_income", value=-1.5, period="2025-Q2"),
    figure("f-3", metric="employees", value=1500, currency=None),
]
SOURCES = [
    source(url="https://example.org/a?b=c", title=None, published="2025-06", language="en"),
    source("other-page", tier="C", sha256="f" * 64),
]
ENTITIES = [
    entity("meta", names={"en": "Meta", "ar": "ميتا"}, aliases=["Facebook"], country="US", identifiers={}),
    entity("scale-ai", identifiers={"wikidata": "Q123"}),
    entity("google"),
]


@pytest.mark.parametrize("suffix", ["jsonl", "yaml", "yml"])
def test_every_form_of_record_is_read(tmp_path: Path, suffix: str) -> None:
    for name, records in (("claims", EVERY_FORM), ("sources", SOURCES), ("entities", ENTITIES)):
        write(tmp_path, f"{name}.{suffix}", records if suffix == "jsonl" else yaml.safe_dump(records))
    facts = read_folders([tmp_path])
    assert list(facts.claims) == [record["id"] for record in EVERY_FORM]
    assert list(facts.sources) == ["page", "other-page"]
    assert list(facts.entities) == ["meta", "scale-ai", "google"]
    assert check_references(facts, KnownRecords()) == []

    warrant, tranche, loss = facts.claims["a-2"], facts.claims["a-3"], facts.claims["f-2"]
    assert isinstance(warrant, RelationshipClaim)
    assert warrant.stake_percent == PercentRange(max=10)
    assert isinstance(tranche, RelationshipClaim)
    assert tranche.amount == Amount(min=5e9, max=1e10, approximate=True, currency="USD", basis="up_to", period="P5Y")
    assert tranche.review == Review(by="a second reader", on="2026-01-31")
    assert isinstance(loss, FigureClaim)
    assert loss.value == -1.5


@given(facts=graphs())
def test_what_is_written_is_read_again_the_same_in_either_format(
    facts: Facts, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shelves: dict[str, dict[str, Any]] = {"claims": facts.claims, "sources": facts.sources, "entities": facts.entities}
    for suffix in ("jsonl", "yaml"):
        folder = tmp_path_factory.mktemp("facts")
        for name, shelf in shelves.items():
            records: list[Record] = list(shelf.values())
            lines = "".join(record.canonical() + "\n" for record in records)
            as_yaml = yaml.safe_dump([json.loads(record.canonical()) for record in records], allow_unicode=True)
            write(folder, f"{name}.{suffix}", lines if suffix == "jsonl" else as_yaml)
        again = read_folders([folder])
        assert (again.entities, again.sources, again.claims) == (facts.entities, facts.sources, facts.claims)


@pytest.mark.parametrize(
    "name",
    [
        "Google \"the\" 'firm' `x`",
        "{braces} {{twice}} $parameter %s",
        "x'}) DETACH DELETE n //",
        "'); DROP TABLE entities; --",
        "<script>alert(1)</script>&amp;",
        "می\u200cتا \u200dx",
        "back\\slash / slash",
        "😀 𝔊oogle",
        "ا" * 10_000,
        "null",
        "NO",
        "2025-06-27",
        "- dash: colon # hash",
    ],
)
@pytest.mark.parametrize("suffix", ["jsonl", "yaml"])
def test_a_name_is_kept_whatever_it_holds(tmp_path: Path, name: str, suffix: str) -> None:
    records = [entity(names={"en": name}, aliases=[name + "!"])]
    write(tmp_path, f"entities.{suffix}", records if suffix == "jsonl" else yaml.safe_dump(records, allow_unicode=True))
    google = read_folders([tmp_path]).entities["google"]
    assert (google.names["en"], google.aliases) == (name, (name + "!",))


@pytest.mark.parametrize("suffix", ["jsonl", "yaml"])
def test_facts_know_where_text_was_made_to_read_otherwise(tmp_path: Path, suffix: str) -> None:
    records = [entity("meta"), entity("google", names={"en": "\u202eelgoog\u202c", "ar": "غوغل\u200f"})]
    write(tmp_path, f"entities.{suffix}", records if suffix == "jsonl" else yaml.safe_dump(records, allow_unicode=True))
    facts = read_folders([tmp_path])
    assert facts.entities["google"].names == {"ar": "غوغل", "en": "elgoog"}
    assert [place.file for place in facts.bidi_places] == [str(tmp_path / f"entities.{suffix}")]
    assert facts.bidi_places[0] == facts.places["entity", "google"]


@pytest.mark.parametrize("name", ["\u200b", "\u2800", "\u200f"], ids=ascii)
def test_a_name_that_shows_nothing_is_a_defect(tmp_path: Path, name: str) -> None:
    write(tmp_path, "entities.jsonl", [entity(names={"en": name})])
    (defect,) = defects_in(tmp_path)
    assert (defect.place, defect.problem) == ("line 1 /names/en", "the text is empty")


def test_a_record_knows_its_place(tmp_path: Path) -> None:
    write(tmp_path, "claims.jsonl", [claim("c1"), claim("c2")])
    write(
        tmp_path,
        "entities.yaml",
        "# Ours\n- id: a\n  kind: lab\n  names: {en: A}\n- id: b\n  kind: lab\n  names: {en: B}\n",
    )
    places = read_folders([tmp_path]).places
    assert places["claim", "c2"] == Place(str(tmp_path / "claims.jsonl"), "line 2")
    assert places["entity", "b"] == Place(str(tmp_path / "entities.yaml"), "line 5 /1")
