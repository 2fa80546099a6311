"""What an answer rests on: relationships and figures, each with its claims and their sources, as shown."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from msgspec import Struct
from msgspec.json import Decoder
from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.claim import CLAIM, Claim
from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.entity import Entity
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import TypeName
from graph_service.domain.retraction import RetractionKind
from graph_service.domain.source import Source
from graph_service.domain.vocabulary import CERTAINTIES, Basis, Certainty, EntityKind, Segment, Service, Status, Tier

# What is shown of a record is a dataclass: msgspec reads it from the record's canonical JSON, checking each field,
# and writes it into an answer, in a tenth of the time that models of pydantic's take; pydantic knows it all the same.


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
    """Where in a source's text a claim is; the fields mean what they mean in a claim's `Locator`."""

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
    """A retraction as evidence shows it, of a claim or of all that a source says; the fields are a `Retraction`'s."""

    id: str
    claim: str | None = None
    source: str | None = None
    kind: RetractionKind
    on: str | None = None
    reported_in: str | None = None
    note: dict[str, str]


class Window(BaseModel):
    """A half-open interval of days; null where an end is open. `certain_…`: by all claims, not just some."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    from_: str | None = Field(alias="from")
    to: str | None
    certain_from: str | None
    certain_to: str | None


@dataclass(frozen=True, slots=True)
class Spell:
    """The days on which a relationship is as it is shown: half-open, null where an end is open or it never held."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class AmountShown:
    """A sum on one relationship: the surest claim's, and the range over all of its currency, basis and period."""

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
    """A relationship as what it is in the answer's scope."""

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
    """One figure of an answer, and the claims it comes from."""

    figure: str
    claims: list[ClaimBrief]


class Evidence:
    """The entities and claims that a page of findings speaks of, as the canonical JSON that stores keep."""

    def __init__(self, entities: Mapping[str, str], claims: Mapping[str, tuple[str, str]]) -> None:
        self.entity_texts = entities
        self.claim_texts = claims
        """Each claim beside its source."""

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The whole records, for who needs more than is shown."""
        return {id_: Entity.model_validate_json(text) for id_, text in self.entity_texts.items()}

    @cached_property
    def claims(self) -> dict[str, tuple[Claim, Source]]:
        """The whole records, for who needs more than is shown."""
        return {
            id_: (CLAIM.validate_json(claim), Source.model_validate_json(source))
            for id_, (claim, source) in self.claim_texts.items()
        }

    def entity(self, id_: str) -> EntityBrief:
        """The entity as rows show it."""
        return _read_entity(self.entity_texts[id_])

    def claim(self, id_: str) -> ClaimBrief:
        """The claim with its source."""
        claim, source = self.claim_texts[id_]
        said = _read_claim(claim)
        return ClaimBrief(
            said.id,
            said.status,
            said.certainty,
            said.note,
            said.attribution,
            said.reported_on,
            said.valid_from,
            said.valid_to,
            said.part,
            said.disputes,
            said.supersedes,
            source_brief(source),
            said.locator,
        )

    def witness(self, versions: Iterable[RelationshipVersion | Figure]) -> list[Witness]:
        """The relationships that a row rests on, in the row's own order."""
        return [
            Witness(relationship_brief(version), self.said(version.claims))
            for version in versions
            if isinstance(version, RelationshipVersion)
        ]

    def said(self, ids: Iterable[str]) -> list[ClaimBrief]:
        """The claims of these ids, in their order."""
        return [self.claim(id_) for id_ in ids]


class _SaidRead(Struct, frozen=True, gc=False):
    """What is shown of a claim's record; the rest of it is passed over."""

    id: str
    status: Status
    certainty: Certainty
    note: dict[str, str]
    attribution: str
    reported_on: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    part: str | None = None
    disputes: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    locator: LocatorBrief | None = None


class _SourceRead(Struct, frozen=True, gc=False):
    id: str
    publisher: str
    tier: Tier
    title: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None


_read_entity = Decoder(EntityBrief).decode
_read_claim = Decoder(_SaidRead).decode
_read_source = Decoder(_SourceRead).decode
retraction_brief = Decoder(RetractionBrief).decode
"""The retraction as evidence shows it, from its canonical JSON."""


@lru_cache(maxsize=1024)  # few sources say much
def source_brief(text: str) -> SourceBrief:
    """The source as evidence shows it, from its canonical JSON."""
    read = _read_source(text)
    return SourceBrief(read.id, read.publisher, read.title, read.url, read.published, read.language, read.tier)


def relationship_brief(version: RelationshipVersion) -> RelationshipBrief:
    """The version as answers show it, its interval's open ends as null."""
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
        window=window((version.held_from, version.held_to, version.surely_from, version.surely_to)),
        spell=spell(version),
        stake_percent=version.stake_percent,
        stake_min=version.stake_min,
        stake_max=version.stake_max,
        stake_min_exclusive=version.stake_min_exclusive,
        stake_max_exclusive=version.stake_max_exclusive,
        direct=version.direct,
        voting=version.voting,
        amount=amount(version),
        services=version.services,
        segments=version.segments,
        role=version.role,
    )


def amount(version: RelationshipVersion) -> AmountShown | None:
    """The version's sum, if it has one."""
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


def spell(version: RelationshipVersion) -> Spell:
    """The days of the version, as shown."""
    start = None if version.valid_from in (BEGINNING, END) else version.valid_from
    return Spell(start, None if version.valid_to == END else version.valid_to)


Bounds = tuple[str, str, str, str]
"""From which day on and until which day something holds, and then the same of surely holding: half-open."""


def window_of(hops: Collection[RelationshipVersion]) -> Bounds:
    """The days on which all of these hold at once, and surely do."""
    return (
        max(hop.held_from for hop in hops),
        min(hop.held_to for hop in hops),
        max(hop.surely_from for hop in hops),
        min(hop.surely_to for hop in hops),
    )


def window(bounds: Bounds) -> Window:
    """The interval as shown: both ends are null where it never began, the certain ones where it is nowhere certain."""
    valid_from, valid_to, certain_from, certain_to = bounds
    certain = certain_from < certain_to
    return Window(
        from_=None if valid_from in (BEGINNING, END) else valid_from,
        to=None if valid_to == END else valid_to,
        certain_from=certain_from if certain and certain_from != BEGINNING else None,
        certain_to=certain_to if certain and certain_to != END else None,
    )
