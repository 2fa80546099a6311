"""Answers as plain data, and as data frames: whatever a row holds, its columns are the same and have types."""

import re
import sys
from collections.abc import Iterator
from typing import Any

import pandas
import polars
import pytest

from graph_service import Graph
from graph_service.api import create_app
from graph_service.errors import MissingPackage
from graph_service.queries.kinds import Query
from graph_service.queries.registry import QUERIES
from graph_service.settings import Settings
from graph_service.support.resources import shipped_folder
from graph_service.use_cases.ask import Answer
from tests.api.client import Client
from tests.api.conftest import article_graph


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with article_graph(tmp_path_factory.mktemp("graph") / "graph.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def industry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """A graph in which every question's example has rows."""
    with article_graph(tmp_path_factory.mktemp("industry") / "graph.db") as opened:
        opened.load(shipped_folder("seed_data") / "ai_industry")
        yield opened


@pytest.fixture(scope="module")
def client(industry: Graph) -> Client:
    return Client(create_app(industry, Settings()))


@pytest.fixture(params=QUERIES.values(), ids=list(QUERIES))
def answer(request: pytest.FixtureRequest, industry: Graph) -> Answer[Any]:
    query: Query[Any, Any] = request.param
    answered: Answer[Any] = industry.ask(query.name, **query.example)
    assert answered.rows
    return answered


def without_rows(answer: Answer[Any]) -> Answer[Any]:
    return answer.model_copy(update={"rows": []})


def test_plain_data_is_what_rest_gives(answer: Answer[Any], client: Client) -> None:
    query = QUERIES[answer.certificate.query]
    assert answer.to_dicts() == client.get(f"/v1/queries/{query.path}", params=query.example).json()["rows"]


def column(rows: list[dict[str, Any]], name: str) -> list[Any]:
    """What stands at a column's place in each row; None where there is nothing."""
    found: list[Any] = rows
    for part in name.split("."):
        found = [None if each is None else each.get(part) for each in found]
    return found


def test_a_frame_of_pandas_holds_each_value_of_the_rows(answer: Answer[Any]) -> None:
    frame = answer.to_pandas()
    assert len(frame) == len(answer)
    for name in map(str, frame.columns):
        held = [None if not isinstance(each, list) and pandas.isna(each) else each for each in frame[name]]
        assert held == column(answer.to_dicts(), name), name


def test_a_frame_of_polars_holds_the_same(answer: Answer[Any]) -> None:
    frame = answer.to_polars()
    assert frame.columns == answer.to_pandas().columns.tolist()
    for name in frame.columns:
        held, expected = frame[name].to_list(), column(answer.to_dicts(), name)
        if any(isinstance(each, list) for each in expected):  # whose structs have all fields of any
            held, expected = [each and len(each) for each in held], [each and len(each) for each in expected]
        assert held == expected, name


def test_an_answer_without_rows_has_the_same_columns_but_for_those_of_mappings(answer: Answer[Any]) -> None:
    without = answer.model_copy(update={"rows": []})
    full: dict[str, Any] = {str(name): dtype for name, dtype in answer.to_pandas().dtypes.items()}
    empty: dict[str, Any] = {str(name): dtype for name, dtype in without.to_pandas().dtypes.items()}
    of_mappings = re.compile(r"\.(en|ar)$|\.identifiers\.")
    assert empty == {name: dtype for name, dtype in full.items() if not of_mappings.search(name)}
    scalars = [name for name, dtype in empty.items() if dtype != "object"]
    assert without.to_polars().select(scalars).schema == answer.to_polars().select(scalars).schema


def test_columns_have_types_that_know_the_unknown(graph: Graph) -> None:
    frame = graph.shared_vendors().to_pandas()
    assert frame["client.id"].tolist() == ["google", "microsoft", "openai", "xai"]
    assert frame["investor.names.en"].unique().tolist() == ["Meta Platforms"]
    assert {
        name: str(frame[name].dtype) for name in ("client.id", "stake_percent", "disputed", "voting", "witness")
    } == {
        "client.id": "string",
        "stake_percent": "float64",
        "disputed": "boolean",
        "voting": "boolean",
        "witness": "object",
    }
    assert frame["voting"].isna().all()
    assert frame[frame["disputed"]]["client.id"].tolist() == ["openai"]


def test_a_number_that_a_row_leaves_out_stays_whole_in_the_others(graph: Graph) -> None:
    answer = graph.screen(vendors=["Scale AI", "Skale"], client="google")
    assert None in [row.clients_known for row in answer]
    assert str(answer.to_pandas()["clients_known"].dtype) == "Int64"
    assert answer.to_polars()["clients_known"].dtype == polars.Int64


def test_pages_are_put_together(graph: Graph) -> None:
    first = graph.shared_vendors(limit=2)
    second = graph.shared_vendors(limit=2, cursor=first.next)
    whole = pandas.concat([first.to_pandas(), second.to_pandas()], ignore_index=True)
    assert whole.equals(graph.shared_vendors().to_pandas())
    parts = [page.to_polars().drop("witness", "amounts") for page in (first, second)]
    assert polars.concat(parts).equals(graph.shared_vendors().to_polars().drop("witness", "amounts"))


def test_evidence_is_one_step_away(graph: Graph) -> None:
    frame = graph.shared_vendors(client="google").to_polars()
    hops = frame.select("client.id", "witness").explode("witness").unnest("witness")
    claims = hops.explode("claims").select(polars.col("claims").struct.field("id"))
    assert claims["id"].to_list() == [
        claim.id for hop in graph.shared_vendors(client="google").rows[0].witness for claim in hop.claims
    ]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_not_installed_is_named(library: str, graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    convert = getattr(graph.shared_vendors(), f"to_{library}")
    with pytest.raises(MissingPackage, match=f"{library} can't be imported: install it with `pip install {library}`"):
        convert()
