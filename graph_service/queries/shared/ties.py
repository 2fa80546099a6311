"""How a competitor may be tied to a vendor: what `escape_routes` and `screen` look for at each vendor.

* Direct: the competitor is the vendor itself, owns it (`ACQUIRED`, `SUBSIDIARY_OF`), or holds a part of it.
* Second order: the competitor owns or holds a part of an entity that owns or holds a part of the vendor. Or it is a
  client of the vendor too.

A holding through another entity counts even if its stakes are unknown: a tie that may be small is shown. Groups are
never joined on. What a competitor's parents and subsidiaries do is not counted as its own.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.vocabulary import CERTAINTIES, Certainty, Segment, Status
from graph_service.queries.briefs import EntityBrief
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import Values
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.stakes import Chain, effective_stake

TieKind = Literal[
    "competitor_is_vendor",
    "competitor_owns",
    "competitor_holds",
    "competitor_holds_through",
    "competitor_is_client",
]
TIE_KINDS: tuple[TieKind, ...] = get_args(TieKind)
"""The most direct first."""

DIRECT: tuple[TieKind, ...] = TIE_KINDS[:3]

Competitors = Mapping[str, RelationshipVersion | None]
"""Competitors by id, each with the relationship that makes it one. None: only whoever asks says so."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie of one competitor to a vendor, and the relationships that it rests on."""

    kind: TieKind
    competitor: str
    rivalry: RelationshipVersion | None
    holdings: tuple[RelationshipVersion, ...] = ()
    """From the competitor down to the vendor; or the competitor's contract."""
    via: str | None = None

    @property
    def hops(self) -> tuple[RelationshipVersion, ...]:
        """All that it rests on."""
        return (*([self.rivalry] if self.rivalry else []), *self.holdings)

    @property
    def place(self) -> tuple[int, str, str]:
        """Its place among a vendor's ties: the most direct first."""
        return TIE_KINDS.index(self.kind), self.competitor, " ".join(hop.id for hop in self.holdings)


class TieValues(Values, frozen=True):
    """A tie as a store finds it; the fields mean what they mean in `TieShown`."""

    kind: TieKind
    competitor: str
    via: str | None
    stake_percent: float | None
    status: Status | None
    segment: Segment | None
    disputed: bool
    partial: bool
    verdict: Literal["certain", "possible"] | None
    certainty: int | None


CompetitorsByTarget = dict[str, list[tuple[str, RelationshipVersion]]]
"""By target: the competitors that are related to it, each with the relationship."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What competitors hold and where they buy. It is read once for any number of vendors."""

    held: CompetitorsByTarget
    bought_from: CompetitorsByTarget


class TieShown(BaseModel):
    """One tie of one competitor to the vendor."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: TieKind
    competitor: EntityBrief
    via: EntityBrief | None = Field(description="Whom the competitor owns or holds in part, if the tie is not direct.")
    stake_percent: float | None = Field(
        description="The competitor's stake in the vendor, or the product of its two holdings; null: unknown."
    )
    status: Status | None = Field(
        description="How the competitor's own holding or contract stands: with `planned_end` it means to leave."
    )
    segment: Segment | None = Field(description="What the client and the competitor compete in.")
    disputed: bool
    partial: bool = Field(description="Whether one of its relationships is known only in part.")
    verdict: Literal["certain", "possible"] | None = Field(description="Null: no claim says so, only whoever asks.")
    certainty: Certainty | None = Field(description="The lowest of its relationships.")


def describe_tie(tie: Tie, as_of: str) -> TieValues:
    """Describe the tie, on the day asked about."""
    hops = tie.hops
    certain = all(hop.verdict(as_of) == "certain" for hop in hops)
    return TieValues(
        kind=tie.kind,
        competitor=tie.competitor,
        via=tie.via,
        stake_percent=_stake(tie.holdings) if tie.kind.startswith("competitor_holds") else None,
        status=tie.holdings[0].status if tie.holdings else hops[0].status if hops else None,
        segment=tie.rivalry.segment if tie.rivalry else None,
        disputed=any(hop.disputed for hop in hops),
        partial=any(hop.partial for hop in hops),
        verdict=("certain" if certain else "possible") if hops else None,
        certainty=min((hop.certainty for hop in hops), default=None),
    )


def show_tie(tie: TieValues, evidence: Evidence) -> TieShown:
    """Show the tie in a row."""
    return TieShown(
        kind=tie.kind,
        competitor=evidence.entity(tie.competitor),
        via=None if tie.via is None else evidence.entity(tie.via),
        stake_percent=tie.stake_percent,
        status=tie.status,
        segment=tie.segment,
        disputed=tie.disputed,
        partial=tie.partial,
        verdict=tie.verdict,
        certainty=None if tie.certainty is None else CERTAINTIES[tie.certainty],
    )


def find_competitors(graph: ScopedReader, client: str) -> dict[str, RelationshipVersion]:
    """Find who is known to compete with the client."""
    if graph.is_group(client):
        return {}
    rivalries = {rivalry.other_end(client): rivalry for rivalry in graph.outgoing(client, "COMPETES_WITH")}
    return {competitor: rivalry for competitor, rivalry in rivalries.items() if not graph.is_group(competitor)}


def find_owners(graph: ScopedReader, held: str) -> Iterator[tuple[str, RelationshipVersion]]:
    """Find who owns the entity or holds a part of it, and by what relationship. Groups are left out."""
    found = [(holding.subject, holding) for holding in graph.incoming(held, "INVESTS_IN")]
    found += [(takeover.subject, takeover) for takeover in graph.incoming(held, "ACQUIRED")]
    found += [(belonging.object, belonging) for belonging in graph.outgoing(held, "SUBSIDIARY_OF")]
    return ((owner, version) for owner, version in found if not graph.is_group(owner))


def count_owners(graph: ScopedReader, held: str) -> int:
    """Count those who are known to own the entity or to hold a part of it."""
    return len({owner for owner, _ in find_owners(graph, held)})


def read_reach(graph: ScopedReader, competitors: Competitors) -> Reach:
    """Read what these competitors own or hold a part of, and where they buy."""
    reach = Reach(defaultdict(list), defaultdict(list))
    for competitor in competitors:
        for type_ in ("INVESTS_IN", "ACQUIRED"):
            for holding in graph.outgoing(competitor, type_):
                reach.held[holding.object].append((competitor, holding))
        for belonging in graph.incoming(competitor, "SUBSIDIARY_OF"):
            reach.held[belonging.subject].append((competitor, belonging))
        for use in graph.outgoing(competitor, "CLIENT_OF"):
            reach.bought_from[use.object].append((competitor, use))
    return reach


def find_ties(
    graph: ScopedReader, vendor: str, competitors: Competitors, reach: Reach, client: str | None
) -> list[Tie]:
    """Find the ties of these competitors to the vendor, in order. None leads through the client itself."""
    return sorted(_find_ties(graph, vendor, competitors, reach, client), key=lambda tie: tie.place)


def _find_ties(
    graph: ScopedReader, vendor: str, competitors: Competitors, reach: Reach, client: str | None
) -> Iterator[Tie]:
    if vendor in competitors:
        yield Tie("competitor_is_vendor", vendor, competitors[vendor])
    for competitor, holding in reach.held.get(vendor, ()):
        kind: TieKind = "competitor_holds" if holding.type == "INVESTS_IN" else "competitor_owns"
        yield Tie(kind, competitor, competitors[competitor], (holding,))
    # The search goes up from the vendor and down from the competitors, so it reads only the vendor's own holders.
    for owner, holding in find_owners(graph, vendor):
        if owner == client:
            continue
        for competitor, upper in reach.held.get(owner, ()):
            if competitor != vendor:
                yield Tie("competitor_holds_through", competitor, competitors[competitor], (upper, holding), via=owner)
    for competitor, use in reach.bought_from.get(vendor, ()):
        yield Tie("competitor_is_client", competitor, competitors[competitor], (use,))


def _stake(holdings: Chain) -> float | None:
    """The competitor's own stake, or the product of two. A stake that is already indirect is not multiplied."""
    if len(holdings) > 1 and any(holding.direct is False for holding in holdings):
        return None
    return effective_stake(holdings)
