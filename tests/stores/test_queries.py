"""Every case of every question, on both stores; and the rule that a question is three files of one name."""

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from graph_service import errors
from graph_service.queries.kinds import Query
from graph_service.queries.registry import QUERIES
from graph_service.stores.port import Store
from graph_service.support.json_bytes import encode_json
from graph_service.support.resources import shipped_folder
from graph_service.use_cases.ask import Answer, ask, query_named, read_parameters
from tests import cases
from tests.cases import Case, article
from tests.stores.conftest import Holding


def named_in(folder: Path, suffix: str) -> set[str]:
    return {path.stem for path in folder.glob(f"*{suffix}") if path.stem != "__init__"}


WITH_CASES = named_in(Path(cases.__file__).parent, ".py")
CASES: list[tuple[str, Case]] = [
    (name, case) for name in sorted(WITH_CASES) for case in import_module(f"tests.cases.{name}").CASES
]
SEVERAL_ROWS = [(name, case) for name, case in CASES if len(case.rows) > 1]
EVERY_QUERY = pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))


def titles(of: Sequence[tuple[str, Case]]) -> list[str]:
    """What the tests are called: no blanks, so that each can be named in a shell."""
    return [f"{name}-{case.name.replace(' ', '_')}" for name, case in of]


def asked(store: Store, name: str, parameters: Mapping[str, Any]) -> Answer[Any]:
    query = query_named(name)
    return ask(store, query, read_parameters(query, parameters))


def differences(expected: Any, found: Any, at: str = "") -> Iterator[str]:
    """Where what was found lacks something of what was expected; fields that nothing was said of may be anything."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        for name, value in expected.items():
            if name in found:
                yield from differences(value, found[name], f"{at}.{name}")
            else:
                yield f"{at}.{name}: isn't there"
    elif isinstance(expected, Sequence) and not isinstance(expected, str) and isinstance(found, list):
        if len(expected) != len(found):
            yield f"{at}: {len(found)} instead of {len(expected)}: {found}"
        for place, (one, other) in enumerate(zip(expected, found, strict=False)):
            yield from differences(one, other, f"{at}[{place}]")
    elif expected != (pytest.approx(found, rel=1e-12) if isinstance(found, float) else found):
        yield f"{at}: {found!r} instead of {expected!r}"


# The rule of three files


def test_a_question_is_three_files_of_one_name() -> None:
    assert named_in(shipped_folder("cypher") / "queries", ".cypher") == set(QUERIES)
    assert set(QUERIES) == WITH_CASES


@EVERY_QUERY
def test_a_question_is_defined_in_the_module_of_its_name(query: Query[Any, Any]) -> None:
    assert import_module(f"graph_service.queries.{query.name}").QUERY is query


@EVERY_QUERY
def test_a_question_has_cases_with_rows_and_without_and_refused_ones(query: Query[Any, Any]) -> None:
    of_it = [case for name, case in CASES if name == query.name]
    assert any(case.rows for case in of_it)
    assert any(not case.rows and not case.error for case in of_it)
    assert any(case.error for case in of_it)


@EVERY_QUERY
def test_each_parameter_of_a_question_is_tried(query: Query[Any, Any]) -> None:
    tried = {parameter for name, case in CASES if name == query.name for parameter in case.asked}
    assert set(query.parameters.own_parameters()) - tried == set()


def test_no_two_cases_have_one_name() -> None:
    names = [(name, case.name) for name, case in CASES]
    assert len(names) == len(set(names))


def test_what_differs_from_the_expected_is_told() -> None:
    found = {"rows": [{"stake": 49, "client": {"id": "google", "kind": "company"}}]}
    assert list(differences({"rows": [{"client": {"id": "google"}}]}, found)) == []
    assert list(differences({"rows": [{"client": {"id": "meta"}}]}, found)) == [
        ".rows[0].client.id: 'google' instead of 'meta'"
    ]
    assert list(differences({"rows": [{"vendor": {}}]}, found)) == [".rows[0].vendor: isn't there"]
    assert len(list(differences({"rows": []}, found))) == 1


# The cases


@pytest.mark.parametrize(("name", "case"), CASES, ids=titles(CASES))
def test_case(holding: Holding, name: str, case: Case) -> None:
    store = holding(case.facts)
    if case.error:
        with pytest.raises(getattr(errors, case.error)) as raised:
            asked(store, name, case.asked)
        assert set(case.suggestions) <= set(getattr(raised.value, "suggestions", ()))
        return
    found = asked(store, name, case.asked)
    assert encode_json(found) == found.model_dump_json().encode()
    answer = json.loads(encode_json(found))
    assert list(differences({"rows": case.rows, "certificate": case.certificate}, answer)) == []
    assert answer["certificate"]["truncated"] == (answer["next"] is not None)


@pytest.mark.parametrize(("name", "case"), SEVERAL_ROWS, ids=titles(SEVERAL_ROWS))
def test_its_pages_make_the_whole(holding: Holding, name: str, case: Case) -> None:
    store = holding(case.facts)
    whole = asked(store, name, case.asked)
    rows: list[Any] = []
    cursor = None
    for _ in whole:
        page = asked(store, name, {**case.asked, "limit": 1, "cursor": cursor})
        rows += page
        cursor = page.next
    assert rows == list(whole)
    assert (cursor is None) == (whole.next is None)


# Cursors


def first_page(store: Store, **parameters: Any) -> str:
    answer = asked(store, "shared_vendors", {"limit": 1, **parameters})
    assert answer.next is not None
    return answer.next


def test_a_cursor_that_was_changed_is_refused(holding: Holding) -> None:
    store = holding(article())
    cursor = first_page(store)
    changed = cursor[:-1] + ("A" if cursor[-1] != "A" else "B")
    with pytest.raises(errors.BadCursor):
        asked(store, "shared_vendors", {"cursor": changed})


@pytest.mark.parametrize("cursor", ["x", "0", "غوغل", "!!!!", "AAAAAAAAAAAAAAAA", "null", "W10="])
def test_a_cursor_that_nobody_gave_is_refused(holding: Holding, cursor: str) -> None:
    store = holding(article())
    with pytest.raises(errors.BadCursor):
        asked(store, "shared_vendors", {"cursor": cursor})


def test_a_cursor_that_was_cut_is_refused(holding: Holding) -> None:
    store = holding(article())
    cut = first_page(store)[:-4]
    with pytest.raises(errors.BadCursor):
        asked(store, "shared_vendors", {"cursor": cut})


def test_a_cursor_of_the_same_question_with_other_parameters_is_refused(holding: Holding) -> None:
    store = holding(article())
    cursor = first_page(store)
    with pytest.raises(errors.BadCursor):
        asked(store, "shared_vendors", {"cursor": cursor, "min_stake": 1})


def test_a_cursor_of_another_scope_is_refused(holding: Holding) -> None:
    store = holding(article())
    cursor = first_page(store)
    with pytest.raises(errors.BadCursor):
        asked(store, "shared_vendors", {"cursor": cursor, "min_certainty": "reported"})


def test_a_cursor_of_another_question_is_refused(holding: Holding) -> None:
    store = holding(article())
    cursor = first_page(store, vendor="scale-ai")
    with pytest.raises(errors.BadCursor):
        asked(store, "neighbourhood", {"cursor": cursor, "entity": "scale-ai"})


def test_a_cursor_may_be_taken_up_with_another_limit(holding: Holding) -> None:
    store = holding(article())
    rest = asked(store, "shared_vendors", {"cursor": first_page(store), "limit": 100})
    assert [row.client.id for row in rest] == ["microsoft", "openai", "xai"]


def test_a_name_and_its_id_share_their_cursors(holding: Holding) -> None:
    store = holding(article())
    rest = asked(store, "shared_vendors", {"cursor": first_page(store, investor="ميتا"), "investor": "meta"})
    assert [row.client.id for row in rest] == ["microsoft", "openai", "xai"]
