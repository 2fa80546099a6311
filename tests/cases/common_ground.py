"""Cases of: what do two or more entities share?"""

from typing import Any

from graph_service.domain.facts import Facts
from tests.cases import Case, Expected, article, claim, entity, facts


def index(kind: str, shared: int, union: int, jaccard: float) -> Expected:
    counts = {"shared_count": shared, "union_count": union, "jaccard": jaccard}
    return {"section": "index", "kind": kind, "shared": None, "witness": [], **counts}


def shared(kind: str, other: str, *relationships: str) -> Expected:
    witness = [{"relationship": {"id": id_}} for id_ in relationships]
    return {"section": "shared", "kind": kind, "shared": {"id": other}, "jaccard": None, "witness": witness}


def clients(*of: str, **more: Any) -> Facts:
    """Each of "a>v" is one contract."""
    ends = (one.split(">") for one in of)
    return facts(*(claim(client, "CLIENT_OF", vendor, **more) for client, vendor in ends))


BOTH: dict[str, Any] = {"entities": ["a", "b"], "kinds": ["vendors"]}

CASES = [
    Case(
        "Google and Microsoft share their vendor and their rival in the article",
        article(),
        {"entities": ["google", "microsoft"]},
        (
            index("vendors", 1, 1, 1),
            shared("vendors", "scale-ai", "google:CLIENT_OF:scale-ai", "microsoft:CLIENT_OF:scale-ai"),
            index("rivals", 1, 1, 1),
            shared("rivals", "meta", "google:COMPETES_WITH:meta", "meta:COMPETES_WITH:microsoft"),
        ),
        {"coverage": {"at": ["google", "microsoft"]}},
    ),
    Case(
        "the index is what all share, of what any has",
        clients("a>v", "b>v", "a>w", "b>x"),
        BOTH,
        (index("vendors", 1, 3, 1 / 3), shared("vendors", "v", "a:CLIENT_OF:v", "b:CLIENT_OF:v")),
    ),
    Case(
        "three share what each of them has",
        clients("a>v", "b>v", "c>v", "a>w", "b>w"),
        {"entities": ["c", "b", "a"], "kinds": ["vendors"]},
        (index("vendors", 1, 2, 0.5), shared("vendors", "v", "a:CLIENT_OF:v", "b:CLIENT_OF:v", "c:CLIENT_OF:v")),
    ),
    Case(
        "clients, investors, holdings and partners are told apart",
        facts(
            claim("x", "CLIENT_OF", "a"),
            claim("x", "CLIENT_OF", "b"),
            claim("y", "INVESTS_IN", "a"),
            claim("y", "INVESTS_IN", "b"),
            claim("a", "INVESTS_IN", "z"),
            claim("b", "INVESTS_IN", "z"),
            claim("a", "PARTNERS_WITH", "p"),
            claim("p", "PARTNERS_WITH", "b"),
        ),
        {"entities": ["a", "b"], "kinds": ["clients", "investors", "holdings", "partners"]},
        (
            index("clients", 1, 1, 1),
            shared("clients", "x", "x:CLIENT_OF:a", "x:CLIENT_OF:b"),
            index("investors", 1, 1, 1),
            shared("investors", "y", "y:INVESTS_IN:a", "y:INVESTS_IN:b"),
            index("holdings", 1, 1, 1),
            shared("holdings", "z", "a:INVESTS_IN:z", "b:INVESTS_IN:z"),
            index("partners", 1, 1, 1),
            shared("partners", "p", "a:PARTNERS_WITH:p", "b:PARTNERS_WITH:p"),
        ),
    ),
    Case(
        "a group is not common ground",
        facts(
            entity("states", "group"),
            claim("states", "CLIENT_OF", "a"),
            claim("states", "CLIENT_OF", "b"),
        ),
        {"entities": ["a", "b"], "kinds": ["clients"]},
    ),
    Case(
        "what is over is not shared",
        clients("a>v", "b>v", valid_to="2025-05"),
        {**BOTH, "as_of": "2025-07-01"},
    ),
    Case(
        "what wasn't known yet is not shared",
        clients("a>v", "b>v"),
        {**BOTH, "known_at": "2025-01-01"},
    ),
    Case(
        "a kind that was not asked about has no row",
        clients("a>v"),
        {"entities": ["a", "v"], "kinds": ["partners"], "limit": 1},
    ),
    Case("two names of one entity are refused", article(), {"entities": ["google", "غوغل"]}, error="BadParameter"),
    Case("one entity alone is refused", article(), {"entities": ["google"]}, error="BadParameter"),
    Case(
        "an unknown entity is refused",
        article(),
        {"entities": ["google", "mta"]},
        error="UnknownEntity",
        suggestions=("meta",),
    ),
]
