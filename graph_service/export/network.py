"""The subgraph as a networkx graph. networkx writes the formats of other programs."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from graph_service.export.attributes import Attributes, entity_attributes, graph_attributes, relationship_attributes
from graph_service.export.subgraph import Subgraph

if TYPE_CHECKING:
    from networkx import MultiDiGraph

AttributeChange = Callable[[Attributes], Attributes]
"""Changes the attributes of an entity or a relationship into those that a format wants."""


def to_networkx(
    subgraph: Subgraph, change_entity: AttributeChange, change_relationship: AttributeChange
) -> "MultiDiGraph[str]":
    """The graph: entities are nodes by id, relationships are edges with their id as key."""
    from networkx import MultiDiGraph  # imported here: it takes a third of a second, and most commands don't need it

    graph: MultiDiGraph[str] = MultiDiGraph(**graph_attributes(subgraph))
    for entity in subgraph.entities:
        graph.add_node(entity.id, **change_entity(entity_attributes(entity)))
    for version in subgraph.relationships:
        attributes = change_relationship(relationship_attributes(version, subgraph))
        graph.add_edge(version.subject, version.object, key=version.id, **attributes)
    return graph
