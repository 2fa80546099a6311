"""A graph from one store into another, in steps that are each atomic, so that no step outgrows its store's memory.

Records are read page by page and go the path of every fact (`load.py`): they are checked and resolved anew, and the
digest follows from what was written. Between the first step and the last the target says how far the copy has come,
and nobody can read it; who copies again goes on from there. What bounds a step are `STEP` records, and all that was
said about the relationships which these are about.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from graph_service.ask import applied_scope
from graph_service.domain.claim import Claim
from graph_service.domain.digest import EMPTY
from graph_service.domain.facts import Facts
from graph_service.domain.scope import Scope
from graph_service.errors import BadParameter, GraphMoved, StoreError, StoreUnavailable
from graph_service.load import Progress, add
from graph_service.queries.base import Key, Scoped
from graph_service.stores.port import Resource, State, Store, Writer

STEP = 5_000
"""How many records are read and written at once."""

_ORDER: tuple[Resource, ...] = ("entities", "sources", "claims")
"""Claims come last, as they speak of the others."""


class _Reached(BaseModel):
    """How far a copy has come: of which graph, up to which record, and how many of that kind."""

    model_config = ConfigDict(frozen=True)

    digest: str
    cleared: bool = False
    resource: Resource = "entities"
    after: Key | None = None
    done: int = 0


_FAILED = _Reached(digest="")
"""A copy of no graph, with which none goes on."""


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
            reached = _begun(target, digest, replace=replace)
            if reached is None:
                return _compared(whole, target, changed_nothing=True)
            reached = _cleared(target, reached)
            for now, page in _pages(source, reached):
                with _going_on(target, reached) as writer:
                    facts = _facts(now.resource, page)
                    add(writer, facts, coming=_disputed(source, facts))
                    writer.put_copying(now.model_dump_json())
                reached = now
                progress(now.resource, now.done, _count(whole, now.resource))
    except GraphMoved as error:
        raise GraphMoved("the graph was written to while it was being copied: copy it again") from error
    _end(target, reached)
    return _compared(whole, target, changed_nothing=False)


def _begun(target: Store, digest: str, *, replace: bool) -> _Reached | None:
    """From where to go on; None if the target is that graph already."""
    with target.write() as writer:
        before = writer.copying()
        if before is None and writer.digest() == digest:
            return None
        if before is not None and (reached := _Reached.model_validate_json(before)).digest == digest:
            return reached
        if before is None and writer.digest() != EMPTY and not replace:
            raise BadParameter("to", "there is another graph; --replace takes it away first")
        start = _Reached(digest=digest)
        writer.put_copying(start.model_dump_json())
        return start


def _cleared(target: Store, reached: _Reached) -> _Reached:
    """Take away what the target held before: nobody can read it any more."""
    while not reached.cleared:
        with _going_on(target, reached) as writer:
            now = reached.model_copy(update={"cleared": writer.clear(STEP)})
            writer.put_copying(now.model_dump_json())
        reached = now
    return reached


@contextmanager
def _going_on(target: Store, reached: _Reached) -> Iterator[Writer]:
    """The next step of this copy, unless somebody else took it."""
    with target.write() as writer:
        if writer.copying() != reached.model_dump_json():
            raise StoreUnavailable("another writer has taken up the graph that was being copied into")
        yield writer


def _end(target: Store, reached: _Reached) -> None:
    """Declare the target whole, if it is."""
    with _going_on(target, reached) as writer:
        digest = writer.digest()
        writer.put_copying(None if digest == reached.digest else _FAILED.model_dump_json())
    if digest != reached.digest:
        raise StoreError(f"the copy's digest is {digest}, and that of the graph is {reached.digest}: copy it again")


def _compared(source: State, target: Store, *, changed_nothing: bool) -> Copied:
    found = target.state()
    if found != source:
        raise StoreError(f"the copy is another graph than what was copied: {found}, and not {source}")
    return Copied(source, found, changed_nothing)


def _pages(source: Store, reached: _Reached) -> Iterator[tuple[_Reached, list[Any]]]:
    """What is still to be copied, each page with how far the copy is when it is written."""
    for resource in _ORDER[_ORDER.index(reached.resource) :]:
        after, done = (reached.after, reached.done) if resource == reached.resource else (None, 0)
        while page := source.page(resource, {}, _any_scope(), after, STEP):
            after, done = (page[-1].id,), done + len(page)
            yield reached.model_copy(update={"resource": resource, "after": after, "done": done}), page


def _any_scope() -> Scope:
    """Records are the same in every scope."""
    return applied_scope(Scoped())


def _facts(resource: Resource, page: list[Any]) -> Facts:
    return Facts(**{resource: {record.id: record for record in page}})


def _disputed(source: Store, facts: Facts) -> set[str]:
    """Which of the claims that these dispute there are at all: some come with a later page."""
    claims: list[Claim] = list(facts.claims.values())
    disputed = {id_ for claim in claims for id_ in claim.disputes if id_ not in facts.claims}
    return set(source.evidence((), disputed).claim_texts)


def _count(state: State, resource: Resource) -> int:
    count: int = getattr(state, resource)
    return count
