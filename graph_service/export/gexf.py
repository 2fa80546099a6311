"""GEXF 1.2 for Gephi, with colours."""

from typing import TYPE_CHECKING, Any

from graph_service.appearance import ENTITY_LOOKS, RELATIONSHIP_LOOKS
from graph_service.export.attributes import Attributes, describe
from graph_service.export.network import to_networkx
from graph_service.export.subgraph import Subgraph
from graph_service.export.xml_text import flatten_lists, to_xml_bytes

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CREATOR = "graph-service"

_KEY = "networkx_key"


def gexf(subgraph: Subgraph) -> bytes:
    """The file as XML in UTF-8. Its `meta` has the scope and the digest."""
    from networkx.readwrite.gexf import GEXFWriter

    graph = to_networkx(subgraph, _entity_for_format, _relationship_for_format)
    for _, _, id_, attributes in graph.edges(keys=True, data=True):
        attributes["id"] = id_
    writer = GEXFWriter(graph)
    _describe(writer.xml, describe(subgraph))
    for edges in writer.xml.iter("edges"):
        edges[:] = sorted(edges, key=lambda edge: edge.get("id", ""))
    _drop_keys(writer.xml)
    return to_xml_bytes(writer.xml)


def _describe(root: "Element", description: str) -> None:
    """Add the creator and the description, and remove the date: one graph and scope must give the same bytes."""
    (meta,) = root.findall("meta")
    meta.attrib.pop("lastmodifieddate", None)
    (creator,) = meta.findall("creator")
    creator.text = CREATOR
    line = meta.makeelement("description", {})
    line.text = description
    meta.append(line)


def _drop_keys(root: "Element") -> None:
    """Remove each edge's key, which networkx writes: it repeats the edge's id."""
    for declared in root.iter("attributes"):
        for attribute in declared.findall("attribute"):
            if attribute.get("title") == _KEY:
                declared.remove(attribute)
                for values in root.iter("attvalues"):
                    values[:] = [value for value in values if value.get("for") != attribute.get("id")]


def _entity_for_format(attributes: Attributes) -> Attributes:
    colour = ENTITY_LOOKS[attributes["kind"]].colour
    return {**flatten_lists({"label": attributes["name"], **attributes}), "viz": _viz(colour)}


def _relationship_for_format(attributes: Attributes) -> Attributes:
    colour = RELATIONSHIP_LOOKS[attributes["type"]].colour
    # In GEXF an edge's `type` says whether it is directed.
    renamed = {"relationship_type" if name == "type" else name: value for name, value in attributes.items()}
    return {**flatten_lists(renamed), "viz": _viz(colour)}


def _viz(colour: str) -> dict[str, Any]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return {"color": {"r": red, "g": green, "b": blue}}
