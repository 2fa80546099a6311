"""What an answer rests on: relationships and figures, each with its claims and their sources, as shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.claim import Claim, Locator
from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.entity import Entity
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import TypeName
from graph_service.domain.source import Source
from graph_service.domain.vocabulary import CERTAINTIES, Basis, Certainty, Kind, Segment, Service, Status, Tier


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class EntityBrief(_Shown):
    """An entity as rows show it."""

    id: str
    names: dict[str, str]
    kind: Kind


class SourceBrief(_Shown):
    """A source as evidence shows it."""

    id: str
    publisher: str
    title: str | None
    url: str | None
    published: str | None
    language: str | None
    tier: Tier


class ClaimBrief(_Shown):
    """A claim as evidence shows it: who says what, when, how surely, and where to check it."""

    id: str
    status: Status
    certainty: Certainty
    note: dict[str, str]
    attribution: str
    reported_on: str | None
    part: str | None
    disputes: tuple[str, ...]
    source: SourceBrief
    locator: Locator | None


class Window(_Shown):
    """A half-open interval of days; null where an end is open. `certain_…`: by all claims, not just some."""

    from_: str | None = Field(alias="from")
    to: str | None
    certain_from: str | None
    certain_to: str | None


class AmountShown(_Shown):
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


class RelationshipBrief(_Shown):
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
    stake_percent: float | None
    stake_min: float | None
    stake_max: float | None
    voting: bool | None
    amount: AmountShown | None
    services: tuple[Service, ...]
    segments: tuple[Segment, ...]
    role: str | None


class Witness(_Shown):
    """One hop of an answer: the relationship, and the claims that make it so."""

    relationship: RelationshipBrief
    claims: list[ClaimBrief]


class FigureWitness(_Shown):
    """One figure of an answer, and the claims it comes from."""

    figure: str
    claims: list[ClaimBrief]


@dataclass(frozen=True)
class Evidence:
    """The entities and claims that a page of findings speaks of."""

    entities: Mapping[str, Entity]
    claims: Mapping[str, tuple[Claim, Source]]

    def entity(self, id_: str) -> EntityBrief:
        """The entity as rows show it."""
        entity = self.entities[id_]
        return EntityBrief(id=entity.id, names=entity.names, kind=entity.kind)

    def claim(self, id_: str) -> ClaimBrief:
        """The claim with its source."""
        return claim_brief(*self.claims[id_])

    def witness(self, versions: Iterable[RelationshipVersion | Figure]) -> list[Witness]:
        """The relationships that a row rests on, in the row's own order."""
        return [
            Witness(relationship=relationship_brief(version), claims=self.said(version.claims))
            for version in versions
            if isinstance(version, RelationshipVersion)
        ]

    def said(self, ids: Iterable[str]) -> list[ClaimBrief]:
        """The claims of these ids, in their order."""
        return [self.claim(id_) for id_ in ids]


def source_brief(source: Source) -> SourceBrief:
    """The source as evidence shows it."""
    return SourceBrief.model_validate(source.model_dump(exclude={"sha256"}))


def claim_brief(claim: Claim, source: Source) -> ClaimBrief:
    """The claim as evidence shows it."""
    return ClaimBrief(
        id=claim.id,
        status=claim.status,
        certainty=claim.certainty,
        note=claim.note,
        attribution=claim.attribution,
        reported_on=claim.reported_on,
        part=getattr(claim, "part", None),
        disputes=claim.disputes,
        source=source_brief(source),
        locator=claim.locator,
    )


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
        window=window(version.valid_from, version.valid_to, version.certain_from, version.certain_to),
        stake_percent=version.stake_percent,
        stake_min=version.stake_min,
        stake_max=version.stake_max,
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
    fields: dict[str, Any] = {
        "relationship": version.id,
        "value": version.amount,
        "min": version.amount_min,
        "max": version.amount_max,
        "low": version.amount_low,
        "high": version.amount_high,
        "currency": version.amount_currency,
        "basis": version.amount_basis,
        "period": version.amount_period,
        "approximate": bool(version.amount_approximate),
    }
    return AmountShown(**fields)


def window(valid_from: str, valid_to: str, certain_from: str, certain_to: str) -> Window:
    """The interval as shown: both ends are null where it never began, the certain ones where it is nowhere certain."""
    certain = certain_from < certain_to
    return Window(
        from_=None if valid_from in (BEGINNING, END) else valid_from,
        to=None if valid_to == END else valid_to,
        certain_from=certain_from if certain and certain_from != BEGINNING else None,
        certain_to=certain_to if certain and certain_to != END else None,
    )
