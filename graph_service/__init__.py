"""A knowledge graph of AI-industry relationships: who invests in whom, who is whose client, and who says so."""

from graph_service.graph import Graph, open_graph

__version__ = "0.2.0"
__all__ = ["Graph", "__version__", "open_graph"]
