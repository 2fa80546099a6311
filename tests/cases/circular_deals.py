"""Cases of: where does money come round in a ring?"""

from typing import Any

from graph_service.domain.claim import Claim
from graph_service.domain.facts import Facts
from tests.cases import Case, Expected, article, claim, entity, facts

ALL_KINDS = ["circular", "cross_holding", "mutual_trade"]


def holds(investor: str, held: str, **more: Any) -> Claim:
    return claim(investor, "INVESTS_IN", held, **more)


def buys(client: str, vendor: str, **more: Any) -> Claim:
    return claim(client, "CLIENT_OF", vendor, **more)


def ring(*ids: str, kind: str = "circular", **more: Any) -> Expected:
    """A row."""
    return {"kind": kind, "length": len(ids), "entities": [{"id": id_} for id_ in ids], **more}


def pair(**of_the_contract: Any) -> Facts:
    """The investor "i" holds a part of "v", which buys from it."""
    return facts(holds("i", "v"), buys("v", "i", **of_the_contract))


PAIR = pair()
AGAIN = facts(
    holds("i", "v", valid_from="2018"),
    buys("v", "i", id="was", valid_from="2019", valid_to="2020-12-31", status="ended", reported_on="2021-01-05"),
    buys("v", "i", id="comes", status="announced", reported_on="2023-06-01"),
)
"""The contract ended, and two years later another is announced."""
TRIANGLE = facts(holds("a", "b"), buys("b", "c"), buys("c", "a"))
SQUARE = facts(holds("a", "b"), buys("b", "c"), buys("c", "d"), buys("d", "a"))

_RINGS = [
    Case(
        "the_article_has_no_ring_and_the_certificate_says_what_was_looked_at",
        article(),
        certificate={
            "coverage": {"at": [], "relationships": {"INVESTS_IN": 1, "CLIENT_OF": 5}},
            "parameters": {"entity": None, "max_length": 4, "kinds": ["circular"], "include_announced": False},
            "capped": None,
        },
    ),
    Case(
        "an_investor_that_sells_to_what_it_holds_closes_a_ring_of_two",
        facts(holds("nvidia", "coreweave", stake_percent=6), buys("coreweave", "nvidia", service="chips")),
        rows=(
            ring(
                "coreweave",
                "nvidia",
                hops=[
                    {
                        "payer": "coreweave",
                        "payee": "nvidia",
                        "flows": [
                            {
                                "relationship": "coreweave:CLIENT_OF:nvidia",
                                "buys": "service",
                                "status": "active",
                                "stake_percent": None,
                                "services": ["chips"],
                                "amount": None,
                            }
                        ],
                    },
                    {
                        "payer": "nvidia",
                        "payee": "coreweave",
                        "flows": [
                            {
                                "relationship": "nvidia:INVESTS_IN:coreweave",
                                "buys": "equity",
                                "status": "active",
                                "stake_percent": 6,
                                "services": [],
                                "amount": None,
                            }
                        ],
                    },
                ],
                totals=[],
                uncounted=["coreweave:CLIENT_OF:nvidia", "nvidia:INVESTS_IN:coreweave"],
                disputed=False,
                verdict="certain",
                certainty="stated",
                window={"from": None, "to": None, "certain_from": "2025-06-01", "certain_to": None},
                witness=[
                    {
                        "relationship": {"id": "coreweave:CLIENT_OF:nvidia"},
                        "claims": [{"id": "coreweave-CLIENT_OF-nvidia", "source": {"id": "wire"}}],
                    },
                    {
                        "relationship": {"id": "nvidia:INVESTS_IN:coreweave"},
                        "claims": [{"id": "nvidia-INVESTS_IN-coreweave", "source": {"id": "wire"}}],
                    },
                ],
            ),
        ),
    ),
    Case("of_all_rings_each_is_found_once", TRIANGLE, rows=(ring("a", "b", "c"),)),
    Case(
        "a_ring_is_told_from_its_smallest_id_on_whoever_is_asked_about",
        TRIANGLE,
        {"entity": "c"},
        rows=(ring("a", "b", "c"),),
    ),
    Case(
        "a_name_is_as_good_as_an_id",
        facts(entity("i", "company", "The Investor"), holds("i", "v"), buys("v", "i")),
        {"entity": "the investor"},
        rows=(ring("i", "v"),),
    ),
    Case(
        "the_two_ways_round_the_same_three_are_two_rings",
        facts(holds("a", "b"), buys("b", "c"), buys("c", "a"), buys("a", "c"), buys("c", "b"), holds("b", "a")),
        rows=(ring("a", "b", "c"), ring("a", "c", "b")),
    ),
    Case(
        "two_rings_that_meet_are_not_one_that_comes_to_an_entity_twice",
        facts(holds("a", "b"), buys("b", "a"), holds("b", "c"), buys("c", "b")),
        {"max_length": 6},
        rows=(ring("a", "b"), ring("b", "c")),
    ),
    Case(
        "who_is_asked_about_is_on_each_ring",
        facts(holds("a", "b"), buys("b", "a"), holds("b", "c"), buys("c", "b")),
        {"entity": "c", "max_length": 6},
        rows=(ring("b", "c"),),
    ),
    Case(
        "who_is_asked_about_may_be_on_none",
        facts(holds("a", "b"), buys("b", "a"), buys("d", "a")),
        {"entity": "d"},
        certificate={"coverage": {"at": ["d"], "relationships": {"INVESTS_IN": 0, "CLIENT_OF": 1}}},
    ),
    Case("a_ring_of_as_many_hops_as_asked_for_is_found", SQUARE, rows=(ring("a", "b", "c", "d"),)),
    Case("a_longer_ring_is_not", SQUARE, {"max_length": 3}),
    Case(
        "a_ring_of_six_is_found_from_the_far_side",
        facts(holds("a", "b"), buys("b", "c"), buys("c", "d"), holds("d", "e"), buys("e", "f"), buys("f", "a")),
        {"max_length": 6, "entity": "d"},
        rows=(ring("a", "b", "c", "d", "e", "f"),),
    ),
    Case("money_that_does_not_come_back_is_no_ring", facts(holds("a", "b"), buys("b", "c"), buys("a", "c"))),
    Case(
        "partners_and_owners_pass_no_money_on",
        facts(
            holds("i", "v"),
            claim("v", "PARTNERS_WITH", "i"),
            claim("v", "ACQUIRED", "i"),
            claim("v", "SUBSIDIARY_OF", "i"),
            claim("v", "COMPETES_WITH", "i"),
        ),
        {"kinds": ALL_KINDS},
    ),
    Case(
        "a_group_is_part_of_no_ring",
        facts(entity("g", "group"), holds("g", "b"), buys("b", "c"), buys("c", "d"), holds("d", "b"), buys("b", "d")),
        rows=(ring("b", "d"), ring("b", "c", "d")),
    ),
    Case("a_group_that_is_asked_about_is_on_none", facts(entity("g", "group"), holds("g", "b")), {"entity": "g"}),
    Case("an_empty_graph_has_an_answer_too", Facts(), certificate={"digest": "0" * 64, "capped": None}),
    Case("an_unknown_entity_is_refused", TRIANGLE, {"entity": "nobody"}, error="UnknownEntity"),
    Case("a_ring_of_one_is_refused", TRIANGLE, {"max_length": 1}, error="BadParameter"),
    Case("a_ring_of_seven_is_refused", TRIANGLE, {"max_length": 7}, error="BadParameter"),
    Case("an_unknown_kind_is_refused", TRIANGLE, {"kinds": ["square"]}, error="BadParameter"),
    Case("no_kind_at_all_is_refused", TRIANGLE, {"kinds": []}, error="BadParameter"),
]

# Kinds, and what lies side by side

BOTH_WAYS = facts(holds("a", "b"), buys("a", "b"), holds("b", "a"), buys("b", "a"))

_KINDS = [
    Case("holdings_alone_are_not_circular", facts(holds("a", "b"), holds("b", "a"))),
    Case("contracts_alone_are_not_circular", facts(buys("a", "b"), buys("b", "a"))),
    Case(
        "holdings_alone_are_cross_holdings",
        facts(holds("a", "b"), holds("b", "c"), holds("c", "a")),
        {"kinds": ["cross_holding"]},
        rows=(ring("a", "b", "c", kind="cross_holding"),),
    ),
    Case(
        "contracts_alone_are_mutual_trade",
        facts(buys("a", "b"), buys("b", "a")),
        {"kinds": ["mutual_trade", "cross_holding"]},
        rows=(ring("a", "b", kind="mutual_trade"),),
    ),
    Case(
        "what_lies_side_by_side_stands_on_one_hop",
        BOTH_WAYS,
        rows=(
            ring(
                "a",
                "b",
                hops=[
                    {"flows": [{"relationship": "a:CLIENT_OF:b"}, {"relationship": "a:INVESTS_IN:b"}]},
                    {"flows": [{"relationship": "b:CLIENT_OF:a"}, {"relationship": "b:INVESTS_IN:a"}]},
                ],
                witness=[{}, {}, {}, {}],
            ),
        ),
    ),
    Case(
        "a_ring_has_a_row_of_each_kind_that_it_bears_out_with_what_belongs_to_it",
        BOTH_WAYS,
        {"kinds": ALL_KINDS},
        rows=(
            ring("a", "b", witness=[{}, {}, {}, {}]),
            ring(
                "a",
                "b",
                kind="cross_holding",
                hops=[
                    {"flows": [{"relationship": "a:INVESTS_IN:b"}]},
                    {"flows": [{"relationship": "b:INVESTS_IN:a"}]},
                ],
            ),
            ring(
                "a",
                "b",
                kind="mutual_trade",
                hops=[{"flows": [{"relationship": "a:CLIENT_OF:b"}]}, {"flows": [{"relationship": "b:CLIENT_OF:a"}]}],
            ),
        ),
    ),
    Case(
        "shorter_rings_come_first_then_smaller_ids",
        facts(holds("c", "d"), buys("d", "c"), holds("b", "c"), buys("c", "b"), holds("a", "b"), buys("d", "a")),
        rows=(ring("b", "c"), ring("c", "d"), ring("a", "b", "c", "d")),
    ),
    Case(
        "for_an_entity_the_ids_count_from_it_on",
        facts(holds("b", "c"), buys("c", "b"), holds("b", "a"), buys("a", "b"), holds("b", "d"), buys("d", "b")),
        {"entity": "b", "limit": 2},
        rows=(ring("a", "b"), ring("b", "c")),
        certificate={"truncated": True},
    ),
]

# What counts, and how sure it is

_SURE = [
    Case("what_was_called_off_closes_no_ring", pair(status="called_off"), {"include_announced": True}),
    Case("what_is_denied_closes_no_ring", pair(status="denied"), {"include_announced": True}),
    Case("what_has_ended_closes_no_ring", pair(status="ended"), {"include_announced": True}),
    Case("a_client_that_means_to_leave_still_pays", pair(status="planned_end"), rows=(ring("i", "v"),)),
    Case("what_is_announced_closes_no_ring", pair(status="announced")),
    Case(
        "what_is_announced_closes_one_if_asked_for_without_verdict_and_window",
        pair(status="announced"),
        {"include_announced": True},
        rows=(ring("i", "v", verdict=None, window=None, hops=[{}, {"flows": [{"status": "announced"}]}]),),
    ),
    *(
        Case(
            f"what_is_announced_again_closes_none_on_a_day_before_{name}",
            AGAIN,
            {**asked, "include_announced": True, "as_of": "2022-01-01"},
        )
        for name, asked in {"of_all": {}, "of_one": {"entity": "i"}}.items()
    ),
    Case(
        "what_is_announced_again_closes_one_from_then_on",
        AGAIN,
        {"include_announced": True, "as_of": "2023-12-01"},
        rows=(ring("i", "v", verdict=None, window=None),),
    ),
    Case(
        "what_is_announced_beside_what_holds_does_not_undo_it",
        facts(holds("i", "v"), holds("v", "i", status="announced"), buys("v", "i")),
        {"include_announced": True},
        rows=(ring("i", "v", verdict="certain", witness=[{}, {}, {}]),),
    ),
    Case(
        "a_ring_is_as_sure_as_its_least_sure_hop",
        facts(holds("i", "v", certainty="confirmed"), buys("v", "i", certainty="reported")),
        rows=(ring("i", "v", certainty="reported"),),
    ),
    Case(
        "the_surest_way_round_tells_how_sure_it_is",
        facts(
            holds("a", "b", certainty="confirmed"),
            buys("a", "b", certainty="inferred"),
            buys("b", "a", certainty="stated"),
            holds("b", "a", certainty="reported"),
        ),
        {"kinds": ALL_KINDS},
        rows=(
            ring("a", "b", certainty="stated"),
            ring("a", "b", kind="cross_holding", certainty="reported"),
            ring("a", "b", kind="mutual_trade", certainty="inferred"),
        ),
    ),
    Case(
        "the_surest_way_round_is_one_of_the_kind",
        # By the two surest hops alone it would be a cross-holding.
        facts(
            holds("a", "b", certainty="confirmed"),
            holds("b", "a", certainty="confirmed"),
            buys("b", "a", certainty="reported"),
        ),
        rows=(ring("a", "b", certainty="reported"),),
    ),
    Case("who_asks_for_more_certainty_loses_the_hop", pair(certainty="reported"), {"min_certainty": "stated"}),
    Case(
        "a_denial_less_sure_than_what_it_denies_leaves_the_ring_disputed",
        facts(holds("i", "v"), buys("v", "i"), buys("v", "i", id="no", status="denied", certainty="reported")),
        rows=(ring("i", "v", disputed=True, verdict="possible"),),
    ),
    Case(
        "without_disputes_it_is_left_out",
        facts(holds("i", "v"), buys("v", "i"), buys("v", "i", id="no", status="denied", certainty="reported")),
        {"include_disputed": False},
    ),
    Case("before_the_news_nothing_was_known", PAIR, {"known_at": "2025-05-31"}),
    Case(
        "before_the_first_report_it_may_have_been_so_already",
        PAIR,
        {"as_of": "2025-05-31"},
        rows=(ring("i", "v", verdict="possible"),),
    ),
    Case("after_the_contract_it_is_over", pair(valid_to="2025-12-31"), {"as_of": "2026-01-01"}),
    Case(
        "its_window_is_the_one_in_which_all_hops_hold",
        facts(holds("i", "v", valid_from="2024-03-01"), buys("v", "i", valid_from="2025-02-01", valid_to="2025-12-31")),
        {"as_of": "2025-08-01"},
        rows=(
            ring(
                "i",
                "v",
                verdict="certain",
                window={
                    "from": "2025-02-01",
                    "to": "2026-01-01",
                    "certain_from": "2025-02-01",
                    "certain_to": "2026-01-01",
                },
            ),
        ),
    ),
]

# Sums


def of(basis: str, value: float | None = None, currency: str | None = "USD", **more: Any) -> dict[str, Any]:
    """An amount."""
    given = {"basis": basis, "value": value, "currency": currency, **more}
    return {name: each for name, each in given.items() if each is not None}


def paid(first: Any = None, second: Any = None, held: Any = None, **more: Any) -> Facts:
    """ "a" holds a part of "b", which pays "c" the first amount, which pays "a" the second one."""
    return facts(holds("a", "b", amount=held), buys("b", "c", amount=first), buys("c", "a", amount=second, **more))


def total(buys: str, low: float, high: float | None, *relationships: str, **more: Any) -> Expected:
    """The sum of what compares."""
    return {"buys": buys, "low": low, "high": high, "relationships": list(relationships), **more}


_FIRST, _SECOND, _HELD = "b:CLIENT_OF:c", "c:CLIENT_OF:a", "a:INVESTS_IN:b"


def adding(name: str, given: Facts, *totals: Expected, uncounted: list[str], **asked: Any) -> Case:
    """A case of sums."""
    return Case(name, given, asked, rows=(ring("a", "b", "c", totals=list(totals), uncounted=uncounted),))


_SUMS = [
    adding(
        "services_are_added_apart_from_equity",
        paid(of("paid", 10), of("committed", 20, approximate=True), of("paid", 5)),
        total("equity", 5, 5, _HELD, currency="USD", period=None, announced=False, approximate=False, bases=["paid"]),
        total("service", 30, 30, _FIRST, _SECOND, approximate=True, bases=["committed", "paid"]),
        uncounted=[],
    ),
    adding(
        "what_is_unknown_is_not_zero",
        paid(of("paid", 10)),
        total("service", 10, 10, _FIRST),
        uncounted=[_HELD, _SECOND],
    ),
    adding(
        "a_ceiling_counts_nothing_at_least",
        paid(of("up_to", max=100), of("paid", 20)),
        total("service", 20, 120, _FIRST, _SECOND, bases=["paid", "up_to"]),
        uncounted=[_HELD],
    ),
    adding(
        "a_sum_without_upper_bound_leaves_the_total_without_one",
        paid(of("paid", 10), of("committed", min=100)),
        total("service", 110, None, _FIRST, _SECOND),
        uncounted=[_HELD],
    ),
    adding(
        "a_range_adds_its_ends",
        paid(of("planned", min=10, max=15), of("cumulative", 20)),
        total("service", 30, 35, _FIRST, _SECOND, bases=["cumulative", "planned"]),
        uncounted=[_HELD],
    ),
    adding(
        "what_is_not_one_party_s_own_money_is_not_added",
        paid(of("joint_total", 10), of("estimate", 20), of("round_total", 5)),
        uncounted=[_HELD, _FIRST, _SECOND],
    ),
    adding(
        "what_a_holding_is_worth_is_not_added",
        paid(of("unspecified", 10), of("paid", 20), of("holding_value", 5)),
        total("service", 30, 30, _FIRST, _SECOND, bases=["paid", "unspecified"]),
        uncounted=[_HELD],
    ),
    adding(
        "two_currencies_are_two_sums",
        paid(of("paid", 10), of("paid", 20, "EUR")),
        total("service", 20, 20, _SECOND, currency="EUR"),
        total("service", 10, 10, _FIRST, currency="USD"),
        uncounted=[_HELD],
    ),
    adding(
        "a_sum_of_an_unknown_currency_is_not_added",
        paid(of("paid", 10), of("paid", 20, None)),
        total("service", 10, 10, _FIRST),
        uncounted=[_HELD, _SECOND],
    ),
    adding(
        "two_periods_are_two_sums",
        paid(of("paid", 10, period="2024"), of("paid", 20)),
        total("service", 20, 20, _SECOND, period=None),
        total("service", 10, 10, _FIRST, period="2024"),
        uncounted=[_HELD],
    ),
    adding(
        "what_is_announced_is_a_sum_of_its_own",
        paid(of("paid", 10), of("committed", 20), status="announced"),
        total("service", 10, 10, _FIRST, announced=False),
        total("service", 20, 20, _SECOND, announced=True),
        uncounted=[_HELD],
        include_announced=True,
    ),
    adding(
        "a_surer_total_does_not_hide_one_party_s_own_sum",
        facts(
            holds("a", "b", amount=of("paid", 5)),
            holds("a", "b", id="round", certainty="confirmed", amount=of("round_total", 90)),
            buys("b", "c"),
            buys("c", "a"),
        ),
        total("equity", 5, 5, _HELD),
        uncounted=[_FIRST, _SECOND],
    ),
    Case(
        "the_amount_at_its_hop_is_the_surest_claim_s",
        facts(
            holds("i", "v", amount=of("round_total", 5)),
            buys("v", "i", amount=of("paid", 10)),
            buys("v", "i", id="surer", certainty="confirmed", amount=of("paid", 12)),
        ),
        rows=(
            ring(
                "i",
                "v",
                hops=[
                    {"flows": [{"amount": {"value": 5, "basis": "round_total"}}]},
                    {"flows": [{"amount": {"value": 12, "low": 10, "high": 12, "basis": "paid"}}]},
                ],
                totals=[total("service", 12, 12, "v:CLIENT_OF:i")],
                uncounted=["i:INVESTS_IN:v"],
            ),
        ),
    ),
]

CASES = [*_RINGS, *_KINDS, *_SURE, *_SUMS]
