"""The formats, and the one function for all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph_service.export.cypher_script import cypher_script
from graph_service.export.cytoscape import cytoscape
from graph_service.export.gexf import gexf
from graph_service.export.graphml import graphml
from graph_service.export.subgraph import ExportParameters, Format, Subgraph, read_subgraph
from graph_service.stores.port import Store


@dataclass(frozen=True)
class FileFormat:
    """How a subgraph is written in a format, and the media type and file name of the result."""

    write: Callable[[Subgraph], bytes]
    media_type: str
    suffix: str

    @property
    def filename(self) -> str:
        """The default name of the file."""
        return f"graph-service.{self.suffix}"


FORMATS: Mapping[Format, FileFormat] = {
    "graphml": FileFormat(graphml, "application/graphml+xml", "graphml"),
    "gexf": FileFormat(gexf, "application/gexf+xml", "gexf"),
    "cytoscape": FileFormat(cytoscape, "application/json", "json"),
    # Cypher has no media type of its own.
    "cypher": FileFormat(cypher_script, "text/plain; charset=utf-8", "cypher"),
}


def export(store: Store, parameters: ExportParameters, limit: int | None = None) -> bytes:
    """The file in UTF-8. One graph and the same parameters give the same bytes from every store.

    Raises BadParameter if there are more than `limit` entities or relationships.
    """
    return FORMATS[parameters.format].write(read_subgraph(store, parameters, limit))
