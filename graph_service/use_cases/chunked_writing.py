"""Writes a graph in atomic steps, so that no step needs more memory than its store has.

Each step takes the path of every fact (`load.py`): it is checked and resolved, and the digest follows from what was
written. Between the first step and the last, the target records how far the writing has come, and nobody can read it.
Writing the same again continues from there. A step has at most `STEP` records, and with them all that was said before
about their relationships.
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


class WritingPosition(BaseModel):
    """How far the writing has come: what is written, up to which record, and how many of that kind.

    `of` is the digest of a graph or of files. `after` is the place of the last record in it.
    """

    model_config = ConfigDict(frozen=True)

    of: str
    cleared: bool = False
    resource: Resource | None = None
    after: Key | None = None
    done: int = 0


_FAILED = WritingPosition(of="")
"""The position of a failed writing: no writing continues from it."""


@dataclass(frozen=True)
class Step:
    """Records of one kind, and the position after they are written.

    `coming` are claims that these may dispute, although only a later step brings them. `total` is how many records of
    that kind there are.
    """

    position: WritingPosition
    facts: Facts
    coming: Collection[str]
    total: int


def find_start(target: Store, of: str, parameter: str, *, replace: bool) -> WritingPosition | None:
    """Find where the writing would start or continue. None: the target already is that very graph.

    Raises BadParameter, which names the parameter, if the target holds another graph that may not be replaced.
    """
    with target.write() as writer:
        return _find_start(writer, of, parameter, replace=replace)


def begin(target: Store, of: str, parameter: str, *, replace: bool) -> WritingPosition | None:
    """Find where to start, as `find_start`. From now on nobody can read the target."""
    with target.write() as writer:
        position = _find_start(writer, of, parameter, replace=replace)
        if position is not None:
            writer.put_writing_position(position.model_dump_json())
        return position


def _find_start(writer: Writer, of: str, parameter: str, *, replace: bool) -> WritingPosition | None:
    before = writer.writing_position()
    if before is None and writer.digest() == of:
        return None
    if before is not None and (position := WritingPosition.model_validate_json(before)).of == of:
        return position
    if before is None and writer.digest() != EMPTY and not replace:
        raise BadParameter(parameter, "there is another graph; --replace takes it away first")
    return WritingPosition(of=of)


def clear(target: Store, position: WritingPosition) -> WritingPosition:
    """Delete what the target held before."""
    while not position.cleared:
        with _continue(target, position) as writer:
            now = position.model_copy(update={"cleared": writer.clear(STEP)})
            writer.put_writing_position(now.model_dump_json())
        position = now
    return position


def write(target: Store, position: WritingPosition, steps: Iterable[Step], progress: Progress) -> WritingPosition:
    """Write all the steps, which follow the position. Gives the new position."""
    for step in steps:
        with _continue(target, position) as writer:
            add(writer, step.facts, coming=step.coming)
            writer.put_writing_position(step.position.model_dump_json())
        position = step.position
        progress(str(position.resource), position.done, step.total)
    return position


def end(target: Store, position: WritingPosition, digest: str | None = None) -> str:
    """Declare the target whole if it has the digest; without one, in any case. Gives the digest that it has."""
    with _continue(target, position) as writer:
        found = writer.digest()
        writer.put_writing_position(None if digest in (None, found) else _FAILED.model_dump_json())
    return found


def give_up(target: Store, position: WritingPosition) -> None:
    """Give up the writing: nothing may continue it, as it would mix two contents."""
    with _continue(target, position) as writer:
        writer.put_writing_position(_FAILED.model_dump_json())


@contextmanager
def _continue(target: Store, position: WritingPosition) -> Iterator[Writer]:
    """Take the next step of this writing, unless another writer took over."""
    with target.write() as writer:
        if writer.writing_position() != position.model_dump_json():
            raise StoreUnavailable("another writer has taken up the graph that was being written in steps")
        yield writer
