"""The headline question over REST, with the article loaded."""

import pytest

from graph_service.domain.scope import today
from tests.api.client import Client, problem_of
from tests.api.conftest import Ask

QUESTION = "shared-vendors"
ADDRESS = f"/v1/queries/{QUESTION}"


def test_four_clients_share_scale_ai_with_meta(ask: Ask) -> None:
    rows = ask(QUESTION)["rows"]
    assert [(row["client"]["id"], row["standing"], row["disputed"]) for row in rows] == [
        ("google", "narrowing", False),
        ("microsoft", "narrowing", False),
        ("openai", "open", True),
        ("xai", "narrowing", False),
    ]
    assert {(row["vendor"]["id"], row["investor"]["id"]) for row in rows} == {("scale-ai", "meta")}
    assert {(row["stake_percent"], row["effective_stake_percent"]) for row in rows} == {(49, 49)}
    assert {(row["certainty"], row["verdict"], row["voting"]) for row in rows} == {("inferred", "certain", None)}


def test_a_row_has_the_shape_that_was_promised(ask: Ask) -> None:
    answer = ask(QUESTION, client="google")
    assert list(answer) == ["rows", "next", "certificate"]
    (row,) = answer["rows"]
    assert row["client"] == {"id": "google", "names": {"ar": "جوجل", "en": "Google"}, "kind": "company"}
    assert set(row["vendor"]) == set(row["investor"]) == {"id", "names", "kind"}
    assert (row["segment"], row["window"]["from"], row["window"]["to"]) == ("ai_general", None, None)
    (amount,) = row["amounts"]
    assert (amount["max"], amount["basis"], amount["currency"]) == (200_000_000, "up_to", "USD")


def test_every_hop_has_claims_with_their_sources_and_places(ask: Ask) -> None:
    for row in ask(QUESTION)["rows"]:
        client = row["client"]["id"]
        first, second = sorted((client, "meta"))
        hops = [hop["relationship"]["id"] for hop in row["witness"]]
        assert hops == [f"{client}:CLIENT_OF:scale-ai", f"{first}:COMPETES_WITH:{second}", "meta:INVESTS_IN:scale-ai"]
        for claim in (claim for hop in row["witness"] for claim in hop["claims"]):
            assert {"id", "status", "certainty", "note", "attribution", "source", "locator"} <= set(claim)
            assert claim["source"]["id"] == "scale-ai-clients-2025-06-27"
            assert claim["locator"]["paragraph"] >= 1
            assert set(claim["note"]) == {"ar", "en"}
        assert all(hop["claims"] for hop in row["witness"])


def test_both_sides_of_a_dispute_are_shown(ask: Ask) -> None:
    (row,) = ask(QUESTION, client="openai")["rows"]
    contract = row["witness"][0]
    assert [(claim["id"], claim["status"]) for claim in contract["claims"]] == [
        ("article-06", "planned_end"),
        ("article-07", "active"),
    ]
    assert contract["claims"][1]["disputes"] == ["article-06"]


def test_the_investor_has_no_conflict_and_the_certificate_says_what_was_looked_at(ask: Ask) -> None:
    answer = ask(QUESTION, client="meta")
    assert answer["rows"] == []
    assert answer["next"] is None
    coverage = answer["certificate"]["coverage"]
    assert coverage == {"at": ["meta"], "relationships": {"INVESTS_IN": 1, "CLIENT_OF": 0, "COMPETES_WITH": 4}}


def test_a_certificate_says_which_question_was_asked_of_which_graph(ask: Ask, client: Client) -> None:
    certificate = ask(QUESTION, client="Google", as_of="2026-01-01")["certificate"]
    assert (certificate["query"], certificate["parameters"]["client"]) == ("shared_vendors", "google")
    assert certificate["scope"] == {
        "as_of": "2026-01-01",
        "known_at": today(),
        "min_certainty": "inferred",
        "include_disputed": True,
    }
    assert certificate["digest"] == client.get("/readyz").json()["digest"]


@pytest.mark.parametrize("name", ["غوغل", "جوجل", "GOOGLE", "Google LLC", "google"])
def test_any_name_of_one_entity_asks_for_it(ask: Ask, name: str) -> None:
    assert ask(QUESTION, client=name) == ask(QUESTION, client="google")


def test_a_near_miss_is_refused_with_suggestions_and_not_guessed(client: Client) -> None:
    response = client.get(ADDRESS, params={"client": "Gooogle"})
    problem = problem_of(response)
    assert response.status_code == 404
    assert problem["type"] == "urn:graph-service:UnknownEntity"
    assert problem["suggestions"][0] == "google"
    assert "'Gooogle'" in problem["detail"]


@pytest.mark.parametrize(
    ("parameters", "clients"),
    [
        ({"vendor": "Scale AI"}, ["google", "microsoft", "openai", "xai"]),
        ({"investor": "ميتا"}, ["google", "microsoft", "openai", "xai"]),
        ({"investor": "google"}, []),
        ({"vendor": "scale-ai", "investor": "meta", "client": "xai"}, ["xai"]),
        ({"min_stake": 49}, ["google", "microsoft", "openai", "xai"]),
        ({"min_stake": 49.1}, []),
        ({"include_disputed": False}, ["google", "microsoft", "xai"]),
        ({"min_certainty": "reported"}, []),
        ({"known_at": "2025-06-26"}, []),
        ({"known_at": "2025-06-27"}, ["google", "microsoft", "openai", "xai"]),
        ({"depth": 1}, ["google", "microsoft", "openai", "xai"]),
    ],
)
def test_the_question_can_be_narrowed(ask: Ask, parameters: dict[str, str], clients: list[str]) -> None:
    assert [row["client"]["id"] for row in ask(QUESTION, **parameters)["rows"]] == clients


def test_before_the_first_report_a_conflict_is_possible_only(ask: Ask) -> None:
    rows = ask(QUESTION, as_of="2025-01-01")["rows"]
    assert {row["verdict"] for row in rows} == {"possible"}


def test_pages_of_one_row_give_all_rows_once_and_in_order(client: Client, ask: Ask) -> None:
    clients, cursor = [], None
    for _ in range(4):
        answer = ask(QUESTION, limit=1, **({"cursor": cursor} if cursor else {}))
        clients += [row["client"]["id"] for row in answer["rows"]]
        cursor = answer["next"]
        assert answer["certificate"]["truncated"] == (cursor is not None)
    assert clients == ["google", "microsoft", "openai", "xai"]
    assert cursor is None


def test_a_page_that_is_just_full_has_no_next(ask: Ask) -> None:
    assert ask(QUESTION, limit=4)["next"] is None
    assert ask(QUESTION, limit=3)["next"] is not None
