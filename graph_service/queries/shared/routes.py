"""Routes through the graph, with one relationship for each hop: what may lie on one, and how it stands."""

from collections.abc import Sequence
from typing import Literal, TypedDict

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.vocabulary import CERTAINTIES, Certainty
from graph_service.queries.briefs import Window, common_bounds, show_window
from graph_service.queries.reader import ScopedReader

RouteVerdict = Literal["certain", "possible"] | None
"""Whether the whole route holds by all claims, or only by some. None: a deal on it is only announced."""

RouteRank = tuple[bool, int, bool, bool, list[str]]


def may_lie_on_route(graph: ScopedReader, version: RelationshipVersion, *, announced: bool) -> bool:
    """Whether the relationship holds, or is announced and announced deals count."""
    return graph.holds(version) or (announced and version.status == "announced" and graph.sees(version))


def route_rank(route: Sequence[RelationshipVersion], as_of: str) -> RouteRank:
    """The surest route has the lowest: in force before announced, then by certainty, verdict, dispute and ids."""
    return (
        not _holds(route, as_of),
        -min(hop.certainty for hop in route),
        any(hop.verdict(as_of) != "certain" for hop in route),
        any(hop.disputed for hop in route),
        [hop.id for hop in route],
    )


class RouteStanding(TypedDict):
    """The fields of a row that say how its route stands."""

    disputed: bool
    verdict: RouteVerdict
    certainty: Certainty
    window: Window | None


def describe_route(route: Sequence[RelationshipVersion], as_of: str) -> RouteStanding:
    """Describe how the route stands: disputed, verdict, certainty, and the window in which all of it holds."""
    certain_from, certain_to = max(hop.certain_from for hop in route), min(hop.certain_to for hop in route)
    verdict: RouteVerdict = "certain" if certain_from <= as_of < certain_to else "possible"
    return {
        "disputed": any(hop.disputed for hop in route),
        "verdict": verdict if _holds(route, as_of) else None,
        "certainty": CERTAINTIES[min(hop.certainty for hop in route)],
        "window": show_window(common_bounds(route)) if _holds(route, as_of) else None,
    }


def _holds(route: Sequence[RelationshipVersion], as_of: str) -> bool:
    return all(hop.valid_from <= as_of < hop.valid_to for hop in route)
