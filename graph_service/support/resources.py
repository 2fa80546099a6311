"""The files that come with the package. Cypher and seed facts are inside it in a wheel, and beside it in a checkout."""

from functools import cache
from pathlib import Path

from graph_service.support.cypher_text import spliced

_PACKAGE = Path(__file__).parents[1]


@cache
def shipped_folder(folder: str) -> Path:
    """The folder `cypher` or `seed_data`."""
    packaged = _PACKAGE / folder
    return packaged if packaged.is_dir() else _PACKAGE.parent / folder


def web_folder() -> Path:
    """The folder of the pages that the service shows to people."""
    return _PACKAGE / "web"


@cache
def cypher(name: str) -> str:
    """The text of `cypher/NAME.cypher`, its rules in their places, without the semicolon at its end."""
    folder = shipped_folder("cypher")
    return spliced(folder / f"{name}.cypher", folder / "rules").rstrip().removesuffix(";")


def split_statements(text: str, comment: str) -> list[str]:
    """The statements of a script without comments, which go from `comment` to the end of the line."""
    bare = "\n".join(line.partition(comment)[0] for line in text.splitlines())
    return [statement.strip() for statement in bare.split(";") if statement.strip()]
