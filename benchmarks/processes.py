"""Starts, measures and stops the processes that are benchmarked."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_ADDRESS = re.compile(r"served at http://([\d.]+):(\d+)")


@dataclass(frozen=True)
class Served:
    """The address of a running server, and its process."""

    address: tuple[str, int]
    pid: int

    @property
    def resident_mib(self) -> float:
        """The memory of the process now, in MiB."""
        return resident_mib(self.pid)


def resident_mib(pid: int | str = "self", what: str = "VmRSS") -> float:
    """The memory of a process in MiB: now (`VmRSS`), or the most that it ever had (`VmHWM`)."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith(f"{what}:"))
    return int(line.split()[1]) / 1024


def cpu_seconds(pid: int) -> float:
    """The processor time that a process has used until now, in seconds."""
    # The fields come after the command's name, which is in brackets and may contain anything.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def processes_of(pid: int) -> list[int]:
    """The process and all its descendants."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in processes_of(int(child)))]


@contextmanager
def run_server(command: Sequence[str]) -> Iterator[Served]:
    """Run a server until the block ends; its command prints the address."""
    with subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            for line in process.stdout:
                if found := _ADDRESS.search(line):
                    yield Served((found[1], int(found[2])), process.pid)
                    break
            else:
                raise RuntimeError(f"{' '.join(command)} ended before it served")
        finally:
            process.terminate()


def service_command(store: str, *more: str) -> list[str]:
    """The command that serves a store on a free port, as a user would."""
    return ["-c", "from graph_service.cli import main; main()", "serve", "--port", "0", "--store", store, *more]


def has_entities(store: str, entities: int) -> bool:
    """Whether the store's graph has this number of entities."""
    from graph_service import open_graph  # imported here, since some processes measure this import

    with open_graph(store) as graph:
        return graph.state().entities == entities
