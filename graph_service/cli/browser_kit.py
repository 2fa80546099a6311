"""`graph-service browser-kit`: writes colours, a guided tour and saved queries for the Neo4j Browser."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import click

from graph_service.browser_kit.files import BROWSER_URL, SERVICE_URL, browser_link, command_after_login, write_kit

TRY = "MATCH p=()-[:CLIENT_OF]->() RETURN p"


def _address(_context: object, _parameter: object, given: str) -> str:
    if not re.fullmatch(r"https?://[A-Za-z0-9.\-\[\]:]+(/[\w.~/-]*)?", given, re.ASCII):
        raise click.BadParameter(f"{given!r} is no address of a service: write it like {SERVICE_URL}")
    return given.rstrip("/")


@click.command("browser-kit")
@click.option(
    "--out",
    default="browser-kit",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write it into; made if it isn't there.",
)
@click.option(
    "--service",
    default=SERVICE_URL,
    show_default=True,
    metavar="URL",
    callback=_address,
    help="Where the service is.",
)
@click.option("--browser", default=BROWSER_URL, show_default=True, metavar="URL", help="Where the Neo4j Browser is.")
def browser_kit(out: Path, service: str, browser: str) -> None:
    """Write the kit for the Neo4j Browser into a folder, and say what to do with it."""
    written = write_kit(out, service)
    click.echo(f"{len(written)} files are in {out}; its README.md says what each is for.")
    click.echo(f"\nWith the service running at {service}, these open the Browser with")
    for what, url in (
        ("the guide", browser_link(browser, "play", f"{service}/browser/guide.html")),
        ("the guide in Arabic", browser_link(browser, "play", f"{service}/browser/guide.ar.html")),
        ("the clients, ready to run", browser_link(browser, "edit", TRY)),
    ):
        click.echo(f"  {what + ':':<27}{url}")
    click.echo(f"\nIn the Browser:  :style {service}/browser/style.grass")
    click.echo("Saved queries:   drop files of queries/ on the Browser; the newer one imports saved-cypher.csv")
    click.echo(f"By itself, in neo4j.conf:\n  browser.post_connect_cmd={command_after_login(service)}")
    host = urlsplit(service).hostname
    if host != "localhost":
        click.echo(f"  browser.remote_content_hostname_whitelist=guides.neo4j.com,localhost,{host}")
