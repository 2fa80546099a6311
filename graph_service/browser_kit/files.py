"""The kit's files as they are shipped, with links to wherever the service is, and copied into somebody's folder."""

from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

from graph_service.errors import BadInput
from graph_service.support.resources import shipped_folder

SERVICE = "http://localhost:8000"
"""Where the shipped files take the service to be; not 127.0.0.1, which the Browser's default list of hosts lacks."""
BROWSER = "http://localhost:7474/browser/"
"""Where a local Neo4j has its Browser."""

Files = dict[str, str]
"""Texts by their path in the kit."""


@cache
def kit() -> Files:
    """All files as they are shipped."""
    folder = shipped_folder("cypher") / "browser"
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def addressed(text: str, service: str) -> str:
    """The text with its links to where the service is."""
    return text.replace(SERVICE, service)


def write(folder: Path, service: str) -> list[Path]:
    """The kit in a folder; a file there that isn't the kit's own is never written over."""
    files = {folder / name: addressed(text, service) for name, text in kit().items()}
    ours = _is_kit(folder)
    for path, text in files.items():
        if path.exists() and not ours and not (path.is_file() and path.read_bytes() == text.encode()):
            raise BadInput(f"{path} is there already and isn't the kit's: choose another folder with --out")
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise BadInput(f"can't write {error.filename}: {error.strerror}; choose another folder with --out") from error
    return list(files)


def link(browser: str, command: str, argument: str) -> str:
    """A link that opens the Browser with a guide (`play`) or with a query in its editor (`edit`)."""
    return f"{browser}?{urlencode({'cmd': command, 'arg': argument}, quote_via=quote)}"


def after_login(service: str) -> str:
    """The value of `browser.post_connect_cmd`: what the Browser does by itself once somebody has logged in."""
    return f"style {service}/browser/style.grass; play {service}/browser/guide.html"


def _is_kit(folder: Path) -> bool:
    """Whether the kit was written there before: its README says so."""
    try:
        first = (folder / "README.md").read_text(encoding="utf-8").partition("\n")[0]
    except (OSError, UnicodeDecodeError):
        return False
    return first == kit()["README.md"].partition("\n")[0]
