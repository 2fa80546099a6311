"""Writes `cypher/browser/` anew, from the code and the article's names; a test says when that is due.

python -m graph_service.browser_kit.make
"""

import shutil
import tempfile
from pathlib import Path

from graph_service.browser_kit.files import SERVICE, Files
from graph_service.browser_kit.guide import as_asciidoc, as_html, slides
from graph_service.browser_kit.languages import LANGUAGES, SUFFIX
from graph_service.browser_kit.readme import readme
from graph_service.browser_kit.saved import as_csv, question, saved_queries
from graph_service.browser_kit.story import HEADLINE
from graph_service.browser_kit.style import style
from graph_service.graph import open_graph
from graph_service.queries.registry import QUERIES
from graph_service.stores.port import Store
from graph_service.support.resources import shipped_folder


def made() -> Files:
    """The kit's files, with the names in the catalogue's examples resolved among the article's."""
    with tempfile.TemporaryDirectory() as folder, open_graph(Path(folder) / "graph.db") as graph:
        graph.load(shipped_folder("seed_data") / "article")
        return _files(graph.store)


def write_anew(folder: Path) -> None:
    """Put them in place of those that are there."""
    files = made()
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _files(store: Store) -> Files:
    headline = question(store, QUERIES[HEADLINE], {}).query
    saved = list(saved_queries(store))
    files = {"README.md": readme(saved), "saved-cypher.csv": as_csv(saved)}
    for language in LANGUAGES:
        told = slides(language, headline)
        files[f"style{SUFFIX[language]}.grass"] = style(language)
        files[f"guide{SUFFIX[language]}.html"] = as_html(language, told, SERVICE)
        files[f"guide{SUFFIX[language]}.adoc"] = as_asciidoc(language, told, SERVICE)
    return files | {f"queries/{each.name}.cypher": each.file for each in saved}


if __name__ == "__main__":
    write_anew(shipped_folder("cypher") / "browser")
