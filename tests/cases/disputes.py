"""Cases of: where do sources disagree about a relationship, and what rests on it?"""

from typing import Any

from graph_service.domain.facts import Facts
from tests.cases import Case, Expected, article, claim, entity, facts, figure, mistaken
from tests.cases.shared_vendors import buys, holds, hop, rivals

USE = "client:CLIENT_OF:vendor"
HOLDING = "investor:INVESTS_IN:vendor"


def dispute(kind: str, relationship: str, *sides: Expected, **more: Any) -> Expected:
    return {"kind": kind, "relationship": {"id": relationship}, "sides": sides, **more}


def side(*claims: str, held: bool = False, **more: Any) -> Expected:
    return {"claims": claims, "held": held, "part": None, **more}


def held(*claims: str, **more: Any) -> Expected:
    return side(*claims, held=True, **more)


def usd(value: float | None = None, basis: str = "paid", **more: Any) -> dict[str, Any]:
    return {**({} if value is None else {"value": value}), "currency": "USD", "basis": basis, **more}


def pays(amount: dict[str, Any], id_: str, **more: Any) -> Any:
    return buys(id=id_, amount=amount, source=id_, **more)


def owns(stake: Any, id_: str, **more: Any) -> Any:
    return holds(stake, id=id_, source=id_, **more)


# The article

_OPENAI = dispute(
    "status",
    "openai:CLIENT_OF:scale-ai",
    held("article-07", status="active", certainty="confirmed", statuses=["active"]),
    side("article-06", status="planned_end", certainty="reported", statuses=["planned_end"]),
    subject={"id": "openai"},
    object={"id": "scale-ai"},
    why="surest",
    currency=None,
    conflicts=[{"client": "openai", "vendor": "scale-ai", "investor": "meta"}],
    conflicts_count=1,
    witness=[hop("openai:CLIENT_OF:scale-ai", "article-06", "article-07", status="active", disputed=True)],
)
_OF_THE_ARTICLE = [
    Case(
        "OpenAIs finance chief contradicts the early reports and a conflict rests on it",
        article(),
        rows=(_OPENAI,),
        certificate={"coverage": {"at": [], "relationships": {"CLIENT_OF": 5, "WORKS_FOR": 1}}, "capped": None},
    ),
    Case("it is found at either end", article(), {"entity": "سكيل"}, rows=(_OPENAI,)),
    Case("Google and Scale AI have nothing that is disputed", article(), {"entity": "google"}),
    Case("before the news nothing was disputed", article(), {"known_at": "2025-06-26"}),
    Case(
        "before the first report it may have been disputed already", article(), {"as_of": "2025-06-26"}, rows=(_OPENAI,)
    ),
    Case("who asks for certainty hears one side only", article(), {"min_certainty": "stated"}),
    Case("without disputes there are none about the status", article(), {"include_disputed": False}),
    Case("nobody disagrees about a stake", article(), {"kind": "stake"}),
    Case("an unknown entity is refused", article(), {"entity": "surge-ai"}, error="UnknownEntity"),
    Case("a kind that there is not is refused", article(), {"kind": "price"}, error="BadParameter"),
    Case("a type that there is not is refused", article(), {"type": "OWNS"}, error="BadParameter"),
]

# Of the status

_STATUS = [
    Case(
        "where two claims are as sure the later one is held",
        facts(buys(id="ends", status="planned_end", source="one"), buys(id="goes-on", reported_on="2025-07-01")),
        rows=(
            dispute(
                "status",
                USE,
                held("goes-on", status="active"),
                side("ends", status="planned_end"),
                why="latest",
                conflicts=[],
                conflicts_count=0,
            ),
        ),
    ),
    Case(
        "where they are of one day the more cautious one is held",
        facts(buys(id="ends", status="planned_end", disputes=["goes-on"]), buys(id="goes-on")),
        rows=(dispute("status", USE, held("goes-on"), side("ends"), why="cautious"),),
    ),
    Case(
        "a denial less sure than what it denies is a side",
        facts(buys(id="yes"), buys(id="no", status="denied", certainty="reported")),
        rows=(dispute("status", USE, held("yes", status="active"), side("no", status="denied"), why="surest"),),
    ),
    Case(
        "claims of one status that contradict each other in words are sides of their own",
        facts(buys(id="one"), buys(id="two", disputes=["one"], reported_on="2025-07-01")),
        rows=(dispute("status", USE, held("two", status="active"), side("one", status="active"), why="latest"),),
    ),
    Case(
        "a step forward is no dispute",
        facts(buys(id="yes"), buys(id="ends", status="planned_end", reported_on="2025-07-01")),
    ),
]

# Of a stake


def stakes(name: str, *claims: Any, rows: tuple[Expected, ...] = (), **asked: Any) -> Case:
    return Case(name, facts(*claims), asked, rows)


_STAKE = [
    stakes(
        "two stakes that differ are a dispute and the surest is held",
        owns(49, "a", certainty="confirmed"),
        owns(32.5, "b"),
        owns(49, "c"),
        rows=(
            dispute(
                "stake",
                HOLDING,
                held("a", "c", value=49, min=None, max=None, certainty="confirmed", bases=[]),
                side("b", value=32.5, certainty="stated"),
                why="surest",
                currency=None,
                period=None,
            ),
        ),
    ),
    stakes(
        "of equally sure ones of one day the last by id is held",
        owns(10, "a"),
        owns(20, "b"),
        rows=(dispute("stake", HOLDING, held("b"), side("a"), why="id"),),
    ),
    stakes("a stake that is rounded is the same", owns(49, "a"), owns(49.3, "b")),
    stakes(
        "a stake that rounds to another is not",
        owns(49, "a"),
        owns(49.6, "b"),
        rows=(dispute("stake", HOLDING, held("b"), side("a")),),
    ),
    stakes("a number within a range agrees with it", owns({"min": 10, "max": 30}, "a"), owns(11, "b")),
    stakes(
        "a number outside a range does not",
        owns({"min": 10, "max": 30}, "a"),
        owns(31, "b"),
        rows=(dispute("stake", HOLDING, held("b", value=31), side("a", value=None, min=10, max=30)),),
    ),
    stakes("ranges that overlap agree", owns({"min": 10, "max": 30}, "a"), owns({"min": 30, "max": 40}, "b")),
    stakes(
        "ranges that do not overlap disagree",
        owns({"min": 10, "max": 30}, "a"),
        owns({"min": 31}, "b"),
        rows=(dispute("stake", HOLDING, held("b"), side("a")),),
    ),
    stakes(
        "more than half is not half",
        owns({"min": 50, "exclusive_min": True}, "a"),
        owns(50, "b"),
        rows=(dispute("stake", HOLDING, held("b"), side("a")),),
    ),
    stakes(
        "ranges that meet in a bound which one of them leaves out disagree",
        owns({"min": 50, "exclusive_min": True}, "a"),
        owns({"max": 50}, "b"),
        rows=(dispute("stake", HOLDING, held("b"), side("a")),),
    ),
    stakes(
        "ranges that overlap agree though they leave out their bounds",
        owns({"min": 50, "exclusive_min": True}, "a"),
        owns({"max": 60, "exclusive_max": True}, "b"),
    ),
    stakes(
        "of two ceilings the bounds are compared",
        owns({"max": 10}, "a"),
        owns({"max": 9}, "b"),
        rows=(dispute("stake", HOLDING, held("b", max=9), side("a", max=10)),),
    ),
    stakes(
        "stakes of different times do not disagree", owns(49, "a", valid_from="2023"), owns(27, "b", valid_from="2025")
    ),
    stakes(
        "what was said before the other began is of another time",
        owns(49, "a", reported_on="2024"),
        owns(27, "b", valid_from="2025-10-28", reported_on="2025-10-28"),
    ),
    stakes(
        "what ended as the other began is of another time",
        owns(32, "a", valid_to="2025-10-28", reported_on="2025-10-28"),
        owns(27, "b", valid_from="2025-10-28", reported_on="2025-10-28"),
    ),
    stakes(
        "what is only announced may be still to come and so of any time",
        owns(49, "a", status="announced", reported_on="2024"),
        owns(27, "b", valid_from="2025-05", reported_on="2025-06-01"),
        rows=(dispute("stake", HOLDING, held("b", valid_from=["2025-05"]), side("a", statuses=["announced"])),),
    ),
    stakes(
        "a further tranche does not contradict what is held",
        owns(11, "a"),
        owns(13, "b", status="announced", reported_on="2025-07-01"),
    ),
    stakes(
        "a stake of a part stands beside and makes no dispute alone",
        owns(49, "a"),
        owns(10, "b", part="the second tranche"),
    ),
    stakes(
        "a stake of a part stands beside",
        owns(49, "a"),
        owns(27, "b"),
        owns(32.5, "c", part="the holding before"),
        rows=(
            dispute("stake", HOLDING, held("b"), side("a"), {**side("c", value=32.5), "part": "the holding before"}),
        ),
    ),
    stakes(
        "parts of which only is known do not disagree",
        owns(10, "a", part="the first tranche"),
        owns(5, "b", part="the second tranche"),
    ),
    stakes(
        "a stake that came to nothing does not count beside one that is held",
        owns(49, "a"),
        owns(100, "b", status="called_off", certainty="reported"),
        kind="stake",
    ),
    stakes(
        "a side that was not known yet is none",
        owns(49, "a"),
        owns(27, "b", reported_on="2025-07-01"),
        known_at="2025-06-30",
    ),
    stakes(
        "a side that is less sure than asked for is none",
        owns(49, "a"),
        owns(27, "b", certainty="reported"),
        min_certainty="stated",
    ),
    stakes("one claim does not disagree with itself", owns({"min": 10, "max": 30}, "a")),
]

# Of an amount

_AMOUNT = [
    stakes(
        "a price that was planned and one that was paid are prices",
        owns(49, "a", amount=usd(14_300_000_000), certainty="confirmed"),
        owns(49, "b", amount=usd(14_800_000_000, "planned"), certainty="reported"),
        owns(49, "c", amount=usd(14_300_000_000, "unspecified")),
        owns(49, "d", amount=usd(None, "estimate", min=14_000_000_000), certainty="inferred"),
        rows=(
            dispute(
                "amount",
                HOLDING,
                held("a", "c", value=14_300_000_000, bases=["paid", "unspecified"], approximate=False),
                side("b", value=14_800_000_000, bases=["planned"]),
                currency="USD",
                period=None,
                why="surest",
            ),
        ),
    ),
    stakes("a sum that is rounded is the same", pays(usd(14_300_000), "a"), pays(usd(14_000_000), "b")),
    stakes(
        "two significant digits count at least",
        pays(usd(14_000_000), "a"),
        pays(usd(10_000_000), "b"),
        rows=(dispute("amount", USE, held("b"), side("a")),),
    ),
    stakes("about as much is the same", pays(usd(100_000_000, approximate=True), "a"), pays(usd(104_000_000), "b")),
    stakes(
        "about as much is within five percent",
        pays(usd(100_000_000, approximate=True), "a"),
        pays(usd(106_000_000), "b"),
        rows=(dispute("amount", USE, held("b", approximate=False), side("a", approximate=True)),),
    ),
    stakes(
        "more than ten and more than twenty disagree",
        pays(usd(min=10_000_000), "a"),
        pays(usd(min=20_000_000), "b", reported_on="2025-07-01"),
        rows=(dispute("amount", USE, held("b", min=20_000_000, max=None), side("a", min=10_000_000), why="latest"),),
    ),
    stakes(
        "sums of different years do not disagree", pays(usd(10, period="2024"), "a"), pays(usd(20, period="2025"), "b")
    ),
    stakes(
        "sums of one year do",
        pays(usd(10, period="2024"), "a"),
        pays(usd(20, period="2024"), "b"),
        rows=(dispute("amount", USE, held("b"), side("a"), currency="USD", period="2024"),),
    ),
    stakes(
        "sums of different currencies are not compared", pays(usd(10), "a"), pays({**usd(20), "currency": "EUR"}, "b")
    ),
    stakes(
        "a round and a part of it are not compared",
        owns(5, "a", amount=usd(10)),
        owns(5, "b", amount=usd(20, "round_total")),
    ),
    stakes(
        "totals of a round are",
        owns(5, "a", amount=usd(10, "round_total")),
        owns(5, "b", amount=usd(20, "round_total")),
        rows=(dispute("amount", HOLDING, held("b"), side("a")),),
    ),
    stakes(
        "running totals of different times do not disagree",
        pays(usd(10, "cumulative"), "a"),
        pays(usd(20, "cumulative"), "b", reported_on="2025-07-01"),
    ),
    stakes(
        "running totals of one time do",
        pays(usd(10, "cumulative"), "a"),
        pays(usd(20, "cumulative"), "b"),
        rows=(dispute("amount", USE, held("b"), side("a")),),
    ),
    stakes(
        "each currency and kind of sum is a dispute of its own",
        pays(usd(10), "a"),
        pays(usd(20), "b"),
        pays({**usd(30), "currency": "EUR"}, "c"),
        pays({**usd(40), "currency": "EUR"}, "d"),
        rows=(
            dispute("amount", USE, held("d"), side("c"), currency="EUR"),
            dispute("amount", USE, held("b"), side("a"), currency="USD"),
        ),
    ),
]

# Which, and what rests on them


def _many() -> Facts:
    """A stake that two conflicts rest on, and one by a chain; a contract with one; a partnership with none."""
    return facts(
        *(buys(client) for client in ("c1", "c2")),
        buys("c1", id="denied", status="denied", certainty="reported"),
        *(rivals(client, "investor") for client in ("c1", "c2")),
        owns(50, "a"),
        owns(40, "b"),
        claim("x", "PARTNERS_WITH", "y"),
        claim("y", "PARTNERS_WITH", "x", id="not", status="denied", certainty="reported"),
        rivals("c1", "top"),
        holds(20, "top", "investor"),
        entity("alone"),
    )


_STAKE_ROW = dispute(
    "stake",
    HOLDING,
    held("b"),
    side("a"),
    conflicts=[
        {"client": "c1", "vendor": "vendor", "investor": "investor"},
        {"client": "c1", "vendor": "vendor", "investor": "top"},
        {"client": "c2", "vendor": "vendor", "investor": "investor"},
    ],
    conflicts_count=3,
)
_USE_ROW = dispute("status", "c1:CLIENT_OF:vendor", held("c1-CLIENT_OF-vendor"), side("denied"), conflicts_count=2)
_PARTNERS_ROW = dispute("status", "x:PARTNERS_WITH:y", held("x-PARTNERS_WITH-y"), side("not"), conflicts_count=0)

_WHICH = [
    Case("what most rests on comes first", _many(), rows=(_STAKE_ROW, _USE_ROW, _PARTNERS_ROW)),
    Case("one entity has its own only", _many(), {"entity": "c1"}, rows=(_USE_ROW,)),
    Case("one type is one type", _many(), {"type": "INVESTS_IN"}, rows=(_STAKE_ROW,)),
    Case("one kind is one kind", _many(), {"kind": "status"}, rows=(_USE_ROW, _PARTNERS_ROW)),
    Case("who has nothing disputed has no rows", _many(), {"entity": "alone"}),
    Case(
        "a page says that more follows",
        _many(),
        {"limit": 2},
        rows=(_STAKE_ROW, _USE_ROW),
        certificate={"truncated": True},
    ),
    Case(
        "without disputes about the status those about numbers are left",
        _many(),
        {"include_disputed": False},
        rows=({**_STAKE_ROW, "conflicts_count": 1, "conflicts": [{"client": "c2"}]},),
    ),
    Case(
        "what rests on it is what holds on the day asked about",
        facts(buys(valid_to="2025-12"), rivals(), owns(50, "a"), owns(40, "b")),
        {"as_of": "2026-01-01"},
        rows=(dispute("stake", HOLDING, held("b"), side("a"), conflicts_count=0),),
    ),
    Case(
        "of many conflicts twenty are named and all are counted",
        facts(*(c for at in range(21) for c in (buys(f"c{at}"), rivals(f"c{at}"))), owns(50, "a"), owns(40, "b")),
        rows=(dispute("stake", HOLDING, held("b"), side("a"), conflicts_count=21, conflicts=[{}] * 20),),
    ),
    Case("an empty graph has no disputes", Facts()),
]

_OTHER = "other:INVESTS_IN:vendor"
_CONTRADICTED = facts(
    buys(),
    rivals(),
    owns(40, "wrong"),
    holds(40, "other", id="right", source="register", certainty="confirmed", disputes=["wrong"]),
)
_ELSEWHERE = [
    Case(
        "a claim contradicts one about another relationship and each is a side of the other",
        _CONTRADICTED,
        rows=(
            dispute(
                "contradiction",
                HOLDING,
                held("wrong", status="active", about=None),
                side("right", status="active", about=_OTHER, certainty="confirmed"),
                why=None,
                against=[{"id": "right", "source": {"id": "register"}}],
                conflicts_count=1,
            ),
            dispute(
                "contradiction",
                _OTHER,
                held("right", about=None),
                side("wrong", about=HOLDING),
                why=None,
                against=[{"id": "wrong"}],
                conflicts_count=0,
            ),
        ),
    ),
    Case("it is a kind of its own", _CONTRADICTED, {"kind": "status"}),
    Case(
        "what contradicts a relationship may be about a figure",
        facts(owns(40, "stake"), figure("vendor", "valuation", 9e9, id="worth", disputes=["stake"], valid_from="2024")),
        rows=(dispute("contradiction", HOLDING, held("stake"), side("worth", about="vendor:valuation:2024:USD")),),
    ),
    Case(
        "or about another time of the same",
        facts(
            owns(40, "then", valid_from="2018", valid_to="2019"),
            owns(10, "now", valid_from="2021", disputes=["then"]),
        ),
        {"as_of": "2018-12-31"},
        rows=(dispute("contradiction", HOLDING, held("then"), side("now", about=None), against=[{"id": "now"}]),),
    ),
    Case("with what wasn't known yet there is none", _CONTRADICTED, {"known_at": "2025-05-31"}),
    Case(
        "with what was never said there is none",
        facts(*_CONTRADICTED.claims.values(), mistaken(claim="right")),
    ),
]

CASES = [*_OF_THE_ARTICLE, *_STATUS, *_STAKE, *_AMOUNT, *_WHICH, *_ELSEWHERE]
