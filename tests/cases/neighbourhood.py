"""Cases of: what lies around an entity, ranked and capped, for drawing?"""

from typing import Any

from tests.cases import Case, Expected, article, claim, entity, facts


def near(distance: int, relationship: str, *claims: str, **more: Any) -> Expected:
    """A row."""
    subject, _, object_ = relationship.split(":")
    witness = [{"relationship": {"id": relationship}, "claims": [{"id": id_} for id_ in claims] if claims else [{}]}]
    return {
        "distance": distance,
        "subject": {"id": subject},
        "object": {"id": object_},
        "relationship": {"id": relationship, **more},
        "witness": witness,
    }


def ally(one: str, other: str, **more: Any) -> Any:
    return claim(one, "PARTNERS_WITH", other, **more)


_AT_THE_VENDOR = (
    near(1, "openai:CLIENT_OF:scale-ai", "article-06", "article-07", status="active", disputed=True),
    near(1, "governments-building-models:CLIENT_OF:scale-ai", "article-12"),
    near(1, "meta:INVESTS_IN:scale-ai", "article-01", stake_percent=49),
    near(1, "google:CLIENT_OF:scale-ai", "article-03", "article-02", status="planned_end", certainty="reported"),
    near(1, "microsoft:CLIENT_OF:scale-ai", "article-04"),
    near(1, "xai:CLIENT_OF:scale-ai", "article-05"),
)
_BEYOND = (
    near(2, "google:MAKES:gemini", "article-14"),
    near(2, "sarah-friar:WORKS_FOR:openai", "article-13", role="CFO"),
    near(2, "google:COMPETES_WITH:meta", "article-08"),
    near(2, "meta:COMPETES_WITH:microsoft", "article-09"),
    near(2, "meta:COMPETES_WITH:openai", "article-11"),
    near(2, "meta:COMPETES_WITH:xai", "article-10"),
)

_OF_THE_ARTICLE = [
    Case(
        "the surest relationships of the vendor come first then the best attested",
        article(),
        {"entity": "scale-ai"},
        rows=_AT_THE_VENDOR,
        certificate={"coverage": {"at": ["scale-ai"], "relationships": {"CLIENT_OF": 5, "INVESTS_IN": 1, "MAKES": 0}}},
    ),
    Case(
        "two hops reach all that the article speaks of",
        article(),
        {"entity": "سكيل", "hops": 2},
        rows=_AT_THE_VENDOR + _BEYOND,
    ),
    Case(
        "each claim comes with its source and its place",
        article(),
        {"entity": "gemini"},
        rows=(
            {
                "witness": [
                    {
                        "claims": [
                            {
                                "id": "article-14",
                                "source": {"id": "scale-ai-clients-2025-06-27", "published": "2025-06-27"},
                                "locator": {"paragraph": 7},
                            }
                        ]
                    }
                ]
            },
        ),
    ),
    Case("before the news there is nothing around", article(), {"entity": "scale-ai", "known_at": "2025-06-26"}),
]

# How far

_LINE = facts(ally("a", "b"), ally("b", "c"), ally("c", "d"), ally("d", "e"))
_TRIANGLE = facts(ally("a", "b"), ally("b", "c"), ally("a", "c"))
_A_B, _B_C, _C_D = "a:PARTNERS_WITH:b", "b:PARTNERS_WITH:c", "c:PARTNERS_WITH:d"
_THROUGH_A_GROUP = facts(entity("allies", "group"), ally("a", "allies"), ally("allies", "b"), ally("b", "c"))

_HOW_FAR = [
    Case("an entity that nobody speaks of has nothing around", facts(entity("a")), {"entity": "a", "hops": 3}),
    Case("one hop is what touches the entity", _LINE, {"entity": "a"}, rows=(near(1, _A_B),)),
    Case(
        "two hops are what touches its neighbours",
        _LINE,
        {"entity": "a", "hops": 2},
        rows=(near(1, _A_B), near(2, _B_C)),
    ),
    Case(
        "three hops go one further",
        _LINE,
        {"entity": "a", "hops": 3},
        rows=(near(1, _A_B), near(2, _B_C), near(3, _C_D)),
    ),
    Case(
        "from the middle it goes both ways",
        _LINE,
        {"entity": "c", "hops": 2},
        rows=(near(1, _B_C), near(1, _C_D), near(2, _A_B), near(2, "d:PARTNERS_WITH:e")),
    ),
    Case(
        "what lies between two neighbours is two hops away and there once",
        _TRIANGLE,
        {"entity": "a", "hops": 3},
        rows=(near(1, _A_B), near(1, "a:PARTNERS_WITH:c"), near(2, _B_C)),
    ),
    Case(
        "two relationships of the same two are both there",
        facts(claim("a", "CLIENT_OF", "b"), claim("b", "CLIENT_OF", "a"), claim("a", "INVESTS_IN", "b")),
        {"entity": "b", "hops": 2},
        rows=(near(1, "a:CLIENT_OF:b"), near(1, "a:INVESTS_IN:b"), near(1, "b:CLIENT_OF:a")),
    ),
    Case(
        "a group is shown and never passed through",
        _THROUGH_A_GROUP,
        {"entity": "a", "hops": 3},
        rows=(near(1, "a:PARTNERS_WITH:allies"),),
    ),
    Case(
        "a group at the second hop is not passed through either",
        _THROUGH_A_GROUP,
        {"entity": "c", "hops": 3},
        rows=(near(1, _B_C), near(2, "allies:PARTNERS_WITH:b")),
    ),
    Case(
        "asked for itself a group has neighbours",
        _THROUGH_A_GROUP,
        {"entity": "allies", "hops": 2},
        rows=(near(1, "a:PARTNERS_WITH:allies"), near(1, "allies:PARTNERS_WITH:b"), near(2, _B_C)),
    ),
]

# How much

_HUB = facts(
    ally("a", "hub", certainty="confirmed"),
    ally("hub", "w", certainty="reported"),
    ally("hub", "x"),
    ally("hub", "y"),
    ally("hub", "y", id="twice"),
    ally("hub", "z", certainty="confirmed"),
    ally("x", "deep"),
)
_A, _W, _X, _Y, _Z = ("a:PARTNERS_WITH:hub", *(f"hub:PARTNERS_WITH:{id_}" for id_ in "wxyz"))
_TWICE = ("hub-PARTNERS_WITH-y", "twice")

_HOW_MUCH = [
    Case(
        "of the entity itself all is shown whatever the fanout",
        _HUB,
        {"entity": "hub", "fanout": 1},
        rows=(near(1, _A), near(1, _Z), near(1, _Y, *_TWICE), near(1, _X), near(1, _W, certainty="reported")),
    ),
    Case(
        "of a neighbour the best ranked are shown",
        _HUB,
        {"entity": "a", "hops": 2, "fanout": 3},
        rows=(near(1, _A), near(2, _Z), near(2, _Y, *_TWICE)),
    ),
    Case(
        "what was not shown is not followed",
        _HUB,
        {"entity": "a", "hops": 3, "fanout": 3},
        rows=(near(1, _A), near(2, _Z), near(2, _Y, *_TWICE)),
    ),
    Case(
        "a wider fanout follows more",
        _HUB,
        {"entity": "a", "hops": 3, "fanout": 4},
        rows=(near(1, _A), near(2, _Z), near(2, _Y, *_TWICE), near(2, _X), near(3, "deep:PARTNERS_WITH:x")),
    ),
]

# What

_KINDS_OF = facts(
    claim("a", "CLIENT_OF", "hub"),
    claim("hub", "INVESTS_IN", "b"),
    claim("hub", "INVESTS_IN", "c", status="ended", valid_to="2024-12-31"),
    claim("hub", "ACQUIRED", "d", status="announced"),
    claim("hub", "ACQUIRED", "e", status="called_off"),
    claim("hub", "CLIENT_OF", "f", status="denied"),
    claim("hub", "CLIENT_OF", "g", status="planned_end"),
    claim("hub", "CLIENT_OF", "h", valid_from="2025-03"),
    claim("b", "CLIENT_OF", "far"),
)
_SHOWN = ("a:CLIENT_OF:hub", "hub:ACQUIRED:d", "hub:CLIENT_OF:g", "hub:CLIENT_OF:h", "hub:INVESTS_IN:b")

_WHAT = [
    Case(
        "what holds and what is announced is shown",
        _KINDS_OF,
        {"entity": "hub"},
        rows=tuple(near(1, id_) for id_ in _SHOWN),
    ),
    Case(
        "with the closed all is shown",
        _KINDS_OF,
        {"entity": "hub", "include_closed": True},
        rows=tuple(near(1, id_) for id_ in sorted((*_SHOWN, "hub:ACQUIRED:e", "hub:CLIENT_OF:f", "hub:INVESTS_IN:c"))),
    ),
    Case(
        "what had not begun on the day is not shown and what had not ended is",
        _KINDS_OF,
        {"entity": "hub", "as_of": "2024-12-31"},
        rows=tuple(near(1, id_) for id_ in sorted(({*_SHOWN} | {"hub:INVESTS_IN:c"}) - {"hub:CLIENT_OF:h"})),
    ),
    Case(
        "only the types asked for are shown",
        _KINDS_OF,
        {"entity": "hub", "types": ["INVESTS_IN"]},
        rows=(near(1, "hub:INVESTS_IN:b"),),
    ),
    Case(
        "what is only announced has no day on which it began",
        _KINDS_OF,
        {"entity": "hub", "types": ["ACQUIRED"]},
        rows=(near(1, "hub:ACQUIRED:d", window={"from": None, "to": None, "certain_from": None, "certain_to": None}),),
    ),
    Case("a type that is not there leaves nothing", _KINDS_OF, {"entity": "hub", "types": ["MAKES"]}),
    Case(
        "only the types asked for are followed",
        _KINDS_OF,
        {"entity": "hub", "hops": 2, "types": ["INVESTS_IN", "ACQUIRED"]},
        rows=(near(1, "hub:ACQUIRED:d"), near(1, "hub:INVESTS_IN:b")),
    ),
    Case(
        "all types are followed where none is named",
        _KINDS_OF,
        {"entity": "hub", "hops": 2, "types": []},
        rows=(*(near(1, id_) for id_ in _SHOWN), near(2, "b:CLIENT_OF:far")),
    ),
    Case(
        "a relationship less sure than asked for is neither shown nor followed",
        facts(ally("a", "b", certainty="reported"), ally("b", "c"), ally("a", "d")),
        {"entity": "a", "hops": 2, "min_certainty": "stated"},
        rows=(near(1, "a:PARTNERS_WITH:d"),),
    ),
    Case(
        "a disputed one is neither where disputes are not asked for",
        facts(ally("a", "b"), ally("a", "b", id="no", status="denied", certainty="reported"), ally("b", "c")),
        {"entity": "a", "hops": 2, "include_disputed": False},
    ),
]

_REFUSED = [
    Case("an unknown entity is refused", _LINE, {"entity": "nobody"}, error="UnknownEntity"),
    Case("no entity at all is refused", _LINE, {"hops": 1}, error="BadParameter"),
    Case("no hops are refused", _LINE, {"entity": "a", "hops": 0}, error="BadParameter"),
    Case("four hops are refused", _LINE, {"entity": "a", "hops": 4}, error="BadParameter"),
    Case("no fanout is refused", _LINE, {"entity": "a", "fanout": 0}, error="BadParameter"),
    Case("an unknown type is refused", _LINE, {"entity": "a", "types": ["LIKES"]}, error="BadParameter"),
]

CASES = [*_OF_THE_ARTICLE, *_HOW_FAR, *_HOW_MUCH, *_WHAT, *_REFUSED]
