"""Writes `cypher/browser/` again, from the code and the article's facts. A test fails if that is due.

python -m graph_service.browser_kit.make
"""

import shutil
import tempfile
from pathlib import Path

from graph_service.browser_kit.files import SERVICE_URL, Files
from graph_service.browser_kit.guide import asciidoc_guide, html_guide, slides_for
from graph_service.browser_kit.languages import LANGUAGES, SUFFIX
from graph_service.browser_kit.readme import readme
from graph_service.browser_kit.saved_queries import save_question, saved_queries, to_csv
from graph_service.browser_kit.story import HEADLINE
from graph_service.browser_kit.style import style
from graph_service.graph import open_graph
from graph_service.queries.registry import QUERIES
from graph_service.stores.port import Store
from graph_service.support.resources import shipped_folder


def make_files() -> Files:
    """The kit's files. The names in the questions' examples are resolved in the article's graph."""
    with tempfile.TemporaryDirectory() as folder, open_graph(Path(folder) / "graph.db") as graph:
        graph.load(shipped_folder("seed_data") / "article")
        return _files(graph.store)


def rewrite(folder: Path) -> None:
    """Replace the files in the folder."""
    files = make_files()
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _files(store: Store) -> Files:
    headline = save_question(store, QUERIES[HEADLINE], {}).query
    saved = list(saved_queries(store))
    files = {"README.md": readme(saved), "saved-cypher.csv": to_csv(saved)}
    for language in LANGUAGES:
        slides = slides_for(language, headline)
        files[f"style{SUFFIX[language]}.grass"] = style(language)
        files[f"guide{SUFFIX[language]}.html"] = html_guide(language, slides, SERVICE_URL)
        files[f"guide{SUFFIX[language]}.adoc"] = asciidoc_guide(language, slides, SERVICE_URL)
    return files | {f"queries/{each.name}.cypher": each.file for each in saved}


if __name__ == "__main__":
    rewrite(shipped_folder("cypher") / "browser")
