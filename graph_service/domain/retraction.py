"""Retraction: a claim, or all that a source says, is taken back. Nothing is deleted: history is never rewritten."""

from typing import Literal

from graph_service.domain.dates import Day
from graph_service.domain.record import ByLanguage, Record, RecordId, Slug, rule

RetractionKind = Literal["withdrawn", "mistaken"]
"""`withdrawn`: it counts until a day, and no longer from then on. `mistaken`: it was never said, and never counts."""


class Retraction(Record):
    """The retraction of one claim, or of all claims of one source.

    `on` is the day from which anyone could know that it was withdrawn; what is mistaken has none, since it never
    counted. `reported_in` is the source that says so, where there is one (a correction notice); `note` is the reason.
    """

    id: RecordId
    """The retraction's own id."""
    claim: RecordId | None = None
    """The id of the claim that is taken back; or else give `source`."""
    source: Slug | None = None
    """The id of the source of which all claims are taken back."""
    kind: RetractionKind
    """`withdrawn`: it counts until `on`, and not from then on. `mistaken`: it was never said, and never counts."""
    on: Day | None = None
    """The day from which anyone could know that it was withdrawn: not in the future, nor before the claim was known."""
    reported_in: Slug | None = None
    """The id of the source that says so, such as a correction notice."""
    note: ByLanguage
    """The reason, in your own words and by language."""

    @rule
    def _of_one_thing(self) -> None:
        if (self.claim is None) == (self.source is None):
            raise ValueError("give either the claim or the source that is retracted")

    @rule
    def _has_the_day_of_its_kind(self) -> None:
        if self.kind == "withdrawn" and self.on is None:
            raise ValueError("what is withdrawn needs the day from which that could be known: give on")
        if self.kind == "mistaken" and self.on is not None:
            raise ValueError("what is mistaken was never said, on no day: leave on out")

    @property
    def retracted(self) -> tuple[Literal["claim", "source"], str]:
        """The retracted record: its kind, and its id."""
        if self.claim is not None:
            return "claim", self.claim
        assert self.source is not None
        return "source", self.source
