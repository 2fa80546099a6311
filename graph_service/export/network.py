"""The subgraph as a graph of networkx, which writes the formats of others."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from graph_service.export.attributes import Attributes, entity_attributes, graph_attributes, relationship_attributes
from graph_service.export.subgraph import Subgraph

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Change = Callable[[Attributes], Attributes]
"""What a format makes of the attributes of an entity or of a relationship."""


def network(subgraph: Subgraph, of_entity: Change, of_relationship: Change) -> "MultiDiGraph[str]":
    """Nodes and edges by id; a relationship's id is its key."""
    from networkx import MultiDiGraph  # here, as it takes a third of a second, which most commands needn't wait for

    graph: MultiDiGraph[str] = MultiDiGraph(**graph_attributes(subgraph))
    for entity in subgraph.entities:
        graph.add_node(entity.id, **of_entity(entity_attributes(entity)))
    for version in subgraph.relationships:
        attributes = of_relationship(relationship_attributes(version, subgraph))
        graph.add_edge(version.subject, version.object, key=version.id, **attributes)
    return graph
