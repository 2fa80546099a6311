"""Facts that are to be loaded: the records, and the file and place that each comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from graph_service.domain.claim import Claim
from graph_service.domain.entity import Entity
from graph_service.domain.retraction import Retraction
from graph_service.domain.source import Source
from graph_service.errors import Defect

RecordKind = Literal["source", "entity", "claim", "retraction"]


@dataclass(frozen=True, slots=True)
class Place:
    """A record's place: a file, and within it "line 12" or a JSON pointer."""

    file: str
    where: str

    def with_pointer(self, pointer: str) -> str:
        """The place of something in the record, by JSON pointer. A place in YAML already has one ("line 9 /3")."""
        return self.where + pointer if "/" in self.where else f"{self.where} {pointer}"


@dataclass(frozen=True)
class Fragment:
    """A record that isn't valid, with those of its fields that are."""

    kind: RecordKind
    place: Place
    fields: Mapping[str, Any]

    @property
    def id(self) -> str | None:
        """Its id, if that is valid."""
        return self.fields.get("id")


def field_of(record: Any, name: str) -> Any:
    """A field of a record or of a fragment; None if it isn't there or isn't valid."""
    return record.fields.get(name) if isinstance(record, Fragment) else getattr(record, name, None)


@dataclass
class Facts:
    """The records of one or more folders, by id. `places` is keyed by ("claim", id) and so on.

    `defects` are those of single records, and `fragments` what can be read of such records. `incomplete_kinds` are the
    kinds of which some records could not be read. Facts with defects are still checked to the end, but never loaded.
    `bidi_places` are the records from which bidi controls were removed.
    """

    entities: dict[str, Entity] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    retractions: dict[str, Retraction] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    fragments: list[Fragment] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)
    incomplete_kinds: set[RecordKind] = field(default_factory=set)
    bidi_places: list[Place] = field(default_factory=list)

    def place_of(self, kind: RecordKind, id_: str) -> Place:
        """The place of a record. Facts that a program made have no files."""
        return self.places.get((kind, id_)) or Place("facts", f"{kind} {id_}")

    def place_of_any(self, kind: RecordKind, record: Any) -> Place:
        """The place of a record or a fragment."""
        return record.place if isinstance(record, Fragment) else self.place_of(kind, record.id)
