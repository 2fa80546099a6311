"""Cases of: who sits at the centre, whose loss would cut the graph, and who belongs together?"""

from typing import Any

from tests.cases import Case, Expected, article, claim, entity, facts


def ranked(rank: int, id_: str, score: float | None = None, **more: Any) -> Expected:
    return {"rank": rank, "entity": {"id": id_}, **({} if score is None else {"score": score}), **more}


def buys(client: str, vendor: str, **more: Any) -> Any:
    return claim(client, "CLIENT_OF", vendor, **more)


STAR = facts(buys("a", "hub"), buys("b", "hub"), buys("c", "hub"))
BRIDGE = facts(buys("a", "b"), buys("b", "c"), buys("c", "a"), buys("c", "d"))
TWO_RINGS = facts(
    *(buys(one, other) for one, other in ("ab", "bc", "ca")), *(buys(one, other) for one, other in ("xy", "yz", "zx"))
)

CASES = [
    Case(
        "Scale AI and Meta are related to most in the article",
        article(),
        {"measure": "degree", "types": ["CLIENT_OF", "COMPETES_WITH", "INVESTS_IN"]},
        (
            ranked(1, "meta", 5),
            ranked(1, "scale-ai", 5),
            ranked(3, "google", 2),
            ranked(3, "microsoft", 2),
            ranked(3, "openai", 2),
            ranked(3, "xai", 2),
        ),
    ),
    Case(
        "equal scores share a rank, and ids order them",
        STAR,
        {"measure": "degree"},
        (
            ranked(1, "hub", 3, relationships=[{"type": "CLIENT_OF", "count": 3}]),
            ranked(2, "a", 1),
            ranked(2, "b", 1),
            ranked(2, "c", 1),
        ),
    ),
    Case(
        "what many lead to has the highest page rank",
        STAR,
        {"measure": "pagerank"},
        (ranked(1, "hub"), ranked(2, "a"), ranked(2, "b"), ranked(2, "c")),
    ),
    Case(
        "all ways between the others lead through the hub",
        STAR,
        {"measure": "betweenness"},
        (ranked(1, "hub", 1), ranked(2, "a", 0), ranked(2, "b", 0), ranked(2, "c", 0)),
    ),
    Case(
        "only the loss of a bridge cuts a part off",
        BRIDGE,
        {"measure": "articulation_points"},
        (ranked(1, "c", 1),),
    ),
    Case(
        "a ring has no bridge",
        facts(buys("a", "b"), buys("b", "c"), buys("c", "a")),
        {"measure": "articulation_points"},
    ),
    Case(
        "two rings are two communities",
        TWO_RINGS,
        {"measure": "communities"},
        (
            ranked(1, "a", 2, community=1),
            ranked(1, "b", 2, community=1),
            ranked(1, "c", 2, community=1),
            ranked(1, "x", 2, community=2),
            ranked(1, "y", 2, community=2),
            ranked(1, "z", 2, community=2),
        ),
    ),
    Case(
        "a group is not ranked",
        facts(entity("states", "group"), buys("states", "v"), buys("a", "v")),
        {"measure": "degree"},
        (ranked(1, "a", 1), ranked(1, "v", 1)),
    ),
    Case("what wasn't known yet relates nobody", STAR, {"measure": "degree", "known_at": "2025-01-01"}),
    Case(
        "what is over relates nobody",
        facts(buys("a", "v", valid_to="2025-05")),
        {"measure": "degree", "as_of": "2025-07-01"},
    ),
    Case("a measure that isn't there is refused", article(), {"measure": "fame"}, error="BadParameter"),
]
