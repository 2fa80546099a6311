"""How much of a vendor's revenue rests on each client?

For each metric and period of which some client's part is told, the latest first: a row `summary`,
then a row `client` for each client that had begun to buy by the day asked about. Where nothing is
told of any of them, metric and period are null.

* A share is what a claim states in percent, or the revenue that it states as a sum, divided by the
  vendor's total: its figure of that very metric, period and currency. It is the surest, then the latest
  claim's, beside the range over all claims; claims about a part of the relationship say "at least". A
  contract's amount is no revenue of a period. `share_unknown` says why a share isn't known: it is never
  counted as zero.
* The Herfindahl index is the sum of the squared shares, in points of 10,000 (A. O. Hirschman, American
  Economic Review 54, 1964). `hhi_min`: each client has the least of its range, and what is not attributed
  is spread over endlessly many others. `hhi_max`: it is lumped in one client, an unknown one or one
  whose range has the room; with several ranges no more than that, if perhaps less.
* There is no index where no share is known (`no_share`), where even the least of the shares come to more
  than 100, so that the claims can't all be so (`over_100`), and where the period is a length (`length`):
  "in one year" of two claims need not be the same year, so these shares are not added up either.
* At risk is what clients bring that leave: they plan to, have left, or their contract has run out.
  `at_risk_unknown` names those whose share is not known.
* A client whose share isn't known is listed with the periods in which it may have been a client.
  Periods that begin after the day asked about are left out, unless `period` asks for one.
* Groups ("governments", "five customers") are shown, and count in no sum: who is in them is not known.
  A parent and its subsidiary count as two clients.

In the article Google's 150 of 870 million dollars are 17.24% of Scale AI's earnings of 2024. So the index lies
between 297 and 7,146, and of what is at risk 17.24 points are known; Microsoft's and xAI's shares are not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import add
from typing import Any, Literal

from pydantic import Field

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.record import Period
from graph_service.domain.relationship import Figure, RelationshipVersion, Verdict
from graph_service.domain.vocabulary import CERTAINTIES, Certainty, Metric, Status
from graph_service.queries.base import EntityName, Finding, Parameters, Query, Row
from graph_service.queries.evidence import EntityBrief, Evidence, FigureWitness, Witness
from graph_service.queries.profile import FigureShown, figure_shown
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.revenue import Share, Unknown, begun, latest_first, shares, span, told_of, totals

Section = Literal["summary", "client"]
NoIndex = Literal["no_share", "over_100", "length"]

ROUNDING = 1e-6
"""By how much shares may come to more than 100 percent without contradicting each other."""


class ConcentrationParameters(Parameters):
    """One vendor."""

    vendor: EntityName = Field(description="An id, or any name that only one entity has.")
    metric: Metric | None = Field(None, description="Only shares of this metric, such as revenue or earnings.")
    period: Period | None = Field(None, description="Only this period: 2024, 2025-Q2, 2024-H1, 2025-06.")
    section: Section | None = Field(None, description="Only this section.")


class Concentration(Row):
    """A client's part of a metric and period, or the summary of all parts; shares are in percent of the total."""

    section: Section
    vendor: EntityBrief
    metric: Metric | None = Field(description="Null: nothing is told of any client's part.")
    period: str | None
    client: EntityBrief | None = None
    share_percent: float | None = Field(None, description="The surest claim's share; null: unknown, or a range.")
    share_min: float | None = Field(None, description="The least it may be, by all claims; null: unknown.")
    share_max: float | None = Field(None, description="The most it may be, by all claims; null: unknown.")
    share_from: Literal["percent", "amount"] | None = Field(
        None, description="A claim states the percentage, or a sum, which is divided by the vendor's total."
    )
    share_unknown: Unknown | None = Field(None, description="Why the share is unknown; null: it is known.")
    share_claim: str | None = Field(None, description="The claim whose share it is.")
    approximate: bool | None = Field(None, description="Whether the share is said to be about so.")
    amount: float | None = Field(None, description="The sum that the client brought, where a claim has it.")
    currency: str | None = None
    counted: bool | None = Field(None, description="Whether it counts in the summary: groups don't.")
    status: Status | None = None
    leaving: bool | None = Field(None, description="It plans to leave, has left, or its contract has run out.")
    disputed: bool = Field(description="Whether claims disagree about a client's contract.")
    verdict: Verdict | None = Field(None, description="Whether it is a client on the day asked about.")
    certainty: Certainty | None = Field(description="The lowest of what the row rests on; null: nothing is known.")
    totals: list[FigureShown] | None = Field(None, description="What the vendor's total is said to be.")
    clients_known: int | None = Field(None, description="How many clients are known, without groups.")
    clients_with_share: int | None = Field(None, description="Of how many of them the share is known.")
    attributed_percent: float | None = Field(None, description="The known shares' sum; null: unknown, or a range.")
    attributed_min: float | None = None
    attributed_max: float | None = None
    unattributed_min: float | None = Field(None, description="What is left for all others, at least.")
    unattributed_max: float | None = Field(None, description="What is left for all others, at most.")
    hhi_min: float | None = Field(None, description="The Herfindahl index, 0 to 10,000, at least.")
    hhi_max: float | None = Field(None, description="The Herfindahl index, 0 to 10,000, at most.")
    hhi_unknown: NoIndex | None = Field(None, description="Why there is no index; null: there is one.")
    at_risk_percent: float | None = Field(None, description="The known shares of clients that leave.")
    at_risk_min: float | None = None
    at_risk_max: float | None = None
    at_risk: list[EntityBrief] | None = Field(None, description="The clients that leave and whose share is known.")
    at_risk_unknown: list[EntityBrief] | None = Field(None, description="Those that leave with an unknown share.")
    unknown: list[EntityBrief] | None = Field(None, description="All known clients whose share is unknown.")
    witness: list[Witness | FigureWitness]


def answer(graph: ScopedReader, p: ConcentrationParameters) -> Iterator[Finding]:
    """The summary and the clients of each metric and period, in no particular order."""
    as_of = graph.scope.as_of
    uses = _begun(graph, p.vendor)
    # What was told of an earlier spell of a contract is told of the client.
    claims = {
        client: list(dict.fromkeys(id_ for use in spells for id_ in use.claims)) for client, spells in uses.items()
    }
    figures = totals(graph, p.vendor)
    told: dict[tuple[Metric | None, str | None], dict[str, Share]] = {}
    for client in told_of(graph, claims):
        for share in shares(graph, claims[client], figures):
            asked = begun(share.period, as_of) if p.period is None else share.period == p.period
            if asked and p.metric in (None, share.metric):
                told.setdefault((share.metric, share.period), {})[client] = share
    if uses and not told:
        told[p.metric, p.period] = {}
    for (metric, period), of_client in told.items():
        clients = sorted(_clients(graph, uses, metric, period, of_client), key=lambda finding: finding.key)
        total = [f for (of, when, _), f in figures.items() if (of, when) == (metric, period)]
        if p.section in (None, "summary"):
            yield _summary(p.vendor, metric, period, clients, sorted(total, key=lambda figure: figure.id))
        if p.section in (None, "client"):
            yield from clients


def _begun(graph: ScopedReader, vendor: str) -> dict[str, list[RelationshipVersion]]:
    """Each client's spells that had begun; nobody whose last one is disputed, where that may not be in the answer."""
    begun: dict[str, list[RelationshipVersion]] = defaultdict(list)
    for use in filter(graph.knows, graph.reader.incoming(vendor, "CLIENT_OF")):
        if use.valid_from <= graph.scope.as_of:
            begun[use.subject].append(use)
    return {
        client: [use for use in spells if graph.reads(use)]
        for client, spells in begun.items()
        if graph.reads(_latest(spells))
    }


def _latest(spells: Iterable[RelationshipVersion]) -> RelationshipVersion:
    return max(spells, key=lambda use: use.valid_from)


def _clients(
    graph: ScopedReader,
    uses: Mapping[str, Sequence[RelationshipVersion]],
    metric: Metric | None,
    period: str | None,
    of_client: Mapping[str, Share],
) -> Iterator[Finding]:
    for client, spells in uses.items():
        if client in of_client:
            yield _client(graph, spells, of_client[client])
        elif any(_may_meet(use, period) for use in spells):
            yield _client(graph, spells, Share(metric, period, unknown="not_stated"))


def _may_meet(use: RelationshipVersion, period: str | None) -> bool:
    """May it have been a client in the period, as far as that has dates?"""
    days = span(period)
    return days is None or (use.valid_from <= days[1] and days[0] < use.valid_to)


def _key(metric: str | None, period: str | None, *rest: Any) -> tuple[Any, ...]:
    return latest_first(period), period or "", metric or "", *rest


def _client(graph: ScopedReader, spells: Sequence[RelationshipVersion], share: Share) -> Finding:
    use, rank = _latest(spells), 1.0
    if share.low is not None:
        # 0.0 minus it, since -0.0 would not be the same in every store.
        rank = 0.0 - (share.low if share.percent is None else share.percent)
    return Finding(
        key=_key(share.metric, share.period, 1, rank, use.subject),
        values={
            "section": "client",
            "vendor": use.object,
            "metric": share.metric,
            "period": share.period,
            "client": use.subject,
            "disputed": use.disputed,
            "certainty": use.certainty if share.certainty is None else min(use.certainty, share.certainty),
            "found": {
                "share_percent": share.percent,
                "share_min": share.low,
                "share_max": share.high,
                "share_from": None if share.low is None else "amount" if share.total else "percent",
                "share_unknown": share.unknown,
                "share_claim": share.claim,
                "amount": share.amount,
                "currency": share.currency,
                "counted": not graph.is_group(use.subject),
                "status": use.status,
                "leaving": use.status in ("planned_end", "ended") or use.valid_to <= graph.scope.as_of,
                "verdict": use.verdict(graph.scope.as_of),
            },
        },
        witness=(*_witness(use, spells, share.claim), *([share.total] if share.total else [])),
    )


def _witness(
    latest: RelationshipVersion, spells: Sequence[RelationshipVersion], claim: str | None
) -> list[RelationshipVersion]:
    """The contract as it stood of last, and the spell of which the share was told, if that is another."""
    if claim is None or claim in latest.claims:
        return [latest]
    return [latest, _latest(use for use in spells if claim in use.claims)]


def _summary(
    vendor: str, metric: str | None, period: str | None, clients: list[Finding], total: list[Figure]
) -> Finding:
    """The sums over the clients that count; they stand in their order, in which both stores add."""
    counted = [c for c in clients if c.values["found"]["counted"]]
    known = [c for c in counted if c.values["found"]["share_min"] is not None]
    unknown = [c for c in counted if c.values["found"]["share_min"] is None]
    leaving = [c for c in known if c.values["found"]["leaving"]]
    leaving_unknown = [c for c in unknown if c.values["found"]["leaving"]]
    summed = period is None or span(period) is not None
    return Finding(
        key=_key(metric, period, 0, 0.0, ""),
        values={
            "section": "summary",
            "vendor": vendor,
            "metric": metric,
            "period": period,
            "client": None,
            "disputed": any(c.values["disputed"] for c in known + leaving_unknown),
            "certainty": min((c.values["certainty"] for c in known), default=None),
            "found": {
                "clients_known": len(counted),
                "clients_with_share": len(known),
                **(_sums(known, leaving, nobody_leaves=not leaving and not leaving_unknown) if summed else _UNSUMMED),
                "at_risk": [c.values["client"] for c in leaving],
                "at_risk_unknown": [c.values["client"] for c in leaving_unknown],
                "unknown": [c.values["client"] for c in unknown],
            },
        },
        witness=(
            *total,
            *(hop for c in known + leaving_unknown for hop in c.witness if isinstance(hop, RelationshipVersion)),
        ),
        entities=(vendor, *(c.values["client"] for c in unknown)),
    )


def _sums(known: list[Finding], leaving: list[Finding], *, nobody_leaves: bool) -> dict[str, Any]:
    """What the known shares come to, what is left for others, the Herfindahl index, and what leaves."""
    low, high = _sum(known, "share_min"), _sum(known, "share_max")
    over = low is not None and low > 100.0 + ROUNDING
    left = max(100.0 - (low or 0.0), 0.0)
    squares = _add(c.values["found"]["share_min"] * c.values["found"]["share_min"] for c in known)
    no_index: NoIndex | None = "no_share" if low is None else "over_100" if over else None
    return {
        "attributed_percent": _sum(known, "share_percent"),
        "attributed_min": low,
        "attributed_max": high,
        "unattributed_min": None if over else max(100.0 - (high or 0.0), 0.0),
        "unattributed_max": None if over else left,
        "hhi_min": None if no_index else squares,
        "hhi_max": None if no_index else squares + left * _steepest(known, left),
        "hhi_unknown": no_index,
        "at_risk_percent": 0.0 if nobody_leaves else _sum(leaving, "share_percent"),
        "at_risk_min": 0.0 if nobody_leaves else _sum(leaving, "share_min"),
        "at_risk_max": 0.0 if nobody_leaves else _sum(leaving, "share_max"),
    }


_UNSUMMED: dict[str, Any] = {
    **dict.fromkeys(("attributed_percent", "attributed_min", "attributed_max", "unattributed_min", "unattributed_max")),
    **dict.fromkeys(("hhi_min", "hhi_max", "at_risk_percent", "at_risk_min", "at_risk_max")),
    "hhi_unknown": "length",
}


def _steepest(known: list[Finding], left: float) -> float:
    """How much each percentage point of the rest may add to the sum of squares, at most.

    Lumped in an unknown client the rest adds its square, `left` for each point; a client with a range may
    take some of it: from low to high that adds low + high for each point.
    """
    ranges = [(c.values["found"]["share_min"], c.values["found"]["share_max"]) for c in known]
    slopes: list[float] = [low + min(high, low + left) for low, high in ranges if high > low]
    return max([left, *slopes])


def _sum(clients: list[Finding], name: str) -> float | None:
    """The values' sum; null if there is none, or one of them is unknown."""
    values = [c.values["found"][name] for c in clients]
    return _add(values) if values and None not in values else None


def _add(numbers: Iterable[float]) -> float:
    # One addition at a time, as Cypher adds: Python's own sum() compensates for rounding since 3.12.
    return reduce(add, numbers, 0.0)


def shape(finding: Finding, evidence: Evidence) -> Concentration:
    """The row as shown."""
    values = finding.values
    found = dict(values["found"])
    figures = [derived for derived in finding.witness if isinstance(derived, Figure)]
    if values["section"] == "summary":
        found["totals"] = [figure_shown(figure) for figure in figures]
        for name in ("at_risk", "at_risk_unknown", "unknown"):
            found[name] = [evidence.entity(id_) for id_ in found[name]]
    elif found["share_claim"] is not None:
        found["approximate"] = _approximate(evidence, found["share_claim"], figures)
    certainty = values["certainty"]
    return Concentration(
        section=values["section"],
        vendor=evidence.entity(values["vendor"]),
        metric=values["metric"],
        period=values["period"],
        client=None if values["client"] is None else evidence.entity(values["client"]),
        disputed=values["disputed"],
        certainty=None if certainty is None else CERTAINTIES[certainty],
        **found,
        witness=[
            *(FigureWitness(figure=figure.id, claims=evidence.said(figure.claims)) for figure in figures),
            *evidence.witness(finding.witness),
        ],
    )


def _approximate(evidence: Evidence, claim: str, figures: list[Figure]) -> bool:
    said, _ = evidence.claims[claim]
    assert isinstance(said, RelationshipClaim), "a share is a relationship's"
    assert said.revenue is not None, "the claim was chosen for its revenue"
    return bool(said.revenue.approximate) or any(figure.approximate for figure in figures)


QUERY = Query(
    name="concentration",
    version=1,
    question="How much of a vendor's revenue rests on each client?",
    parameters=ConcentrationParameters,
    row=Concentration,
    reads=("CLIENT_OF",),
    order="period (latest first), metric, summary before clients, share (largest first, unknown last), client",
    answer=answer,
    shape=shape,
    cypher_parameters=lambda _: {"rounding": ROUNDING},
    example={"vendor": "scale-ai"},
)
