"""Cases of: which clients turned after an investment, in what order, and who among them competes with the investor?"""

from typing import Any

from graph_service.domain.claim import Claim
from tests.cases import Case, Expected, article, claim, entity, facts

VENDOR: dict[str, Any] = {"vendor": "vendor"}
DEAL = "2025-06-13"
BEFORE, AFTER = "2025-05-01", "2025-07-01"
UNDATED: dict[str, Any] = {"reported_on": None, "recorded_on": "2026-01-01"}


def deal(investor: str = "investor", vendor: str = "vendor", **more: Any) -> Claim:
    return claim(investor, "INVESTS_IN", vendor, **{"reported_on": DEAL, **more})


def buys(client: str, vendor: str = "vendor", **more: Any) -> Claim:
    return claim(client, "CLIENT_OF", vendor, **more)


def leaves(client: str, **more: Any) -> Claim:
    return buys(client, **{"status": "planned_end", "id": f"{client}-leaves", **more})


def rivals(one: str, other: str = "investor", **more: Any) -> Claim:
    return claim(one, "COMPETES_WITH", other, **more)


Days = tuple[str | None, str | None]
NEVER: Days = (None, None)


def row(client: str, movement: str, order: str, /, **more: Any) -> Expected:
    """One row; `deal`, `turned` and `stays` are each the days between which that happened."""
    flat: dict[str, Any] = {}
    for event in ("deal", "turned", "stays"):
        if event in more:
            flat[f"{event}_earliest"], flat[f"{event}_latest"] = more.pop(event)
    return {"client": {"id": client}, "movement": movement, "order": order, **flat, **more}


def unknown(client: str, movement: str, why: str, /, **more: Any) -> Expected:
    return row(client, movement, "unknown", order_unknown=why, **more)


def days(earliest: str | None, latest: str | None = None) -> Days:
    return earliest, latest or earliest


# The article

_ONE_DAY = days("2025-06-27")


def around(client: str, movement: str, **more: Any) -> Expected:
    """A row of the article: the deal and all words about it are of one day."""
    same: dict[str, Any] = {
        "vendor": {"id": "scale-ai"},
        "investor": {"id": "meta"},
        "deal": _ONE_DAY,
        "deal_status": "active",
        "stake_percent": 49,
        "disputed": False,
        "verdict": "certain",
        "certainty": "inferred",
        "competes": True,
        "segment": "ai_general",
    }
    return unknown(client, movement, "same_day", **{**same, **more})


_DEAL = {"relationship": {"id": "meta:INVESTS_IN:scale-ai"}, "claims": [{"id": "article-01"}]}
ARTICLE = (
    around(
        "google",
        "turned",
        turned=_ONE_DAY,
        stays=_ONE_DAY,
        status="planned_end",
        witness=[
            {
                "relationship": {"id": "google:CLIENT_OF:scale-ai"},
                "claims": [{"id": "article-03"}, {"id": "article-02"}],
            },
            _DEAL,
            {"relationship": {"id": "google:COMPETES_WITH:meta"}, "claims": [{"id": "article-08"}]},
        ],
    ),
    around("microsoft", "turned", turned=_ONE_DAY, stays=NEVER, status="planned_end"),
    around("xai", "turned", turned=_ONE_DAY, stays=NEVER),
    around("openai", "disputed", turned=_ONE_DAY, stays=_ONE_DAY, status="active", disputed=True),
    around(
        "governments-building-models",
        "stayed",
        turned=NEVER,
        stays=_ONE_DAY,
        competes=False,
        segment=None,
        certainty="stated",
        witness=[{"relationship": {"id": "governments-building-models:CLIENT_OF:scale-ai"}}, _DEAL],
    ),
)

_OF_THE_ARTICLE = [
    Case(
        "the article's day doesn't tell whether OpenAI's earlier statement or any other word came after the deal",
        article(),
        {"vendor": "scale-ai", "investor": "meta"},
        ARTICLE,
        {
            "coverage": {
                "at": ["meta", "scale-ai"],
                "relationships": {"CLIENT_OF": 5, "COMPETES_WITH": 4, "INVESTS_IN": 1},
            }
        },
    ),
    Case("the one deal is found without names", article(), rows=ARTICLE),
    Case("the investor alone tells the deal too", article(), {"investor": "ميتا"}, ARTICLE),
    Case(
        "all who turned or may have compete with Meta as far as that is inferred",
        article(),
        {"competing_only": True},
        ARTICLE[:4],
    ),
    Case(
        "there was no deal before the news",
        article(),
        {"vendor": "scale-ai", "known_at": "2025-06-26"},
        certificate={"coverage": {"relationships": {"INVESTS_IN": 0}}},
    ),
    Case(
        "before the news the deal may have been made, nobody says since when it holds",
        article(),
        {"vendor": "scale-ai", "as_of": "2025-06-01"},
        tuple({**each, "verdict": "possible"} for each in ARTICLE),
    ),
    Case(
        "without reports and inferences nobody has turned",
        article(),
        {"vendor": "scale-ai", "min_certainty": "stated"},
        (
            around("google", "stayed", competes=False, segment=None, certainty="stated"),
            around("governments-building-models", "stayed", competes=False, segment=None, certainty="stated"),
            around("openai", "stayed", competes=False, segment=None, certainty="stated"),
        ),
    ),
    Case(
        "disputed contracts can be left out",
        article(),
        {"vendor": "scale-ai", "include_disputed": False},
        (*ARTICLE[:3], ARTICLE[4]),
    ),
    Case("half of Scale AI would be another deal", article(), {"vendor": "scale-ai", "min_stake": 50}),
    Case(
        "a vendor that isn't known is refused",
        article(),
        {"vendor": "scale-io"},
        error="UnknownEntity",
        suggestions=("scale-ai",),
    ),
    Case("a stake has a limit", article(), {"min_stake": 149}, error="BadParameter"),
]


# The order of two events

_ORDER = [
    Case(
        "those who turned come first by their days, then those who stayed",
        facts(
            deal(),
            leaves("early", reported_on=BEFORE),
            leaves("late", reported_on="2025-07-02"),
            leaves("soon", reported_on=AFTER),
            buys("loyal", reported_on=AFTER),
            buys("silent", reported_on=BEFORE),
        ),
        VENDOR,
        (
            row("early", "turned", "before", turned=days(BEFORE), order_unknown=None),
            row("soon", "turned", "after", turned=days(AFTER), deal=days(DEAL), order_unknown=None),
            row("late", "turned", "after"),
            row("silent", "stayed", "before", stays=days(BEFORE), turned=NEVER),
            row("loyal", "stayed", "after", stays=days(AFTER)),
        ),
    ),
    Case(
        "of those who turned on one day the name decides",
        facts(deal(), leaves("b", reported_on=AFTER), leaves("a", reported_on=AFTER)),
        VENDOR,
        (row("a", "turned", "after"), row("b", "turned", "after")),
    ),
    Case(
        "on the deal's own day the order is unknown",
        facts(deal(), leaves("a", reported_on=DEAL)),
        VENDOR,
        (unknown("a", "turned", "same_day"),),
    ),
    Case(
        "a month that the deal lies in doesn't tell the order, and the month after does",
        facts(deal(), leaves("a", reported_on="2025-06"), leaves("b", reported_on="2025-07")),
        VENDOR,
        (
            unknown("a", "turned", "overlap", turned=days("2025-06-01", "2025-06-30")),
            row("b", "turned", "after", turned=days("2025-07-01", "2025-07-31")),
        ),
    ),
    Case(
        "what was recorded within a month had been said by then",
        facts(deal(), leaves("a", reported_on="2025-06", recorded_on="2025-06-10")),
        VENDOR,
        (row("a", "turned", "before", turned=days("2025-06-01", "2025-06-10")),),
    ),
    Case(
        "an undated word may be from any time before it was recorded",
        facts(deal(), leaves("a", **UNDATED), buys("b", **UNDATED)),
        VENDOR,
        (
            unknown("a", "turned", "undated", turned=days(None, "2026-01-01")),
            unknown("b", "stayed", "undated", stays=days(None, "2026-01-01")),
        ),
    ),
    Case(
        "an undated deal may be older than any word",
        facts(deal(**UNDATED), leaves("a", reported_on=AFTER)),
        VENDOR,
        (unknown("a", "turned", "undated", deal=days(None, "2026-01-01")),),
    ),
    Case(
        "what was recorded before the deal came before it",
        facts(deal(), leaves("a", reported_on=None, recorded_on=BEFORE)),
        VENDOR,
        (row("a", "turned", "before"),),
    ),
    Case(
        "a dated first word goes before an undated one",
        facts(deal(), leaves("a", reported_on=AFTER), leaves("a", id="undated", **UNDATED)),
        VENDOR,
        (row("a", "turned", "after"),),
    ),
    Case(
        "an undated one that was recorded earlier came first",
        facts(
            deal(),
            leaves("a", reported_on=AFTER),
            leaves("a", id="undated", reported_on=None, recorded_on="2025-06-20"),
        ),
        VENDOR,
        (unknown("a", "turned", "undated", turned=days(None, "2025-06-20")),),
    ),
    Case(
        "after an undated word that it is a client the last word is open",
        facts(deal(), buys("a", reported_on=BEFORE), buys("a", id="undated", **UNDATED)),
        VENDOR,
        (unknown("a", "stayed", "undated", stays=days(BEFORE, "2026-01-01")),),
    ),
    Case(
        "unless the last dated word is after the deal already",
        facts(deal(), buys("a", reported_on=AFTER), buys("a", id="undated", **UNDATED)),
        VENDOR,
        (row("a", "stayed", "after"),),
    ),
    Case(
        "who began to buy after the deal was a client after it",
        facts(deal(), buys("a", valid_from="2025-08", **UNDATED)),
        VENDOR,
        (row("a", "stayed", "after", stays=days("2025-08-01", "2026-01-01")),),
    ),
    Case(
        "the first word counts for who turned and the last for who stayed",
        facts(
            deal(),
            buys("a", reported_on="2025-01-01"),
            leaves("a", reported_on=BEFORE),
            leaves("a", id="again", status="ended", reported_on=AFTER),
            buys("b", reported_on="2025-01-01"),
            buys("b", id="later", reported_on=AFTER),
        ),
        VENDOR,
        (
            row("a", "turned", "before", turned=days(BEFORE), stays=days("2025-01-01"), status="ended"),
            row("b", "stayed", "after", stays=days(AFTER)),
        ),
    ),
]


# The days that claims name

_NAMED = [
    Case(
        "a deal began on the day that is named, if that is before it was reported",
        facts(deal(valid_from="2025-04-01"), leaves("a", reported_on=BEFORE)),
        VENDOR,
        (row("a", "turned", "after", deal=days("2025-04-01")),),
    ),
    Case(
        "a deal is known from the day it is reported, if it is to begin later",
        facts(deal(status="announced", valid_from="2025-09"), leaves("a", reported_on=AFTER)),
        VENDOR,
        (row("a", "turned", "after", deal=days(DEAL), deal_status="announced", verdict="possible"),),
    ),
    Case(
        "an undated deal is dated by the day on which it began",
        facts(deal(valid_from="2024", **UNDATED), leaves("a", reported_on=AFTER)),
        VENDOR,
        (row("a", "turned", "after", deal=days("2024-01-01", "2024-12-31")),),
    ),
    Case(
        "who had left before the deal did not leave for it, whenever that was reported",
        facts(deal(), leaves("a", status="ended", valid_to="2024-02", reported_on=AFTER)),
        VENDOR,
        (row("a", "turned", "before", turned=days("2024-02-01", "2024-02-29")),),
    ),
    Case(
        "who left within the deal's year may have left before it",
        facts(deal(), leaves("a", status="ended", valid_to="2025", reported_on=AFTER)),
        VENDOR,
        (unknown("a", "turned", "overlap", turned=days("2025-01-01", AFTER)),),
    ),
    Case(
        "a plan to end by some day was made before it",
        facts(deal(), leaves("a", valid_to="2025-12-31", **UNDATED), leaves("b", valid_to="2025-01", **UNDATED)),
        VENDOR,
        (
            row("b", "turned", "before", turned=days(None, "2025-01-31")),
            unknown("a", "turned", "undated", turned=days(None, "2025-12-31")),
        ),
    ),
    Case(
        "a further tranche is no new deal",
        facts(
            deal(reported_on="2024-05-21", stake_percent=5),
            deal(id="second", stake_percent=49),
            leaves("a", reported_on=BEFORE),
        ),
        VENDOR,
        (row("a", "turned", "after", deal=days("2024-05-21")),),
    ),
    Case(
        "unless it is told from the first by its size",
        facts(
            deal(reported_on="2024-05-21", stake_percent={"max": 60}),
            deal(id="second", stake_percent={"min": 45, "max": 49}),
            leaves("a", reported_on=BEFORE),
        ),
        {**VENDOR, "min_stake": 45},
        (row("a", "turned", "before", deal=days(DEAL)),),
    ),
]


# Who is looked at

_WHO = [
    Case(
        "each deal has its own row for a client",
        facts(deal("x"), deal("y", reported_on=AFTER), leaves("a", reported_on="2025-06-20"), rivals("a", "y")),
        VENDOR,
        (
            row("a", "turned", "after", investor={"id": "x"}, competes=False),
            row("a", "turned", "before", investor={"id": "y"}, competes=True, segment="foundation_models"),
        ),
    ),
    Case(
        "an investor that is a client too doesn't turn from itself",
        facts(deal(), buys("investor"), buys("a", reported_on=AFTER)),
        VENDOR,
        (row("a", "stayed", "after"),),
    ),
    Case(
        "a group is shown, competes with nobody known, and is no investor",
        facts(
            deal(),
            deal("funds"),
            buys("crowd", reported_on=AFTER),
            rivals("crowd"),
            entity("crowd", "group"),
            entity("funds", "group"),
        ),
        VENDOR,
        (row("crowd", "stayed", "after", competes=False, investor={"id": "investor"}),),
    ),
    Case(
        "a competition that is over on the day asked about isn't one",
        facts(deal(), buys("a", reported_on=AFTER), rivals("a", valid_to="2025-01")),
        VENDOR,
        (row("a", "stayed", "after", competes=False),),
    ),
    Case(
        "who isn't a client yet and who was never to be one are left out",
        facts(
            deal(),
            buys("a", reported_on=AFTER),
            buys("later", valid_from="2026-02"),
            buys("maybe", status="announced"),
            buys("never", status="called_off"),
        ),
        {**VENDOR, "as_of": "2025-12-31"},
        (row("a", "stayed", "after"),),
    ),
    Case(
        "a deal that was called off is none, and one that is over was one",
        facts(
            deal("x", status="called_off"),
            deal("y", status="ended", valid_to="2025-08"),
            buys("a", reported_on=AFTER),
        ),
        VENDOR,
        (row("a", "stayed", "after", investor={"id": "y"}, deal_status="ended"),),
    ),
    Case(
        "a deal that begins later is none on the day asked about, unless it is announced",
        facts(deal(valid_from="2025-06-13"), buys("a", reported_on=AFTER)),
        {**VENDOR, "as_of": "2025-06-01"},
    ),
    Case(
        "a part that ended doesn't turn the whole",
        facts(
            deal(),
            buys("a", reported_on=BEFORE),
            leaves("a", status="ended", part="one product", reported_on=AFTER),
            leaves("b", status="ended", part="one product", reported_on=AFTER),
        ),
        VENDOR,
        (
            row("b", "turned", "after", partial=True, stays=NEVER),
            row("a", "stayed", "before", partial=False, turned=NEVER),
        ),
    ),
    Case(
        "of a departure that surer claims contradict it is disputed",
        facts(
            deal(),
            leaves("a", certainty="reported", reported_on=AFTER),
            buys("a", certainty="confirmed", reported_on="2025-07-02", disputes=["a-leaves"]),
        ),
        VENDOR,
        (row("a", "disputed", "after", turned=days(AFTER), stays=days("2025-07-02"), disputed=True),),
    ),
    Case(
        "of a departure that isn't sure enough nothing is seen",
        facts(deal(), leaves("a", certainty="reported", reported_on=AFTER), buys("a", reported_on=BEFORE)),
        {**VENDOR, "min_certainty": "stated"},
        (row("a", "stayed", "before", turned=NEVER),),
    ),
    Case(
        "before it was reported nobody knew that it would leave",
        facts(deal(), buys("a", reported_on=BEFORE), leaves("a", reported_on=AFTER)),
        {**VENDOR, "known_at": "2025-06-30"},
        (row("a", "stayed", "before", turned=NEVER),),
    ),
    Case(
        "a page may end between two clients",
        facts(deal(), leaves("a", reported_on=AFTER), buys("b", reported_on=AFTER)),
        {**VENDOR, "limit": 1},
        (row("a", "turned", "after"),),
        {"truncated": True},
    ),
]

CASES = [*_OF_THE_ARTICLE, *_ORDER, *_NAMED, *_WHO]
