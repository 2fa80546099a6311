"""Random graphs of relationships that hold, made without claims: for questions that look at their shape only."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.entity import Entity
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.relationship_types import TypeName, relationship_id
from graph_service.domain.scope import Scope
from graph_service.queries.memory_reader import MemoryReader
from graph_service.queries.reader import ScopedReader

Related = tuple[str, TypeName, str]

PARTIES = "abcdefg"
GROUP = "g"
DAY = "2026-01-01"
SCOPE = Scope(as_of=DAY, known_at=DAY, min_certainty="inferred", include_disputed=True)
SCOPED = {"as_of": DAY, "known_at": DAY}


def related(*types: TypeName, parties: str = PARTIES, most: int = 24) -> st.SearchStrategy[list[Related]]:
    """Who is related to whom, and how."""
    pairs = [(one, type_, other) for one in parties for type_ in types for other in parties if one != other]
    return st.lists(st.sampled_from(pairs), max_size=most, unique_by=lambda pair: relationship_id(*pair))


def version(subject: str, type_: TypeName, object_: str, **more: Any) -> RelationshipVersion:
    """A relationship that always held and was always known."""
    first, _, second = relationship_id(subject, type_, object_).split(":")
    fields = {
        "subject": first,
        "type": type_,
        "object": second,
        "status": "active",
        "certainty": 2,
        "claims": (),
        "known_from": BEGINNING,
        "known_to": END,
        "floor_from": 0,
        "floor_to": 4,
        "valid_from": BEGINNING,
        "valid_to": END,
        "certain_from": BEGINNING,
        "certain_to": END,
    }
    given = {**fields, **more}
    row = {"held": "valid", "surely": "certain"}
    adjoining = {f"{name}_{end}": given[f"{own}_{end}"] for name, own in row.items() for end in ("from", "to")}
    return RelationshipVersion(**adjoining, **given)


def read(versions: Sequence[RelationshipVersion]) -> ScopedReader:
    """A reader over these relationships; "g" is a group."""
    entities = [Entity(id=id_, kind="group" if id_ == GROUP else "company", names={"en": id_}) for id_ in PARTIES]
    return ScopedReader(MemoryReader(entities, versions), SCOPE)
