"""A part of the graph as a file for other programs: what is in it (`subgraph`), and one module for each format."""

from graph_service.export.formats import FORMATS, export
from graph_service.export.subgraph import MOST, ExportParameters

__all__ = ["FORMATS", "MOST", "ExportParameters", "export"]
