"""Entity: a party or a product that claims are about."""

from typing import Annotated

from pydantic import Field

from graph_service.domain.dates import BEGINNING, END, PartialDate, day_after, first_day, last_day
from graph_service.domain.record import ByLanguage, Country, Identifiers, Record, Slug, Text, rule
from graph_service.domain.vocabulary import GROUP, EntityKind

Lifetime = tuple[str, str]
"""The half-open interval of days on which anything may hold of an entity; `BEGINNING` and `END` are open ends."""


class Entity(Record):
    """A company, lab, fund, government, group, person or product, with its names.

    `names` is by language (`en`, `ar`, …); `identifiers` by scheme (`wikidata`, `lei`, …). Nothing holds of it
    before it was `founded`, nor after it was `dissolved`, whatever claims say.
    """

    id: Slug
    """The entity's own id, which claims name: lower-case letters and digits, with hyphens."""
    kind: EntityKind
    """What it is; a `group` is an unnamed or plural party, and is never joined on."""
    names: ByLanguage
    """Its name in each language that you have, `en` and `ar` among them."""
    aliases: Annotated[tuple[Text, ...], Field(strict=False)] = ()
    """Other names by which it is found."""
    identifiers: Identifiers = Field(default_factory=dict)
    """Its identifiers by scheme, such as `wikidata` or `lei`."""
    country: Country | None = None
    """Where its seat is, in ISO 3166-1: two letters."""
    founded: PartialDate | None = None
    """When it came to be; claims of what held before are reported by `check --report`."""
    dissolved: PartialDate | None = None
    """When it ceased to be, that day included."""

    @rule
    def _lives_forward(self) -> None:
        if self.founded and self.dissolved and first_day(self.founded) > last_day(self.dissolved):
            raise ValueError(f"dissolved {self.dissolved} lies before founded {self.founded}")

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every text by which this entity is found, each once."""
        return tuple(dict.fromkeys((*self.names.values(), *self.aliases, *self.identifiers.values())))

    @property
    def lifetime(self) -> Lifetime:
        """From the first day on which it may have been founded until the day after it was dissolved at the latest."""
        founded = first_day(self.founded) if self.founded else BEGINNING
        return founded, day_after(last_day(self.dissolved)) if self.dissolved else END

    @property
    def is_group(self) -> bool:
        """Whether it is an unnamed or plural party, which is never joined on."""
        return self.kind == GROUP
