"""Errors about unknown records, which name the nearest known ones. Few records are read, however many there are."""

from collections.abc import Iterator, Mapping
from operator import attrgetter

from rapidfuzz.distance import Prefix

from graph_service.domain.names import NEAR_NAME_SCORE
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES
from graph_service.domain.scope import Scope, today
from graph_service.domain.source import Source
from graph_service.domain.suggestions import nearest_words
from graph_service.errors import UnknownRecord
from graph_service.queries import search
from graph_service.stores.port import Resource, Store

LOOKED_AT = 100
"""The most records that are read at once."""

_LONGEST = 200
"""The most characters of an id that are searched for."""

_SUGGESTIONS = 5


def find_similar_entities(store: Store, text: str) -> list[tuple[str, float]]:
    """Find the ids of entities with names like the text, each with its score, the best first."""
    parameters = search.SearchParameters(q=text, min_score=NEAR_NAME_SCORE)
    candidates = store.look(search.QUERY, parameters, _make_widest_scope(), None, search.CANDIDATES).found
    ranked = sorted(search.finish(candidates, parameters), key=attrgetter("key"))
    return [(finding.entities[0], finding.values.score) for finding in ranked]


def check_relationship_or_figure(store: Store, id_: str) -> None:
    """Raise UnknownRecord if no claim is about anything of this id."""
    if not store.has_claims_about(id_):
        raise unknown_relationship_or_figure(store, id_)


def check_figure(store: Store, id_: str) -> None:
    """Raise UnknownRecord if no figure has this id."""
    if not store.page("figures", {"id": id_}, None, None, 1):
        raise unknown_figure(store, id_)


def find_source(store: Store, id_: str) -> Source:
    """Find the source of this id, or raise UnknownRecord."""
    found: list[Source] = store.page("sources", {"id": id_}, None, None, 1)
    if not found:
        raise unknown_source(store, id_)
    return found[0]


def unknown_source(store: Store, id_: str) -> UnknownRecord:
    """The error that there is no such source."""
    return UnknownRecord("source", id_, suggestions=_find_similar_ids(store, "sources", id_))


def unknown_claim(store: Store, id_: str) -> UnknownRecord:
    """The error that there is no such claim."""
    return UnknownRecord("claim", id_, suggestions=_find_similar_ids(store, "claims", id_))


def unknown_figure(store: Store, id_: str) -> UnknownRecord:
    """The error that there is no such figure."""
    return UnknownRecord("figure", id_, suggestions=nearest_words(id_, _list_figures(store, id_), _SUGGESTIONS))


def unknown_relationship(store: Store, id_: str) -> UnknownRecord:
    """The error that there is no such relationship."""
    return UnknownRecord("relationship", id_, suggestions=_find_similar_relationships(store, id_))


def unknown_relationship_or_figure(store: Store, id_: str) -> UnknownRecord:
    """The error that there is neither of this id."""
    found = _find_similar_relationships(store, id_) or nearest_words(id_, _list_figures(store, id_), _SUGGESTIONS)
    return UnknownRecord("relationship or figure", id_, suggestions=found)


def _find_similar_ids(store: Store, resource: Resource, id_: str) -> tuple[str, ...]:
    """Find the ids most like this one, by reading the listing from the id's first letters on."""
    text = id_[:_LONGEST]
    begins = {text[:-1], *(text[: len(text) * quarters // 4] for quarters in range(4))}
    found = {record.id for begin in begins for record in store.page(resource, {}, None, (begin,), LOOKED_AT)}
    # Of equally similar ids, the one with the longest common beginning comes first.
    in_order = sorted(found, key=lambda each: (-Prefix.similarity(text, each), each))
    return nearest_words(text, in_order, _SUGGESTIONS)


def _list_figures(store: Store, id_: str) -> list[str]:
    """List the figures of the entity that the id seems to name."""
    subject = _guess_entity(store, id_.partition(":")[0])
    found = store.page("figures", {"subject": subject}, _make_widest_scope(), None, LOOKED_AT) if subject else ()
    return sorted(figure.id for figure in found)


def _find_similar_relationships(store: Store, id_: str) -> tuple[str, ...]:
    """Find relationships between the two entities that the id seems to name, then the most similar of either."""
    first, _, rest = id_.partition(":")
    type_, _, last = rest.rpartition(":")
    subject, object_ = _guess_entity(store, first), _guess_entity(store, last)
    of_type = {"type": type_} if type_ in RELATIONSHIP_TYPES else {}
    between: list[str] = []
    if subject and object_:
        for one, other in ((subject, object_), (object_, subject)):
            between += _list_relationships(store, {"subject": one, "object": other})
    at_either = {
        found
        for entity in (subject, object_)
        if entity
        for role in ("subject", "object")
        for found in _list_relationships(store, {role: entity, **of_type})
    }
    alike = nearest_words(id_, sorted(at_either), _SUGGESTIONS)
    return tuple(dict.fromkeys([*between, *alike]))[:_SUGGESTIONS]


def _list_relationships(store: Store, where: Mapping[str, str]) -> Iterator[str]:
    return (version.id for version in store.page("relationships", where, _make_widest_scope(), None, LOOKED_AT))


def _guess_entity(store: Store, text: str) -> str | None:
    """Guess the id of the entity that the text means."""
    text = text[:_LONGEST]
    if not text or store.evidence([text], ()).entity_texts:
        return text or None
    return next((id_ for id_, _ in find_similar_entities(store, text)), None)


def _make_widest_scope() -> Scope:
    now = today()
    return Scope(as_of=now, known_at=now, min_certainty="inferred", include_disputed=True)
