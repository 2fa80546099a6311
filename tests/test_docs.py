"""The pages about the questions, and the list of decisions, are what the code would write now."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from graph_service.queries.registry import QUERIES

ROOT = Path(__file__).parent.parent


def imported(name: str) -> ModuleType:
    spec = spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    return imported("pages")


def test_each_page_is_up_to_date(generator: ModuleType) -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "questions").glob("*.md")}
    written = dict(generator.pages())
    assert kept.keys() == written.keys()
    assert [name for name, text in written.items() if kept[name] != text] == [], "run `make docs`"


def test_each_question_has_a_page_with_rows(generator: ModuleType) -> None:
    pages = dict(generator.pages())
    assert {f"{name}.md" for name in QUERIES} < pages.keys()
    assert [name for name in QUERIES if "No rows." in pages[f"{name}.md"]] == []


def test_the_list_of_decisions_is_up_to_date() -> None:
    kept = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    assert kept == imported("index_decisions").index(), "run `make docs`"


def test_decisions_are_numbered_by_age() -> None:
    decisions = list(imported("index_decisions").read_decisions())
    assert [decision.number for decision in decisions] == list(range(1, len(decisions) + 1))
    assert [decision.date for decision in decisions] == sorted(decision.date for decision in decisions)


def test_all_pages_of_decisions_are_decisions() -> None:
    kept = {path.name for path in (ROOT / "docs" / "decisions").iterdir()}
    listed = {decision.file for decision in imported("index_decisions").read_decisions()}
    assert kept == {"README.md", *listed}
