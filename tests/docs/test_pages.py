"""The pages that the code writes are what it would write now, and no page names what isn't there."""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from graph_service.queries.registry import QUERIES

ROOT = Path(__file__).parents[2]


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


def test_each_page_of_reference_that_is_written_is_up_to_date() -> None:
    written = dict(imported("reference_pages").pages())
    kept = {name: (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8") for name in written}
    assert [name for name, text in written.items() if kept[name] != text] == [], "run `make docs`"


def test_the_methods_of_the_questions_are_up_to_date() -> None:
    generator = imported("question_methods")
    assert generator.FILE.read_text(encoding="utf-8") == generator.write_module(), "run `make docs`"


def test_the_methods_are_written_anew_where_a_row_that_they_name_is_no_more(tmp_path: Path) -> None:
    (tmp_path / "graph_service").mkdir()
    for part in (ROOT / "graph_service").iterdir():
        (tmp_path / "graph_service" / part.name).symlink_to(part)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    stale = tmp_path / "graph_service" / "questions.py"
    stale.unlink()
    stale.write_text("from graph_service.queries.paths import Way\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    for script in ("question_methods.py", "question_types.py"):
        shutil.copy(ROOT / "docs" / script, tmp_path / "docs")
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    subprocess.run([sys.executable, tmp_path / "docs" / "question_methods.py"], env=env, check=True)
    assert stale.read_bytes() == (ROOT / "graph_service" / "questions.py").read_bytes()


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


def pages() -> list[Path]:
    """What people read, but for decisions: those tell of what was."""
    listed = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "examples" / "README.md"]
    return [page for page in listed if "decisions" not in page.parts and page.name != "CHANGELOG.md"]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_each_file_that_a_page_names_is_there(page: Path) -> None:
    named = re.findall(
        r"`((?:graph_service|cypher|docs|examples|tests|seed_data|benchmarks)/[\w./-]*)`", page.read_text()
    )
    assert [name for name in named if not (ROOT / name).exists() and "NAME" not in name] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_each_target_of_make_that_a_page_names_is_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = page.read_text(encoding="utf-8")
    inline = [words for span in re.findall(r"`make ([^`]+)`", text) for words in span.split()]
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = [line.partition("#")[0] for block in blocks for line in block.splitlines()]
    named = inline + [word for line in lines if " make " in f" {line}" for word in line.partition("make ")[2].split()]
    assert [name for name in named if re.fullmatch(r"[a-z-]+", name) and name not in targets] == []


def test_the_page_about_the_facts_is_up_to_date() -> None:
    kept = (ROOT / "docs" / "reference" / "facts.md").read_text(encoding="utf-8")
    assert kept == imported("facts_page").page(), "run `make docs`"


def test_the_page_about_the_facts_leads_nowhere_else() -> None:
    kept = (ROOT / "docs" / "reference" / "facts.md").read_text(encoding="utf-8")
    anchors = {line.lstrip("# ").lower().replace(" ", "-") for line in kept.splitlines() if line.startswith("#")}
    assert set(re.findall(r"\]\(#([^)]+)\)", kept)) <= anchors
