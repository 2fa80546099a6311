"""What claims of both forms have in common."""

from typing import Annotated

from pydantic import AfterValidator, Field

from graph_service.domain.dates import Day, PartialDate, first_day, last_day
from graph_service.domain.locator import Locator, Review
from graph_service.domain.record import ByLanguage, Record, RecordId, Slug, Text, rule
from graph_service.domain.vocabulary import Certainty, Status


def _each_once(ids: tuple[str, ...]) -> tuple[str, ...]:
    # The order that they are given in means nothing, so they have one canonical text.
    return tuple(sorted(set(ids)))


class ClaimBase(Record):
    """What every claim has: who says it, when, how surely, and where it can be checked."""

    id: RecordId
    """The claim's own id, never given to another; what was said is never edited."""
    subject: Slug
    """The id of the entity that the claim is about: the investor, the client, whose figure it is."""
    status: Status
    """How far the relationship has come, as this source has it."""
    certainty: Certainty
    """How surely it is said, from `inferred` to `confirmed`."""
    valid_from: PartialDate | None = None
    """The first day on which it held; absent where the source doesn't say. It may lie in the future."""
    valid_to: PartialDate | None = None
    """The last day on which it held, that day included: a contract until `2024` held on 31 December 2024."""
    reported_on: PartialDate | None = None
    """When the source said it; not in the future. A month or year counts from its last day, once that is over."""
    recorded_on: Day | None = None
    """The day on which it entered the data; needed where `reported_on` is absent.

    Where `reported_on` is a month or year that isn't over, it is the day of loading unless it is given.
    """
    disputes: Annotated[tuple[RecordId, ...], Field(strict=False), AfterValidator(_each_once)] = ()
    """The ids of claims that this one contradicts, about anything, where its source says or plainly means so."""
    supersedes: Annotated[tuple[RecordId, ...], Field(strict=False), AfterValidator(_each_once)] = ()
    """The ids of earlier claims about the same relationship or figure that this one replaces, such as a correction."""
    attribution: Text
    """Who says so, in words: `Reuters, citing two people`."""
    source: Slug
    """The id of the source that says so."""
    locator: Locator | None = None
    """Where in the source's text it stands, so that anyone who holds the text can check it."""
    note: ByLanguage
    """What it says, in your own words and by language; never a quotation."""
    review: Review | None = None
    """Who has compared the claim with its source, if anyone has."""

    @rule
    def _ends_after_it_begins(self) -> None:
        if self.valid_from and self.valid_to and first_day(self.valid_from) > last_day(self.valid_to):
            raise ValueError(f"valid_to {self.valid_to} lies before valid_from {self.valid_from}")

    @rule
    def _is_dated(self) -> None:
        if self.reported_on is None and self.recorded_on is None:
            raise ValueError("give reported_on (when the source said it) or recorded_on (when it was entered)")

    @rule
    def _was_said_before_it_was_recorded(self) -> None:
        if self.reported_on and self.recorded_on and first_day(self.reported_on) > self.recorded_on:
            raise ValueError(f"reported_on {self.reported_on} lies after recorded_on {self.recorded_on}")

    @rule
    def _never_held_if_called_off(self) -> None:
        if self.status == "called_off" and (self.valid_from or self.valid_to):
            raise ValueError("what was called off never held: leave valid_from and valid_to out")

    @rule
    def _disputes_others(self) -> None:
        if self.id in self.disputes:
            raise ValueError("a claim can't dispute itself")

    @rule
    def _supersedes_others(self) -> None:
        if self.id in self.supersedes:
            raise ValueError("a claim can't supersede itself")

    @property
    def known_on(self) -> str:
        """The day from which anyone could have read it.

        A partial date counts from its last day, but no later than the day we recorded it.
        """
        return first_known_day(self.reported_on, self.recorded_on)


def first_known_day(reported_on: str | None, recorded_on: str | None) -> str:
    """The day from which a claim with these dates is known; at least one of them is given."""
    if reported_on is None:
        assert recorded_on is not None
        return recorded_on
    known = last_day(reported_on)
    return min(known, recorded_on) if recorded_on else known
