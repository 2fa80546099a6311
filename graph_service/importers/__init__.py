"""Facts from outside: folders of files become `Facts`, or every defect is told at once."""

from graph_service.importers.folder import read_folders

__all__ = ["read_folders"]
