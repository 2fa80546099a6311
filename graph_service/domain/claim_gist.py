"""The gist of a claim: the few fields that a question reads of thousands of claims before it reads any in full."""

from typing import Any

from msgspec import Struct
from msgspec.json import Decoder

from graph_service.domain.claim_base import first_known_day
from graph_service.domain.vocabulary import Status


class Gist(Struct, frozen=True):
    """The fields that tell whether a question needs the whole claim. It is read in a tenth of the claim's time."""

    id: str
    status: Status
    valid_from: str | None = None
    valid_to: str | None = None
    reported_on: str | None = None
    recorded_on: str | None = None
    part: str | None = None
    revenue: dict[str, Any] | None = None

    @property
    def known_on(self) -> str:
        """The day from which anyone could have read it."""
        return first_known_day(self.reported_on, self.recorded_on)


read_gist = Decoder(Gist).decode
"""Reads the gist of a claim from its canonical JSON."""
