"""Retraction: a claim, or all that a source says, is taken back. Nothing is removed: history is never rewritten."""

from typing import Literal, Self

from pydantic import model_validator

from graph_service.domain.dates import Day
from graph_service.domain.record import ByLanguage, Record, RecordId, Slug

RetractionKind = Literal["withdrawn", "mistaken"]
"""`withdrawn`: it counts until a day, and no longer from then on. `mistaken`: it was never said, and never counts."""


class Retraction(Record):
    """The retraction of one claim, or of all claims of one source.

    `on` is the day from which anyone could know that it was withdrawn; what is mistaken has none, since it never
    counted. `reported_in` is the source that says so, where there is one (a correction notice); `note` is the reason.
    """

    id: RecordId
    claim: RecordId | None = None
    source: Slug | None = None
    kind: RetractionKind
    on: Day | None = None
    reported_in: Slug | None = None
    note: ByLanguage

    @model_validator(mode="after")
    def _of_one_thing(self) -> Self:
        if (self.claim is None) == (self.source is None):
            raise ValueError("give either the claim or the source that is retracted")
        if self.kind == "withdrawn" and self.on is None:
            raise ValueError("what is withdrawn needs the day from which that could be known: give on")
        if self.kind == "mistaken" and self.on is not None:
            raise ValueError("what is mistaken was never said, on no day: leave on out")
        return self

    @property
    def retracted(self) -> tuple[Literal["claim", "source"], str]:
        """What is retracted: which kind of record, and its id."""
        if self.claim is not None:
            return "claim", self.claim
        assert self.source is not None
        return "source", self.source
