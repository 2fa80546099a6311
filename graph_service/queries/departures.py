"""Which clients turned after an investment: in what order, and who among them competes with the investor?

For each investment in a vendor, and each client of that vendor, one row: those that `turned` (the client
plans to leave, or has left), by the day on which that was known; those of whom it is `disputed`; those that
`stayed`. Deals and clients are those that had begun by the day asked about, by some claim at least; deals
that are only announced count too, and so do those that are over. Whose word is known follows from `known_at`.

`order` compares two events, each of which lies somewhere between two days:

* the deal: the day on which it was first reported, or that its claims say it began on, if that is earlier;
* the client's word: of one that turned, the first report that it leaves, or the day that its claims say
  it left on, if that is earlier; of any other, the last report that it is a client.

A partial date stands for any day in it. An undated claim was there when it was recorded, and may be much
older: it is never the first word if there is a dated one, and as the last word it leaves the order open.
`after` and `before` are said where all days that the events may have happened on agree; otherwise
the order is `unknown`: `same_day` (two reports of one day: the one article tells of the deal, of those
who turned, and of OpenAI's earlier statement, which may be older than the deal), `undated`, or `overlap`.

An order of events is not a cause. A further tranche is no new deal, unless `min_stake` asks for claims of
a larger stake. A holding through others, an acquisition or a parent company is another question. Groups are
shown as clients, are never joined on, and don't count as investors.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import Field

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.claim_gist import Gist
from graph_service.domain.dates import BEGINNING, first_day, last_day
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.resolution.values import stake_bounds
from graph_service.domain.vocabulary import CERTAINTIES, Certainty, Segment, Status
from graph_service.queries.base import EntityName, Parameters, Row
from graph_service.queries.briefs import EntityBrief, Witness
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import Finding, Key, RowsInOrder, Values
from graph_service.queries.reader import ScopedReader

Movement = Literal["turned", "disputed", "stayed"]
Order = Literal["after", "before", "unknown"]
NoOrder = Literal["same_day", "undated", "overlap"]

_MOVEMENTS: dict[Movement, int] = {"turned": 0, "disputed": 1, "stayed": 2}
_LEAVING: tuple[Status, ...] = ("planned_end", "ended")
_STAYING: tuple[Status, ...] = ("announced", "active")


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


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened between two days; `undated` if a claim without any date bears on that."""

    earliest: str
    latest: str
    undated: bool


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
    """The clients around each deal after a key, in order: nobody's word is read before it may be on the page."""
    clients: _Clients | None = None
    for deal in sorted(_deals(graph, p), key=lambda deal: (deal.object, deal.subject)):
        if after is not None and (deal.object, deal.subject) < after[:2]:
            continue
        happened = _deal(_claims(graph, deal), p.min_stake)
        if happened is None:
            continue
        if clients is None or clients.vendor != deal.object:
            clients = _Clients(graph, deal.object)
        rivals = {r.other_end(deal.subject): r for r in graph.outgoing(deal.subject, "COMPETES_WITH")}
        for use, words in clients.among(rivals) if p.competing_only else clients.all():
            if use.subject != deal.subject:
                # Groups are never joined on.
                rivalry = None if graph.is_group(use.subject) else rivals.get(use.subject)
                finding = _finding(graph.scope.as_of, deal, happened, use, words, rivalry)
                if after is None or finding.key > after:
                    yield finding


@dataclass(frozen=True, slots=True)
class Words:
    """How a client moved, by its words that it leaves and that it stays."""

    movement: Movement
    turned: Event | None
    stays: Event | None

    @property
    def telling(self) -> Event:
        """The word that is compared with the deal."""
        word = self.turned if self.movement == "turned" or self.stays is None else self.stays
        assert word is not None, "a client is one by a claim that it stays, or by one that it leaves"
        return word


Moved = tuple[RelationshipVersion, Words]


class _Clients:
    """A vendor's clients in the order in which each of its deals has them, read no further than is asked for."""

    def __init__(self, graph: ScopedReader, vendor: str) -> None:
        self.vendor = vendor
        self._graph = graph
        self._words: dict[str, Words] = {}
        found = graph.keep_seen(graph.reader.incoming(vendor, "CLIENT_OF"))
        self._uses = [use for use in found if use.valid_from <= graph.scope.as_of]

    def all(self) -> Iterator[Moved]:
        """All of them."""
        yield from self._turned
        yield from self._disputed
        yield from self._stayed

    def among(self, rivals: Collection[str]) -> list[Moved]:
        """Those of them that are among these."""
        return self._in_order(use for use in self._uses if use.subject in rivals)

    @cached_property
    def _turned(self) -> list[Moved]:
        return self._in_order(use for use in self._uses if use.status in _LEAVING)

    @cached_property
    def _contested(self) -> list[Moved]:
        return self._in_order(use for use in self._uses if use.disputed and use.status not in _LEAVING)

    @cached_property
    def _disputed(self) -> list[Moved]:
        return [each for each in self._contested if each[1].movement == "disputed"]

    @cached_property
    def _stayed(self) -> list[Moved]:
        others = self._in_order(use for use in self._uses if not use.disputed and use.status not in _LEAVING)
        return sorted([*others, *(each for each in self._contested if each[1].movement == "stayed")], key=_place)

    def _in_order(self, uses: Iterable[RelationshipVersion]) -> list[Moved]:
        uses = list(uses)
        new = [use for use in uses if use.id not in self._words]
        said = self._graph.reader.gists([id_ for use in new for id_ in use.claims])
        for use in new:
            claims = (said[id_] for id_ in use.claims)
            self._words[use.id] = _words(use, [claim for claim in claims if use.partial or claim.part is None])
        return sorted(((use, self._words[use.id]) for use in uses), key=_place)


def _place(moved: Moved) -> tuple[int, str, str]:
    use, words = moved
    return _MOVEMENTS[words.movement], words.telling.latest, use.subject


def _deals(graph: ScopedReader, p: DeparturesParameters) -> Iterator[RelationshipVersion]:
    found: Iterable[RelationshipVersion]
    if p.vendor is not None:
        found = graph.reader.incoming(p.vendor, "INVESTS_IN")
    elif p.investor is not None:
        found = graph.reader.outgoing(p.investor, "INVESTS_IN")
    else:
        found = graph.reader.every("INVESTS_IN")
    for deal in filter(graph.sees, found):
        begun = deal.status == "announced" or deal.valid_from <= graph.scope.as_of
        if begun and p.investor in (None, deal.subject) and not graph.is_group(deal.subject):
            yield deal


def _claims(graph: ScopedReader, version: RelationshipVersion) -> list[RelationshipClaim]:
    """The claims about the whole of the relationship; where only parts are known, these."""
    said = [claim for claim, _ in graph.reader.claims(version.claims).values()]
    return [c for c in said if isinstance(c, RelationshipClaim) and (version.partial or c.part is None)]


def _deal(claims: list[RelationshipClaim], min_stake: float | None) -> Event | None:
    return _first(
        [
            (claim, claim.valid_from, claim.valid_from)
            for claim in claims
            if claim.status in _STAYING + _LEAVING and (min_stake is None or _least_stake(claim) >= min_stake)
        ]
    )


def _least_stake(claim: RelationshipClaim) -> float:
    return 0.0 if claim.stake_percent is None else stake_bounds(claim.stake_percent)[0]


def _words(use: RelationshipVersion, claims: list[Gist]) -> Words:
    """The first word that the client leaves, and the last that it is one."""
    turned = _first(
        [
            # Who is to leave by some day turned at some time before it.
            (claim, claim.valid_to if claim.status == "ended" else None, claim.valid_to)
            for claim in claims
            if claim.status in _LEAVING
        ]
    )
    movement: Movement = "stayed"
    if use.status in _LEAVING:
        movement = "turned"
    elif use.disputed and turned is not None:
        movement = "disputed"
    return Words(movement, turned, _last([claim for claim in claims if claim.status in _STAYING]))


def _first(said: Sequence[tuple[RelationshipClaim | Gist, str | None, str | None]]) -> Event | None:
    """The first of the claims' events: each was reported, and happened not before and not after a partial date."""
    if not said:
        return None
    early = [first_day(claim.reported_on) for claim, _, _ in said if claim.reported_on]
    early += [first_day(not_before) for _, not_before, _ in said if not_before]
    late = [claim.known_on for claim, _, _ in said]
    late += [last_day(not_after) for _, _, not_after in said if not_after]
    earliest, latest = min(early, default=BEGINNING), min(late)
    # If an undated claim was there before the first day that is known, it came first.
    undated = not early or earliest > latest
    return Event(BEGINNING if undated else earliest, latest, undated)


def _last(claims: list[Gist]) -> Event | None:
    """The last of the claims: an undated one was said after what it speaks of began, and before it was recorded."""
    if not claims:
        return None
    return Event(
        max(first_day(claim.reported_on or claim.valid_from or BEGINNING) for claim in claims),
        max(claim.known_on for claim in claims),
        any(claim.reported_on is None for claim in claims),
    )


def _finding(
    as_of: str,
    deal: RelationshipVersion,
    happened: Event,
    use: RelationshipVersion,
    words: Words,
    rivalry: RelationshipVersion | None,
) -> Finding[Move]:
    turned, stays, word = words.turned, words.stays, words.telling
    hops = (use, deal, rivalry) if rivalry else (use, deal)
    order, order_unknown = _order(happened, word)
    return Finding(
        key=(deal.object, deal.subject, _MOVEMENTS[words.movement], word.latest, use.subject),
        values=Move(
            vendor=deal.object,
            investor=deal.subject,
            client=use.subject,
            movement=words.movement,
            order=order,
            order_unknown=order_unknown,
            deal_earliest=happened.earliest,
            deal_latest=happened.latest,
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


def _order(deal: Event, word: Event) -> tuple[Order, NoOrder | None]:
    if word.earliest > deal.latest:
        return "after", None
    if word.latest < deal.earliest:
        return "before", None
    if word.undated or deal.undated:
        return "unknown", "undated"
    same = word.earliest == word.latest == deal.earliest == deal.latest
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
        deal_earliest=_known(move.deal_earliest),
        deal_latest=move.deal_latest,
        turned_earliest=_known(move.turned_earliest),
        turned_latest=move.turned_latest,
        stays_earliest=_known(move.stays_earliest),
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


def _known(day: str | None) -> str | None:
    """The day; null where it is the beginning of time, as no claim says more."""
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
