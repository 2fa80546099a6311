"""Cases of: how are two entities connected?"""

from typing import Any

from graph_service.domain.claim import Claim
from tests.cases import Case, Expected, article, claim, entity, facts


def ally(one: str, other: str, **more: Any) -> Claim:
    """Partners: followed either way."""
    return claim(one, "PARTNERS_WITH", other, **more)


def buys(client: str, vendor: str, **more: Any) -> Claim:
    return claim(client, "CLIENT_OF", vendor, **more)


def path(*ids: str, **more: Any) -> Expected:
    """A row."""
    return {"length": len(ids) - 1, "entities": [{"id": id_} for id_ in ids], **more}


def hop(start: str, end: str, *relationships: str) -> Expected:
    return {"start": start, "end": end, "relationships": list(relationships)}


A_TO_Z = {"source": "a", "target": "z"}
DIAMOND = facts(ally("a", "b"), ally("b", "z"), ally("a", "c"), ally("c", "z"))
LADDER = facts(ally("a", "z"), ally("a", "b"), ally("b", "z"), ally("b", "c"), ally("c", "z"))
"""One path of a hop, one of two, one of three."""

_OF_THE_ARTICLE = [
    Case(
        "google_is_a_rival_of_meta",
        article(),
        {"source": "غوغل", "target": "Meta"},
        rows=(
            path(
                "google",
                "meta",
                hops=[hop("google", "meta", "google:COMPETES_WITH:meta")],
                disputed=False,
                verdict="certain",
                certainty="inferred",
                window={"from": None, "to": None, "certain_from": "2025-06-27", "certain_to": None},
                witness=[
                    {
                        "relationship": {"id": "google:COMPETES_WITH:meta"},
                        "claims": [{"id": "article-08", "source": {"tier": "B"}, "locator": {"paragraph": 11}}],
                    }
                ],
            ),
        ),
        certificate={
            "parameters": {"source": "google", "target": "meta", "k": None, "max_length": 4, "directed": False},
            "coverage": {"at": ["google", "meta"], "relationships": {"CLIENT_OF": 1, "INVESTS_IN": 1}},
            "capped": None,
        },
    ),
    Case(
        "the_second_best_leads_through_their_vendor",
        article(),
        {"source": "google", "target": "meta", "k": 2},
        rows=(
            path("google", "meta"),
            path(
                "google",
                "scale-ai",
                "meta",
                hops=[
                    hop("google", "scale-ai", "google:CLIENT_OF:scale-ai"),
                    hop("scale-ai", "meta", "meta:INVESTS_IN:scale-ai"),
                ],
                certainty="reported",
            ),
        ),
    ),
    Case(
        "without_the_inferred_rivalry_the_vendor_is_the_shortest_way",
        article(),
        {"source": "google", "target": "meta", "min_certainty": "reported"},
        rows=(path("google", "scale-ai", "meta"),),
    ),
    Case(
        "google_and_microsoft_have_two_shortest_paths",
        article(),
        {"source": "google", "target": "microsoft"},
        rows=(
            path("google", "scale-ai", "microsoft", certainty="reported"),
            path("google", "meta", "microsoft", certainty="inferred"),
        ),
    ),
    Case(
        "a_dispute_on_the_way_is_marked",
        article(),
        {"source": "sarah-friar", "target": "scale-ai"},
        rows=(path("sarah-friar", "openai", "scale-ai", disputed=True),),
    ),
    Case(
        "without_disputes_the_way_is_longer",
        article(),
        {"source": "sarah-friar", "target": "scale-ai", "include_disputed": False},
        rows=(path("sarah-friar", "openai", "meta", "scale-ai", disputed=False),),
    ),
    Case(
        "before_the_news_nothing_was_known", article(), {"source": "google", "target": "meta", "known_at": "2025-06-26"}
    ),
    Case(
        "before_the_first_report_it_may_have_been_so_already",
        article(),
        {"source": "google", "target": "meta", "as_of": "2025-06-26"},
        rows=(path("google", "meta", verdict="possible"),),
    ),
]

_SHORTEST = [
    Case("all_the_shortest_are_given", DIAMOND, A_TO_Z, rows=(path("a", "b", "z"), path("a", "c", "z"))),
    Case("longer_ones_are_not", LADDER, A_TO_Z, rows=(path("a", "z"),)),
    Case("the_way_back_is_as_long", LADDER, {"source": "z", "target": "a"}, rows=(path("z", "a"),)),
    Case("what_is_not_connected_has_no_path", facts(ally("a", "b"), ally("y", "z")), A_TO_Z),
    Case(
        "a_path_of_as_many_hops_as_asked_for_is_found",
        facts(ally("a", "b"), ally("b", "c"), ally("c", "z")),
        {**A_TO_Z, "max_length": 3},
        rows=(path("a", "b", "c", "z"),),
    ),
    Case("a_longer_path_is_not", facts(ally("a", "b"), ally("b", "c"), ally("c", "z")), {**A_TO_Z, "max_length": 2}),
    Case(
        "a_path_of_six_hops_is_found",
        facts(*(ally(one, other) for one, other in zip("abcdey", "bcdeyz", strict=True))),
        {**A_TO_Z, "max_length": 6},
        rows=(path(*"abcdeyz"),),
    ),
    Case("of_one_hop_only_neighbours_are_found", LADDER, {"source": "a", "target": "c", "max_length": 1}),
    Case("an_unknown_source_is_refused", LADDER, {"source": "nobody", "target": "a"}, error="UnknownEntity"),
    Case("a_path_to_itself_is_refused", LADDER, {"source": "a", "target": "a"}, error="BadParameter"),
    Case(
        "two_names_of_one_entity_are_no_path",
        facts(entity("a", "company", "The A"), ally("a", "z")),
        {"source": "the a", "target": "a"},
        error="BadParameter",
    ),
    Case("a_target_is_needed", LADDER, {"source": "a"}, error="BadParameter"),
    Case("no_path_at_all_is_refused", LADDER, {**A_TO_Z, "k": 0}, error="BadParameter"),
    Case("paths_of_seven_hops_are_refused", LADDER, {**A_TO_Z, "max_length": 7}, error="BadParameter"),
]

_BEST = [
    Case(
        "the_k_best_are_the_shortest_first",
        LADDER,
        {**A_TO_Z, "k": 3},
        rows=(path("a", "z"), path("a", "b", "z"), path("a", "b", "c", "z")),
    ),
    Case("no_more_than_k_are_given", LADDER, {**A_TO_Z, "k": 2}, rows=(path("a", "z"), path("a", "b", "z"))),
    Case(
        "there_may_be_fewer_than_k",
        LADDER,
        {**A_TO_Z, "k": 100, "max_length": 2},
        rows=(path("a", "z"), path("a", "b", "z")),
    ),
    Case(
        "of_one_length_the_surest_comes_first",
        facts(
            ally("a", "b", certainty="reported"), ally("b", "z"), ally("a", "c"), ally("c", "z", certainty="confirmed")
        ),
        {**A_TO_Z, "k": 2},
        rows=(path("a", "c", "z", certainty="stated"), path("a", "b", "z", certainty="reported")),
    ),
    Case(
        "the_best_one_is_the_surest_of_the_shortest",
        facts(ally("a", "b", certainty="reported"), ally("b", "z"), ally("a", "c"), ally("c", "z")),
        {**A_TO_Z, "k": 1},
        rows=(path("a", "c", "z"),),
    ),
    Case("ids_break_ties", DIAMOND, {**A_TO_Z, "k": 1}, rows=(path("a", "b", "z"),)),
    Case(
        "no_entity_comes_twice",
        facts(ally("a", "b"), ally("b", "c"), ally("c", "d"), ally("d", "b"), ally("b", "z")),
        {**A_TO_Z, "k": 10, "max_length": 6},
        rows=(path("a", "b", "z"),),
    ),
    Case(
        "neither_end_is_passed_through",
        facts(ally("a", "b"), ally("b", "z"), ally("a", "c"), ally("z", "d"), ally("c", "d")),
        {**A_TO_Z, "k": 10, "max_length": 6},
        rows=(path("a", "b", "z"), path("a", "c", "d", "z")),
    ),
    Case(
        "pages_go_on_among_the_k",
        LADDER,
        {**A_TO_Z, "k": 3, "limit": 2},
        rows=(path("a", "z"), path("a", "b", "z")),
        certificate={"truncated": True},
    ),
]

SIDE_BY_SIDE = facts(
    buys("a", "z", certainty="reported"), claim("z", "INVESTS_IN", "a", certainty="confirmed"), ally("a", "z")
)

_HOPS = [
    Case(
        "what_lies_side_by_side_is_one_path_the_surest_first",
        SIDE_BY_SIDE,
        {**A_TO_Z, "k": 10},
        rows=(
            path(
                "a",
                "z",
                hops=[hop("a", "z", "z:INVESTS_IN:a", "a:PARTNERS_WITH:z", "a:CLIENT_OF:z")],
                certainty="confirmed",
                witness=[{}, {}, {}],
            ),
        ),
    ),
    Case(
        "types_leave_others_out",
        SIDE_BY_SIDE,
        {**A_TO_Z, "types": ["CLIENT_OF", "PARTNERS_WITH"]},
        rows=(path("a", "z", hops=[hop("a", "z", "a:PARTNERS_WITH:z", "a:CLIENT_OF:z")], certainty="stated"),),
    ),
    Case("a_type_that_does_not_connect_them_finds_nothing", SIDE_BY_SIDE, {**A_TO_Z, "types": ["ACQUIRED"]}),
    Case(
        "a_directed_path_goes_from_subject_to_object",
        facts(buys("a", "b"), buys("b", "z"), buys("c", "a"), buys("c", "z")),
        {**A_TO_Z, "directed": True, "k": 10},
        rows=(path("a", "b", "z"),),
    ),
    Case(
        "an_undirected_one_goes_either_way",
        facts(buys("a", "b"), buys("b", "z"), buys("c", "a"), buys("c", "z")),
        A_TO_Z,
        rows=(path("a", "b", "z"), path("a", "c", "z")),
    ),
    Case("against_the_direction_there_is_none", facts(buys("z", "b"), buys("b", "a")), {**A_TO_Z, "directed": True}),
    Case(
        "a_symmetric_type_has_no_direction",
        facts(ally("b", "a"), buys("b", "z")),
        {**A_TO_Z, "directed": True},
        rows=(path("a", "b", "z"),),
    ),
    Case(
        "a_directed_hop_shows_what_goes_its_way_only",
        SIDE_BY_SIDE,
        {**A_TO_Z, "directed": True},
        rows=(path("a", "z", hops=[hop("a", "z", "a:PARTNERS_WITH:z", "a:CLIENT_OF:z")], certainty="stated"),),
    ),
    Case(
        "a_group_is_never_passed_through",
        facts(entity("g", "group"), buys("g", "a"), buys("g", "z"), ally("a", "b"), ally("b", "c"), ally("c", "z")),
        {**A_TO_Z, "k": 10},
        rows=(path("a", "b", "c", "z"),),
    ),
    Case(
        "a_group_may_stand_at_either_end",
        facts(entity("a", "group"), entity("z", "group"), buys("a", "b"), buys("z", "b")),
        A_TO_Z,
        rows=(path("a", "b", "z"),),
    ),
    *(
        Case(
            f"a_group_is_the_neighbour_of_its_vendor_from_{source}",
            facts(entity("g", "group"), buys("g", "z")),
            {"source": source, "target": target, "max_length": 1},
            rows=(path(source, target),),
        )
        for source, target in (("g", "z"), ("z", "g"))
    ),
    Case("what_is_over_connects_nobody", facts(ally("a", "z", status="ended")), A_TO_Z),
    Case(
        "what_is_denied_connects_nobody", facts(ally("a", "z", status="denied")), {**A_TO_Z, "include_announced": True}
    ),
    Case("what_is_announced_connects_nobody_yet", facts(ally("a", "z", status="announced")), A_TO_Z),
    Case(
        "what_is_announced_connects_if_asked_for_without_verdict_and_window",
        facts(ally("a", "z", status="announced")),
        {**A_TO_Z, "include_announced": True},
        rows=(path("a", "z", verdict=None, window=None, certainty="stated"),),
    ),
    Case(
        "what_holds_goes_before_what_is_announced",
        facts(ally("a", "z", status="announced", certainty="confirmed"), buys("a", "z", certainty="reported")),
        {**A_TO_Z, "include_announced": True},
        rows=(
            path(
                "a",
                "z",
                hops=[hop("a", "z", "a:CLIENT_OF:z", "a:PARTNERS_WITH:z")],
                verdict="certain",
                certainty="reported",
            ),
        ),
    ),
    Case(
        "its_window_is_the_one_in_which_all_hops_hold",
        facts(ally("a", "b", valid_from="2024-01-01"), ally("b", "z", valid_from="2025-01-01", valid_to="2025-12-31")),
        {**A_TO_Z, "as_of": "2025-07-01"},
        rows=(path("a", "b", "z", window={"from": "2025-01-01", "to": "2026-01-01"}),),
    ),
    Case("an_empty_scope_has_no_path", LADDER, {**A_TO_Z, "as_of": "2024-01-01", "min_certainty": "confirmed"}),
]

CASES: list[Case] = [*_OF_THE_ARTICLE, *_SHORTEST, *_BEST, *_HOPS]
