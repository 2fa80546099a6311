"""Finds rings of payments: each entity pays the next, and the last one pays the first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Literal, get_args

from graph_service.domain.relationship_types import Purchase

RingKind = Literal["circular", "cross_holding", "mutual_trade"]
RING_KINDS: tuple[RingKind, ...] = get_args(RingKind)

Ring = tuple[str, ...]
"""The ids of entities. Each pays the next, and the last pays the first."""

Payment = tuple[str, str, Purchase]
"""Who pays whom, and for what."""


@lru_cache(maxsize=16)
def find_rings(
    payments: tuple[Payment, ...], entity: str | None, max_length: int, kinds: tuple[RingKind, ...], most: int
) -> tuple[Ring, ...]:
    """Find rings of these kinds, at most `most`: the shortest first, then in the order of their ids.

    Each begins with the entity asked about, or else with the smallest of its ids.
    """
    return tuple(islice(_Payments(payments).find_rings(entity, max_length, kinds), most))


class _Payments:
    """Who pays whom."""

    def __init__(self, payments: tuple[Payment, ...]) -> None:
        self.payees: dict[str, dict[str, set[Purchase]]] = {}
        self.payers: dict[str, set[str]] = {}
        for payer, payee, buys in payments:  # sorted, so rings are found in the order of their ids
            self.payees.setdefault(payer, {}).setdefault(payee, set()).add(buys)
            self.payers.setdefault(payee, set()).add(payer)

    def find_rings(self, entity: str | None, max_length: int, kinds: tuple[RingKind, ...]) -> Iterator[Ring]:
        """Find all rings."""
        for length in range(2, max_length + 1):
            for start in [entity] if entity is not None else self.payees:
                # If no entity is asked about, a ring is found only from the smallest of its ids.
                for ring in self._find_of_length(start, length, least="" if entity is not None else start):
                    hops = [self.payees[payer][payee] for payer, payee in hops_of(ring)]
                    if any(makes_ring(hops, kind) for kind in kinds):
                        yield ring

    def _find_of_length(self, start: str, length: int, *, least: str) -> Iterator[Ring]:
        """Find every ring of this length that begins at `start` and has no id below `least`."""
        half = length // 2
        near = self._distances(start, half, least)

        def onwards(ring: Ring, left: int) -> Iterator[Ring]:
            for payee in self.payees.get(ring[-1], ()):
                if left == 1:
                    if payee == start:
                        yield ring
                # An entity too far from the start to come round in time isn't followed.
                elif payee >= least and payee not in ring and (left > half + 1 or near.get(payee, length) < left):
                    yield from onwards((*ring, payee), left - 1)

        return onwards((start,), length) if len(near) > 1 else iter(())

    def _distances(self, start: str, most: int, least: str) -> Mapping[str, int]:
        """How many hops lead to `start`, for all entities from which at most so many do."""
        near = {start: 0}
        edge = {start}
        for distance in range(1, most + 1):
            payers = {payer for payee in edge for payer in self.payers.get(payee, ())}
            edge = {payer for payer in payers if payer >= least and payer not in near}
            near.update(dict.fromkeys(edge, distance))
        return near


def hops_of(ring: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The hops of a ring: each entity with the one that it pays."""
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def makes_ring(hops: Iterable[set[Purchase]], kind: RingKind) -> bool:
    """Whether hops that buy this can make a ring of the kind."""
    match kind:
        case "circular":
            bought = set().union(*hops)
            return bought == {"equity", "service"}
        case "cross_holding":
            return all("equity" in hop for hop in hops)
        case "mutual_trade":
            return all("service" in hop for hop in hops)
