"""A load generator: a fixed number of keep-alive connections over raw sockets, in one thread.

It reads only the status and the length of an answer, which costs much less than any server here needs to make one.
`Load.busy` says which share of the time it worked, and so shows whether it slowed a run down.
"""

import re
import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass

CONNECTIONS = 16
PATIENCE = 60.0
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
_LAST_CHUNK = b"0\r\n\r\n"


@dataclass(frozen=True)
class Load:
    """The times of a run of requests: seconds for all together, and the sorted seconds of each."""

    seconds: float
    latencies: list[float]
    body_bytes: int
    busy: float
    """The share of the time in which the generator itself used its processor."""

    @property
    def throughput(self) -> float:
        """The requests answered in a second."""
        return len(self.latencies) / self.seconds

    def latency(self, share: float) -> float:
        """The seconds within which this share of the requests was answered."""
        return self.latencies[min(int(len(self.latencies) * share), len(self.latencies) - 1)]


class _Connection:
    def __init__(self, address: tuple[str, int]) -> None:
        self.socket = socket.create_connection(address, timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""
        self.sent_at = 0.0

    def send(self, request: bytes) -> None:
        self.received = b""
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> int | None:
        """The length of the body; None while the answer isn't complete."""
        data = self.socket.recv(1 << 18)
        if not data:
            raise ConnectionError("the server closed a connection that was to be kept")
        self.received = data = self.received + data if self.received else data
        body = data.find(b"\r\n\r\n") + 4
        if body < 4:
            return None
        if not data.startswith(b"HTTP/1.1 20"):
            raise ConnectionError(f"the server answered {data[:300]!r}")
        header = _LENGTH.search(data, 0, body)
        if header:
            length = int(header[1])
            return length if len(data) >= body + length else None
        return len(data) - body if data.endswith(_LAST_CHUNK) else None


def send_requests(address: tuple[str, int], requests: Sequence[bytes], connections: int = CONNECTIONS) -> Load:
    """Send the requests, each as soon as a connection is free, and measure their times."""
    rest = iter(requests)
    latencies: list[float] = []
    body_bytes = 0
    with selectors.DefaultSelector() as selector:
        open_connections = [_Connection(address) for _ in range(min(connections, len(requests)))]
        cpu, start = time.process_time(), time.perf_counter()
        for connection in open_connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send(next(rest))
        while len(latencies) < len(requests):
            ready = selector.select(PATIENCE)
            if not ready:
                raise TimeoutError(f"no answer within {PATIENCE:g} seconds")
            for key, _ in ready:
                connection = key.data
                length = connection.receive()
                if length is None:
                    continue
                latencies.append(time.perf_counter() - connection.sent_at)
                body_bytes += length
                request = next(rest, None)
                if request is not None:
                    connection.send(request)
        seconds = time.perf_counter() - start
        busy = (time.process_time() - cpu) / seconds
        for connection in open_connections:
            connection.socket.close()
    return Load(seconds, sorted(latencies), body_bytes, busy)


def get(path: str) -> bytes:
    """A GET request."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\r\n".encode()


def post(path: str, body: bytes, authorization: str) -> bytes:
    """A POST request with a JSON body."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nContent-Type: application/json\r\n"
        f"Authorization: {authorization}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
