"""Cases of: who sits at the centre, whose loss would cut the graph, and who belongs together?"""

from itertools import combinations
from typing import Any

from graph_service.domain.claim import Claim
from graph_service.domain.facts import Facts
from tests.cases import Case, Expected, article, claim, entity, facts


def ally(one: str, other: str, **more: Any) -> Claim:
    return claim(one, "PARTNERS_WITH", other, **more)


def row(rank: int, id_: str, score: float | None = None, **more: Any) -> Expected:
    return {"rank": rank, "entity": {"id": id_}, "witness": [], **({} if score is None else {"score": score}), **more}


def count(type_: str, number: int) -> Expected:
    return {"type": type_, "count": number}


STAR = facts(*(claim(client, "CLIENT_OF", "hub") for client in "abcd"))
CHAIN = facts(ally("a", "b"), ally("b", "c"), ally("c", "d"), ally("d", "e"))
TRIANGLES = facts(
    *(ally(*pair) for pair in combinations("abc", 2)), *(ally(*pair) for pair in combinations("xyz", 2)), ally("c", "x")
)
"""Two triangles, and what joins them."""

_DEGREE = "degree: how many entities it is related to; undirected"
_BETWEENNESS = "betweenness (Brandes, exact): the share of others' shortest paths that lead through it; undirected"
_CUTS = "articulation points: how many entities its loss cuts off from the largest part left; undirected"

_OF_THE_ARTICLE = [
    Case(
        "the_vendor_and_its_investor_are_at_the_centre_of_the_article",
        article(),
        {"measure": "degree"},
        rows=(
            row(1, "meta", 5, relationships=[count("INVESTS_IN", 1), count("COMPETES_WITH", 4)], method=_DEGREE),
            row(1, "scale-ai", 5, relationships=[count("INVESTS_IN", 1), count("CLIENT_OF", 4)]),
            row(3, "google", 3, relationships=[count("CLIENT_OF", 1), count("COMPETES_WITH", 1), count("MAKES", 1)]),
            row(3, "openai", 3),
            row(5, "microsoft", 2),
            row(5, "xai", 2),
            row(7, "gemini", 1),
            row(7, "sarah-friar", 1),
        ),
        certificate={
            "coverage": {"at": [], "relationships": {"CLIENT_OF": 5, "COMPETES_WITH": 4, "INVESTS_IN": 1}},
            "parameters": {"measure": "degree", "types": []},
            "order": "community (largest first; only of communities), score (highest first), entity",
        },
    ),
    Case(
        "who_is_left_out_by_certainty_is_not_ranked",
        article(),
        {"measure": "degree", "min_certainty": "stated", "types": ["CLIENT_OF", "INVESTS_IN"]},
        rows=(row(1, "scale-ai", 3), row(2, "google", 1), row(2, "meta", 1), row(2, "openai", 1)),
    ),
    Case(
        "without_google_and_openai_a_product_and_a_person_are_cut_off",
        article(),
        {"measure": "articulation_points"},
        rows=(row(1, "google", 1), row(1, "openai", 1)),
    ),
    Case("before_the_news_nobody_was_at_the_centre", article(), {"measure": "pagerank", "known_at": "2025-06-26"}),
]

_MEASURES = [
    Case(
        "each_pair_counts_once_however_often_it_is_related",
        facts(ally("a", "b"), claim("a", "CLIENT_OF", "b"), claim("b", "INVESTS_IN", "a"), ally("b", "c")),
        {"measure": "degree"},
        rows=(
            row(1, "b", 2, relationships=[count("INVESTS_IN", 1), count("CLIENT_OF", 1), count("PARTNERS_WITH", 2)]),
            row(2, "a", 1),
            row(2, "c", 1),
        ),
    ),
    Case(
        "types_leave_others_out",
        facts(ally("a", "b"), claim("a", "CLIENT_OF", "c")),
        {"measure": "degree", "types": ["CLIENT_OF"]},
        rows=(row(1, "a", 1), row(1, "c", 1)),
    ),
    Case(
        "a_group_is_left_out",
        facts(entity("g", "group"), claim("g", "CLIENT_OF", "a"), ally("a", "b")),
        {"measure": "degree"},
        rows=(row(1, "a", 1, relationships=[count("PARTNERS_WITH", 1)]), row(1, "b", 1)),
    ),
    Case(
        "what_is_announced_or_over_does_not_count",
        facts(ally("a", "b", status="announced"), ally("b", "c", status="ended"), ally("c", "d", status="planned_end")),
        {"measure": "degree"},
        rows=(row(1, "c", 1), row(1, "d", 1)),
    ),
    Case(
        "what_is_disputed_counts_unless_it_is_left_out",
        facts(ally("a", "b"), ally("a", "b", id="no", status="denied", certainty="reported"), ally("b", "c")),
        {"measure": "degree", "include_disputed": False},
        rows=(row(1, "b", 1), row(1, "c", 1)),
    ),
    Case(
        "who_begins_later_is_not_ranked_yet",
        facts(ally("a", "b", valid_from="2025-01-01"), ally("b", "c", valid_from="2024-01-01")),
        {"measure": "degree", "as_of": "2024-06-01"},
        rows=(row(1, "b", 1), row(1, "c", 1)),
    ),
    Case(
        "rank_flows_from_clients_to_their_vendor",
        STAR,
        {"measure": "pagerank"},
        rows=(
            row(
                1,
                "hub",
                method="PageRank, damping 0.85, until a round changes less than 1e-10, at most 200 rounds; directed",
            ),
            *(row(2, leaf) for leaf in "abcd"),
        ),
    ),
    Case(
        "between_partners_rank_flows_both_ways",
        facts(ally("a", "b")),
        {"measure": "pagerank"},
        rows=(row(1, "a", 0.5), row(1, "b", 0.5)),
    ),
    Case(
        "the_middle_of_a_chain_lies_between_the_most",
        CHAIN,
        {"measure": "betweenness"},
        rows=(
            row(
                1,
                "c",
                4 / 6,
                method=_BETWEENNESS,
            ),
            row(2, "b", 0.5),
            row(2, "d", 0.5),
            row(4, "a", 0),
            row(4, "e", 0),
        ),
    ),
    Case(
        "direction_does_not_matter_to_betweenness",
        STAR,
        {"measure": "betweenness", "limit": 1},
        rows=(row(1, "hub", 1),),
        certificate={"truncated": True},
    ),
    Case(
        "whose_loss_cuts_a_chain",
        CHAIN,
        {"measure": "articulation_points"},
        rows=(
            row(
                1,
                "c",
                2,
                method=_CUTS,
            ),
            row(2, "b", 1),
            row(2, "d", 1),
        ),
    ),
    Case(
        "what_is_cut_off_counts_within_its_own_part_of_the_graph",
        facts(ally("a", "b"), ally("b", "c"), ally("p", "q"), ally("q", "r"), ally("q", "s")),
        {"measure": "articulation_points"},
        rows=(row(1, "q", 2), row(2, "b", 1)),
    ),
    Case(
        "a_ring_has_no_articulation_point",
        facts(*(ally(*pair) for pair in combinations("abc", 2))),
        {"measure": "articulation_points"},
    ),
    Case(
        "two_triangles_are_two_communities",
        TRIANGLES,
        {"measure": "communities"},
        rows=(
            row(
                1,
                "a",
                2,
                community=1,
                method="Louvain, resolution 1, seed 0, modularity 0.357; related in its own community; undirected",
            ),
            row(1, "b", 2, community=1),
            row(1, "c", 2, community=1),
            row(1, "x", 2, community=2),
            row(1, "y", 2, community=2),
            row(1, "z", 2, community=2),
        ),
    ),
    Case(
        "the_larger_community_comes_first",
        facts(*(ally(*pair) for pair in combinations("wxyz", 2)), ally("a", "b"), ally("b", "c"), ally("a", "c")),
        {"measure": "communities", "limit": 5},
        rows=(*(row(1, id_, 3, community=1) for id_ in "wxyz"), row(1, "a", 2, community=2)),
    ),
    *(
        Case(f"an_empty_graph_has_no_{measure}", Facts(), {"measure": measure})
        for measure in ("degree", "pagerank", "betweenness", "articulation_points", "communities")
    ),
    Case("an_unknown_measure_is_refused", CHAIN, {"measure": "beauty"}, error="BadParameter"),
    Case("a_measure_is_needed", CHAIN, {}, error="BadParameter"),
    Case("an_unknown_type_is_refused", CHAIN, {"measure": "degree", "types": ["LIKES"]}, error="BadParameter"),
]

CASES = [*_OF_THE_ARTICLE, *_MEASURES]
