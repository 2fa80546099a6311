"""What no record can tell by itself: does what it speaks of exist, and may it stand where it stands?"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from graph_service.domain.check_dates import check_dates
from graph_service.domain.claim import Claim
from graph_service.domain.dates import first_day
from graph_service.domain.facts import Facts, Fragment, RecordKind, field_of
from graph_service.domain.nearest import either, nearest
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, relationship_id
from graph_service.domain.retraction import Retraction
from graph_service.domain.vocabulary import EntityKind
from graph_service.errors import Defect

_COMPARISONS = 20_000_000
"""How many names are compared for suggestions in all: a courtesy that mustn't make a bad bulk load slow."""


_NAMED = 5
"""How many claims of a ring are named."""


def _no_suggestion(_asked: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class Known:
    """What a graph holds already, of that which the facts speak of; by default nothing.

    A claim may be known by its id alone: then what it is about isn't compared. `retractions` are those of what the
    facts retract. `entities_like` may suggest ids of the graph's entities for one that is unknown.
    """

    kinds: Mapping[str, EntityKind] = field(default_factory=dict)
    sources: Set[str] = frozenset()
    claims: Mapping[str, Claim | None] = field(default_factory=dict)
    entities_like: Callable[[str], Sequence[str]] = _no_suggestion
    retractions: Mapping[str, Retraction] = field(default_factory=dict)

    def kind_of(self, entity: str) -> EntityKind | None:
        """The kind of an entity that is there already."""
        return self.kinds.get(entity)

    def has_source(self, id_: str) -> bool:
        """Whether the source is there already."""
        return id_ in self.sources

    def has_claim(self, id_: str) -> bool:
        """Whether the claim is there already."""
        return id_ in self.claims

    def claim(self, id_: str) -> Claim | None:
        """The claim that is there already, if its content is at hand."""
        return self.claims.get(id_)


def check_facts(facts: Facts, known: Known, today: str) -> list[Defect]:
    """All that is wrong with the facts: with single records, their dates, and what they speak of."""
    return [*check_references(facts, known), *check_dates(facts, today)]


def check_references(facts: Facts, known: Known) -> list[Defect]:
    """The defects of single records, and whatever claims and retractions speak of that can't be or stand there."""
    checker = _Checker(facts, known)
    broken = facts.fragments
    claims: Iterable[Claim | Fragment] = chain(facts.claims.values(), (each for each in broken if each.kind == "claim"))
    retractions: Iterable[Retraction | Fragment] = chain(
        facts.retractions.values(), (each for each in broken if each.kind == "retraction")
    )
    return [
        *facts.defects,
        *(defect for claim in claims for defect in checker.of_claim(claim)),
        *checker.of_rings(),
        *(defect for retraction in retractions for defect in checker.of_retraction(retraction)),
        *checker.of_retracted_twice(),
    ]


class _Checker:
    def __init__(self, facts: Facts, known: Known) -> None:
        self.facts = facts
        self.known = known
        self.broken = {(each.kind, each.id): each for each in facts.fragments if each.id is not None}
        self.suggestions = _Suggestions(facts, known)

    def of_claim(self, claim: Claim | Fragment) -> Iterator[Defect]:
        """The defects of one claim."""
        type_ = field_of(claim, "type")
        for end in ("subject", "object"):
            if (id_ := field_of(claim, end)) is not None:
                yield from self._end(claim, end, id_, type_)
        yield from self._exists(claim, "source", "source", field_of(claim, "source"))
        for id_ in field_of(claim, "disputes") or ():
            yield from self._exists(claim, "disputes", "claim", id_)
        for id_ in field_of(claim, "supersedes") or ():
            yield from self._exists(claim, "supersedes", "claim", id_)
            if (earlier := self._claim(id_)) is not None:
                yield from self._supersedes(claim, id_, earlier)

    def of_retraction(self, retraction: Retraction | Fragment) -> Iterator[Defect]:
        """The defects of one retraction."""
        id_, on = field_of(retraction, "claim"), field_of(retraction, "on")
        yield from self._exists(retraction, "claim", "claim", id_)
        yield from self._exists(retraction, "source", "source", field_of(retraction, "source"))
        yield from self._exists(retraction, "reported_in", "source", field_of(retraction, "reported_in"))
        claim = self._claim(id_) if id_ is not None else None
        if on is not None and claim is not None and not isinstance(claim, Fragment) and on < claim.known_on:
            problem = f"the claim {id_} is known from {claim.known_on} only, so it can't be withdrawn on {on}"
            if claim.recorded_on is None and len(claim.reported_on or "") < 10:
                problem += ": give the claim a more precise reported_on, or recorded_on"
            yield self._defect(retraction, "/on", problem)

    def of_rings(self) -> Iterator[Defect]:
        """Claims that supersede one another in a ring: none of them would be the last word."""
        before = {claim.id: found for claim in self._all_claims() if (found := field_of(claim, "supersedes"))}
        for ring in _rings(before):
            claim = next((each for id_ in ring if (each := self._ours(id_)) is not None), None)
            if claim is not None:  # otherwise it is not of these facts' making
                some = ", ".join(ring[:_NAMED]) + (f" and {len(ring) - _NAMED:,} more" if len(ring) > _NAMED else "")
                yield self._defect(claim, "/supersedes", f"these claims supersede one another in a ring: {some}")

    def of_retracted_twice(self) -> Iterator[Defect]:
        """Two retractions of one thing, of which one says that it was never said, and the other, until when."""
        kinds = {each.retracted: each for each in self.known.retractions.values()}
        for retraction in self.facts.retractions.values():
            first = kinds.setdefault(retraction.retracted, retraction)
            if first.kind != retraction.kind and first.id != retraction.id:
                what, id_ = retraction.retracted
                problem = f"the {what} {id_} is {retraction.kind} here, and {first.kind} by the retraction {first.id}"
                yield self._defect(retraction, "/kind", problem)

    def _end(self, claim: Claim | Fragment, end: str, id_: str, type_: Any) -> Iterator[Defect]:
        entity = self.facts.entities.get(id_)
        kind = entity.kind if entity else self.known.kind_of(id_)
        if kind is None and (fragment := self.broken.get(("entity", id_))):
            kind = fragment.fields.get("kind")
            if kind is None:
                return
        if kind is None:
            if "entity" in self.facts.unread:  # it may be among what could not be read
                return
            near = self.suggestions.near("entity", id_)
            yield self._defect(claim, f"/{end}", f"no entity has the id {id_!r}", near)
        elif type_ is not None:
            entry = RELATIONSHIP_TYPES[type_]
            allowed = entry.from_kinds if end == "subject" else entry.to_kinds
            if kind not in allowed:
                problem = f"the {end} of {entry.name} can't be a {kind}, as {id_} is; it may be a {either(allowed)}"
                yield self._defect(claim, f"/{end}", problem)

    def _exists(self, record: Any, field: str, kind: RecordKind, id_: str | None) -> Iterator[Defect]:
        if id_ is None or (kind, id_) in self.broken or kind in self.facts.unread:
            return
        if kind == "source":
            there = id_ in self.facts.sources or self.known.has_source(id_)
        else:
            there = id_ in self.facts.claims or self.known.has_claim(id_)
        if not there:
            near = self.suggestions.near(kind, id_)
            yield self._defect(record, f"/{field}", f"no {kind} has the id {id_!r}", near)

    def _supersedes(self, claim: Claim | Fragment, id_: str, earlier: Claim | Fragment) -> Iterator[Defect]:
        about, about_before = _subject_matter(claim), _subject_matter(earlier)
        if about and about_before and not _same(about, about_before):
            problem = (
                f"{id_} is about {_words(about_before)}, and this claim about {_words(about)}: "
                "a claim supersedes one of the same relationship or figure"
            )
            yield self._defect(claim, "/supersedes", problem)
        said, known = _first_day_known(earlier), _last_day_known(claim)
        if said and known and said > known:
            problem = f"{id_} was said on {said}, after this claim ({known}): it can't be superseded by it"
            yield self._defect(claim, "/supersedes", problem)

    def _claim(self, id_: str) -> Claim | Fragment | None:
        return self._ours(id_) or self.known.claim(id_)

    def _ours(self, id_: str) -> Claim | Fragment | None:
        return self.facts.claims.get(id_) or self.broken.get(("claim", id_))

    def _all_claims(self) -> Iterator[Any]:
        there = self.known.claims
        return chain(
            (claim for id_, claim in there.items() if claim is not None and id_ not in self.facts.claims),
            self.facts.claims.values(),
            (each for (kind, _), each in self.broken.items() if kind == "claim"),
        )

    def _defect(self, record: Any, pointer: str, problem: str, near: tuple[str, ...] = ()) -> Defect:
        place = self.facts.place_of_any("retraction" if isinstance(record, Retraction) else "claim", record)
        return Defect(place.file, place.pointing(pointer), problem, near)


def _rings(leads_to: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The ids that lead to one another, each ring or knot of rings once."""
    if not leads_to:
        return []
    # Few facts need it, and it takes a tenth of a second to import.
    import networkx as nx

    web: nx.DiGraph[str] = nx.DiGraph([(one, other) for one, others in leads_to.items() for other in others])
    return sorted(sorted(knot) for knot in nx.strongly_connected_components(web) if len(knot) > 1)


_Matter = tuple[str, str | None]
"""A relationship, and None; or a metric of an entity, and its period or moment where that is given."""


def _subject_matter(claim: Claim | Fragment) -> _Matter | None:
    subject, type_, object_ = (field_of(claim, name) for name in ("subject", "type", "object"))
    if subject and type_ and object_:
        return relationship_id(subject, type_, object_), None
    if subject and (metric := field_of(claim, "metric")):
        return f"{subject}:{metric}", field_of(claim, "period") or field_of(claim, "valid_from")
    return None


def _same(one: _Matter, other: _Matter) -> bool:
    # A figure without a moment of its own is of the day it was said: its correction is said on another day.
    return one[0] == other[0] and (one[1] is None or other[1] is None or one[1] == other[1])


def _words(matter: _Matter) -> str:
    return ":".join(part for part in matter if part)


def _first_day_known(claim: Claim | Fragment) -> str | None:
    """The first day on which anyone may have read it."""
    reported_on: str | None = field_of(claim, "reported_on")
    recorded_on: str | None = field_of(claim, "recorded_on")
    return first_day(reported_on) if reported_on else recorded_on


def _last_day_known(claim: Claim | Fragment) -> str | None:
    """The day from which it is surely known; None of a fragment, which may lack a date."""
    return None if isinstance(claim, Fragment) else claim.known_on


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
        broken = {each.id for each in facts.fragments if each.kind == kind and each.id is not None}
        if kind == "source":
            return {id_: id_ for id_ in sorted({*facts.sources, *known.sources, *broken})}
        if kind == "claim":
            return {id_: id_ for id_ in sorted({*facts.claims, *known.claims, *broken})}
        named = {name: each.id for each in facts.entities.values() for name in each.all_names}
        # An id stands for itself, even where another entity has it as an alias.
        return {**named, **{id_: id_ for id_ in sorted({*facts.entities, *known.kinds, *broken})}}
