"""Asks one question after the other of a graph that has just been opened, so that nothing is known of it yet.

    python -m benchmarks.asking STORE

Each order opens the graph anew.
"""

import sys
from time import perf_counter
from typing import Any

from benchmarks.orders import obey
from benchmarks.processes import resident_mib
from benchmarks.questions import asked_of
from graph_service import open_graph
from graph_service.errors import GraphServiceError
from graph_service.use_cases.ask import ask, query_named, read_parameters


class _Orders:
    def __init__(self, store: str) -> None:
        self.store = store

    def ask(self, name: str, conflicts: list[list[str]]) -> dict[str, Any]:
        """Seconds of the question about each of these conflicts, and whether an answer says that not all was seen."""
        query = query_named(name)
        seconds, cut = [], False
        with open_graph(self.store) as graph:
            graph.state()  # the connection is there
            for conflict in conflicts:
                parameters = read_parameters(query, asked_of(*conflict)[name])
                start = perf_counter()
                try:
                    answer = ask(graph.store, query, parameters)
                except GraphServiceError as error:
                    return {"refused": str(error)}
                seconds.append(perf_counter() - start)
                cut = cut or answer.certificate.capped is not None
        return {"seconds": seconds, "cut": cut, "mib": resident_mib()}


if __name__ == "__main__":
    obey(_Orders(*sys.argv[1:]))
