"""The Cypher and the seed facts that come with the package: in a wheel inside it, in a checkout beside it."""

from functools import cache
from pathlib import Path

from graph_service.support.cypher_text import spliced

_PACKAGE = Path(__file__).parents[1]


@cache
def shipped(folder: str) -> Path:
    """The folder `cypher` or `seed_data`."""
    packaged = _PACKAGE / folder
    return packaged if packaged.is_dir() else _PACKAGE.parent / folder


def web() -> Path:
    """The folder of the pages that the service shows to people."""
    return _PACKAGE / "web"


@cache
def cypher(name: str) -> str:
    """The text of `cypher/NAME.cypher`, its rules in their places, without the semicolon at its end."""
    folder = shipped("cypher")
    return spliced(folder / f"{name}.cypher", folder / "rules").rstrip().removesuffix(";")


def statements(text: str, comment: str) -> list[str]:
    """The statements of a script, without its comments: from `comment` to the end of a line."""
    bare = "\n".join(line.partition(comment)[0] for line in text.splitlines())
    return [statement.strip() for statement in bare.split(";") if statement.strip()]
