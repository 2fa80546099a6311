"""A real Chromium for the tests, and pages of it that tell on themselves.

The machine's own `chromium` is taken where there is one (Debian's package), else the one that Playwright has
fetched (`playwright install chromium`).
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, expect, sync_playwright

# Chromium's own traffic has no part in what the tests look at; its sandbox needs rights that a container lacks.
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# A first question takes Neo4j seconds to plan; what is waited for comes, or the test has failed.
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class NoChromium(Exception):
    """No browser could be started, and why."""


@contextmanager
def chromium_for_tests() -> Iterator[Browser]:
    """A browser without a window; `NoChromium` says why there is none."""
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        except Error as why:
            raise NoChromium(f"install Debian's chromium, or run `playwright install chromium`: {why}") from why
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watch:
    """What a browser's pages did that no page of ours should do."""

    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def taken(self) -> "Watch":
        """What was noted so far, which is forgotten."""
        noted = Watch([*self.complaints], [*self.outside])
        self.complaints.clear()
        self.outside.clear()
        return noted


def watched(context: BrowserContext) -> Watch:
    """Note every console error, every uncaught one, and every request that leaves the machine, which is refused."""
    watch = Watch()

    def asked(route: Route) -> None:
        url = urlsplit(route.request.url)
        if url.scheme in ("http", "https", "ws", "wss") and url.hostname not in LOOPBACK:
            watch.outside.append(route.request.url)
            route.abort()
        else:
            route.fallback()

    def opened(page: Page) -> None:
        page.on("pageerror", lambda error: watch.complaints.append(str(error)))
        page.on("console", lambda said: watch.complaints.append(said.text) if said.type == "error" else None)

    context.route("**/*", asked)
    context.on("page", opened)
    return watch
