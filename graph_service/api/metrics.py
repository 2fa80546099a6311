"""Metrics for Prometheus: how many requests, how long they took, and how much the graph holds."""

from collections.abc import Callable
from time import perf_counter
from typing import Self

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from graph_service.stores.port import State

_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


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
        self._series: dict[tuple[str, int], tuple[Callable[[float], None], Callable[[], None]]] = {}
        self._records = Gauge("graph_service_records", "Records in the graph", ["kind"], registry=self.registry)
        self._ready = Gauge("graph_service_ready", "Whether the graph can be read", registry=self.registry)

    def time_request(self, route: str) -> "_TimedRequest":
        """Time and count one request. The block sets its status."""
        return _TimedRequest(self, route)

    def count(self, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        # prometheus_client takes a lock and checks the labels at each look-up of a series.
        if (route, status) not in self._series:
            self._series[route, status] = self._seconds.labels(route).observe, self._requests.labels(route, status).inc
        observe, inc = self._series[route, status]
        observe(seconds)
        inc()

    def text(self, state: State | None) -> bytes:
        """All metrics in Prometheus' text format. Without a state they say that the graph can't be read."""
        self._ready.set(state is not None)
        if state is None:
            self._records.clear()
        else:
            for kind in ("entities", "sources", "claims", "retractions", "relationships", "figures"):
                self._records.labels(kind).set(getattr(state, kind))
        return generate_latest(self.registry)


class _TimedRequest:
    """A running request. If it fails before its status is set, that is 500."""

    def __init__(self, metrics: Metrics, route: str) -> None:
        self._metrics = metrics
        self._route = route
        self._start = perf_counter()
        self.status = 500

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._metrics.count(self._route, self.status, perf_counter() - self._start)
