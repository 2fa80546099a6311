"""Source: a page or an article that says something."""

from typing import Annotated

from pydantic import AfterValidator, HttpUrl, TypeAdapter

from graph_service.domain.dates import PartialDate
from graph_service.domain.record import Language, Record, Sha256, Slug, Text
from graph_service.domain.vocabulary import Tier

_URL: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl)


def _check_url(text: str) -> str:
    # The text stays as it is: HttpUrl would rewrite it (a slash, punycode), and a link is evidence.
    _URL.validate_python(text)
    if any(character.isspace() for character in text):
        raise ValueError("an address has no white space")
    return text


class Source(Record):
    """Who published what, when; `sha256` is of the whole text, if we have held it."""

    id: Slug
    """The source's own id, which claims name."""
    url: Annotated[str, AfterValidator(_check_url)] | None = None
    """Its address on the web, beginning with http:// or https://."""
    title: Text | None = None
    """Its title."""
    publisher: Text
    """Who published it."""
    published: PartialDate | None = None
    """When it was published; not in the future."""
    language: Language | None = None
    """The language that it is written in."""
    tier: Tier
    """What kind of publisher it is; what a reprint or aggregator (C) says counts as `reported` at most."""
    sha256: Sha256 | None = None
    """The SHA-256 of its whole text in UTF-8, where you have held it."""
