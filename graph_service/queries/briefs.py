"""What rows show of entities, claims, relationships and figures, and how it is made from versions."""

from collections.abc import Collection
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.relationship_types import TypeName
from graph_service.domain.retraction import RetractionKind
from graph_service.domain.vocabulary import CERTAINTIES, Basis, Certainty, EntityKind, Segment, Service, Status, Tier

# What is shown of a record is a dataclass. msgspec reads it from the record's canonical JSON, checks each field and
# writes it into an answer, in a tenth of the time that pydantic's models take. pydantic can describe it too.


@dataclass(frozen=True, slots=True)
class EntityBrief:
    """An entity as rows show it."""

    id: str
    names: dict[str, str]
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class SourceBrief:
    """A source as evidence shows it."""

    id: str
    publisher: str
    title: str | None
    url: str | None
    published: str | None
    language: str | None
    tier: Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatorBrief:
    """Where in a source's text a claim stands; the fields mean what they mean in a claim's `Locator`."""

    paragraph: int | None = None
    span: tuple[int, int] | None = None
    sha256: str


@dataclass(frozen=True, slots=True)
class ClaimBrief:
    """A claim as evidence shows it: who says what, when, how surely, and where to check it."""

    id: str
    status: Status
    certainty: Certainty
    note: dict[str, str]
    attribution: str
    reported_on: str | None
    valid_from: str | None
    valid_to: str | None
    part: str | None
    disputes: tuple[str, ...]
    supersedes: tuple[str, ...]
    source: SourceBrief
    locator: LocatorBrief | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetractionBrief:
    """A retraction as evidence shows it, of a claim or of a whole source; the fields are those of a `Retraction`."""

    id: str
    claim: str | None = None
    source: str | None = None
    kind: RetractionKind
    on: str | None = None
    reported_in: str | None = None
    note: dict[str, str]


class Window(BaseModel):
    """A half-open interval of days; null: the end is open. `certain_…`: by all claims, not only by some."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    from_: str | None = Field(alias="from")
    to: str | None
    certain_from: str | None
    certain_to: str | None


@dataclass(frozen=True, slots=True)
class Spell:
    """The days on which a relationship is as shown: half-open; null: the end is open, or it never held."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class AmountShown:
    """A sum on one relationship: the surest claim's, and the range over all of the same currency, basis and period."""

    relationship: str
    value: float | None
    min: float | None
    max: float | None
    low: float
    high: float
    currency: str | None
    basis: Basis
    period: str | None
    approximate: bool


@dataclass(frozen=True, slots=True)
class RelationshipBrief:
    """A relationship as it stands in the answer's scope."""

    id: str
    subject: str
    type: TypeName
    object: str
    status: Status
    certainty: Certainty
    disputed: bool
    partial: bool
    pending: tuple[str, ...]
    window: Window
    spell: Spell
    stake_percent: float | None
    stake_min: float | None
    stake_max: float | None
    stake_min_exclusive: bool
    stake_max_exclusive: bool
    direct: bool | None
    voting: bool | None
    amount: AmountShown | None
    services: tuple[Service, ...]
    segments: tuple[Segment, ...]
    role: str | None


@dataclass(frozen=True, slots=True)
class Witness:
    """One hop of an answer: the relationship, and the claims that make it so."""

    relationship: RelationshipBrief
    claims: list[ClaimBrief]


@dataclass(frozen=True, slots=True)
class FigureWitness:
    """One figure of an answer, and the claims that it comes from."""

    figure: str
    claims: list[ClaimBrief]


def relationship_brief(version: RelationshipVersion) -> RelationshipBrief:
    """The version as answers show it; open ends of its interval are null."""
    return RelationshipBrief(
        id=version.id,
        subject=version.subject,
        type=version.type,
        object=version.object,
        status=version.status,
        certainty=CERTAINTIES[version.certainty],
        disputed=version.disputed,
        partial=version.partial,
        pending=version.pending,
        window=show_window((version.held_from, version.held_to, version.surely_from, version.surely_to)),
        spell=show_spell(version),
        stake_percent=version.stake_percent,
        stake_min=version.stake_min,
        stake_max=version.stake_max,
        stake_min_exclusive=version.stake_min_exclusive,
        stake_max_exclusive=version.stake_max_exclusive,
        direct=version.direct,
        voting=version.voting,
        amount=show_amount(version),
        services=version.services,
        segments=version.segments,
        role=version.role,
    )


def show_amount(version: RelationshipVersion) -> AmountShown | None:
    """Show the version's sum, if it has one."""
    if version.amount_basis is None:
        return None
    assert version.amount_low is not None, "a sum has its range"
    assert version.amount_high is not None, "a sum has its range"
    return AmountShown(
        relationship=version.id,
        value=version.amount,
        min=version.amount_min,
        max=version.amount_max,
        low=version.amount_low,
        high=version.amount_high,
        currency=version.amount_currency,
        basis=version.amount_basis,
        period=version.amount_period,
        approximate=bool(version.amount_approximate),
    )


def show_spell(version: RelationshipVersion) -> Spell:
    """Show the days of the version."""
    start = None if version.valid_from in (BEGINNING, END) else version.valid_from
    return Spell(start, None if version.valid_to == END else version.valid_to)


Bounds = tuple[str, str, str, str]
"""The first day on which something holds and the first on which it doesn't any more; then both for surely holding."""


def common_bounds(hops: Collection[RelationshipVersion]) -> Bounds:
    """The days on which all of these hold at once, and on which they surely do."""
    return (
        max(hop.held_from for hop in hops),
        min(hop.held_to for hop in hops),
        max(hop.surely_from for hop in hops),
        min(hop.surely_to for hop in hops),
    )


def show_window(bounds: Bounds) -> Window:
    """Show the interval. Both ends are null if it never began; both certain ends are null if no day is certain."""
    valid_from, valid_to, certain_from, certain_to = bounds
    certain = certain_from < certain_to
    return Window(
        from_=None if valid_from in (BEGINNING, END) else valid_from,
        to=None if valid_to == END else valid_to,
        certain_from=certain_from if certain and certain_from != BEGINNING else None,
        certain_to=certain_to if certain and certain_to != END else None,
    )
