"""How much of a vendor's revenue rests on each client?

For each metric and period of which some client's share is stated, the latest first, there is a row `summary`, then a
row `client` for each client that had begun to buy by the day asked about. If no client's share is stated, metric and
period are null.

* A share is stated in percent by a claim. Or a claim states a revenue, which is divided by the vendor's total:
  its figure of that very metric, period and currency. The share is that of the surest and then latest claim,
  beside the range over all claims. Claims about a part of the relationship say "at least". A contract's amount
  is no revenue of a period. `share_unknown` says why a share isn't known: it is never counted as zero.
* The Herfindahl index is the sum of the squared shares, in points of 10,000 (A. O. Hirschman, American
  Economic Review 54, 1964). `hhi_min`: each client has the least of its range, and what is not attributed
  is spread over endlessly many others. `hhi_max`: what is not attributed belongs to one client, an unknown one
  or one whose range has room for it. If several shares are ranges, this is a bound that may not be reached.
* There is no index if no share is known (`no_share`). There is none if even the least shares add up to more
  than 100 (`over_100`): not all of the claims can be true. And there is none if the period is a length
  (`length`): "in one year" of two claims need not be the same year, so these shares are not added up either.
* At risk is the revenue of clients that leave: they plan to, have left, or their contract has run out.
  `at_risk_unknown` names those whose share is not known.
* A client whose share isn't known is listed with the periods in which it may have been a client.
  Periods that begin after the day asked about are left out, unless `period` asks for one.
* Groups ("governments", "five customers") are shown, and count in no sum: their members are not known.
  A parent and its subsidiary count as two clients.

In the article Google's 150 of 870 million dollars are 17.24% of Scale AI's earnings of 2024. So the index lies
between 297 and 7,146. Of what is at risk, 17.24 points are known; Microsoft's and xAI's shares are not.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from pydantic import Field

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.record import Period
from graph_service.domain.relationship import Figure, Verdict
from graph_service.domain.vocabulary import CERTAINTIES, Certainty, Metric, Status
from graph_service.queries.base import EntityName, Parameters, Row
from graph_service.queries.briefs import EntityBrief, FigureWitness, Witness
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import Finding, Key, RowsToSort, Values
from graph_service.queries.profile import FigureShown, show_figure
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.clients import Client, find_clients, read_spells
from graph_service.queries.shared.herfindahl import NOT_SUMMED, ROUNDING, KnownShare, NoIndex, Sums, add_shares
from graph_service.queries.shared.revenue import (
    Share,
    Unknown,
    find_clients_with_revenue,
    find_shares,
    has_started,
    period_days,
    period_rank,
    read_totals,
)

Section = Literal["summary", "client"]
ShareFrom = Literal["percent", "amount"]


class ConcentrationParameters(Parameters):
    """One vendor."""

    vendor: EntityName = Field(description="An id, or any name that only one entity has.")
    metric: Metric | None = Field(None, description="Only shares of this metric, such as revenue or earnings.")
    period: Period | None = Field(None, description="Only this period: 2024, 2025-Q2, 2024-H1, 2025-06.")
    section: Section | None = Field(None, description="Only this section.")


class Concentration(Row):
    """A client's share of a metric in a period, or the summary of all shares; in percent of the total."""

    # JSON has every field in every row. In Python a row is one of the two classes below, told apart by `section`.

    section: Section
    vendor: EntityBrief
    metric: Metric | None = Field(description="Null: no client's share is stated.")
    period: str | None
    client: EntityBrief | None = None
    share_percent: float | None = Field(None, description="The surest claim's share; null: unknown, or a range.")
    share_min: float | None = Field(None, description="The least it may be, by all claims; null: unknown.")
    share_max: float | None = Field(None, description="The most it may be, by all claims; null: unknown.")
    share_from: ShareFrom | None = Field(
        None, description="What a claim states: the percentage, or a sum, which is divided by the vendor's total."
    )
    share_unknown: Unknown | None = Field(None, description="Why the share is unknown; null: it is known.")
    share_claim: str | None = Field(None, description="The claim whose share it is.")
    approximate: bool | None = Field(None, description="Whether the claim calls the share or its sums approximate.")
    amount: float | None = Field(None, description="The sum that the client brought, if a claim states it.")
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


class ClientConcentration(Concentration):
    """A client's share: what is null only in a summary is never null here."""

    section: Literal["client"]
    client: EntityBrief
    counted: bool
    status: Status
    leaving: bool
    verdict: Verdict
    certainty: Certainty


class ConcentrationSummary(Concentration):
    """The summary of all shares: what is null only in a client's row is never null here."""

    section: Literal["summary"]
    totals: list[FigureShown]
    clients_known: int
    clients_with_share: int
    at_risk: list[EntityBrief]
    at_risk_unknown: list[EntityBrief]
    unknown: list[EntityBrief]


class ClientDetails(Values, frozen=True, tag_field="section", tag="client"):
    """What only a client's row has; the fields mean what they mean in the row."""

    client: str
    share_percent: float | None
    share_min: float | None
    share_max: float | None
    share_from: ShareFrom | None
    share_unknown: Unknown | None
    share_claim: str | None
    amount: float | None
    currency: str | None
    counted: bool
    status: Status
    leaving: bool
    verdict: Verdict
    certainty: int


class SummaryDetails(Values, frozen=True, tag_field="section", tag="summary"):
    """What only a summary has; the fields mean what they mean in the row."""

    clients_known: int
    clients_with_share: int
    sums: Sums | None
    """None: the period is a length, and shares of lengths are not added up."""
    at_risk: tuple[str, ...]
    at_risk_unknown: tuple[str, ...]
    unknown: tuple[str, ...]
    certainty: int | None


class Part(Values, frozen=True):
    """A row of either section as a store finds it."""

    vendor: str
    metric: Metric | None
    period: str | None
    disputed: bool
    details: ClientDetails | SummaryDetails


def find(graph: ScopedReader, p: ConcentrationParameters) -> Iterator[Finding[Part]]:
    """The summary and the clients of each metric and period, in no particular order."""
    as_of = graph.scope.as_of
    uses = read_spells(graph, p.vendor)
    # A claim about an earlier spell of the contract is about the client too.
    claims = {
        client: list(dict.fromkeys(id_ for use in spells for id_ in use.claims)) for client, spells in uses.items()
    }
    figures = read_totals(graph, p.vendor)
    by_period: dict[tuple[Metric | None, str | None], dict[str, Share]] = {}
    for client in find_clients_with_revenue(graph, claims):
        for share in find_shares(graph, claims[client], figures):
            is_asked = has_started(share.period, as_of) if p.period is None else share.period == p.period
            if is_asked and p.metric in (None, share.metric):
                by_period.setdefault((share.metric, share.period), {})[client] = share
    if uses and not by_period:
        by_period[p.metric, p.period] = {}
    for (metric, period), of_client in by_period.items():
        clients = sorted(
            find_clients(graph, uses, metric, period, of_client), key=lambda client: (client.rank, client.id)
        )
        total = [figure for (of, when, _), figure in figures.items() if (of, when) == (metric, period)]
        if p.section in (None, "summary"):
            yield _summarize(p.vendor, metric, period, clients, sorted(total, key=lambda figure: figure.id))
        if p.section in (None, "client"):
            yield from (_describe_client(graph, client) for client in clients)


def _key(metric: Metric | None, period: str | None, section: int, rank: float, client: str) -> Key:
    return period_rank(period), period or "", metric or "", section, rank, client


def _describe_client(graph: ScopedReader, client: Client) -> Finding[Part]:
    """Describe the client in a row."""
    use, share = client.use, client.share
    return Finding(
        key=_key(share.metric, share.period, 1, client.rank, client.id),
        values=Part(
            vendor=use.object,
            metric=share.metric,
            period=share.period,
            disputed=use.disputed,
            details=ClientDetails(
                client=client.id,
                share_percent=share.percent,
                share_min=share.low,
                share_max=share.high,
                share_from=None if share.low is None else "amount" if share.total else "percent",
                share_unknown=share.unknown,
                share_claim=share.claim,
                amount=share.amount,
                currency=share.currency,
                counted=client.is_counted,
                status=use.status,
                leaving=client.is_leaving,
                verdict=use.verdict(graph.scope.as_of),
                certainty=client.certainty,
            ),
        ),
        witness=(*client.witness, *([share.total] if share.total else [])),
    )


def _summarize(
    vendor: str, metric: Metric | None, period: str | None, clients: Sequence[Client], total: Sequence[Figure]
) -> Finding[Part]:
    """Sum up the clients that count. They stand in order, so both stores add in the same order."""
    counted = [client for client in clients if client.is_counted]
    known = [client for client in counted if client.known_share]
    unknown = [client for client in counted if not client.known_share]
    leaving = [client for client in known if client.is_leaving]
    leaving_unknown = [client for client in unknown if client.is_leaving]
    sums = None
    if period is None or period_days(period) is not None:
        does_anybody_leave = bool(leaving or leaving_unknown)
        sums = add_shares(_list_shares(known), _list_shares(leaving), does_anybody_leave=does_anybody_leave)
    return Finding(
        key=_key(metric, period, 0, 0.0, ""),
        values=Part(
            vendor=vendor,
            metric=metric,
            period=period,
            disputed=any(client.use.disputed for client in known + leaving_unknown),
            details=SummaryDetails(
                clients_known=len(counted),
                clients_with_share=len(known),
                sums=sums,
                at_risk=tuple(client.id for client in leaving),
                at_risk_unknown=tuple(client.id for client in leaving_unknown),
                unknown=tuple(client.id for client in unknown),
                certainty=min((client.certainty for client in known), default=None),
            ),
        ),
        witness=(*total, *(hop for client in known + leaving_unknown for hop in client.witness)),
        entities=(vendor, *(client.id for client in unknown)),
    )


def _list_shares(clients: Iterable[Client]) -> list[KnownShare]:
    return [share for client in clients if (share := client.known_share)]


def shape(finding: Finding[Part], evidence: Evidence) -> ClientConcentration | ConcentrationSummary:
    """The row as shown."""
    match finding.values.details:
        case ClientDetails() as details:
            return _show_client(finding, details, evidence)
        case SummaryDetails() as details:
            return _show_summary(finding, details, evidence)


def _show_client(finding: Finding[Part], details: ClientDetails, evidence: Evidence) -> ClientConcentration:
    part, figures = finding.values, _list_figures(finding)
    claim = details.share_claim
    return ClientConcentration(
        section="client",
        vendor=evidence.entity(part.vendor),
        metric=part.metric,
        period=part.period,
        client=evidence.entity(details.client),
        share_percent=details.share_percent,
        share_min=details.share_min,
        share_max=details.share_max,
        share_from=details.share_from,
        share_unknown=details.share_unknown,
        share_claim=claim,
        approximate=None if claim is None else _is_approximate(evidence, claim, figures),
        amount=details.amount,
        currency=details.currency,
        counted=details.counted,
        status=details.status,
        leaving=details.leaving,
        disputed=part.disputed,
        verdict=details.verdict,
        certainty=CERTAINTIES[details.certainty],
        witness=_show_witness(finding, evidence),
    )


def _show_summary(finding: Finding[Part], details: SummaryDetails, evidence: Evidence) -> ConcentrationSummary:
    part, sums = finding.values, details.sums or NOT_SUMMED
    return ConcentrationSummary(
        section="summary",
        vendor=evidence.entity(part.vendor),
        metric=part.metric,
        period=part.period,
        disputed=part.disputed,
        certainty=None if details.certainty is None else CERTAINTIES[details.certainty],
        totals=[show_figure(figure) for figure in _list_figures(finding)],
        clients_known=details.clients_known,
        clients_with_share=details.clients_with_share,
        attributed_percent=sums.attributed_percent,
        attributed_min=sums.attributed_min,
        attributed_max=sums.attributed_max,
        unattributed_min=sums.unattributed_min,
        unattributed_max=sums.unattributed_max,
        hhi_min=sums.hhi_min,
        hhi_max=sums.hhi_max,
        hhi_unknown=sums.hhi_unknown,
        at_risk_percent=sums.at_risk_percent,
        at_risk_min=sums.at_risk_min,
        at_risk_max=sums.at_risk_max,
        at_risk=[evidence.entity(id_) for id_ in details.at_risk],
        at_risk_unknown=[evidence.entity(id_) for id_ in details.at_risk_unknown],
        unknown=[evidence.entity(id_) for id_ in details.unknown],
        witness=_show_witness(finding, evidence),
    )


def _list_figures(finding: Finding[Part]) -> list[Figure]:
    return [derived for derived in finding.witness if isinstance(derived, Figure)]


def _show_witness(finding: Finding[Part], evidence: Evidence) -> list[Witness | FigureWitness]:
    """The figures first."""
    figures = _list_figures(finding)
    return [
        *(FigureWitness(figure=figure.id, claims=evidence.list_claims(figure.claims)) for figure in figures),
        *evidence.witness(finding.witness),
    ]


def _is_approximate(evidence: Evidence, claim: str, figures: Iterable[Figure]) -> bool:
    """Whether the claim or the total says "about"."""
    record, _ = evidence.claims[claim]
    assert isinstance(record, RelationshipClaim), "a share is a relationship's"
    assert record.revenue is not None, "the claim was chosen for its revenue"
    return bool(record.revenue.approximate) or any(figure.approximate for figure in figures)


QUERY = RowsToSort(
    name="concentration",
    version=1,
    question="How much of a vendor's revenue rests on each client?",
    parameters=ConcentrationParameters,
    values=Part,
    row=Concentration,
    reads=("CLIENT_OF",),
    order="period (latest first), metric, summary before clients, share (largest first, unknown last), client",
    find=find,
    shape=shape,
    cypher_parameters=lambda _: {"rounding": ROUNDING},
    example={"vendor": "scale-ai"},
)
