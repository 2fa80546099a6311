"""Checks across records: does everything exist that a record names, and may it be named there?"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from graph_service.domain.claim import Claim
from graph_service.domain.date_checks import check_dates
from graph_service.domain.dates import first_day
from graph_service.domain.facts import Facts, Fragment, RecordKind, field_of
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, relationship_id
from graph_service.domain.retraction import Retraction
from graph_service.domain.suggestions import join_or, nearest_words
from graph_service.domain.vocabulary import EntityKind
from graph_service.errors import Defect

_COMPARISONS = 20_000_000
"""How many names are compared in all to find suggestions. They must not make a bad bulk load slow."""

_MOST_NAMED = 5
"""How many claims of a ring a defect names."""


def _no_suggestion(_asked: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class KnownRecords:
    """The records that a graph already holds, of those that the facts name; by default none.

    A claim may be known by its id alone (None): then nobody compares what it is about. `retractions` are those of the
    records that the facts retract too. `entities_like` suggests ids of the graph's entities for an unknown one.
    """

    kinds: Mapping[str, EntityKind] = field(default_factory=dict)
    sources: Set[str] = frozenset()
    claims: Mapping[str, Claim | None] = field(default_factory=dict)
    entities_like: Callable[[str], Sequence[str]] = _no_suggestion
    retractions: Mapping[str, Retraction] = field(default_factory=dict)

    def kind_of(self, entity: str) -> EntityKind | None:
        """The kind of an entity in the graph; None for an unknown one."""
        return self.kinds.get(entity)

    def has_source(self, id_: str) -> bool:
        """Whether the graph has the source."""
        return id_ in self.sources

    def has_claim(self, id_: str) -> bool:
        """Whether the graph has the claim."""
        return id_ in self.claims

    def claim(self, id_: str) -> Claim | None:
        """The graph's claim of this id, if its content is known."""
        return self.claims.get(id_)


def check_facts(facts: Facts, known: KnownRecords, today: str) -> list[Defect]:
    """All defects of the facts: of single records, of their dates, and of what they name."""
    return [*check_references(facts, known), *check_dates(facts, today)]


def check_references(facts: Facts, known: KnownRecords) -> list[Defect]:
    """The defects of single records, and those of what claims and retractions name."""
    checker = _ReferenceChecker(facts, known)
    broken = facts.fragments
    claims: Iterable[Claim | Fragment] = chain(facts.claims.values(), (each for each in broken if each.kind == "claim"))
    retractions: Iterable[Retraction | Fragment] = chain(
        facts.retractions.values(), (each for each in broken if each.kind == "retraction")
    )
    return [
        *facts.defects,
        *(defect for claim in claims for defect in checker.claim_defects(claim)),
        *checker.ring_defects(),
        *(defect for retraction in retractions for defect in checker.retraction_defects(retraction)),
        *checker.conflicting_retractions(),
    ]


class _ReferenceChecker:
    def __init__(self, facts: Facts, known: KnownRecords) -> None:
        self.facts = facts
        self.known = known
        self.broken = {(each.kind, each.id): each for each in facts.fragments if each.id is not None}
        self.suggestions = _Suggestions(facts, known)

    def claim_defects(self, claim: Claim | Fragment) -> Iterator[Defect]:
        """The defects of one claim."""
        type_ = field_of(claim, "type")
        for end in ("subject", "object"):
            if (id_ := field_of(claim, end)) is not None:
                yield from self._party_defects(claim, end, id_, type_)
        yield from self._missing_record_defects(claim, "source", "source", field_of(claim, "source"))
        for id_ in field_of(claim, "disputes") or ():
            yield from self._missing_record_defects(claim, "disputes", "claim", id_)
        for id_ in field_of(claim, "supersedes") or ():
            yield from self._missing_record_defects(claim, "supersedes", "claim", id_)
            if (earlier := self._claim(id_)) is not None:
                yield from self._superseding_defects(claim, id_, earlier)

    def retraction_defects(self, retraction: Retraction | Fragment) -> Iterator[Defect]:
        """The defects of one retraction."""
        id_, on = field_of(retraction, "claim"), field_of(retraction, "on")
        yield from self._missing_record_defects(retraction, "claim", "claim", id_)
        yield from self._missing_record_defects(retraction, "source", "source", field_of(retraction, "source"))
        yield from self._missing_record_defects(
            retraction, "reported_in", "source", field_of(retraction, "reported_in")
        )
        claim = self._claim(id_) if id_ is not None else None
        if on is not None and claim is not None and not isinstance(claim, Fragment) and on < claim.known_on:
            problem = f"the claim {id_} is known from {claim.known_on} only, so it can't be withdrawn on {on}"
            if claim.recorded_on is None and len(claim.reported_on or "") < 10:
                problem += ": give the claim a more precise reported_on, or recorded_on"
            yield self._defect(retraction, "/on", problem)

    def ring_defects(self) -> Iterator[Defect]:
        """A defect for each ring of claims that supersede one another: none of them would be the last word."""
        before = {claim.id: found for claim in self._all_claims() if (found := field_of(claim, "supersedes"))}
        for ring in _rings(before):
            claim = next((each for id_ in ring if (each := self._ours(id_)) is not None), None)
            if claim is not None:  # otherwise these facts didn't make the ring
                some = ", ".join(ring[:_MOST_NAMED]) + (
                    f" and {len(ring) - _MOST_NAMED:,} more" if len(ring) > _MOST_NAMED else ""
                )
                yield self._defect(claim, "/supersedes", f"these claims supersede one another in a ring: {some}")

    def conflicting_retractions(self) -> Iterator[Defect]:
        """A defect for each record that one retraction calls mistaken and another withdrawn."""
        kinds = {each.retracted: each for each in self.known.retractions.values()}
        for retraction in self.facts.retractions.values():
            first = kinds.setdefault(retraction.retracted, retraction)
            if first.kind != retraction.kind and first.id != retraction.id:
                what, id_ = retraction.retracted
                problem = f"the {what} {id_} is {retraction.kind} here, and {first.kind} by the retraction {first.id}"
                yield self._defect(retraction, "/kind", problem)

    def _party_defects(self, claim: Claim | Fragment, end: str, id_: str, type_: Any) -> Iterator[Defect]:
        entity = self.facts.entities.get(id_)
        kind = entity.kind if entity else self.known.kind_of(id_)
        if kind is None and (fragment := self.broken.get(("entity", id_))):
            kind = fragment.fields.get("kind")
            if kind is None:
                return
        if kind is None:
            if "entity" in self.facts.incomplete_kinds:  # it may be one that could not be read
                return
            near = self.suggestions.near("entity", id_)
            yield self._defect(claim, f"/{end}", f"no entity has the id {id_!r}", near)
        elif type_ is not None:
            entry = RELATIONSHIP_TYPES[type_]
            allowed = entry.from_kinds if end == "subject" else entry.to_kinds
            if kind not in allowed:
                problem = f"the {end} of {entry.name} can't be a {kind}, as {id_} is; it may be a {join_or(allowed)}"
                yield self._defect(claim, f"/{end}", problem)

    def _missing_record_defects(self, record: Any, field: str, kind: RecordKind, id_: str | None) -> Iterator[Defect]:
        if id_ is None or (kind, id_) in self.broken or kind in self.facts.incomplete_kinds:
            return
        if kind == "source":
            there = id_ in self.facts.sources or self.known.has_source(id_)
        else:
            there = id_ in self.facts.claims or self.known.has_claim(id_)
        if not there:
            near = self.suggestions.near(kind, id_)
            yield self._defect(record, f"/{field}", f"no {kind} has the id {id_!r}", near)

    def _superseding_defects(self, claim: Claim | Fragment, id_: str, earlier: Claim | Fragment) -> Iterator[Defect]:
        about, about_before = _topic_of(claim), _topic_of(earlier)
        if about and about_before and not _may_be_same_topic(about, about_before):
            problem = (
                f"{id_} is about {_topic_text(about_before)}, and this claim about {_topic_text(about)}: "
                "a claim supersedes one of the same relationship or figure"
            )
            yield self._defect(claim, "/supersedes", problem)
        first_said, known = _first_day_known(earlier), _last_day_known(claim)
        if first_said and known and first_said > known:
            problem = f"{id_} was said on {first_said}, after this claim ({known}): it can't be superseded by it"
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
        return Defect(place.file, place.with_pointer(pointer), problem, near)


def _rings(leads_to: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The groups of ids in which each leads to every other."""
    if not leads_to:
        return []
    # Imported here: it takes a tenth of a second, and few facts need it.
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph([(one, other) for one, others in leads_to.items() for other in others])
    return sorted(sorted(ring) for ring in nx.strongly_connected_components(graph) if len(ring) > 1)


_Topic = tuple[str, str | None]
"""What a claim is about: a relationship and None, or an entity's metric and its period or moment, if it is given."""


def _topic_of(claim: Claim | Fragment) -> _Topic | None:
    subject, type_, object_ = (field_of(claim, name) for name in ("subject", "type", "object"))
    if subject and type_ and object_:
        return relationship_id(subject, type_, object_), None
    if subject and (metric := field_of(claim, "metric")):
        return f"{subject}:{metric}", field_of(claim, "period") or field_of(claim, "valid_from")
    return None


def _may_be_same_topic(one: _Topic, other: _Topic) -> bool:
    # A figure without a moment is of the day it was said, and its correction is said on another day.
    return one[0] == other[0] and (one[1] is None or other[1] is None or one[1] == other[1])


def _topic_text(matter: _Topic) -> str:
    return ":".join(part for part in matter if part)


def _first_day_known(claim: Claim | Fragment) -> str | None:
    """The first day on which anyone can have read the claim."""
    reported_on: str | None = field_of(claim, "reported_on")
    recorded_on: str | None = field_of(claim, "recorded_on")
    return first_day(reported_on) if reported_on else recorded_on


def _last_day_known(claim: Claim | Fragment) -> str | None:
    """The day from which the claim is surely known; None for a fragment, which may lack a date."""
    return None if isinstance(claim, Fragment) else claim.known_on


class _Suggestions:
    """The known ids that may have been meant by an unknown one. Each unknown id is searched for once."""

    def __init__(self, facts: Facts, known: KnownRecords) -> None:
        self._facts = facts
        self._known = known
        self._spelt: dict[str, dict[str, str]] = {}
        self._found: dict[tuple[str, str], tuple[str, ...]] = {}
        self._comparisons = 0

    def near(self, kind: str, id_: str) -> tuple[str, ...]:
        """The ids of entities, sources or claims with a similar spelling. Entities are found by name and alias too."""
        if (kind, id_) not in self._found:
            self._found[kind, id_] = self._search(kind, id_)
        return self._found[kind, id_]

    def _search(self, kind: str, id_: str) -> tuple[str, ...]:
        if kind not in self._spelt:
            self._spelt[kind] = self._spellings(kind)
        spelt = self._spelt[kind]
        self._comparisons += len(spelt)
        near = [spelt[word] for word in nearest_words(id_, spelt)] if self._comparisons <= _COMPARISONS else []
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
        # An id stands for itself, even if it is also another entity's alias.
        return {**named, **{id_: id_ for id_ in sorted({*facts.entities, *known.kinds, *broken})}}
