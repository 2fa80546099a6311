"""The pages about the questions are what the code would write now."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from graph_service.queries.registry import QUERIES

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = spec_from_file_location("pages", ROOT / "docs" / "pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_page_is_up_to_date(generator: ModuleType) -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "questions").glob("*.md")}
    written = dict(generator.pages())
    assert kept.keys() == written.keys()
    assert [name for name, text in written.items() if kept[name] != text] == [], "run `make docs`"


def test_each_question_has_a_page_with_rows(generator: ModuleType) -> None:
    pages = dict(generator.pages())
    assert {f"{name}.md" for name in QUERIES} < pages.keys()
    assert [name for name in QUERIES if "No rows." in pages[f"{name}.md"]] == []
