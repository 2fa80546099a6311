"""The questions as methods, for editors, type checkers and `help`.

Written by `make docs` from the registry: change a question's parameters or its row, not this file.
"""

# mypy: disable-error-code="empty-body"

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from graph_service.queries.circular_deals import CircularDeal
from graph_service.queries.claims_behind import ClaimBehind
from graph_service.queries.common_ground import CommonGround
from graph_service.queries.concentration import Concentration
from graph_service.queries.departures import Departure
from graph_service.queries.disputes import Dispute
from graph_service.queries.escape_routes import EscapeRoute
from graph_service.queries.fragility import Fragile
from graph_service.queries.neighbourhood import Neighbour
from graph_service.queries.paths import Path
from graph_service.queries.profile import ProfileRow
from graph_service.queries.rankings import Ranked
from graph_service.queries.screen import Screened
from graph_service.queries.search import FoundEntity
from graph_service.queries.shared_vendors import SharedVendor
from graph_service.queries.timeline import Happening
from graph_service.queries.vendor_exposure import VendorExposure
from graph_service.queries.what_if import Changed
from graph_service.support.ask_by_name import ask_by_name
from graph_service.use_cases.ask import Answer


class Questions:
    """A method for each question. `ask` of the class that has them answers."""

    @ask_by_name
    def shared_vendors(
        self,
        *,
        client: str | None = None,
        vendor: str | None = None,
        investor: str | None = None,
        min_stake: float | None = None,
        depth: int = 3,
        chain_threshold: float = 1.0,
        include_closed: bool = False,
        as_of: str | None = None,
        known_at: str | None = None,
        min_certainty: Literal["inferred", "reported", "stated", "confirmed"] = "inferred",
        include_disputed: bool = True,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer[SharedVendor]:
        """Which clients share a vendor with a competitor's investment?

        How it decides: `help("graph_service.queries.shared_vendors")`.

        Args:
            client: Only conflicts of this client.
            vendor: Only conflicts at this vendor.
            investor: Only conflicts with this investor.
            min_stake: Only effective stakes known to be this large, in percent.
            depth: The most holdings in a chain; 1 is direct stakes only.
            chain_threshold: The least effective stake of a chain of two or more, in percent; 0 follows all.
            include_closed: Also conflicts that are over on the day asked about.
            as_of: The day that the answer is about, YYYY-MM-DD; today if left out.
            known_at: Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out.
            min_certainty: Leave out claims that are less sure than this.
            include_disputed: Count relationships about which claims disagree.
            limit: The most rows to give, 1 to 1000.
            cursor: Where the page before ended: its `next`.

        Returns:
            Rows of SharedVendor, a page of them, ordered by effective_stake_percent (largest first, unknown last),
            client, vendor, investor. Each has:

            * client: EntityBrief
            * vendor: EntityBrief
            * investor: EntityBrief
            * stake_percent: float | None. The investor's own stake in the vendor; null: none, or unknown.
            * effective_stake_percent: float | None. The sum over chains of holdings; ranges beside exact stakes count
                by their least; null: unknown.
            * effective_stake_min: float. The least it may be, by all claims.
            * effective_stake_max: float. The most it may be, by all claims.
            * capped_at_100: bool. Whether the stakes add up to more than 100, which no holding can be.
            * voting: bool | None. Whether the stake carries votes; null: unknown.
            * chain: list[str]. The principal chain, from the investor down to the vendor.
            * standing: Literal["open", "narrowing", "closed"]
            * disputed: bool
            * verdict: Literal["certain", "possible"]
            * certainty: Literal["inferred", "reported", "stated", "confirmed"]
            * window: Window
            * segment: Literal["foundation_models", "ai_general", "data_labelling", "chips", "memory", "cloud",
                "data_platforms", "search", "advertising", "autonomous_driving", "robotics", "other"] | None. What the
                client and the investor compete in.
            * amounts: list[AmountShown]
            * witness: list[Witness]

            EntityBrief has id, names, kind; Window has from_, to, certain_from, certain_to; AmountShown has
            relationship, value, min, max, low, high, currency, basis, period, approximate; Witness has relationship,
            claims.
        """

    @ask_by_name
    def vendor_exposure(
        self,
        *,
        vendor: str | None = None,
        min_stake: float | None = None,
        depth: int = 3,
        chain_threshold: float = 1.0,
        as_of: str | None = None,
        known_at: str | None = None,
        min_certainty: Literal["inferred", "reported", "stated", "confirmed"] = "inferred",
        include_disputed: bool = True,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer[VendorExposure]:
        """What share of a vendor's known clients compete with one of its investors, and what revenue goes with them?

        How it decides: `help("graph_service.queries.vendor_exposure")`.

        Args:
            vendor: Only this vendor.
            min_stake: Only effective stakes known to be this large, in percent.
            depth: The most holdings in a chain; 1 is direct stakes only.
            chain_threshold: The least effective stake of a chain of two or more, in percent; 0 follows all.
            as_of: The day that the answer is about, YYYY-MM-DD; today if left out.
            known_at: Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out.
            min_certainty: Leave out claims that are less sure than this.
            include_disputed: Count relationships about which claims disagree.
            limit: The most rows to give, 1 to 1000.
            cursor: Where the page before ended: its `next`.

        Returns:
            Rows of VendorExposure, a page of them, ordered by vendor (most competing clients first, then the largest
            share, then its id), all investors before each, competing clients of the investor (most first), investor.
            Each has:

            * section: Literal["vendor", "investor"]
            * vendor: EntityBrief
            * investor: EntityBrief | None. Null: any of the vendor's investors.
            * stake_percent: float | None. The investor's own stake in the vendor; null: none, or unknown.
            * effective_stake_percent: float | None. The largest of its conflicts; null: unknown.
            * clients_known: int
            * clients_competing: int
            * share_percent: float. How many of the known clients compete, in percent.
            * investors_known: int. How many are known to hold a part of the vendor directly.
            * competing: list[EntityBrief]
            * others: list[EntityBrief] | None. The other known clients: no competition of theirs is known; null in the
                row of one investor.
            * leaving: list[EntityBrief]. Those of the competing clients that plan to leave.
            * revenue: list[RevenueSum]
            * revenue_unknown: list[EntityBrief]. Competing clients whose share is not stated for any period.
            * disputed: bool
            * verdict: Literal["certain", "possible"] | None. Of all its conflicts; null: there are none.
            * certainty: Literal["inferred", "reported", "stated", "confirmed"] | None. The lowest of its conflicts;
                null: there are none.
            * witness: list[Witness | FigureWitness]

            EntityBrief has id, names, kind; RevenueSum has metric, period, percent, percent_min, percent_max, clients,
            unknown; Witness has relationship, claims; FigureWitness has figure, claims.
        """

    @ask_by_name
    def concentration(
        self,
        *,
        vendor: str,
        metric: Literal[
            "valuation",
            "pre_money_valuation",
            "target_valuation",
            "market_capitalisation",
            "revenue",
            "annualised_revenue",
            "earnings",
            "net_income",
            "employees",
            "employees_laid_off",
        ]
        | None = None,
        period: str | None = None,
        section: Literal["summary", "client"] | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        min_certainty: Literal["inferred", "reported", "stated", "confirmed"] = "inferred",
        include_disputed: bool = True,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer[Concentration]:
        """How much of a vendor's revenue rests on each client?

        How it decides: `help("graph_service.queries.concentration")`.

        Args:
            vendor: An id, or any name that only one entity has.
            metric: Only shares of this metric, such as revenue or earnings.
            period: Only this period: 2024, 2025-Q2, 2024-H1, 2025-06.
            section: Only this section.
            as_of: The day that the answer is about, YYYY-MM-DD; today if left out.
            known_at: Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out.
            min_certainty: Leave out claims that are less sure than this.
            include_disputed: Count relationships about which claims disagree.
            limit: The most rows to give, 1 to 1000.
            cursor: Where the page before ended: its `next`.

        Returns:
            Rows of Concentration, a page of them, ordered by period (latest first), metric, summary before clients,
            share (largest first, unknown last), client. Each has:

            * section: Literal["summary", "client"]
            * vendor: EntityBrief
            * metric: Literal["valuation", "pre_money_valuation", "target_valuation", "market_capitalisation",
                "revenue", "annualised_revenue", "earnings", "net_income", "employees", "employees_laid_off"] | None.
                Null: no client's share is stated.
            * period: str | None
            * client: EntityBrief | None
            * share_percent: float | None. The surest claim's share; null: unknown, or a range.
            * share_min: float | None. The least it may be, by all claims; null: unknown.
            * share_max: float | None. The most it may be, by all claims; null: unknown.
            * share_from: Literal["percent", "amount"] | None. What a claim states: the percentage, or a sum, which is
                divided by the vendor's total.
            * share_unknown: Literal["not_stated", "no_total", "other_currency", "total_not_positive"] | None. Why the
                share is unknown; null: it is known.
            * share_claim: str | None. The claim whose share it is.
            * approximate: bool | None. Whether the claim calls the share or its sums approximate.
            * amount: float | None. The sum that the client brought, if a claim states it.
            * currency: str | None
            * counted: bool | None. Whether it counts in the summary: groups don't.
            * status: Literal["announced", "active", "planned_end", "ended", "called_off", "denied"] | None
            * leaving: bool | None. It plans to leave, has left, or its contract has run out.
            * disputed: bool. Whether claims disagree about a client's contract.
            * verdict: Literal["certain", "possible", "no"] | None. Whether it is a client on the day asked about.
            * certainty: Literal["inferred", "reported", "stated", "confirmed"] | None. The lowest of what the row rests
                on; null: nothing is known.
            * totals: list[FigureShown] | None. What the vendor's total is said to be.
            * clients_known: int | None. How many clients are known, without groups.
            * clients_with_share: int | None. Of how many of them the share is known.
            * attributed_percent: float | None. The known shares' sum; null: unknown, or a range.
            * attributed_min: float | None
            * attributed_max: float | None
            * unattributed_min: float | None. What is left for all others, at least.
            * unattributed_max: float | None. What is left for all others, at most.
            * hhi_min: float | None. The Herfindahl index, 0 to 10,000, at least.
            * hhi_max: float | None. The Herfindahl index, 0 to 10,000, at most.
            * hhi_unknown: Literal["no_share", "over_100", "length"] | None. Why there is no index; null: there is one.
            * at_risk_percent: float | None. The known shares of clients that leave.
            * at_risk_min: float | None
            * at_risk_max: float | None
            * at_risk: list[EntityBrief] | None. The clients that leave and whose share is known.
            * at_risk_unknown: list[EntityBrief] | None. Those that leave with an unknown share.
            * unknown: list[EntityBrief] | None. All known clients whose share is unknown.
            * witness: list[Witness | FigureWitness]

            EntityBrief has id, names, kind; FigureShown has id, metric, label, moment, value, low, high, currency,
            approximate, status, certainty, disputed; Witness has relationship, claims; FigureWitness has figure,
            claims.
        """

    @ask_by_name
    def departures(
        self,
        *,
        investor: str | None = None,
        vendor: str | None = None,
        min_stake: float | None = None,
        competing_only: bool = False,
        as_of: str | None = None,
        known_at: str | None = None,
        min_certainty: Literal["inferred", "reported", "stated", "confirmed"] = "inferred",
        include_disputed: bool = True,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer[Departure]:
        """Which clients turned after an investment: in what order, and who among them competes with the investor?

        How it decides: `help("graph_service.queries.departures")`.

        Args:
            investor: Only deals of this investor.
            vendor: Only deals in this vendor, and its clients.
            min_stake: Date the deal by claims of a stake of at least this many percent.
            competing_only: Only clients that are known to compete with the investor.
            as_of: The day that the answer is about, YYYY-MM-DD; today if left out.
            known_at: Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out.
            min_certainty: Leave out claims that are less sure than this.
            include_disputed: Count relationships about which claims disagree.
            limit: The most rows to give, 1 to 1000.
            cursor: Where the page before ended: its `next`.

        Returns:
            Rows of Departure, a page of them, ordered by vendor, investor, movement (turned, disputed, stayed), the
            latest day of the client's word, client. Each has:

            * vendor: EntityBrief
            * investor: EntityBrief
            * client: EntityBrief
            * movement: Literal["turned", "disputed", "stayed"]
            * order: Literal["after", "before", "unknown"]. Whether the client's word came after or before the deal.
            * order_unknown: Literal["same_day", "undated", "overlap"] | None. Why the order is unknown; null: it is
                known.
            * deal_earliest: str | None. When the deal was first reported, or began: not before.
            * deal_latest: str. When the deal was first reported, or began: not after.
            * turned_earliest: str | None. When it was first reported that it leaves, or left: not before.
            * turned_latest: str | None. Not after that; null: no claim says that it leaves.
            * stays_earliest: str | None. When it was last reported that it is a client: not before.
            * stays_latest: str | None. Not after that; null: no claim says so without its leaving.
            * competes: bool. Whether it is known to compete with the investor; false: no claim says so.
            * segment: Literal["foundation_models", "ai_general", "data_labelling", "chips", "memory", "cloud",
                "data_platforms", "search", "advertising", "autonomous_driving", "robotics", "other"] | None. What they
                compete in.
            * status: Literal["announced", "active", "planned_end", "ended", "called_off", "denied"]. How the client's
                contract stands.
            * partial: bool. Whether only parts of the contract are known: it is these that moved, or not.
            * deal_status: Literal["announced", "active", "planned_end", "ended", "called_off", "denied"]
            * stake_percent: float | None. The investor's stake in the vendor; null: unknown.
            * disputed: bool. Whether claims disagree about the contract, the deal or the competition.
            * verdict: Literal["certain", "possible"]. Had both the deal and the contract begun by then?
            * certainty: Literal["inferred", "reported", "stated", "confirmed"]
            * witness: list[Witness]

            EntityBrief has id, names, kind; Witness has relationship, claims.
        """

    @ask_by_name
    def profile(
        self,
        *,
        entity: str,
        section: Literal["entity", "relationship", "figure", "event"] | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        min_certainty: Literal["inferred", "reported", "stated", "confirmed"] = "inferred",
        include_disputed: bool = True,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer[ProfileRow]:
        """What is known of one entity: its relationships by type, its figures, and what happened, in order?

        How it decides: `help("graph_service.queries.profile")`.

        Args:
            entity: An id, or any name that only one entity has.
            section: Only this section.
            as_of: The day that the answer is about, YYYY-MM-DD; today if left out.
            known_at: Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out.
            min_certainty: Leave out claims that are less sure than this.
            include_disputed: Count relationships about which claims disagree.
            limit: The most rows to give, 1 to 1000.
            cursor: Where the page before ended: its `next`.

        Returns:
            Rows of ProfileRow, a page of them, ordered by section (entity, relationship, figure, event), then type,
            direction and other entity; metric and moment; first day of on, or of first_reported where it is null
            (neither: last), what, relationship, status, on. Each has:

            * section: Literal["entity", "relationship", "figure", "event"]
            * entity: Entity | None
            * label: dict[str, str] | None. How the entity stands to the other one, in words.
            * other: EntityBrief | None
            * relationship: RelationshipBrief | None
            * verdict: Literal["certain", "possible", "no"] | None
            * figure: FigureShown | None
            * event: Event | None
            * witness: list[Witness | FigureWitness]

            Entity has id, kind, names, aliases, identifiers, country, founded, dissolved; EntityBrief has id, names,
            kind; RelationshipBrief has id, subject, type, object, status, certainty, disputed, partial, pending,
            window, spell, stake_percent, stake_min, stake_max, stake_min_exclusive, stake_max_exclusive, direct,
            voting, amount, services, segments, role; FigureShown has id, metric, label, moment, value, low, high,
            currency, approximate, status, certainty, disputed; Event has what, on, first_reported, relationship,
            status, disputed, claims; Witness has relationship, claims; FigureWitness has figure, claims.
        """

    @ask_by_name
    def neighbourhood(
        self,
        *,
        entity: str,
        hops: int = 1,
        types: Sequence[
            Literal[
                "INVESTS_IN",
                "CLIENT_OF",
                "COMPETES_WITH",
                "ACQUIRED",
                "SUBSIDIARY_OF",
                "PARTNERS_WITH",
                "WORKS_FOR",
                "MAKES",
            ]
        ] = (),
        fanout: int = 50,
        include_closed: bool = False,
        as_of: str | None = None,
        known_at: str | None = None,
        min_certainty: Literal["inferred", "reported", "stated", "confirmed"] = "inferred",
        include_disputed: bool = True,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer[Neighbour]:
        """What lies around an entity: the relationships within some hops, ranked and capped, for drawing?

        How it decides: `help("graph_service.queries.neighbourhood")`.

        Args:
            entity: An id, or any name that only one entity has.
            hops: How far to go, 1 to 3.
            types: Only relationships of these types.
            fanout: The most relationships followed from one entity.
            include_closed: Also relationships that are over, were called off or denied.
            as_of: The day that the answer is about, YYYY-MM-DD; today if left out.
            known_at: Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out.
            min_certainty: Leave out claims that are less sure than this.
            include_disputed: Count relationships about which claims disagree.
            limit: The most rows to give, 1 to 1000.
            cursor: Where the page before ended: its `next`.

        Returns:
            Rows of Neighbour, a page of them, ordered by distance, certainty (surest first), number of claims (most
            first), relationship. Each has:

            * distance: int
            * subject: EntityBrief
            * object: EntityBrief
            * relationship: RelationshipBrief
            * witness: list[Witness]

            EntityBrief has id, names, kind; RelationshipBrief has id, subject, type, object, status, certainty,
            disputed, partial, pending, window, spell, stake_percent, stake_min, stake_max, stake_min_exclusive,
            stake_max_exclusive, direct, voting, amount, services, segments, role; Witness has relationship, claims.
        """

    @ask_by_name
    def search(
        self,
        *,
        q: str,
        kind: Literal["company", "lab", "fund", "government", "group", "person", "product"] | None = None,
        min_score: float = 60.0,
        as_of: str | None = None,
        known_at: str | None = None,
        min_certainty: Literal["inferred", "reported", "stated", "confirmed"] = "inferred",
        include_disputed: bool = True,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer[FoundEntity]:
        """Which entities have a name like this?

        How it decides: `help("graph_service.queries.search")`.

        Args:
            q: A name, an alias, an identifier or an id.
            kind: Only entities of this kind.
            min_score: Leave out names that fit less well, 0 to 100.
            as_of: The day that the answer is about, YYYY-MM-DD; today if left out.
            known_at: Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out.
            min_certainty: Leave out claims that are less sure than this.
            include_disputed: Count relationships about which claims disagree.
            limit: The most rows to give, 1 to 1000.
            cursor: Where the page before ended: its `next`.

        Returns:
            Rows of FoundEntity, a page of them, ordered by score (highest first), how many relationships it has (most
            first), entity. Each has:

            * entity: EntityBrief
            * score: float. 100: the same name; 95 to 99: but for its legal form; less: only like it.
            * matched: str. The name that fits best.
            * witness: list[Witness]

            EntityBrief has id, names, kind; Witness has relationship, claims.
        """

    @ask_by_name
    def claims_behind(
        self,
        *,
        relationship: str,
        as_of: str | None = None,
        known_at: str | None = None,
        min_certainty: Literal["inferred", "reported", "stated", "confirmed"] = "inferred",
        include_disputed: bool = True,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer[ClaimBehind]:
        """Who says so: the claims and sources of a relationship, or of a figure?

        How it decides: `help("graph_service.queries.claims_behind")`.

        Args:
            relationship: The id of a relationship (google:CLIENT_OF:scale-ai) or of a figure, as rows give it.
            as_of: The day that the answer is about, YYYY-MM-DD; today if left out.
            known_at: Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out.
            min_certainty: Leave out claims that are less sure than this.
            include_disputed: Count relationships about which claims disagree.
            limit: The most rows to give, 1 to 1000.
            cursor: Where the page before ended: its `next`.

        Returns:
            Rows of ClaimBehind, a page of them, ordered by known_on, certainty, claim. Each has:

            * relationship: str
            * counts_as: Literal["inferred", "reported", "stated", "confirmed"]. The certainty after the source's tier:
                a reprint's is at most reported.
            * known_on: str. The day from which it could be read.
            * counts: bool. Whether it counts in the scope; false: it is retracted.
            * retractions: list[RetractionBrief]. Of the claim or of its source, as known by then.
            * witness: list[ClaimBrief]

            RetractionBrief has id, claim, source, kind, on, reported_in, note; ClaimBrief has id, status, certainty,
            note, attribution, reported_on, valid_from, valid_to, part, disputes, supersedes, source, locator.
        """

    @ask_by_name
    def timeline(
        self,
        *,
        entity: str,
        other: str | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        min_certainty: Literal["inferred", "reported", "stated", "confirmed"] = "inferred",
        include_disputed: bool = True,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer[Happening]:
        """What happened, in order, for an entity or a pair?

        How it decides: `help("graph_service.queries.timeline")`.

        Args:
            entity: An id, or any name that only one entity has.
            other: Only what happened between the entity and this one.
            as_of: The day that the answer is about, YYYY-MM-DD; today if left out.
            known_at: Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out.
            min_certainty: Leave out claims that are less sure than this.
            include_disputed: Count relationships about which claims disagree.
            limit: The most rows to give, 1 to 1000.
            cursor: Where the page before ended: its `next`.

        Returns:
            Rows of Happening, a page of them, ordered by first day of on, or of reported_on where it is null (neither:
            last), what (began, said, ended), known_on, claim. Each has:

            * on: str | None. When it happened: a day, month or year as the claim gives it; null: undated.
            * reported_on: str | None. When the source said so, as precisely as that is known.
            * what: Literal["began", "said", "ended"]
            * about: str. The id of the relationship or figure.
            * status: Literal["announced", "active", "planned_end", "ended", "called_off", "denied"]
            * disputed: bool. Whether claims disagree about the relationship or figure.
            * known_on: str. The day from which it could be read.
            * witness: list[ClaimBrief]

            ClaimBrief has id, status, certainty, note, attribution, reported_on, valid_from, valid_to, part, disputes,
            supersedes, source, locator.
        """

    @ask_by_name
    def common_ground(
        self,
        *,
        entities: list[str] | tuple[str, ...],
        kinds: Sequence[Literal["vendors", "clients", "investors", "holdings", "rivals", "partners"]] = (),
        as_of: str | None = None,
        known_at: str | None = None,
        min_certainty: Literal["inferred", "reported", "stated", "confirmed"] = "inferred",
        include_disputed: bool = True,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer[CommonGround]:
        """What do two or more entities share: vendors, clients, investors, holdings, rivals, partners?

        How it decides: `help("graph_service.queries.common_ground")`.

        Args:
            entities: Two to 10 ids or names; give the parameter once for each.
            kinds: Only these kinds of common ground.
            as_of: The day that the answer is about, YYYY-MM-DD; today if left out.
            known_at: Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out.
            min_certainty: Leave out claims that are less sure than this.
            include_disputed: Count relationships about which claims disagree.
            limit: The most rows to give, 1 to 1000.
            cursor: Where the page before ended: its `next`.

        Returns:
            Rows of CommonGround, a page of them, ordered by kind (vendors, clients, investors, holdings, rivals,
            partners), index before shared, entity. Each has:

            * section: Literal["index", "shared"]
            * kind: Literal["vendors", "clients", "investors", "holdings", "rivals", "partners"]
            * shared: EntityBrief | None. The entity that all of them have.
            * shared_count: int | None. How many entities all of them have.
            * union_count: int | None. How many entities at least one of them has.
            * jaccard: float | None. shared_count divided by union_count.
            * witness: list[Witness]

            EntityBrief has id, names, kind; Witness has relationship, claims.
        """

    @ask_by_name
    def circular_deals(
        self,
        *,
        entity: str | None = None,
        max_length: int = 4,
        kinds: Sequence[Literal["circular", "cross_holding", "mutual_trade"]] = ("circular",),
        include_announced: bool = False,
        as_of: str | None = None,
        known_at: str | None = None,
        min_certainty: Literal["inferred", "reported", "stated", "confirmed"] = "inferred",
        include_disputed: bool = True,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer[CircularDeal]:
        """Where does money come round in a ring: A invests in B, and B buys from A?

        How it decides: `help("graph_service.queries.circular_deals")`.

        Args:
            entity: Only rings that this entity is part of.
            max_length: The most hops in a ring, 2 to 6.
            kinds: Rings of these kinds; `circular` if left out.
            include_announced: Also deals that are announced and not yet in force.
            as_of: The day that the answer is about, YYYY-MM-DD; today if left out.
            known_at: Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out.
            min_certainty: Leave out claims that are less sure than this.
            include_disputed: Count relationships about which claims disagree.
            limit: The most rows to give, 1 to 1000.
            cursor: Where the page before ended: its `next`.

        Returns:
            Rows of CircularDeal, a page of them, ordered by length, then the ids from the entity asked about (or from
            the smallest) on, then kind. Each has:

            * kind: Literal["circular", "cross_holding", "mutual_trade"]
            * length: int
            * entities: list[EntityBrief]. From the smallest id on: each pays the next, the last the first.
            * hops: list[RingHop]
            * totals: list[Total]
            * uncounted: list[str]. Relationships whose sums are unknown, or don't compare.
            * disputed: bool
            * verdict: Literal["certain", "possible"] | None. Null: a deal on it is only announced.
            * certainty: Literal["inferred", "reported", "stated", "confirmed"]
            * window: Window | None. When all hops hold at once; null: a deal on it is only announced.
            * witness: list[Witness]

            EntityBrief has id, names, kind; RingHop has payer, payee, flows; Total has buys, announced, currency,
            period, low, high, approximate, bases, relationships; Window has from_, to, certain_from, certain_to;
            Witness has relationship, claims.
        """

    @ask_by_name
    def paths(
        self,
        *,
        source: str,
        target: str,
        k: int | None = None,
        max_length: int = 4,
        types: Sequence[
            Literal[
                "INVESTS_IN",
                "CLIENT_OF",
                "COMPETES_WITH",
                "ACQUIRED",
                "SUBSIDIARY_OF",
                "PARTNERS_WITH",
                "WORKS_FOR",
                "MAKES",
            ]
        ] = (),
        directed: bool = False,
        include_announced: bool = False,
        as_of: str | None = None,
        known_at: str | None = None,
        min_certainty: Literal["inferred", "reported", "stated", "confirmed"] = "inferred",
        include_disputed: bool = True,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer[Path]:
        """How are two entities connected: all the shortest paths between them, or the k best?

        How it decides: `help("graph_service.queries.paths")`.

        Args:
            source: An id, or any name that only one entity has.
            target: The entity where the paths end.
            k: How many paths, 1 to 100, the best first; all the shortest if left out.
            max_length: The most hops in a path, 1 to 6.
            types: Only relationships of these types.
            directed: Only from subject to object.
            include_announced: Also deals that are announced and not yet in force.
            as_of: The day that the answer is about, YYYY-MM-DD; today if left out.
            known_at: Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out.
            min_certainty: Leave out claims that are less sure than this.
            include_disputed: Count relationships about which claims disagree.
            limit: The most rows to give, 1 to 1000.
            cursor: Where the page before ended: its `next`.

        Returns:
            Rows of Path, a page of them, ordered by length, certainty (surest first), ids of the entities from the
            source to the target. Each has:

            * length: int
            * entities: list[EntityBrief]. From the source to the target.
            * hops: list[PathHop]
            * disputed: bool
            * verdict: Literal["certain", "possible"] | None. Null: a deal on it is only announced.
            * certainty: Literal["inferred", "reported", "stated", "confirmed"]
            * window: Window | None. When all hops hold at once; null: a deal on it is only announced.
            * witness: list[Witness]

            EntityBrief has id, names, kind; PathHop has start, end, relationships; Window has from_, to, certain_from,
            certain_to; Witness has relationship, claims.
        """

    @ask_by_name
    def rankings(
        self,
        *,
        measure: Literal["degree", "pagerank", "betweenness", "articulation_points", "communities"],
        types: Sequence[
            Literal[
                "INVESTS_IN",
                "CLIENT_OF",
                "COMPETES_WITH",
                "ACQUIRED",
                "SUBSIDIARY_OF",
                "PARTNERS_WITH",
                "WORKS_FOR",
                "MAKES",
            ]
        ] = (),
        as_of: str | None = None,
        known_at: str | None = None,
        min_certainty: Literal["inferred", "reported", "stated", "confirmed"] = "inferred",
        include_disputed: bool = True,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer[Ranked]:
        """Who sits at the centre, whose loss would cut the graph, and who belongs together?

        How it decides: `help("graph_service.queries.rankings")`.

        Args:
            measure: What to rank by.
            types: Only relationships of these types.
            as_of: The day that the answer is about, YYYY-MM-DD; today if left out.
            known_at: Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out.
            min_certainty: Leave out claims that are less sure than this.
            include_disputed: Count relationships about which claims disagree.
            limit: The most rows to give, 1 to 1000.
            cursor: Where the page before ended: its `next`.

        Returns:
            Rows of Ranked, a page of them, ordered by community (largest first; only of communities), score (highest
            first), entity. Each has:

            * rank: int. From 1; equal scores share it. Of communities, within each.
            * entity: EntityBrief
            * score: float
            * community: int | None. Which community it belongs to, from 1, the largest.
            * relationships: list[TypeCount]
            * method: str. The algorithm, its parameters, and what the score is.
            * witness: list[Witness]

            EntityBrief has id, names, kind; TypeCount has type, count; Witness has relationship, claims.
        """

    @ask_by_name
    def what_if(
        self,
        *,
        add: Sequence[str | Mapping[str, Any]] = (),
        remove: Sequence[str | Mapping[str, Any]] = (),
        depth: int = 3,
        chain_threshold: float = 1.0,
        as_of: str | None = None,
        known_at: str | None = None,
        min_certainty: Literal["inferred", "reported", "stated", "confirmed"] = "inferred",
        include_disputed: bool = True,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer[Changed]:
        """Add or remove a deal: which conflicts of shared vendors open and close?

        How it decides: `help("graph_service.queries.what_if")`.

        Args:
            add: A deal to suppose, as `meta INVESTS_IN surge-ai 49%` or as a JSON object with a claim's subject, type,
                object and, if wanted, status, stake_percent, direct, voting, amount, valid_from, valid_to, service,
                segment, certainty. Ends are ids or names. Give the parameter once for each deal, 50 at most.
            remove: A deal to take away, as `meta:INVESTS_IN:scale-ai` or as a JSON object with subject, type and
                object. Give the parameter once for each deal, 50 at most.
            depth: The most holdings in a chain; 1 is direct stakes only.
            chain_threshold: The least effective stake of a chain of two or more, in percent; 0 follows all.
            as_of: The day that the answer is about, YYYY-MM-DD; today if left out.
            known_at: Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out.
            min_certainty: Leave out claims that are less sure than this.
            include_disputed: Count relationships about which claims disagree.
            limit: The most rows to give, 1 to 1000.
            cursor: Where the page before ended: its `next`.

        Returns:
            Rows of Changed, a page of them, ordered by change (opens, closes, widens, narrows, changes),
            effective_stake_percent (largest first, unknown last; after the deals, or before where it closes), client,
            vendor, investor. Each has:

            * change: Literal["opens", "closes", "widens", "narrows", "changes"]
            * client: EntityBrief
            * vendor: EntityBrief
            * investor: EntityBrief
            * before: ConflictState | None. As the graph has it; null: the conflict opens.
            * after: ConflictState | None. With the deals; null: the conflict closes.
            * segment: Literal["foundation_models", "ai_general", "data_labelling", "chips", "memory", "cloud",
                "data_platforms", "search", "advertising", "autonomous_driving", "robotics", "other"] | None. What the
                client and the investor compete in.
            * because: list[str]. The relationships among the deals that the change comes from.
            * witness: list[SupposedHop]. What the conflict rests on, and what the deals took away from it.

            EntityBrief has id, names, kind; ConflictState has stake_percent, effective_stake_percent,
            effective_stake_min, effective_stake_max, voting, chain, standing, disputed, verdict, certainty, window;
            SupposedHop has relationship, claims, hypothetical, removed.
        """

    @ask_by_name
    def disputes(
        self,
        *,
        entity: str | None = None,
        type: Literal[
            "INVESTS_IN",
            "CLIENT_OF",
            "COMPETES_WITH",
            "ACQUIRED",
            "SUBSIDIARY_OF",
            "PARTNERS_WITH",
            "WORKS_FOR",
            "MAKES",
        ]
        | None = None,
        kind: Literal["status", "stake", "amount", "contradiction"] | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        min_certainty: Literal["inferred", "reported", "stated", "confirmed"] = "inferred",
        include_disputed: bool = True,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer[Dispute]:
        """Where do sources disagree about a relationship, and what rests on it?

        How it decides: `help("graph_service.queries.disputes")`.

        Args:
            entity: Only relationships of this entity.
            type: Only relationships of this type.
            kind: Only disputes about this.
            as_of: The day that the answer is about, YYYY-MM-DD; today if left out.
            known_at: Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out.
            min_certainty: Leave out claims that are less sure than this.
            include_disputed: Count relationships about which claims disagree.
            limit: The most rows to give, 1 to 1000.
            cursor: Where the page before ended: its `next`.

        Returns:
            Rows of Dispute, a page of them, ordered by conflicts that rest on it (most first), relationship, kind
            (status, stake, amount, contradiction), currency and period. Each has:

            * kind: Literal["status", "stake", "amount", "contradiction"]
            * subject: EntityBrief
            * object: EntityBrief
            * relationship: RelationshipBrief. What the graph makes of all the claims.
            * currency: str | None
            * period: str | None
            * why: Literal["surest", "latest", "cautious", "id"] | None. Why the graph goes by the held side; null: it
                goes by none.
            * sides: list[DisputeSide]
            * conflicts: list[RestingConflict]. Conflicts that it is part of: the first 20.
            * conflicts_count: int. How many conflicts it is part of.
            * against: list[ClaimBrief]. In a contradiction, the claims about something else.
            * witness: list[Witness]

            EntityBrief has id, names, kind; RelationshipBrief has id, subject, type, object, status, certainty,
            disputed, partial, pending, window, spell, stake_percent, stake_min, stake_max, stake_min_exclusive,
            stake_max_exclusive, direct, voting, amount, services, segments, role; DisputeSide has held, status, value,
            min, max, approximate, bases, about, part, certainty, statuses, valid_from, claims; RestingConflict has
            client, vendor, investor; ClaimBrief has id, status, certainty, note, attribution, reported_on, valid_from,
            valid_to, part, disputes, supersedes, source, locator; Witness has relationship, claims.
        """

    @ask_by_name
    def fragility(
        self,
        *,
        entity: str | None = None,
        source: str | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        min_certainty: Literal["inferred", "reported", "stated", "confirmed"] = "inferred",
        include_disputed: bool = True,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer[Fragile]:
        """Which answers rest on a single source, and what would its retraction remove?

        How it decides: `help("graph_service.queries.fragility")`.

        Args:
            entity: Only conflicts in which this entity has a part.
            source: Only the retraction of this source.
            as_of: The day that the answer is about, YYYY-MM-DD; today if left out.
            known_at: Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out.
            min_certainty: Leave out claims that are less sure than this.
            include_disputed: Count relationships about which claims disagree.
            limit: The most rows to give, 1 to 1000.
            cursor: Where the page before ended: its `next`.

        Returns:
            Rows of Fragile, a page of them, ordered by how many conflicts fall with the source (most first), source,
            effect (falls, weakens, alters), client, vendor, investor. Each has:

            * source: SourceBrief
            * effect: Literal["falls", "weakens", "alters"]
            * client: EntityBrief
            * vendor: EntityBrief
            * investor: EntityBrief
            * changes: list[Literal["stake", "voting", "standing", "disputed", "verdict", "certainty"]]. What would
                differ; empty where the conflict falls.
            * before: ConflictState
            * after: ConflictState | None. Without the source; null where the conflict falls.
            * single_sources: list[str]. The sources on each of which this conflict rests alone.
            * sources_count: int. How many sources speak of the relationships that this conflict rests on.
            * witness: list[Witness]

            SourceBrief has id, publisher, title, url, published, language, tier; EntityBrief has id, names, kind;
            ConflictState has stake_percent, effective_stake_percent, effective_stake_min, effective_stake_max, voting,
            chain, standing, disputed, verdict, certainty, window; Witness has relationship, claims.
        """

    @ask_by_name
    def escape_routes(
        self,
        *,
        client: str,
        vendor: str | None = None,
        service: Literal[
            "compute",
            "chips",
            "memory",
            "networking",
            "fabrication",
            "equipment",
            "hosting",
            "data_labelling",
            "content_moderation",
            "models",
            "content_licence",
            "software",
            "energy",
            "devices",
            "other",
        ]
        | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        min_certainty: Literal["inferred", "reported", "stated", "confirmed"] = "inferred",
        include_disputed: bool = True,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer[EscapeRoute]:
        """Where could this client go instead: which other vendors of the same service, and with what conflicts?

        How it decides: `help("graph_service.queries.escape_routes")`.

        Args:
            client: Who looks for another vendor: an id, or any name that only one entity has.
            vendor: The vendor to leave: it is not among the routes.
            service: Only this service; else what the client buys from the vendor.
            as_of: The day that the answer is about, YYYY-MM-DD; today if left out.
            known_at: Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out.
            min_certainty: Leave out claims that are less sure than this.
            include_disputed: Count relationships about which claims disagree.
            limit: The most rows to give, 1 to 1000.
            cursor: Where the page before ended: its `next`.

        Returns:
            Rows of EscapeRoute, a page of them, ordered by direct conflicts (fewest first), second-order conflicts,
            `unknown` last, known clients (most first), claims (most first), vendor, service. Each has:

            * service: Literal["compute", "chips", "memory", "networking", "fabrication", "equipment", "hosting",
                "data_labelling", "content_moderation", "models", "content_licence", "software", "energy", "devices",
                "other"]
            * vendor: EntityBrief
            * finding: Literal["conflict", "second_order", "none_found", "unknown"]
            * already_client: bool. Whether the client buys from this vendor, whatever the service.
            * direct_conflicts: int. How many competitors are the vendor, own it, or hold a part of it.
            * second_order_conflicts: int. How many hold it through another, or are clients of it too.
            * conflicts: list[TieShown]. The most direct first.
            * clients_known: int. How many are known to buy this service here, the client among them.
            * claims_known: int. How many claims say that somebody does.
            * investors_known: int. How many are known to own or hold a part of the vendor.
            * competitors_known: int. How many are known to compete with the client.
            * verdict: Literal["certain", "possible"]. Whether the vendor sells the service.
            * certainty: Literal["inferred", "reported", "stated", "confirmed"]. How sure it is that the vendor sells
                the service.
            * witness: list[Witness]. The surest contract for the service, the client's own contract, and what the
                conflicts rest on.

            EntityBrief has id, names, kind; TieShown has kind, competitor, via, stake_percent, status, segment,
            disputed, partial, verdict, certainty; Witness has relationship, claims.
        """

    @ask_by_name
    def screen(
        self,
        *,
        vendors: list[str] | tuple[str, ...],
        competitors: list[str] | tuple[str, ...] = (),
        client: str | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        min_certainty: Literal["inferred", "reported", "stated", "confirmed"] = "inferred",
        include_disputed: bool = True,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer[Screened]:
        """A list of vendors, a list of competitors: what is wrong with each?

        How it decides: `help("graph_service.queries.screen")`.

        Args:
            vendors: Names or ids, 200 at most; give the parameter once for each.
            competitors: Names or ids; if left out, the client's known competitors.
            client: For whom the vendors are screened.
            as_of: The day that the answer is about, YYYY-MM-DD; today if left out.
            known_at: Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out.
            min_certainty: Leave out claims that are less sure than this.
            include_disputed: Count relationships about which claims disagree.
            limit: The most rows to give, 1 to 1000.
            cursor: Where the page before ended: its `next`.

        Returns:
            Rows of Screened, a page of them, ordered by vendors before competitors, place in the list (competitors that
            were not listed by id), the most direct tie first, competitor, relationships. Each has:

            * section: Literal["vendor", "competitor"]
            * asked: str | None. The name as given; null: not listed, a known competitor of the client.
            * entity: EntityBrief | None. The entity that it means; null: unresolved.
            * score: float | None. How well the name fits: 100, or 95 to 99 but for its legal form.
            * alternatives: list[Nearest]. If unresolved: the entities that it may mean, the nearest first.
            * finding: Literal["conflict", "second_order", "none_found", "unknown", "unresolved", "not_screened",
                "checked"]
            * because: Literal["no_such_name", "ambiguous_name", "group", "the_client"] | None. Why it is unresolved or
                not screened.
            * tie: TieShown | None. How a competitor is tied to the vendor.
            * already_client: bool | None. Whether the client buys from the vendor; null: no client is given.
            * clients_known: int | None. How many clients of the vendor are known.
            * investors_known: int | None. How many are known to own or hold a part of the vendor.
            * competitors_checked: int | None. How many competitors' ties were looked for.
            * witness: list[Witness]

            EntityBrief has id, names, kind; Nearest has entity, score; TieShown has kind, competitor, via,
            stake_percent, status, segment, disputed, partial, verdict, certainty; Witness has relationship, claims.
        """
