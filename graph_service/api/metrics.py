"""What Prometheus is told: how many requests, how long they took, and which graph is served."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from graph_service.stores.port import State

_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


@dataclass
class Outcome:
    """The status a request came to."""

    status: int = 500


class Metrics:
    """One service's metrics, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "graph_service_requests", "Requests answered", ["route", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "graph_service_request_seconds", "Time to an answer", ["route"], buckets=_SECONDS, registry=self.registry
        )
        self._records = Gauge("graph_service_records", "Records in the graph", ["kind"], registry=self.registry)

    @contextmanager
    def timed(self, route: str) -> Iterator[Outcome]:
        """Count and time one request."""
        outcome, start = Outcome(), perf_counter()
        try:
            yield outcome
        finally:
            self._seconds.labels(route).observe(perf_counter() - start)
            self._requests.labels(route, outcome.status).inc()

    def text(self, state: State) -> bytes:
        """All of it, in Prometheus' text format."""
        for kind in ("entities", "sources", "claims", "relationships", "figures"):
            self._records.labels(kind).set(getattr(state, kind))
        return generate_latest(self.registry)
