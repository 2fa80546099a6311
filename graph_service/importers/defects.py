"""Defects as they are found: gathered, and raised all at once."""

from collections.abc import Iterable

from graph_service.errors import LISTED, Defect, InvalidFacts


class Defects:
    """All that is wrong so far."""

    def __init__(self) -> None:
        self._listed: list[Defect] = []
        self._more = 0

    def add(self, file: str, place: str, problem: str, nearest: tuple[str, ...] = ()) -> None:
        """One thing wrong with one place."""
        if len(self._listed) < LISTED:
            self._listed.append(Defect(file, place, problem, nearest))
        else:
            self._more += 1

    @property
    def full(self) -> bool:
        """Whether further ones would only be counted."""
        return len(self._listed) == LISTED

    def extend(self, found: Iterable[Defect]) -> None:
        """Several things wrong."""
        for defect in found:
            self.add(defect.file, defect.place, defect.problem, defect.nearest)

    def raise_if_any(self) -> None:
        """Raise InvalidFacts with all of them, in the order found."""
        if self._listed:
            raise InvalidFacts(self._listed, more=self._more)
