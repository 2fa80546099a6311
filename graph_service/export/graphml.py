"""GraphML, for Gephi, yEd, igraph, Cytoscape and networkx."""

from typing import TYPE_CHECKING

from graph_service.appearance import ENTITY_LOOKS, RELATIONSHIP_LOOKS
from graph_service.export.attributes import Attributes
from graph_service.export.network import to_networkx
from graph_service.export.subgraph import Subgraph
from graph_service.export.xml_text import flatten_lists, to_xml_bytes

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def graphml(subgraph: Subgraph) -> bytes:
    """The file as XML in UTF-8. The graph's own attributes have the scope and the digest."""
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(to_networkx(subgraph, _entity_for_format, _relationship_for_format))
    (graph,) = writer.xml.findall("graph")
    _spell_booleans(writer.xml)
    # networkx orders the edges by their ends. Here they are in order of id, after the graph's data and the nodes.
    edges = sorted(graph.findall("edge"), key=lambda edge: edge.get("id", ""))
    graph[:] = [*graph.findall("data"), *graph.findall("node"), *edges]
    return to_xml_bytes(writer.xml)


def _spell_booleans(root: "Element") -> None:
    """Replace Python's `True`, which networkx writes, by GraphML's `true`."""
    booleans = {key.get("id") for key in root.iter("key") if key.get("attr.type") == "boolean"}
    for data in root.iter("data"):
        if data.get("key") in booleans:
            data.text = (data.text or "").lower()


def _entity_for_format(attributes: Attributes) -> Attributes:
    look = ENTITY_LOOKS[attributes["kind"]]
    return flatten_lists({"label": attributes["name"], **attributes, "colour": look.colour, "shape": look.shape})


def _relationship_for_format(attributes: Attributes) -> Attributes:
    return flatten_lists({**attributes, "colour": RELATIONSHIP_LOOKS[attributes["type"]].colour})
