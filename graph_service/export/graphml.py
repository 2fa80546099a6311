"""GraphML, for Gephi, yEd, igraph, Cytoscape and networkx."""

from typing import TYPE_CHECKING

from graph_service.appearance import ENTITY_LOOKS, RELATIONSHIP_LOOKS
from graph_service.export.attributes import Attributes
from graph_service.export.network import network
from graph_service.export.subgraph import Subgraph
from graph_service.export.xml_text import file, flat

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def graphml(subgraph: Subgraph) -> bytes:
    """The file; the graph's own attributes say the scope and the digest."""
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(network(subgraph, _of_entity, _of_relationship))
    (graph,) = writer.xml.findall("graph")
    _spell_booleans(writer.xml)
    # networkx gives the edges by their ends; the order here is by id, the nodes and the graph's own data first.
    edges = sorted(graph.findall("edge"), key=lambda edge: edge.get("id", ""))
    graph[:] = [*graph.findall("data"), *graph.findall("node"), *edges]
    return file(writer.xml)


def _spell_booleans(root: "Element") -> None:
    """`true`, where networkx writes Python's `True`: GraphML knows the one spelling only."""
    booleans = {key.get("id") for key in root.iter("key") if key.get("attr.type") == "boolean"}
    for data in root.iter("data"):
        if data.get("key") in booleans:
            data.text = (data.text or "").lower()


def _of_entity(attributes: Attributes) -> Attributes:
    look = ENTITY_LOOKS[attributes["kind"]]
    return flat({"label": attributes["name"], **attributes, "colour": look.colour, "shape": look.shape})


def _of_relationship(attributes: Attributes) -> Attributes:
    return flat({**attributes, "colour": RELATIONSHIP_LOOKS[attributes["type"]].colour})
