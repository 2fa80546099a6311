"""What share of a vendor's known clients compete with one of its investors, and what revenue goes with them?

The conflicts of `shared_vendors`, from the vendor's side. For each vendor that has known clients and
known investors a row `vendor` (any of its investors), then a row `investor` for each of those with whom
at least one client competes.

* A client competes if `shared_vendors` has the conflict, with the same `min_stake`, `depth` and
  `chain_threshold`: stakes through chains of holdings count, groups are never joined on.
* `share_percent` is of the known clients: those on record on the day asked about, without groups; an
  investor that is a client too is among them. How many are not on record nobody knows, and a client of
  which no competition is known may compete all the same.
* `revenue` has, by metric and period (the latest first), the sum of the shares of the vendor's total
  that go with them (see `concentration`), and who among them is not in it, the share being unknown.
  Periods that begin after the day asked about are left out. Different clients' shares in a length
  (`P1Y`: which year?) are not added up.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import add
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.vocabulary import CERTAINTIES, Certainty, Metric
from graph_service.queries import shared_vendors
from graph_service.queries.base import EntityName, Finding, Parameters, Query, Row
from graph_service.queries.evidence import EntityBrief, Evidence, FigureWitness, Witness
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.revenue import Share, begun, latest_first, shares, span, told_of, totals
from graph_service.queries.shared_vendors import DEPTH, SharedVendorsParameters

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
    """What part of the vendor's total, in percent, comes from the competing clients in one period."""

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
    effective_stake_percent: float | None = Field(description="The largest one of its conflicts; null: unknown.")
    clients_known: int
    clients_competing: int
    share_percent: float = Field(description="Of the known clients, how many compete, in percent.")
    investors_known: int = Field(description="How many are known to hold a part of the vendor directly.")
    competing: list[EntityBrief]
    others: list[EntityBrief] | None = Field(
        description="The other known clients, of whom no competition is known; null in the row of one investor."
    )
    leaving: list[EntityBrief] = Field(description="Those of the competing clients that plan to leave.")
    revenue: list[RevenueSum]
    revenue_unknown: list[EntityBrief] = Field(description="Competing clients whose share no claim has, in any period.")
    disputed: bool
    verdict: Literal["certain", "possible"] | None = Field(description="Of all its conflicts; null: there are none.")
    certainty: Certainty | None = Field(description="The lowest of its conflicts; null: there are none.")
    witness: list[Witness | FigureWitness]


def answer(graph: ScopedReader, p: VendorExposureParameters) -> Iterator[Finding]:
    """The vendors and their investors, in no particular order."""
    conflicts: dict[str, list[Finding]] = defaultdict(list)
    asked = SharedVendorsParameters(
        vendor=p.vendor, min_stake=p.min_stake, depth=p.depth, chain_threshold=p.chain_threshold
    )
    for conflict in shared_vendors.answer(graph, asked):
        conflicts[conflict.values["vendor"]].append(conflict)
    for vendor, uses in _clients(graph, p.vendor).items():
        investors = {holding.subject for holding in graph.incoming(vendor, "INVESTS_IN")}
        known = sum(not graph.is_group(investor) for investor in investors)
        if known:
            yield from _rows(graph, vendor, uses, known, conflicts[vendor])


def _clients(graph: ScopedReader, vendor: str | None) -> dict[str, dict[str, RelationshipVersion]]:
    """Each vendor's clients but groups, with the contract."""
    found: dict[str, dict[str, RelationshipVersion]] = defaultdict(dict)
    every = graph.reader.every("CLIENT_OF") if vendor is None else graph.reader.incoming(vendor, "CLIENT_OF")
    for use in filter(graph.holds, every):
        if not graph.is_group(use.subject):
            found[use.object][use.subject] = use
    return found


def _rows(
    graph: ScopedReader,
    vendor: str,
    uses: dict[str, RelationshipVersion],
    investors_known: int,
    conflicts: list[Finding],
) -> Iterator[Finding]:
    conflicts.sort(key=lambda conflict: (conflict.values["client"], conflict.values["investor"]))
    figures = totals(graph, vendor)
    told: dict[str, list[Share]] = defaultdict(list)
    claims = {client: uses[client].claims for client in {conflict.values["client"] for conflict in conflicts}}
    for client in told_of(graph, claims):
        told[client] = [s for s in shares(graph, claims[client], figures) if begun(s.period, graph.scope.as_of)]
    by_investor: dict[str, list[Finding]] = defaultdict(list)
    for conflict in conflicts:
        by_investor[conflict.values["investor"]].append(conflict)
    known = sorted(uses)
    whole = _row(vendor, None, known, investors_known, conflicts, told)
    place = (-whole["clients_competing"], 0.0 - whole["share_percent"], vendor)
    # The share of all clients rests on the other clients' contracts too.
    yield _finding((*place, 0, 0, ""), whole, conflicts, told, [uses[client] for client in whole["others"]])
    for investor, of_it in by_investor.items():
        row = _row(vendor, investor, known, investors_known, of_it, told)
        yield _finding((*place, 1, -row["clients_competing"], investor), row, of_it, told)


def _row(
    vendor: str,
    investor: str | None,
    clients: list[str],
    investors_known: int,
    conflicts: list[Finding],
    told: dict[str, list[Share]],
) -> dict[str, Any]:
    competing = list(dict.fromkeys(c.values["client"] for c in conflicts))
    stakes = [s for c in conflicts if (s := c.values["effective_stake_percent"]) is not None]
    return {
        "vendor": vendor,
        "investor": investor,
        # A direct holding is the principal chain whoever the client is.
        "stake_percent": conflicts[0].values["stake_percent"] if investor else None,
        "effective_stake_percent": max(stakes, default=None) if investor else None,
        "clients_known": len(clients),
        "clients_competing": len(competing),
        "share_percent": len(competing) * 100.0 / len(clients),
        "investors_known": investors_known,
        "competing": competing,
        "others": None if investor else [client for client in clients if client not in competing],
        "leaving": [
            client
            for client in competing
            if any(c.values["standing"] == "narrowing" for c in conflicts if c.values["client"] == client)
        ],
        "shares": [
            {"client": client, **{name: getattr(share, name) for name in _OF_A_SHARE}}
            for client in competing
            for share in sorted(told[client], key=lambda share: (share.period or "", share.metric or ""))
            if share.low is not None
        ],
        "disputed": any(c.values["disputed"] for c in conflicts),
        "verdict": max((c.values["verdict"] for c in conflicts), default=None),  # possible, if one is
        "certainty": min((c.values["certainty"] for c in conflicts), default=None),
    }


_OF_A_SHARE = ("metric", "period", "percent", "low", "high")


def _finding(
    key: tuple[Any, ...],
    row: dict[str, Any],
    conflicts: list[Finding],
    told: dict[str, list[Share]],
    others: Iterable[RelationshipVersion] = (),
) -> Finding:
    figures = [share.total for client in row["competing"] for share in told[client] if share.total]
    return Finding(
        key=key,
        values=row,
        witness=(
            *sorted(figures, key=lambda figure: figure.id),
            *(hop for conflict in conflicts for hop in conflict.witness),
            *others,
        ),
        entities=(row["vendor"], *(row["others"] or ())),
    )


def shape(finding: Finding, evidence: Evidence) -> VendorExposure:
    """The row as shown."""
    values = dict(finding.values)
    told = values.pop("shares")
    figures = {found.id: found for found in finding.witness if isinstance(found, Figure)}
    hops = {found.id: found for found in finding.witness if isinstance(found, RelationshipVersion)}
    with_share = {share["client"] for share in told}
    certainty = values["certainty"]
    return VendorExposure(
        **{
            **values,
            "section": "vendor" if values["investor"] is None else "investor",
            "vendor": evidence.entity(values["vendor"]),
            "investor": None if values["investor"] is None else evidence.entity(values["investor"]),
            "competing": [evidence.entity(id_) for id_ in values["competing"]],
            "others": None if values["investor"] else [evidence.entity(id_) for id_ in values["others"]],
            "leaving": [evidence.entity(id_) for id_ in values["leaving"]],
            "revenue": list(_revenue(told, values["competing"])),
            "revenue_unknown": [evidence.entity(id_) for id_ in values["competing"] if id_ not in with_share],
            "certainty": None if certainty is None else CERTAINTIES[certainty],
            "witness": [
                *(FigureWitness(figure=figure.id, claims=evidence.said(figure.claims)) for figure in figures.values()),
                *evidence.witness(hops.values()),
            ],
        }
    )


def _revenue(told: list[dict[str, Any]], competing: list[str]) -> Iterator[RevenueSum]:
    """The sums by metric and period; the shares stand in the order of their clients."""
    groups: dict[tuple[str, Metric], list[dict[str, Any]]] = defaultdict(list)
    for share in told:
        groups[share["period"], share["metric"]].append(share)
    for (period, metric), found in sorted(groups.items(), key=lambda group: (latest_first(group[0][0]), *group[0])):
        summed = len(found) == 1 or span(period) is not None
        clients = [share["client"] for share in found]
        yield RevenueSum(
            metric=metric,
            period=period,
            percent=_sum([share["percent"] for share in found]) if summed else None,
            percent_min=_sum([share["low"] for share in found]) if summed else None,
            percent_max=_sum([share["high"] for share in found]) if summed else None,
            clients=clients,
            unknown=[client for client in competing if client not in clients],
        )


def _sum(numbers: list[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    # One addition at a time: Python's own sum() compensates for rounding since 3.12, and not before.
    return reduce(add, known, 0.0) if len(known) == len(numbers) else None


QUERY = Query(
    name="vendor_exposure",
    version=1,
    question="What share of a vendor's known clients compete with one of its investors, and what revenue goes with "
    "them?",
    parameters=VendorExposureParameters,
    row=VendorExposure,
    reads=("CLIENT_OF", "COMPETES_WITH", "INVESTS_IN"),
    order="vendor (most competing clients first, then the largest share, then its id), all investors before each, "
    "competing clients of the investor (most first), investor",
    answer=answer,
    shape=shape,
    example={"vendor": "scale-ai"},
)
