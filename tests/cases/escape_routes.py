"""Cases of: where could this client go instead?"""

from typing import Any

from graph_service.domain.claim import Claim
from graph_service.domain.facts import Facts
from tests.cases import Case, Expected, article, claim, entity, facts


def buys(client: str = "client", vendor: str = "old", **more: Any) -> Claim:
    return claim(client, "CLIENT_OF", vendor, **more)


def rivals(one: str = "client", other: str = "rival", **more: Any) -> Claim:
    return claim(one, "COMPETES_WITH", other, **more)


def holds(investor: str, vendor: str = "new", **more: Any) -> Claim:
    return claim(investor, "INVESTS_IN", vendor, **more)


def route(vendor: str, finding: str, direct: int = 0, second: int = 0, **more: Any) -> Expected:
    counts = {"direct_conflicts": direct, "second_order_conflicts": second}
    return {"vendor": {"id": vendor}, "finding": finding, **counts, **more}


def tie(kind: str, competitor: str = "rival", via: str | None = None, **more: Any) -> Expected:
    return {"kind": kind, "competitor": {"id": competitor}, "via": via and {"id": via}, **more}


def tied(*more: Claim | Any) -> Facts:
    """A client that may move from the old vendor to the new one, which has an investor that is nobody's rival."""
    return facts(buys(), buys("other", "new"), holds("bank"), rivals(), *more)


LEAVING: dict[str, Any] = {"client": "client", "vendor": "old"}

CASES = [
    Case(
        "in the article nobody else is known to sell what Scale AI sells",
        article(),
        {"client": "google", "vendor": "scale-ai"},
        certificate={"coverage": {"at": ["google", "scale-ai"]}},
    ),
    Case(
        "without a vendor named the one in conflict stands among those of its service",
        article(),
        {"client": "غوغل"},
        (
            route(
                "scale-ai",
                "conflict",
                1,
                0,
                service="data_labelling",
                already_client=True,
                conflicts=[tie("competitor_holds", "meta", stake_percent=49, certainty="inferred")],
                clients_known=4,
                investors_known=1,
                competitors_known=1,
            ),
        ),
    ),
    Case(
        "nothing found where an investor and a competitor are known is none found",
        tied(),
        LEAVING,
        (
            route(
                "new",
                "none_found",
                already_client=False,
                clients_known=1,
                claims_known=1,
                investors_known=1,
                competitors_known=1,
                verdict="certain",
                certainty="stated",
                conflicts=[],
                witness=[{"relationship": {"id": "other:CLIENT_OF:new"}}],
            ),
        ),
    ),
    Case(
        "a vendor of which no investor is known is unknown and not clean",
        facts(buys(), buys("other", "new"), rivals()),
        LEAVING,
        (route("new", "unknown", investors_known=0),),
    ),
    Case(
        "a client of which no competitor is known has no clean vendors",
        facts(buys(), buys("other", "new"), holds("bank")),
        LEAVING,
        (route("new", "unknown", investors_known=1, competitors_known=0),),
    ),
    Case(
        "only vendors of the same service are routes",
        facts(buys(), buys("other", "new", service="chips")),
        LEAVING,
    ),
    Case(
        "a service that is named counts also if the client does not buy it",
        facts(buys(), buys("other", "new", service="chips")),
        {"client": "client", "service": "chips"},
        (route("new", "unknown", service="chips"),),
    ),
    Case(
        "a vendor of two services is a route for each",
        facts(
            buys(),
            buys(id="more", service="chips"),
            buys("other", "new"),
            buys("other", "new", id="chips", service="chips"),
        ),
        LEAVING,
        (route("new", "unknown", service="chips"), route("new", "unknown", service="compute")),
    ),
    Case(
        "a vendor that competes with the client is in direct conflict",
        tied(rivals("client", "new", segment="cloud")),
        LEAVING,
        (route("new", "conflict", 1, 0, conflicts=[tie("competitor_is_vendor", "new", segment="cloud")]),),
    ),
    Case(
        "a competitor that owns or bought the vendor is in direct conflict and counts once",
        tied(claim("rival", "ACQUIRED", "new"), claim("new", "SUBSIDIARY_OF", "rival")),
        LEAVING,
        (
            route(
                "new",
                "conflict",
                1,
                0,
                conflicts=[tie("competitor_owns", stake_percent=None), tie("competitor_owns", stake_percent=None)],
                investors_known=2,
            ),
        ),
    ),
    Case(
        "an investor of an investor is of the second order with the product of the stakes",
        tied(holds("rival", "fund", stake_percent=30), holds("fund", stake_percent=49)),
        LEAVING,
        (
            route(
                "new",
                "second_order",
                0,
                1,
                conflicts=[tie("competitor_holds_through", via="fund", stake_percent=30 * 49 / 100)],
                witness=[
                    {"relationship": {"id": "other:CLIENT_OF:new"}},
                    {"relationship": {"id": "client:COMPETES_WITH:rival"}},
                    {"relationship": {"id": "rival:INVESTS_IN:fund"}},
                    {"relationship": {"id": "fund:INVESTS_IN:new"}},
                ],
            ),
        ),
    ),
    Case(
        "a chain with an unknown stake is shown as unknown",
        tied(holds("rival", "fund", stake_percent=30), holds("fund")),
        LEAVING,
        (
            route(
                "new", "second_order", 0, 1, conflicts=[tie("competitor_holds_through", via="fund", stake_percent=None)]
            ),
        ),
    ),
    Case(
        "a stake that is itself held through others is multiplied by none",
        tied(holds("rival", "fund", stake_percent=30, direct=False), holds("fund", stake_percent=49)),
        LEAVING,
        (
            route(
                "new", "second_order", 0, 1, conflicts=[tie("competitor_holds_through", via="fund", stake_percent=None)]
            ),
        ),
    ),
    Case(
        "what a competitor holds through the client itself is no conflict",
        tied(holds("rival", "client"), holds("client")),
        LEAVING,
        (route("new", "none_found", investors_known=2),),
    ),
    Case(
        "a competitor that is a client too is of the second order",
        tied(buys("rival", "new", service="chips", status="planned_end")),
        LEAVING,
        (
            route(
                "new",
                "second_order",
                0,
                1,
                conflicts=[tie("competitor_is_client", status="planned_end", stake_percent=None)],
                clients_known=1,
            ),
        ),
    ),
    Case(
        "fewest direct conflicts stand first then second order then unknown then the best attested",
        facts(
            buys(),
            rivals(),
            *(buys("other", vendor) for vendor in ("direct", "second", "blank", "poor", "rich", "rich2")),
            buys("another", "rich"),
            buys("other", "rich2", id="again", reported_on="2025-06-02"),
            holds("rival", "direct"),
            buys("rival", "second"),
            *(holds("bank", vendor) for vendor in ("poor", "rich", "rich2")),
        ),
        LEAVING,
        (
            route("rich", "none_found", clients_known=2, claims_known=2),
            route("rich2", "none_found", clients_known=1, claims_known=2),
            route("poor", "none_found", clients_known=1, claims_known=1),
            route("blank", "unknown"),
            route("second", "second_order", 0, 1),
            route("direct", "conflict", 1, 0),
        ),
    ),
    Case(
        "a vendor that the client uses already is marked and rests on its contract too",
        facts(
            buys(),
            buys("other", "new", certainty="confirmed"),
            holds("bank"),
            rivals(),
            buys("client", "new", status="planned_end"),
        ),
        LEAVING,
        (
            route(
                "new",
                "none_found",
                already_client=True,
                clients_known=2,
                certainty="confirmed",
                witness=[
                    {"relationship": {"id": "other:CLIENT_OF:new"}},
                    {"relationship": {"id": "client:CLIENT_OF:new", "status": "planned_end"}},
                ],
            ),
        ),
    ),
    Case(
        "without a vendor named services without a direct conflict have no routes",
        facts(buys(), buys("client", "clean", service="chips"), rivals(), holds("rival", "old"), buys("other", "new")),
        {"client": "client"},
        (route("new", "unknown"), route("old", "conflict", 1, already_client=True)),
    ),
    Case("a client without conflicts needs no routes", tied(), {"client": "client"}),
    Case(
        "a group shows that a vendor sells a service and is no client of it",
        facts(entity("states", "group"), buys(), buys("states", "new")),
        LEAVING,
        (route("new", "unknown", clients_known=0, claims_known=1),),
    ),
    Case(
        "a group is no investor and no competitor",
        facts(
            entity("states", "group"),
            buys(),
            buys("other", "new"),
            holds("states"),
            holds("bank"),
            rivals(),
            rivals("client", "states"),
        ),
        LEAVING,
        (route("new", "none_found", investors_known=1, competitors_known=1),),
    ),
    Case(
        "a group that asks gets no routes",
        facts(entity("states", "group"), buys("states", "old"), buys("other", "new")),
        {"client": "states", "vendor": "old"},
    ),
    Case(
        "a conflict that is over is none",
        tied(holds("rival", status="ended", valid_to="2024-12-31")),
        LEAVING,
        (route("new", "none_found", investors_known=1),),
    ),
    Case(
        "a conflict within the month it ended in is possible",
        tied(holds("rival", status="ended", valid_from="2020", valid_to="2025-06")),
        {**LEAVING, "as_of": "2025-06-15"},
        (route("new", "conflict", 1, conflicts=[tie("competitor_holds", verdict="possible")]),),
    ),
    Case("before anybody said anything there was no route", tied(), {**LEAVING, "known_at": "2025-05-31"}),
    Case(
        "what is not sure enough is neither contract nor conflict",
        tied(holds("rival", certainty="reported")),
        {**LEAVING, "min_certainty": "stated"},
        (route("new", "none_found"),),
    ),
    Case(
        "a disputed conflict is left out on request and marked otherwise",
        tied(
            holds("rival"),
            holds("rival", id="no", status="denied", certainty="reported", disputes=["rival-INVESTS_IN-new"]),
        ),
        LEAVING,
        (route("new", "conflict", 1, conflicts=[tie("competitor_holds", disputed=True, partial=False)]),),
    ),
    Case(
        "a disputed conflict is not counted where disputes are left out",
        tied(
            holds("rival"),
            holds("rival", id="no", status="denied", certainty="reported", disputes=["rival-INVESTS_IN-new"]),
        ),
        {**LEAVING, "include_disputed": False},
        (route("new", "none_found"),),
    ),
    Case(
        "a holding known only in part is marked",
        tied(holds("rival", part="the second tranche")),
        LEAVING,
        (route("new", "conflict", 1, conflicts=[tie("competitor_holds", partial=True)]),),
    ),
    Case("a client is needed", article(), {"vendor": "scale-ai"}, error="BadParameter"),
    Case("an unknown service is refused", article(), {"client": "google", "service": "tea"}, error="BadParameter"),
    Case(
        "an unknown client is refused with the nearest",
        article(),
        {"client": "gogle"},
        error="UnknownEntity",
        suggestions=("google",),
    ),
]
