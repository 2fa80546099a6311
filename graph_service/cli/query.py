"""`graph-service query NAME`: a subcommand for each question, its options made from its parameters."""

from collections.abc import Callable
from typing import Any, get_args, get_origin

import click
from pydantic.fields import FieldInfo

from graph_service.ask import ask, query_named, read_parameters
from graph_service.cli.options import json_option, opened, store_option
from graph_service.cli.tables import show
from graph_service.queries.base import Query
from graph_service.queries.registry import QUERIES


class _Questions(click.Group):
    """Questions by name, written with `_` or `-`."""

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        return super().get_command(context, query_named(name).name)


@click.group(cls=_Questions)
def query() -> None:
    """Ask a question of the graph; each has its own --help."""


def _command(asked: Query[Any, Any]) -> click.Command:
    def run(store: str | None, as_json: bool, **given: Any) -> None:
        parameters = read_parameters(asked, {name: value for name, value in given.items() if value not in (None, ())})
        with opened(store) as graph:
            answer = ask(graph.store, asked, parameters)
        if as_json:
            click.echo(answer.model_dump_json(indent=2))
        else:
            show(answer)

    run.__doc__ = asked.question
    command: Callable[..., Any] = json_option(store_option(run))
    for name, field in reversed(asked.parameters.model_fields.items()):
        command = _option(name, field)(command)
    return click.command(asked.name)(command)


def _option(name: str, field: FieldInfo) -> Any:
    flag = f"--{name.replace('_', '-')}"
    if field.annotation is bool:
        return click.option(f"{flag}/--no-{flag[2:]}", name, default=None, help=field.description)
    many = get_origin(field.annotation) is list
    return click.option(
        flag,
        name,
        required=field.is_required(),
        multiple=many,
        metavar=_metavar(field, name),
        help=field.description,
    )


def _metavar(field: FieldInfo, name: str) -> str:
    words = [part for part in _parts(field.annotation) if isinstance(part, str)]
    return "|".join(words) if 0 < len(words) <= 5 else name.upper()


def _parts(annotation: Any) -> list[Any]:
    found: list[Any] = []
    for part in get_args(annotation):
        found += _parts(part) if get_args(part) else [part]
    return found


for _asked in QUERIES.values():
    query.add_command(_command(_asked))
