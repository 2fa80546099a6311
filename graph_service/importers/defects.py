"""Defects as they are found: gathered, and raised all at once."""

from collections.abc import Iterable

from graph_service.domain.facts import RecordKind
from graph_service.errors import LISTED, Defect, InvalidFacts


class Defects:
    """All that is wrong so far; what goes beyond `at_most` is only counted.

    `lost` has the ids of records that could not be read, None where not even the id could; `unread` has the kinds of
    which some records may be missing, so that nobody is told that they don't exist.
    """

    def __init__(self, at_most: int | None = LISTED) -> None:
        self.listed: list[Defect] = []
        self.lost: list[str | None] = []
        self.unread: set[RecordKind] = set()
        self._at_most = at_most
        self._more = 0

    def add(self, file: str, place: str, problem: str, nearest: tuple[str, ...] = ()) -> None:
        """One thing wrong with one place."""
        if self.full:
            self._more += 1
        else:
            self.listed.append(Defect(file, place, problem, nearest))

    def lose(self, id_: str | None = None) -> None:
        """A record, or some, can't be read; what is wrong with it is told beside."""
        if self._at_most is None:  # otherwise nobody asks
            self.lost.append(id_)

    @property
    def full(self) -> bool:
        """Whether further ones would only be counted."""
        return len(self.listed) == self._at_most

    def extend(self, found: Iterable[Defect]) -> None:
        """Several things wrong."""
        for defect in found:
            self.add(defect.file, defect.place, defect.problem, defect.nearest)

    def raise_if_any(self) -> None:
        """Raise InvalidFacts with all of them, in the order found."""
        if self.listed:
            raise InvalidFacts(self.listed, more=self._more)
