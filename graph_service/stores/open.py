"""Opens the store that an address means. Nowhere else are stores chosen."""

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from graph_service.errors import BadParameter, StoreUnavailable
from graph_service.settings import PREFIX, Settings
from graph_service.stores.port import Store

_NEO4J = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def read_settings(store: str | Path | None = None) -> Settings:
    """Read the settings from the environment. A given store replaces the one there."""
    try:
        return Settings() if store is None else Settings(store=str(store))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        problem = first["msg"].removeprefix("Value error, ")
        raise BadParameter(f"{PREFIX}{str(first['loc'][0]).upper()}", problem) from error


def open_store(settings: Settings, *, make: bool = True) -> Store:
    """Open the store of the settings. A missing file is made; with `make=False` it is an error."""
    scheme, separator, _ = settings.store.partition("://")
    if not separator:
        from graph_service.stores.sqlite import SqliteStore

        return SqliteStore(Path(settings.store).expanduser(), make=make)
    if scheme not in _NEO4J:
        raise StoreUnavailable(
            f"{settings.store!r} is no address of a graph: give a file's path, or one of "
            + ", ".join(f"{known}://" for known in _NEO4J)
        )
    try:
        _ = urlsplit(settings.store).port  # reading it checks it
    except ValueError as error:
        raise StoreUnavailable(f"{settings.store!r} is no address of a graph: {error}") from error
    # The driver takes a tenth of a second to import, so only users of Neo4j wait for it.
    from graph_service.stores.neo4j import Neo4jStore

    return Neo4jStore(
        settings.store,
        settings.neo4j_username,
        settings.neo4j_password.get_secret_value(),
        settings.neo4j_database,
    )
