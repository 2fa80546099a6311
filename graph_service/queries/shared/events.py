"""What happened, as claims date it: something began or ended, or (if they name no day) was said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from graph_service.domain.claim_gist import Gist
from graph_service.domain.dates import first_day
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.queries.reader import ScopedReader

EventKind = Literal["began", "said", "ended"]
_ORDER: dict[EventKind, int] = {"began": 0, "said": 1, "ended": 2}

EventRank = tuple[int, str, int]
"""The order of events: those without any date last, then by first day, then by kind."""


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """One thing that a claim dates; `on` is None if the claim names no day."""

    what: EventKind
    on: str | None
    reported_on: str | None

    @property
    def rank(self) -> EventRank:
        """By the first day that the date may stand for. An event without a date stands where it was reported."""
        dated = self.on or self.reported_on
        return 1 if dated is None else 0, first_day(dated) if dated else "", _ORDER[self.what]


def dated_events(claim: Gist) -> Iterator[DatedEvent]:
    """The events that the claim dates."""
    if claim.valid_from:
        yield DatedEvent("began", claim.valid_from, claim.reported_on)
    if claim.valid_to:
        yield DatedEvent("ended", claim.valid_to, claim.reported_on)
    if not claim.valid_from and not claim.valid_to:
        yield DatedEvent("said", None, claim.reported_on)


@dataclass(frozen=True, slots=True)
class SupportingClaim:
    """A claim, and the figure or the last spell that it supports; `disputed` if any spell that it supports is."""

    claim: str
    of: RelationshipVersion | Figure
    disputed: bool


def find_supporting_claims(
    graph: ScopedReader, versions: Iterable[RelationshipVersion], figures: Iterable[Figure] = ()
) -> list[SupportingClaim]:
    """Find the claims behind all spells that can be read, each once, and behind the figures."""
    spells: dict[tuple[str, str], list[RelationshipVersion]] = {}
    for version in filter(graph.reads, versions):
        for claim in version.claims:
            spells.setdefault((version.id, claim), []).append(version)
    found = [
        SupportingClaim(claim, max(each, key=lambda spell: spell.shown_from), any(spell.disputed for spell in each))
        for (_, claim), each in spells.items()
    ]
    return found + [SupportingClaim(claim, figure, figure.disputed) for figure in figures for claim in figure.claims]
