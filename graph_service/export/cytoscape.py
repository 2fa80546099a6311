"""The JSON of Cytoscape and of Cytoscape.js."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from graph_service.appearance import ENTITY_LOOKS, RELATIONSHIP_LOOKS
from graph_service.export.attributes import Attributes
from graph_service.export.network import to_networkx
from graph_service.export.subgraph import Subgraph


class CytoscapeElement(BaseModel):
    """A node or an edge: all it carries is in `data`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: dict[str, Any]


class CytoscapeElements(BaseModel):
    """Entities and relationships, each by id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    nodes: list[CytoscapeElement]
    edges: list[CytoscapeElement]


class CytoscapeGraph(BaseModel):
    """The whole file; `data` says the scope and the digest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: dict[str, Any]
    directed: bool
    multigraph: bool
    elements: CytoscapeElements


def cytoscape(subgraph: Subgraph) -> bytes:
    """The file, as JSON in UTF-8."""
    from networkx import cytoscape_data

    written = cytoscape_data(to_networkx(subgraph, _entity_for_format, _relationship_for_format))
    elements = written["elements"]
    for edge in elements["edges"]:
        edge["data"]["id"] = edge["data"]["key"]
    elements["edges"].sort(key=lambda edge: edge["data"]["id"])
    # networkx gives `data` as a list of pairs, which Cytoscape doesn't read.
    graph = CytoscapeGraph.model_validate({**written, "data": dict(written["data"])})
    return graph.model_dump_json().encode()


def _entity_for_format(attributes: Attributes) -> Attributes:
    look = ENTITY_LOOKS[attributes["kind"]]
    return {**attributes, "colour": look.colour, "shape": look.shape}


def _relationship_for_format(attributes: Attributes) -> Attributes:
    look = RELATIONSHIP_LOOKS[attributes["type"]]
    return {**attributes, "colour": look.colour, "arrow": look.arrow}
