"""A way through the graph, one relationship for each hop: what may be on it, and how it stands."""

from collections.abc import Sequence
from typing import Literal, TypedDict

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.vocabulary import CERTAINTIES, Certainty
from graph_service.queries.evidence import Window, window, window_of
from graph_service.queries.reader import ScopedReader

WayVerdict = Literal["certain", "possible"] | None
"""Whether all of it holds by all claims, or by some; None: a deal on it is only announced."""

Doubt = tuple[bool, int, bool, bool, list[str]]


def may_be_on_it(graph: ScopedReader, version: RelationshipVersion, *, announced: bool) -> bool:
    """Whether it holds, or (where such deals count) is announced."""
    return graph.holds(version) or (announced and version.status == "announced" and graph.sees(version))


def doubt(way: Sequence[RelationshipVersion], as_of: str) -> Doubt:
    """The less, the surer the way: in force before announced, then certainty, verdict, dispute; ids break ties."""
    return (
        not _holds(way, as_of),
        -min(hop.certainty for hop in way),
        any(hop.verdict(as_of) != "certain" for hop in way),
        any(hop.disputed for hop in way),
        [hop.id for hop in way],
    )


class WayStanding(TypedDict):
    """The fields of a row that say how its way stands."""

    disputed: bool
    verdict: WayVerdict
    certainty: Certainty
    window: Window | None


def standing(way: Sequence[RelationshipVersion], as_of: str) -> WayStanding:
    """How the way stands, as rows show it: disputed, verdict, certainty, and the window in which all of it holds."""
    certain_from, certain_to = max(hop.certain_from for hop in way), min(hop.certain_to for hop in way)
    verdict: WayVerdict = "certain" if certain_from <= as_of < certain_to else "possible"
    return {
        "disputed": any(hop.disputed for hop in way),
        "verdict": verdict if _holds(way, as_of) else None,
        "certainty": CERTAINTIES[min(hop.certainty for hop in way)],
        "window": window(window_of(way)) if _holds(way, as_of) else None,
    }


def _holds(way: Sequence[RelationshipVersion], as_of: str) -> bool:
    return all(hop.valid_from <= as_of < hop.valid_to for hop in way)
