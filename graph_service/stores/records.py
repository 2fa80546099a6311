"""What both stores keep beside each record, made by the same code."""

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
"""How each resource's canonical JSON is read."""


def normal_forms(entity: Entity) -> list[str]:
    """The normal forms of all by which an entity may be looked up, its id included, sorted."""
    return sorted({normal for name in (*entity.all_names, entity.id) if (normal := normal_form(name))})
