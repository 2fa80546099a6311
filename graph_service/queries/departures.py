"""Which clients turned after an investment: in what order, and who among them competes with the investor?

For each investment in a vendor and each client of that vendor there is one row. First come clients that `turned` (they
plan to leave, or have left), by the day on which that was known; then those of whom it is `disputed`; then those that
`stayed`. Deals and clients count if they had begun by the day asked about, by at least one claim, even if they are
over. Deals that are only announced count too. What is known follows from `known_at`.

`order` compares two events, each of which lies somewhere between two days:

* The deal: the day on which it was first reported, or an earlier day on which its claims say it began.
* The client's word. For a client that turned: the first report that it leaves, or an earlier day on which its
  claims say it left. For any other client: the last report that it is a client.

A partial date stands for any day in it. An undated claim existed when it was recorded, and may be much older. So it is
never the first report if there is a dated one; as the last report it leaves the order open. The order is `after` or
`before` if this is so for all days on which the events may have happened. Otherwise it is `unknown`: `same_day` (two
reports of one day, such as one article about the deal, the clients that turned, and an earlier statement of OpenAI's),
`undated`, or `overlap`.

An order of events is not a cause. A further tranche is no new deal, unless `min_stake` asks for claims of a larger
stake. A holding through others, an acquisition or a parent company is another question. Groups are shown as clients;
they are never joined on and don't count as investors.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.dates import BEGINNING
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.vocabulary import CERTAINTIES, Certainty, Segment, Status
from graph_service.queries.base import EntityName, Parameters, Row
from graph_service.queries.briefs import EntityBrief, Witness
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import Finding, Key, RowsInOrder, Values
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.movements import (
    MOVEMENT_ORDER,
    ClientMovement,
    DayRange,
    Movement,
    VendorClients,
    date_deal,
)

Order = Literal["after", "before", "unknown"]
NoOrder = Literal["same_day", "undated", "overlap"]


class DeparturesParameters(Parameters):
    """For one investor, one vendor, both or all."""

    investor: EntityName | None = Field(None, description="Only deals of this investor.")
    vendor: EntityName | None = Field(None, description="Only deals in this vendor, and its clients.")
    min_stake: float | None = Field(
        None, gt=0, le=100, description="Date the deal by claims of a stake of at least this many percent."
    )
    competing_only: bool = Field(False, description="Only clients that are known to compete with the investor.")


class Departure(Row):
    """One client of a vendor, and how it moved around one deal; an `earliest` day that isn't known is null."""

    vendor: EntityBrief
    investor: EntityBrief
    client: EntityBrief
    movement: Movement
    order: Order = Field(description="Whether the client's word came after or before the deal.")
    order_unknown: NoOrder | None = Field(description="Why the order is unknown; null: it is known.")
    deal_earliest: str | None = Field(description="When the deal was first reported, or began: not before.")
    deal_latest: str = Field(description="When the deal was first reported, or began: not after.")
    turned_earliest: str | None = Field(description="When it was first reported that it leaves, or left: not before.")
    turned_latest: str | None = Field(description="Not after that; null: no claim says that it leaves.")
    stays_earliest: str | None = Field(description="When it was last reported that it is a client: not before.")
    stays_latest: str | None = Field(description="Not after that; null: no claim says so without its leaving.")
    competes: bool = Field(description="Whether it is known to compete with the investor; false: no claim says so.")
    segment: Segment | None = Field(description="What they compete in.")
    status: Status = Field(description="How the client's contract stands.")
    partial: bool = Field(description="Whether only parts of the contract are known: it is these that moved, or not.")
    deal_status: Status
    stake_percent: float | None = Field(description="The investor's stake in the vendor; null: unknown.")
    disputed: bool = Field(description="Whether claims disagree about the contract, the deal or the competition.")
    verdict: Literal["certain", "possible"] = Field(description="Had both the deal and the contract begun by then?")
    certainty: Certainty
    witness: list[Witness]


class Move(Values, frozen=True):
    """A client's move as a store finds it; the fields mean what they mean in the row."""

    vendor: str
    investor: str
    client: str
    movement: Movement
    order: Order
    order_unknown: NoOrder | None
    deal_earliest: str
    deal_latest: str
    turned_earliest: str | None
    turned_latest: str | None
    stays_earliest: str | None
    stays_latest: str | None
    competes: bool
    segment: Segment | None
    status: Status
    partial: bool
    deal_status: Status
    stake_percent: float | None
    disputed: bool
    verdict: Literal["certain", "possible"]
    certainty: int


def find(graph: ScopedReader, p: DeparturesParameters, after: Key | None) -> Iterator[Finding[Move]]:
    """The clients around each deal after a key, in order. Claims are read only of clients that may be on the page."""
    clients: VendorClients | None = None
    for deal in sorted(_read_deals(graph, p), key=lambda deal: (deal.object, deal.subject)):
        if after is not None and (deal.object, deal.subject) < after[:2]:
            continue
        deal_days = date_deal(_read_claims(graph, deal), p.min_stake)
        if deal_days is None:
            continue
        if clients is None or clients.vendor != deal.object:
            clients = VendorClients(graph, deal.object)
        rivals = {r.other_end(deal.subject): r for r in graph.outgoing(deal.subject, "COMPETES_WITH")}
        for use, movement in clients.among(rivals) if p.competing_only else clients.all():
            if use.subject != deal.subject:
                # Groups are never joined on.
                rivalry = None if graph.is_group(use.subject) else rivals.get(use.subject)
                finding = _make_finding(graph.scope.as_of, deal, deal_days, use, movement, rivalry)
                if after is None or finding.key > after:
                    yield finding


def _read_deals(graph: ScopedReader, p: DeparturesParameters) -> Iterator[RelationshipVersion]:
    found: Iterable[RelationshipVersion]
    if p.vendor is not None:
        found = graph.reader.incoming(p.vendor, "INVESTS_IN")
    elif p.investor is not None:
        found = graph.reader.outgoing(p.investor, "INVESTS_IN")
    else:
        found = graph.reader.every("INVESTS_IN")
    for deal in filter(graph.sees, found):
        has_begun = deal.status == "announced" or deal.valid_from <= graph.scope.as_of
        if has_begun and p.investor in (None, deal.subject) and not graph.is_group(deal.subject):
            yield deal


def _read_claims(graph: ScopedReader, version: RelationshipVersion) -> list[RelationshipClaim]:
    """Read the claims about the whole relationship; if only parts are known, the claims about these."""
    claims = [claim for claim, _ in graph.reader.claims(version.claims).values()]
    return [c for c in claims if isinstance(c, RelationshipClaim) and (version.partial or c.part is None)]


def _make_finding(
    as_of: str,
    deal: RelationshipVersion,
    deal_days: DayRange,
    use: RelationshipVersion,
    movement: ClientMovement,
    rivalry: RelationshipVersion | None,
) -> Finding[Move]:
    turned, stays, compared = movement.turned, movement.stays, movement.compared
    hops = (use, deal, rivalry) if rivalry else (use, deal)
    order, order_unknown = _compare(deal_days, compared)
    return Finding(
        key=(deal.object, deal.subject, MOVEMENT_ORDER[movement.kind], compared.latest, use.subject),
        values=Move(
            vendor=deal.object,
            investor=deal.subject,
            client=use.subject,
            movement=movement.kind,
            order=order,
            order_unknown=order_unknown,
            deal_earliest=deal_days.earliest,
            deal_latest=deal_days.latest,
            turned_earliest=turned.earliest if turned else None,
            turned_latest=turned.latest if turned else None,
            stays_earliest=stays.earliest if stays else None,
            stays_latest=stays.latest if stays else None,
            competes=rivalry is not None,
            segment=rivalry.segment if rivalry else None,
            status=use.status,
            partial=use.partial,
            deal_status=deal.status,
            stake_percent=deal.stake_percent,
            disputed=any(hop.disputed for hop in hops),
            verdict="certain" if max(use.certain_from, deal.certain_from) <= as_of else "possible",
            certainty=min(hop.certainty for hop in hops),
        ),
        witness=hops,
    )


def _compare(deal: DayRange, client: DayRange) -> tuple[Order, NoOrder | None]:
    if client.earliest > deal.latest:
        return "after", None
    if client.latest < deal.earliest:
        return "before", None
    if client.undated or deal.undated:
        return "unknown", "undated"
    same = client.earliest == client.latest == deal.earliest == deal.latest
    return "unknown", "same_day" if same else "overlap"


def shape(finding: Finding[Move], evidence: Evidence) -> Departure:
    """The row as shown."""
    move = finding.values
    return Departure(
        vendor=evidence.entity(move.vendor),
        investor=evidence.entity(move.investor),
        client=evidence.entity(move.client),
        movement=move.movement,
        order=move.order,
        order_unknown=move.order_unknown,
        deal_earliest=_known_day(move.deal_earliest),
        deal_latest=move.deal_latest,
        turned_earliest=_known_day(move.turned_earliest),
        turned_latest=move.turned_latest,
        stays_earliest=_known_day(move.stays_earliest),
        stays_latest=move.stays_latest,
        competes=move.competes,
        segment=move.segment,
        status=move.status,
        partial=move.partial,
        deal_status=move.deal_status,
        stake_percent=move.stake_percent,
        disputed=move.disputed,
        verdict=move.verdict,
        certainty=CERTAINTIES[move.certainty],
        witness=evidence.witness(finding.witness),
    )


def _known_day(day: str | None) -> str | None:
    """The day; None for the beginning of time, which means that no claim gives a day."""
    return None if day == BEGINNING else day


QUERY = RowsInOrder(
    name="departures",
    version=1,
    question="Which clients turned after an investment: in what order, and who among them competes with the investor?",
    parameters=DeparturesParameters,
    values=Move,
    row=Departure,
    reads=("INVESTS_IN", "CLIENT_OF", "COMPETES_WITH"),
    order="vendor, investor, movement (turned, disputed, stayed), the latest day of the client's word, client",
    find=find,
    shape=shape,
    example={"vendor": "scale-ai", "investor": "meta"},
)
