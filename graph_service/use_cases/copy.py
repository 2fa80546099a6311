"""A graph from one store into another, in steps (`chunked_writing.py`): its records are read page by page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph_service.domain.claim import Claim
from graph_service.domain.facts import Facts
from graph_service.domain.scope import Scope
from graph_service.errors import BadParameter, GraphMoved, StoreError
from graph_service.queries.base import Scoped
from graph_service.queries.kinds import Key
from graph_service.stores.port import Resource, State, Store
from graph_service.support.gc_pause import pause_gc
from graph_service.use_cases import chunked_writing as steps
from graph_service.use_cases.ask import applied_scope
from graph_service.use_cases.chunked_writing import Reached, Step
from graph_service.use_cases.load import Progress

_ORDER: tuple[Resource, ...] = ("entities", "sources", "claims", "retractions")
"""Each speaks of those before it."""


@dataclass(frozen=True)
class Copied:
    """What a copy came to: both graphs, which are the same."""

    source: State
    target: State
    changed_nothing: bool


def copy(source: Store, target: Store, *, replace: bool = False, progress: Progress = lambda *_: None) -> Copied:
    """Copy all that a graph holds into an empty one, or with `replace` in place of what is there.

    Raises BadParameter where the target holds another graph, and GraphMoved if the source was written to meanwhile. A
    copy that was broken off goes on where it was when it is called again.
    """
    if source.place() == target.place():
        raise BadParameter("to", "that is the graph to copy from")
    try:
        with source.reading() as digest:
            whole = source.state()
            reached = steps.begun(target, digest, "to", replace=replace)
            if reached is None:
                return _compared(whole, target, changed_nothing=True)
            reached = steps.cleared(target, reached)
            reached = steps.written(target, reached, _steps(source, whole, reached), progress)
    except GraphMoved as error:
        raise GraphMoved("the graph was written to while it was being copied: copy it again") from error
    found = steps.ended(target, reached, digest)
    if found != digest:
        raise StoreError(f"the copy's digest is {found}, and that of the graph is {digest}: copy it again")
    return _compared(whole, target, changed_nothing=False)


def _compared(source: State, target: Store, *, changed_nothing: bool) -> Copied:
    found = target.state()
    if found != source:
        raise StoreError(f"the copy is another graph than what was copied: {found}, and not {source}")
    return Copied(source, found, changed_nothing)


def _steps(source: Store, whole: State, reached: Reached) -> Iterator[Step]:
    """What is still to be copied, page by page."""
    begin = _ORDER.index(reached.resource) if reached.resource else 0
    for resource in _ORDER[begin:]:
        after, done = (reached.after, reached.done) if resource == reached.resource else (None, 0)
        while page := _page(source, resource, after):
            after, done = (page[-1].id,), done + len(page)
            facts = _facts(resource, page)
            now = reached.model_copy(update={"resource": resource, "after": after, "done": done})
            yield Step(now, facts, _named(source, facts), getattr(whole, resource))


def _page(source: Store, resource: Resource, after: Key | None) -> list[Any]:
    with pause_gc():
        return source.page(resource, {}, _any_scope(), after, steps.STEP)


def _any_scope() -> Scope:
    """Records are the same in every scope."""
    return applied_scope(Scoped())


def _facts(resource: Resource, page: list[Any]) -> Facts:
    facts = Facts()
    getattr(facts, resource).update((record.id, record) for record in page)
    return facts


def _named(source: Store, facts: Facts) -> set[str]:
    """Which of the claims that these dispute or supersede there are at all: some come with a later page."""
    claims: list[Claim] = list(facts.claims.values())
    named = {id_ for claim in claims for id_ in (*claim.disputes, *claim.supersedes) if id_ not in facts.claims}
    return set(source.evidence((), named).claim_texts)
