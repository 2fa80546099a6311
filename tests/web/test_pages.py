"""What the service sends a browser: its own files, under a strict policy."""

import json
import re

import pytest
from playwright.sync_api import expect

from graph_service.support.resources import web_folder
from tests.api.served import Served
from tests.web.conftest import Visit

PAGES = ["/", "/docs", "/web/style.css", "/web/app/main.js", "/web/locales/ar.json", "/web/looks.json", "/favicon.ico"]


@pytest.mark.parametrize("path", PAGES)
def test_every_file_comes_under_a_policy_without_exceptions(embedded: Served, path: str) -> None:
    response = embedded.get(path)
    assert response.status_code == 200
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"


def test_what_is_known_is_not_sent_again(embedded: Served) -> None:
    tag = embedded.get("/web/app/main.js").headers["etag"]
    assert embedded.get("/web/app/main.js", headers={"if-none-match": tag}).status_code == 304


def test_there_is_no_way_out_of_the_folder(embedded: Served) -> None:
    assert embedded.get("/web/../settings.py").status_code == 404
    assert embedded.get("/web/%2e%2e/settings.py").status_code == 404
    assert embedded.get("/web/nothing.js").json()["status"] == 404


def test_the_api_pages_load_nothing_from_elsewhere(embedded: Served, visit: Visit) -> None:
    page = visit(embedded)  # waits for the explorer; the API's page is one click away
    page.get_by_role("link", name="API").click()
    expect(page.get_by_role("heading", name="Graph service")).to_be_visible()
    expect(page.get_by_text("/v1/queries/shared-vendors").first).to_be_visible()


def test_no_style_or_script_stands_in_the_markup() -> None:
    for page in web_folder().glob("*.html"):
        text = page.read_text("utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=)", text), page.name


def texts(language: str) -> dict[str, dict[str, object]]:
    read: dict[str, dict[str, object]] = json.loads((web_folder() / "locales" / f"{language}.json").read_text("utf-8"))
    return read


def test_both_languages_have_every_text_of_the_page_and_no_other() -> None:
    code = "".join(file.read_text("utf-8") for file in (web_folder() / "app").glob("*.js"))
    assert texts("en")["ui"].keys() == texts("ar")["ui"].keys()
    made = ("legend_", "status_")  # these are put together
    unused = [key for key in texts("en")["ui"] if f'"{key}"' not in code and not key.startswith(made)]
    assert unused == []
    asked = set(re.findall(r'\bt\("(\w+)"', code))
    assert asked <= texts("en")["ui"].keys()
