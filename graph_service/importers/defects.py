"""The defects found while files are read. They are collected, and raised all at once."""

from collections.abc import Iterable

from graph_service.domain.facts import RecordKind
from graph_service.errors import LISTED, Defect, InvalidFacts


class Defects:
    """The defects found so far. Those beyond `at_most` are only counted.

    `unreadable_ids` are the ids of records that could not be read; None for one without even a readable id.
    `incomplete_kinds` are the kinds of which some records are missing. Nobody is told that a record of these doesn't
    exist.
    """

    def __init__(self, at_most: int | None = LISTED) -> None:
        self.listed: list[Defect] = []
        self.unreadable_ids: list[str | None] = []
        self.incomplete_kinds: set[RecordKind] = set()
        self._at_most = at_most
        self._more = 0

    def add(self, file: str, place: str, problem: str, nearest: tuple[str, ...] = ()) -> None:
        """Add a defect of one place."""
        if self.is_full:
            self._more += 1
        else:
            self.listed.append(Defect(file, place, problem, nearest))

    def add_unreadable(self, id_: str | None = None) -> None:
        """Note that a record can't be read, or several. Why it can't is a defect of its own."""
        if self._at_most is None:  # otherwise nobody asks for the ids
            self.unreadable_ids.append(id_)

    @property
    def is_full(self) -> bool:
        """Whether further defects would only be counted."""
        return len(self.listed) == self._at_most

    def extend(self, found: Iterable[Defect]) -> None:
        """Add several defects."""
        for defect in found:
            self.add(defect.file, defect.place, defect.problem, defect.nearest)

    def raise_if_any(self) -> None:
        """Raise InvalidFacts with all of them, in the order found."""
        if self.listed:
            raise InvalidFacts(self.listed, more=self._more)
