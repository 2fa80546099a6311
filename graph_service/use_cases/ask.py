"""The one path of every question: read the parameters, find the rows, add evidence, certify."""

import json
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rapidfuzz import process

from graph_service.domain.names import EXACT_SCORE, SAME_FORM_SCORE, SAME_NAME_SCORE
from graph_service.domain.scope import Scope, today
from graph_service.domain.vocabulary import Certainty
from graph_service.errors import (
    AmbiguousName,
    BadParameter,
    UnknownEntity,
    UnknownQuery,
    shorten,
)
from graph_service.queries.base import Match, Parameters, RequestParameters, Row, Scoped
from graph_service.queries.kinds import CandidatesToFinish, Key, Query, list_shown_ids
from graph_service.queries.registry import QUERIES
from graph_service.stores.port import Look, Store
from graph_service.support import data_frames
from graph_service.support.cursor import read_cursor, write_cursor
from graph_service.support.json_bytes import encode_json
from graph_service.support.lru_cache import LruCache
from graph_service.support.retry import retry_moved
from graph_service.use_cases.unknown_records import check_relationship_or_figure, find_similar_entities, find_source

if TYPE_CHECKING:
    import pandas
    import polars

R = TypeVar("R", bound=Row)
M = TypeVar("M", bound=RequestParameters)

SUGGESTIONS = 5

_LOOKS: LruCache[Look] = LruCache(4)
"""Candidates for the next page. The digest is in their key: the same digest means the same records."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much was looked at: relationships that the scope shows, by type.

    Counted at the entities that the question names, or in the whole graph if it names none.
    """

    at: Annotated[list[str], Field(description="The entities that the question names; empty: the whole graph.")]
    relationships: dict[str, int]


@dataclass(frozen=True, slots=True)
class Certificate:
    """What an answer is an answer to. The same certificate means the same answer."""

    query: str
    version: int
    parameters: Annotated[dict[str, Any], Field(description="As applied: names resolved to ids, defaults filled in.")]
    scope: Scope
    order: str
    digest: Annotated[str, Field(description="Which graph was asked.")]
    coverage: Coverage
    truncated: Annotated[bool, Field(description="Whether more rows follow: ask again with the cursor in `next`.")]
    capped: Annotated[str | None, Field(description="What was not looked at, and why; null: all was.")]


class Answer(BaseModel, Generic[R]):
    """Rows, the cursor of the next page, and the certificate."""

    model_config = ConfigDict(frozen=True)

    rows: list[R]
    next: str | None
    certificate: Certificate

    # A loop over a model of pydantic gives its fields; one over an answer gives its rows.
    def __iter__(self) -> Iterator[R]:  # type: ignore[override]
        """An answer is its rows to a loop."""
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as plain data: what REST gives as JSON, in dicts and lists."""
        rows: list[dict[str, Any]] = json.loads(encode_json(self.rows))
        return rows

    def to_pandas(self) -> "pandas.DataFrame":
        """The rows as a data frame of pandas. Raises MissingPackage if pandas isn't installed.

        Fields within a field are columns of their own: `client.id`, `client.names.en`, `window.from`. An empty answer
        has these columns too, except those of languages. A list, such as `witness`, stays a list in one cell. Days are
        texts, as some are only a month or a year.
        """
        return data_frames.to_pandas(self._row, self.to_dicts())

    def to_polars(self) -> "polars.DataFrame":
        """The rows as a data frame of polars, with the columns of `to_pandas`. A list is a list of structs."""
        return data_frames.to_polars(self._row, self.to_dicts())

    @property
    def _row(self) -> type[Row]:
        """The class of the rows, even if there are none."""
        return QUERIES[self.certificate.query].row


def query_named(name: str) -> Query[Any, Any]:
    """The question of this name, written with `_` or `-`."""
    query = QUERIES.get(name.replace("-", "_"))
    if query is None:
        raise unknown_query(name)
    return query


def unknown_query(name: str) -> UnknownQuery:
    """The error that there is no question of this name, with the nearest names."""
    return UnknownQuery(name, suggestions=[match[0] for match in process.extract(name, list(QUERIES), limit=3)])


def read_parameters(query: Query[Any, Any], given: Mapping[str, Any]) -> Parameters:
    """Read the question's parameters. An error names the first wrong one, and the nearest that exists."""
    parameters: Parameters = read_as(query.parameters, given)
    return parameters


def read_as(model: type[M], given: Mapping[str, Any]) -> M:
    """Read the parameters of a model."""
    try:
        return model.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise bad_parameter(first, list(model.model_fields)) from error


def bad_parameter(first: Mapping[str, Any], names: list[str]) -> BadParameter:
    """Put an error of pydantic's in our own words."""
    name = shorten(str(first["loc"][0] if first["loc"] else "parameters")) or "''"
    if first["type"] == "extra_forbidden":
        nearest = [match[0] for match in process.extract(name, names, limit=1, score_cutoff=70)]
        there_are = f"there are {', '.join(names)}" if names else "none is taken here"
        return BadParameter(name, f"there is no such parameter; {there_are}", suggestions=nearest)
    return BadParameter(name, first["msg"].removeprefix("Value error, "))


def apply_scope(parameters: Scoped) -> Scope:
    """Fill in today where no day is given. `known_at` can't be in the future."""
    now = today()
    if parameters.known_at is not None and parameters.known_at > now:
        raise BadParameter("known_at", f"{parameters.known_at} lies in the future; today is {now}")
    as_of, known_at = parameters.as_of or now, parameters.known_at or now
    return _scope(as_of, known_at, parameters.min_certainty, parameters.include_disputed)


@lru_cache(maxsize=64)  # most questions are about today
def _scope(as_of: str, known_at: str, min_certainty: Certainty, include_disputed: bool) -> Scope:
    return Scope(as_of=as_of, known_at=known_at, min_certainty=min_certainty, include_disputed=include_disputed)


def ask(store: Store, query: Query[Any, R], parameters: Parameters) -> Answer[R]:
    """Answer the question, all of it from one version of the graph."""
    scope = apply_scope(parameters)

    def read() -> Answer[R]:
        looks: dict[Hashable, Look] = {}
        with store.reading(again=True) as digest:
            answer = _answer(store, digest, query, parameters, scope, looks)
        for key, look in looks.items():  # only now it is certain that all of it is of this version
            _LOOKS.put(key, look)
        return answer

    return retry_moved(read)


def _answer(
    store: Store, digest: str, query: Query[Any, R], asked: Parameters, scope: Scope, looks: dict[Hashable, Look]
) -> Answer[R]:
    """Answer within a block of reading. The candidates for the next page are put into `looks`."""
    # `finish` may ask another question in the same scope.
    given = asked.in_scope(scope) if isinstance(query, CandidatesToFinish) else asked
    # Names are first taken for ids, which they mostly are. The same look at the store tells whether they were.
    parameters = _resolve_names(store, given) if _needs_look_up(given) else given.with_ids(str)
    after = read_cursor(parameters.cursor, _cursor_scope(query, parameters, asked)) if parameters.cursor else None
    look = _look_once(store, digest, query, parameters, scope, after, looks)
    if not look.evidence.entity_texts.keys() >= set(parameters.entities_named()):
        parameters = _resolve_names(store, given)
        look = store.look(query, parameters, scope, after, parameters.limit + 1)
    found, evidence, capped = look.found, look.evidence, None
    if isinstance(query, CandidatesToFinish):
        capped = query.capped(found, parameters)
        rows = sorted(query.finish(found, parameters), key=attrgetter("key"))
        found = [row for row in rows if after is None or row.key > after][: parameters.limit + 1]
        evidence = store.evidence(*list_shown_ids(found[: parameters.limit]))
    page, more = found[: parameters.limit], len(found) > parameters.limit
    return Answer(
        rows=[query.shape(finding, evidence) for finding in page],
        next=write_cursor(page[-1].key, _cursor_scope(query, parameters, asked)) if more else None,
        certificate=Certificate(
            query=query.name,
            version=query.version,
            parameters=parameters.own_values(),
            scope=scope,
            order=query.order,
            digest=digest,
            coverage=Coverage(at=parameters.entities_named(), relationships=look.coverage),
            truncated=more,
            capped=capped,
        ),
    )


def _look_once(
    store: Store,
    digest: str,
    query: Query[Any, Any],
    parameters: Parameters,
    scope: Scope,
    after: Key | None,
    looks: dict[Hashable, Look],
) -> Look:
    """Look at the store; but for candidates only once, as they are the same for every page."""
    if not isinstance(query, CandidatesToFinish) or query.candidates_key is None:
        return store.look(query, parameters, scope, after, parameters.limit + 1)
    key = id(store), digest, query.name, query.candidates_key(parameters), scope
    looks[key] = _LOOKS.get(key) or store.look(query, parameters, scope, after, parameters.limit + 1)
    return looks[key]


def _cursor_scope(query: Query[Any, Any], parameters: Parameters, asked: Parameters) -> str:
    """The question for which a cursor is valid."""
    # The scope as asked, not as applied: a cursor from before midnight is valid after it.
    scope = asked.model_dump(include=set(Scoped.model_fields))
    return f"{query.name} {query.version} {parameters.own_values()} {scope}"


def _needs_look_up(asked: Parameters) -> bool:
    """Whether the names must be looked up first. Entities alone needn't: they are mostly named by their ids."""
    return bool(asked.cursor or asked.relationships_named() or asked.sources_named() or asked.names_sought())


def _resolve_names(store: Store, asked: Parameters) -> Parameters:
    """Replace every name by its entity's id, and check that every id exists."""
    known = store.evidence(asked.entities_named(), ()).entity_texts
    parameters = asked.with_ids(lambda text: text if text in known else find_entity(store, text))
    for id_ in parameters.relationships_named():
        check_relationship_or_figure(store, id_)
    for id_ in parameters.sources_named():
        find_source(store, id_)
    sought = parameters.names_sought()
    return parameters.with_matches(match_names(store, sought)) if sought else parameters


def find_entity(store: Store, text: str) -> str:
    """Find the id of the one entity that has this id or name. A near name is never taken for it."""
    found = match_names(store, [text])[text]
    if found.id is not None:
        return found.id
    nearest = [id_ for id_, _ in found.nearest]
    if found.is_ambiguous:
        raise AmbiguousName(text, suggestions=nearest)
    raise UnknownEntity(text, suggestions=nearest)


def match_names(store: Store, texts: list[str]) -> dict[str, Match]:
    """Find the entity that each of these ids and names means."""
    known = store.evidence(texts, ()).entity_texts
    return {text: Match(text, ((text, EXACT_SCORE),)) if text in known else _match_name(store, text) for text in texts}


def _match_name(store: Store, text: str) -> Match:
    scored = find_similar_entities(store, text)
    # First the same name, then its legal form in another spelling, then without it or with another one.
    for least in (EXACT_SCORE, SAME_FORM_SCORE, SAME_NAME_SCORE):
        if same := tuple(each for each in scored if each[1] >= least):
            return Match(same[0][0] if len(same) == 1 else None, same)
    return Match(None, tuple(scored[:SUGGESTIONS]))
