"""What share of a vendor's known clients compete with one of its investors, and what revenue goes with them?

These are the conflicts of `shared_vendors`, from the vendor's side. For each vendor with known clients and known
investors there is a row `vendor`, for any of its investors. Then there is a row `investor` for each investor with whom
at least one client competes.

* A client competes if `shared_vendors` has the conflict, with the same `min_stake`, `depth` and
  `chain_threshold`. Stakes through chains of holdings count; groups are never joined on.
* `share_percent` is of the known clients: those on record on the day asked about, without groups. An investor
  that is a client too is among them. Nobody knows how many clients are not on record. A client of which no
  competition is known may compete all the same.
* `revenue` has the sum of these clients' shares of the vendor's total, by metric and period, the latest first
  (see `concentration`). It also names those of them whose share is unknown. Periods that begin after the day
  asked about are left out. Different clients' shares in a length (`P1Y`: which year?) are not added up.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import add
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.vocabulary import CERTAINTIES, Certainty, Metric
from graph_service.queries import shared_vendors
from graph_service.queries.base import EntityName, Parameters, Row
from graph_service.queries.briefs import EntityBrief, FigureWitness, Witness
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import Finding, Key, RowsToSort, Values
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.holdings import DEPTH
from graph_service.queries.shared.revenue import (
    Share,
    find_clients_with_revenue,
    find_shares,
    has_started,
    period_days,
    period_rank,
    read_totals,
)
from graph_service.queries.shared_vendors import Conflict, SharedVendorsParameters

Section = Literal["vendor", "investor"]


class VendorExposureParameters(Parameters):
    """One vendor, or all."""

    vendor: EntityName | None = Field(None, description="Only this vendor.")
    min_stake: float | None = Field(
        None, gt=0, le=100, description="Only effective stakes known to be this large, in percent."
    )
    depth: int = Field(3, ge=1, le=DEPTH, description="The most holdings in a chain; 1 is direct stakes only.")
    chain_threshold: float = Field(
        1.0, ge=0, le=100, description="The least effective stake of a chain of two or more, in percent; 0 follows all."
    )


class RevenueSum(BaseModel):
    """The competing clients' share of the vendor's total in one period, in percent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    metric: Metric
    period: str
    percent: float | None = Field(description="Null: one of the shares is a range, or the period is a length.")
    percent_min: float | None
    percent_max: float | None
    clients: list[str] = Field(description="The clients whose shares are known.")
    unknown: list[str] = Field(description="The other competing clients: their shares are unknown, not zero.")


class VendorExposure(Row):
    """One vendor and all of its investors together, or one of them."""

    section: Section
    vendor: EntityBrief
    investor: EntityBrief | None = Field(description="Null: any of the vendor's investors.")
    stake_percent: float | None = Field(description="The investor's own stake in the vendor; null: none, or unknown.")
    effective_stake_percent: float | None = Field(description="The largest of its conflicts; null: unknown.")
    clients_known: int
    clients_competing: int
    share_percent: float = Field(description="How many of the known clients compete, in percent.")
    investors_known: int = Field(description="How many are known to hold a part of the vendor directly.")
    competing: list[EntityBrief]
    others: list[EntityBrief] | None = Field(
        description="The other known clients: no competition of theirs is known; null in the row of one investor."
    )
    leaving: list[EntityBrief] = Field(description="Those of the competing clients that plan to leave.")
    revenue: list[RevenueSum]
    revenue_unknown: list[EntityBrief] = Field(
        description="Competing clients whose share is not stated for any period."
    )
    disputed: bool
    verdict: Literal["certain", "possible"] | None = Field(description="Of all its conflicts; null: there are none.")
    certainty: Certainty | None = Field(description="The lowest of its conflicts; null: there are none.")
    witness: list[Witness | FigureWitness]


class ClientShare(Values, frozen=True):
    """One client's share of the vendor's total in one period, in percent."""

    client: str
    metric: Metric
    period: str
    percent: float | None
    low: float
    high: float


class Exposure(Values, frozen=True):
    """A vendor with one or all of its investors, as a store finds it; the fields mean what they mean in the row."""

    vendor: str
    investor: str | None
    stake_percent: float | None
    effective_stake_percent: float | None
    clients_known: int
    clients_competing: int
    share_percent: float
    investors_known: int
    competing: tuple[str, ...]
    others: tuple[str, ...] | None
    leaving: tuple[str, ...]
    shares: tuple[ClientShare, ...]
    disputed: bool
    verdict: Literal["certain", "possible"] | None
    certainty: int | None


def find(graph: ScopedReader, p: VendorExposureParameters) -> Iterator[Finding[Exposure]]:
    """The vendors and their investors, in no particular order."""
    conflicts: dict[str, list[Finding[Conflict]]] = defaultdict(list)
    asked = SharedVendorsParameters(
        vendor=p.vendor, min_stake=p.min_stake, depth=p.depth, chain_threshold=p.chain_threshold
    )
    for conflict in shared_vendors.find_conflicts(graph, asked):
        conflicts[conflict.values.vendor].append(conflict)
    for vendor, uses in _read_clients(graph, p.vendor).items():
        investors = {holding.subject for holding in graph.incoming(vendor, "INVESTS_IN")}
        known = sum(not graph.is_group(investor) for investor in investors)
        if known:
            yield from _make_rows(graph, vendor, uses, known, conflicts[vendor])


def _read_clients(graph: ScopedReader, vendor: str | None) -> dict[str, dict[str, RelationshipVersion]]:
    """Read each vendor's clients with their contracts, without groups."""
    found: dict[str, dict[str, RelationshipVersion]] = defaultdict(dict)
    every = graph.reader.every("CLIENT_OF") if vendor is None else graph.reader.incoming(vendor, "CLIENT_OF")
    for use in filter(graph.holds, every):
        if not graph.is_group(use.subject):
            found[use.object][use.subject] = use
    return found


def _make_rows(
    graph: ScopedReader,
    vendor: str,
    uses: dict[str, RelationshipVersion],
    investors_known: int,
    conflicts: list[Finding[Conflict]],
) -> Iterator[Finding[Exposure]]:
    conflicts.sort(key=lambda conflict: (conflict.values.client, conflict.values.investor))
    figures = read_totals(graph, vendor)
    stated: dict[str, list[Share]] = defaultdict(list)
    claims = {client: uses[client].claims for client in {conflict.values.client for conflict in conflicts}}
    for client in find_clients_with_revenue(graph, claims):
        stated[client] = [
            s for s in find_shares(graph, claims[client], figures) if has_started(s.period, graph.scope.as_of)
        ]
    by_investor: dict[str, list[Finding[Conflict]]] = defaultdict(list)
    for conflict in conflicts:
        by_investor[conflict.values.investor].append(conflict)
    known = sorted(uses)
    whole = _make_row(vendor, None, known, investors_known, conflicts, stated)
    place = (-whole.clients_competing, 0.0 - whole.share_percent, vendor)
    # The percentage of all clients rests on the other clients' contracts too.
    yield _make_finding((*place, 0, 0, ""), whole, conflicts, stated, [uses[client] for client in whole.others or ()])
    for investor, of_it in by_investor.items():
        row = _make_row(vendor, investor, known, investors_known, of_it, stated)
        yield _make_finding((*place, 1, -row.clients_competing, investor), row, of_it, stated)


def _make_row(
    vendor: str,
    investor: str | None,
    clients: list[str],
    investors_known: int,
    findings: list[Finding[Conflict]],
    stated: dict[str, list[Share]],
) -> Exposure:
    conflicts = [finding.values for finding in findings]
    competing = tuple(dict.fromkeys(conflict.client for conflict in conflicts))
    leaving = {conflict.client for conflict in conflicts if conflict.standing == "narrowing"}
    stakes = [stake for c in conflicts if (stake := c.effective_stake_percent) is not None]
    return Exposure(
        vendor=vendor,
        investor=investor,
        # A direct holding is the principal chain, whichever client it is.
        stake_percent=conflicts[0].stake_percent if investor else None,
        effective_stake_percent=max(stakes, default=None) if investor else None,
        clients_known=len(clients),
        clients_competing=len(competing),
        share_percent=len(competing) * 100.0 / len(clients),
        investors_known=investors_known,
        competing=competing,
        others=None if investor else tuple(client for client in clients if client not in competing),
        leaving=tuple(client for client in competing if client in leaving),
        shares=tuple(share for client in competing for share in _list_client_shares(client, stated[client])),
        disputed=any(conflict.disputed for conflict in conflicts),
        verdict=max((conflict.verdict for conflict in conflicts), default=None),  # possible, if one is
        certainty=min((conflict.certainty for conflict in conflicts), default=None),
    )


def _list_client_shares(client: str, shares: Iterable[Share]) -> Iterator[ClientShare]:
    """List the known shares of one client, by period and metric."""
    for share in sorted(shares, key=lambda share: (share.period or "", share.metric or "")):
        if share.low is not None:
            assert share.metric is not None, "a share that is known is of a metric"
            assert share.period is not None, "and of a period"
            assert share.high is not None, "and has both bounds"
            yield ClientShare(client, share.metric, share.period, share.percent, share.low, share.high)


def _make_finding(
    key: Key,
    row: Exposure,
    conflicts: list[Finding[Conflict]],
    stated: dict[str, list[Share]],
    others: Iterable[RelationshipVersion] = (),
) -> Finding[Exposure]:
    figures = [share.total for client in row.competing for share in stated[client] if share.total]
    return Finding(
        key=key,
        values=row,
        witness=(
            *sorted(figures, key=lambda figure: figure.id),
            *(hop for conflict in conflicts for hop in conflict.witness),
            *others,
        ),
        entities=(row.vendor, *(row.others or ())),
    )


def shape(finding: Finding[Exposure], evidence: Evidence) -> VendorExposure:
    """The row as shown."""
    found = finding.values
    figures = {each.id: each for each in finding.witness if isinstance(each, Figure)}
    hops = {each.id: each for each in finding.witness if isinstance(each, RelationshipVersion)}
    with_share = {share.client for share in found.shares}
    return VendorExposure(
        section="vendor" if found.investor is None else "investor",
        vendor=evidence.entity(found.vendor),
        investor=None if found.investor is None else evidence.entity(found.investor),
        stake_percent=found.stake_percent,
        effective_stake_percent=found.effective_stake_percent,
        clients_known=found.clients_known,
        clients_competing=found.clients_competing,
        share_percent=found.share_percent,
        investors_known=found.investors_known,
        competing=[evidence.entity(id_) for id_ in found.competing],
        others=None if found.others is None else [evidence.entity(id_) for id_ in found.others],
        leaving=[evidence.entity(id_) for id_ in found.leaving],
        revenue=list(_sum_revenue(found.shares, found.competing)),
        revenue_unknown=[evidence.entity(id_) for id_ in found.competing if id_ not in with_share],
        disputed=found.disputed,
        verdict=found.verdict,
        certainty=None if found.certainty is None else CERTAINTIES[found.certainty],
        witness=[
            *(
                FigureWitness(figure=figure.id, claims=evidence.list_claims(figure.claims))
                for figure in figures.values()
            ),
            *evidence.witness(hops.values()),
        ],
    )


def _sum_revenue(shares: Iterable[ClientShare], competing: Iterable[str]) -> Iterator[RevenueSum]:
    """Add up the shares by metric and period. They stand in the order of their clients."""
    groups: dict[tuple[str, Metric], list[ClientShare]] = defaultdict(list)
    for share in shares:
        groups[share.period, share.metric].append(share)
    for (period, metric), found in sorted(groups.items(), key=lambda group: (period_rank(group[0][0]), *group[0])):
        summed = len(found) == 1 or period_days(period) is not None
        clients = [share.client for share in found]
        yield RevenueSum(
            metric=metric,
            period=period,
            percent=_add_up([share.percent for share in found]) if summed else None,
            percent_min=_add_up([share.low for share in found]) if summed else None,
            percent_max=_add_up([share.high for share in found]) if summed else None,
            clients=clients,
            unknown=[client for client in competing if client not in clients],
        )


def _add_up(numbers: list[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    # One by one: since 3.12 Python's own sum() compensates for rounding, and before it didn't.
    return reduce(add, known, 0.0) if len(known) == len(numbers) else None


QUERY = RowsToSort(
    name="vendor_exposure",
    version=1,
    question="What share of a vendor's known clients compete with one of its investors, and what revenue goes with "
    "them?",
    parameters=VendorExposureParameters,
    values=Exposure,
    row=VendorExposure,
    reads=("CLIENT_OF", "COMPETES_WITH", "INVESTS_IN"),
    order="vendor (most competing clients first, then the largest share, then its id), all investors before each, "
    "competing clients of the investor (most first), investor",
    find=find,
    shape=shape,
    example={"vendor": "scale-ai"},
)
