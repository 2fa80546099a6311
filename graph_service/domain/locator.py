"""Locator: where in a source's text a claim stands. Review: who has compared the two."""

from typing import Annotated

from pydantic import Field

from graph_service.domain.dates import PartialDate
from graph_service.domain.record import Sha256, Text, Value, rule


class Locator(Value):
    """Where in a source's text the claim is: a line, a span of characters in it, and the span's SHA-256.

    `paragraph` is the line's number, from 1; `span` counts code points within that line, from 0,
    end exclusive; `sha256` is of the span in UTF-8.
    """

    paragraph: Annotated[int, Field(ge=1)] | None = None
    """The number of the line in the text, from 1."""
    span: Annotated[tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]], Field(strict=False)] | None = None
    """The first character in that line, from 0, and the one after the last."""
    sha256: Sha256
    """The SHA-256 of those characters in UTF-8."""

    @rule
    def _a_span_runs_forward(self) -> None:
        if self.span is not None and self.span[0] >= self.span[1]:
            raise ValueError(f"the span {list(self.span)} is empty or upside down")

    @rule
    def _a_span_has_its_line(self) -> None:
        if self.span is not None and self.paragraph is None:
            raise ValueError("a span needs its paragraph")


class Review(Value):
    """Who compared the claim with its source, and when."""

    by: Text
    """Who compared them."""
    on: PartialDate
    """When; not in the future."""
