"""Cases of: which clients share a vendor with a competitor's investment?"""

from typing import Any

from graph_service.domain.claim import Claim
from graph_service.domain.facts import Facts
from tests.cases import Case, Expected, article, claim, entity, facts, lived, mistaken, withdrawn


def buys(client: str = "client", vendor: str = "vendor", **more: Any) -> Claim:
    return claim(client, "CLIENT_OF", vendor, **more)


def rivals(one: str = "client", other: str = "investor", **more: Any) -> Claim:
    return claim(one, "COMPETES_WITH", other, **more)


def holds(stake: Any, investor: str = "investor", vendor: str = "vendor", **more: Any) -> Claim:
    return claim(investor, "INVESTS_IN", vendor, **({} if stake is None else {"stake_percent": stake}), **more)


def row(client: str = "client", vendor: str = "vendor", investor: str = "investor", /, **more: Any) -> Expected:
    return {"client": {"id": client}, "vendor": {"id": vendor}, "investor": {"id": investor}, **more}


def hop(relationship: str, *claims: str, **more: Any) -> Expected:
    return {"relationship": {"id": relationship, **more}, "claims": [{"id": id_} for id_ in claims]}


# The article

_ARTICLE = "scale-ai-clients-2025-06-27"
_META = hop("meta:INVESTS_IN:scale-ai", "article-01", status="active", stake_percent=49)


def exposed(client: str, standing: str, rivalry: Expected, use: Expected, **more: Any) -> Expected:
    """A row of the article's answer."""
    return row(
        client,
        "scale-ai",
        "meta",
        **{
            "stake_percent": 49,
            "effective_stake_percent": 49,
            "effective_stake_min": 49,
            "effective_stake_max": 49,
            "voting": None,
            "chain": ["meta", "scale-ai"],
            "standing": standing,
            "disputed": False,
            "verdict": "certain",
            "certainty": "inferred",
            "window": {"from": None, "to": None, "certain_from": "2025-06-27", "certain_to": None},
            "segment": "ai_general",
            "amounts": [],
            "witness": [use, rivalry, _META],
            **more,
        },
    )


_CEILING = {
    "relationship": "google:CLIENT_OF:scale-ai",
    "value": None,
    "min": None,
    "max": 200_000_000,
    "currency": "USD",
    "basis": "up_to",
}
GOOGLE = exposed(
    "google",
    "narrowing",
    hop("google:COMPETES_WITH:meta", "article-08", status="active", certainty="inferred"),
    hop("google:CLIENT_OF:scale-ai", "article-03", "article-02", status="planned_end", certainty="reported"),
    amounts=[_CEILING],
)
MICROSOFT = exposed(
    "microsoft",
    "narrowing",
    hop("meta:COMPETES_WITH:microsoft", "article-09"),
    hop("microsoft:CLIENT_OF:scale-ai", "article-04", status="planned_end"),
)
OPENAI = exposed(
    "openai",
    "open",
    hop("meta:COMPETES_WITH:openai", "article-11"),
    hop("openai:CLIENT_OF:scale-ai", "article-06", "article-07", status="active", disputed=True),
    disputed=True,
)
XAI = exposed(
    "xai",
    "narrowing",
    hop("meta:COMPETES_WITH:xai", "article-10"),
    hop("xai:CLIENT_OF:scale-ai", "article-05", status="planned_end"),
)
_ALL = (GOOGLE, MICROSOFT, OPENAI, XAI)
_LOOKED_AT = {"CLIENT_OF": 5, "COMPETES_WITH": 4, "INVESTS_IN": 1}


def _evidence(row: Expected, claims: dict[str, int]) -> Expected:
    """The row with each claim's source and, by paragraph, its place in the text."""
    witness = [
        {
            **hop,
            "claims": [
                {**said, "source": {"id": _ARTICLE, "tier": "B"}, "locator": {"paragraph": claims[said["id"]]}}
                for said in hop["claims"]
            ],
        }
        for hop in row["witness"]
    ]
    return {**row, "witness": witness}


_OF_THE_ARTICLE = [
    Case(
        "the article has four exposed clients",
        article(),
        rows=_ALL,
        certificate={"coverage": {"at": [], "relationships": _LOOKED_AT}, "truncated": False},
    ),
    Case(
        "Google's exposure rests on claims that can be checked",
        article(),
        {"client": "google"},
        rows=(_evidence(GOOGLE, {"article-01": 7, "article-02": 7, "article-03": 7, "article-08": 11}),),
        certificate={
            "parameters": {"client": "google", "depth": 3, "chain_threshold": 1, "include_closed": False},
            "coverage": {"at": ["google"], "relationships": {"CLIENT_OF": 1, "COMPETES_WITH": 1, "INVESTS_IN": 0}},
        },
    ),
    Case("the Arabic name answers like the id", article(), {"client": "غوغل"}, rows=(GOOGLE,)),
    Case(
        "the certificate names the entity that a name meant",
        article(),
        {"client": "جوجل", "investor": "Meta"},
        rows=(GOOGLE,),
        certificate={"parameters": {"client": "google", "investor": "meta"}, "coverage": {"at": ["google", "meta"]}},
    ),
    Case(
        "the investor itself is exposed to nobody and the certificate says what was looked at",
        article(),
        {"client": "meta"},
        certificate={
            "coverage": {"at": ["meta"], "relationships": {"CLIENT_OF": 0, "COMPETES_WITH": 4, "INVESTS_IN": 1}}
        },
    ),
    Case(
        "a name with a typo is refused with the right one",
        article(),
        {"client": "Gooogle"},
        error="UnknownEntity",
        suggestions=("google",),
    ),
    Case("an unknown id is refused", article(), {"vendor": "no-such-vendor"}, error="UnknownEntity"),
    Case(
        "an id with a typo is refused with the right one",
        article(),
        {"vendor": "scale-a1"},
        error="UnknownEntity",
        suggestions=("scale-ai",),
    ),
    Case("the vendor has the same four", article(), {"vendor": "scale-ai"}, rows=_ALL),
    Case("the investor has the same four", article(), {"investor": "meta"}, rows=_ALL),
    Case(
        "all three named leave one",
        article(),
        {"client": "xai", "vendor": "scale-ai", "investor": "meta"},
        rows=(XAI,),
    ),
    Case("Google does not compete with Microsoft", article(), {"client": "google", "investor": "microsoft"}),
    Case("nobody buys from Meta", article(), {"client": "google", "vendor": "meta"}),
    Case("who asks for more than inference gets none", article(), {"min_certainty": "reported"}),
    Case(
        "without disputes OpenAI is left out",
        article(),
        {"include_disputed": False},
        rows=(GOOGLE, MICROSOFT, XAI),
        certificate={"coverage": {"relationships": {**_LOOKED_AT, "CLIENT_OF": 4}}},
    ),
    Case(
        "before the news nothing was known",
        article(),
        {"known_at": "2025-06-26"},
        certificate={"coverage": {"relationships": {"CLIENT_OF": 0, "COMPETES_WITH": 0, "INVESTS_IN": 0}}},
    ),
    Case("on the day of the news all is known", article(), {"known_at": "2025-06-27"}, rows=_ALL),
    Case(
        "before the first report it may have been so already",
        article(),
        {"as_of": "2025-06-26", "client": "google"},
        rows=({**GOOGLE, "verdict": "possible"},),
    ),
    Case(
        "a page that holds all has no next",
        article(),
        {"limit": 4},
        rows=_ALL,
        certificate={"truncated": False},
    ),
    Case(
        "a page says that more follows",
        article(),
        {"limit": 3},
        rows=(GOOGLE, MICROSOFT, OPENAI),
        certificate={"truncated": True},
    ),
]

# Who counts

DEAL = facts(buys(), rivals(), holds(30))

_WHO_COUNTS = [
    Case(
        "a client whose rival holds a part of its vendor is exposed",
        DEAL,
        rows=(
            row(
                stake_percent=30,
                effective_stake_percent=30,
                effective_stake_min=30,
                effective_stake_max=30,
                voting=None,
                chain=["investor", "vendor"],
                standing="open",
                disputed=False,
                verdict="certain",
                certainty="stated",
                window={"from": None, "to": None, "certain_from": "2025-06-01", "certain_to": None},
                segment="foundation_models",
                amounts=[],
                witness=[
                    hop("client:CLIENT_OF:vendor", "client-CLIENT_OF-vendor"),
                    hop("client:COMPETES_WITH:investor", "client-COMPETES_WITH-investor"),
                    hop("investor:INVESTS_IN:vendor", "investor-INVESTS_IN-vendor"),
                ],
            ),
        ),
    ),
    Case(
        "an empty graph has an answer too",
        Facts(),
        certificate={
            "coverage": {"at": [], "relationships": {"CLIENT_OF": 0, "COMPETES_WITH": 0, "INVESTS_IN": 0}},
            "digest": "0" * 64,
        },
    ),
    Case("a rival without a stake exposes nobody", facts(buys(), rivals(), entity("investor"))),
    Case("an investor that is no rival exposes nobody", facts(buys(), holds(30))),
    Case("a rival that holds a part of another vendor exposes nobody", facts(buys(), rivals(), holds(30, vendor="w"))),
    Case(
        "competition is found whichever way round it was said",
        facts(buys("b"), rivals("b", "a"), holds(30, "a"), buys("c"), rivals("a", "c")),
        rows=(row("b", "vendor", "a"), row("c", "vendor", "a")),
    ),
    Case(
        "both rivals are exposed where both buy and both hold",
        facts(buys("a"), buys("b"), rivals("a", "b"), holds(10, "a"), holds(20, "b")),
        rows=(row("a", "vendor", "b", stake_percent=20), row("b", "vendor", "a", stake_percent=10)),
    ),
    Case(
        "a vendor that competes with its client is not an investor in itself",
        facts(buys(), rivals("client", "vendor"), holds(30, "vendor", "holding"), holds(50, "holding", "vendor")),
    ),
    Case(
        "an acquisition or a parent is another question",
        facts(buys(), rivals(), claim("investor", "ACQUIRED", "vendor"), claim("vendor", "SUBSIDIARY_OF", "investor")),
    ),
    Case("a group of clients is never joined on", facts(entity("client", "group"), buys(), rivals(), holds(30))),
    Case("a group of investors is never joined on", facts(entity("investor", "group"), buys(), rivals(), holds(30))),
    Case(
        "a government among the clients of an exposed vendor competes with nobody",
        facts(entity("state", "government"), buys("state"), buys(), rivals(), holds(30)),
        rows=(row(),),
    ),
    Case("a denied contract does not count", facts(buys(status="denied"), rivals(), holds(30))),
    Case("a denied competition does not count", facts(buys(), rivals(status="denied"), holds(30))),
    Case("a denied investment does not count", facts(buys(), rivals(), holds(None, status="denied"))),
    Case("a called off investment does not count", facts(buys(), rivals(), holds(30, status="called_off"))),
    Case(
        "what was called off and denied does not count among the closed either",
        facts(buys(status="called_off"), buys("denied", status="denied"), rivals(), rivals("denied"), holds(30)),
        {"include_closed": True},
    ),
    Case("an announced investment does not count yet", facts(buys(), rivals(), holds(30, status="announced"))),
    Case(
        "a denial as sure as what it denies removes it",
        facts(buys(), buys(id="no", status="denied", reported_on="2025-07-01"), rivals(), holds(30)),
    ),
    Case(
        "a denial less sure than what it denies is a dispute",
        facts(buys(), buys(id="no", status="denied", certainty="reported"), rivals(), holds(30)),
        rows=(
            row(
                disputed=True,
                verdict="possible",
                witness=[
                    hop("client:CLIENT_OF:vendor", "no", "client-CLIENT_OF-vendor", disputed=True),
                    hop("client:COMPETES_WITH:investor", "client-COMPETES_WITH-investor"),
                    hop("investor:INVESTS_IN:vendor", "investor-INVESTS_IN-vendor"),
                ],
            ),
        ),
    ),
    Case(
        "a disputed row is left out where disputes are not asked for",
        facts(buys(), buys(id="no", status="denied", certainty="reported"), rivals(), holds(30)),
        {"include_disputed": False},
        certificate={"coverage": {"relationships": {"CLIENT_OF": 0, "COMPETES_WITH": 1, "INVESTS_IN": 1}}},
    ),
    Case(
        "a disputed competition is left out where disputes are not asked for",
        facts(buys(), rivals(), rivals(id="no", status="denied", certainty="reported"), holds(30)),
        {"include_disputed": False},
    ),
    Case(
        "a chain with a disputed hop is left out where disputes are not asked for",
        facts(
            buys(),
            rivals(),
            holds(50, vendor="holding"),
            holds(None, vendor="holding", id="no", status="denied", certainty="reported"),
            holds(40, "holding"),
        ),
        {"include_disputed": False},
    ),
    Case(
        "a disputed holding makes the row disputed",
        facts(
            buys(), rivals(), holds(30), holds(40, id="other", disputes=["investor-INVESTS_IN-vendor"], source="paper")
        ),
        rows=(row(disputed=True, standing="open", effective_stake_min=30, effective_stake_max=40),),
    ),
    Case(
        "an undated denial as sure as the holding disputes it and does not remove it",
        facts(
            buys(),
            rivals(),
            holds(30),
            holds(None, id="no", status="denied", source="page", reported_on=None, recorded_on="2025-08-01"),
        ),
        rows=(row(disputed=True, verdict="possible"),),
    ),
    Case(
        "a part that was called off leaves the stake that another part is",
        facts(
            buys(),
            rivals(),
            holds(5, part="Series B"),
            holds(49, id="more", status="called_off", certainty="confirmed", part="Series C", source="paper"),
        ),
        rows=(row(disputed=False, verdict="certain", effective_stake_percent=5, effective_stake_max=5),),
    ),
    Case(
        "of a relationship known by its parts only the parts count",
        facts(buys(part="one product"), rivals(), holds(30, part="Series B")),
        rows=(
            row(
                witness=[
                    hop("client:CLIENT_OF:vendor", "client-CLIENT_OF-vendor", partial=True),
                    hop("client:COMPETES_WITH:investor", "client-COMPETES_WITH-investor", partial=False),
                    hop("investor:INVESTS_IN:vendor", "investor-INVESTS_IN-vendor", partial=True),
                ]
            ),
        ),
    ),
    Case(
        "the end of a part is not the end of the whole",
        facts(
            buys(), buys(id="part", part="one product", status="ended", reported_on="2025-07-01"), rivals(), holds(30)
        ),
        rows=(row(standing="open", disputed=False),),
    ),
]

# How much

_HOW_MUCH = [
    Case(
        "the largest stake comes first and ties are broken by client vendor and investor",
        facts(
            *(buys(c, v) for c in ("c1", "c2") for v in ("v1", "v2")),
            *(rivals(c, i) for c in ("c1", "c2") for i in ("i1", "i2")),
            *(holds(10, i, v) for i in ("i1", "i2") for v in ("v1", "v2")),
            buys("z", "zz"),
            rivals("z", "zzz"),
            holds(10.5, "zzz", "zz"),
        ),
        rows=(
            row("z", "zz", "zzz"),
            row("c1", "v1", "i1"),
            row("c1", "v1", "i2"),
            row("c1", "v2", "i1"),
            row("c1", "v2", "i2"),
            row("c2", "v1", "i1"),
            row("c2", "v1", "i2"),
            row("c2", "v2", "i1"),
            row("c2", "v2", "i2"),
        ),
    ),
    Case(
        "an unknown stake comes last",
        facts(buys(), rivals("client", "a"), rivals("client", "b"), holds(None, "a"), holds(0.01, "b")),
        rows=(
            row("client", "vendor", "b", stake_percent=0.01),
            row(
                "client",
                "vendor",
                "a",
                stake_percent=None,
                effective_stake_percent=None,
                effective_stake_min=0,
                effective_stake_max=100,
            ),
        ),
    ),
    Case(
        "a stake known by its bounds has no value but bounds",
        facts(buys(), rivals(), holds({"min": 10, "max": 30})),
        rows=(row(stake_percent=None, effective_stake_percent=None, effective_stake_min=10, effective_stake_max=30),),
    ),
    Case(
        "the surest claim gives the stake and all claims its bounds",
        facts(
            buys(),
            rivals(),
            holds(49),
            holds(45, id="later", certainty="reported", reported_on="2025-07-01", source="b"),
        ),
        rows=(row(stake_percent=49, effective_stake_percent=49, effective_stake_min=45, effective_stake_max=49),),
    ),
    Case(
        "a further tranche that was only announced is no part of the stake",
        facts(
            buys(),
            rivals(),
            holds(11),
            holds(13, id="more", status="announced", certainty="confirmed", reported_on="2025-07-01"),
        ),
        rows=(row(stake_percent=11, effective_stake_percent=11, effective_stake_min=11, effective_stake_max=11),),
    ),
    Case(
        "a least stake leaves out the smaller and the unknown and keeps the equal",
        facts(
            buys(),
            *(rivals("client", i) for i in "abcd"),
            holds(9.9, "a"),
            holds(10, "b"),
            holds(None, "c"),
            holds(11, "d"),
        ),
        {"min_stake": 10},
        rows=(row("client", "vendor", "d"), row("client", "vendor", "b")),
    ),
    Case(
        "the votes are what the claims say",
        facts(
            buys(),
            *(rivals("client", i) for i in "abcd"),
            holds(4, "a", voting=True),
            holds(3, "b", voting=False),
            holds(2, "c", voting="unknown"),
            holds(1, "d"),
        ),
        rows=(
            row("client", "vendor", "a", voting=True),
            row("client", "vendor", "b", voting=False),
            row("client", "vendor", "c", voting=None),
            row("client", "vendor", "d", voting=None),
        ),
    ),
    Case(
        "a ceiling ranges from nothing",
        facts(buys(amount={"max": 200, "currency": "USD", "basis": "up_to"}), rivals(), holds(30)),
        rows=(row(amounts=[{"value": None, "min": None, "max": 200, "low": 0, "high": 200, "basis": "up_to"}]),),
    ),
    Case(
        "what was paid in another year is not in the range of this one's",
        facts(
            buys(amount={"value": 200, "currency": "USD", "basis": "paid", "period": "2025"}),
            buys(id="before", amount={"value": 5, "currency": "USD", "basis": "paid", "period": "2024"}, source="b"),
            rivals(),
            holds(30),
        ),
        rows=(row(amounts=[{"value": 200, "low": 200, "high": 200, "period": "2025"}]),),
    ),
    Case(
        "the amounts of the hops stand beside the row",
        facts(
            buys(amount={"value": 200, "currency": "USD", "basis": "paid"}),
            buys(
                id="later",
                amount={"min": 100, "max": 250, "currency": "USD", "basis": "paid", "approximate": True},
                certainty="reported",
            ),
            rivals(),
            holds(30, amount={"value": 9, "currency": "EUR", "basis": "round_total", "period": "2024"}),
        ),
        rows=(
            row(
                amounts=[
                    {
                        "relationship": "client:CLIENT_OF:vendor",
                        "value": 200,
                        "min": None,
                        "max": None,
                        "low": 100,
                        "high": 250,
                        "currency": "USD",
                        "basis": "paid",
                        "period": None,
                        "approximate": False,
                    },
                    {
                        "relationship": "investor:INVESTS_IN:vendor",
                        "value": 9,
                        "currency": "EUR",
                        "basis": "round_total",
                        "period": "2024",
                    },
                ]
            ),
        ),
    ),
    Case(
        "the segment is the competition's",
        facts(buys(), rivals(segment="chips"), rivals(id="surer", segment="cloud", certainty="confirmed"), holds(30)),
        rows=(row(segment="cloud"),),
    ),
]

# Through others

CHAIN = facts(buys(), rivals(), holds(50, vendor="holding"), holds(40, "holding"))
LADDER = facts(
    buys(), rivals("client", "i"), holds(80, "i", "h3"), holds(80, "h3", "h2"), holds(80, "h2", "h1"), holds(80, "h1")
)
DIAMOND = facts(
    buys(),
    rivals(),
    holds(50, vendor="a"),
    holds(30, vendor="b"),
    holds(60, "a", "c"),
    holds(10, "b", "c"),
    holds(90, "c"),
)
FAINT = facts(buys(), rivals(), holds(10, vendor="holding"), holds(5, "holding"))
DARK = facts(buys(), rivals(), holds(None, vendor="holding"), holds(40, "holding"), holds(10))

_THROUGH_OTHERS = [
    Case(
        "a stake through a holding is the product",
        CHAIN,
        rows=(
            row(
                stake_percent=None,
                effective_stake_percent=20,
                effective_stake_min=20,
                effective_stake_max=20,
                chain=["investor", "holding", "vendor"],
                witness=[
                    hop("client:CLIENT_OF:vendor", "client-CLIENT_OF-vendor"),
                    hop("client:COMPETES_WITH:investor", "client-COMPETES_WITH-investor"),
                    hop("investor:INVESTS_IN:holding", "investor-INVESTS_IN-holding"),
                    hop("holding:INVESTS_IN:vendor", "holding-INVESTS_IN-vendor"),
                ],
            ),
        ),
    ),
    Case("a depth of one is direct stakes only", CHAIN, {"depth": 1}),
    Case("a depth of two finds a chain of two", CHAIN, {"depth": 2}, rows=(row(),)),
    Case("a chain of four is deeper than usual", LADDER),
    Case(
        "a chain of four is found at a depth of four",
        LADDER,
        {"depth": 4},
        rows=(row("client", "vendor", "i", effective_stake_percent=40.96, chain=["i", "h3", "h2", "h1", "vendor"]),),
    ),
    Case(
        "a chain that is faint is not followed",
        FAINT,
        certificate={"coverage": {"relationships": {"CLIENT_OF": 1, "COMPETES_WITH": 1, "INVESTS_IN": 2}}},
    ),
    Case(
        "a lower threshold follows it",
        FAINT,
        {"chain_threshold": 0.5},
        rows=(row(effective_stake_percent=0.5),),
    ),
    Case("a threshold of zero follows all", FAINT, {"chain_threshold": 0}, rows=(row(effective_stake_percent=0.5),)),
    Case("a chain just as large as the threshold counts", CHAIN, {"chain_threshold": 20}, rows=(row(),)),
    Case("a chain smaller than the threshold does not", CHAIN, {"chain_threshold": 20.1}),
    Case(
        "a direct holding counts whatever its size",
        facts(buys(), rivals(), holds(0.1)),
        {"chain_threshold": 50},
        rows=(row(effective_stake_percent=0.1),),
    ),
    Case(
        "parallel chains are summed and the direct one is principal",
        facts(buys(), rivals(), holds(50, vendor="holding"), holds(40, "holding"), holds(10)),
        rows=(
            row(
                stake_percent=10,
                effective_stake_percent=30,
                chain=["investor", "vendor"],
                witness=[
                    hop("client:CLIENT_OF:vendor", "client-CLIENT_OF-vendor"),
                    hop("client:COMPETES_WITH:investor", "client-COMPETES_WITH-investor"),
                    hop("investor:INVESTS_IN:vendor", "investor-INVESTS_IN-vendor"),
                    hop("investor:INVESTS_IN:holding", "investor-INVESTS_IN-holding"),
                    hop("holding:INVESTS_IN:vendor", "holding-INVESTS_IN-vendor"),
                ],
            ),
        ),
    ),
    Case(
        "the sum is never more than the whole",
        facts(buys(), rivals(), holds(100, vendor="holding"), holds(60, "holding"), holds(90)),
        rows=(row(effective_stake_percent=100, effective_stake_min=100, effective_stake_max=100),),
    ),
    Case(
        "a holding on two chains stands once in the witness",
        DIAMOND,
        rows=(
            row(
                effective_stake_percent=29.7,
                chain=["investor", "a", "c", "vendor"],
                witness=[
                    hop("client:CLIENT_OF:vendor", "client-CLIENT_OF-vendor"),
                    hop("client:COMPETES_WITH:investor", "client-COMPETES_WITH-investor"),
                    hop("investor:INVESTS_IN:a", "investor-INVESTS_IN-a"),
                    hop("a:INVESTS_IN:c", "a-INVESTS_IN-c"),
                    hop("c:INVESTS_IN:vendor", "c-INVESTS_IN-vendor"),
                    hop("investor:INVESTS_IN:b", "investor-INVESTS_IN-b"),
                    hop("b:INVESTS_IN:c", "b-INVESTS_IN-c"),
                ],
            ),
        ),
    ),
    Case(
        "a chain with an unknown stake is not followed",
        DARK,
        rows=(row(effective_stake_percent=10, effective_stake_max=10, chain=["investor", "vendor"]),),
    ),
    Case(
        "a threshold of zero follows unknown stakes and they widen the bounds",
        DARK,
        {"chain_threshold": 0},
        rows=(
            row(
                effective_stake_percent=10, effective_stake_min=10, effective_stake_max=50, witness=[{}, {}, {}, {}, {}]
            ),
        ),
    ),
    Case(
        "a holding beside a range takes nothing from what the range makes known",
        facts(buys(), rivals(), holds({"min": 60}), holds(10, vendor="holding"), holds(20, "holding")),
        {"min_stake": 62},
        rows=(row(stake_percent=None, effective_stake_percent=62, effective_stake_min=62, effective_stake_max=100),),
    ),
    Case(
        "where every chain has an unknown stake the effective stake is unknown",
        facts(buys(), rivals(), holds(50, vendor="holding"), holds(None, "holding")),
        {"chain_threshold": 0},
        rows=(row(effective_stake_percent=None, effective_stake_min=0, effective_stake_max=50),),
    ),
    Case(
        "a cycle of holdings is never gone round",
        facts(buys(), rivals(), holds(40), holds(50, "other", "investor"), holds(50, "investor", "other")),
        {"chain_threshold": 0},
        rows=(row(effective_stake_percent=40, witness=[{}, {}, {}]),),
    ),
    Case(
        "a vendor that holds a part of its investor adds nothing",
        facts(buys(), rivals(), holds(40), holds(50, "vendor", "investor"), holds(50, "vendor", "other")),
        {"chain_threshold": 0, "depth": 4},
        rows=(row(effective_stake_percent=40, witness=[{}, {}, {}]),),
    ),
    Case(
        "a chain through the client itself does not count",
        facts(buys(), rivals(), holds(60, vendor="client"), holds(50, "client")),
        {"chain_threshold": 0},
    ),
    Case(
        "a chain through another client counts",
        facts(buys(), rivals(), holds(60, vendor="neighbour"), holds(50, "neighbour"), buys("neighbour")),
        rows=(row(effective_stake_percent=30),),
    ),
    Case(
        "a chain that passes the vendor on its way does not count",
        facts(buys(), rivals(), holds(40), holds(50, "vendor", "other"), holds(50, "other")),
        {"chain_threshold": 0, "depth": 4},
        rows=(row(effective_stake_percent=40, witness=[{}, {}, {}]),),
    ),
    Case(
        "one hop without votes takes the chain's votes, whatever else is unknown",
        facts(buys(), rivals(), holds(50, vendor="holding"), holds(40, "holding", voting=False)),
        rows=(row(voting=False),),
    ),
    Case(
        "one hop without votes takes the chain's votes",
        facts(buys(), rivals(), holds(50, vendor="holding", voting=True), holds(40, "holding", voting=False)),
        rows=(row(voting=False),),
    ),
    Case(
        "one hop of unknown votes leaves the chain's unknown",
        facts(buys(), rivals(), holds(50, vendor="holding", voting=True), holds(40, "holding")),
        rows=(row(voting=None),),
    ),
    Case(
        "votes all along the chain are votes",
        facts(buys(), rivals(), holds(50, vendor="holding", voting=True), holds(40, "holding", voting=True)),
        rows=(row(voting=True),),
    ),
    Case(
        "a chain is as certain as its least certain hop",
        facts(buys(), rivals(), holds(50, vendor="holding", certainty="reported"), holds(40, "holding")),
        rows=(row(certainty="reported"),),
    ),
    Case(
        "a chain with a hop less certain than asked for does not count",
        facts(buys(), rivals(), holds(50, vendor="holding", certainty="reported"), holds(40, "holding")),
        {"min_certainty": "stated"},
    ),
    Case(
        "a chain with a hop that was sold does not count",
        facts(buys(), rivals(), holds(50, vendor="holding", status="ended"), holds(40, "holding")),
    ),
    Case(
        "the intermediate holder is an investor of its own",
        facts(buys(), rivals(), rivals("client", "holding"), holds(50, vendor="holding"), holds(40, "holding")),
        rows=(
            row("client", "vendor", "holding", effective_stake_percent=40),
            row("client", "vendor", "investor", effective_stake_percent=20),
        ),
    ),
]

# When

_CAME_AND_WENT = facts(
    buys(valid_from="2024", valid_to="2025-03"),
    rivals(valid_from="2020-01-01"),
    holds(30, valid_from="2023-06-30"),
)
_LEFT = facts(
    buys(reported_on="2025-06-01"),
    buys(id="plan", status="planned_end", reported_on="2025-07-01"),
    buys(id="gone", status="ended", reported_on="2025-08-01", valid_to="2025-07-15"),
    rivals(),
    holds(30),
)


def when(name: str, as_of: str, verdict: str | None) -> Case:
    return Case(name, _CAME_AND_WENT, {"as_of": as_of}, rows=(row(verdict=verdict),) if verdict else ())


_WHEN = [
    when("before the year it began in it did not hold", "2023-12-31", None),
    when("within the year it began in it may have held", "2024-06-15", "possible"),
    when("from the end of that year it held", "2024-12-31", "certain"),
    when("until the month it ended in it held", "2025-03-01", "certain"),
    when("within the month it ended in it may have held", "2025-03-02", "possible"),
    when("on the last day of that month it may have held", "2025-03-31", "possible"),
    when("after that month it did not hold", "2025-04-01", None),
    Case(
        "the window is when all hops hold at once",
        _CAME_AND_WENT,
        {"as_of": "2025-01-01"},
        rows=(
            row(
                window={
                    "from": "2024-01-01",
                    "to": "2025-04-01",
                    "certain_from": "2024-12-31",
                    "certain_to": "2025-03-02",
                }
            ),
        ),
    ),
    Case(
        "a client that means to leave is narrowing",
        _LEFT,
        {"known_at": "2025-07-31"},
        rows=(row(standing="narrowing"),),
    ),
    Case("before it said so the conflict was open", _LEFT, {"known_at": "2025-06-30"}, rows=(row(standing="open"),)),
    Case("before anybody said anything there was no conflict", _LEFT, {"known_at": "2025-05-31"}),
    Case("a client that left is not exposed", _LEFT),
    Case(
        "a client that left is shown among the closed",
        _LEFT,
        {"include_closed": True},
        rows=(row(standing="closed", window={"from": None, "to": "2025-07-16"}),),
    ),
    Case(
        "an investor that sold exposes nobody but is shown among the closed",
        facts(buys(valid_from="2020-01-01"), rivals(), holds(30, status="ended", valid_to="2024-12-31")),
        {"include_closed": True},
        rows=(row(standing="closed", window={"from": "2020-01-01", "to": "2025-01-01"}),),
    ),
    Case(
        "an investor that sold exposes nobody",
        facts(buys(valid_from="2020-01-01"), rivals(), holds(30, status="ended", valid_to="2024-12-31")),
    ),
    Case(
        "on its last day it is not yet closed",
        facts(buys(status="ended", valid_to="2024-12-31"), rivals(), holds(30)),
        {"include_closed": True, "as_of": "2024-12-31"},
        rows=(row(verdict="possible", window={"to": "2025-01-01"}),),
    ),
    Case(
        "on the day after its last it is closed",
        facts(buys(status="ended", valid_to="2024-12-31"), rivals(), holds(30)),
        {"include_closed": True, "as_of": "2025-01-01"},
        rows=(row(standing="closed", window={"to": "2025-01-01"}),),
    ),
    Case(
        "what was over before the other began never met",
        facts(buys(valid_from="2025-01-01"), rivals(), holds(30, status="ended", valid_to="2024-12-31")),
        {"include_closed": True},
    ),
    Case(
        "among the closed open ones stand too",
        facts(buys(), rivals(), holds(30), buys("former", status="ended"), rivals("former")),
        {"include_closed": True},
        rows=(row("client", standing="open"), row("former", standing="closed")),
    ),
    Case(
        "what had not begun on the day is not among the closed",
        facts(buys(), rivals(), holds(30, valid_from="2025-05-01")),
        {"as_of": "2025-04-30", "include_closed": True},
    ),
    Case(
        "what is over adds nothing to a chain that stands",
        facts(
            buys(),
            rivals(),
            holds(60, status="ended", valid_to="2024-12-31"),
            holds(50, vendor="holding"),
            holds(40, "holding"),
        ),
        {"include_closed": True},
        rows=(row(chain=["investor", "holding", "vendor"], standing="open", effective_stake_percent=20),),
    ),
    Case(
        "a partial report date counts from its last day",
        facts(buys(reported_on="2025-06"), rivals(), holds(30)),
        {"known_at": "2025-06-29"},
    ),
    Case(
        "on the last day of the month it was reported in it is known",
        facts(buys(reported_on="2025-06"), rivals(), holds(30)),
        {"known_at": "2025-06-30"},
        rows=(row(),),
    ),
    Case(
        "what we recorded earlier was known earlier",
        facts(buys(reported_on="2025-06", recorded_on="2025-06-10"), rivals(), holds(30)),
        {"known_at": "2025-06-10"},
        rows=(row(),),
    ),
    Case(
        "an announced deal counts once it is done",
        facts(buys(), rivals(), holds(30, id="plan", status="announced"), holds(30, reported_on="2025-09-01")),
        {"known_at": "2025-09-01"},
        rows=(row(),),
    ),
    Case(
        "until then it is only announced",
        facts(buys(), rivals(), holds(30, id="plan", status="announced"), holds(30, reported_on="2025-09-01")),
        {"known_at": "2025-08-31"},
    ),
]

# How sure

_UNSURE_END = facts(
    buys(), buys(id="rumour", status="ended", certainty="reported", reported_on="2025-07-01"), rivals(), holds(30)
)

_HOW_SURE = [
    Case(
        "a row is as certain as its least certain hop",
        facts(buys(certainty="confirmed"), rivals(certainty="inferred"), holds(30)),
        rows=(row(certainty="inferred"),),
    ),
    Case(
        "a reprint counts as reported at most",
        facts(buys(source="reprint", certainty="confirmed"), rivals(), holds(30), reprint="C"),
        rows=(row(certainty="reported"),),
    ),
    Case(
        "a reprint is left out where more is asked for",
        facts(buys(source="reprint", certainty="confirmed"), rivals(), holds(30), reprint="C"),
        {"min_certainty": "stated"},
    ),
    Case("a rumoured end ends it where rumours count", _UNSURE_END),
    Case(
        "a rumoured end does not end it where rumours do not count",
        _UNSURE_END,
        {"min_certainty": "stated"},
        rows=(
            row(
                standing="open",
                certainty="stated",
                witness=[hop("client:CLIENT_OF:vendor", "client-CLIENT_OF-vendor"), {}, {}],
            ),
        ),
    ),
]

# What is refused

_WRONG: dict[str, dict[str, Any]] = {
    "a limit of none is refused": {"limit": 0},
    "a negative limit is refused": {"limit": -1},
    "a limit of a billion is refused": {"limit": 10**9},
    "what will be known in the future is refused": {"known_at": "9998-12-31"},
    "a month that does not exist is refused": {"as_of": "2025-13-01"},
    "a day that does not exist is refused": {"as_of": "2025-02-30"},
    "a partial day is refused": {"known_at": "2025-02"},
    "a stake above the whole is refused": {"min_stake": 149},
    "a stake of nothing is refused": {"min_stake": 0},
    "a depth of none is refused": {"depth": 0},
    "a depth beyond four is refused": {"depth": 5},
    "a negative threshold is refused": {"chain_threshold": -1},
    "an unknown certainty is refused": {"min_certainty": "sure"},
    "an empty name is refused": {"client": ""},
}
_REFUSED = [
    *(Case(name, DEAL, asked, error="BadParameter") for name, asked in _WRONG.items()),
    Case(
        "an unknown parameter is refused with the nearest",
        DEAL,
        {"clients": "client"},
        error="BadParameter",
        suggestions=("client",),
    ),
    Case(
        "a name that two carry is refused with both",
        facts(entity("acme-us", "company", "Acme"), entity("acme-de", "company", "ACME"), buys("acme-us")),
        {"client": "acme"},
        error="AmbiguousName",
        suggestions=("acme-de", "acme-us"),
    ),
]

# Spells

_ALL_ALONG = (rivals(valid_from="2010-01-01"), buys(valid_from="2015-01-01"))
_RENEWED = facts(
    rivals(valid_from="2010-01-01", reported_on="2016-01-01"),
    holds(40, valid_from="2015-01-01", reported_on="2016-01-01"),
    buys(id="first", status="ended", valid_from="2018-01-01", valid_to="2020-05-31", reported_on="2020-06-01"),
    buys(id="second", valid_from="2023-02-01", reported_on="2023-03-01"),
)
_SOLD_DOWN = facts(
    *_ALL_ALONG,
    holds(49, id="most", valid_from="2020-01-01", valid_to="2021-12-31", reported_on="2020-01-10"),
    holds(5, id="rest", valid_from="2022-01-01", reported_on="2022-01-10"),
)
_WITHOUT_ENDS = facts(
    *_ALL_ALONG,
    holds(49, id="most", valid_from="2020-01-01", reported_on="2020-01-10"),
    holds(5, id="rest", valid_from="2022-01-01", reported_on="2022-01-10"),
)
_THEN_LEFT = facts(
    rivals(valid_from="2010-01-01"),
    buys(id="used", status="ended", valid_from="2018-01-01", valid_to="2021-06-30"),
    holds(49, id="most", valid_from="2020-01-01", valid_to="2021-12-31", reported_on="2020-01-10"),
    holds(5, id="rest", valid_from="2022-01-01", reported_on="2022-01-10"),
)


def certainly(stake: float, **more: Any) -> Expected:
    return row(effective_stake_percent=stake, stake_percent=stake, verdict="certain", disputed=False, **more)


_SPELLS = [
    Case(
        "a contract that was renewed is certain in its first spell", _RENEWED, {"as_of": "2019-06-01"}, (certainly(40),)
    ),
    Case("between its spells it is not", _RENEWED, {"as_of": "2021-06-01"}),
    Case("it is certain in its second spell", _RENEWED, {"as_of": "2024-06-01"}, (certainly(40, standing="open"),)),
    Case("nobody disputes a renewal", _RENEWED, {"include_disputed": False}, (certainly(40),)),
    Case(
        "before the renewal was known the contract was over",
        _RENEWED,
        {"known_at": "2022-01-01", "as_of": "2022-01-01", "include_closed": True},
        (row(standing="closed", window={"from": "2018-01-01", "to": "2020-06-01"}),),
    ),
    Case("a stake is what it was on the day", _SOLD_DOWN, {"as_of": "2021-06-01", "min_stake": 25}, (certainly(49),)),
    Case("and later what it is then", _SOLD_DOWN, {"as_of": "2026-01-01"}, (certainly(5),)),
    Case("a smaller stake is not found by a larger least one", _SOLD_DOWN, {"min_stake": 25}),
    Case(
        "a stake without an end goes on until another begins",
        _WITHOUT_ENDS,
        {"as_of": "2021-06-01", "min_stake": 25},
        (certainly(49, effective_stake_min=49, effective_stake_max=49),),
    ),
    Case(
        "of one source's stakes the later one alone counts from then on",
        _WITHOUT_ENDS,
        rows=(certainly(5, effective_stake_min=5, effective_stake_max=5),),
    ),
    Case(
        "a closed conflict is told as it was on its last day",
        _THEN_LEFT,
        {"include_closed": True},
        (row(standing="closed", stake_percent=49, window={"from": "2020-01-01", "to": "2021-07-01"}),),
    ),
    Case("of what never met no conflict is told", _THEN_LEFT, {"as_of": "2024-01-01"}),
    Case(
        "nothing holds before a party was founded",
        facts(buys(), rivals(), holds(30), lived("vendor", founded="2020-05")),
        {"as_of": "2020-04-30"},
    ),
    Case(
        "from the first day on which it may have been founded it may",
        facts(buys(), rivals(), holds(30), lived("vendor", founded="2020-05")),
        {"as_of": "2020-05-01"},
        (row(verdict="possible"),),
    ),
    Case(
        "nothing holds after a party was dissolved",
        facts(buys(), rivals(), holds(30), lived("investor", dissolved="2025-12-31")),
        {"as_of": "2026-01-01"},
    ),
]

# Retractions, and disputes from elsewhere

_WITHDRAWN = facts(buys(), rivals(), holds(30, id="stake"), withdrawn("2025-08-01", claim="stake"))

_CONTRADICTED = facts(
    buys(),
    rivals(),
    rivals("client", "other"),
    holds(40, id="wrong-buyer"),
    holds(40, "other", id="right-buyer", certainty="confirmed", source="register", disputes=["wrong-buyer"]),
)

_WHAT_COUNTS = [
    Case("a claim that was withdrawn counts no more", _WITHDRAWN),
    Case("nor on the day from which that could be known", _WITHDRAWN, {"known_at": "2025-08-01"}),
    Case("until then it did", _WITHDRAWN, {"known_at": "2025-07-31"}, (row(stake_percent=30),)),
    Case(
        "what was never said never counted",
        facts(buys(), rivals(), holds(30, id="stake"), mistaken(claim="stake")),
        {"known_at": "2025-07-31"},
    ),
    Case(
        "a source takes all that it said with it",
        facts(buys(), rivals(), holds(30, source="paper"), holds(20, id="b"), withdrawn("2025-08-01", source="paper")),
        rows=(certainly(20, effective_stake_max=20),),
    ),
    Case(
        "a dispute works across relationships and both are disputed",
        _CONTRADICTED,
        rows=(row(disputed=True), row("client", "vendor", "other", disputed=True)),
    ),
    Case("both can be left out", _CONTRADICTED, {"include_disputed": False}),
    Case(
        "a dispute with what isn't sure enough to be heard is none",
        _CONTRADICTED,
        {"min_certainty": "confirmed"},
    ),
    Case(
        "a dispute with a claim that was retracted is none",
        facts(*_CONTRADICTED.claims.values(), mistaken(claim="wrong-buyer")),
        rows=(row("client", "vendor", "other", disputed=False),),
    ),
]

# Stakes

_ON_THE_LINE = facts(
    buys(),
    rivals(),
    holds(90, vendor="middle"),
    holds(1.4, "middle"),
)
_SIDE_BY_SIDE = facts(buys(), rivals(), holds(4.3), holds(100, vendor="middle"), holds(0.1, "middle"))

_STAKES = [
    Case("90% of 1.4% is 1.26", _ON_THE_LINE, {"min_stake": 1.26}, (row(effective_stake_percent=1.26),)),
    Case("and no more", _ON_THE_LINE, {"min_stake": 1.260000001}),
    Case("a threshold that it reaches is reached", _ON_THE_LINE, {"chain_threshold": 1.26}, (row(),)),
    Case(
        "4.3 and 0.1 are 4.4",
        _SIDE_BY_SIDE,
        {"chain_threshold": 0.05, "min_stake": 4.4},
        (row(effective_stake_percent=4.4),),
    ),
    Case(
        "a range of one value is that value",
        facts(buys(), rivals(), holds({"min": 25, "max": 25})),
        {"min_stake": 25},
        (certainly(25),),
    ),
    Case(
        "a range counts as its least",
        facts(buys(), rivals(), holds({"min": 50, "exclusive_min": True})),
        {"min_stake": 50},
        (
            row(
                effective_stake_percent=None,
                effective_stake_min=50,
                witness=[
                    {},
                    {},
                    {"relationship": {"stake_min": 50, "stake_min_exclusive": True, "stake_max_exclusive": False}},
                ],
            ),
        ),
    ),
    Case(
        "a range leads on by its least where that reaches the threshold",
        facts(buys(), rivals(), holds({"min": 50}, vendor="middle"), holds(40, "middle")),
        {"chain_threshold": 20},
        (row(effective_stake_percent=None, effective_stake_min=20, effective_stake_max=40),),
    ),
    Case(
        "and doesn't where it is below",
        facts(buys(), rivals(), holds({"min": 50}, vendor="middle"), holds(40, "middle")),
        {"chain_threshold": 20.1},
    ),
    Case(
        "an indirect stake is shown",
        facts(buys(), rivals(), holds(12, direct=False)),
        rows=(certainly(12, witness=[{}, {}, {"relationship": {"direct": False}}]),),
    ),
    Case(
        "it is not added to the chain that it is made of",
        facts(buys(), rivals(), holds(12, direct=False), holds(40, vendor="middle"), holds(30, "middle")),
        rows=(row(stake_percent=12, effective_stake_percent=12, effective_stake_min=12, effective_stake_max=12),),
    ),
    Case(
        "and leads on in no chain",
        facts(buys(), rivals(), holds(40, vendor="middle", direct=False), holds(30, "middle")),
        {"chain_threshold": 0},
    ),
    Case(
        "what adds up to more than a hundred is capped and says so",
        facts(buys(), rivals(), holds(70), holds(90, vendor="middle"), holds(60, "middle")),
        rows=(row(effective_stake_percent=100, effective_stake_min=100, capped_at_100=True),),
    ),
    Case("what doesn't says so too", facts(buys(), rivals(), holds(100)), rows=(row(capped_at_100=False),)),
]

CASES = [
    *_OF_THE_ARTICLE,
    *_WHO_COUNTS,
    *_HOW_MUCH,
    *_THROUGH_OTHERS,
    *_WHEN,
    *_HOW_SURE,
    *_SPELLS,
    *_WHAT_COUNTS,
    *_STAKES,
    *_REFUSED,
]
