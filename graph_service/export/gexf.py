"""GEXF 1.2, for Gephi: with the colours."""

from typing import TYPE_CHECKING, Any

from graph_service.appearance import ENTITY_LOOKS, RELATIONSHIP_LOOKS
from graph_service.export.attributes import Attributes, described
from graph_service.export.network import network
from graph_service.export.subgraph import Subgraph
from graph_service.export.xml_text import file, flat

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CREATOR = "graph-service"

_KEY = "networkx_key"


def gexf(subgraph: Subgraph) -> bytes:
    """The file; its `meta` says the scope and the digest."""
    from networkx.readwrite.gexf import GEXFWriter

    graph = network(subgraph, _of_entity, _of_relationship)
    for _, _, id_, attributes in graph.edges(keys=True, data=True):
        attributes["id"] = id_
    writer = GEXFWriter(graph)
    _describe(writer.xml, described(subgraph))
    for edges in writer.xml.iter("edges"):
        edges[:] = sorted(edges, key=lambda edge: edge.get("id", ""))
    _drop_keys(writer.xml)
    return file(writer.xml)


def _describe(root: "Element", description: str) -> None:
    """Who made it of what; without the day it was made on: the same graph and scope give the same bytes."""
    (meta,) = root.findall("meta")
    meta.attrib.pop("lastmodifieddate", None)
    (creator,) = meta.findall("creator")
    creator.text = CREATOR
    line = meta.makeelement("description", {})
    line.text = description
    meta.append(line)


def _drop_keys(root: "Element") -> None:
    """Take out what networkx writes of each edge's key: it is the edge's id."""
    for declared in root.iter("attributes"):
        for attribute in declared.findall("attribute"):
            if attribute.get("title") == _KEY:
                declared.remove(attribute)
                for values in root.iter("attvalues"):
                    values[:] = [value for value in values if value.get("for") != attribute.get("id")]


def _of_entity(attributes: Attributes) -> Attributes:
    colour = ENTITY_LOOKS[attributes["kind"]].colour
    return {**flat({"label": attributes["name"], **attributes}), "viz": _viz(colour)}


def _of_relationship(attributes: Attributes) -> Attributes:
    colour = RELATIONSHIP_LOOKS[attributes["type"]].colour
    # An edge's `type` is a word of GEXF's own: directed or not.
    renamed = {"relationship_type" if name == "type" else name: value for name, value in attributes.items()}
    return {**flat(renamed), "viz": _viz(colour)}


def _viz(colour: str) -> dict[str, Any]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return {"color": {"r": red, "g": green, "b": blue}}
