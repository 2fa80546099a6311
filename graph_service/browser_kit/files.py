"""The shipped files of the kit. They are copied into a user's folder, with links to the user's service."""

from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

from graph_service.errors import BadInput
from graph_service.support.resources import shipped_folder

SERVICE_URL = "http://localhost:8000"
"""The service's address in the shipped files. The Browser trusts this host by default, and not 127.0.0.1."""
BROWSER_URL = "http://localhost:7474/browser/"
"""The Browser's address on a local Neo4j."""

Files = dict[str, str]
"""Texts by their path in the kit."""


@cache
def shipped_files() -> Files:
    """All files of the kit as they are shipped."""
    folder = shipped_folder("cypher") / "browser"
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def with_service_address(text: str, service: str) -> str:
    """The text, with links to this address of the service."""
    return text.replace(SERVICE_URL, service)


def write_kit(folder: Path, service: str) -> list[Path]:
    """Write the kit into a folder. Raises BadInput rather than overwrite a file that isn't the kit's own."""
    files = {folder / name: with_service_address(text, service) for name, text in shipped_files().items()}
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


def browser_link(browser: str, command: str, argument: str) -> str:
    """A link that opens the Browser with a guide (`play`) or with a query in its editor (`edit`)."""
    return f"{browser}?{urlencode({'cmd': command, 'arg': argument}, quote_via=quote)}"


def command_after_login(service: str) -> str:
    """The value of Neo4j's setting `browser.post_connect_cmd`, which the Browser runs after login."""
    return f"style {service}/browser/style.grass; play {service}/browser/guide.html"


def _is_kit(folder: Path) -> bool:
    """Whether the folder has the kit's README, so that the kit was written there before."""
    try:
        first = (folder / "README.md").read_text(encoding="utf-8").partition("\n")[0]
    except (OSError, UnicodeDecodeError):
        return False
    return first == shipped_files()["README.md"].partition("\n")[0]
