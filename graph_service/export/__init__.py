"""Exports a part of the graph as a file for other programs. `subgraph` reads it; each format has a module."""

from graph_service.export.formats import FORMATS, export
from graph_service.export.subgraph import REST_LIMIT, ExportParameters

__all__ = ["FORMATS", "REST_LIMIT", "ExportParameters", "export"]
