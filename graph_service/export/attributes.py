"""The attributes of each entity and relationship in an export. Unknown ones are left out."""

from typing import Any

from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.entity import Entity
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES
from graph_service.domain.vocabulary import CERTAINTIES
from graph_service.export.subgraph import Subgraph

Attributes = dict[str, Any]
"""The values are text, numbers, booleans and lists of text."""

_COPIED_FIELDS = (
    *("status", "disputed", "partial", "stake_percent", "stake_min", "stake_max", "voting"),
    *("amount", "amount_min", "amount_max", "amount_low", "amount_high"),
    *("amount_currency", "amount_basis", "amount_period", "amount_approximate", "segment", "role"),
)


def graph_attributes(subgraph: Subgraph) -> Attributes:
    """The digest of the graph that the subgraph was read from, and the scope."""
    return {"digest": subgraph.digest, **subgraph.scope.model_dump()}


def describe(subgraph: Subgraph) -> str:
    """The size of the subgraph, its graph and its scope in words, on one line."""
    scope = subgraph.scope
    disputed = "with" if scope.include_disputed else "without"
    return (
        f"{len(subgraph.entities)} entities and {len(subgraph.relationships)} relationships "
        f"of graph {subgraph.digest}, as of {scope.as_of}, as known on {scope.known_at}, "
        f"certainty {scope.min_certainty} or more, {disputed} what is disputed"
    )


def entity_attributes(entity: Entity) -> Attributes:
    """The name to show, the names by language, the kind and the country; not the id."""
    return _without_unknown(
        {
            "name": entity.names.get("en") or next(iter(entity.names.values())),
            **{f"name_{language}": name for language, name in entity.names.items()},
            "kind": entity.kind,
            "country": entity.country,
        }
    )


def relationship_attributes(version: RelationshipVersion, subgraph: Subgraph) -> Attributes:
    """All attributes of the relationship except its id and its two ends."""
    sources = [subgraph.sources[id_] for id_ in version.claims]
    held = version.valid_from < version.valid_to
    return _without_unknown(
        {
            "type": version.type,
            "label": RELATIONSHIP_TYPES[version.type].label["en"],
            "symmetric": RELATIONSHIP_TYPES[version.type].symmetric,
            "certainty": CERTAINTIES[version.certainty],
            "verdict": version.verdict(subgraph.scope.as_of),
            "valid_from": version.valid_from if held and version.valid_from != BEGINNING else None,
            "valid_to": version.valid_to if held and version.valid_to != END else None,
            **{name: getattr(version, name) for name in _COPIED_FIELDS},
            "segments": list(version.segments),
            "services": list(version.services),
            "claim_count": len(version.claims),
            "claims": list(version.claims),
            "sources": list(dict.fromkeys(source.id for source in sources)),
            "source_urls": list(dict.fromkeys(source.url for source in sources if source.url)),
        }
    )


def _without_unknown(attributes: Attributes) -> Attributes:
    return {name: value for name, value in attributes.items() if value is not None and value != []}
