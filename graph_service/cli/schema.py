"""`graph-service schema`: prints the JSON Schemas of the records in facts, for editors and programs."""

import click

from graph_service.cli.json_output import to_json_text
from graph_service.domain.json_schema import RECORDS, json_schema


@click.command()
@click.argument("record", required=False, type=click.Choice(list(RECORDS)))
def schema(record: str | None) -> None:
    """Print the JSON Schema of a RECORD as a line of a facts' file has it; without one, of all, by name."""
    if record is not None:
        found = next(json_schema(kind) for kind in RECORDS if kind == record)
    else:
        found = {kind: json_schema(kind) for kind in RECORDS}
    click.echo(to_json_text(found))
