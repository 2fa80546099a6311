"""Cases of: how much of a vendor's revenue rests on each client?"""

from typing import Any

from graph_service.domain.claim import Claim
from graph_service.domain.facts import Facts
from tests.cases import Case, Expected, article, claim, entity, facts, figure

VENDOR: dict[str, Any] = {"vendor": "vendor"}


def earns(client: str, share: Any = None, /, *, period: str = "2024", of: str = "revenue", **more: Any) -> Claim:
    """What the vendor earns from a client: a percentage, a range, or nothing that anybody says."""
    revenue = {} if share is None else {"revenue": {"percent": share, "of": of, "period": period}}
    return claim(client, "CLIENT_OF", "vendor", **revenue, **more)


def sells(client: str, amount: float, currency: str = "USD", **more: Any) -> Claim:
    """The same as a sum, of the revenue of 2024."""
    revenue = {"amount": amount, "currency": currency, "of": "revenue", "period": "2024"}
    return claim(client, "CLIENT_OF", "vendor", revenue=revenue, **more)


def total(value: float, **more: Any) -> Claim:
    return figure("vendor", "revenue", value, **{"period": "2024", **more})


def summary(**more: Any) -> Expected:
    return {"section": "summary", "client": None, **more}


def client(id_: str, share: float | None = None, **more: Any) -> Expected:
    """A client's row, of a share that is exact; or of an unknown one."""
    bounds = {} if "share_min" in more else {"share_min": share, "share_max": share}
    why = None if share is not None or "share_min" in more else "not_stated"
    return {"section": "client", "client": {"id": id_}, "share_percent": share, "share_unknown": why, **bounds, **more}


def ids(*entities: str) -> list[Expected]:
    return [{"id": id_} for id_ in entities]


def only(section: str, **more: Any) -> dict[str, Any]:
    return {"vendor": "vendor", "section": section, **more}


# The article

_GOOGLE = 150 / 870 * 100
_SCALE: dict[str, Any] = {"vendor": {"id": "scale-ai"}, "metric": "earnings", "period": "2024"}
ARTICLE: tuple[Expected, ...] = (
    summary(
        **_SCALE,
        clients_known=4,
        clients_with_share=1,
        attributed_percent=_GOOGLE,
        attributed_min=_GOOGLE,
        attributed_max=_GOOGLE,
        unattributed_min=100 - _GOOGLE,
        unattributed_max=100 - _GOOGLE,
        hhi_min=_GOOGLE**2,
        hhi_max=_GOOGLE**2 + (100 - _GOOGLE) ** 2,
        hhi_unknown=None,
        at_risk_percent=_GOOGLE,
        at_risk_min=_GOOGLE,
        at_risk_max=_GOOGLE,
        at_risk=ids("google"),
        at_risk_unknown=ids("microsoft", "xai"),
        unknown=ids("microsoft", "openai", "xai"),
        certainty="reported",
        disputed=False,
        totals=[{"id": "scale-ai:earnings:2024:USD", "value": 870_000_000}],
        witness=[
            {"figure": "scale-ai:earnings:2024:USD", "claims": [{"id": "article-17"}]},
            {"relationship": {"id": "google:CLIENT_OF:scale-ai"}},
            {"relationship": {"id": "microsoft:CLIENT_OF:scale-ai"}},
            {"relationship": {"id": "xai:CLIENT_OF:scale-ai"}},
        ],
    ),
    client(
        "google",
        _GOOGLE,
        **_SCALE,
        share_from="amount",
        share_claim="article-02",
        amount=150_000_000,
        currency="USD",
        approximate=False,
        counted=True,
        status="planned_end",
        leaving=True,
        verdict="certain",
        certainty="reported",
        witness=[
            {"figure": "scale-ai:earnings:2024:USD"},
            {
                "relationship": {"id": "google:CLIENT_OF:scale-ai"},
                "claims": [{"id": "article-03"}, {"id": "article-02"}],
            },
        ],
    ),
    client("governments-building-models", **_SCALE, counted=False, leaving=False),
    client("microsoft", **_SCALE, leaving=True, amount=None, share_from=None),
    client("openai", **_SCALE, leaving=False, disputed=True),
    client("xai", **_SCALE, leaving=True),
)

_OF_THE_ARTICLE = [
    Case(
        "a sixth of Scale AI's earnings rests on Google and what Microsoft and xAI bring is unknown",
        article(),
        {"vendor": "scale-ai"},
        ARTICLE,
        {"coverage": {"at": ["scale-ai"], "relationships": {"CLIENT_OF": 5}}},
    ),
    Case(
        "nothing was known of it before the news",
        article(),
        {"vendor": "scale-ai", "known_at": "2025-06-26"},
        certificate={"coverage": {"relationships": {"CLIENT_OF": 0}}},
    ),
    Case(
        "before the news it may have been as it was said to be since",
        article(),
        {"vendor": "scale-ai", "as_of": "2025-06-01", "section": "client"},
        tuple({**row, "verdict": "possible"} for row in ARTICLE[1:]),
    ),
    Case(
        "in 2023 the share of 2024 was still to come",
        article(),
        {"vendor": "scale-ai", "as_of": "2023-12-31", "section": "summary"},
        (summary(metric=None, period=None, hhi_unknown="no_share", totals=[], clients_known=4),),
    ),
    Case(
        "a period that is asked for is given whatever the day asked about",
        article(),
        {"vendor": "scale-ai", "as_of": "2023-12-31", "section": "summary", "period": "2024"},
        (ARTICLE[0],),
    ),
    Case(
        "reports left out, Google stays, and what was said of its share remains",
        article(),
        {"vendor": "scale-ai", "min_certainty": "stated"},
        (
            summary(clients_known=2, at_risk=[], at_risk_percent=0, at_risk_unknown=[], certainty="stated"),
            client("google", _GOOGLE, status="active", leaving=False),
            client("governments-building-models"),
            client("openai", disputed=False),
        ),
    ),
    Case(
        "disputed contracts can be left out",
        article(),
        {"vendor": "scale-ai", "section": "summary", "include_disputed": False},
        (summary(clients_known=3, unknown=ids("microsoft", "xai")),),
    ),
    Case(
        "another metric is told of nobody, which is not zero",
        article(),
        {"vendor": "scale-ai", "metric": "revenue", "section": "summary"},
        (
            summary(
                metric="revenue",
                period=None,
                attributed_percent=None,
                attributed_min=None,
                unattributed_max=100,
                hhi_min=None,
                hhi_max=None,
                at_risk_percent=None,
                at_risk_unknown=ids("google", "microsoft", "xai"),
            ),
        ),
    ),
    Case("who has no clients has no revenue that rests on them", article(), {"vendor": "meta"}),
    Case(
        "a vendor that isn't known is refused",
        article(),
        {"vendor": "scale-io"},
        error="UnknownEntity",
        suggestions=("scale-ai",),
    ),
    Case("a period is one", article(), {"vendor": "scale-ai", "period": "last year"}, error="BadParameter"),
]


# What a share comes from

_SHARES = [
    Case(
        "a stated percentage needs no total",
        facts(earns("a", 62)),
        only("client"),
        (client("a", 62, share_from="percent", share_claim="a-CLIENT_OF-vendor", amount=None),),
    ),
    Case(
        "a sum whose total nobody says is a sum and no share",
        facts(sells("a", 10)),
        only("client"),
        (client("a", share_unknown="no_total", amount=10, currency="USD", share_from=None),),
    ),
    Case(
        "the total must be of the same metric",
        facts(sells("a", 10), figure("vendor", "earnings", 100, period="2024")),
        only("client"),
        (client("a", share_unknown="no_total"),),
    ),
    Case(
        "the total must be of the same period",
        facts(sells("a", 10), total(100, period="2023")),
        only("client"),
        (client("a", share_unknown="no_total"),),
    ),
    Case(
        "a total in another currency is no measure",
        facts(sells("a", 10, "EUR"), total(100)),
        VENDOR,
        (
            summary(totals=[{"currency": "USD"}], hhi_unknown="no_share"),
            client("a", share_unknown="other_currency", amount=10, currency="EUR"),
        ),
    ),
    Case(
        "of totals in two currencies the sum's own one counts",
        facts(sells("a", 10, "EUR"), total(100), total(40, id="in-euros", currency="EUR")),
        VENDOR,
        (summary(totals=[{"currency": "EUR"}, {"currency": "USD"}]), client("a", 25)),
    ),
    Case(
        "of a loss there are no shares",
        facts(
            claim(
                "a",
                "CLIENT_OF",
                "vendor",
                revenue={"amount": 10, "currency": "USD", "of": "net_income", "period": "2024"},
            ),
            figure("vendor", "net_income", -50, period="2024"),
        ),
        only("client"),
        (client("a", share_unknown="total_not_positive"),),
    ),
    Case(
        "a total that is only announced is no total",
        facts(sells("a", 10), total(100, status="announced")),
        only("client"),
        (client("a", share_unknown="no_total"),),
    ),
    Case(
        "where claims disagree on the total the share is a range",
        facts(sells("a", 10), total(50, certainty="reported", id="less"), total(40, id="surer")),
        only("client"),
        (client("a", 25, share_min=20, share_max=25),),
    ),
    Case(
        "the surest claim's share stands beside the range over all",
        facts(
            earns("a", 30),
            earns("a", 20, id="surer", certainty="confirmed"),
            earns("a", {"min": 10, "max": 15}, id="x"),
        ),
        only("client"),
        (client("a", 20, share_min=10, share_max=30, share_claim="surer"),),
    ),
    Case(
        "of equally sure shares the latest counts",
        facts(earns("a", 30, reported_on="2025-05-01"), earns("a", 20, id="later", reported_on="2025-06-01")),
        only("client"),
        (client("a", 20, share_min=20, share_max=30, share_claim="later"),),
    ),
    Case(
        "an undated share is not the latest",
        facts(earns("a", 30), earns("a", 20, id="undated", reported_on=None, recorded_on="2025-07-01")),
        only("client"),
        (client("a", 30, share_min=20, share_max=30),),
    ),
    Case(
        "a reprint's share gives way to a newsroom's",
        facts(earns("a", 30), earns("a", 20, id="reprint", source="copies", certainty="confirmed"), copies="C"),
        only("client"),
        (client("a", 30, share_min=20, share_max=30, certainty="stated"),),
    ),
    Case(
        "a percentage known by its bounds has no exact value",
        facts(earns("a", {"min": 19, "max": 21}), earns("b", {"min": 10})),
        only("client"),
        (
            client("a", None, share_min=19, share_max=21, share_from="percent"),
            client("b", None, share_min=10, share_max=100),
        ),
    ),
    Case(
        "a part of the contract says at least",
        facts(earns("a"), earns("a", 20, id="part", part="one product")),
        VENDOR,
        (
            summary(attributed_percent=None, attributed_min=20, attributed_max=100),
            client("a", None, share_min=20, share_max=100),
        ),
    ),
    Case(
        "what is said of the whole goes before a part",
        facts(earns("a", 30, certainty="reported"), earns("a", 20, id="part", part="one product")),
        only("client"),
        (client("a", 30),),
    ),
    Case(
        "what was called off earned nothing",
        facts(earns("a"), earns("a", 20, id="off", status="called_off", certainty="inferred")),
        only("client"),
        (client("a"),),
    ),
    Case(
        "a share about so is marked",
        facts(
            claim(
                "a",
                "CLIENT_OF",
                "vendor",
                revenue={"percent": 18, "approximate": True, "of": "revenue", "period": "2024"},
            )
        ),
        only("client"),
        (client("a", 18, approximate=True),),
    ),
    Case(
        "a sum's share of a total about so is about so",
        facts(sells("a", 10), total(100, approximate=True)),
        only("client"),
        (client("a", 10, approximate=True),),
    ),
    Case(
        "a share is as sure as the total it is a part of",
        facts(sells("a", 10, certainty="confirmed"), total(100, certainty="inferred")),
        only("client"),
        (client("a", 10, certainty="inferred"),),
    ),
    Case(
        "what is less sure than asked for isn't counted",
        facts(earns("a", 30, certainty="reported"), earns("a", id="sure", certainty="stated")),
        only("client", min_certainty="stated"),
        (client("a", metric=None),),
    ),
]


# Sums and the index

_SUMS = [
    Case(
        "all of it attributed, the index is one number",
        facts(earns("a", 50), earns("b", 30), earns("c", 20)),
        VENDOR,
        (
            summary(attributed_percent=100, unattributed_min=0, unattributed_max=0, hhi_min=3800, hhi_max=3800),
            client("a", 50),
            client("b", 30),
            client("c", 20),
        ),
    ),
    Case(
        "what is not attributed is spread endlessly or lumped in one",
        facts(earns("a", 60), earns("b", 10)),
        only("summary"),
        (summary(attributed_percent=70, unattributed_max=30, hhi_min=3700, hhi_max=4600),),
    ),
    Case(
        "a range is at its least for the one bound and takes what it can for the other",
        facts(earns("a", {"min": 60, "max": 80}), earns("b", 10)),
        only("summary"),
        # The 30 left add 140 each at most, from 60 to 80: 3,700 and 30 times 140.
        (
            summary(
                attributed_percent=None,
                attributed_min=70,
                attributed_max=90,
                unattributed_min=10,
                unattributed_max=30,
                hhi_min=3700,
                hhi_max=7900,
            ),
        ),
    ),
    Case(
        "a range without a bound may take all that is left",
        facts(earns("a", {"min": 60}), earns("b", 10)),
        only("summary"),
        (summary(attributed_max=110, unattributed_min=0, unattributed_max=30, hhi_min=3700, hhi_max=8200),),
    ),
    Case(
        "shares that come to more than all there is can't all be so",
        facts(earns("a", 62), earns("b", 45)),
        VENDOR,
        (
            summary(
                attributed_percent=107,
                attributed_min=107,
                unattributed_min=None,
                unattributed_max=None,
                hhi_min=None,
                hhi_max=None,
                hhi_unknown="over_100",
            ),
            client("a", 62),
            client("b", 45),
        ),
    ),
    Case(
        "rounding is no contradiction",
        facts(earns("a", 33.4), earns("b", 33.3), earns("c", 33.3)),
        only("summary"),
        (summary(attributed_percent=100, unattributed_max=0, hhi_unknown=None),),
    ),
    Case(
        "ranges that overlap beyond all there is leave nothing and don't contradict each other",
        facts(earns("a", {"min": 40, "max": 80}), earns("b", {"min": 30, "max": 70})),
        only("summary"),
        (summary(attributed_min=70, attributed_max=150, unattributed_min=0, unattributed_max=30, hhi_unknown=None),),
    ),
    Case(
        "each metric and period has sums of its own, the latest first",
        facts(
            earns("a", 35, period="2023"),
            earns("a", 62, id="later", period="2024"),
            earns("a", 71, id="quarter", period="2025-Q2"),
            earns("a", 50, id="earned", period="2024", of="earnings"),
            earns("a", 87, id="half", period="2024-H1"),
        ),
        VENDOR,
        tuple(
            row
            for metric, period, share in (
                ("revenue", "2025-Q2", 71),
                ("earnings", "2024", 50),
                ("revenue", "2024", 62),
                ("revenue", "2024-H1", 87),
                ("revenue", "2023", 35),
            )
            for row in (
                summary(metric=metric, period=period, attributed_percent=share),
                client("a", share, metric=metric, period=period),
            )
        ),
    ),
    Case(
        "one metric and period can be asked for",
        facts(earns("a", 62), earns("a", 50, id="earned", of="earnings"), earns("a", 35, id="before", period="2023")),
        only("client", metric="revenue", period="2024"),
        (client("a", 62),),
    ),
    Case(
        "in one year is not the same year for all",
        facts(earns("a", 22, period="P1Y"), earns("b", 18, period="P1Y")),
        VENDOR,
        (
            summary(
                period="P1Y",
                hhi_unknown="length",
                attributed_percent=None,
                attributed_min=None,
                unattributed_max=None,
                hhi_min=None,
                at_risk_percent=None,
                clients_with_share=2,
            ),
            client("a", 22),
            client("b", 18),
        ),
    ),
    Case(
        "a sum of some year is no part of the total of some year",
        facts(
            claim(
                "a", "CLIENT_OF", "vendor", revenue={"amount": 1, "currency": "USD", "of": "revenue", "period": "P1Y"}
            ),
            total(10, period="P1Y"),
        ),
        only("client"),
        (client("a", share_unknown="no_total"),),
    ),
    Case(
        "equal shares stand by the clients' names",
        facts(earns("b", 20), earns("a", 20), earns("c", {"min": 20, "max": 30})),
        only("client"),
        (client("a", 20), client("b", 20), client("c", None, share_min=20, share_max=30)),
    ),
    Case(
        "of a limit's page the rest follows",
        facts(earns("a", 20), earns("b", 10)),
        {"vendor": "vendor", "limit": 2},
        (summary(), client("a", 20)),
        {"truncated": True},
    ),
]


# Who counts


def _crowd(share: int) -> Facts:
    return facts(earns("a", 20), earns("crowd", share, status="planned_end"), entity("crowd", "group"))


_CLIENTS = [
    Case(
        "a group is shown and not counted as one client",
        _crowd(80),
        VENDOR,
        (
            summary(
                clients_known=1,
                attributed_percent=20,
                hhi_min=400,
                hhi_max=6800,
                at_risk=[],
                at_risk_percent=0,
                unknown=[],
            ),
            client("crowd", 80, counted=False),
            client("a", 20, counted=True),
        ),
    ),
    Case("a group's share contradicts nobody's", _crowd(90), only("summary"), (summary(hhi_unknown=None),)),
    Case(
        "who has left is at risk, and so is a contract that has run out",
        facts(
            earns("a", 20, status="ended"),
            earns("b", 10, valid_from="2023", valid_to="2025-03"),
            earns("c", 5, valid_from="2023", valid_to="2029"),
        ),
        VENDOR | {"as_of": "2025-06-01"},
        (
            summary(at_risk_percent=30, at_risk=ids("a", "b"), at_risk_unknown=[]),
            client("a", 20, leaving=True),
            client("b", 10, leaving=True, status="active", verdict="no"),
            client("c", 5, leaving=False, verdict="certain"),
        ),
    ),
    Case(
        "at risk is a range where a leaving client's share is one",
        facts(earns("a", {"min": 19, "max": 21}, status="planned_end"), earns("b", 10, status="planned_end")),
        only("summary"),
        (summary(at_risk_percent=None, at_risk_min=29, at_risk_max=31, at_risk=ids("a", "b")),),
    ),
    Case(
        "if all that leaves is unknown nothing is said to be at risk, not even zero",
        facts(earns("a", 20), earns("b", status="planned_end")),
        only("summary"),
        (summary(at_risk_percent=None, at_risk_min=None, at_risk_max=None, at_risk=[], at_risk_unknown=ids("b")),),
    ),
    Case(
        "who began after a period or was over before it isn't among those it doesn't tell of",
        facts(
            earns("a", 20),
            earns("new", valid_from="2025-02"),
            earns("old", status="ended", valid_to="2023-06"),
            earns("within", valid_from="2024-12"),
        ),
        VENDOR,
        (summary(unknown=ids("within")), client("a", 20), client("within")),
    ),
    Case(
        "a client that left and came back is one client, of whom what was told before still is",
        facts(
            earns("a", 20, id="first", valid_from="2020-01-01", valid_to="2024-06-30", reported_on="2024-07-01"),
            earns("a", id="again", valid_from="2025-03-01", reported_on="2025-04-01"),
            earns("b", id="b-first", valid_from="2020-01-01", valid_to="2024-06-30", reported_on="2024-07-01"),
            earns("b", id="b-again", valid_from="2025-03-01", reported_on="2025-04-01"),
        ),
        VENDOR | {"as_of": "2025-06-01"},
        (
            summary(clients_known=2, clients_with_share=1, attributed_percent=20, at_risk=[], unknown=ids("b")),
            client("a", 20, leaving=False, verdict="certain"),
            client("b", leaving=False, verdict="certain"),
        ),
    ),
    Case(
        "who is not yet a client has no part",
        facts(earns("a", 20), earns("b", 30, status="announced"), earns("c", 10, valid_from="2026-02")),
        only("client", as_of="2025-06-01"),
        (client("a", 20),),
    ),
    Case(
        "clients of whom nothing is told are listed all the same",
        facts(earns("a"), earns("b", status="planned_end")),
        VENDOR,
        (
            summary(
                metric=None, period=None, clients_known=2, clients_with_share=0, hhi_unknown="no_share", certainty=None
            ),
            client("a", metric=None, period=None),
            client("b", metric=None, period=None, leaving=True),
        ),
    ),
]

CASES = [*_OF_THE_ARTICLE, *_SHARES, *_SUMS, *_CLIENTS]
