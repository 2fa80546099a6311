"""Every error this package raises on purpose.

GraphServiceError
├── BadInput                 the caller's words don't fit; nothing was done
│   ├── BadParameter         a question's parameter
│   ├── BadCursor            a cursor that we didn't give, or for another question
│   └── InvalidFacts         facts that don't pass; carries every Defect at once
├── NotFound
│   ├── UnknownEntity        with the nearest known ids
│   ├── AmbiguousName        a name that several entities carry
│   ├── UnknownRecord        a claim, source or relationship
│   └── UnknownQuery         with the nearest names
├── MissingPackage           what was asked needs a package that isn't installed
└── StoreError               the place where the graph is kept
    ├── StoreUnavailable     no server, no file, wrong address; may pass
    │   ├── StoreInterrupted broken off for a reason that passes: a lost connection, another leader, a lock
    │   └── StoreBusy        it is asked more than it can answer at once
    ├── StoreAccessDenied    wrong password, read-only folder
    ├── StoreFull            no room on the disk
    ├── GraphMoved           the graph was written to while it was read; ask again
    ├── ForeignData          the database holds somebody else's data under our labels
    └── WrongSchema          made by another version of this package

Errors carry facts, not HTTP: one table in `api/problems.py` maps them to statuses.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field


class GraphServiceError(Exception):
    """The root of the hierarchy; `str(error)` is a sentence for people."""


class BadInput(GraphServiceError):
    """What the caller sent can't be used."""


class BadParameter(BadInput):
    """A parameter of a question is wrong."""

    def __init__(self, parameter: str, problem: str, *, suggestions: Sequence[str] = ()) -> None:
        super().__init__(f"{parameter}: {problem}" + did_you_mean(suggestions))
        self.parameter = parameter
        self.problem = problem
        self.suggestions = list(suggestions)


class BadCursor(BadInput):
    """The cursor isn't one that this question gave."""


@dataclass(frozen=True)
class Defect:
    """One thing wrong at one place of the facts, with suggestions."""

    file: str
    place: str  # "line 12" in JSON Lines, a JSON pointer within the record after it
    problem: str
    nearest: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.problem}" + did_you_mean(self.nearest)


LISTED = 200
"""How many defects a message lists; the others are only counted."""


class InvalidFacts(BadInput):
    """The facts have defects. `more` counts those that aren't listed; `outcome` says what was written anyway."""

    def __init__(self, defects: Sequence[Defect], *, more: int = 0, outcome: str = "nothing was written") -> None:
        self.defects = list(defects)
        self.more = more
        lines = [str(defect) for defect in self.defects[:LISTED]]
        count = len(self.defects) + more
        if count > len(lines):
            lines.append(f"… and {count - len(lines):,} more")
        super().__init__(f"{count:,} defect{'s' if count > 1 else ''}, {outcome}:\n" + "\n".join(lines))


class NotFound(GraphServiceError):
    """Something was asked for that the graph doesn't hold."""

    def __init__(self, message: str, *, suggestions: Sequence[str] = ()) -> None:
        super().__init__(message + did_you_mean(suggestions))
        self.suggestions = list(suggestions)


class UnknownEntity(NotFound):
    """No entity has this id or name."""

    def __init__(self, asked: str, *, suggestions: Sequence[str] = ()) -> None:
        super().__init__(f"no entity is called {shorten(asked)!r}", suggestions=suggestions)
        self.asked = asked


class AmbiguousName(NotFound):
    """Several entities have this name: ask again with one of their ids."""

    def __init__(self, asked: str, *, suggestions: Sequence[str]) -> None:
        super().__init__(f"{shorten(asked)!r} names {len(suggestions)} entities", suggestions=suggestions)
        self.asked = asked


class UnknownRecord(NotFound):
    """No claim, source, figure or relationship has this id."""

    def __init__(self, kind: str, asked: str, *, suggestions: Sequence[str] = ()) -> None:
        super().__init__(f"no {kind} has the id {shorten(asked)!r}", suggestions=suggestions)
        self.kind = kind
        self.asked = asked


class UnknownQuery(NotFound):
    """The catalogue has no question of this name."""

    def __init__(self, asked: str, *, suggestions: Sequence[str] = ()) -> None:
        super().__init__(f"no question is called {shorten(asked)!r}", suggestions=suggestions)
        self.asked = asked


class MissingPackage(GraphServiceError):
    """What was asked needs a package that isn't installed: one that this package doesn't depend on."""

    def __init__(self, package: str) -> None:
        super().__init__(f"{package} can't be imported: install it with `pip install {package}`")
        self.package = package


class StoreError(GraphServiceError):
    """The store can't do what it was asked."""


class StoreUnavailable(StoreError):
    """The store can't be reached now."""


class StoreInterrupted(StoreUnavailable):
    """The store broke off for a reason that passes, so the same may be tried again."""


class StoreBusy(StoreUnavailable):
    """The store has so many questions to answer that one more would only wait."""


class StoreAccessDenied(StoreError):
    """The store denies access."""


class StoreFull(StoreError):
    """The store's disk is full; nothing was written."""


class GraphMoved(StoreError):
    """The graph was written to while it was being read, by a store that has no snapshots."""


class ForeignData(StoreError):
    """The database holds another application's data where ours would go; it was not touched."""


class WrongSchema(StoreError):
    """The store was made by a version of this package that writes another schema."""


def did_you_mean(suggestions: Sequence[str]) -> str:
    """The end of a sentence that offers the suggestions; empty if there are none."""
    return f" (did you mean {', '.join(suggestions)}?)" if suggestions else ""


def shorten(text: str, limit: int = 80) -> str:
    """The text, or its beginning if it is long: an error shouldn't repeat 10,000 characters."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
