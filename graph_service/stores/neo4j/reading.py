"""Reads from a store without snapshots: moments show whether all that was read is of one version of the graph."""

from dataclasses import dataclass
from time import sleep
from typing import Any

from neo4j import Record, Session
from neo4j.exceptions import DriverError, Neo4jError

from graph_service.errors import StoreError
from graph_service.stores.neo4j.errors import is_transient

_PAUSES = (0.0, 0.1, 0.4, 1.0)
"""Seconds before each further try. The first comes at once, as another member of a cluster may be ready."""


@dataclass(frozen=True)
class Moment:
    """Which graph this is, and a number that grows by two with each commit. It is odd while one is becoming visible."""

    digest: str
    turn: int
    is_unfinished: bool

    @property
    def is_moving(self) -> bool:
        """Whether a commit is becoming visible."""
        return self.turn % 2 == 1


class OuterBlockMoved(StoreError):
    """The graph changed during an outer block. Trying again within that block would find the same."""


class ReadBlock:
    """A block in which one thread reads one version of the graph, and what is certain about that version."""

    def __init__(self, session: Session, moment: Moment, *, was_seen: bool) -> None:
        self.session = session
        self.moment = moment
        self.was_seen = was_seen
        """Whether the graph was seen at this moment within the block, not only before it."""
        self.is_up_to_date = was_seen
        """Whether the graph was seen at this moment after all that has been read."""

    def confirm(self) -> None:
        """Note that the graph is still at this moment."""
        self.was_seen = self.is_up_to_date = True

    def mark_as_read(self) -> None:
        """Note that something is read which may have changed since the last look."""
        self.is_up_to_date = False


def read(session: Session, statement: str, parameters: dict[str, Any]) -> list[Record]:
    """Send a statement that only reads, and again after a transient error such as a lost leader. Gives its rows."""
    for pause in _PAUSES:
        try:
            return list(session.run(statement, parameters))
        except (Neo4jError, DriverError) as error:
            if not is_transient(error):
                raise
        sleep(pause)
    return list(session.run(statement, parameters))
