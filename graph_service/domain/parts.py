"""What a relationship stands on: word of the whole or, where there is none, its parts, each judged by itself.

Standing on parts, it holds while any of them does: one that ended, was called off or denied takes
nothing from the others, and one that is only announced is pending beside them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from graph_service.domain.status import CAUTION, GOING_ON, HOLDING, Front, Said, front_of, says_it_disputes
from graph_service.domain.vocabulary import Status
from graph_service.domain.window import EMPTY, Window, windows


@dataclass(frozen=True, slots=True)
class Footing:
    """Where the claims about a relationship stand, which of them speak of its values, and when it holds.

    `pending` are the further tranches that are still open; those in the front are not held, open or not.
    """

    front: Front
    said: tuple[Said, ...]
    pending: tuple[Said, ...]
    valid: Window
    certain: Window


@dataclass(frozen=True, slots=True)
class _Judged:
    """The claims about one thing, the whole or a part, and where they stand."""

    said: Sequence[Said]
    front: Front

    @property
    def may_hold(self) -> bool:
        return any(s.claim.status in HOLDING for s in self.front.standing)


def footing(said: Sequence[Said]) -> Footing:
    """What the relationship stands on after all of the claims; they come by day, and there is at least one."""
    whole = [s for s in said if not s.claim.part]
    judged = [_Judged(each, front_of(each)) for each in ([whole] if whole else _things(said))]
    holding = [each for each in judged if each.may_hold]
    status = max((each.front.status for each in holding or judged), key=_foremost)
    deciding = [each for each in holding or judged if each.front.status == status]
    counted = holding or deciding
    awaited = [each for each in judged if holding and not each.may_hold and each.front.status == "announced"]
    to_come = [s for each in awaited for s in each.said if s.claim.status == "announced"]
    valid, certain = zip(*(windows(each.said, each.front) for each in counted), strict=True)
    return Footing(
        front=Front(
            standing=tuple(chain.from_iterable(each.front.standing for each in deciding)),
            pending=_in_order(*(each.front.pending for each in counted), to_come),
        ),
        said=_in_order(*(each.said for each in (*counted, *awaited))),
        pending=_in_order(*(each.front.pending for each in counted if each.front.status in GOING_ON), to_come),
        valid=_hull(valid),
        certain=_last_run(certain),
    )


def _foremost(status: Status) -> tuple[bool, int]:
    return status in HOLDING, CAUTION[status]


def _things(said: Iterable[Said]) -> list[list[Said]]:
    """The claims by what they are about: one part, though it has many names where one claim disputes another."""
    things: list[list[Said]] = []
    for new in said:
        others, same = [], [new]
        for thing in things:
            if any(s.claim.part == new.claim.part or says_it_disputes(s, new) for s in thing):
                same = [*thing, *same]
            else:
                others.append(thing)
        things = [*others, sorted(same, key=lambda s: s.order)]
    return things


def _in_order(*said: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(sorted(chain(*said), key=lambda s: s.order))


def _hull(spells: Iterable[Window]) -> Window:
    known = [each for each in spells if each != EMPTY]
    return Window(min(each.start for each in known), max(each.end for each in known)) if known else EMPTY


def _last_run(spells: Iterable[Window]) -> Window:
    """All the spells as one; where there are days between them, those after the last such days."""
    run = EMPTY
    for each in sorted((each for each in spells if each != EMPTY), key=lambda each: each.start):
        joins = run != EMPTY and each.start <= run.end
        run = Window(run.start, max(run.end, each.end)) if joins else each
    return run
