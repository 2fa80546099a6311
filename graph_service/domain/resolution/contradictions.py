"""Whether claims about something else contradict what bears on a day: disputes work wherever claims stand."""

from typing import Any, NamedTuple

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.resolution.admission import Admitted, Stage, says_it_disputes
from graph_service.domain.resolution.replaced_words import latest_words
from graph_service.domain.resolution.status import Said
from graph_service.domain.resolution.things import Footing
from graph_service.domain.resolution.values import bearing_on_worth, stating_amounts, stating_stakes


class Contradiction(NamedTuple):
    """A claim about the relationship, and one that it disputes or that disputes it."""

    ours: Said
    other: Admitted[Any]


class Contradictions:
    """The disputes that the claims of one stage are part of."""

    def __init__(self, stage: Stage[RelationshipClaim]) -> None:
        ours = stage.claims
        disputing = [one for one in ours if one.claim.disputes]
        among = [(one, other) for one in disputing for other in ours if other.claim.id in one.claim.disputes]
        self._elsewhere = [
            Contradiction(one, other) for one in ours for other in stage.against if says_it_disputes(one, other)
        ]
        self._among = [Contradiction(*pair) for one, other in among for pair in ((one, other), (other, one))]

    def bearing_on(self, on: Footing, speaking: frozenset[str]) -> list[Contradiction]:
        """Those of a claim that stands on the day, or states what it is worth.

        `speaking` are the claims that speak of the day.
        """
        if not self._elsewhere and not self._among:
            return []
        worth = bearing_on_worth(on.said, on.front)
        revenues = latest_words([s for s in worth if s.claim.revenue])
        amounts = (s for alike in stating_amounts(worth) for s in latest_words(alike))
        stating = (*latest_words(stating_stakes(worth)), *amounts, *revenues)
        bearing = {s.claim.id for s in (*on.front.standing, *stating)}
        apart = [pair for pair in self._among if not _is_weighed(pair.other, pair.ours, speaking)]
        return [pair for pair in (*self._elsewhere, *apart) if pair.ours.claim.id in bearing]


def _is_weighed(said: Said, beside: Said, speaking: frozenset[str]) -> bool:
    """Whether the front of the day has weighed the one beside the other: both speak, of the whole or both of a part."""
    return said.claim.id in speaking and bool(said.claim.part) == bool(beside.claim.part)
