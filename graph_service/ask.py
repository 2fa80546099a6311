"""The one path of every question: read the parameters, find, put evidence to it, certify."""

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rapidfuzz import process

from graph_service.cursor import read_cursor, write_cursor
from graph_service.domain.names import EXACT
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.scope import Scope, today
from graph_service.errors import (
    AmbiguousName,
    BadParameter,
    GraphMoved,
    StoreUnavailable,
    UnknownEntity,
    UnknownQuery,
    UnknownRecord,
)
from graph_service.queries import search
from graph_service.queries.base import Finding, NamesEntity, NamesRelationship, Parameters, Query, Row
from graph_service.queries.registry import QUERIES
from graph_service.stores.port import Store

R = TypeVar("R", bound=Row)
M = TypeVar("M", bound=Parameters)

SUGGESTIONS = 5
ATTEMPTS = 8
"""How often a question is asked again when the graph is written to under a store without snapshots."""


class Coverage(BaseModel):
    """How much was looked at: relationships that can be seen in the scope, by type.

    Counted at the entities that the question names, or in the whole graph if it names none.
    """

    model_config = ConfigDict(frozen=True)

    at: list[str] = Field(description="The entities that the question names; empty: the whole graph.")
    relationships: dict[str, int]


class Certificate(BaseModel):
    """What an answer is an answer to: with the same certificate comes the same answer."""

    model_config = ConfigDict(frozen=True)

    query: str
    version: int
    parameters: dict[str, Any] = Field(description="As applied: names resolved to ids, defaults filled in.")
    scope: Scope
    order: str
    digest: str = Field(description="Which graph was asked.")
    coverage: Coverage
    truncated: bool = Field(description="Whether more rows follow: ask again with the cursor in `next`.")


class Answer(BaseModel, Generic[R]):
    """Rows, the cursor of the next page, and the certificate."""

    model_config = ConfigDict(frozen=True)

    rows: list[R]
    next: str | None
    certificate: Certificate

    def __iter__(self) -> Iterator[R]:  # type: ignore[override]
        """An answer is its rows to a loop; pydantic would give its fields."""
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def query_named(name: str) -> Query[Any, Any]:
    """The question of this name, written with `_` or `-`."""
    query = QUERIES.get(name.replace("-", "_"))
    if query is None:
        raise UnknownQuery(name, suggestions=[match[0] for match in process.extract(name, list(QUERIES), limit=3)])
    return query


def read_parameters(query: Query[Any, Any], given: Mapping[str, Any]) -> Parameters:
    """The question's parameters; the first that is wrong is named, with the nearest that exists."""
    parameters: Parameters = read_as(query.parameters, given)
    return parameters


def read_as(model: type[M], given: Mapping[str, Any]) -> M:
    """The parameters of a model."""
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise bad_parameter(error, list(model.model_fields)) from error


def bad_parameter(error: ValidationError, names: list[str]) -> BadParameter:
    """The error in our own words."""
    first = error.errors(include_url=False)[0]
    name = ".".join(map(str, first["loc"])) or "parameters"
    if first["type"] == "extra_forbidden":
        nearest = [match[0] for match in process.extract(name, names, limit=1, score_cutoff=50)]
        return BadParameter(name, f"there is no such parameter; there are {', '.join(names)}", suggestions=nearest)
    return BadParameter(name, first["msg"].removeprefix("Value error, "))


def applied_scope(parameters: Parameters) -> Scope:
    """The scope with today where nothing was said; the future can't be known yet."""
    now = today()
    if parameters.known_at is not None and parameters.known_at > now:
        raise BadParameter("known_at", f"{parameters.known_at} lies in the future; today is {now}")
    return Scope(
        as_of=parameters.as_of or now,
        known_at=parameters.known_at or now,
        min_certainty=parameters.min_certainty,
        include_disputed=parameters.include_disputed,
    )


def ask(store: Store, query: Query[Any, R], parameters: Parameters) -> Answer[R]:
    """The answer, all of it from one version of the graph."""
    scope = applied_scope(parameters)
    for _ in range(ATTEMPTS):
        try:
            with store.reading() as digest:
                return _answer(store, digest, query, parameters, scope)
        except GraphMoved:
            continue
    raise StoreUnavailable("the graph is being written to too often to be read; try again")


def _answer(store: Store, digest: str, query: Query[Any, R], asked: Parameters, scope: Scope) -> Answer[R]:
    parameters = _with_ids(store, query, asked)
    own = parameters.model_dump(mode="json", include=set(query.parameters.own_parameters()))
    question = f"{query.name} {query.version} {own} {scope.model_dump()}"
    after = read_cursor(parameters.cursor, question) if parameters.cursor else None
    found = store.find(query, parameters, scope, after, parameters.limit + 1)
    if query.finish:
        found = sorted(query.finish(found, parameters), key=lambda finding: finding.key)
        found = [finding for finding in found if after is None or finding.key > after]
    page, more = found[: parameters.limit], len(found) > parameters.limit
    evidence = store.evidence(*_mentioned(page))
    named = [id_ for name in query.parameters.marked(NamesEntity) if (id_ := getattr(parameters, name)) is not None]
    return Answer(
        rows=[query.shape(finding, evidence) for finding in page],
        next=write_cursor(page[-1].key, question) if more else None,
        certificate=Certificate(
            query=query.name,
            version=query.version,
            parameters=own,
            scope=scope,
            order=query.order,
            digest=digest,
            coverage=Coverage(at=named, relationships=store.coverage(query.reads, named, scope)),
            truncated=more,
        ),
    )


def _mentioned(page: list[Finding]) -> tuple[set[str], set[str]]:
    """The ids of the entities and claims that the page speaks of."""
    entities: set[str] = set()
    claims: set[str] = set()
    for finding in page:
        entities.update(finding.entities)
        claims.update(finding.claims)
        for derived in finding.witness:
            claims.update(derived.claims)
            entities.add(derived.subject)
            if isinstance(derived, RelationshipVersion):
                entities.add(derived.object)
            else:
                assert isinstance(derived, Figure)
    return entities, claims


def _with_ids(store: Store, query: Query[Any, Any], asked: Parameters) -> Parameters:
    """The parameters with every name replaced by its entity's id, and every id seen to exist."""
    named = {
        name: value for name in query.parameters.marked(NamesEntity) if (value := getattr(asked, name)) is not None
    }
    for name in query.parameters.marked(NamesRelationship):
        if not store.about(getattr(asked, name)):
            raise UnknownRecord("relationship or figure", getattr(asked, name))
    known = store.evidence(set(named.values()), ()).entities
    changed = {name: entity_called(store, text) for name, text in named.items() if text not in known}
    return asked.model_copy(update=changed) if changed else asked


def entity_called(store: Store, text: str) -> str:
    """The id of the one entity that has this id or name; a name is never guessed from a near one."""
    if text in store.evidence([text], ()).entities:
        return text
    parameters = search.SearchParameters(q=text)
    candidates = store.find(search.QUERY, parameters, applied_scope(parameters), None, search.CANDIDATES)
    ranked = sorted(search.finish(candidates, parameters), key=lambda finding: finding.key)
    exact = [finding.entities[0] for finding in ranked if finding.values["score"] == EXACT]
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise AmbiguousName(text, suggestions=exact)
    raise UnknownEntity(text, suggestions=[finding.entities[0] for finding in ranked[:SUGGESTIONS]])
