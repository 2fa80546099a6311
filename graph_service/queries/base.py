"""The parameters that every question takes (scope and page), and the base of every row."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Self, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr

from graph_service.domain.dates import Day
from graph_service.domain.names import SAME_NAME_SCORE
from graph_service.domain.relationship_types import canonical_relationship_id
from graph_service.domain.scope import Scope
from graph_service.domain.vocabulary import Certainty

LIMIT = 1000
"""The most rows on one page."""

_PLAIN = (str, int, float, type(None))


@dataclass(frozen=True)
class NamesEntity:
    """Marks a parameter that names an entity: an id, or any name that only one entity has."""


@dataclass(frozen=True)
class SeeksName:
    """Marks a parameter that holds a name in any spelling. If nobody has the name, that is an answer, not an error."""


@dataclass(frozen=True)
class NamesRelationship:
    """Marks a parameter that holds the id of a relationship or of a figure."""


@dataclass(frozen=True)
class NamesFigure:
    """Marks a parameter that holds the id of a figure."""


@dataclass(frozen=True)
class NamesSource:
    """Marks a parameter that holds the id of a source."""


def _name(what: str, longest: int = 20_000) -> Any:
    # The schema says what kind of thing is named, so that a form can offer a choice.
    return Field(min_length=1, max_length=longest, json_schema_extra={"format": what})


EntityName = Annotated[str, _name("entity"), NamesEntity()]
AnyName = Annotated[str, _name("entity"), SeeksName()]
RelationshipId = Annotated[
    str, _name("relationship", 400), AfterValidator(canonical_relationship_id), NamesRelationship()
]
FigureId = Annotated[str, _name("figure", 400), NamesFigure()]
SourceId = Annotated[str, _name("source", 400), NamesSource()]


@dataclass(frozen=True, slots=True)
class Match:
    """The entity that a name means, or else those with the nearest names."""

    id: str | None
    nearest: tuple[tuple[str, float], ...]
    """Ids with scores, the best first: the entity meant, else all that have the name, else those with names like it."""

    @property
    def is_ambiguous(self) -> bool:
        """Whether several entities have the name, perhaps with another legal form."""
        return self.id is None and any(score >= SAME_NAME_SCORE for _, score in self.nearest)


class RequestParameters(BaseModel):
    """The parameters of a request; others are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    @cache
    def fields_marked(cls, marker: type) -> tuple[str, ...]:
        """The parameters that carry this marker, such as `NamesEntity`."""
        fields = cls.model_fields.items()
        return tuple(name for name, info in fields if any(isinstance(m, marker) for m in _metadata(info)))

    @classmethod
    @cache
    def list_fields(cls) -> list[str]:
        """The parameters that take several values."""
        return [name for name, info in cls.model_fields.items() if get_origin(info.annotation) is list]

    @classmethod
    @cache
    def own_parameters(cls) -> dict[str, bool]:
        """The parameters beyond those that all questions take, in their order."""
        return {name: True for name in cls.model_fields if name not in Parameters.model_fields}


class Scoped(RequestParameters):
    """The scope of a request: on what day, as known when, and how surely."""

    as_of: Day | None = Field(None, description="The day that the answer is about, YYYY-MM-DD; today if left out.")
    known_at: Day | None = Field(
        None, description="Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out."
    )
    min_certainty: Certainty = Field("inferred", description="Leave out claims that are less sure than this.")
    include_disputed: bool = Field(True, description="Count relationships about which claims disagree.")


class Paged(RequestParameters):
    """The page of an answer that comes page by page."""

    limit: int = Field(100, ge=1, le=LIMIT, description=f"The most rows to give, 1 to {LIMIT}.")
    cursor: str | None = Field(None, max_length=4000, description="Where the page before ended: its `next`.")


class Parameters(Paged, Scoped):
    """The parameters of every question: the scope and the page. A question adds its own."""

    _matches: dict[str, Match] = PrivateAttr(default_factory=dict)

    def own_values(self) -> dict[str, Any]:
        """The values of the question's own parameters, as in JSON."""
        values = {name: getattr(self, name) for name in self.own_parameters()}
        if all(isinstance(value, _PLAIN) for value in values.values()):
            return values
        return self.model_dump(mode="json", include=self.own_parameters())

    def entities_named(self) -> list[str]:
        """The entities that these parameters name by id or by name, each once."""
        named: dict[str, None] = {}
        for name in self.fields_marked(NamesEntity):
            value = getattr(self, name)
            if isinstance(value, str):
                named[value] = None
            elif value:
                named |= dict.fromkeys(value)
        return list(named)

    def names_sought(self) -> list[str]:
        """The names that these parameters look for, each once."""
        return list(dict.fromkeys(text for name in self.fields_marked(SeeksName) for text in getattr(self, name)))

    def with_matches(self, matches: Mapping[str, Match]) -> Self:
        """These parameters, with what was found for the names that they look for."""
        found = self.model_copy()
        found._matches = dict(matches)
        return found

    def match(self, text: str) -> Match:
        """What was found for a name; no match before anybody looked."""
        return self._matches.get(text, Match(None, ()))

    def relationships_named(self) -> list[str]:
        """The relationships and figures that these parameters name. They must exist."""
        return [value for name in self.fields_marked(NamesRelationship) if (value := getattr(self, name)) is not None]

    def sources_named(self) -> list[str]:
        """The sources that these parameters name. They must exist."""
        return [value for name in self.fields_marked(NamesSource) if (value := getattr(self, name)) is not None]

    def with_ids(self, id_of: Callable[[str], str]) -> Self:
        """These parameters with each entity's id for its name, as `id_of` gives it."""
        named = {name: value for name in self.fields_marked(NamesEntity) if (value := getattr(self, name)) is not None}
        ids = {name: id_of(v) if isinstance(v, str) else [id_of(each) for each in v] for name, v in named.items()}
        return self if ids == named else self.model_copy(update=ids)

    def in_scope(self, scope: Scope) -> Self:
        """These parameters with the scope as applied: `finish` may ask further questions in it."""
        return self.model_copy(update={"as_of": scope.as_of, "known_at": scope.known_at})

    @property
    def scope(self) -> Scope:
        """The scope as applied."""
        assert self.as_of is not None, "only parameters that are in a scope have one"
        assert self.known_at is not None, "only parameters that are in a scope have one"
        return Scope(
            as_of=self.as_of,
            known_at=self.known_at,
            min_certainty=self.min_certainty,
            include_disputed=self.include_disputed,
        )


class Row(BaseModel):
    """One row of an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _metadata(info: Any) -> Iterable[object]:
    yield from info.metadata
    # `EntityName | None` keeps the marker inside the union.
    for part in getattr(info.annotation, "__args__", ()):
        yield from getattr(part, "__metadata__", ())
