"""Facts on their way in: records, and where in which file each one stands."""

from dataclasses import dataclass, field

from graph_service.domain.claim import Claim
from graph_service.domain.entity import Entity
from graph_service.domain.source import Source


@dataclass(frozen=True, slots=True)
class Place:
    """A record's place: a file, and within it "line 12" or a JSON pointer."""

    file: str
    where: str


@dataclass
class Facts:
    """One or more folders' records by id; `places` is keyed by ("claim", id) and so on.

    `turned`: where a text had bidi controls, which the record as read no longer has.
    """

    entities: dict[str, Entity] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    turned: list[Place] = field(default_factory=list, init=False)
