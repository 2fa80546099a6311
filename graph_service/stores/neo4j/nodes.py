"""Turns records into properties of nodes and relationships, and properties into versions and figures.

The service reads `record`, the canonical JSON. The other properties are for queries, and for people who see them in the
Neo4j Browser.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from msgspec import convert
from msgspec.structs import asdict, fields
from neo4j.graph import Node, Relationship

from graph_service.domain.claim import CLAIM, Claim, RelationshipClaim
from graph_service.domain.dates import BEGINNING
from graph_service.domain.entity import Entity
from graph_service.domain.money import Revenue
from graph_service.domain.names import index_keys
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TypeName
from graph_service.domain.resolution.status import NEVER_HELD
from graph_service.domain.resolution.values import stake_bounds
from graph_service.domain.retraction import Retraction
from graph_service.domain.source import Source
from graph_service.domain.stake import Stake
from graph_service.domain.vocabulary import CERTAINTY_RANK
from graph_service.queries.kinds import SourcedClaim, V
from graph_service.stores.records import normal_forms

Properties = dict[str, Any]
D = TypeVar("D", RelationshipVersion, Figure)


def edge_types(types: Iterable[TypeName] = tuple(RELATIONSHIP_TYPES)) -> list[str]:
    """The Neo4j relationship types of these types' versions."""
    return [edge for name in types for edge in RELATIONSHIP_TYPES[name].edges]


def entity_properties(entity: Entity) -> Properties:
    """The properties of an entity's node; `label` is its second label."""
    normals = normal_forms(entity)
    name = entity.names.get("en") or next(iter(entity.names.values()))
    return {
        "id": entity.id,
        "kind": entity.kind,
        "label": entity.kind.capitalize(),
        "name": name,
        # Never absent: a caption can't fall back from one property to another.
        "name_ar": entity.names.get("ar", name),
        "aliases": list(entity.aliases) or None,
        "country": entity.country,
        "founded": entity.founded,
        "dissolved": entity.dissolved,
        "normal_names": normals,
        "name_keys": " ".join(index_keys(normals)),
        "record": entity.canonical(),
    }


def source_properties(source: Source) -> Properties:
    """The properties of a source's node."""
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "language": source.language,
        "tier": source.tier,
        "record": source.canonical(),
    }


def claim_properties(claim: Claim) -> Properties:
    """The properties of a claim's node."""
    if isinstance(claim, RelationshipClaim):
        of: Properties = {
            "type": claim.type,
            "object": claim.object,
            "part": claim.part,
            **_stake_properties(claim.stake_percent),
            "direct": claim.direct if isinstance(claim.direct, bool) else None,
            **_revenue_properties(claim.revenue),
        }
    else:
        of = {"metric": claim.metric, "value": float(claim.value)}
    return {
        "id": claim.id,
        "about": claim.about,
        "subject": claim.subject,
        **of,
        "source": claim.source,
        "status": claim.status,
        "certainty": claim.certainty,
        "certainty_rank": CERTAINTY_RANK[claim.certainty],
        "valid_from": claim.valid_from,
        "valid_to": claim.valid_to,
        "known_on": claim.known_on,
        "said_on": claim.known_on if claim.reported_on else BEGINNING,
        "reported_on": claim.reported_on,
        "disputes": list(claim.disputes) or None,
        "supersedes": list(claim.supersedes) or None,
        "attribution": claim.attribution,
        "note": claim.note.get("en") or next(iter(claim.note.values())),
        "note_ar": claim.note.get("ar"),
        "record": claim.canonical(),
    }


def _stake_properties(stake: Stake | None) -> Properties:
    low, high = stake_bounds(stake) if stake is not None else (None, None)
    return {"stake_min": low, "stake_max": high}


def _revenue_properties(revenue: Revenue | None) -> Properties:
    if revenue is None:
        return {}
    low, high = stake_bounds(revenue.percent) if revenue.percent is not None else (None, None)
    return {
        "revenue_percent_min": low,
        "revenue_percent_max": high,
        "revenue_amount": None if revenue.amount is None else float(revenue.amount),
        "revenue_currency": revenue.currency,
        "revenue_of": revenue.of,
        "revenue_period": revenue.period,
    }


def retraction_properties(retraction: Retraction) -> Properties:
    """The properties of a retraction's node."""
    return {
        "id": retraction.id,
        "claim": retraction.claim,
        "source": retraction.source,
        "kind": retraction.kind,
        "on": retraction.on,
        "reported_in": retraction.reported_in,
        "note": retraction.note.get("en") or next(iter(retraction.note.values())),
        "note_ar": retraction.note.get("ar"),
        "record": retraction.canonical(),
    }


def relationship_row(version: RelationshipVersion) -> Properties:
    """The row that `write_relationships.cypher` takes: the ends, the edge's type and its properties."""
    current, other = RELATIONSHIP_TYPES[version.type].edges
    properties = {"id": version.id, **_list_set_fields(version)}
    for end in ("subject", "type", "object"):
        del properties[end]
    drawn = version.is_current and version.status not in NEVER_HELD
    return {
        "subject": version.subject,
        "object": version.object,
        "edge": current if drawn else other,
        "properties": _as_stored(properties | {"stake": _describe_stake(version)}),
    }


def _describe_stake(version: RelationshipVersion) -> str | None:
    """The stake in words: a caption can't add a sign to a number that may be absent."""
    if version.stake_percent is not None:
        return f"{version.stake_percent:g}%"
    if version.stake_min is None or version.stake_max is None:
        return None
    if version.stake_min_exclusive and version.stake_max == 100:
        return f">{version.stake_min:g}%"
    if version.stake_max_exclusive and version.stake_min == 0:
        return f"<{version.stake_max:g}%"
    return f"{version.stake_min:g}–{version.stake_max:g}%"


def figure_properties(figure: Figure) -> Properties:
    """The properties of a figure's node."""
    return _as_stored(_list_set_fields(figure))


def to_version(relationship: Relationship) -> RelationshipVersion:
    """The version that an edge holds. Its ends and type are in its id."""
    properties = dict(relationship)
    properties.pop("stake", None)  # only for captions
    properties["subject"], properties["type"], properties["object"] = properties["id"].split(":")
    return _read_derived(RelationshipVersion, properties)


def to_derived(held: Relationship | Node) -> RelationshipVersion | Figure:
    """A version from an edge, a figure from a node."""
    return to_version(held) if isinstance(held, Relationship) else _read_derived(Figure, held)


def _read_derived(kind: type[D], properties: Mapping[str, Any]) -> D:
    """Read and check the fields. One that Neo4j doesn't hold has the default of the class."""
    return convert([properties.get(field.name, field.default) for field in fields(kind)], kind)


def to_values(columns: Mapping[str, Any], kind: type[V]) -> V:
    """Read and check a finding's values from the columns of its row. Records are canonical JSON there."""
    return convert(columns, kind, dec_hook=_read_record)


def _read_record(kind: type[Any], text: Any) -> Any:
    if kind is Entity:
        return _read_entity(text)
    assert kind is SourcedClaim, f"no column holds a {kind.__name__}"
    claim, source = text
    return SourcedClaim(CLAIM.validate_json(claim), _read_source(source))


@lru_cache(maxsize=1024)  # candidates share their ends
def _read_entity(text: str) -> Entity:
    return Entity.model_validate_json(text)


@lru_cache(maxsize=1024)  # few sources make many claims
def _read_source(text: str) -> Source:
    return Source.model_validate_json(text)


def _list_set_fields(derived: RelationshipVersion | Figure) -> Properties:
    return {name: value for name, value in asdict(derived).items() if value is not None}


def _as_stored(properties: Properties) -> Properties:
    """The properties as Neo4j holds them, without empty lists: its importer can't write one."""
    listed = {name: list(value) if isinstance(value, tuple) else value for name, value in properties.items()}
    return {name: value for name, value in listed.items() if value != []}
