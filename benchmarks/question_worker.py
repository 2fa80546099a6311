"""A process that asks a graph questions. Each order opens the graph again, so that no cache is filled.

python -m benchmarks.question_worker STORE
"""

import sys
from time import perf_counter
from typing import Any

from benchmarks.processes import resident_mib
from benchmarks.questions import parameters_about
from benchmarks.worker_process import serve_orders
from graph_service import open_graph
from graph_service.errors import GraphServiceError
from graph_service.use_cases.ask import ask, query_named, read_parameters


class _Orders:
    def __init__(self, store: str) -> None:
        self.store = store

    def ask(self, name: str, conflicts: list[list[str]]) -> dict[str, Any]:
        """The seconds of the question about each conflict, and whether an answer says that not all was looked at."""
        query = query_named(name)
        seconds, cut = [], False
        with open_graph(self.store) as graph:
            graph.state()  # so that the connection is open
            for conflict in conflicts:
                parameters = read_parameters(query, parameters_about(*conflict)[name])
                start = perf_counter()
                try:
                    answer = ask(graph.store, query, parameters)
                except GraphServiceError as error:
                    return {"refused": str(error)}
                seconds.append(perf_counter() - start)
                cut = cut or answer.certificate.capped is not None
        return {"seconds": seconds, "cut": cut, "mib": resident_mib()}


if __name__ == "__main__":
    serve_orders(_Orders(*sys.argv[1:]))
