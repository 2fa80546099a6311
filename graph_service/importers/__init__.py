"""Folders of files are read as `Facts`, with all their defects at once."""

from graph_service.importers.folder import read_facts, read_folders
from graph_service.importers.stream import Page, Position, Stream

__all__ = ["Page", "Position", "Stream", "read_facts", "read_folders"]
