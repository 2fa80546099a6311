"""How far long work is, for people: a bar on a terminal, otherwise a line now and then."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from graph_service.use_cases.load import Progress as Told

EVERY = 10.0
"""How many seconds pass between two lines; short work says nothing."""


@contextmanager
def progress() -> Iterator[Told]:
    """Tells on standard error how many are done, of how many, at which rate, and how long the rest will take."""
    if not sys.stderr.isatty():
        yield Lines(lambda line: click.echo(line, err=True))
        return
    columns = (TextColumn("{task.description:<28}"), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        tasks = {}

        def told(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of, completed=done)
            bar.update(tasks[what], completed=done)

        yield told


class _Rate(ProgressColumn):
    """How many a second, of late."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


class Lines:
    """`claims: 120,000 of 500,000, 9,800/s, 39 s left`, now and then."""

    def __init__(self, say: Callable[[str], None], now: Callable[[], float] = time.monotonic) -> None:
        self._say = say
        self._now = now
        self._said_at = now()
        self._what = ""
        self._since = self._said_at
        self._done_before = 0

    def __call__(self, what: str, done: int, of: int) -> None:
        """So many are done; the rate is that since the first word of these."""
        now = self._now()
        if what != self._what:
            self._what, self._since, self._done_before = what, now, done
        if now - self._said_at < EVERY:
            return
        self._said_at = now
        rate = (done - self._done_before) / (now - self._since) if now > self._since else 0
        left = f", {rate:,.0f}/s, {(of - done) / rate:,.0f} s left" if rate else ""
        self._say(f"{what}: {done:,} of {of:,}{left}")
