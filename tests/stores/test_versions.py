"""All versions of relationships and figures, page by page, as an export of the whole graph reads them."""

from typing import Any

import pytest

from graph_service.domain.resolution.resolve import resolve, resolve_figures
from graph_service.stores.port import Resource, Store, version_key
from graph_service.use_cases.load import load
from tests.cases import claim, facts, figure

MANY = facts(
    claim("a", "INVESTS_IN", "v", stake_percent=10, certainty="reported", reported_on="2024-01-01"),
    claim("a", "INVESTS_IN", "v", id="more", stake_percent=20, certainty="confirmed", reported_on="2025-01-01"),
    claim("a", "INVESTS_IN", "v", id="over", status="ended", certainty="reported", reported_on="2025-06-01"),
    claim("b", "COMPETES_WITH", "v", id="denied", status="denied", certainty="stated"),
    claim("b", "CLIENT_OF", "v", id="to-come", reported_on="2025-12-01"),
    figure("v", "revenue", 1, period="2024", certainty="reported", reported_on="2025-01-01"),
    figure("v", "revenue", 2, period="2024", id="corrected", certainty="confirmed", reported_on="2025-02-01"),
)


def resolved(resource: Resource) -> list[Any]:
    claims: list[Any] = list(MANY.claims.values())
    derive: Any = resolve if resource == "relationships" else resolve_figures
    said = [each for each in claims if hasattr(each, "object") == (resource == "relationships")]
    return sorted(derive(said, lambda id_: MANY.sources[id_].tier), key=lambda each: version_key(resource, each))


@pytest.mark.parametrize("resource", ["relationships", "figures"])
@pytest.mark.parametrize("limit", [1, 2, 100])
def test_without_a_scope_a_page_is_of_all_versions_that_there_are(store: Store, resource: Resource, limit: int) -> None:
    load(store, MANY)
    found: list[Any] = []
    while page := store.page(resource, {}, None, version_key(resource, found[-1]) if found else None, limit):
        assert len(page) <= limit
        found += page
    assert found == resolved(resource)
    assert len(found) > len({each.id for each in found})
