"""The driver's errors, translated once, at the store's edge."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConstraintError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph_service.errors import ForeignData, StoreAccessDenied, StoreError, StoreInterrupted, StoreUnavailable

_NO_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"
_RATE_LIMIT = "Neo.ClientError.Security.AuthenticationRateLimit"


# What it would say on standard error before we say it better.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


def without_password(uri: str) -> str:
    """The address as it may be shown."""
    return re.sub(r"//[^/@]*@", "//", uri)


@contextmanager
def translated(uri: str) -> Iterator[None]:
    """Raises a StoreError that names the address for any error of the driver's."""
    try:
        yield
    except (Neo4jError, DriverError) as error:
        raise _meaning(error, f"the graph at {uri}") from error


def passes(error: Neo4jError | DriverError) -> bool:
    """Whether the same may go well when it is tried again: a leader that changed, a connection that broke, a lock."""
    # Too little memory counts as passing with the driver, and won't be more a second later.
    return error.is_retryable() and "OutOfMemory" not in (getattr(error, "code", None) or "")


def _meaning(error: Neo4jError | DriverError, where: str) -> StoreError:
    code = getattr(error, "code", None)
    if code == _RATE_LIMIT:
        return StoreAccessDenied(f"{where}: too many wrong passwords; wait some seconds, then use the right one")
    if isinstance(error, AuthError):
        return StoreAccessDenied(f"{where}: wrong user or password; set NEO4J_USERNAME and NEO4J_PASSWORD")
    if code == _NO_DATABASE:
        return StoreUnavailable(f"{where}: the server has no such database; set NEO4J_DATABASE")
    if isinstance(error, (ServiceUnavailable, SessionExpired)):
        return StoreInterrupted(f"{where}: no Neo4j server answers there; is it running, and is the address right?")
    if code and "OutOfMemory" in code:
        return StoreUnavailable(
            f"{where}: the server has too little memory for so large a step; give it more "
            "(server.memory.heap.max_size), or load into a file and use `graph-service copy`, which takes small steps"
        )
    if passes(error):
        return StoreInterrupted(f"{where}: the server is busy, or another one leads now; try again")
    if isinstance(error, ConfigurationError):
        return StoreUnavailable(f"{where}: the address can't be used: {error}")
    if isinstance(error, ConstraintError):
        return ForeignData(f"{where}: another application's data is in the way of ours: {error.message}")
    if isinstance(error, ClientError):
        return StoreError(f"{where}: the server refused a statement: {error.code}: {error.message}")
    return StoreError(f"{where}: {error}")
