"""Facts on their way in: records, and where in which file each one stands."""

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

    def pointing(self, pointer: str) -> str:
        """The place of something in the record: a place in YAML ends in a pointer of its own ("line 9 /3")."""
        return self.where + pointer if "/" in self.where else f"{self.where} {pointer}"


@dataclass(frozen=True)
class Fragment:
    """A record that isn't valid, as far as it can be judged: those of its fields that are right by themselves."""

    kind: RecordKind
    place: Place
    fields: Mapping[str, Any]

    @property
    def id(self) -> str | None:
        """Its id, if that is one."""
        return self.fields.get("id")


def field_of(record: Any, name: str) -> Any:
    """A field of a record, or of a fragment of one; None where it has none, or none that is valid."""
    return record.fields.get(name) if isinstance(record, Fragment) else getattr(record, name, None)


@dataclass
class Facts:
    """One or more folders' records by id; `places` is keyed by ("claim", id) and so on.

    `defects` is what is wrong with single records, `fragments` what can be read of these, `unread` the kinds of which
    some records may be missing. Facts with defects are checked to the end, and not loaded.
    `turned`: where a text had bidi controls, which the record as read no longer has.
    """

    entities: dict[str, Entity] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    retractions: dict[str, Retraction] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    fragments: list[Fragment] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)
    unread: set[RecordKind] = field(default_factory=set)
    turned: list[Place] = field(default_factory=list)

    def place_of(self, kind: RecordKind, id_: str) -> Place:
        """Where a record stands; facts that were made by a program have no files."""
        return self.places.get((kind, id_)) or Place("facts", f"{kind} {id_}")

    def place_of_any(self, kind: RecordKind, record: Any) -> Place:
        """Where a record or a fragment of one stands."""
        return record.place if isinstance(record, Fragment) else self.place_of(kind, record.id)
