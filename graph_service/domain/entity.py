"""Entity: a party or a product that claims speak of."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from graph_service.domain.dates import BEGINNING, END, PartialDate, day_after, first_day, last_day
from graph_service.domain.record import ByLanguage, Country, Identifiers, Record, Slug, Text
from graph_service.domain.vocabulary import GROUP, Kind

Lifetime = tuple[str, str]
"""The days between which anything may hold of an entity, half-open; open ends as everywhere."""


class Entity(Record):
    """A company, lab, fund, government, group, person or product, with its names.

    `names` is by language (`en`, `ar`, …); `identifiers` by scheme (`wikidata`, `lei`, …). Nothing holds of it
    before it was `founded`, nor after it was `dissolved`, whatever claims say.
    """

    id: Slug
    kind: Kind
    names: ByLanguage
    aliases: Annotated[tuple[Text, ...], Field(strict=False)] = ()
    identifiers: Identifiers = Field(default_factory=dict)
    country: Country | None = None
    founded: PartialDate | None = None
    dissolved: PartialDate | None = None

    @model_validator(mode="after")
    def _lives_forward(self) -> Self:
        if self.founded and self.dissolved and first_day(self.founded) > last_day(self.dissolved):
            raise ValueError(f"dissolved {self.dissolved} lies before founded {self.founded}")
        return self

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every text by which this entity may be looked up, each once."""
        return tuple(dict.fromkeys((*self.names.values(), *self.aliases, *self.identifiers.values())))

    @property
    def lifetime(self) -> Lifetime:
        """From the first day on which it may have been founded to the day after the last on which it was dissolved."""
        founded = first_day(self.founded) if self.founded else BEGINNING
        return founded, day_after(last_day(self.dissolved)) if self.dissolved else END

    @property
    def is_group(self) -> bool:
        """Unnamed or plural: never joined on."""
        return self.kind == GROUP
