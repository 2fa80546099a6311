"""Entities, relationships, claims, sources, figures and the vocabulary over REST."""

from typing import Any

import pytest

from graph_service.domain.relationship_types import RELATIONSHIP_TYPES
from graph_service.domain.vocabulary import STATUSES
from graph_service.graph import Graph
from graph_service.use_cases.list_records import LISTINGS
from tests.api.client import Client, problem_of

ARTICLE = "scale-ai-clients-2025-06-27"
RIVALS = "google:COMPETES_WITH:meta"


def read(client: Client, path: str, **parameters: Any) -> Any:
    response = client.get(f"/v1/{path}", params=parameters)
    assert response.status_code == 200, response.text
    return response.json()


def ids(client: Client, resource: str, **parameters: Any) -> list[str]:
    return [item["id"] for item in read(client, resource, **parameters)["items"]]


def unknown(client: Client, path: str) -> dict[str, Any]:
    response = client.get(f"/v1/{path}")
    assert response.status_code == 404
    return problem_of(response)


# One


@pytest.mark.parametrize("name", ["google", "غوغل", "Google LLC", "GOOGLE"])
def test_an_entity_is_found_by_id_and_by_any_name(client: Client, name: str) -> None:
    assert read(client, f"entities/{name}") == {
        "id": "google",
        "kind": "company",
        "names": {"ar": "جوجل", "en": "Google"},
        "aliases": ["غوغل", "Google LLC", "Google Cloud", "Gradient Ventures", "قوقل"],
        "identifiers": {},
        "country": "US",
    }


def test_an_unknown_entity_is_told_the_nearest(client: Client) -> None:
    assert unknown(client, "entities/microsft")["suggestions"][0] == "microsoft"


def test_a_claim_comes_with_the_record_of_its_source(client: Client) -> None:
    found = read(client, "claims/article-02")
    assert (found["claim"]["subject"], found["claim"]["amount"]["max"]) == ("google", 200_000_000)
    assert found["claim"]["locator"]["paragraph"] == 7
    assert found["source"] == read(client, f"sources/{ARTICLE}")


def test_a_source_has_its_checksum(client: Client) -> None:
    assert len(read(client, f"sources/{ARTICLE}")["sha256"]) == 64


def test_a_relationship_has_its_claims_and_says_whether_it_holds(client: Client) -> None:
    found = read(client, "relationships/openai:CLIENT_OF:scale-ai")
    assert (found["relationship"]["status"], found["relationship"]["disputed"]) == ("active", True)
    assert [claim["id"] for claim in found["claims"]] == ["article-06", "article-07"]
    assert found["verdict"] == "certain"
    assert found["relationship"]["window"] == {
        "from": None,
        "to": None,
        "certain_from": "2025-06-27",
        "certain_to": None,
    }


def test_a_relationship_is_shown_in_the_scope(client: Client) -> None:
    path = "relationships/openai:CLIENT_OF:scale-ai"
    sure = read(client, path, min_certainty="confirmed")
    assert [claim["id"] for claim in sure["claims"]] == ["article-07"]
    assert read(client, path, as_of="2020-01-01")["verdict"] == "possible"
    assert client.get(f"/v1/{path}", params={"known_at": "2025-06-26"}).status_code == 404


def test_a_symmetric_relationship_is_found_either_way_round(client: Client) -> None:
    one, other = (
        read(client, f"relationships/{id_}") for id_ in ("google:COMPETES_WITH:meta", "meta:COMPETES_WITH:google")
    )
    assert one == other
    assert one["relationship"]["id"] == "google:COMPETES_WITH:meta"


def test_any_other_relationship_has_one_direction(client: Client) -> None:
    unknown(client, "relationships/scale-ai:CLIENT_OF:google")


@pytest.mark.parametrize(
    "id_", ["x", "a:b", "a:b:c", "a:MAKES:b", "google:MAKES:gemini:x", "google:makes:gemini", "::"]
)
def test_what_is_no_relationship_is_unknown(client: Client, id_: str) -> None:
    assert unknown(client, f"relationships/{id_}")["type"] == "urn:graph-service:UnknownRecord"


def test_claims_about_a_symmetric_relationship_are_found_either_way_round(client: Client) -> None:
    one, other = (ids(client, "claims", about=id_) for id_ in (RIVALS, "meta:COMPETES_WITH:google"))
    assert one == other != []
    asked = "queries/claims-behind"
    one, other = (read(client, asked, relationship=id_) for id_ in (RIVALS, "meta:COMPETES_WITH:google"))
    assert one == other


@pytest.mark.parametrize(
    ("path", "kind", "suggestions"),
    [
        ("claims/article-99", "claim", ["article-09"]),
        ("claims/artcle-02", "claim", ["article-02"]),
        ("claims/x", "claim", []),
        ("sources/nowhere", "source", []),
        ("sources/scale-ai-clients-2025-06-26", "source", [ARTICLE]),
        ("sources?id=scale-ai-client-2025", "source", [ARTICLE]),
        ("claims?source=scale-ai-clients", "source", [ARTICLE]),
        ("queries/fragility?source=scale-ai-clients", "source", [ARTICLE]),
        ("relationships/gogle:CLIENT_OF:scale-ai", "relationship", ["google:CLIENT_OF:scale-ai"]),
        ("relationships/غوغل:CLIENT_OF:سكيل", "relationship", ["google:CLIENT_OF:scale-ai"]),
        ("relationships/google:client_of:scale-ai", "relationship", ["google:CLIENT_OF:scale-ai"]),
        ("relationships/google:MAKES:scale-ai", "relationship", ["google:CLIENT_OF:scale-ai"]),
        # Not the other way round; but that is what may have been meant.
        ("relationships/scale-ai:CLIENT_OF:google", "relationship", ["google:CLIENT_OF:scale-ai"]),
        ("relationships/no:SUCH:thing", "relationship", []),
        ("relationships/google", "relationship", []),
        ("claims?about=gogle:COMPETES_WITH:meta", "relationship or figure", [RIVALS]),
        ("claims?about=no:SUCH:thing", "relationship or figure", []),
        ("claims?about=scale-ai:earning:2024", "relationship or figure", ["scale-ai:earnings:2024:USD"]),
        ("queries/claims-behind?relationship=gogle:COMPETES_WITH:meta", "relationship or figure", [RIVALS]),
        ("figures?id=scale-ai:earnings:2023:USD", "figure", ["scale-ai:earnings:2024:USD"]),
        ("figures?id=google:CLIENT_OF:scale-ai", "figure", []),
        ("export?format=gexf&relationships=scale-ai:CLIENT_OF:google", "relationship", ["google:CLIENT_OF:scale-ai"]),
    ],
)
def test_an_unknown_record_is_refused_with_the_nearest(
    client: Client, path: str, kind: str, suggestions: list[str]
) -> None:
    problem = unknown(client, path)
    assert (problem["type"], kind) == (
        "urn:graph-service:UnknownRecord",
        problem["detail"].partition(" has the id")[0][3:],
    )
    assert problem.get("suggestions", [])[:1] == suggestions


@pytest.mark.parametrize("path", ["claims", "sources", "relationships"])
@pytest.mark.parametrize("id_", ["x" * 10_000, "a:" * 3_000, "غ" * 3_000, "'; --", "%00", "a%0Ab", "-", "::::"])
def test_what_is_no_id_at_all_is_unknown(client: Client, path: str, id_: str) -> None:
    assert len(str(unknown(client, f"{path}/{id_}")["detail"])) < 1_000


@pytest.mark.parametrize("filter_", ["claims?about", "claims?source", "sources?id", "figures?id"])
@pytest.mark.parametrize(("id_", "status"), [("", 422), ("x" * 401, 422), ("%00", 404), ("::", 404), ("غ", 404)])
def test_a_filter_by_no_id_at_all_is_refused(client: Client, filter_: str, id_: str, status: int) -> None:
    response = client.get(f"/v1/{filter_}={id_}")
    assert (response.status_code, problem_of(response)["status"]) == (status, status)


def test_what_a_scope_does_not_show_is_not_suggested_to_who_asked_for_it(client: Client) -> None:
    problem = unknown(client, "relationships/openai:CLIENT_OF:scale-ai?known_at=2025-06-26")
    assert "suggestions" not in problem


@pytest.mark.parametrize("path", ["entities/google", "claims/article-01", f"sources/{ARTICLE}"])
def test_a_record_is_the_same_in_every_scope_and_takes_none(client: Client, path: str) -> None:
    response = client.get(f"/v1/{path}", params={"as_of": "2026-01-01"})
    assert (response.status_code, problem_of(response)["parameter"]) == (422, "as_of")


# Many


def test_the_listings_are_complete_and_in_order(client: Client, graph: Graph) -> None:
    state = graph.state()
    for resource in LISTINGS:
        found = ids(client, resource)
        assert len(found) == getattr(state, resource)
        if resource == "relationships":
            keys = [(id_.split(":")[1], *id_.split(":")[::2]) for id_ in found]
            assert keys == sorted(keys)
        else:
            assert found == sorted(found)


@pytest.mark.parametrize("resource", LISTINGS)
def test_pages_of_two_give_everything_once_and_in_order(client: Client, resource: str) -> None:
    found: list[str] = []
    page: dict[str, Any] = {"next": ""}
    while page["next"] is not None:
        page = read(client, resource, limit=2, **({"cursor": page["next"]} if page["next"] else {}))
        assert 1 <= len(page["items"]) <= 2
        found += [item["id"] for item in page["items"]]
    assert found == ids(client, resource)


@pytest.mark.parametrize(
    ("resource", "filters", "found"),
    [
        ("entities", {"kind": "lab"}, ["openai", "xai"]),
        ("entities", {"kind": "government"}, []),
        ("sources", {"tier": "B"}, [ARTICLE]),
        ("sources", {"tier": "A"}, []),
        ("sources", {"publisher": "unnamed Arabic news outlet"}, [ARTICLE]),
        ("claims", {"about": "openai:CLIENT_OF:scale-ai"}, ["article-06", "article-07"]),
        ("claims", {"subject": "غوغل", "type": "CLIENT_OF"}, ["article-02", "article-03"]),
        ("claims", {"object": "OpenAI"}, ["article-11", "article-13"]),
        ("claims", {"metric": "earnings"}, ["article-17"]),
        ("claims", {"source": ARTICLE, "metric": "earnings"}, ["article-17"]),
        ("claims", {"about": "scale-ai:earnings:2024:USD"}, ["article-17"]),
        ("sources", {"id": ARTICLE}, [ARTICLE]),
        ("relationships", {"type": "MAKES"}, ["google:MAKES:gemini"]),
        ("relationships", {"subject": "meta", "type": "INVESTS_IN"}, ["meta:INVESTS_IN:scale-ai"]),
        (
            "relationships",
            {"object": "scale-ai", "status": "active"},
            ["governments-building-models:CLIENT_OF:scale-ai", "openai:CLIENT_OF:scale-ai", "meta:INVESTS_IN:scale-ai"],
        ),
        ("relationships", {"known_at": "2025-06-26"}, []),
        ("figures", {"subject": "سكيل", "metric": "valuation"}, ["scale-ai:valuation:2025-06-27:USD"]),
        ("figures", {"id": "scale-ai:earnings:2024:USD"}, ["scale-ai:earnings:2024:USD"]),
        ("figures", {"min_certainty": "confirmed"}, []),
    ],
)
def test_a_listing_can_be_narrowed(client: Client, resource: str, filters: dict[str, str], found: list[str]) -> None:
    assert ids(client, resource, **filters) == found


def test_a_listed_relationship_says_whether_it_holds(client: Client) -> None:
    (now,) = read(client, "relationships", type="MAKES")["items"]
    (then,) = read(client, "relationships", type="MAKES", as_of="2001-01-01")["items"]
    assert (now["verdict"], then["verdict"], now["claims"]) == ("certain", "possible", ["article-14"])


def test_a_listed_figure_is_in_words(client: Client) -> None:
    (figure,) = read(client, "figures", metric="earnings")["items"]
    assert (figure["value"], figure["currency"], figure["certainty"]) == (870_000_000, "USD", "stated")
    assert (figure["subject"], figure["claims"], figure["label"]["en"]) == ("scale-ai", ["article-17"], "earnings")


def test_an_unknown_filter_is_refused(client: Client) -> None:
    response = client.get("/v1/entities", params={"kinds": "lab"})
    assert (response.status_code, problem_of(response)["suggestions"]) == (422, ["kind"])


def test_a_filter_by_an_unknown_entity_is_refused(client: Client) -> None:
    response = client.get("/v1/relationships", params={"subject": "opnai"})
    assert (response.status_code, problem_of(response)["suggestions"][0]) == (404, "openai")


def test_records_are_listed_without_a_scope_and_what_is_derived_with_it(client: Client) -> None:
    assert read(client, "claims")["scope"] is None
    assert read(client, "relationships", as_of="2026-01-01")["scope"]["as_of"] == "2026-01-01"
    assert client.get("/v1/claims", params={"min_certainty": "confirmed"}).status_code == 422


def test_the_vocabulary_has_every_type_and_word_in_two_languages(client: Client) -> None:
    words = read(client, "vocabulary")
    assert [entry["name"] for entry in words["relationship_types"]] == list(RELATIONSHIP_TYPES)
    assert [entry["name"] for entry in words["statuses"]] == list(STATUSES)
    lists = {name: entries for name, entries in words.items() if name != "relationship_types"}
    assert all(set(entry["label"]) == {"en", "ar"} and entry["meaning"] for each in lists.values() for entry in each)
