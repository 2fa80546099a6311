"""The files that come with the package. Cypher and seed facts are inside it in a wheel, and beside it in a checkout."""

from functools import cache
from pathlib import Path

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
    """The text of `cypher/NAME.cypher`, without the semicolon at its end."""
    return shipped_folder("cypher").joinpath(f"{name}.cypher").read_text(encoding="utf-8").rstrip().removesuffix(";")


def split_statements(text: str, comment: str) -> list[str]:
    """The statements of a script without comments, which go from `comment` to the end of the line."""
    bare = "\n".join(line.partition(comment)[0] for line in text.splitlines())
    return [statement.strip() for statement in bare.split(";") if statement.strip()]
