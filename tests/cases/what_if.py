"""Cases of: add or remove a deal: which conflicts of shared vendors open and close?"""

from dataclasses import replace
from typing import Any

from graph_service.domain.facts import Facts
from tests.cases import Case, Expected, article, entity, facts
from tests.cases.shared_vendors import DEAL, buys, holds, hop, rivals

DAY = "2026-01-01"


def changed(change: str, *ends: str, **more: Any) -> Expected:
    client, vendor, investor = ends or ("client", "vendor", "investor")
    return {
        "change": change,
        "client": {"id": client},
        "vendor": {"id": vendor},
        "investor": {"id": investor},
        **more,
    }


def without(given: Facts, relationship: str) -> Facts:
    """The facts without the claims about a relationship."""
    claims = {id_: c for id_, c in given.claims.items() if getattr(c, "relationship", None) != relationship}
    return replace(given, claims=claims)


# The article

_META = "meta:INVESTS_IN:scale-ai"
_STANDINGS = {"google": "narrowing", "microsoft": "narrowing", "openai": "open", "xai": "narrowing"}


def _meta(**more: Any) -> Expected:
    return {"relationship": {"id": _META, "stake_percent": 49, "status": "active"}, **more}


_CLOSED = tuple(
    changed(
        "closes",
        client,
        "scale-ai",
        "meta",
        before={"effective_stake_percent": 49, "standing": standing, "disputed": client == "openai"},
        after=None,
        because=[_META],
        segment="ai_general",
    )
    for client, standing in _STANDINGS.items()
)
_OPENED = tuple(
    changed(
        "opens",
        client,
        "scale-ai",
        "meta",
        before=None,
        after={
            "stake_percent": 49,
            "effective_stake_percent": 49,
            "effective_stake_min": 49,
            "effective_stake_max": 49,
            "voting": None,
            "chain": ["meta", "scale-ai"],
            "standing": standing,
            "disputed": client == "openai",
            "verdict": "certain",
            "certainty": "inferred",
            "window": {"from": DAY, "to": None, "certain_from": DAY, "certain_to": None},
        },
        because=[_META],
        segment="ai_general",
        witness=[{"hypothetical": False}, {"hypothetical": False}, _meta(hypothetical=True, removed=False, claims=[])],
    )
    for client, standing in _STANDINGS.items()
)

_OF_THE_ARTICLE = [
    Case(
        "without Metas investment its four conflicts are gone",
        article(),
        {"remove": [_META]},
        rows=_CLOSED,
        certificate={
            "parameters": {"add": [], "remove": [{"subject": "meta", "type": "INVESTS_IN", "object": "scale-ai"}]},
            "coverage": {
                "at": ["meta", "scale-ai"],
                "relationships": {"CLIENT_OF": 5, "COMPETES_WITH": 4, "INVESTS_IN": 1},
            },
            "capped": None,
        },
    ),
    Case(
        "Metas investment opens exactly these four",
        without(article(), _META),
        {"add": ["meta INVESTS_IN scale-ai 49%"], "as_of": DAY},
        rows=_OPENED,
    ),
    Case(
        "what a conflict that closes rested on is shown with its claims",
        article(),
        {"remove": ["Meta INVESTS_IN Scale AI"], "limit": 1},
        rows=(
            {
                **_CLOSED[0],
                "witness": [
                    {**hop("google:CLIENT_OF:scale-ai", "article-03", "article-02"), "removed": False},
                    {**hop("google:COMPETES_WITH:meta", "article-08"), "removed": False},
                    {**hop(_META, "article-01"), "removed": True, "hypothetical": False},
                ],
            },
        ),
        certificate={"truncated": True},
    ),
    Case(
        "a deal that is removed and added as it was changes only since when it is known",
        article(),
        {"remove": [_META], "add": ["meta INVESTS_IN scale-ai 49%"], "as_of": DAY},
        rows=tuple(
            changed(
                "changes", client, "scale-ai", "meta", after={"effective_stake_percent": 49, "window": {"from": DAY}}
            )
            for client in _STANDINGS
        ),
    ),
    Case(
        "Metas rivals would share Surge AI with it but the article does not know Surge AI",
        article(),
        {"add": ["Meta INVESTS_IN Surge AI 49%"]},
        error="UnknownEntity",
    ),
    Case(
        "before the news there was nothing to lose",
        article(),
        {"remove": [_META], "known_at": "2025-06-26"},
    ),
    Case(
        "a client that leaves closes its conflict and no other",
        article(),
        {"add": ['{"subject": "غوغل", "type": "CLIENT_OF", "object": "scale-ai", "status": "ended"}']},
        rows=(changed("closes", "google", "scale-ai", "meta", because=["google:CLIENT_OF:scale-ai"]),),
    ),
    Case(
        "without disputes OpenAIs conflict is none that could close",
        article(),
        {"remove": [_META], "include_disputed": False},
        rows=(_CLOSED[0], _CLOSED[1], _CLOSED[3]),
    ),
    Case(
        "who asks for more than inference has nothing to lose",
        article(),
        {"remove": [_META], "min_certainty": "stated"},
    ),
]

# Opening and closing

NO_STAKE = facts(buys(), rivals())
NO_RIVAL = facts(buys(), holds(20))
NO_CLIENT = facts(rivals(), holds(20), entity("client"))
CHAIN = facts(buys(), rivals(), holds(50, "investor", "fund"), entity("vendor"))
PARALLEL = facts(buys(), rivals(), holds(20), holds(50, "investor", "fund"), holds(10, "fund", "vendor"))

_OPENING_AND_CLOSING = [
    Case(
        "a supposed holding opens a conflict and is marked as supposed",
        NO_STAKE,
        {"add": [{"subject": "investor", "type": "INVESTS_IN", "object": "vendor", "stake_percent": 20}], "as_of": DAY},
        rows=(
            changed(
                "opens",
                before=None,
                after={"stake_percent": 20, "effective_stake_percent": 20, "verdict": "certain", "certainty": "stated"},
                segment="foundation_models",
                because=["investor:INVESTS_IN:vendor"],
                witness=[
                    {**hop("client:CLIENT_OF:vendor", "client-CLIENT_OF-vendor"), "hypothetical": False},
                    {**hop("client:COMPETES_WITH:investor", "client-COMPETES_WITH-investor"), "hypothetical": False},
                    {**hop("investor:INVESTS_IN:vendor"), "hypothetical": True, "removed": False},
                ],
            ),
        ),
    ),
    Case(
        "a supposed stake may be a range or unknown",
        facts(buys(), rivals(), rivals("client", "other")),
        {
            "add": [
                "other INVESTS_IN vendor",
                {
                    "subject": "investor",
                    "type": "INVESTS_IN",
                    "object": "vendor",
                    "stake_percent": {"min": 10, "max": 30},
                },
            ]
        },
        rows=(
            changed(
                "opens", after={"effective_stake_percent": None, "effective_stake_min": 10, "effective_stake_max": 30}
            ),
            changed(
                "opens",
                *("client", "vendor", "other"),
                after={"effective_stake_percent": None, "effective_stake_min": 0, "effective_stake_max": 100},
            ),
        ),
    ),
    Case(
        "a supposed rivalry opens a conflict",
        NO_RIVAL,
        {"add": ["investor COMPETES_WITH client"]},
        rows=(changed("opens", segment=None, because=["client:COMPETES_WITH:investor"]),),
    ),
    Case(
        "a supposed rivalry may say in what",
        NO_RIVAL,
        {"add": [{"subject": "client", "type": "COMPETES_WITH", "object": "investor", "segment": "cloud"}]},
        rows=(changed("opens", segment="cloud"),),
    ),
    Case(
        "a supposed contract opens a conflict",
        NO_CLIENT,
        {"add": ["client CLIENT_OF vendor"]},
        rows=(changed("opens", because=["client:CLIENT_OF:vendor"], after={"standing": "open"}),),
    ),
    Case(
        "three deals make a conflict out of nothing",
        facts(*(entity(name) for name in ("client", "vendor", "investor"))),
        {"add": ['["client CLIENT_OF vendor", "client COMPETES_WITH investor"]', "investor INVESTS_IN vendor 10 %"]},
        rows=(
            changed(
                "opens",
                because=["client:CLIENT_OF:vendor", "client:COMPETES_WITH:investor", "investor:INVESTS_IN:vendor"],
                after={"certainty": "confirmed", "verdict": "certain"},
            ),
        ),
    ),
    *(
        Case(
            f"a stake is read as it is written: {written}",
            NO_STAKE,
            {"add": [f"investor INVESTS_IN vendor {written}"]},
            rows=(changed("opens", after={"stake_percent": stake}),),
        )
        for written, stake in [
            ("٤٩%", 49),
            ("٤٩٪", 49),
            ("٤٩٫٥%", 49.5),
            ("۴۹٫۵ ٪", 49.5),
            ("４９％", 49),
            ("%49", 49),
            ("٪٤٩", 49),
            ("\u200f٤٩٪\u200f", 49),
        ]
    ),
    Case(
        "without the contract there is no conflict",
        DEAL,
        {"remove": [{"subject": "client", "type": "CLIENT_OF", "object": "vendor"}]},
        rows=(changed("closes", because=["client:CLIENT_OF:vendor"]),),
    ),
    Case(
        "without the rivalry there is no conflict whichever way round it is named",
        DEAL,
        {"remove": ["investor:COMPETES_WITH:client"]},
        rows=(changed("closes", because=["client:COMPETES_WITH:investor"]),),
    ),
    Case(
        "what is announced opens nothing yet",
        NO_STAKE,
        {"add": [{"subject": "investor", "type": "INVESTS_IN", "object": "vendor", "status": "announced"}]},
    ),
    Case(
        "what begins later opens nothing yet",
        NO_STAKE,
        {
            "add": [{"subject": "investor", "type": "INVESTS_IN", "object": "vendor", "valid_from": "2026-06"}],
            "as_of": "2026-05-31",
        },
    ),
    Case(
        "what begins later opens it later",
        NO_STAKE,
        {
            "add": [{"subject": "investor", "type": "INVESTS_IN", "object": "vendor", "valid_from": "2026-06"}],
            "as_of": "2026-06-30",
        },
        rows=(changed("opens", after={"verdict": "certain", "window": {"from": "2026-06-01"}}),),
    ),
    Case(
        "what was over before opens nothing",
        NO_STAKE,
        {
            "add": [{"subject": "investor", "type": "INVESTS_IN", "object": "vendor", "valid_to": "2025"}],
            "as_of": DAY,
        },
    ),
    Case(
        "a deal less sure than asked for does not count",
        NO_STAKE,
        {
            "add": [{"subject": "investor", "type": "INVESTS_IN", "object": "vendor", "certainty": "reported"}],
            "min_certainty": "stated",
        },
    ),
    Case(
        "a deal with nobody in it who competes changes nothing",
        NO_RIVAL,
        {"remove": ["investor INVESTS_IN vendor"]},
    ),
    Case(
        "a group is never joined on",
        facts(buys(), rivals(), rivals("client", "allies"), entity("allies", "group")),
        {"add": ["allies INVESTS_IN vendor 30%"]},
    ),
    Case(
        "what rests on a holding known later is not lost before",
        facts(buys(), rivals(), holds(20, reported_on="2025-07-01")),
        {"remove": ["investor INVESTS_IN vendor"], "known_at": "2025-06-30"},
    ),
]

# Widening and narrowing

_WIDENING_AND_NARROWING = [
    Case(
        "a larger stake widens and a smaller one narrows",
        facts(buys(), rivals(), rivals("client", "other"), holds(20), holds(20, "other")),
        {"add": ["investor INVESTS_IN vendor 30%", "other INVESTS_IN vendor 10%"]},
        rows=(
            changed("widens", before={"effective_stake_percent": 20}, after={"effective_stake_percent": 30}),
            changed(
                "narrows",
                *("client", "vendor", "other"),
                before={"effective_stake_percent": 20},
                after={"effective_stake_percent": 10},
            ),
        ),
    ),
    Case(
        "a client that means to leave narrows its conflict and the stake stays",
        DEAL,
        {"add": [{"subject": "client", "type": "CLIENT_OF", "object": "vendor", "status": "planned_end"}]},
        rows=(
            changed(
                "narrows",
                before={"standing": "open", "effective_stake_percent": 30},
                after={"standing": "narrowing", "effective_stake_percent": 30},
                witness=[
                    {"relationship": {"id": "client:CLIENT_OF:vendor", "services": ["compute"]}, "hypothetical": True},
                    {"relationship": {"id": "client:COMPETES_WITH:investor"}},
                    {"relationship": {"id": "investor:INVESTS_IN:vendor"}},
                ],
            ),
        ),
    ),
    Case(
        "a client that stays after all widens it",
        facts(buys(status="planned_end"), rivals(), holds(30)),
        {"add": ["client CLIENT_OF vendor"]},
        rows=(changed("widens", before={"standing": "narrowing"}, after={"standing": "open"}),),
    ),
    Case(
        "a stake that becomes known changes a conflict and neither widens nor narrows it",
        facts(buys(), rivals(), holds(None)),
        {"add": ["investor INVESTS_IN vendor 5%"]},
        rows=(changed("changes", before={"effective_stake_percent": None}, after={"effective_stake_percent": 5}),),
    ),
    Case(
        "a stake that is left unsaid stays as it is",
        facts(buys(), rivals(), holds(30, voting=True)),
        {"add": [{"subject": "investor", "type": "INVESTS_IN", "object": "vendor", "voting": False}], "as_of": DAY},
        rows=(
            changed(
                "changes",
                before={"effective_stake_percent": 30, "voting": True},
                after={"effective_stake_percent": 30, "voting": False},
            ),
        ),
    ),
    Case(
        "a stake that was removed first does not stay",
        DEAL,
        {"add": ["investor INVESTS_IN vendor"], "remove": ["investor INVESTS_IN vendor"], "as_of": DAY},
        rows=(changed("changes", before={"effective_stake_percent": 30}, after={"effective_stake_percent": None}),),
    ),
    Case(
        "a doubt that is settled changes a conflict",
        facts(buys(), buys(id="no", status="denied", certainty="reported"), rivals(), holds(30)),
        {"add": ["client CLIENT_OF vendor"], "as_of": DAY},
        rows=(
            changed(
                "changes",
                before={"disputed": True, "verdict": "possible"},
                after={"disputed": False, "verdict": "certain"},
            ),
        ),
    ),
    Case(
        "a second chain widens",
        facts(buys(), rivals(), holds(20), holds(50, "investor", "fund")),
        {"add": ["fund INVESTS_IN vendor 10%"]},
        rows=(
            changed(
                "widens",
                before={"effective_stake_percent": 20},
                after={"effective_stake_percent": 25, "chain": ["investor", "vendor"]},
                because=["fund:INVESTS_IN:vendor"],
                witness=[
                    {"relationship": {"id": "client:CLIENT_OF:vendor"}},
                    {"relationship": {"id": "client:COMPETES_WITH:investor"}},
                    {"relationship": {"id": "investor:INVESTS_IN:vendor"}, "hypothetical": False},
                    {"relationship": {"id": "investor:INVESTS_IN:fund"}, "hypothetical": False},
                    {"relationship": {"id": "fund:INVESTS_IN:vendor"}, "hypothetical": True},
                ],
            ),
        ),
    ),
    Case(
        "of two chains the one that is gone is still shown",
        PARALLEL,
        {"remove": ["fund INVESTS_IN vendor"]},
        rows=(
            changed(
                "narrows",
                before={"effective_stake_percent": 25},
                after={"effective_stake_percent": 20},
                because=["fund:INVESTS_IN:vendor"],
                witness=[
                    {"relationship": {"id": "client:CLIENT_OF:vendor"}, "removed": False},
                    {"relationship": {"id": "client:COMPETES_WITH:investor"}, "removed": False},
                    {"relationship": {"id": "investor:INVESTS_IN:vendor"}, "removed": False},
                    {"relationship": {"id": "fund:INVESTS_IN:vendor"}, "removed": True},
                ],
            ),
        ),
    ),
]

# Chains

_LONG = facts(
    buys(),
    rivals(),
    holds(100, "investor", "a"),
    holds(100, "b", "c"),
    holds(100, "c", "vendor"),
)
_CHAINS = [
    Case(
        "a holding at the bottom of a chain opens the conflict at its top",
        CHAIN,
        {"add": ["fund INVESTS_IN vendor 20%"]},
        rows=(
            changed(
                "opens",
                after={"stake_percent": None, "effective_stake_percent": 10, "chain": ["investor", "fund", "vendor"]},
            ),
        ),
    ),
    Case(
        "a holding in the middle of a chain opens the conflict of its ends",
        _LONG,
        {"add": ["a INVESTS_IN b 50%"], "depth": 4},
        rows=(changed("opens", after={"effective_stake_percent": 50, "chain": ["investor", "a", "b", "c", "vendor"]}),),
    ),
    Case("a chain longer than asked for does not count", _LONG, {"add": ["a INVESTS_IN b 50%"], "depth": 3}),
    Case("direct holdings only leave a chain out", CHAIN, {"add": ["fund INVESTS_IN vendor 20%"], "depth": 1}),
    Case(
        "a chain below the threshold does not count",
        CHAIN,
        {"add": ["fund INVESTS_IN vendor 20%"], "chain_threshold": 10.1},
    ),
    Case(
        "without a threshold a chain of an unknown stake counts",
        CHAIN,
        {"add": ["fund INVESTS_IN vendor"], "chain_threshold": 0},
        rows=(changed("opens", after={"effective_stake_percent": None, "effective_stake_max": 50}),),
    ),
    Case(
        "a stake that becomes known makes a chain worth following",
        facts(buys(), rivals(), holds(None, "investor", "fund"), holds(40, "fund", "vendor")),
        {"add": ["investor INVESTS_IN fund 25%"]},
        rows=(changed("opens", after={"effective_stake_percent": 10}),),
    ),
    Case(
        "the largest stake comes first and ties are broken by client vendor and investor",
        facts(*(buys(client) for client in ("b", "a")), *(rivals(c, i) for c in "ab" for i in ("i", "j"))),
        {"add": ["i INVESTS_IN vendor 5%", "j INVESTS_IN vendor 6%"]},
        rows=(
            changed("opens", "a", "vendor", "j"),
            changed("opens", "b", "vendor", "j"),
            changed("opens", "a", "vendor", "i"),
            changed("opens", "b", "vendor", "i"),
        ),
    ),
    Case(
        "what opens comes before what closes and that before what changes",
        facts(
            *(buys(client) for client in ("a", "b", "c")),
            *(rivals(client, "investor") for client in ("a", "b", "c")),
            holds(30),
            buys("d", "w"),
            rivals("d", "investor"),
        ),
        {
            "add": [
                "investor INVESTS_IN w 1%",
                {"subject": "c", "type": "CLIENT_OF", "object": "vendor", "status": "planned_end"},
            ],
            "remove": ["a CLIENT_OF vendor"],
        },
        rows=(
            changed("opens", "d", "w", "investor"),
            changed("closes", "a", "vendor", "investor"),
            changed("narrows", "c", "vendor", "investor"),
        ),
    ),
]

# What is refused

HOLDING = {"subject": "investor", "type": "INVESTS_IN", "object": "vendor"}
_PEOPLE = facts(buys(), rivals(), holds(20), entity("sarah", "person"))


def refused(name: str, given: Facts = DEAL, error: str = "BadParameter", **asked: Any) -> Case:
    return Case(name, given, asked, error=error)


_DEAL = '{"subject": "investor", "type": "INVESTS_IN", "object": "vendor"}'
_TWO_CURRENCIES = ', "amount": {"value": 1, "currency": "USD", "currency": "EUR", "basis": "paid"}}'
_REFUSED = [
    refused("a question about no deal is refused"),
    refused("a deal with itself is refused", add=["investor INVESTS_IN investor 20%"]),
    refused("a deal with itself by another name is refused", article(), add=["Meta INVESTS_IN meta"]),
    refused("a deal that its kinds do not allow is refused", _PEOPLE, add=["sarah CLIENT_OF vendor"]),
    refused("a deal into a person is refused", _PEOPLE, add=["investor INVESTS_IN sarah"]),
    refused("one relationship twice is refused", add=["investor INVESTS_IN vendor", "investor:INVESTS_IN:vendor"]),
    refused("a deal on which no conflict rests is refused", add=["investor ACQUIRED vendor"]),
    refused("a type that there is not is refused", add=["investor OWNS vendor"]),
    refused("a text that is no deal is refused", add=["buy it"]),
    refused("a number is no deal", add=5),
    refused("nothing is no deal", add=[""]),
    refused("half a JSON text is refused", add=['{"subject": "investor"']),
    refused("a JSON list of numbers is refused", add=["[1, 2]"]),
    refused("a deal with a stake twice is refused", add=[_DEAL[:-1] + ', "stake_percent": 60, "stake_percent": 1}']),
    refused("a deal with a currency twice is refused", add=[_DEAL[:-1] + _TWO_CURRENCIES]),
    refused("one end twice is refused", remove=[_DEAL[:-1] + ', "object": "other"}']),
    refused("a list in which one deal has an end twice is refused", add=[f'[{_DEAL}, {_DEAL[:-1]}, "type": "X"}}]']),
    refused("a stake above 100 is refused", add=["investor INVESTS_IN vendor 149%"]),
    *(
        refused(
            f"a stake that could be read in two ways is refused: {written}",
            add=[f"investor INVESTS_IN vendor {written}"],
        )
        for written in ("49,5%", "1,000%", "1٬000٪", "٤٩،٥٪", "-5%", "1e1%", "4.9.5%", "49%%", "½%", "40-49%")
    ),
    refused("a range upside down is refused", add=[{**HOLDING, "stake_percent": {"min": 30, "max": 10}}]),
    refused("a day that there is not is refused", add=[{**HOLDING, "valid_from": "2025-02-30"}]),
    refused("an end before the beginning is refused", add=[{**HOLDING, "valid_from": "2026", "valid_to": "2025"}]),
    refused("a field of another type is refused", add=[{**HOLDING, "service": "compute"}]),
    refused("a field that there is not is refused", add=[{**HOLDING, "source": "wire"}]),
    refused("a stake in what is denied is refused", add=[{**HOLDING, "status": "denied", "stake_percent": 5}]),
    refused("a stake has no place in what is removed", remove=["investor INVESTS_IN vendor 30%"]),
    refused("more deals than can be looked at are refused", add=[f"i{at} INVESTS_IN vendor" for at in range(51)]),
    refused("what is not there cannot be removed", error="UnknownRecord", remove=["vendor INVESTS_IN investor"]),
    refused("an unknown party is refused", error="UnknownEntity", add=["nobody INVESTS_IN vendor"]),
    refused("a day to come cannot be known", add=["investor INVESTS_IN vendor"], known_at="2999-01-01"),
    refused("a deeper chain than four is refused", add=["investor INVESTS_IN vendor"], depth=5),
]

CASES = [*_OF_THE_ARTICLE, *_OPENING_AND_CLOSING, *_WIDENING_AND_NARROWING, *_CHAINS, *_REFUSED]
