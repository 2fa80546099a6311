"""What must be true of the questions about revenue, whatever the claims: bounds hold, and questions agree."""

import json
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from graph_service.domain.claim import FigureClaim, RelationshipClaim
from graph_service.domain.facts import Facts
from graph_service.domain.resolution.resolve import resolve, resolve_figures
from graph_service.domain.scope import Scope
from graph_service.graph import open_graph
from graph_service.queries import concentration, shared_vendors, vendor_exposure
from graph_service.queries.concentration import (
    ClientConcentration,
    Concentration,
    ConcentrationParameters,
    ConcentrationSummary,
    SummaryDetails,
)
from graph_service.queries.memory_reader import MemoryReader
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.herfindahl import Sums
from graph_service.queries.shared.revenue import period_days
from graph_service.queries.shared_vendors import SharedVendorsParameters
from graph_service.queries.vendor_exposure import VendorExposureParameters
from graph_service.support.json_bytes import encode_json
from tests.cases import article, claim, facts
from tests.strategies import graphs

Range = tuple[float, float]

SCOPE = Scope(as_of="2025-07-01", known_at="2026-01-01", min_certainty="inferred", include_disputed=True)
WHOLE = 100.0


def read(held: Facts) -> ScopedReader:
    """A reader over what the facts come to."""
    tiers = {id_: source.tier for id_, source in held.sources.items()}
    said = held.claims.values()
    return ScopedReader(
        MemoryReader(
            held.entities.values(),
            resolve([c for c in said if isinstance(c, RelationshipClaim)], tiers.__getitem__),
            [(c, held.sources[c.source]) for c in said],
            resolve_figures([c for c in said if isinstance(c, FigureClaim)], tiers.__getitem__),
        ),
        SCOPE,
    )


def add_up(ranges: Sequence[Range]) -> Sums:
    """What the summary says of a vendor whose clients have these shares."""
    held = facts(
        *(
            claim(
                f"c{at}",
                "CLIENT_OF",
                "v",
                revenue={
                    "percent": low if low == high else {"min": low, "max": high},
                    "of": "revenue",
                    "period": "2024",
                },
            )
            for at, (low, high) in enumerate(ranges)
        )
    )
    (summary,) = concentration.find(read(held), ConcentrationParameters(vendor="v", section="summary"))
    details = summary.values.details
    assert isinstance(details, SummaryDetails)
    assert details.sums is not None
    return details.sums


def is_within(low: float | None, value: float, high: float | None) -> bool:
    """Whether the bounds are known and the value lies between them, give or take what rounding does."""
    return low is not None and high is not None and low - 1e-6 <= value <= high + 1e-6


@st.composite
def shares(draw: st.DrawFn) -> tuple[list[Range], list[float]]:
    """Ranges of one to four clients, and a share in each of them, that leave room for each other in the whole."""
    left = WHOLE
    ranges: list[Range] = []
    actual: list[float] = []
    for _ in range(draw(st.integers(1, 4))):
        share = draw(st.integers(1, max(1, int(left / 2))))
        ranges.append((draw(st.integers(1, share)), draw(st.integers(share, 100))))
        actual.append(share)
        left -= share
    return ranges, actual


@given(drawn=shares(), parts=st.integers(1, 50))
def test_the_index_lies_within_its_bounds_however_the_rest_is_shared_out(
    drawn: tuple[list[Range], list[float]], parts: int
) -> None:
    ranges, actual = drawn
    rest = WHOLE - sum(actual)
    index = sum(share * share for share in actual) + parts * (rest / parts) ** 2
    sums = add_up(ranges)
    assert is_within(sums.hhi_min, index, sums.hhi_max)
    assert is_within(sums.unattributed_min, rest, sums.unattributed_max)


@given(drawn=shares())
def test_of_exact_shares_both_bounds_are_reached(drawn: tuple[list[Range], list[float]]) -> None:
    _, actual = drawn
    rest = WHOLE - sum(actual)
    squares = sum(share * share for share in actual)
    sums = add_up([(share, share) for share in actual])
    assert (sums.hhi_min, sums.hhi_max) == (squares, squares + rest * rest)


@given(held=graphs(max_claims=10))
def test_clients_compete_with_a_vendor_s_investors_as_shared_vendors_has_it(held: Facts) -> None:
    graph = read(held)
    conflicts = [c.values for c in shared_vendors.find_conflicts(graph, SharedVendorsParameters())]
    rows = [f.values for f in vendor_exposure.find(graph, VendorExposureParameters())]
    for row in rows:
        its = [c for c in conflicts if c.vendor == row.vendor and row.investor in (None, c.investor)]
        assert list(row.competing) == sorted({c.client for c in its})
    assert {c.vendor for c in conflicts} <= {row.vendor for row in rows}


def test_rows_of_a_summary_and_of_a_client_have_the_same_fields_in_json(tmp_path: Path) -> None:
    with open_graph(tmp_path / "graph.db") as graph:
        graph.load_facts(article())
        rows = graph.ask("concentration", vendor="scale-ai").rows
    of_section = {"summary": ConcentrationSummary, "client": ClientConcentration}
    assert {row.section for row in rows} == set(of_section)
    assert all(type(row) is of_section[row.section] for row in rows)
    assert {tuple(json.loads(encode_json(row))) for row in rows} == {tuple(Concentration.model_fields)}


def test_a_period_has_a_first_and_a_last_day_and_a_length_has_none() -> None:
    assert {period: period_days(period) for period in ("2024", "2024-H2", "2025-Q2", "2025-06", "P1Y", None)} == {
        "2024": ("2024-01-01", "2024-12-31"),
        "2024-H2": ("2024-07-01", "2024-12-31"),
        "2025-Q2": ("2025-04-01", "2025-06-31"),
        "2025-06": ("2025-06-01", "2025-06-31"),
        "P1Y": None,
        None: None,
    }
