"""What claims date: when something began or ended, or, where they name no day, that it was said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from graph_service.domain.claim_gist import Gist
from graph_service.domain.dates import first_day
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.queries.reader import ScopedReader

What = Literal["began", "said", "ended"]
_ORDER: dict[What, int] = {"began": 0, "said": 1, "ended": 2}

Place = tuple[int, str, int]
"""Where a happening stands in time: what has no date at all comes last; then its first day; then what it is."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that a claim dates; `on` is None where it names no day."""

    what: What
    on: str | None
    reported_on: str | None

    @property
    def place(self) -> Place:
        """By the first day that its date may stand for; what is undated stands where it was reported."""
        dated = self.on or self.reported_on
        return 1 if dated is None else 0, first_day(dated) if dated else "", _ORDER[self.what]


def happenings(claim: Gist) -> Iterator[Happened]:
    """What the claim dates."""
    if claim.valid_from:
        yield Happened("began", claim.valid_from, claim.reported_on)
    if claim.valid_to:
        yield Happened("ended", claim.valid_to, claim.reported_on)
    if not claim.valid_from and not claim.valid_to:
        yield Happened("said", None, claim.reported_on)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, and the last spell (or the figure) that it is part of; `disputed` if any spell of these is."""

    claim: str
    of: RelationshipVersion | Figure
    disputed: bool


def told(graph: ScopedReader, versions: Iterable[RelationshipVersion], figures: Iterable[Figure] = ()) -> list[Told]:
    """The claims behind all spells that can be read, each once, and behind the figures."""
    spells: dict[tuple[str, str], list[RelationshipVersion]] = {}
    for version in filter(graph.reads, versions):
        for claim in version.claims:
            spells.setdefault((version.id, claim), []).append(version)
    found = [
        Told(claim, max(each, key=lambda spell: spell.shown_from), any(spell.disputed for spell in each))
        for (_, claim), each in spells.items()
    ]
    return found + [Told(claim, figure, figure.disputed) for figure in figures for claim in figure.claims]
