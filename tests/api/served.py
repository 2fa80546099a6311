"""The service as people run it: `graph-service serve` in a process of its own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

COMMAND = Path(sys.executable).with_name("graph-service")


@dataclass
class Served:
    """A running service."""

    address: str
    process: subprocess.Popen[str]
    said: list[str]

    def get(self, path: str, **request: object) -> httpx.Response:
        return httpx.get(self.address + path, timeout=30, **request)  # type: ignore[arg-type]

    def interrupt(self, how: signal.Signals = signal.SIGINT) -> int:
        """End it as Ctrl+C does; gives its exit status."""
        self.process.send_signal(how)
        return self.process.wait(timeout=10)


def run(*arguments: str | Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """The command, once."""
    return subprocess.run(
        [COMMAND, *arguments],
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


@contextmanager
def serving(*arguments: str | Path, env: Mapping[str, str] | None = None) -> Iterator[Served]:
    """The service on a free port, until the block ends."""
    with subprocess.Popen(
        [COMMAND, "serve", "--port", "0", *arguments],
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            assert process.stdout is not None
            said = []
            for line in process.stdout:
                said.append(line.rstrip("\n"))
                if line.startswith("Docs: "):
                    break
            (address,) = re.findall(r"is served at (http://\S+)", "\n".join(said))
            yield Served(address, process, said)
        finally:
            process.kill()
