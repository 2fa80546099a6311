"""What isn't there, as errors that name the nearest that is: few records are looked at, however many there are."""

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
"""The most records of one look."""

_LONGEST = 200
"""The most characters of an id that are looked for."""

_SUGGESTIONS = 5


def entities_like(store: Store, text: str) -> list[tuple[str, float]]:
    """The ids of entities with names like the text, each with its score, the best first."""
    parameters = search.SearchParameters(q=text, min_score=NEAR_NAME_SCORE)
    candidates = store.look(search.QUERY, parameters, _everything(), None, search.CANDIDATES).found
    ranked = sorted(search.finish(candidates, parameters), key=attrgetter("key"))
    return [(finding.entities[0], finding.values.score) for finding in ranked]


def see_relationship_or_figure(store: Store, id_: str) -> None:
    """Raise UnknownRecord where no claim is about anything of this id."""
    if not store.has_claims_about(id_):
        raise unknown_relationship_or_figure(store, id_)


def see_figure(store: Store, id_: str) -> None:
    """Raise UnknownRecord where no figure has this id."""
    if not store.page("figures", {"id": id_}, None, None, 1):
        raise unknown_figure(store, id_)


def source_called(store: Store, id_: str) -> Source:
    """The source of this id, or UnknownRecord."""
    found: list[Source] = store.page("sources", {"id": id_}, None, None, 1)
    if not found:
        raise unknown_source(store, id_)
    return found[0]


def unknown_source(store: Store, id_: str) -> UnknownRecord:
    """There is no such source."""
    return UnknownRecord("source", id_, suggestions=_beginning_alike(store, "sources", id_))


def unknown_claim(store: Store, id_: str) -> UnknownRecord:
    """There is no such claim."""
    return UnknownRecord("claim", id_, suggestions=_beginning_alike(store, "claims", id_))


def unknown_figure(store: Store, id_: str) -> UnknownRecord:
    """There is no such figure."""
    return UnknownRecord("figure", id_, suggestions=nearest_words(id_, _figures(store, id_), _SUGGESTIONS))


def unknown_relationship(store: Store, id_: str) -> UnknownRecord:
    """There is no such relationship."""
    return UnknownRecord("relationship", id_, suggestions=_related(store, id_))


def unknown_relationship_or_figure(store: Store, id_: str) -> UnknownRecord:
    """There is neither."""
    found = _related(store, id_) or nearest_words(id_, _figures(store, id_), _SUGGESTIONS)
    return UnknownRecord("relationship or figure", id_, suggestions=found)


def _beginning_alike(store: Store, resource: Resource, id_: str) -> tuple[str, ...]:
    """The ids most like this one, of those that follow its first letters: a listing is read in order, from anywhere."""
    text = id_[:_LONGEST]
    begins = {text[:-1], *(text[: len(text) * quarters // 4] for quarters in range(4))}
    found = {record.id for begin in begins for record in store.page(resource, {}, None, (begin,), LOOKED_AT)}
    # Of those that are as like it, the one that goes with it furthest comes first.
    in_order = sorted(found, key=lambda each: (-Prefix.similarity(text, each), each))
    return nearest_words(text, in_order, _SUGGESTIONS)


def _figures(store: Store, id_: str) -> list[str]:
    """The figures of whom the id seems to speak of."""
    subject = _entity_like(store, id_.partition(":")[0])
    found = store.page("figures", {"subject": subject}, _everything(), None, LOOKED_AT) if subject else ()
    return sorted(figure.id for figure in found)


def _related(store: Store, id_: str) -> tuple[str, ...]:
    """The relationships between the two that the id seems to speak of; then those of either, most like it."""
    first, _, rest = id_.partition(":")
    type_, _, last = rest.rpartition(":")
    subject, object_ = _entity_like(store, first), _entity_like(store, last)
    of_type = {"type": type_} if type_ in RELATIONSHIP_TYPES else {}
    between: list[str] = []
    if subject and object_:
        for one, other in ((subject, object_), (object_, subject)):
            between += _relationships(store, {"subject": one, "object": other})
    at_either = {
        found
        for entity in (subject, object_)
        if entity
        for role in ("subject", "object")
        for found in _relationships(store, {role: entity, **of_type})
    }
    alike = nearest_words(id_, sorted(at_either), _SUGGESTIONS)
    return tuple(dict.fromkeys([*between, *alike]))[:_SUGGESTIONS]


def _relationships(store: Store, where: Mapping[str, str]) -> Iterator[str]:
    return (version.id for version in store.page("relationships", where, _everything(), None, LOOKED_AT))


def _entity_like(store: Store, text: str) -> str | None:
    """The id of the entity that the text may mean."""
    text = text[:_LONGEST]
    if not text or store.evidence([text], ()).entity_texts:
        return text or None
    return next((id_ for id_, _ in entities_like(store, text)), None)


def _everything() -> Scope:
    now = today()
    return Scope(as_of=now, known_at=now, min_certainty="inferred", include_disputed=True)
