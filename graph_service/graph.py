"""The graph as a Python object: a method for each question."""

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn, Self

from graph_service.domain.facts import Facts
from graph_service.export import ExportParameters, export
from graph_service.importers import read_folders
from graph_service.queries.registry import QUERIES
from graph_service.questions import Questions
from graph_service.stores.open import open_store, read_settings
from graph_service.stores.port import State, Store
from graph_service.use_cases.ask import Answer, ask, query_named, read_as, read_parameters
from graph_service.use_cases.chunked_load import load_in_steps
from graph_service.use_cases.copy import Copied, copy
from graph_service.use_cases.load import Report, load


class Graph(Questions):
    """An open graph. `graph.shared_vendors(client="google")` asks; the catalogue is `graph.queries`.

    Methods raise no other errors than GraphServiceError. The object is a context manager that closes its store.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    @property
    def queries(self) -> tuple[str, ...]:
        """The names of the questions, each a method of this object."""
        return tuple(QUERIES)

    def ask(self, name: str, /, **parameters: Any) -> Answer[Any]:
        """Answer the question of this name: rows of its own class, and a certificate."""
        query = query_named(name)
        return ask(self.store, query, read_parameters(query, parameters))

    if not TYPE_CHECKING:  # a type checker that saw it would let any name pass

        def __getattr__(self, name: str) -> NoReturn:
            problem = f"a graph has no {name!r}; its questions are {', '.join(QUERIES)}"
            raise AttributeError(problem, name=name, obj=self)

    def export(self, format: str, /, **parameters: Any) -> bytes:
        """Make a file for another program: `graph.export("graphml", entities=["google", "scale-ai"])`.

        The formats are graphml, gexf, cytoscape and cypher. Without entities or relationships it has the whole graph.
        """
        return export(self.store, read_as(ExportParameters, {**parameters, "format": format}))

    def load(self, *folders: str | Path, replace: bool = False) -> Report:
        """Load folders of facts, all or nothing."""
        return self.load_facts(read_folders([Path(folder) for folder in folders]), replace=replace)

    def load_in_steps(self, *folders: str | Path, replace: bool = False) -> State:
        """Load folders of any size into an empty graph, or in place of what is there, in steps that bound memory."""
        return load_in_steps(self.store, [Path(folder) for folder in folders], replace=replace)

    def load_facts(self, facts: Facts, *, replace: bool = False) -> Report:
        """Load facts from memory, all or nothing."""
        return load(self.store, facts, replace=replace)

    def copy_to(self, target: "Graph", *, replace: bool = False) -> Copied:
        """Copy all that this graph holds into an empty one, or in place of what is there."""
        return copy(self.store, target.store, replace=replace)

    def state(self) -> State:
        """The graph's digest and counts."""
        return self.store.state()

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_graph(store: str | Path | None = None, *, make: bool = True) -> Graph:
    """Open the graph at a file's path or a neo4j:// address; without one, the graph that the environment names.

    A missing file is made, to be loaded into; with `make=False` it raises StoreUnavailable. Neo4j's user, password and
    database come from the environment (NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE).
    """
    return Graph(open_store(read_settings(store), make=make))
