"""What Python users see of the questions: in an editor, in `help`, and from a type checker."""

import inspect
import pydoc
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from graph_service import Graph
from graph_service.queries.kinds import Query
from graph_service.queries.registry import QUERIES
from graph_service.use_cases.ask import Answer
from tests.api.conftest import article_graph
from tests.type_checker import assert_errors_are_those_named, errors_in

Check = Callable[[str], dict[int, str]]
ALL = pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with article_graph(tmp_path_factory.mktemp("graph") / "graph.db") as opened:
        yield opened


# --- at run time --------------------------------------------------------------


def parameters_of(query: Query[Any, Any]) -> Mapping[str, inspect.Parameter]:
    return inspect.signature(getattr(Graph, query.name)).parameters


@ALL
def test_a_method_takes_what_its_question_takes_by_name_alone(query: Query[Any, Any]) -> None:
    self, *taken = parameters_of(query).values()
    assert self.name == "self"
    assert {each.name for each in taken} == set(query.parameters.model_fields)
    assert {each.kind for each in taken} == {inspect.Parameter.KEYWORD_ONLY}
    required = {name for name, info in query.parameters.model_fields.items() if info.is_required()}
    assert {each.name for each in taken if each.default is inspect.Parameter.empty} == required


@ALL
def test_the_defaults_that_a_method_shows_are_those_that_hold(query: Query[Any, Any], graph: Graph) -> None:
    defaults = {each.name: each.default for each in parameters_of(query).values() if each.default is not each.empty}
    asked: Answer[Any] = getattr(graph, query.name)(**{**defaults, **query.example})
    assert asked == graph.ask(query.name, **query.example)


@ALL
def test_help_tells_the_question_its_parameters_and_its_rows(query: Query[Any, Any], graph: Graph) -> None:
    words = " ".join(pydoc.plain(pydoc.render_doc(getattr(graph, query.name))).split())
    assert query.question in words
    for name, info in query.parameters.model_fields.items():
        assert f"{name}: {info.description or ''}" in words
    for name, field in query.row.model_fields.items():
        assert f"* {name}: " in words
        assert (field.description or "") in words
    assert f'help("{query.parameters.__module__}")' in words


def test_nothing_is_taken_by_place(graph: Graph) -> None:
    with pytest.raises(TypeError, match="shared_vendors"):
        graph.shared_vendors("google")  # type: ignore[call-arg]


# --- to a type checker --------------------------------------------------------

CALLS = """
from graph_service import open_graph
graph = open_graph()
answer = graph.shared_vendors(client="google")
id_: str = answer.rows[0].investor.id
stakes: list[float | None] = [row.effective_stake_percent for row in answer]
names: list[str] = [id_]
plain: dict[str, object] = answer.to_dicts()[0]
graph.common_ground(entities=names)
graph.common_ground(entities=("google", "meta"), kinds=["vendors"])
graph.what_if(add="meta INVESTS_IN surge-ai 49%", remove=[{"subject": "a", "type": "INVESTS_IN", "object": "b"}])
graph.shared_vendors(clinet="google")  # error: Unexpected keyword argument "clinet" .* did you mean "client"
graph.shared_vendors(client=3)  # error: Argument "client" .* has incompatible type "int"; expected "str | None"
graph.shared_vendors(min_certainty="sure")  # error: Argument "min_certainty" .* expected "Literal\\['inferred', .*
graph.shared_vendors("google")  # error: Too many positional arguments
graph.profile()  # error: Missing named argument "entity"
graph.paths(source="google", target="meta", types=["KNOWS"])  # error: List item 0 has incompatible type .*'KNOWS'
graph.common_ground(entities="google")  # error: Argument "entities" .* has incompatible type "str"; expected "list.str.
graph.nonsense()  # error: "Graph" has no attribute "nonsense"
answer.rows[0].stake  # error: "SharedVendor" has no attribute "stake"
wrong: int = answer.rows[0].investor.id  # error: Incompatible types in assignment .* has type "str"
"""


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Check:
    """What mypy says, by line, of a program of somebody who has this package and no library for data frames."""
    cache = pytestconfig.cache.mkdir("mypy")
    config = tmp_path_factory.mktemp("config") / "mypy.ini"
    config.write_text("[mypy]\nstrict = true\n[mypy-pandas.*,polars.*]\nfollow_imports = skip\n", encoding="utf-8")

    return lambda program: errors_in(program, tmp_path_factory.mktemp("program"), config=config, cache=cache)


def test_a_type_checker_sees_wrong_calls_and_only_those(check: Check) -> None:
    assert_errors_are_those_named(CALLS, check(CALLS))


def test_a_type_checker_lets_the_example_of_each_question_pass(check: Check) -> None:
    calls = [
        f"graph.{query.name}({', '.join(f'{name}={value!r}' for name, value in query.example.items())})"
        for query in QUERIES.values()
    ]
    assert check("\n".join(["from graph_service import open_graph", "graph = open_graph()", *calls, ""])) == {}


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(inspect.getfile(Graph)).parent / "py.typed").is_file()
