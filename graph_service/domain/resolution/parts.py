"""What a relationship rests on: statements about the whole or, where there are none, its parts, each judged by itself.

A relationship that rests on parts holds while any of them does. A part that ended, was called off or was denied takes
nothing from the others. A part that is only announced is pending beside them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from graph_service.domain.resolution.admission import either_disputes
from graph_service.domain.resolution.status import (
    CAUTION,
    GOING_ON,
    HOLDING,
    Front,
    Statement,
    front_of,
)
from graph_service.domain.vocabulary import Status


@dataclass(frozen=True)
class Portion:
    """The statements about one portion (the whole or one part), in order of day; there is at least one.

    `stating` are those that its values come from. Some of them may have a status that a later word replaces.
    """

    statements: Sequence[Statement]
    stating: Sequence[Statement]

    @cached_property
    def front(self) -> Front:
        """Where the statements stand."""
        return front_of(self.statements)

    @cached_property
    def may_hold(self) -> bool:
        """Whether any statement that stands says that it holds or held."""
        return any(s.claim.status in HOLDING for s in self.front.standing)


@dataclass(frozen=True, slots=True)
class CombinedFront:
    """The front of a relationship, put together from its portions, and the statements that its values come from.

    `pending` are the further tranches that are still open. `front.pending` also has those that are no longer open.
    None of them is held.
    """

    front: Front
    statements: tuple[Statement, ...]
    pending: tuple[Statement, ...]


def combine_fronts(portions: Sequence[Portion]) -> CombinedFront:
    """The front of the relationship, of the whole alone or of several parts."""
    holding = [each for each in portions if each.may_hold]
    status = max((each.front.status for each in holding or portions), key=_prominence)
    deciding = [each for each in holding or portions if each.front.status == status]
    counted = holding or deciding
    announced = [each for each in portions if holding and not each.may_hold and each.front.status == "announced"]
    to_come = [s for each in announced for s in each.stating if s.claim.status == "announced"]
    return CombinedFront(
        front=Front(
            standing=tuple(chain.from_iterable(each.front.standing for each in deciding)),
            pending=_in_order(*(each.front.pending for each in counted), to_come),
        ),
        statements=_in_order(*(each.stating for each in (*counted, *announced))),
        pending=_in_order(*(each.front.pending for each in counted if each.front.status in GOING_ON), to_come),
    )


def group_by_portion(statements: Iterable[Statement]) -> list[list[Statement]]:
    """The statements about the whole first, if there are any, then those about each part.

    Two are about one part if they give it one name, or if one of them disputes the other.
    """
    statements = list(statements)
    whole = [s for s in statements if not s.claim.part]
    parts: list[list[Statement]] = []
    for new in statements:
        if not new.claim.part:
            continue
        others, same = [], [new]
        for part in parts:
            if any(s.claim.part == new.claim.part or either_disputes(s, new) for s in part):
                same = [*part, *same]
            else:
                others.append(part)
        parts = [*others, sorted(same, key=lambda s: s.sort_key)]
    return [whole, *parts] if whole else parts


def _prominence(status: Status) -> tuple[bool, int]:
    return status in HOLDING, CAUTION[status]


def _in_order(*groups: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(chain(*groups), key=lambda s: s.sort_key))
