"""The embedded store: one SQLite file."""

from graph_service.stores.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
