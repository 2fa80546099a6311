"""An id that nothing has is refused with the nearest that there is; the same ones by both stores."""

from collections.abc import Mapping

import pytest

from graph_service.errors import UnknownRecord
from graph_service.use_cases.ask import read_as
from graph_service.use_cases.list_records import LISTINGS, list_records
from graph_service.use_cases.unknown_records import LOOKED_AT, unknown_claim, unknown_relationship, unknown_source
from tests.cases import article, claim, facts
from tests.stores.conftest import Holding

MANY = facts(*(claim(f"c{number:03}", "CLIENT_OF", "hub", id=f"claim-{number:03}") for number in range(3 * LOOKED_AT)))


@pytest.mark.parametrize(
    ("resource", "filters", "suggestions"),
    [
        ("claims", {"about": "meta:COMPETES_WITH:googel"}, ["google:COMPETES_WITH:meta"]),
        ("claims", {"about": "scale-ai:CLIENT_OF:غوغل"}, ["google:CLIENT_OF:scale-ai"]),
        ("claims", {"about": "scale-ai:earnings:2025:USD"}, ["scale-ai:earnings:2024:USD"]),
        ("claims", {"source": "scale-ai-clients"}, ["scale-ai-clients-2025-06-27"]),
        ("sources", {"id": "scale-ai-client-2025-06-27"}, ["scale-ai-clients-2025-06-27"]),
        ("figures", {"id": "scale-ai:valuation:2025-06-27"}, ["scale-ai:valuation:2025-06-27:USD"]),
        ("claims", {"about": "'; -- \0"}, []),
        ("figures", {"id": ":"}, []),
    ],
)
def test_a_filter_by_an_unknown_id_is_refused_with_the_nearest(
    holding: Holding, resource: str, filters: Mapping[str, str], suggestions: list[str]
) -> None:
    store = holding(article())
    asked = next((name, read_as(model, filters)) for name, model in LISTINGS.items() if name == resource)
    with pytest.raises(UnknownRecord) as refused:
        list_records(store, *asked)
    assert refused.value.suggestions[:1] == suggestions


def test_of_many_records_only_those_that_begin_alike_are_looked_at(
    holding: Holding, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, limits = holding(MANY), []
    page = store.page

    def counted(*asked: object) -> object:
        found = page(*asked)  # type: ignore[arg-type]
        limits.append(len(found))
        return found

    monkeypatch.setattr(store, "page", counted)
    assert unknown_claim(store, "claim-2501").suggestions[0] == "claim-250"
    assert unknown_relationship(store, "c250:CLIENT_OF:hug").suggestions[0] == "c250:CLIENT_OF:hub"
    assert unknown_relationship(store, "hub:CLIENT_OF:c250").suggestions[0] == "c250:CLIENT_OF:hub"
    assert unknown_source(store, "no such source").suggestions == []
    assert max(limits) <= LOOKED_AT
    assert sum(limits) < len(MANY.claims) * 5
