"""The one path of every fact: check all of it, then write all of it, in one atomic step."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from graph_service.domain.claim import Claim
from graph_service.domain.digest import EMPTY, combine
from graph_service.domain.entity import Entity
from graph_service.domain.fact_checks import KnownRecords, check_facts
from graph_service.domain.facts import Facts, Place
from graph_service.domain.merge import merge_entities
from graph_service.domain.record import Record, content_hash
from graph_service.domain.recording import with_recorded_on
from graph_service.domain.relationship_types import is_relationship_id
from graph_service.domain.retraction import Retraction
from graph_service.domain.scope import today
from graph_service.domain.source import Source
from graph_service.domain.vocabulary import EntityKind
from graph_service.errors import Defect, InvalidFacts, StoreUnavailable
from graph_service.stores.port import UNFINISHED, Store, Writer
from graph_service.support.batched import batched
from graph_service.support.gc_pause import pause_gc
from graph_service.support.retry import retry_interrupted
from graph_service.use_cases.write_resolved import Resolver

T = TypeVar("T")
R = TypeVar("R", bound=Record)

BATCH = 10_000
"""How many relationships are resolved and written at once."""

Progress = Callable[[str, int, int], None]
"""What is being written, how many are done, of how many."""


@dataclass
class Counts:
    """Of one kind of record: how many were new, how many changed, how many were there already."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass
class Report:
    """What a load did."""

    digest_before: str
    digest: str
    entities: Counts
    sources: Counts
    claims: Counts
    retractions: Counts
    relationships: int
    figures: int

    @property
    def changed_nothing(self) -> bool:
        """The graph is the same as before, and its digest proves it."""
        return self.digest == self.digest_before


@dataclass
class _Step(Generic[R]):
    """What is to be written of one kind of record, and what that does to the digest."""

    kind: str
    records: list[R] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)
    added: int = 0
    removed: int = 0

    def take(self, record: R, before: R | None) -> bool:
        """Write the record, unless the same is there; whether another is there."""
        if before is None:
            self.counts.added += 1
        elif before.canonical() == record.canonical():
            self.counts.unchanged += 1
            return False
        else:
            self.counts.changed += 1
            self.removed += content_hash(self.kind, before.canonical())
        self.records.append(record)
        return before is not None

    def written(self, records: Iterable[R]) -> Iterator[tuple[R, str]]:
        """The records with their texts, as a writer takes them: each is made once, for its row and for the digest."""
        for record in records:
            text = record.canonical()
            self.added += content_hash(self.kind, text)
            yield record, text


@dataclass
class Content:
    """What a graph holds of that which the facts are or speak of; by default nothing."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    kinds: Mapping[str, EntityKind] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    retractions: Mapping[str, Retraction] = field(default_factory=dict)


def load(store: Store, facts: Facts, *, replace: bool = False, progress: Progress = lambda *_: None) -> Report:
    """Write the facts, or raise InvalidFacts with every defect and write nothing.

    Claims, sources and retractions are added and never edited; an entity that is there already is merged with.
    With `replace`, all that the graph held before is taken away in the same step. Where the store is interrupted, the
    step is taken again: if the first one was kept after all, the second changes nothing.
    """
    return retry_interrupted(lambda: _load(store, facts, replace, progress))


def _load(store: Store, facts: Facts, replace: bool, progress: Progress) -> Report:
    with store.write() as writer:
        before = writer.digest()
        if replace:
            writer.clear()
        elif writer.writing_position():
            raise StoreUnavailable(f"the graph can't be loaded into: {UNFINISHED}")
        report = add(writer, facts, progress=progress)
    return dataclasses.replace(report, digest_before=before)


def add(writer: Writer, facts: Facts, *, coming: Collection[str] = (), progress: Progress = lambda *_: None) -> Report:
    """Write the facts within a step, or raise InvalidFacts.

    `coming` are ids of claims that these may dispute although only a later step brings them.
    """
    with pause_gc():
        before = writer.digest()
        empty = before == EMPTY  # so nothing need be looked up
        there = Content() if empty else content_beside(writer, facts)
        facts = as_recorded(facts, there)
        entities, sources, claims, retractions = steps = compare(facts, there, coming)
        writer.put_entities(entities.written(_told(entities.records, "entities", progress)))
        writer.put_sources(sources.written(_told(sources.records, "sources", progress)))
        resolver = Resolver(writer, facts, empty=empty)
        said_before = _nothing if empty else writer.claims_about
        touched = _put_claims(writer, resolver, claims, said_before, progress)
        writer.add_retractions(retractions.written(retractions.records))
        reborn = [e.id for e in entities.records if (old := there.entities.get(e.id)) and old.lifetime != e.lifetime]
        also = resolver.also_touched(claims.records, reborn, retractions.records) - touched
        touched |= _resolve_anew(writer, resolver, also)
        digest = combine(before, added=sum(step.added for step in steps), removed=sum(step.removed for step in steps))
        writer.put_digest(digest)
    relationships = sum(map(is_relationship_id, touched))
    return Report(
        digest_before=before,
        digest=digest,
        entities=entities.counts,
        sources=sources.counts,
        claims=claims.counts,
        retractions=retractions.counts,
        relationships=relationships,
        figures=len(touched) - relationships,
    )


def content_beside(writer: Writer, facts: Facts) -> Content:
    """What the graph holds of that which the facts are or speak of."""
    claims = facts.claims.values()
    ends = {party for claim in claims for party in claim.parties}
    return Content(
        entities=writer.entities(facts.entities.keys()),
        kinds=writer.kinds(ends - facts.entities.keys()),
        sources=writer.sources(facts.sources.keys() | _sources_named(facts)),
        claims=writer.claims(_claims_named(facts)),
        retractions=_retractions_beside(writer, facts),
    )


def _retractions_beside(writer: Writer, facts: Facts) -> dict[str, Retraction]:
    """Those of the facts' ids, and those of what the facts retract."""
    brought = facts.retractions.values()
    of_claims, of_sources = ({getattr(r, end) for r in brought if getattr(r, end)} for end in ("claim", "source"))
    of_these = writer.retractions_of(of_claims, of_sources) if brought else []
    return {each.id: each for each in of_these} | writer.retractions(facts.retractions.keys())


def _sources_named(facts: Facts) -> set[str]:
    retracting = (id_ for each in facts.retractions.values() for id_ in (each.source, each.reported_in) if id_)
    return {claim.source for claim in facts.claims.values()} | set(retracting)


def _claims_named(facts: Facts) -> set[str]:
    """The ids of all claims that the facts bring or speak of."""
    named = {id_ for claim in facts.claims.values() for id_ in (*claim.disputes, *claim.supersedes)}
    retracted = {retraction.claim for retraction in facts.retractions.values() if retraction.claim}
    return facts.claims.keys() | named | retracted


def as_recorded(facts: Facts, there: Content) -> Facts:
    """The facts with each claim as the graph will keep it: one whose date isn't over yet is known from today."""
    day = today()
    claims = {id_: with_recorded_on(claim, there.claims.get(id_), day) for id_, claim in facts.claims.items()}
    return dataclasses.replace(facts, claims=claims)


def compare(
    facts: Facts, there: Content, coming: Collection[str]
) -> tuple[_Step[Entity], _Step[Source], _Step[Claim], _Step[Retraction]]:
    """The facts beside what is there: what to write, or InvalidFacts with every defect at once.

    `coming` are ids of claims that these may dispute although only a later step brings them.
    """
    known_by_id: dict[str, Claim | None] = dict.fromkeys(coming)
    known = KnownRecords(
        kinds=there.kinds,
        sources=there.sources.keys(),
        claims={**known_by_id, **there.claims},
        retractions=there.retractions,
    )
    defects = check_facts(facts, known, today())
    entities, sources, claims = _Step[Entity]("entity"), _Step[Source]("source"), _Step[Claim]("claim")
    retractions = _Step[Retraction]("retraction")
    for id_, entity in facts.entities.items():
        old = there.entities.get(id_)
        try:
            entities.take(entity if old is None else merge_entities(old, entity), old)
        except ValueError as error:
            defects.append(_defect(facts, "entity", id_, f"the graph has another {id_}: {error}"))
    for id_, source in facts.sources.items():
        if sources.take(source, there.sources.get(id_)):
            defects.append(_defect(facts, "source", id_, _NEVER_EDITED.format("source", id_)))
    for id_, claim in facts.claims.items():
        if claims.take(claim, there.claims.get(id_)):
            defects.append(_defect(facts, "claim", id_, _NEVER_EDITED.format("claim", id_)))
    for id_, retraction in facts.retractions.items():
        if retractions.take(retraction, there.retractions.get(id_)):
            defects.append(_defect(facts, "retraction", id_, _NEVER_EDITED.format("retraction", id_)))
    if defects:
        raise InvalidFacts(defects)
    return entities, sources, claims, retractions


_NEVER_EDITED = (
    "the graph holds another {0} with the id {1}; what was said is never edited: "
    "give this one an id of its own, or load everything anew with --replace"
)


def _defect(facts: Facts, kind: str, id_: str, problem: str) -> Defect:
    place = facts.places.get((kind, id_), Place("facts", id_))
    return Defect(place.file, place.where, problem)


def _put_claims(
    writer: Writer,
    resolver: Resolver,
    claims: _Step[Claim],
    said_before: Callable[[Collection[str]], list[Claim]],
    progress: Progress,
) -> set[str]:
    """Write the claims, and what they come to with all that was said before; the ids of what they are about."""
    by_what: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims.records:
        by_what[claim.about].append(claim)
    done = 0
    for batch in batched(by_what, BATCH):
        new = [claim for what in batch for claim in by_what[what]]
        earlier = said_before(batch)  # asked before the new ones are written
        writer.add_claims(claims.written(new))
        resolver.put([*earlier, *new], before={claim.about for claim in earlier})
        done += len(new)
        progress("claims", done, len(claims.records))
    return set(by_what)


def _resolve_anew(writer: Writer, resolver: Resolver, ids: Collection[str]) -> set[str]:
    """Write anew what the claims about these relationships and figures come to."""
    for batch in batched(sorted(ids), BATCH):
        resolver.put(writer.claims_about(batch), before=batch)
    return set(ids)


def _nothing(_: Collection[str]) -> list[Claim]:
    return []


def _told(items: Sequence[T], what: str, progress: Progress) -> Iterator[T]:
    """The items, with word of how far they are."""
    for done, item in enumerate(items, 1):
        yield item
        if done % 1000 == 0 or done == len(items):
            progress(what, done, len(items))
