"""Cases of: a list of vendors, a list of competitors: what is wrong with each?"""

from typing import Any

from graph_service.domain.claim import Claim
from tests.cases import Case, Expected, article, claim, entity, facts


def holds(investor: str = "rival", vendor: str = "vendor", **more: Any) -> Claim:
    return claim(investor, "INVESTS_IN", vendor, **more)


def rivals(one: str = "client", other: str = "rival", **more: Any) -> Claim:
    return claim(one, "COMPETES_WITH", other, **more)


def vendor(id_: str | None, finding: str, asked: str | None = None, **more: Any) -> Expected:
    entity = id_ and {"id": id_}
    return {"section": "vendor", "asked": asked or id_, "entity": entity, "finding": finding, **more}


def competitor(id_: str | None, finding: str = "checked", **more: Any) -> Expected:
    return {"section": "competitor", "entity": id_ and {"id": id_}, "finding": finding, "tie": None, **more}


def tie(kind: str, rival: str = "rival", **more: Any) -> Expected:
    return {"kind": kind, "competitor": {"id": rival}, **more}


def hop(id_: str) -> Expected:
    return {"relationship": {"id": id_}}


VENDOR: dict[str, Any] = {"vendors": ["vendor"]}
COMPETITORS = {"competitors": ["rival"]}
FOR_CLIENT = {**VENDOR, "client": "client"}
AGAINST = {**VENDOR, "competitors": ["rival"]}
DENIED = holds(id="no", status="denied", certainty="reported", disputes=["rival-INVESTS_IN-vendor"])

_OF_THE_ARTICLE = [
    Case(
        "for Google Scale AI is in conflict through Meta in whatever spelling",
        article(),
        {"client": "غوغل", "vendors": ["سكيل إيه آي", "SCALE AI"]},
        (
            vendor(
                "scale-ai",
                "conflict",
                "سكيل إيه آي",
                score=100,
                alternatives=[],
                tie=tie("competitor_holds", "meta", stake_percent=49, certainty="inferred", verdict="certain"),
                already_client=True,
                clients_known=4,
                investors_known=1,
                competitors_checked=1,
                witness=[hop("google:COMPETES_WITH:meta"), hop("meta:INVESTS_IN:scale-ai")],
            ),
            vendor("scale-ai", "conflict", "SCALE AI"),
            competitor("meta", asked=None, score=None, witness=[hop("google:COMPETES_WITH:meta")]),
        ),
        {"coverage": {"at": ["google", "scale-ai"]}, "parameters": {"client": "google"}},
    ),
    Case(
        "a name that nobody has is a finding with the nearest and their scores",
        article(),
        {"vendors": ["Gooogle"], "competitors": ["Mta", "no such company at all"]},
        (
            vendor(
                None,
                "unresolved",
                "Gooogle",
                because="no_such_name",
                score=None,
                alternatives=[{"entity": {"id": "google"}, "score": 90.9}],
                clients_known=None,
                investors_known=None,
                competitors_checked=None,
                witness=[],
            ),
            competitor(None, "unresolved", asked="Mta", because="no_such_name"),
            competitor(None, "unresolved", asked="no such company at all", because="no_such_name", alternatives=[]),
        ),
    ),
]

_NAMES = [
    Case(
        "a name that two have is a finding with both",
        facts(entity("acme-us", "company", "Acme"), entity("acme-de", "company", "ACME"), holds()),
        {"vendors": ["acme"], "competitors": ["rival"]},
        (
            vendor(
                None,
                "unresolved",
                "acme",
                because="ambiguous_name",
                alternatives=[{"entity": {"id": "acme-de"}, "score": 100}, {"entity": {"id": "acme-us"}, "score": 100}],
            ),
            competitor("rival"),
        ),
    ),
    Case(
        "a name with a legal form too many or another is resolved and the score says so",
        facts(entity("nv", "company", "إنفيديا", en="Nvidia"), entity("ts", en="TSMC Co., Ltd."), holds()),
        {
            "vendors": ["Nvidia Corporation", "NVIDIA Corp.", "شركة إنفيديا", "TSMC Limited"],
            "competitors": ["Rival Inc"],
        },
        (
            *(
                vendor("nv", "unknown", asked, score=98, alternatives=[], because=None)
                for asked in ("Nvidia Corporation", "NVIDIA Corp.", "شركة إنفيديا")
            ),
            vendor("ts", "unknown", "TSMC Limited", score=95, alternatives=[], because=None),
            competitor("rival", asked="Rival Inc", score=98),
        ),
    ),
    Case(
        "a name that two have with another legal form is a finding with both",
        facts(entity("north-inc", en="North Labs Inc"), entity("north-llc", en="North Labs LLC"), holds()),
        {"vendors": ["North Labs", "North Labs L.L.C.", "North Labs Incorporated", "North Labs GmbH"], **COMPETITORS},
        (
            vendor(
                None,
                "unresolved",
                "North Labs",
                because="ambiguous_name",
                alternatives=[
                    {"entity": {"id": "north-inc"}, "score": 98},
                    {"entity": {"id": "north-llc"}, "score": 98},
                ],
            ),
            vendor("north-llc", "unknown", "North Labs L.L.C.", score=99),
            vendor("north-inc", "unknown", "North Labs Incorporated", score=99),
            vendor(None, "unresolved", "North Labs GmbH", because="ambiguous_name"),
            competitor("rival"),
        ),
    ),
    Case(
        "a name that nobody has gets names that are near or none",
        facts(
            entity("meta", "company", "Meta Platforms, Inc.", en="Meta"),
            entity("oracle", en="Oracle Corporation"),
            entity("disney", en="The Walt Disney Company"),
            holds(),
        ),
        {
            "vendors": ["Zeta Metals", "Acme Corporation", "no such company", "Oracel Corp", "Meta Materials"],
            **COMPETITORS,
        },
        (
            vendor(None, "unresolved", "Zeta Metals", because="no_such_name", alternatives=[]),
            vendor(None, "unresolved", "Acme Corporation", because="no_such_name", alternatives=[]),
            vendor(None, "unresolved", "no such company", because="no_such_name", alternatives=[]),
            vendor(None, "unresolved", "Oracel Corp", alternatives=[{"entity": {"id": "oracle"}}]),
            vendor(None, "unresolved", "Meta Materials", alternatives=[{"entity": {"id": "meta"}}]),
            competitor("rival"),
        ),
    ),
    Case(
        "a name that differs in a letter's mark is not taken for another's",
        facts(entity("handa", en="ハンダ工業"), entity("ram", en="राम ऊर्जा"), entity("cpp", en="C++"), holds()),
        {"vendors": ["パンダ工業", "रोम ऊर्जा", "C", "C++"], **COMPETITORS},
        (
            vendor(
                None, "unresolved", "パンダ工業", because="no_such_name", alternatives=[{"entity": {"id": "handa"}}]
            ),
            vendor(None, "unresolved", "रोम ऊर्जा", because="no_such_name", alternatives=[{"entity": {"id": "ram"}}]),
            vendor(None, "unresolved", "C", because="no_such_name", alternatives=[]),
            vendor("cpp", "unknown", "C++", score=100),
            competitor("rival"),
        ),
    ),
    Case(
        "a name that is blank or of signs alone is unresolved",
        facts(holds()),
        {"vendors": [" ", "=1+1"], "competitors": ["rival"]},
        (
            vendor(None, "unresolved", " ", alternatives=[]),
            vendor(None, "unresolved", "=1+1", alternatives=[]),
            competitor("rival"),
        ),
    ),
    Case(
        "an unresolved competitor is not checked and leaves the vendor unknown",
        facts(holds("bank"), rivals()),
        {**FOR_CLIENT, "competitors": ["nobody"]},
        (vendor("vendor", "unknown", competitors_checked=0), competitor(None, "unresolved", asked="nobody")),
    ),
]

_WHO = [
    Case(
        "a listed competitor counts whether or not anybody says that it competes",
        facts(holds(stake_percent=30)),
        AGAINST,
        (
            vendor(
                "vendor",
                "conflict",
                tie=tie("competitor_holds", stake_percent=30, segment=None, certainty="stated"),
                already_client=None,
                witness=[hop("rival:INVESTS_IN:vendor")],
            ),
            competitor("rival", asked="rival", score=100, witness=[]),
        ),
    ),
    Case(
        "that a listed competitor is known to compete is added to the evidence",
        facts(holds(), rivals(certainty="inferred")),
        {**FOR_CLIENT, "competitors": ["rival"]},
        (
            vendor(
                "vendor",
                "conflict",
                tie=tie("competitor_holds", segment="foundation_models", certainty="inferred"),
                already_client=False,
                witness=[hop("client:COMPETES_WITH:rival"), hop("rival:INVESTS_IN:vendor")],
            ),
            competitor("rival", witness=[hop("client:COMPETES_WITH:rival")]),
        ),
    ),
    Case(
        "where competitors are listed the other known ones are not checked",
        facts(holds(), rivals(), entity("third")),
        {**FOR_CLIENT, "competitors": ["third"]},
        (vendor("vendor", "none_found", investors_known=1, competitors_checked=1), competitor("third")),
    ),
    Case(
        "a vendor that competes with the client is in conflict though not listed",
        facts(rivals("client", "vendor"), holds("bank"), entity("third")),
        {**FOR_CLIENT, "competitors": ["third"]},
        (
            vendor("vendor", "conflict", tie=tie("competitor_is_vendor", "vendor"), competitors_checked=1),
            competitor("third"),
        ),
    ),
    Case(
        "a vendor that is a listed competitor is in conflict on the asker's word alone",
        facts(entity("vendor")),
        {**VENDOR, "competitors": ["vendor"]},
        (
            vendor(
                "vendor",
                "conflict",
                tie=tie("competitor_is_vendor", "vendor", certainty=None, verdict=None, disputed=False, partial=False),
                witness=[],
            ),
            competitor("vendor"),
        ),
    ),
    Case(
        "each tie is a row and the most direct comes first",
        facts(
            rivals("client", "a"),
            rivals("client", "b"),
            claim("b", "CLIENT_OF", "vendor", service="chips"),
            holds("b", "fund", stake_percent=50),
            holds("fund", stake_percent=10),
            holds("a"),
            claim("vendor", "SUBSIDIARY_OF", "b"),
        ),
        FOR_CLIENT,
        (
            vendor("vendor", "conflict", tie=tie("competitor_owns", "b")),
            vendor("vendor", "conflict", tie=tie("competitor_holds", "a", stake_percent=None)),
            vendor(
                "vendor",
                "second_order",
                tie=tie("competitor_holds_through", "b", via={"id": "fund"}, stake_percent=5),
                witness=[hop("b:COMPETES_WITH:client"), hop("b:INVESTS_IN:fund"), hop("fund:INVESTS_IN:vendor")],
            ),
            vendor("vendor", "second_order", tie=tie("competitor_is_client", "b"), investors_known=3, clients_known=1),
            competitor("a", asked=None),
            competitor("b", asked=None),
        ),
    ),
    Case(
        "vendors stand in the order of the list",
        facts(entity("z"), holds("bank", "a"), holds("rival", "m")),
        {"vendors": ["z", "m", "a"], "competitors": ["rival"]},
        (vendor("z", "unknown"), vendor("m", "conflict"), vendor("a", "none_found"), competitor("rival")),
    ),
    Case(
        "nothing is found wrong but nobody is known who holds the vendor",
        facts(claim("client", "CLIENT_OF", "vendor"), rivals()),
        FOR_CLIENT,
        (
            vendor("vendor", "unknown", already_client=True, investors_known=0, clients_known=1, competitors_checked=1),
            competitor("rival"),
        ),
    ),
    Case(
        "a client of which no competitor is known has no clean vendors",
        facts(holds("bank"), entity("client")),
        FOR_CLIENT,
        (vendor("vendor", "unknown", investors_known=1, competitors_checked=0),),
    ),
    Case(
        "nothing is wrong with no vendors for a client without known competitors",
        facts(entity("client")),
        {"vendors": [], "client": "client"},
    ),
    Case(
        "a group that asks has no competitors",
        facts(entity("states", "group"), rivals("states"), holds("rival")),
        {**VENDOR, "client": "states"},
        (vendor("vendor", "unknown", investors_known=1, competitors_checked=0),),
    ),
    Case(
        "a group is not screened and neither is the client",
        facts(entity("states", "group"), holds("states"), entity("client")),
        {"vendors": ["states", "client", "vendor"], "competitors": ["states", "client"], "client": "client"},
        (
            vendor("states", "not_screened", because="group", tie=None, already_client=None, clients_known=None),
            vendor("client", "not_screened", because="the_client"),
            vendor("vendor", "unknown", because=None, investors_known=0, competitors_checked=0),
            competitor("states", "not_screened", because="group", witness=[]),
            competitor("client", "not_screened", because="the_client"),
        ),
    ),
]

_WHEN_AND_HOW_SURE = [
    Case(
        "a holding that is over is no finding",
        facts(holds(status="ended", valid_to="2024-12-31"), holds("bank")),
        AGAINST,
        (vendor("vendor", "none_found"), competitor("rival")),
    ),
    Case(
        "within the month it began in a holding is possible",
        facts(holds(valid_from="2025-06")),
        {**AGAINST, "as_of": "2025-06-15"},
        (vendor("vendor", "conflict", tie=tie("competitor_holds", verdict="possible")), competitor("rival")),
    ),
    Case(
        "before anybody said so there was no finding",
        facts(holds()),
        {**AGAINST, "known_at": "2025-05-31"},
        (vendor("vendor", "unknown"), competitor("rival")),
    ),
    Case(
        "what is not sure enough is no finding",
        facts(holds(certainty="reported"), holds("bank")),
        {**AGAINST, "min_certainty": "stated"},
        (vendor("vendor", "none_found"), competitor("rival")),
    ),
    Case(
        "disputed evidence and evidence of a part are marked",
        facts(holds(), DENIED, claim("rival", "CLIENT_OF", "vendor", part="one product")),
        AGAINST,
        (
            vendor("vendor", "conflict", tie=tie("competitor_holds", disputed=True, partial=False)),
            vendor(
                "vendor", "second_order", tie=tie("competitor_is_client", disputed=False, partial=True, status="active")
            ),
            competitor("rival"),
        ),
    ),
    Case(
        "disputed evidence is left out on request",
        facts(holds(), DENIED, holds("bank")),
        {**AGAINST, "include_disputed": False},
        (vendor("vendor", "none_found", investors_known=1), competitor("rival")),
    ),
]

_REFUSED = [
    Case("nobody to screen against is refused", article(), {"vendors": ["scale-ai"]}, error="BadParameter"),
    Case("the vendors must be given", article(), {"client": "google"}, error="BadParameter"),
    Case("an empty name is refused", article(), {"vendors": [""], "client": "google"}, error="BadParameter"),
    Case("too many names are refused", article(), {"vendors": ["x"] * 201, "client": "google"}, error="BadParameter"),
    Case(
        "the client must be known",
        article(),
        {"vendors": ["scale-ai"], "client": "gogle"},
        error="UnknownEntity",
        suggestions=("google",),
    ),
]

CASES = [*_OF_THE_ARTICLE, *_NAMES, *_WHO, *_WHEN_AND_HOW_SURE, *_REFUSED]
