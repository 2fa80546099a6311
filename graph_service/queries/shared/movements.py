"""How a vendor's clients moved: who turned and who stayed, and between which days, as claims date it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.claim_gist import Gist
from graph_service.domain.dates import BEGINNING, first_day, last_day
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.resolution.values import stake_bounds
from graph_service.domain.vocabulary import Status
from graph_service.queries.reader import ScopedReader

Movement = Literal["turned", "disputed", "stayed"]

MOVEMENT_ORDER: dict[Movement, int] = {"turned": 0, "disputed": 1, "stayed": 2}
LEAVING: tuple[Status, ...] = ("planned_end", "ended")
STAYING: tuple[Status, ...] = ("announced", "active")


@dataclass(frozen=True, slots=True)
class DayRange:
    """The days between which something happened; `undated` if a claim without a date bears on that."""

    earliest: str
    latest: str
    undated: bool


@dataclass(frozen=True, slots=True)
class ClientMovement:
    """How a client moved, by the claims that it leaves and the claims that it stays."""

    kind: Movement
    turned: DayRange | None
    stays: DayRange | None

    @property
    def compared(self) -> DayRange:
        """The client's word, which is compared with the deal."""
        event = self.turned if self.kind == "turned" or self.stays is None else self.stays
        assert event is not None, "a client is one by a claim that it stays, or by one that it leaves"
        return event


MovedClient = tuple[RelationshipVersion, ClientMovement]
"""A client's contract, and how the client moved."""


class VendorClients:
    """A vendor's clients in the order of the rows, read no further than is asked for."""

    def __init__(self, graph: ScopedReader, vendor: str) -> None:
        self.vendor = vendor
        self._graph = graph
        self._movements: dict[str, ClientMovement] = {}
        found = graph.keep_seen(graph.reader.incoming(vendor, "CLIENT_OF"))
        self._uses = [use for use in found if use.valid_from <= graph.scope.as_of]

    def all(self) -> Iterator[MovedClient]:
        """Give all clients."""
        yield from self._turned
        yield from self._disputed
        yield from self._stayed

    def among(self, rivals: Collection[str]) -> list[MovedClient]:
        """List the clients that are among these rivals."""
        return self._sort(use for use in self._uses if use.subject in rivals)

    @cached_property
    def _turned(self) -> list[MovedClient]:
        return self._sort(use for use in self._uses if use.status in LEAVING)

    @cached_property
    def _staying_or_disputed(self) -> list[MovedClient]:
        return self._sort(use for use in self._uses if use.disputed and use.status not in LEAVING)

    @cached_property
    def _disputed(self) -> list[MovedClient]:
        return [each for each in self._staying_or_disputed if each[1].kind == "disputed"]

    @cached_property
    def _stayed(self) -> list[MovedClient]:
        others = self._sort(use for use in self._uses if not use.disputed and use.status not in LEAVING)
        return sorted([*others, *(each for each in self._staying_or_disputed if each[1].kind == "stayed")], key=_rank)

    def _sort(self, uses: Iterable[RelationshipVersion]) -> list[MovedClient]:
        uses = list(uses)
        new = [use for use in uses if use.id not in self._movements]
        gists = self._graph.reader.gists([id_ for use in new for id_ in use.claims])
        for use in new:
            claims = (gists[id_] for id_ in use.claims)
            self._movements[use.id] = _find_movement(
                use, [claim for claim in claims if use.partial or claim.part is None]
            )
        return sorted(((use, self._movements[use.id]) for use in uses), key=_rank)


def _rank(moved: MovedClient) -> tuple[int, str, str]:
    use, movement = moved
    return MOVEMENT_ORDER[movement.kind], movement.compared.latest, use.subject


def date_deal(claims: list[RelationshipClaim], min_stake: float | None) -> DayRange | None:
    """The days between which the deal was first reported, or began; None if no claim counts."""
    return _date_first(
        [
            (claim, claim.valid_from, claim.valid_from)
            for claim in claims
            if claim.status in STAYING + LEAVING and (min_stake is None or _least_stake(claim) >= min_stake)
        ]
    )


def _least_stake(claim: RelationshipClaim) -> float:
    return 0.0 if claim.stake_percent is None else stake_bounds(claim.stake_percent)[0]


def _find_movement(use: RelationshipVersion, claims: list[Gist]) -> ClientMovement:
    """Find when it was first said that the client leaves, and last that it is a client."""
    turned = _date_first(
        [
            # A client that is to leave by some day turned before that day.
            (claim, claim.valid_to if claim.status == "ended" else None, claim.valid_to)
            for claim in claims
            if claim.status in LEAVING
        ]
    )
    kind: Movement = "stayed"
    if use.status in LEAVING:
        kind = "turned"
    elif use.disputed and turned is not None:
        kind = "disputed"
    return ClientMovement(kind, turned, _date_last([claim for claim in claims if claim.status in STAYING]))


def _date_first(claims: Sequence[tuple[RelationshipClaim | Gist, str | None, str | None]]) -> DayRange | None:
    """Date the first of the claims' events. Each claim has its event's earliest and latest day, if it names any."""
    if not claims:
        return None
    early = [first_day(claim.reported_on) for claim, _, _ in claims if claim.reported_on]
    early += [first_day(not_before) for _, not_before, _ in claims if not_before]
    late = [claim.known_on for claim, _, _ in claims]
    late += [last_day(not_after) for _, _, not_after in claims if not_after]
    earliest, latest = min(early, default=BEGINNING), min(late)
    # An undated claim came first if it was recorded before the first known day.
    undated = not early or earliest > latest
    return DayRange(BEGINNING if undated else earliest, latest, undated)


def _date_last(claims: list[Gist]) -> DayRange | None:
    """Date the last of the claims. An undated one was made after what it speaks of began, before it was recorded."""
    if not claims:
        return None
    return DayRange(
        max(first_day(claim.reported_on or claim.valid_from or BEGINNING) for claim in claims),
        max(claim.known_on for claim in claims),
        any(claim.reported_on is None for claim in claims),
    )
