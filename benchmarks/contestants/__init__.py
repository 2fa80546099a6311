"""Other tools that can answer the headline question: each contestant is a file.

All are built from the same facts (`facts_files.py`), and must find the conflicts that the service finds.
"""

import csv
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

DEPTH = 3
"""The most holdings in a chain: the default of `shared_vendors`."""

THRESHOLD = 1.0
"""The least effective stake of a chain of two or more, in percent: its default too."""

Conflict = tuple[str, str, str, float | None]
"""Client, vendor, investor, and the effective stake in percent, if it is known."""


@dataclass(frozen=True)
class FactsFiles:
    """The files of what holds today, in one folder. Contestants are built from them."""

    folder: Path

    @property
    def entities(self) -> Path:
        """`id`."""
        return self.folder / "entities.csv"

    @property
    def contracts(self) -> Path:
        """`client,vendor`."""
        return self.folder / "contracts.csv"

    @property
    def holdings(self) -> Path:
        """`investor,held,stake`; an unknown stake is empty."""
        return self.folder / "holdings.csv"

    @property
    def rivalries(self) -> Path:
        """`one,other`; each pair of competitors once."""
        return self.folder / "rivalries.csv"

    def file_for(self, suffix: str) -> Path:
        """The path of a contestant's own file, beside this folder."""
        return self.folder.with_suffix(suffix)


class Contestant(ABC):
    """Answers the headline question about today. A new object is open and ready to answer."""

    suffix: ClassVar[str] = ""
    """The suffix of its own file. Without one, it is built from the facts whenever it is opened."""

    @abstractmethod
    def __init__(self, facts: FactsFiles) -> None: ...

    @classmethod
    def build(cls, facts: FactsFiles) -> None:
        """Write the file that is opened later."""
        raise NotImplementedError(f"{cls.__name__} keeps no file of its own")

    @abstractmethod
    def conflicts(self, client: str) -> list[Conflict]:
        """The conflicts of one client, in any order."""

    @abstractmethod
    def all_conflicts(self) -> Iterator[Conflict]:
        """All conflicts of the graph in the question's order: large stakes first, unknown stakes last, then by id."""


def sort_key(conflict: Conflict) -> tuple[float, str, str, str]:
    """The key of a conflict in the question's order."""
    client, vendor, investor, stake = conflict
    return 1.0 if stake is None else -stake, client, vendor, investor


def rows(path: Path) -> Iterator[list[str]]:
    """The rows of one of the facts' files, without its header."""
    with path.open(encoding="utf-8") as lines:
        read = csv.reader(lines)
        next(read)
        yield from read


def cap_at_100(stake: float | None) -> float | None:
    """The stake, but at most 100 percent, as chains may add up to more."""
    return None if stake is None else min(stake, 100.0)
