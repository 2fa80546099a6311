"""The facts' schemas over REST."""

import pytest

from graph_service.domain.facts import RecordKind
from graph_service.domain.json_schema import RECORDS, json_schema
from tests.api.client import Client, problem_of


@pytest.mark.parametrize("kind", RECORDS)
def test_a_record_s_schema_is_served(client: Client, kind: RecordKind) -> None:
    response = client.get(f"/v1/schema/{kind}")
    assert (response.status_code, response.headers["content-type"]) == (200, "application/schema+json")
    assert response.json() == json_schema(kind)


def test_a_record_that_is_none_is_told_the_nearest(client: Client) -> None:
    problem = problem_of(client.get("/v1/schema/claims"))
    assert (problem["status"], problem["suggestions"]) == (404, ["claim"])
