"""The Neo4j store: one server, or a cluster through routing."""

from graph_service.stores.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
