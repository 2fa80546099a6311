"""Which store an address means: the one place where stores are chosen."""

from pathlib import Path

from graph_service.errors import StoreUnavailable
from graph_service.settings import Settings
from graph_service.stores.port import Store

_NEO4J = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def open_store(settings: Settings) -> Store:
    """The store of the settings, open; a file is made on first use."""
    scheme, separator, _ = settings.store.partition("://")
    if not separator:
        from graph_service.stores.sqlite import SqliteStore

        return SqliteStore(Path(settings.store).expanduser())
    if scheme not in _NEO4J:
        raise StoreUnavailable(
            f"{settings.store!r} is no address of a graph: give a file's path, or one of "
            + ", ".join(f"{known}://" for known in _NEO4J)
        )
    # The driver takes a tenth of a second to import: only who uses Neo4j waits for it.
    from graph_service.stores.neo4j import Neo4jStore

    return Neo4jStore(
        settings.store,
        settings.neo4j_username,
        settings.neo4j_password.get_secret_value(),
        settings.neo4j_database,
    )
