"""Shows how far long work is: a bar on a terminal, otherwise a line now and then."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as ProgressBar
from rich.text import Text

from graph_service.use_cases.load import Progress

INTERVAL = 10.0
"""The seconds between two lines. Shorter work prints nothing."""


@contextmanager
def report_progress() -> Iterator[Progress]:
    """Reports on standard error how many records are done, of how many, the rate, and the time that remains."""
    if not sys.stderr.isatty():
        yield ProgressLines(lambda line: click.echo(line, err=True))
        return
    columns = (TextColumn("{task.description:<28}"), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with ProgressBar(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        tasks = {}

        def report(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of, completed=done)
            bar.update(tasks[what], completed=done)

        yield report


class _Rate(ProgressColumn):
    """The recent number of records a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


class ProgressLines:
    """Prints a line now and then: `claims: 120,000 of 500,000, 9,800/s, 39 s left`."""

    def __init__(self, say: Callable[[str], None], now: Callable[[], float] = time.monotonic) -> None:
        self._say = say
        self._now = now
        self._said_at = now()
        self._what = ""
        self._since = self._said_at
        self._done_before = 0

    def __call__(self, what: str, done: int, of: int) -> None:
        """Report that `done` of `of` are done. The rate counts from the first report of the same work."""
        now = self._now()
        if what != self._what:
            self._what, self._since, self._done_before = what, now, done
        if now - self._said_at < INTERVAL:
            return
        self._said_at = now
        rate = (done - self._done_before) / (now - self._since) if now > self._since else 0
        left = f", {rate:,.0f}/s, {(of - done) / rate:,.0f} s left" if rate else ""
        self._say(f"{what}: {done:,} of {of:,}{left}")
