"""The schemas of records: what is valid by them is what the records take, as far as a schema can say."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from graph_service.domain.facts import RecordKind
from graph_service.domain.json_schema import RECORDS, json_schema
from graph_service.support.resources import shipped_folder
from tests.importers.folders import claim, contract, entity, figure, retraction, source

SHIPPED = [
    ("source", "article/sources.jsonl"),
    ("entity", "article/entities.jsonl"),
    ("claim", "article/claims.jsonl"),
    ("source", "ai_industry/sources.jsonl"),
    ("entity", "ai_industry/entities.jsonl"),
    ("claim", "ai_industry/claims.jsonl"),
]
GOOD: list[tuple[RecordKind, dict[str, Any]]] = [
    ("claim", claim(stake_percent={"min": 5, "exclusive_min": True}, direct=False, supersedes=["c0"], part=None)),
    ("claim", contract(revenue={"percent": 12.5, "of": "revenue", "period": "2024-H1"}, valid_from="2024-03")),
    ("claim", figure(approximate=True, recorded_on="2025-07-01")),
    ("claim", claim(locator={"paragraph": 7, "span": [5, 72], "sha256": "0" * 64}, note={"en": "So", "ar": "كذا"})),
    ("retraction", retraction(kind="withdrawn", on="2025-07-01", reported_in="page")),
    ("entity", entity(founded="2015-12", aliases=["A"], identifiers={"wikidata": "Q95"}, country="US")),
    ("source", source(url="https://example.org/a?b=c", published="2025-06", language="en", sha256="f" * 64)),
]
WRONG: list[tuple[RecordKind, dict[str, Any]]] = [
    ("claim", claim(status="actve")),
    ("claim", claim(stake_percent=149)),
    ("claim", claim(stake_percent=0)),
    ("claim", claim(reported_on="27 June")),
    ("claim", claim(strange=1)),
    ("claim", claim(note={"English": "So"})),
    ("claim", claim(amount={"basis": "payed", "value": 1})),
    ("claim", figure(type="INVESTS_IN")),
    ("claim", {**claim(), "metric": "revenue"}),
    ("retraction", retraction(kind="gone")),
    ("entity", entity("Google")),
    ("entity", entity(names={})),
    ("source", {"id": "page", "publisher": "P"}),
]


def problems(kind: RecordKind, record: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(json_schema(kind)).iter_errors(record)]


@pytest.mark.parametrize("kind", RECORDS)
def test_a_schema_is_one_and_says_what_every_field_means(kind: RecordKind) -> None:
    schema = json_schema(kind)
    Draft202012Validator.check_schema(schema)
    for part in (schema, *schema.get("$defs", {}).values()):
        assert "description" in part or "enum" in part
        assert [name for name, field in part.get("properties", {}).items() if not field.get("description")] == []
    assert not {'"gt"', '"ge"', '"le"'} & set(json.dumps(schema).split())


@pytest.mark.parametrize(("kind", "name"), SHIPPED)
def test_what_is_shipped_is_valid(kind: RecordKind, name: str) -> None:
    validator = Draft202012Validator(json_schema(kind))
    for line in (shipped_folder("seed_data") / name).read_text(encoding="utf-8").splitlines():
        validator.validate(json.loads(line))


@pytest.mark.parametrize(("kind", "record"), GOOD)
def test_what_a_record_takes_is_valid(kind: RecordKind, record: dict[str, Any]) -> None:
    RECORDS[kind].validate_python(record)
    assert problems(kind, record) == []


@pytest.mark.parametrize(("kind", "record"), WRONG)
def test_what_a_record_refuses_is_not(kind: RecordKind, record: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        RECORDS[kind].validate_python(record)
    assert problems(kind, record) != []


def test_the_end_of_a_claim_is_inclusive() -> None:
    fields = json_schema("claim")["$defs"]["RelationshipClaim"]["properties"]
    assert "that day included" in fields["valid_to"]["description"]
