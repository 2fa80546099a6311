"""Cases of: how are two entities connected?"""

from typing import Any

from tests.cases import Case, Expected, article, claim, entity, facts


def path(*ids: str, **more: Any) -> Expected:
    return {"length": len(ids) - 1, "entities": [{"id": id_} for id_ in ids], **more}


def hop(start: str, end: str, *relationships: str) -> Expected:
    return {"start": start, "end": end, "relationships": list(relationships)}


def buys(client: str, vendor: str, **more: Any) -> Any:
    return claim(client, "CLIENT_OF", vendor, **more)


TWO_WAYS = facts(buys("a", "b"), buys("b", "d"), buys("a", "c", certainty="reported"), buys("c", "d"), buys("a", "e"))
ENDS = {"source": "a", "target": "d"}

CASES = [
    Case(
        "Google comes to Meta directly, as its competitor, in the article",
        article(),
        {"source": "google", "target": "meta"},
        (
            path(
                "google",
                "meta",
                hops=[hop("google", "meta", "google:COMPETES_WITH:meta")],
                verdict="certain",
                certainty="inferred",
                witness=[{"claims": [{"id": "article-08"}]}],
            ),
        ),
        {"coverage": {"at": ["google", "meta"]}},
    ),
    Case(
        "the k best go on after the shortest",
        article(),
        {"source": "google", "target": "meta", "k": 2, "max_length": 2},
        (path("google", "meta"), path("google", "scale-ai", "meta")),
    ),
    Case(
        "all the shortest are given, the surest first",
        TWO_WAYS,
        ENDS,
        (path("a", "b", "d", certainty="stated"), path("a", "c", "d", certainty="reported")),
    ),
    Case(
        "with directions a way back is none",
        TWO_WAYS,
        {"source": "d", "target": "a", "directed": True},
    ),
    Case(
        "only relationships of the types asked for are followed",
        facts(buys("a", "b"), claim("b", "INVESTS_IN", "d"), claim("a", "PARTNERS_WITH", "d")),
        {**ENDS, "types": ["CLIENT_OF", "INVESTS_IN"]},
        (path("a", "b", "d"),),
    ),
    Case(
        "what is too far is not found",
        facts(buys("a", "b"), buys("b", "c"), buys("c", "d")),
        {**ENDS, "max_length": 2},
    ),
    Case(
        "a group is never passed through",
        facts(entity("states", "group"), buys("states", "a"), buys("states", "d")),
        ENDS,
    ),
    Case(
        "an announced deal counts only if asked, and has no verdict",
        facts(buys("a", "d", status="announced")),
        {**ENDS, "include_announced": True},
        (path("a", "d", verdict=None, window=None),),
    ),
    Case("an announced deal is no way otherwise", facts(buys("a", "d", status="announced")), ENDS),
    Case(
        "all that relates two entities stands on one hop",
        facts(buys("a", "d"), claim("a", "INVESTS_IN", "d", certainty="confirmed")),
        ENDS,
        (path("a", "d", hops=[hop("a", "d", "a:INVESTS_IN:d", "a:CLIENT_OF:d")], certainty="confirmed"),),
    ),
    Case("what wasn't known yet is no way", TWO_WAYS, {**ENDS, "known_at": "2025-01-01"}),
    Case("what is over is no way", facts(buys("a", "d", valid_to="2025-05")), {**ENDS, "as_of": "2025-07-01"}),
    Case("an entity to itself is refused", article(), {"source": "google", "target": "غوغل"}, error="BadParameter"),
    Case(
        "an unknown entity is refused",
        article(),
        {"source": "google", "target": "mta"},
        error="UnknownEntity",
        suggestions=("meta",),
    ),
]
