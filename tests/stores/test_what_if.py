"""What is supposed is not written, and is what would come of loading it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_service.domain.facts import Facts
from graph_service.domain.source import Source
from graph_service.errors import BadParameter
from graph_service.queries.shared.deals import Deal, read_deals
from graph_service.stores.port import State, Store
from graph_service.use_cases.ask import ask, query_named, read_parameters
from graph_service.use_cases.load import load
from tests.cases import article
from tests.stores.conftest import Holding
from tests.strategies import CONFLICT, Triple, graphs

META = "meta:INVESTS_IN:scale-ai"
ASKS = [
    {"remove": [META]},
    {"add": ["meta INVESTS_IN scale-ai 10%", "google CLIENT_OF meta"]},
    {"add": ["meta INVESTS_IN openai 5%"], "remove": ["xai CLIENT_OF scale-ai"]},
]
DAY = "2026-01-01"


def rows(store: Store, name: str, **asked: Any) -> list[Any]:
    query = query_named(name)
    answer = ask(store, query, read_parameters(query, {"limit": 1000, **asked}))
    return list(json.loads(answer.model_dump_json())["rows"])


def ends(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(row[end]["id"] for end in ("client", "vendor", "investor"))


@pytest.mark.parametrize("asked", ASKS)
def test_nothing_is_written(holding: Holding, asked: dict[str, Any]) -> None:
    store = holding(article())
    before: State = store.state()
    said = rows(store, "shared_vendors")
    assert rows(store, "what_if", **asked)
    assert store.state() == before
    assert rows(store, "shared_vendors") == said


def test_removing_metas_investment_and_adding_it_again_opens_exactly_what_it_closed(holding: Holding) -> None:
    closed = rows(holding(article()), "what_if", remove=[META])
    left = {id_: c for id_, c in article().claims.items() if getattr(c, "relationship", None) != META}
    opened = rows(holding(replace(article(), claims=left)), "what_if", add=["meta INVESTS_IN scale-ai 49%"])
    assert [row["change"] for row in closed] == ["closes"] * 4
    assert [row["change"] for row in opened] == ["opens"] * 4
    assert list(map(ends, opened)) == list(map(ends, closed))


# The deals as claims of a source of their own, loaded: the conflicts that there are then.


def conflicts(store: Store, depth: int) -> dict[tuple[str, ...], Any]:
    return {ends(row): row for row in rows(store, "shared_vendors", depth=depth, as_of=DAY)}


def without_disputes_of_other_things(facts: Facts) -> Facts:
    """What is supposed takes back no claim, so that it leaves what that contradicts elsewhere disputed."""
    about = {id_: claim.about for id_, claim in facts.claims.items()}
    claims = {
        id_: c.model_copy(update={"disputes": tuple(d for d in c.disputes if about.get(d) == c.about)})
        for id_, c in facts.claims.items()
    }
    return Facts(facts.entities, facts.sources, claims, facts.retractions)


def with_deals(facts: Facts, added: list[Deal], removed: list[str]) -> Facts:
    """The facts as they would be: what the deals are about is said by them alone."""
    about = {*removed, *(deal.relationship for deal in added)}
    claims = {id_: c for id_, c in facts.claims.items() if getattr(c, "relationship", None) not in about}
    for at, deal in enumerate(added):
        said = deal.claim(DAY).model_copy(update={"id": f"deal{at}", "source": "deals"})
        claims[said.id] = said
    kept = {
        id_: c.model_copy(update={"disputes": tuple(d for d in c.disputes if d in claims)}) for id_, c in claims.items()
    }
    return Facts(facts.entities, {**facts.sources, "deals": Source(id="deals", publisher="Nobody", tier="A")}, kept)


def whole(subject: str, type_: str, object_: str, stake: int) -> dict[str, Any]:
    """A deal that leaves nothing unsaid."""
    fields: dict[str, dict[str, Any]] = {
        "INVESTS_IN": {"stake_percent": stake, "voting": "unknown"},
        "CLIENT_OF": {"service": "compute"},
    }
    return {"subject": subject, "type": type_, "object": object_, **fields.get(type_, {"segment": "cloud"})}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    facts=graphs(max_claims=9).map(without_disputes_of_other_things),
    added=st.lists(st.sampled_from(CONFLICT), unique=True, max_size=4),
    removed=st.lists(st.sampled_from(CONFLICT), unique=True, max_size=2),
    stake=st.sampled_from([2, 40]),
    depth=st.integers(1, 4),
)
def test_what_is_supposed_is_what_would_come_of_loading_it(
    embedded_store: Store, facts: Facts, added: list[Triple], removed: list[Triple], stake: int, depth: int
) -> None:
    known = {getattr(claim, "relationship", None) for claim in facts.claims.values()}
    asked: dict[str, list[Any]] = {
        "add": [whole(*deal, stake) for deal in added],
        "remove": [":".join(deal) for deal in removed if ":".join(deal) in known],
    }
    load(embedded_store, facts, replace=True)
    before = conflicts(embedded_store, depth)
    if not any(asked.values()):
        with pytest.raises(BadParameter):
            rows(embedded_store, "what_if", **asked)
        return
    told = {ends(row): row for row in rows(embedded_store, "what_if", depth=depth, as_of=DAY, **asked)}
    load(embedded_store, with_deals(facts, read_deals(asked["add"]), asked["remove"]), replace=True)
    after = conflicts(embedded_store, depth)
    for key in before.keys() | after.keys():
        was, is_ = before.get(key), after.get(key)
        if key in told:
            assert state(was) == told[key]["before"]
            assert state(is_) == told[key]["after"]
        else:
            assert state(was) == state(is_)
    assert told.keys() <= before.keys() | after.keys()


def state(row: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    shown = (
        "stake_percent",
        "effective_stake_percent",
        "effective_stake_min",
        "effective_stake_max",
        "voting",
        "chain",
        "standing",
        "disputed",
        "verdict",
        "certainty",
        "window",
    )
    return None if row is None else {name: row[name] for name in shown}
