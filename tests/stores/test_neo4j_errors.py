"""What the driver's errors mean, and which of them pass: no server is needed to say so."""

from collections.abc import Iterator
from typing import Any

import pytest
from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from graph_service.errors import StoreError, StoreInterrupted, StoreUnavailable
from graph_service.stores.neo4j import reading
from graph_service.stores.neo4j.errors import translate_errors
from graph_service.stores.neo4j.reading import read
from graph_service.support import retry


def told(code: str) -> Neo4jError:
    """The error that the driver makes of what a server says."""
    return Neo4jError._hydrate_neo4j(code=code, message="no")


TRANSIENT = [
    told("Neo.ClientError.Cluster.NotALeader"),
    told("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase"),
    told("Neo.TransientError.Transaction.DeadlockDetected"),
    SessionExpired("the leader is gone"),
    ServiceUnavailable("no connection"),
]
LASTING = [
    told("Neo.TransientError.General.MemoryPoolOutOfMemoryError"),
    told("Neo.ClientError.Statement.SyntaxError"),
    ConfigurationError("no such address"),
]


class Broken:
    """A session in which the first statements fail."""

    def __init__(self, errors: list[Neo4jError | DriverError]) -> None:
        self._errors = iter(errors)
        self.sent = 0

    def run(self, *_: Any) -> Iterator[str]:
        self.sent += 1
        for error in self._errors:
            raise error
        return iter(["row"])


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "sleep", lambda _: None)
    monkeypatch.setattr(retry, "sleep", lambda _: None)


@pytest.mark.parametrize("error", TRANSIENT, ids=repr)
def test_a_statement_that_reads_is_sent_again_after_a_transient_error(error: Neo4jError | DriverError) -> None:
    session: Any = Broken([error, error])
    assert read(session, "RETURN 1", {}) == ["row"]
    assert session.sent == 3


def test_a_statement_that_reads_is_not_sent_for_ever() -> None:
    session: Any = Broken([SessionExpired("again")] * 100)
    with pytest.raises(SessionExpired):
        read(session, "RETURN 1", {})
    assert session.sent == 5


@pytest.mark.parametrize("error", LASTING, ids=repr)
def test_a_statement_is_not_sent_again_after_a_lasting_error(error: Neo4jError | DriverError) -> None:
    session: Any = Broken([error])
    with pytest.raises(type(error)):
        read(session, "RETURN 1", {})
    assert session.sent == 1


@pytest.mark.parametrize("error", TRANSIENT, ids=repr)
def test_a_transient_error_is_an_interruption(error: Exception) -> None:
    with pytest.raises(StoreInterrupted, match="graph at neo4j://here"), translate_errors("neo4j://here"):
        raise error


@pytest.mark.parametrize("error", LASTING, ids=repr)
def test_a_lasting_error_is_no_interruption(error: Exception) -> None:
    with pytest.raises(StoreError) as raised, translate_errors("neo4j://here"):
        raise error
    assert not isinstance(raised.value, StoreInterrupted)


def test_what_was_interrupted_is_done_again_and_not_for_ever() -> None:
    left = [StoreInterrupted("once"), StoreInterrupted("twice")]

    def act() -> str:
        if left:
            raise left.pop()
        return "done"

    assert retry.retry_interrupted(act) == "done"

    def never() -> None:
        left.append(StoreInterrupted("again"))
        raise left[-1]

    with pytest.raises(StoreInterrupted):
        retry.retry_interrupted(never)
    assert len(left) == len(retry.PAUSES) + 1


def test_what_is_merely_unavailable_is_done_once() -> None:
    tries: list[int] = []

    def act() -> None:
        tries.append(1)
        raise StoreUnavailable("a copy has not ended")

    with pytest.raises(StoreUnavailable):
        retry.retry_interrupted(act)
    assert tries == [1]
