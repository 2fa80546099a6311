"""Copies a graph from one store into another, in steps (`chunked_writing.py`). Records are read page by page."""

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
from graph_service.use_cases.ask import apply_scope
from graph_service.use_cases.chunked_writing import Step, WritingPosition
from graph_service.use_cases.load import Progress

_ORDER: tuple[Resource, ...] = ("entities", "sources", "claims", "retractions")
"""Each kind speaks only of those before it."""


@dataclass(frozen=True)
class Copied:
    """The result of a copy: the states of both graphs, which are the same."""

    source: State
    target: State
    changed_nothing: bool


def copy(source: Store, target: Store, *, replace: bool = False, progress: Progress = lambda *_: None) -> Copied:
    """Copy all that a graph holds into an empty one, or with `replace` in place of what is there.

    Raises BadParameter if the target holds another graph, and GraphMoved if the source was written to meanwhile. An
    interrupted copy continues where it was when it is called again.
    """
    if source.place() == target.place():
        raise BadParameter("to", "that is the graph to copy from")
    try:
        with source.reading() as digest:
            whole = source.state()
            position = steps.begin(target, digest, "to", replace=replace)
            if position is None:
                return _compare(whole, target, changed_nothing=True)
            position = steps.clear(target, position)
            position = steps.write(target, position, _make_steps(source, whole, position), progress)
    except GraphMoved as error:
        raise GraphMoved("the graph was written to while it was being copied: copy it again") from error
    found = steps.end(target, position, digest)
    if found != digest:
        raise StoreError(f"the copy's digest is {found}, and that of the graph is {digest}: copy it again")
    return _compare(whole, target, changed_nothing=False)


def _compare(source: State, target: Store, *, changed_nothing: bool) -> Copied:
    found = target.state()
    if found != source:
        raise StoreError(f"the copy is another graph than what was copied: {found}, and not {source}")
    return Copied(source, found, changed_nothing)


def _make_steps(source: Store, whole: State, position: WritingPosition) -> Iterator[Step]:
    """Make the steps that are still to be written, page by page."""
    begin = _ORDER.index(position.resource) if position.resource else 0
    for resource in _ORDER[begin:]:
        after, done = (position.after, position.done) if resource == position.resource else (None, 0)
        while page := _read_page(source, resource, after):
            after, done = (page[-1].id,), done + len(page)
            facts = _make_facts(resource, page)
            now = position.model_copy(update={"resource": resource, "after": after, "done": done})
            yield Step(now, facts, _find_named_claims(source, facts), getattr(whole, resource))


def _read_page(source: Store, resource: Resource, after: Key | None) -> list[Any]:
    with pause_gc():
        return source.page(resource, {}, _make_any_scope(), after, steps.STEP)


def _make_any_scope() -> Scope:
    """Any scope will do: records are the same in all of them."""
    return apply_scope(Scoped())


def _make_facts(resource: Resource, page: list[Any]) -> Facts:
    facts = Facts()
    getattr(facts, resource).update((record.id, record) for record in page)
    return facts


def _find_named_claims(source: Store, facts: Facts) -> set[str]:
    """Find the claims that these dispute or supersede and that exist. Some of them come with a later page."""
    claims: list[Claim] = list(facts.claims.values())
    named = {id_ for claim in claims for id_ in (*claim.disputes, *claim.supersedes) if id_ not in facts.claims}
    return set(source.evidence((), named).claim_texts)
