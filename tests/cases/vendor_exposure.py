"""Cases of: what share of a vendor's known clients compete with one of its investors, and at what revenue?"""

from typing import Any

from graph_service.domain.claim import Claim
from tests.cases import Case, Expected, article, claim, entity, facts, figure

VENDOR: dict[str, Any] = {"vendor": "vendor"}


def buys(client: str, share: Any = None, /, vendor: str = "vendor", *, period: str = "2024", **more: Any) -> Claim:
    revenue = {} if share is None else {"revenue": {"percent": share, "of": "revenue", "period": period}}
    return claim(client, "CLIENT_OF", vendor, **revenue, **more)


def holds(investor: str, stake: Any = None, /, vendor: str = "vendor", **more: Any) -> Claim:
    return claim(investor, "INVESTS_IN", vendor, **({} if stake is None else {"stake_percent": stake}), **more)


def rivals(one: str, other: str, **more: Any) -> Claim:
    return claim(one, "COMPETES_WITH", other, **more)


def ids(*entities: str) -> list[Expected]:
    return [{"id": id_} for id_ in entities]


def row(investor: str | None, competing: str, known: int, vendor: str = "vendor", **more: Any) -> Expected:
    """The row of an investor, or of all together: who competes, of how many."""
    clients = competing.split()
    return {
        "section": "vendor" if investor is None else "investor",
        "vendor": {"id": vendor},
        "investor": None if investor is None else {"id": investor},
        "competing": ids(*clients),
        "clients_competing": len(clients),
        "clients_known": known,
        "share_percent": 100 * len(clients) / known,
        **more,
    }


def revenue(period: str, percent: float | None, clients: str, unknown: str = "", **more: Any) -> Expected:
    bounds = {} if "percent_min" in more else {"percent_min": percent, "percent_max": percent}
    return {
        "period": period,
        "percent": percent,
        "clients": clients.split(),
        "unknown": unknown.split(),
        **bounds,
        **more,
    }


# The article

_ALL = "google microsoft openai xai"
_EARNINGS = revenue("2024", 150 / 870 * 100, "google", "microsoft openai xai", metric="earnings")
_HOPS = [
    {"figure": "scale-ai:earnings:2024:USD", "claims": [{"id": "article-17"}]},
    {"relationship": {"id": "google:CLIENT_OF:scale-ai"}},
    {"relationship": {"id": "google:COMPETES_WITH:meta"}},
    {"relationship": {"id": "meta:INVESTS_IN:scale-ai"}, "claims": [{"id": "article-01"}]},
    {"relationship": {"id": "microsoft:CLIENT_OF:scale-ai"}},
    {"relationship": {"id": "meta:COMPETES_WITH:microsoft"}},
    {"relationship": {"id": "openai:CLIENT_OF:scale-ai"}},
    {"relationship": {"id": "meta:COMPETES_WITH:openai"}},
    {"relationship": {"id": "xai:CLIENT_OF:scale-ai"}},
    {"relationship": {"id": "meta:COMPETES_WITH:xai"}},
]
_SAME: dict[str, Any] = {
    "vendor": "scale-ai",
    "investors_known": 1,
    "leaving": ids("google", "microsoft", "xai"),
    "revenue": [_EARNINGS],
    "revenue_unknown": ids("microsoft", "openai", "xai"),
    "disputed": True,
    "verdict": "certain",
    "certainty": "inferred",
    "witness": _HOPS,
}
ARTICLE = (
    row(None, _ALL, 4, others=[], stake_percent=None, effective_stake_percent=None, **_SAME),
    row("meta", _ALL, 4, others=None, stake_percent=49, effective_stake_percent=49, **_SAME),
)

_OF_THE_ARTICLE = [
    Case(
        "all known clients of Scale AI compete with Meta and what all but one bring is unknown",
        article(),
        {"vendor": "scale-ai"},
        ARTICLE,
        {"coverage": {"at": ["scale-ai"], "relationships": {"CLIENT_OF": 5, "COMPETES_WITH": 0, "INVESTS_IN": 1}}},
    ),
    Case(
        "the one vendor with a known investor is found without its name",
        article(),
        rows=ARTICLE,
        certificate={"coverage": {"at": [], "relationships": {"CLIENT_OF": 5, "COMPETES_WITH": 4, "INVESTS_IN": 1}}},
    ),
    Case(
        "who sells to nobody exposes nobody",
        article(),
        {"vendor": "meta"},
        certificate={"coverage": {"at": ["meta"]}},
    ),
    Case("nothing was known before the news", article(), {"vendor": "scale-ai", "known_at": "2025-06-26"}),
    Case(
        "before the news it may have been so already",
        article(),
        {"vendor": "scale-ai", "as_of": "2025-06-01"},
        tuple({**each, "verdict": "possible"} for each in ARTICLE),
    ),
    Case(
        "what is surely said knows of no competition, which is no proof that there is none",
        article(),
        {"vendor": "scale-ai", "min_certainty": "stated"},
        (
            row(
                None,
                "",
                2,
                vendor="scale-ai",
                share_percent=0,
                others=ids("google", "openai"),
                verdict=None,
                certainty=None,
                revenue=[],
            ),
        ),
    ),
    Case(
        "disputed contracts can be left out",
        article(),
        {"vendor": "scale-ai", "include_disputed": False},
        (
            row(None, "google microsoft xai", 3, vendor="scale-ai", disputed=False),
            row("meta", "google microsoft xai", 3, vendor="scale-ai"),
        ),
    ),
    Case(
        "a small stake isn't large enough",
        article(),
        {"vendor": "scale-ai", "min_stake": 50},
        (row(None, "", 4, vendor="scale-ai"),),
    ),
    Case(
        "a vendor that isn't known is refused",
        article(),
        {"vendor": "scale-io"},
        error="UnknownEntity",
        suggestions=("scale-ai",),
    ),
    Case("a depth has a limit", article(), {"depth": 5}, error="BadParameter"),
]


# Counting

_COUNTS = [
    Case(
        "investors stand apart and a client that competes with two counts once",
        facts(
            buys("a"),
            buys("b"),
            buys("c"),
            holds("x", 10),
            holds("y", 20),
            holds("z", 30),
            rivals("a", "x"),
            rivals("a", "y"),
            rivals("b", "y"),
        ),
        VENDOR,
        (
            row(None, "a b", 3, others=ids("c"), investors_known=3),
            row("y", "a b", 3, stake_percent=20),
            row("x", "a", 3, stake_percent=10, others=None),
        ),
    ),
    Case(
        "an investor that is a client too is one of the known clients",
        facts(buys("a"), buys("x"), holds("x"), rivals("a", "x")),
        VENDOR,
        (row(None, "a", 2, others=ids("x")), row("x", "a", 2, stake_percent=None, effective_stake_percent=None)),
    ),
    Case(
        "groups are neither clients nor investors nor rivals",
        facts(
            buys("a"),
            buys("crowd"),
            holds("x"),
            holds("funds"),
            rivals("crowd", "x"),
            rivals("a", "funds"),
            entity("crowd", "group"),
            entity("funds", "group"),
        ),
        VENDOR,
        (
            row(
                None,
                "",
                1,
                investors_known=1,
                others=ids("a"),
                witness=[{"relationship": {"id": "a:CLIENT_OF:vendor"}}],
            ),
        ),
    ),
    Case("of a vendor without a known investor there is nothing to say", facts(buys("a"), rivals("a", "x")), VENDOR),
    Case(
        "a group is no known investor",
        facts(buys("a"), holds("funds"), entity("funds", "group")),
        VENDOR,
    ),
    Case(
        "who has left or is yet to come is no client",
        facts(
            buys("a"),
            buys("old", status="ended", valid_to="2025-01"),
            buys("new", valid_from="2026"),
            buys("maybe", status="announced"),
            holds("x"),
            rivals("old", "x"),
        ),
        {**VENDOR, "as_of": "2025-06-01"},
        (row(None, "", 1),),
    ),
    Case(
        "the most exposed vendor comes first and its rows stay together",
        facts(
            buys("a", vendor="one"),
            holds("x", vendor="one"),
            buys("a", vendor="two"),
            buys("b", vendor="two"),
            holds("x", vendor="two"),
            buys("c", vendor="three"),
            holds("x", vendor="three"),
            buys("a", vendor="four"),
            buys("c", vendor="four"),
            holds("x", vendor="four"),
            rivals("a", "x"),
            rivals("b", "x"),
        ),
        {},
        (
            row(None, "a b", 2, vendor="two"),
            row("x", "a b", 2, vendor="two"),
            row(None, "a", 1, vendor="one"),
            row("x", "a", 1, vendor="one"),
            row(None, "a", 2, vendor="four"),
            row("x", "a", 2, vendor="four"),
            row(None, "", 1, vendor="three"),
        ),
    ),
    Case(
        "of equally exposed vendors the name decides, and a page may end between them",
        facts(
            buys("a", vendor="two"),
            holds("x", vendor="two"),
            buys("a", vendor="one"),
            holds("x", vendor="one"),
            rivals("a", "x"),
        ),
        {"limit": 3},
        (row(None, "a", 1, vendor="one"), row("x", "a", 1, vendor="one"), row(None, "a", 1, vendor="two")),
        {"truncated": True},
    ),
    Case(
        "a verdict is possible where one of the conflicts is only that",
        facts(
            buys("a"),
            buys("b", valid_from="2025-06"),
            holds("x"),
            rivals("a", "x"),
            rivals("b", "x"),
        ),
        {**VENDOR, "as_of": "2025-06-10"},
        (row(None, "a b", 2, verdict="possible"), row("x", "a b", 2, verdict="possible")),
    ),
]


# Chains of holdings

_HELD = (buys("a"), holds("fund", 50), holds("x", 40, vendor="fund"), rivals("a", "x"))
_CHAINS = [
    Case(
        "a competitor that holds the investor is one of the investors",
        facts(*_HELD),
        VENDOR,
        (
            row(None, "a", 1, investors_known=1),
            row("x", "a", 1, stake_percent=None, effective_stake_percent=20),
        ),
    ),
    Case("only direct holdings, if that is asked for", facts(*_HELD), {**VENDOR, "depth": 1}, (row(None, "", 1),)),
    Case(
        "a chain that is worth little isn't followed",
        facts(*_HELD),
        {**VENDOR, "chain_threshold": 25},
        (row(None, "", 1),),
    ),
    Case(
        "an investor's stake is the largest of those in its conflicts",
        # Of what b's own fund passes on, b has nothing to fear.
        facts(
            buys("a"),
            buys("b"),
            holds("x", 5),
            holds("b", 50),
            holds("x", 40, vendor="b"),
            rivals("a", "x"),
            rivals("b", "x"),
        ),
        VENDOR,
        (row(None, "a b", 2), row("x", "a b", 2, stake_percent=5, effective_stake_percent=25)),
    ),
]


# Revenue

_TWO = (holds("x"), rivals("a", "x"), rivals("b", "x"))
_REVENUE = [
    Case(
        "known shares add up by period and who isn't in a sum is named",
        facts(
            *_TWO,
            buys("a", 20),
            buys("a", 30, period="2025-Q1", id="later"),
            buys("b", 10),
            buys("c", 60),
        ),
        VENDOR,
        (
            row(
                None,
                "a b",
                3,
                revenue=[revenue("2025-Q1", 30, "a", "b"), revenue("2024", 30, "a b", metric="revenue")],
                revenue_unknown=[],
            ),
            row("x", "a b", 3),
        ),
    ),
    Case(
        "a range makes the sum a range",
        facts(*_TWO, buys("a", {"min": 10, "max": 30}), buys("b", 5)),
        VENDOR,
        (
            row(None, "a b", 2, revenue=[revenue("2024", None, "a b", percent_min=15, percent_max=35)]),
            row("x", "a b", 2),
        ),
    ),
    Case(
        "in one year is not the same year for both",
        facts(*_TWO, buys("a", 20, period="P1Y"), buys("b", 10, period="P1Y")),
        VENDOR,
        (row(None, "a b", 2, revenue=[revenue("P1Y", None, "a b")], revenue_unknown=[]), row("x", "a b", 2)),
    ),
    Case(
        "one client's share of one year is what it is",
        facts(*_TWO, buys("a", 20, period="P1Y"), buys("b")),
        VENDOR,
        (row(None, "a b", 2, revenue=[revenue("P1Y", 20, "a", "b")], revenue_unknown=ids("b")), row("x", "a b", 2)),
    ),
    Case(
        "a sum without the vendor's total is no share",
        facts(
            *_TWO,
            claim(
                "a", "CLIENT_OF", "vendor", revenue={"amount": 5, "currency": "USD", "of": "revenue", "period": "2024"}
            ),
            buys("b"),
            figure("vendor", "revenue", 100, period="2023"),
        ),
        VENDOR,
        (row(None, "a b", 2, revenue=[], revenue_unknown=ids("a", "b")), row("x", "a b", 2)),
    ),
    Case(
        "a period that was still to come is left out",
        facts(*_TWO, buys("a", 20), buys("b", 10, period="2023")),
        {**VENDOR, "as_of": "2023-07-01"},
        (row(None, "a b", 2, revenue=[revenue("2023", 10, "b", "a")], revenue_unknown=ids("a")), row("x", "a b", 2)),
    ),
    Case(
        "the revenue of each investor's rivals is its own",
        facts(holds("x"), holds("y"), rivals("a", "x"), rivals("b", "y"), buys("a", 20), buys("b", 10)),
        VENDOR,
        (
            row(None, "a b", 2, revenue=[revenue("2024", 30, "a b")]),
            row("x", "a", 2, revenue=[revenue("2024", 20, "a")]),
            row("y", "b", 2, revenue=[revenue("2024", 10, "b")]),
        ),
    ),
]

CASES = [*_OF_THE_ARTICLE, *_COUNTS, *_CHAINS, *_REVENUE]
