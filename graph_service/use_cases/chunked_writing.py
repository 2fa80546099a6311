"""Writing a graph in steps that are each atomic, so that no step outgrows its store's memory.

The steps go the path of every fact (`load.py`): they are checked and resolved, and the digest follows from what was
written. Between the first step and the last the target says how far the writing has come, and nobody can read it; who
writes the same again goes on from there. What bounds a step are `STEP` records, and all that was said before about the
relationships which these are about.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from graph_service.domain.digest import EMPTY
from graph_service.domain.facts import Facts
from graph_service.errors import BadParameter, StoreUnavailable
from graph_service.queries.kinds import Key
from graph_service.stores.port import Resource, Store, Writer
from graph_service.use_cases.load import Progress, add

STEP = 20_000
"""How many records are read and written at once."""


class Reached(BaseModel):
    """How far the writing has come: of what, up to which record, and how many of that kind.

    `of` is the digest of a graph, or of files; `after` is where the last record stands in it.
    """

    model_config = ConfigDict(frozen=True)

    of: str
    cleared: bool = False
    resource: Resource | None = None
    after: Key | None = None
    done: int = 0


_FAILED = Reached(of="")
"""The writing of nothing, with which none goes on."""


@dataclass(frozen=True)
class Step:
    """Records of one kind, and how far the writing is when they are written.

    `coming` are claims that these may dispute although only a later step brings them; `total` is how many records of
    that kind there are.
    """

    reached: Reached
    facts: Facts
    coming: Collection[str]
    total: int


def from_where(target: Store, of: str, parameter: str, *, replace: bool) -> Reached | None:
    """From where the writing would go on; None if the target is that very graph already.

    Raises BadParameter, which names the parameter, where the target holds another graph that may not be replaced.
    """
    with target.write() as writer:
        return _from_where(writer, of, parameter, replace=replace)


def begun(target: Store, of: str, parameter: str, *, replace: bool) -> Reached | None:
    """From where to go on: as `from_where`, and from now on nobody can read the target."""
    with target.write() as writer:
        reached = _from_where(writer, of, parameter, replace=replace)
        if reached is not None:
            writer.put_writing_position(reached.model_dump_json())
        return reached


def _from_where(writer: Writer, of: str, parameter: str, *, replace: bool) -> Reached | None:
    before = writer.writing_position()
    if before is None and writer.digest() == of:
        return None
    if before is not None and (reached := Reached.model_validate_json(before)).of == of:
        return reached
    if before is None and writer.digest() != EMPTY and not replace:
        raise BadParameter(parameter, "there is another graph; --replace takes it away first")
    return Reached(of=of)


def cleared(target: Store, reached: Reached) -> Reached:
    """Take away what the target held before: nobody can read it any more."""
    while not reached.cleared:
        with _going_on(target, reached) as writer:
            now = reached.model_copy(update={"cleared": writer.clear(STEP)})
            writer.put_writing_position(now.model_dump_json())
        reached = now
    return reached


def written(target: Store, reached: Reached, steps: Iterable[Step], progress: Progress) -> Reached:
    """Write all the steps, which follow what was reached; how far that is."""
    for step in steps:
        with _going_on(target, reached) as writer:
            add(writer, step.facts, coming=step.coming)
            writer.put_writing_position(step.reached.model_dump_json())
        reached = step.reached
        progress(str(reached.resource), reached.done, step.total)
    return reached


def ended(target: Store, reached: Reached, digest: str | None = None) -> str:
    """Declare the target whole if it has the digest, or without one whatever it has; the digest that it has."""
    with _going_on(target, reached) as writer:
        found = writer.digest()
        writer.put_writing_position(None if digest in (None, found) else _FAILED.model_dump_json())
    return found


def given_up(target: Store, reached: Reached) -> None:
    """None goes on with what was written: it would not be one whole."""
    with _going_on(target, reached) as writer:
        writer.put_writing_position(_FAILED.model_dump_json())


@contextmanager
def _going_on(target: Store, reached: Reached) -> Iterator[Writer]:
    """The next step of this writing, unless somebody else took it."""
    with target.write() as writer:
        if writer.writing_position() != reached.model_dump_json():
            raise StoreUnavailable("another writer has taken up the graph that was being written in steps")
        yield writer
