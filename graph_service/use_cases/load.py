"""The one path of every fact: check all facts, then write all, in one atomic step."""

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
"""Reports progress: what is being written, how many are done, of how many."""


@dataclass
class Counts:
    """How many records of one kind were new, how many changed, and how many were already there."""

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
        """Whether the graph is the same as before, as its digest proves."""
        return self.digest == self.digest_before


@dataclass
class _Changes(Generic[R]):
    """The records of one kind that have to be written, and how they change the digest."""

    kind: str
    records: list[R] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)
    added: int = 0
    removed: int = 0

    def take(self, record: R, before: R | None) -> bool:
        """Take the record, unless the graph has the same one. True if it has another one."""
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

    def encode(self, records: Iterable[R]) -> Iterator[tuple[R, str]]:
        """Give the records with their texts, for a writer. A text is made once, for the record's row and the digest."""
        for record in records:
            text = record.canonical()
            self.added += content_hash(self.kind, text)
            yield record, text


@dataclass
class Content:
    """What a graph holds of the records that the facts have or name; by default nothing."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    kinds: Mapping[str, EntityKind] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    retractions: Mapping[str, Retraction] = field(default_factory=dict)


def load(store: Store, facts: Facts, *, replace: bool = False, progress: Progress = lambda *_: None) -> Report:
    """Write the facts, or raise InvalidFacts with every defect and write nothing.

    Claims, sources and retractions are added and never edited. An entity that exists already is merged with. With
    `replace`, all that the graph held before is deleted in the same step. If the store is interrupted, the step is
    repeated: if the first one was stored after all, the second changes nothing.
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
        empty = before == EMPTY  # so there is nothing to look up
        present = Content() if empty else read_content(writer, facts)
        facts = add_recording_days(facts, present)
        entities, sources, claims, retractions = steps = compare(facts, present, coming)
        writer.put_entities(entities.encode(_report_each(entities.records, "entities", progress)))
        writer.put_sources(sources.encode(_report_each(sources.records, "sources", progress)))
        resolver = Resolver(writer, facts, empty=empty)
        said_before = _no_claims if empty else writer.claims_about
        touched = _put_claims(writer, resolver, claims, said_before, progress)
        writer.add_retractions(retractions.encode(retractions.records))
        with_new_lifetime = [
            e.id for e in entities.records if (old := present.entities.get(e.id)) and old.lifetime != e.lifetime
        ]
        also = resolver.find_also_touched(claims.records, with_new_lifetime, retractions.records) - touched
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


def read_content(writer: Writer, facts: Facts) -> Content:
    """Read what the graph holds of the records that the facts have or name."""
    claims = facts.claims.values()
    ends = {party for claim in claims for party in claim.parties}
    return Content(
        entities=writer.entities(facts.entities.keys()),
        kinds=writer.kinds(ends - facts.entities.keys()),
        sources=writer.sources(facts.sources.keys() | _list_named_sources(facts)),
        claims=writer.claims(_list_named_claims(facts)),
        retractions=_read_retractions(writer, facts),
    )


def _read_retractions(writer: Writer, facts: Facts) -> dict[str, Retraction]:
    """Read the retractions with the facts' ids, and those of the same claims and sources."""
    brought = facts.retractions.values()
    of_claims, of_sources = ({getattr(r, end) for r in brought if getattr(r, end)} for end in ("claim", "source"))
    of_these = writer.retractions_of(of_claims, of_sources) if brought else []
    return {each.id: each for each in of_these} | writer.retractions(facts.retractions.keys())


def _list_named_sources(facts: Facts) -> set[str]:
    retracting = (id_ for each in facts.retractions.values() for id_ in (each.source, each.reported_in) if id_)
    return {claim.source for claim in facts.claims.values()} | set(retracting)


def _list_named_claims(facts: Facts) -> set[str]:
    """List the ids of all claims that the facts bring or name."""
    named = {id_ for claim in facts.claims.values() for id_ in (*claim.disputes, *claim.supersedes)}
    retracted = {retraction.claim for retraction in facts.retractions.values() if retraction.claim}
    return facts.claims.keys() | named | retracted


def add_recording_days(facts: Facts, present: Content) -> Facts:
    """Add today as the recording day to claims whose reported month or year isn't over yet."""
    day = today()
    claims = {id_: with_recorded_on(claim, present.claims.get(id_), day) for id_, claim in facts.claims.items()}
    return dataclasses.replace(facts, claims=claims)


def compare(
    facts: Facts, present: Content, coming: Collection[str]
) -> tuple[_Changes[Entity], _Changes[Source], _Changes[Claim], _Changes[Retraction]]:
    """Compare the facts with what is present. Gives what to write, or raises InvalidFacts with every defect.

    `coming` are ids of claims that these may dispute although only a later step brings them.
    """
    known_by_id: dict[str, Claim | None] = dict.fromkeys(coming)
    known = KnownRecords(
        kinds=present.kinds,
        sources=present.sources.keys(),
        claims={**known_by_id, **present.claims},
        retractions=present.retractions,
    )
    defects = check_facts(facts, known, today())
    entities, sources, claims = _Changes[Entity]("entity"), _Changes[Source]("source"), _Changes[Claim]("claim")
    retractions = _Changes[Retraction]("retraction")
    for id_, entity in facts.entities.items():
        old = present.entities.get(id_)
        try:
            entities.take(entity if old is None else merge_entities(old, entity), old)
        except ValueError as error:
            defects.append(_make_defect(facts, "entity", id_, f"the graph has another {id_}: {error}"))
    for id_, source in facts.sources.items():
        if sources.take(source, present.sources.get(id_)):
            defects.append(_make_defect(facts, "source", id_, _NEVER_EDITED.format("source", id_)))
    for id_, claim in facts.claims.items():
        if claims.take(claim, present.claims.get(id_)):
            defects.append(_make_defect(facts, "claim", id_, _NEVER_EDITED.format("claim", id_)))
    for id_, retraction in facts.retractions.items():
        if retractions.take(retraction, present.retractions.get(id_)):
            defects.append(_make_defect(facts, "retraction", id_, _NEVER_EDITED.format("retraction", id_)))
    if defects:
        raise InvalidFacts(defects)
    return entities, sources, claims, retractions


_NEVER_EDITED = (
    "the graph holds another {0} with the id {1}; what was said is never edited: "
    "give this one an id of its own, or load everything anew with --replace"
)


def _make_defect(facts: Facts, kind: str, id_: str, problem: str) -> Defect:
    place = facts.places.get((kind, id_), Place("facts", id_))
    return Defect(place.file, place.where, problem)


def _put_claims(
    writer: Writer,
    resolver: Resolver,
    claims: _Changes[Claim],
    said_before: Callable[[Collection[str]], list[Claim]],
    progress: Progress,
) -> set[str]:
    """Write the claims, and resolve them with all earlier ones. Gives the ids of what they are about."""
    by_what: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims.records:
        by_what[claim.about].append(claim)
    done = 0
    for batch in batched(by_what, BATCH):
        new = [claim for what in batch for claim in by_what[what]]
        earlier = said_before(batch)  # read before the new ones are written
        writer.add_claims(claims.encode(new))
        resolver.put([*earlier, *new], before={claim.about for claim in earlier})
        done += len(new)
        progress("claims", done, len(claims.records))
    return set(by_what)


def _resolve_anew(writer: Writer, resolver: Resolver, ids: Collection[str]) -> set[str]:
    """Resolve these relationships and figures again, and write them."""
    for batch in batched(sorted(ids), BATCH):
        resolver.put(writer.claims_about(batch), before=batch)
    return set(ids)


def _no_claims(_: Collection[str]) -> list[Claim]:
    return []


def _report_each(items: Sequence[T], what: str, progress: Progress) -> Iterator[T]:
    """Give the items one by one, and report progress."""
    for done, item in enumerate(items, 1):
        yield item
        if done % 1000 == 0 or done == len(items):
            progress(what, done, len(items))
