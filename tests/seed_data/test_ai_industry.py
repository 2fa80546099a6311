"""The industry's facts: real disagreements, and what the rules make of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service import Graph, open_graph
from graph_service.domain.fact_checks import KnownRecords, check_references
from graph_service.domain.facts import Facts
from graph_service.importers import read_folders
from graph_service.support.resources import shipped_folder
from graph_service.use_cases.fact_quality import report_quality

BOTH = [shipped_folder("seed_data") / name for name in ("article", "ai_industry")]


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_folders(BOTH)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    path: Path = tmp_path_factory.mktemp("industry") / "graph.db"
    with open_graph(path) as graph:
        graph.load(*BOTH)
        yield graph


def between(graph: Graph, subject: str, type_: str, object_: str, **scope: Any) -> Any:
    """The relationship as a profile of its subject shows it."""
    rows = graph.profile(entity=subject, section="relationship", limit=1000, **scope)
    shown = (row.relationship for row in rows)
    return next((each for each in shown if each and each.id == f"{subject}:{type_}:{object_}"), None)


def test_the_two_data_sets_fit_together(facts: Facts) -> None:
    assert check_references(facts, KnownRecords()) == []
    assert len(facts.claims) == 705 + 17


def test_a_second_load_changes_nothing(graph: Graph) -> None:
    assert graph.load(*BOTH).changed_nothing


def test_metas_stake_has_two_prices_and_the_surest_is_shown(graph: Graph) -> None:
    stake = between(graph, "meta", "INVESTS_IN", "scale-ai")
    assert stake.stake_percent == 49
    assert stake.amount.value == 14_300_000_000
    said = {c.id for row in graph.claims_behind(relationship="meta:INVESTS_IN:scale-ai") for c in row.witness}
    assert "aif-0002" in said  # 14.8 billion, by one of Reuters' sources


def test_microsofts_holding_in_openai_is_27_percent_and_no_undated_page_overrules_it(graph: Graph) -> None:
    holding = between(graph, "microsoft", "INVESTS_IN", "openai")
    assert (holding.stake_percent, holding.stake_min, holding.stake_max) == (27, 27, 49)


def test_softbank_holds_13_percent_of_openai_since_the_round_closed_and_held_11_before(graph: Graph) -> None:
    holding = between(graph, "softbank", "INVESTS_IN", "openai")
    assert (holding.stake_percent, holding.amount.value, holding.amount.basis) == (13, 64_600_000_000, "cumulative")
    assert holding.pending == ()
    before = between(graph, "softbank", "INVESTS_IN", "openai", known_at="2026-05-01")
    assert (before.stake_percent, before.amount.value, before.pending) == (11, 30_000_000_000, ("aif-0078", "aif-0081"))


def test_the_one_page_that_has_meta_acquire_scale_ai_is_an_inference_and_no_conflict_rests_on_it(graph: Graph) -> None:
    assert between(graph, "meta", "ACQUIRED", "scale-ai").certainty == "inferred"
    rows = graph.shared_vendors(vendor="scale-ai", investor="meta")
    assert len(rows) > 0
    assert all(row.effective_stake_percent == 49 for row in rows)


def test_openai_means_to_leave_scale_ai_which_its_finance_chief_disputed_until_the_company_said_so(
    graph: Graph,
) -> None:
    contract = between(graph, "openai", "CLIENT_OF", "scale-ai")
    assert (contract.status, contract.disputed) == ("planned_end", False)
    assert between(graph, "openai", "CLIENT_OF", "scale-ai", known_at="2025-06-27").disputed


def test_a_deal_that_was_called_off_never_held(graph: Graph) -> None:
    assert between(graph, "openai", "ACQUIRED", "windsurf").status == "called_off"
    rows = graph.profile(entity="openai", section="relationship", limit=1000)
    assert [r.verdict for r in rows if r.relationship and r.relationship.id == "openai:ACQUIRED:windsurf"] == ["no"]


def test_what_is_known_only_in_part_is_marked_so(graph: Graph) -> None:
    assert between(graph, "meta", "CLIENT_OF", "cerebras").partial


def test_the_denial_of_a_part_leaves_the_whole(graph: Graph) -> None:
    stake = between(graph, "nvidia", "INVESTS_IN", "openai")
    assert stake.status == "active"
    assert not stake.disputed


def test_a_tranche_announced_after_a_holding_is_active_is_pending(graph: Graph) -> None:
    assert "aif-0077" in between(graph, "nvidia", "INVESTS_IN", "openai", known_at="2026-05-01").pending
    assert between(graph, "nvidia", "INVESTS_IN", "openai").pending == ()  # the round has closed


def test_a_page_without_a_date_is_known_from_the_day_it_was_recorded(graph: Graph) -> None:
    stake = "felicis:INVESTS_IN:mercor"
    before = {c.id for row in graph.claims_behind(relationship=stake, known_at="2026-11-21") for c in row.witness}
    after = {c.id for row in graph.claims_behind(relationship=stake, known_at="2026-11-22") for c in row.witness}
    assert after - before == {"aif-0179"}


def test_the_report_says_how_thin_the_evidence_is(facts: Facts) -> None:
    report = report_quality(facts, "2026-11-29")
    assert len(report.undated_claims) == 36
    assert report.disputed == []
    assert "meta:CLIENT_OF:cerebras" in report.partial
    assert report.unrelated_entities == []
    assert 0 < len(report.tier_c_only) < len(report.single_source)
    assert report.claims_by_type_and_year["INVESTS_IN"]["undated"] == 5


def test_a_digit_lost_in_a_sum_looks_suspicious(facts: Facts) -> None:
    assert any(
        line.startswith("microsoft:INVESTS_IN:openai: amounts (paid)")
        for line in report_quality(facts, "2026-11-29").suspicious_amounts
    )


def test_thirty_clients_share_a_vendor_with_a_competitors_investment(graph: Graph) -> None:
    rows = graph.shared_vendors(limit=1000)
    assert len(rows) == 30
    assert not any(row.disputed for row in rows)
    assert {row.verdict for row in rows} == {"certain"}
    by_ends = {(row.client.id, row.vendor.id, row.investor.id): row for row in rows}
    assert by_ends["openai", "scale-ai", "meta"].standing == "narrowing"
    assert by_ends["microsoft", "lambda", "nvidia"].standing == "open"


def test_a_page_that_names_a_later_start_says_nothing_against_an_earlier_day(graph: Graph) -> None:
    # Until 0.2 these began to be certain with the last of all starts that were named, such as 2025-06-30 for OpenAI's.
    surely_since = {
        row.client.id: row.window.certain_from for row in graph.shared_vendors(vendor="scale-ai", investor="meta")
    }
    assert surely_since["openai"] == "2024-05-21"
    assert surely_since["microsoft"] == "2024-07-31"
