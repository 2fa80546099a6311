"""The one path of every fact: check all of it, then write all of it, in one atomic step."""

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

from graph_service.domain.check import Known, check_references
from graph_service.domain.claim import Claim, FigureClaim, RelationshipClaim
from graph_service.domain.digest import combine
from graph_service.domain.entity import Entity
from graph_service.domain.facts import Facts, Place
from graph_service.domain.merge import merge_entities
from graph_service.domain.record import Record, content_hash
from graph_service.domain.resolve import resolve, resolve_figures
from graph_service.domain.source import Source
from graph_service.errors import Defect, InvalidFacts, StoreUnavailable
from graph_service.retry import until_it_passes
from graph_service.stores.port import UNFINISHED, Store, Writer
from graph_service.stores.records import about

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
    relationships: int
    figures: int

    @property
    def changed_nothing(self) -> bool:
        """The graph is the same as before, and its digest proves it."""
        return self.digest == self.digest_before


@dataclass
class _Step(Generic[R]):
    """What is to be written of one kind of record, and what that does to the digest."""

    records: list[R] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)
    added: int = 0
    removed: int = 0

    def take(self, kind: str, record: R, before: R | None) -> None:
        """Write the record, unless the same is there."""
        if before is not None and before.canonical() == record.canonical():
            self.counts.unchanged += 1
            return
        self.records.append(record)
        self.added += content_hash(kind, record.canonical())
        if before is None:
            self.counts.added += 1
        else:
            self.counts.changed += 1
            self.removed += content_hash(kind, before.canonical())


def load(store: Store, facts: Facts, *, replace: bool = False, progress: Progress = lambda *_: None) -> Report:
    """Write the facts, or raise InvalidFacts with every defect and write nothing.

    Claims and sources are added and never edited; an entity that is there already is merged with.
    With `replace`, all that the graph held before is taken away in the same step. Where the store is interrupted, the
    step is taken again: if the first one was kept after all, the second changes nothing.
    """
    return until_it_passes(lambda: _load(store, facts, replace, progress))


def _load(store: Store, facts: Facts, replace: bool, progress: Progress) -> Report:
    with store.write() as writer:
        before = writer.digest()
        if replace:
            writer.clear()
        elif writer.copying():
            raise StoreUnavailable(f"the graph can't be loaded into: {UNFINISHED}")
        report = add(writer, facts, progress=progress)
    return dataclasses.replace(report, digest_before=before)


def add(writer: Writer, facts: Facts, *, coming: Collection[str] = (), progress: Progress = lambda *_: None) -> Report:
    """Write the facts within a step, or raise InvalidFacts.

    `coming` are ids of claims that these may dispute although only a later step brings them.
    """
    before = writer.digest()
    entities, sources, claims = _compared(writer, facts, coming)
    writer.put_entities(_told(entities.records, "entities", progress))
    writer.put_sources(_told(sources.records, "sources", progress))
    writer.add_claims(_told(claims.records, "claims", progress))
    relationships, figures = _derive(writer, claims.records, progress)
    steps = (entities, sources, claims)
    digest = combine(before, added=sum(step.added for step in steps), removed=sum(step.removed for step in steps))
    writer.put_digest(digest)
    return Report(before, digest, entities.counts, sources.counts, claims.counts, relationships, figures)


def _compared(
    writer: Writer, facts: Facts, coming: Collection[str]
) -> tuple[_Step[Entity], _Step[Source], _Step[Claim]]:
    """The facts beside what is there: what to write, or every defect at once."""
    speaks_of = {
        end for claim in facts.claims.values() for end in (claim.subject, getattr(claim, "object", None)) if end
    }
    disputed = {id_ for claim in facts.claims.values() for id_ in claim.disputes}
    old_entities = writer.entities(facts.entities.keys() | speaks_of)
    old_sources = writer.sources(facts.sources.keys() | {claim.source for claim in facts.claims.values()})
    old_claims = writer.claims(facts.claims.keys() | disputed)
    known = Known(
        kinds={id_: entity.kind for id_, entity in old_entities.items()},
        sources=frozenset(old_sources),
        claims=frozenset(old_claims).union(coming),
    )
    defects = check_references(facts, known)
    entities, sources, claims = _Step[Entity](), _Step[Source](), _Step[Claim]()
    for id_, entity in facts.entities.items():
        old = old_entities.get(id_)
        try:
            entities.take("entity", entity if old is None else merge_entities(old, entity), old)
        except ValueError as error:
            defects.append(_defect(facts, "entity", id_, f"the graph has another {id_}: {error}"))
    for id_, source in facts.sources.items():
        if _differs(source, old_sources.get(id_)):
            defects.append(_defect(facts, "source", id_, _NEVER_EDITED.format("source", id_)))
        sources.take("source", source, old_sources.get(id_))
    for id_, claim in facts.claims.items():
        if _differs(claim, old_claims.get(id_)):
            defects.append(_defect(facts, "claim", id_, _NEVER_EDITED.format("claim", id_)))
        claims.take("claim", claim, old_claims.get(id_))
    if defects:
        raise InvalidFacts(defects)
    return entities, sources, claims


_NEVER_EDITED = (
    "the graph holds another {0} with the id {1}; what was said is never edited: "
    "give this one an id of its own, or load everything anew with --replace"
)


def _differs(record: Record, before: Record | None) -> bool:
    return before is not None and before.canonical() != record.canonical()


def _defect(facts: Facts, kind: str, id_: str, problem: str) -> Defect:
    place = facts.places.get((kind, id_), Place("facts", id_))
    return Defect(place.file, place.where, problem)


def _derive(writer: Writer, claims: Sequence[Claim], progress: Progress) -> tuple[int, int]:
    """Resolve anew what the claims are about, with all that was said of it before."""
    affected = sorted({about(claim) for claim in claims})
    relationships = figures = 0
    for batch in _batches(_told(affected, "relationships and figures", progress), BATCH):
        said = writer.claims_about(batch)
        sources = writer.sources({claim.source for claim in said})
        tiers = {id_: source.tier for id_, source in sources.items()}
        related = [claim for claim in said if isinstance(claim, RelationshipClaim)]
        numbers = [claim for claim in said if isinstance(claim, FigureClaim)]
        writer.put_versions(resolve(related, tiers.__getitem__))
        writer.put_figures(resolve_figures(numbers, tiers.__getitem__))
        counted = {claim.relationship for claim in related}
        relationships += len(counted)
        figures += len(batch) - len(counted)
    return relationships, figures


def _told(items: Sequence[T], what: str, progress: Progress) -> Iterator[T]:
    """The items, with word of how far they are."""
    for done, item in enumerate(items, 1):
        yield item
        if done % 1000 == 0 or done == len(items):
            progress(what, done, len(items))


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
