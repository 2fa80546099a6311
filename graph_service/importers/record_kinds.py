"""The kinds of records that a folder of facts holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from graph_service.domain.claim import Claim, FigureClaim, RelationshipClaim
from graph_service.domain.entity import Entity
from graph_service.domain.facts import Facts, RecordKind
from graph_service.domain.retraction import Retraction
from graph_service.domain.source import Source

AnyRecord = Source | Entity | Claim | Retraction


@dataclass(frozen=True)
class KindOfRecord:
    """One kind of record. `name` is singular; `plural` is also the name of its file."""

    name: RecordKind
    plural: str
    model_of: Callable[[Mapping[str, Any]], type[AnyRecord]]

    def records_in(self, facts: Facts) -> dict[str, Any]:
        """The records of this kind, by id."""
        return cast(dict[str, Any], getattr(facts, self.plural))


def _claim_model(data: Mapping[str, Any]) -> type[Claim]:
    """The form of claim that was meant, even if `type` or `metric` is missing or misspelt."""
    figure = "type" not in data and ("metric" in data or ("value" in data and "object" not in data))
    return FigureClaim if figure else RelationshipClaim


RECORD_KINDS = (
    KindOfRecord("source", "sources", lambda _: Source),
    KindOfRecord("entity", "entities", lambda _: Entity),
    KindOfRecord("claim", "claims", _claim_model),
    KindOfRecord("retraction", "retractions", lambda _: Retraction),
)


def _fields_with_numbers() -> frozenset[str]:
    found = set()
    for model in (Source, Entity, RelationshipClaim, FigureClaim, Retraction):
        schema = model.model_json_schema()
        for part in (schema, *schema.get("$defs", {}).values()):
            found |= {name for name, field in part.get("properties", {}).items() if _takes_number(field)}
    return frozenset(found)


def _takes_number(schema: Any) -> bool:
    if isinstance(schema, dict):
        return schema.get("type") in ("integer", "number") or any(map(_takes_number, schema.values()))
    return isinstance(schema, list) and any(map(_takes_number, schema))


NUMERIC_FIELDS = _fields_with_numbers()
"""The fields that take numbers: `value`, `min`, `stake_percent`, …"""
