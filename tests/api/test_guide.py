"""The guide: built without a network, without a dead link, and served without a script within a page."""

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from urllib.parse import urljoin, urlsplit

import pytest

from graph_service import Graph
from graph_service.api import create_app, pages
from graph_service.settings import Settings
from graph_service.support.resources import cypher
from tests.api.client import Client
from tests.docs.test_pages import imported

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    return imported("build_guide")


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "guide"
    subprocess.run([sys.executable, ROOT / "docs" / "build_guide.py", folder], check=True)
    return folder


def test_each_page_is_in_the_guide(guide: Path) -> None:
    written = [path.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for path in ROOT.glob("docs/**/*.md")]
    assert written
    missing = [name for name in written if not (guide / name.replace("README.html", "index.html")).is_file()]
    assert missing == []


def test_nothing_in_the_guide_leads_out_of_it_or_nowhere(guide: Path) -> None:
    dead = []
    for page in guide.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for link in re.findall(r'(?:href|src)="([^"]+)"', text):
            if urlsplit(link).scheme in ("http", "https", "mailto"):
                continue
            target = urlsplit(urljoin(page.as_uri(), link)).path
            file = Path(target)
            if not (file.is_file() or (file / "index.html").is_file()) or not file.is_relative_to(guide):
                dead.append((page.relative_to(guide).as_posix(), link))
    assert dead == []


def test_no_page_of_the_guide_loads_from_another_host(guide: Path) -> None:
    loads = re.compile(r'<(?:script|img|iframe)[^>]* src="(?:https?:)?//|<link[^>]* href="(?:https?:)?//')
    assert [page.name for page in guide.rglob("*.html") if loads.search(page.read_text(encoding="utf-8"))] == []


def test_no_script_stands_within_a_page_of_the_guide(guide: Path) -> None:
    within = re.compile(r'<script(?![^>]*(?: src=|type="application/json"))|<[^>]*\son\w+="')
    found = {page.name: within.findall(page.read_text(encoding="utf-8")) for page in guide.rglob("*.html")}
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[there](nowhere.md)", "README.md: the link to nowhere.md leads to no file of the repository"),
        ("[out](../../elsewhere.md)", "README.md: the link to ../../elsewhere.md leads to no file of the repository"),
        ("[anchor](#nowhere)", "the guide can't be built"),
    ],
)
def test_a_dead_link_ends_the_build(
    builder: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, says: str
) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    docs.joinpath("README.md").write_text(f"# Page\n\n{text}\n", encoding="utf-8")
    docs.joinpath("guide.toml").write_text(
        '[project]\nsite_name = "Guide"\ndocs_dir = "pages"\nsite_dir = "site"\n', encoding="utf-8"
    )
    monkeypatch.setattr(builder, "ROOT", tmp_path)
    monkeypatch.setattr(builder, "DOCS", docs)
    with pytest.raises(SystemExit, match=re.escape(says)):
        builder.main(tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_the_guide_is_served_under_a_policy_that_allows_no_script_within_a_page(
    guide: Path, graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "guide").symlink_to(guide)
    monkeypatch.setattr(pages, "web_folder", lambda: tmp_path)
    client = Client(create_app(graph, Settings()))
    page = client.get("/docs/guide/index.html")
    assert (page.status_code, "<h1" in page.text) == (200, True)
    assert "script-src 'self';" in page.headers["content-security-policy"]
    assert client.get("/docs/guide/source/cypher/queries/search.cypher").text.startswith("// Which entities")
    whole = client.get("/docs/guide/source/cypher/queries/shared_vendors.cypher").text
    assert whole.rstrip() == f"{cypher('queries/shared_vendors')};"
    assert client.get("/docs/guide/nowhere.html").status_code == 404


def test_without_a_guide_the_rest_is_served(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "web_folder", lambda: tmp_path)
    client = Client(create_app(graph, Settings()))
    assert client.get("/docs/guide/index.html").status_code == 404
    assert client.get("/healthz").status_code == 200
