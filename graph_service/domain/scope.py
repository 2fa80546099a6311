"""The scope of a question: about which day, known by when, and how sure."""

from datetime import UTC, datetime

from pydantic import BaseModel, ConfigDict

from graph_service.domain.dates import Day
from graph_service.domain.vocabulary import CERTAINTY_RANK, Certainty


class Scope(BaseModel):
    """The scope as applied: every field has a value, so that an answer says what it is about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: Day
    known_at: Day
    min_certainty: Certainty
    include_disputed: bool

    @property
    def floor(self) -> int:
        """The rank of the least certainty, 0 to 3."""
        return CERTAINTY_RANK[self.min_certainty]


def today() -> str:
    """The current day in UTC, so that every process of a service has the same."""
    return datetime.now(UTC).date().isoformat()
