"""Between a question and its statement: the parameters that it takes, and what its row holds."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from neo4j import Record

from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TypeName
from graph_service.domain.scope import Scope
from graph_service.queries.base import Parameters
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import Finding, Key, Query, V
from graph_service.stores.neo4j.nodes import edge_types, to_derived, to_values

_NOT_VALUES = ("key", "witness", "entities", "claims")


def statement_parameters(
    query: Query[Any, Any], parameters: Parameters, scope: Scope, after: Key | None, limit: int
) -> dict[str, Any]:
    """The parameters of the question's own Cypher file."""
    return {
        **parameters.model_dump(include=query.parameters.own_parameters()),
        **query.cypher_parameters(parameters),
        **scope_parameters(scope),
        "edge_types": edge_types(),
        "after": None if after is None else list(after),
        "limit": limit,
    }


NO_SCOPE = dict.fromkeys(("as_of", "known_at", "floor", "include_disputed"))
"""The parameters without a scope."""


def scope_parameters(scope: Scope) -> dict[str, Any]:
    """The parameters of a scope."""
    return {
        "as_of": scope.as_of,
        "known_at": scope.known_at,
        "floor": scope.floor,
        "include_disputed": scope.include_disputed,
    }


def answer_parameters(
    query: Query[Any, Any], parameters: Parameters, scope: Scope, after: Key | None, limit: int
) -> dict[str, Any]:
    """The parameters of the statement that is built around that file."""
    given = statement_parameters(query, parameters, scope, after, limit)
    return given | coverage_parameters(query.reads, parameters.entities_named(), scope)


def coverage_parameters(types: Sequence[TypeName], named: Collection[str], scope: Scope) -> dict[str, Any]:
    """The parameters for counting relationships of these types."""
    return {**scope_parameters(scope), "named": list(named), "counted": edge_types(types)}


def read_coverage(types: Sequence[TypeName], row: Record) -> dict[str, int]:
    """Read how many relationships of each type there are, in the order of the table of types."""
    counted = dict(row["coverage"])
    return {
        name: sum(counted.get(edge, 0) for edge in entry.edges)
        for name, entry in RELATIONSHIP_TYPES.items()
        if name in types
    }


def read_evidence(row: Record) -> Evidence:
    """Read the evidence of an answer."""
    claims_by_id = {id_: (text, source) for source, claims in row["claims"] for id_, text in claims}
    return Evidence(dict(row["entities"]), claims_by_id)


def read_finding(found: Mapping[str, Any], values: type[V]) -> Finding[V]:
    """Read a finding from the columns of its row."""
    return Finding(
        key=tuple(found["key"]),
        values=to_values({name: value for name, value in found.items() if name not in _NOT_VALUES}, values),
        witness=tuple(map(to_derived, found.get("witness") or ())),
        entities=tuple(found.get("entities") or ()),
        claims=tuple(found.get("claims") or ()),
    )
