"""Translates the driver's errors, once, at the store's edge."""

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


# The driver would print errors to standard error, and our own messages say more.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


def without_password(uri: str) -> str:
    """The address without its password, as it may be shown."""
    return re.sub(r"//[^/@]*@", "//", uri)


@contextmanager
def translate_errors(uri: str) -> Iterator[None]:
    """For any error of the driver's, raise a StoreError that names the address."""
    try:
        yield
    except (Neo4jError, DriverError) as error:
        raise _as_store_error(error, f"the graph at {uri}") from error


def is_transient(error: Neo4jError | DriverError) -> bool:
    """Whether it is worth trying again: a leader changed, a connection broke, a lock was held."""
    # The driver says the same of too little memory, but a second later there is no more.
    return error.is_retryable() and "OutOfMemory" not in (getattr(error, "code", None) or "")


def _as_store_error(error: Neo4jError | DriverError, where: str) -> StoreError:
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
    if is_transient(error):
        return StoreInterrupted(f"{where}: the server is busy, or another one leads now; try again")
    if isinstance(error, ConfigurationError):
        return StoreUnavailable(f"{where}: the address can't be used: {error}")
    if isinstance(error, ConstraintError):
        return ForeignData(f"{where}: another application's data is in the way of ours: {error.message}")
    if isinstance(error, ClientError):
        return StoreError(f"{where}: the server refused a statement: {error.code}: {error.message}")
    return StoreError(f"{where}: {error}")
