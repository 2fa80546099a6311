"""How a competitor may be tied to a vendor: what `escape_routes` and `screen` look for at each vendor.

Direct: the competitor is the vendor itself; it owns it (`ACQUIRED`, `SUBSIDIARY_OF`); it holds a part of it.
Second order: it owns or holds a part of one who owns or holds a part of the vendor; or it is a client too.
Of holdings through another neither stake need be known: a tie that may be small is shown, not left out.
Groups are never joined on, and what a competitor's own parents and subsidiaries do is not its doing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.vocabulary import CERTAINTIES, Certainty, Segment, Status
from graph_service.queries.evidence import EntityBrief, Evidence
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

Rivals = Mapping[str, RelationshipVersion | None]
"""The competitors by id, each with the relationship that makes it one; None: only the asker says so."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie of one competitor to a vendor, and the relationships that it rests on."""

    kind: TieKind
    competitor: str
    rivalry: RelationshipVersion | None
    holdings: tuple[RelationshipVersion, ...] = ()
    """From the competitor down to the vendor; or its contract."""
    via: str | None = None

    @property
    def hops(self) -> tuple[RelationshipVersion, ...]:
        """All that it rests on."""
        return (*([self.rivalry] if self.rivalry else []), *self.holdings)

    @property
    def place(self) -> tuple[int, str, str]:
        """Where it stands among a vendor's ties: the most direct first."""
        return TIE_KINDS.index(self.kind), self.competitor, " ".join(hop.id for hop in self.holdings)

    def values(self, as_of: str) -> dict[str, Any]:
        """What is told of it; `shown_tie` shows it."""
        hops = self.hops
        certain = all(hop.verdict(as_of) == "certain" for hop in hops)
        return {
            "kind": self.kind,
            "competitor": self.competitor,
            "via": self.via,
            "stake_percent": _stake(self.holdings) if self.kind.startswith("competitor_holds") else None,
            "status": (self.holdings[0].status if self.holdings else hops[0].status if hops else None),
            "segment": self.rivalry.segment if self.rivalry else None,
            "disputed": any(hop.disputed for hop in hops),
            "partial": any(hop.partial for hop in hops),
            "verdict": ("certain" if certain else "possible") if hops else None,
            "certainty": min((hop.certainty for hop in hops), default=None),
        }


Led = dict[str, list[tuple[str, RelationshipVersion]]]
"""By where it leads: which competitor, by what relationship."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What leads away from competitors, so that it is read once for any number of vendors."""

    held: Led
    bought_from: Led


class TieShown(BaseModel):
    """One tie of one competitor to the vendor."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: TieKind
    competitor: EntityBrief
    via: EntityBrief | None = Field(description="Whom the competitor owns or holds a part of, where it is not direct.")
    stake_percent: float | None = Field(
        description="The competitor's stake in the vendor, or the product of the two it is held through; null: unknown."
    )
    status: Status | None = Field(
        description="How the competitor's own holding or contract stands: with `planned_end` it means to leave."
    )
    segment: Segment | None = Field(description="What the client and the competitor compete in.")
    disputed: bool
    partial: bool = Field(description="Whether one of its relationships is known only in part.")
    verdict: Literal["certain", "possible"] | None = Field(description="Null: it rests on no claim, only on the asker.")
    certainty: Certainty | None = Field(description="The lowest of its relationships.")


def shown_tie(values: Mapping[str, Any], evidence: Evidence) -> TieShown:
    """The tie as rows show it."""
    return TieShown(
        **{
            **values,
            "competitor": evidence.entity(values["competitor"]),
            "via": evidence.entity(values["via"]) if values["via"] else None,
            "certainty": None if values["certainty"] is None else CERTAINTIES[values["certainty"]],
        }
    )


def rivals_of(graph: ScopedReader, client: str) -> dict[str, RelationshipVersion]:
    """Who is known to compete with the client."""
    if graph.is_group(client):
        return {}
    rivalries = {rivalry.other_end(client): rivalry for rivalry in graph.outgoing(client, "COMPETES_WITH")}
    return {rival: rivalry for rival, rivalry in rivalries.items() if not graph.is_group(rival)}


def owners(graph: ScopedReader, held: str) -> Iterator[tuple[str, RelationshipVersion]]:
    """Who holds a part of the entity or owns it, by what; but groups."""
    found = [(holding.subject, holding) for holding in graph.incoming(held, "INVESTS_IN")]
    found += [(takeover.subject, takeover) for takeover in graph.incoming(held, "ACQUIRED")]
    found += [(belonging.object, belonging) for belonging in graph.outgoing(held, "SUBSIDIARY_OF")]
    return ((owner, version) for owner, version in found if not graph.is_group(owner))


def reach_of(graph: ScopedReader, rivals: Rivals) -> Reach:
    """What these competitors own, hold a part of, and buy from."""
    reach = Reach(defaultdict(list), defaultdict(list))
    for rival in rivals:
        for type_ in ("INVESTS_IN", "ACQUIRED"):
            for holding in graph.outgoing(rival, type_):
                reach.held[holding.object].append((rival, holding))
        for belonging in graph.incoming(rival, "SUBSIDIARY_OF"):
            reach.held[belonging.subject].append((rival, belonging))
        for use in graph.outgoing(rival, "CLIENT_OF"):
            reach.bought_from[use.object].append((rival, use))
    return reach


def ties(graph: ScopedReader, vendor: str, rivals: Rivals, reach: Reach, client: str | None) -> list[Tie]:
    """The ties of these competitors to the vendor; none through the client itself."""
    return sorted(_ties(graph, vendor, rivals, reach, client), key=lambda tie: tie.place)


def _ties(graph: ScopedReader, vendor: str, rivals: Rivals, reach: Reach, client: str | None) -> Iterator[Tie]:
    if vendor in rivals:
        yield Tie("competitor_is_vendor", vendor, rivals[vendor])
    for rival, holding in reach.held.get(vendor, ()):
        kind: TieKind = "competitor_holds" if holding.type == "INVESTS_IN" else "competitor_owns"
        yield Tie(kind, rival, rivals[rival], (holding,))
    # The two ends meet at those who hold the vendor: nobody's holders are read but its own.
    for owner, holding in owners(graph, vendor):
        if owner == client:
            continue
        for rival, upper in reach.held.get(owner, ()):
            if rival != vendor:
                yield Tie("competitor_holds_through", rival, rivals[rival], (upper, holding), via=owner)
    for rival, use in reach.bought_from.get(vendor, ()):
        yield Tie("competitor_is_client", rival, rivals[rival], (use,))


def _stake(holdings: Chain) -> float | None:
    """What the competitor holds: its own stake, or the product of two; a stake through others is multiplied by none."""
    if len(holdings) > 1 and any(holding.direct is False for holding in holdings):
        return None
    return effective_stake(holdings)
