"""What a relationship stands on: word of the whole or, where there is none, its parts, each judged by itself.

Standing on parts, it holds while any of them does: one that ended, was called off or denied takes
nothing from the others, and one that is only announced is pending beside them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from graph_service.domain.resolution.admission import says_it_disputes
from graph_service.domain.resolution.status import (
    CAUTION,
    GOING_ON,
    HOLDING,
    Front,
    Said,
    front_of,
)
from graph_service.domain.vocabulary import Status


@dataclass(frozen=True)
class Judged:
    """The claims about one thing, the whole or a part, by day, and where they stand. There is at least one.

    `stating` are those from which its values are drawn: among them are some whose status a later word replaces.
    """

    said: Sequence[Said]
    stating: Sequence[Said]

    @cached_property
    def front(self) -> Front:
        """Where the claims stand."""
        return front_of(self.said)

    @cached_property
    def may_hold(self) -> bool:
        """Whether any claim that stands says that it holds or held."""
        return any(s.claim.status in HOLDING for s in self.front.standing)


@dataclass(frozen=True, slots=True)
class Footing:
    """Where the claims about a relationship stand, and which of them speak of its values.

    `pending` are the further tranches that are still open; those in the front are not held, open or not.
    """

    front: Front
    said: tuple[Said, ...]
    pending: tuple[Said, ...]


def footing(judged: Sequence[Judged]) -> Footing:
    """What the relationship stands on: the whole, or several parts."""
    holding = [each for each in judged if each.may_hold]
    status = max((each.front.status for each in holding or judged), key=_foremost)
    deciding = [each for each in holding or judged if each.front.status == status]
    counted = holding or deciding
    awaited = [each for each in judged if holding and not each.may_hold and each.front.status == "announced"]
    to_come = [s for each in awaited for s in each.stating if s.claim.status == "announced"]
    return Footing(
        front=Front(
            standing=tuple(chain.from_iterable(each.front.standing for each in deciding)),
            pending=_in_order(*(each.front.pending for each in counted), to_come),
        ),
        said=_in_order(*(each.stating for each in (*counted, *awaited))),
        pending=_in_order(*(each.front.pending for each in counted if each.front.status in GOING_ON), to_come),
    )


def things(said: Iterable[Said]) -> list[list[Said]]:
    """The claims by what they are about, the whole before its parts.

    Claims are about one part if they give it one name, or one of them disputes the other.
    """
    said = list(said)
    whole = [s for s in said if not s.claim.part]
    parts: list[list[Said]] = []
    for new in said:
        if not new.claim.part:
            continue
        others, same = [], [new]
        for part in parts:
            if any(s.claim.part == new.claim.part or says_it_disputes(s, new) for s in part):
                same = [*part, *same]
            else:
                others.append(part)
        parts = [*others, sorted(same, key=lambda s: s.order)]
    return [whole, *parts] if whole else parts


def _foremost(status: Status) -> tuple[bool, int]:
    return status in HOLDING, CAUTION[status]


def _in_order(*said: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(sorted(chain(*said), key=lambda s: s.order))
