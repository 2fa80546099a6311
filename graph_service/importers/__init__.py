"""Facts from outside: folders of files become `Facts`, or every defect is told at once."""

from graph_service.importers.folder import read_facts, read_folders
from graph_service.importers.stream import Page, Position, Stream

__all__ = ["Page", "Position", "Stream", "read_facts", "read_folders"]
