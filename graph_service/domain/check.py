"""What no record can tell by itself: does what claims speak of exist, and may it stand where it stands?"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from graph_service.domain.claim import Claim, RelationshipClaim
from graph_service.domain.facts import Facts, Place
from graph_service.domain.nearest import either, nearest
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES
from graph_service.domain.vocabulary import Kind
from graph_service.errors import Defect

_COMPARISONS = 20_000_000
"""How many names are compared for suggestions in all: a courtesy that mustn't make a bad bulk load slow."""


def _no_suggestion(_asked: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class Known:
    """What a graph holds already, of that which the facts speak of; by default nothing.

    `entities_like` may suggest ids of the graph's entities for one that is unknown.
    """

    kinds: Mapping[str, Kind] = field(default_factory=dict)
    sources: Set[str] = frozenset()
    claims: Set[str] = frozenset()
    entities_like: Callable[[str], Sequence[str]] = _no_suggestion

    def kind_of(self, entity: str) -> Kind | None:
        """The kind of an entity that is there already."""
        return self.kinds.get(entity)

    def has_source(self, id_: str) -> bool:
        """Whether the source is there already."""
        return id_ in self.sources

    def has_claim(self, id_: str) -> bool:
        """Whether the claim is there already."""
        return id_ in self.claims


def check_references(facts: Facts, known: Known) -> list[Defect]:
    """Every claim whose subject, object, source or disputed claim is unknown, or stands where its kind may not."""
    checker = _Checker(facts, known)
    return [defect for claim in facts.claims.values() for defect in checker.defects(claim)]


class _Checker:
    def __init__(self, facts: Facts, known: Known) -> None:
        self.facts = facts
        self.known = known
        self.suggestions = _Suggestions(facts, known)

    def defects(self, claim: Claim) -> Iterator[Defect]:
        """The defects of one claim."""
        yield from self._end(claim, "subject", claim.subject)
        if isinstance(claim, RelationshipClaim):
            yield from self._end(claim, "object", claim.object)
        if claim.source not in self.facts.sources and not self.known.has_source(claim.source):
            near = self.suggestions.near("source", claim.source)
            yield self._defect(claim, "/source", f"no source has the id {claim.source!r}", near)
        for disputed in claim.disputes:
            if disputed not in self.facts.claims and not self.known.has_claim(disputed):
                near = self.suggestions.near("claim", disputed)
                yield self._defect(claim, "/disputes", f"no claim has the id {disputed!r}", near)

    def _end(self, claim: Claim, end: str, id_: str) -> Iterator[Defect]:
        entity = self.facts.entities.get(id_)
        kind = entity.kind if entity else self.known.kind_of(id_)
        if kind is None:
            near = self.suggestions.near("entity", id_)
            yield self._defect(claim, f"/{end}", f"no entity has the id {id_!r}", near)
        elif isinstance(claim, RelationshipClaim):
            type_ = RELATIONSHIP_TYPES[claim.type]
            allowed = type_.from_kinds if end == "subject" else type_.to_kinds
            if kind not in allowed:
                problem = f"the {end} of {claim.type} can't be a {kind}, as {id_} is; it may be a {either(allowed)}"
                yield self._defect(claim, f"/{end}", problem)

    def _defect(self, claim: Claim, pointer: str, problem: str, near: tuple[str, ...] = ()) -> Defect:
        place = self.facts.places.get(("claim", claim.id), Place("facts", f"claim {claim.id}"))
        # A place in YAML ends in a pointer of its own ("line 9 /3"), which this one continues.
        where = place.where + pointer if "/" in place.where else f"{place.where} {pointer}"
        return Defect(place.file, where, problem, near)


class _Suggestions:
    """What may have been meant by an unknown id; each is looked for once."""

    def __init__(self, facts: Facts, known: Known) -> None:
        self._facts = facts
        self._known = known
        self._spelt: dict[str, dict[str, str]] = {}
        self._found: dict[tuple[str, str], tuple[str, ...]] = {}
        self._comparisons = 0

    def near(self, kind: str, id_: str) -> tuple[str, ...]:
        """The ids of entities, sources or claims that are spelt like it; of entities, also by a name or alias."""
        if (kind, id_) not in self._found:
            self._found[kind, id_] = self._search(kind, id_)
        return self._found[kind, id_]

    def _search(self, kind: str, id_: str) -> tuple[str, ...]:
        if kind not in self._spelt:
            self._spelt[kind] = self._spellings(kind)
        spelt = self._spelt[kind]
        self._comparisons += len(spelt)
        near = [spelt[word] for word in nearest(id_, spelt)] if self._comparisons <= _COMPARISONS else []
        if kind == "entity":
            near += self._known.entities_like(id_)
        return tuple(dict.fromkeys(near))[:3]

    def _spellings(self, kind: str) -> dict[str, str]:
        facts, known = self._facts, self._known
        if kind == "source":
            return {id_: id_ for id_ in sorted({*facts.sources, *known.sources})}
        if kind == "claim":
            return {id_: id_ for id_ in sorted({*facts.claims, *known.claims})}
        named = {name: each.id for each in facts.entities.values() for name in each.all_names}
        # An id stands for itself, even where another entity has it as an alias.
        return {**named, **{id_: id_ for id_ in sorted({*facts.entities, *known.kinds})}}
