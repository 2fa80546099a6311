"""What both stores need of records, by the same code."""

from collections.abc import Callable
from typing import Any

from graph_service.domain.claim import CLAIM
from graph_service.domain.entity import Entity
from graph_service.domain.names import normal_form
from graph_service.domain.retraction import Retraction
from graph_service.domain.source import Source

READ_JSON: dict[str, Callable[[str], Any]] = {
    "entities": Entity.model_validate_json,
    "sources": Source.model_validate_json,
    "claims": CLAIM.validate_json,
    "retractions": Retraction.model_validate_json,
}
"""Reads a record of each resource from its canonical JSON."""


def normal_forms(entity: Entity) -> list[str]:
    """The normal forms of an entity's names and id, by which it may be looked up; sorted."""
    return sorted({normal for name in (*entity.all_names, entity.id) if (normal := normal_form(name))})
