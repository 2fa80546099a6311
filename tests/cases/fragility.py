"""Cases of: which answers rest on a single source, and what would its retraction remove?"""

from typing import Any

from graph_service.domain.facts import Facts
from tests.cases import Case, Expected, article, entity, facts, mistaken
from tests.cases.shared_vendors import buys, holds, hop, rivals

USE = "client:CLIENT_OF:vendor"
RIVALRY = "client:COMPETES_WITH:investor"
HOLDING = "investor:INVESTS_IN:vendor"


def effect(of: str, source: str, *ends: str, **more: Any) -> Expected:
    client, vendor, investor = ends or ("client", "vendor", "investor")
    return {
        "effect": of,
        "source": {"id": source},
        "client": {"id": client},
        "vendor": {"id": vendor},
        "investor": {"id": investor},
        **more,
    }


def falls(source: str, *ends: str, **more: Any) -> Expected:
    return effect("falls", source, *ends, **{"changes": [], "after": None, **more})


# The article

_ARTICLE = "scale-ai-clients-2025-06-27"
_ALL_FALL = tuple(
    falls(_ARTICLE, client, "scale-ai", "meta", single_sources=[_ARTICLE], sources_count=1)
    for client in ("google", "microsoft", "openai", "xai")
)
_OF_THE_ARTICLE = [
    Case(
        "all four conflicts of the article rest on the article alone",
        article(),
        rows=_ALL_FALL,
        certificate={
            "coverage": {"at": [], "relationships": {"CLIENT_OF": 5, "COMPETES_WITH": 4, "INVESTS_IN": 1}},
            "capped": None,
        },
    ),
    Case(
        "what falls is shown as it stood with the claims of the source",
        article(),
        {"entity": "جوجل", "source": _ARTICLE},
        rows=(
            {
                **_ALL_FALL[0],
                "before": {
                    "effective_stake_percent": 49,
                    "standing": "narrowing",
                    "disputed": False,
                    "verdict": "certain",
                    "certainty": "inferred",
                    "chain": ["meta", "scale-ai"],
                },
                "witness": [
                    hop("google:CLIENT_OF:scale-ai", "article-03", "article-02"),
                    hop("google:COMPETES_WITH:meta", "article-08"),
                    hop("meta:INVESTS_IN:scale-ai", "article-01"),
                ],
            },
        ),
        certificate={"parameters": {"entity": "google", "source": _ARTICLE}, "coverage": {"at": ["google"]}},
    ),
    Case("a page says that more follows", article(), {"limit": 3}, rows=_ALL_FALL[:3], certificate={"truncated": True}),
    Case("the investor has a part in all of them", article(), {"entity": "meta"}, rows=_ALL_FALL),
    Case("who has no part in a conflict has nothing to lose", article(), {"entity": "sarah-friar"}),
    Case("before the news nothing could fall", article(), {"known_at": "2025-06-26"}),
    Case("what is surer than inferred does not fall as it is no conflict", article(), {"min_certainty": "reported"}),
    Case(
        "without disputes OpenAIs conflict is none that could fall",
        article(),
        {"include_disputed": False},
        rows=(_ALL_FALL[0], _ALL_FALL[1], _ALL_FALL[3]),
    ),
    Case("an unknown source is refused", article(), {"source": "no-such-page"}, error="UnknownRecord"),
    Case(
        "an unknown entity is refused with the right one",
        article(),
        {"entity": "Gooogle"},
        error="UnknownEntity",
        suggestions=("google",),
    ),
]

# What falls

SOURCES = facts(buys(source="a"), rivals(source="b"), holds(30, source="c"))
TWICE = facts(
    *(buys(id=f"use-{at}", source=f"a{at}") for at in (1, 2)),
    *(rivals(id=f"rivalry-{at}", source=f"b{at}") for at in (1, 2)),
    *(holds(30, id=f"holding-{at}", source=f"c{at}") for at in (1, 2)),
)
_WHAT_FALLS = [
    Case(
        "a conflict falls with each source that alone speaks of one of its hops",
        SOURCES,
        rows=(
            falls("a", single_sources=["a", "b", "c"], sources_count=3, witness=[hop(USE, "client-CLIENT_OF-vendor")]),
            falls("b", witness=[hop(RIVALRY, "client-COMPETES_WITH-investor")]),
            falls("c", witness=[hop(HOLDING, "investor-INVESTS_IN-vendor")]),
        ),
    ),
    Case("of one source only its own retraction is told", SOURCES, {"source": "b"}, rows=(falls("b"),)),
    Case("what two sources say each falls with neither", TWICE),
    Case("a source that says nothing of a conflict takes nothing away", TWICE, {"source": "a1"}),
    Case(
        "a page that repeats what it said is still one page",
        facts(buys(id="one", source="a"), buys(id="two", source="a"), rivals(source="a"), holds(30, source="a")),
        rows=(falls("a", single_sources=["a"], sources_count=1),),
    ),
    Case(
        "the source with which most falls comes first",
        facts(
            *(buys(client, source=f"of-{client}") for client in ("c1", "c2")),
            *(rivals(client, source=f"of-{client}") for client in ("c1", "c2")),
            holds(30, source="z"),
        ),
        rows=(
            falls("z", "c1", "vendor", "investor", single_sources=["of-c1", "z"]),
            falls("z", "c2", "vendor", "investor"),
            falls("of-c1", "c1", "vendor", "investor"),
            falls("of-c2", "c2", "vendor", "investor"),
        ),
    ),
    Case(
        "one client is told of its own conflicts",
        facts(
            *(buys(client, source="a") for client in ("c1", "c2")),
            *(rivals(client, source="a") for client in ("c1", "c2")),
            holds(30, source="a"),
        ),
        {"entity": "c2"},
        rows=(falls("a", "c2", "vendor", "investor"),),
    ),
    Case(
        "who stands in the middle of a chain has a part in its conflict",
        facts(
            buys(source="a"),
            rivals(source="a"),
            holds(50, "investor", "fund", source="a"),
            holds(50, "fund", "vendor", source="a"),
        ),
        {"entity": "fund"},
        rows=(falls("a", before={"effective_stake_percent": 25, "chain": ["investor", "fund", "vendor"]}),),
    ),
    Case(
        "a source that came later changes nothing before",
        facts(
            buys(id="one", source="a"),
            buys(id="two", source="d", reported_on="2025-07-01"),
            rivals(source="b"),
            holds(30),
        ),
        {"known_at": "2025-06-30", "source": "a"},
        rows=(falls("a", sources_count=3),),
    ),
    Case(
        "a claim that is less sure than asked for holds nothing up",
        facts(buys(id="one", source="a"), buys(id="two", source="d", certainty="reported"), rivals(), holds(30)),
        {"min_certainty": "stated", "source": "a"},
        rows=(falls("a"),),
    ),
    Case(
        "what is over on the day asked about cannot fall",
        facts(buys(valid_to="2025"), rivals(), holds(30)),
        {"as_of": "2026-01-01"},
    ),
    Case("a group has no conflict that could fall", facts(buys(), rivals(), holds(30), entity("client", "group"))),
    Case("an empty graph has nothing that could fall", Facts()),
]

# What weakens, and what only alters

_WHAT_WEAKENS = [
    Case(
        "without its surest source a conflict is less certain",
        facts(
            buys(),
            buys(id="sure", source="a", certainty="confirmed"),
            rivals(certainty="confirmed"),
            holds(30, certainty="confirmed"),
        ),
        {"source": "a"},
        rows=(
            effect(
                "weakens",
                "a",
                changes=["certainty"],
                before={"certainty": "confirmed"},
                after={"certainty": "stated"},
                single_sources=["wire"],
                sources_count=2,
                witness=[hop(USE, "client-CLIENT_OF-vendor", "sure")],
            ),
        ),
    ),
    Case(
        "a source that names a larger stake than the one held alters the range",
        facts(*TWICE.claims.values(), holds(None, id="some", source="d"), holds(40, id="holding-0", source="e")),
        {"source": "e"},
        rows=(
            effect(
                "alters",
                "e",
                changes=["stake"],
                before={"effective_stake_percent": 30, "effective_stake_max": 40},
                after={"effective_stake_percent": 30, "effective_stake_max": 30},
            ),
        ),
    ),
    Case(
        "a stake that only one source names is unknown without it",
        facts(
            *(c for c in TWICE.claims.values() if not c.id.startswith("holding")),
            holds(30, id="how-much", source="c"),
            *(holds(None, id=f"holding-{at}", source=f"d{at}") for at in (1, 2)),
        ),
        rows=(
            effect(
                "weakens",
                "c",
                changes=["stake"],
                before={"effective_stake_percent": 30, "effective_stake_max": 30},
                after={"effective_stake_percent": None, "effective_stake_min": 0, "effective_stake_max": 100},
                single_sources=[],
                sources_count=7,
            ),
        ),
    ),
    Case(
        "a chain that falls leaves a smaller stake",
        facts(*TWICE.claims.values(), *(holds(50, "investor", "fund", source="f"), holds(20, "fund", source="g"))),
        rows=(
            effect(
                "weakens",
                "f",
                changes=["stake"],
                before={"effective_stake_percent": 40},
                after={"effective_stake_percent": 30},
                witness=[hop("investor:INVESTS_IN:fund", "investor-INVESTS_IN-fund")],
            ),
            effect("weakens", "g", witness=[hop("fund:INVESTS_IN:vendor", "fund-INVESTS_IN-vendor")]),
        ),
    ),
    Case(
        "without a faint denial a conflict is certain and undisputed",
        facts(
            *TWICE.claims.values(),
            buys(id="no", source="n", status="denied", certainty="reported"),
        ),
        {"source": "n"},
        rows=(
            effect(
                "alters",
                "n",
                changes=["disputed", "verdict"],
                before={"verdict": "possible", "disputed": True},
                after={"verdict": "certain", "disputed": False},
            ),
        ),
    ),
    Case(
        "what was known early by one source alone is only possible without it",
        facts(buys(id="early", source="a"), buys(id="late", source="d", reported_on="2025-07-01"), rivals(), holds(30)),
        {"as_of": "2025-06-15", "source": "a"},
        rows=(
            effect("weakens", "a", changes=["verdict"], before={"verdict": "certain"}, after={"verdict": "possible"}),
        ),
    ),
    Case(
        "without who says that the client means to leave the conflict is open",
        facts(*TWICE.claims.values(), buys(id="leaves", source="l", status="planned_end", reported_on="2025-07-01")),
        rows=(
            effect("alters", "l", changes=["standing"], before={"standing": "narrowing"}, after={"standing": "open"}),
        ),
    ),
]

_OF_SPELLS = [
    Case(
        "without who says that it had ended it was never interrupted",
        facts(
            buys(id="first", source="a", valid_from="2018-01-01"),
            buys(id="over", source="b", status="ended", valid_to="2020-05-31", reported_on="2025-06-02"),
            buys(id="again", source="c", valid_from="2025-02-01", reported_on="2025-06-03"),
            rivals(valid_from="2010-01-01"),
            holds(30, valid_from="2010-01-01"),
        ),
        {"source": "b", "as_of": "2019-01-01"},
        rows=(
            effect("alters", "b", changes=["standing"], before={"standing": "narrowing"}, after={"standing": "open"}),
        ),
    ),
    Case(
        "a dispute from elsewhere stays when another source is taken away",
        facts(
            *TWICE.claims.values(),
            buys("other", id="not-so", source="n", disputes=["use-1"]),
            buys(id="more", source="m"),
        ),
        {"source": "m"},
    ),
    Case(
        "what is retracted rests on nothing",
        facts(*TWICE.claims.values(), buys(id="typo", source="t"), mistaken(claim="typo")),
        {"source": "t"},
    ),
]

CASES = [*_OF_THE_ARTICLE, *_WHAT_FALLS, *_WHAT_WEAKENS, *_OF_SPELLS]
