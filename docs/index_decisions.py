"""Writes `docs/decisions/README.md`, the list of all decisions, from the decisions themselves.

    python docs/index_decisions.py

A decision is one file, `NNNN-title.md`, of the form that `HEAD` describes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "decisions"
HEAD = """# Decisions

Why things are as they are. One file holds one decision, and its number is its age.

To add one, take the next number and write `NNNN-title.md`: a heading `# NNNN. Title`, a line `Date: YYYY-MM-DD`, then
`## Context` (what was the case), `## Choice` (what we do) and `## Cost` (what we pay for it). A decision that no longer
holds stays, with a line `Superseded by:` below its date. Then run `make docs`, which writes this page.

| no. | decision | date |
| --- | --- | --- |
"""
_FORM = re.compile(
    r"# (?P<number>\d{4})\. (?P<title>[^\n]+)\n\nDate: (?P<date>\d{4}-\d\d-\d\d)\n\n"
    r"(?:Superseded (?:in part )?by: [^\n]+\n\n)?"
    r"## Context\n\n.+\n\n## Choice\n\n.+\n\n## Cost\n\n.+\n",
    re.DOTALL,
)


@dataclass(frozen=True)
class Decision:
    """What the list says of one decision."""

    file: str
    number: int
    title: str
    date: str


def read_decisions() -> Iterator[Decision]:
    """All decisions, oldest first. Raises ValueError where a file hasn't the form."""
    for path in sorted(FOLDER.glob("[0-9]*.md")):
        form = _FORM.fullmatch(path.read_text(encoding="utf-8"))
        if form is None or not path.name.startswith(f"{form['number']}-"):
            raise ValueError(f"{path.name} hasn't the form of a decision: {FOLDER.name}/README.md describes it")
        yield Decision(path.name, int(form["number"]), form["title"], form["date"])


def index() -> str:
    """The text of the list."""
    rows = (
        f"| {decision.number:04d} | [{decision.title}]({decision.file}) | {decision.date} |\n"
        for decision in read_decisions()
    )
    return HEAD + "".join(rows)


if __name__ == "__main__":
    (FOLDER / "README.md").write_text(index(), encoding="utf-8")
