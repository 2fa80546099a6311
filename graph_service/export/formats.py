"""The formats, and the one path of every export."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph_service.export.cypher_script import cypher_script
from graph_service.export.cytoscape import cytoscape
from graph_service.export.gexf import gexf
from graph_service.export.graphml import graphml
from graph_service.export.subgraph import ExportParameters, Format, Subgraph, subgraph
from graph_service.stores.port import Store


@dataclass(frozen=True)
class FileFormat:
    """How a subgraph is written, and what the file is to those who get it."""

    write: Callable[[Subgraph], bytes]
    media_type: str
    suffix: str

    @property
    def filename(self) -> str:
        """What it is called where nobody says otherwise."""
        return f"graph-service.{self.suffix}"


FORMATS: Mapping[Format, FileFormat] = {
    "graphml": FileFormat(graphml, "application/graphml+xml", "graphml"),
    "gexf": FileFormat(gexf, "application/gexf+xml", "gexf"),
    "cytoscape": FileFormat(cytoscape, "application/json", "json"),
    # Cypher has no media type of its own.
    "cypher": FileFormat(cypher_script, "text/plain; charset=utf-8", "cypher"),
}


def export(store: Store, parameters: ExportParameters, most: int | None = None) -> bytes:
    """The file, in UTF-8; the same graph and parameters give the same bytes from every store."""
    return FORMATS[parameters.format].write(subgraph(store, parameters, most))
