"""A vendor's clients, each with its share of the vendor's revenue by one metric in one period."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.vocabulary import Metric
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.herfindahl import KnownShare
from graph_service.queries.shared.revenue import Share, period_days

Spells = Mapping[str, Sequence[RelationshipVersion]]
"""By client: the spells of its contract with the vendor."""


@dataclass(frozen=True, slots=True)
class Client:
    """A client, with its share of one metric in one period."""

    use: RelationshipVersion
    """The contract as it stood last."""
    share: Share
    is_counted: bool
    """False for groups: their members are not known."""
    is_leaving: bool
    witness: tuple[RelationshipVersion, ...]

    @property
    def id(self) -> str:
        """The client's own id."""
        return self.use.subject

    @property
    def known_share(self) -> KnownShare | None:
        """The share with its bounds, if it is known."""
        if self.share.low is None or self.share.high is None:
            return None
        return KnownShare(self.share.percent, self.share.low, self.share.high)

    @property
    def certainty(self) -> int:
        """The lower one of the contract's and the share's."""
        return self.use.certainty if self.share.certainty is None else min(self.use.certainty, self.share.certainty)

    @property
    def rank(self) -> float:
        """A number by which clients sort: the largest share first, an unknown one last."""
        known = self.known_share
        if known is None:
            return 1.0
        # Subtracted from 0.0, as -0.0 is not the same in every store.
        return 0.0 - (known.low if known.percent is None else known.percent)


def read_spells(graph: ScopedReader, vendor: str) -> Spells:
    """Read the spells that had started by the day asked about.

    If disputed relationships don't count, a client whose last spell is disputed is left out.
    """
    started: dict[str, list[RelationshipVersion]] = defaultdict(list)
    for use in filter(graph.knows, graph.reader.incoming(vendor, "CLIENT_OF")):
        if use.valid_from <= graph.scope.as_of:
            started[use.subject].append(use)
    return {
        client: [use for use in spells if graph.reads(use)]
        for client, spells in started.items()
        if graph.reads(_find_last(spells))
    }


def find_clients(
    graph: ScopedReader, spells: Spells, metric: Metric | None, period: str | None, shares: Mapping[str, Share]
) -> Iterator[Client]:
    """Find the clients with a share of the metric and period, and those that may have been clients in the period."""
    for client, of_client in spells.items():
        if client in shares:
            yield _make_client(graph, of_client, shares[client])
        elif any(_may_meet(use, period) for use in of_client):
            yield _make_client(graph, of_client, Share(metric, period, unknown="not_stated"))


def _make_client(graph: ScopedReader, spells: Sequence[RelationshipVersion], share: Share) -> Client:
    last = _find_last(spells)
    return Client(
        use=last,
        share=share,
        is_counted=not graph.is_group(last.subject),
        is_leaving=last.status in ("planned_end", "ended") or last.valid_to <= graph.scope.as_of,
        witness=_choose_witness(last, spells, share.claim),
    )


def _choose_witness(
    last: RelationshipVersion, spells: Sequence[RelationshipVersion], claim: str | None
) -> tuple[RelationshipVersion, ...]:
    """The contract's last spell, and beside it the earlier spell that the share's claim is about, if it is."""
    if claim is None or claim in last.claims:
        return (last,)
    return last, _find_last(use for use in spells if claim in use.claims)


def _find_last(spells: Iterable[RelationshipVersion]) -> RelationshipVersion:
    return max(spells, key=lambda use: use.valid_from)


def _may_meet(use: RelationshipVersion, period: str | None) -> bool:
    """Whether the contract may have held in the period. A period without dates may meet any contract."""
    days = period_days(period)
    return days is None or (use.valid_from <= days[1] and days[0] < use.valid_to)
