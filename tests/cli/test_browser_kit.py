"""`graph-service browser-kit`."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from graph_service.browser_kit.files import shipped_files
from tests.cli.conftest import Command


def test_it_writes_the_kit_and_says_what_to_do_with_it(command: Command, tmp_path: Path) -> None:
    result = command("browser-kit", "--out", tmp_path / "kit")
    assert result.exit_code == 0
    assert {path.relative_to(tmp_path / "kit").as_posix() for path in (tmp_path / "kit").rglob("*.*")} == set(
        shipped_files()
    )
    links = [parse_qs(urlsplit(link).query) for link in re.findall(r"http://\S+cmd=\S+", result.output)]
    assert [(link["cmd"], link["arg"]) for link in links] == [
        (["play"], ["http://localhost:8000/browser/guide.html"]),
        (["play"], ["http://localhost:8000/browser/guide.ar.html"]),
        (["edit"], ["MATCH p=()-[:CLIENT_OF]->() RETURN p"]),
    ]
    assert "browser.post_connect_cmd=style http://localhost:8000/browser/style.grass; play http" in result.output
    assert "whitelist" not in result.output


def test_a_service_elsewhere_is_linked_to_and_must_be_trusted(command: Command, tmp_path: Path) -> None:
    result = command("browser-kit", "--out", tmp_path / "kit", "--service", "https://graph.example:8443/ai/")
    assert result.exit_code == 0
    assert "https://graph.example:8443/ai/browser/" in (tmp_path / "kit" / "guide.html").read_text(encoding="utf-8")
    assert "browser.remote_content_hostname_whitelist=guides.neo4j.com,localhost,graph.example\n" in result.output


@pytest.mark.parametrize("service", ["localhost:8000", "ftp://x", 'http://x"><b>', ""])
def test_what_is_no_address_is_refused(command: Command, tmp_path: Path, service: str) -> None:
    result = command("browser-kit", "--out", tmp_path / "kit", "--service", service)
    assert result.exit_code == 2
    assert "write it like http://localhost:8000" in result.output
    assert not (tmp_path / "kit").exists()


def test_a_file_of_somebody_else_s_stays(command: Command, tmp_path: Path) -> None:
    (tmp_path / "style.grass").write_text("node {}", encoding="utf-8")
    result = command("browser-kit", "--out", tmp_path)
    assert result.exit_code == 1
    assert "style.grass is there already" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["style.grass"]
