"""Reading from a store without snapshots: the moment tells whether what was read is of one version of the graph."""

from dataclasses import dataclass
from time import sleep
from typing import Any

from neo4j import Record, Session
from neo4j.exceptions import DriverError, Neo4jError

from graph_service.errors import StoreError
from graph_service.stores.neo4j.errors import passes

_PAUSES = (0.0, 0.1, 0.4, 1.0)
"""Seconds before each further try. The first is at once: another member of a cluster may be there already."""


@dataclass(frozen=True)
class Moment:
    """Which graph it is, and how many commits it has seen: two for each, odd while one is becoming visible."""

    digest: str
    turn: int
    copying: bool

    @property
    def moving(self) -> bool:
        """Whether a commit is becoming visible."""
        return self.turn % 2 == 1


class MovedAround(StoreError):
    """The graph moved on while a block around this one reads it: who asks again within that would find the same."""


class Reading:
    """What one thread reads of one version of the graph, and how far that is certain."""

    def __init__(self, session: Session, moment: Moment, *, seen: bool) -> None:
        self.session = session
        self.moment = moment
        self.seen = seen
        """Whether the graph was seen at this moment since the reading began; else it was seen there before."""
        self.up_to_date = seen
        """Whether the graph was seen at this moment after all that has been read."""

    def saw_the_moment(self) -> None:
        """The graph still stands there."""
        self.seen = self.up_to_date = True

    def read(self) -> None:
        """Something is read that may have moved since."""
        self.up_to_date = False


def read(session: Session, statement: str, parameters: dict[str, Any]) -> list[Record]:
    """The rows of a statement that only reads: it is sent again where what went wrong passes, such as a lost leader."""
    for pause in _PAUSES:
        try:
            return list(session.run(statement, parameters))
        except (Neo4jError, DriverError) as error:
            if not passes(error):
                raise
        sleep(pause)
    return list(session.run(statement, parameters))
