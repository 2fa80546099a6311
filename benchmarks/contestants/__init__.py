"""What one would use instead to answer the headline question: each contestant in a file of its own.

All are built from the same facts (`today.py`) and must give the conflicts that the graph gives.
"""

import csv
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

DEPTH = 3
"""The most holdings in a chain, as `shared_vendors` has it unless asked for more."""

THRESHOLD = 1.0
"""The least effective stake of a chain of two or more, in percent, likewise."""

Conflict = tuple[str, str, str, float | None]
"""Client, vendor, investor, and the effective stake in percent, if it is known."""


@dataclass(frozen=True)
class Facts:
    """What holds today, as files that contestants are built from, in one folder."""

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
        """`one,other`; each rivalry once."""
        return self.folder / "rivalries.csv"

    def kept(self, suffix: str) -> Path:
        """Where a contestant keeps its own file: beside this folder."""
        return self.folder.with_suffix(suffix)


class Contestant(ABC):
    """Answers the headline question, as of today; once it is made, it is open and ready to answer."""

    suffix: ClassVar[str] = ""
    """Of the file that it keeps; one without a file is made anew from the facts whenever it is opened."""

    @abstractmethod
    def __init__(self, facts: Facts) -> None: ...

    @classmethod
    def build(cls, facts: Facts) -> None:
        """Write the file that is opened later."""
        raise NotImplementedError(f"{cls.__name__} keeps no file of its own")

    @abstractmethod
    def conflicts(self, client: str) -> list[Conflict]:
        """One client's conflicts, in any order."""

    @abstractmethod
    def all_conflicts(self) -> Iterator[Conflict]:
        """All conflicts of the graph in the question's order: large stakes first, unknown ones last, then by name."""


def in_order(conflict: Conflict) -> tuple[float, str, str, str]:
    """Where a conflict stands in the question's order."""
    client, vendor, investor, stake = conflict
    return 1.0 if stake is None else -stake, client, vendor, investor


def rows(path: Path) -> Iterator[list[str]]:
    """The rows of one of the facts' files, without its header."""
    with path.open(encoding="utf-8") as lines:
        read = csv.reader(lines)
        next(read)
        yield from read


def at_most_all(stake: float | None) -> float | None:
    """Chains may add up to more than there is."""
    return None if stake is None else min(stake, 100.0)
