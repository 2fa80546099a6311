"""Whether claims contradict by name what is known of a day, wherever they stand: elsewhere, or of another time."""

from typing import NamedTuple

from graph_service.domain.claim import Claim, RelationshipClaim
from graph_service.domain.resolution.admission import AdmittedClaim, Stage, either_disputes
from graph_service.domain.resolution.parts import CombinedFront
from graph_service.domain.resolution.replacement import latest_of_each_source
from graph_service.domain.resolution.status import Statement
from graph_service.domain.resolution.values import group_by_amount_kind, select_held, select_with_stake


class Contradiction(NamedTuple):
    """A statement about the relationship, and a claim that it disputes or that disputes it."""

    ours: Statement
    other: AdmittedClaim[Claim]


class Contradictions:
    """The disputes by name in which the claims of one stage take part."""

    def __init__(self, stage: Stage[RelationshipClaim]) -> None:
        ours = stage.claims
        disputing = [one for one in ours if one.claim.disputes]
        among = [(one, other) for one in disputing for other in ours if other.claim.id in one.claim.disputes]
        self._elsewhere = [
            Contradiction(one, other) for one in ours for other in stage.contradicting if either_disputes(one, other)
        ]
        self._among = [pair for one, other in among for pair in ((one, other), (other, one))]

    def concerning(self, combined: CombinedFront, speaking: frozenset[str]) -> list[Contradiction]:
        """Those of a statement that stands on a day, or that states a value then.

        `speaking` has the ids of the claims that speak of the day.
        """
        if not self._elsewhere and not self._among:
            return []
        held = select_held(combined.statements, combined.front)
        revenues = latest_of_each_source([s for s in held if s.claim.revenue])
        amounts = (s for alike in group_by_amount_kind(held) for s in latest_of_each_source(alike))
        stating = (*latest_of_each_source(select_with_stake(held)), *amounts, *revenues)
        concerned = {s.claim.id for s in (*combined.front.standing, *stating)}
        unweighed = [Contradiction(*pair) for pair in self._among if not _is_weighed(*pair, speaking)]
        return [pair for pair in (*self._elsewhere, *unweighed) if pair.ours.claim.id in concerned]


def _is_weighed(ours: Statement, other: Statement, speaking: frozenset[str]) -> bool:
    """Whether the day's front has weighed both: the other speaks of the day, and both of the whole or both of parts."""
    return other.claim.id in speaking and bool(other.claim.part) == bool(ours.claim.part)
