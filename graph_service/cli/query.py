"""`graph-service query NAME`: a subcommand for each question, with an option for each of its parameters."""

import shlex
from collections.abc import Callable
from typing import Any, get_args, get_origin

import click
from pydantic.fields import FieldInfo

from graph_service.cli.answers import print_answer
from graph_service.cli.options import json_option, open_chosen_graph, store_option, warn_if_empty
from graph_service.queries.kinds import Query
from graph_service.queries.registry import QUERIES
from graph_service.use_cases.ask import ask, read_parameters


class _Questions(click.Group):
    """Questions by name, written with `_` or `-`."""

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        return super().get_command(context, name.replace("-", "_"))


@click.group(cls=_Questions)
def query() -> None:
    """Ask a question of the graph; each has its own --help."""


def _make_command(asked: Query[Any, Any]) -> click.Command:
    def run(store: str | None, as_json: bool, **given: Any) -> None:
        parameters = read_parameters(asked, {name: value for name, value in given.items() if value not in (None, ())})
        with open_chosen_graph(store) as graph:
            warn_if_empty(graph, "`graph-service load` puts the article's facts into it.")
            answer = ask(graph.store, asked, parameters)
        if as_json:
            click.echo(answer.model_dump_json(indent=2))
        else:
            print_answer(answer)

    command: Callable[..., Any] = json_option(store_option(run))
    for name, field in reversed(asked.parameters.model_fields.items()):
        command = parameter_option(name, field)(command)
    example = " ".join(
        f"--{name.replace('_', '-')} {shlex.quote(each)}"
        for name, value in asked.example.items()
        for each in ([value] if isinstance(value, str) else value)
    )
    return click.command(
        asked.name,
        short_help=asked.question,
        help=_help_text(asked),
        epilog=f"Example: graph-service query {asked.name} {example}",
    )(command)


def _help_text(asked: Query[Any, Any]) -> str:
    """The question's documentation, with each point of a list as a paragraph, so that click can wrap it."""
    return asked.documentation.replace("\n  ", "\n").replace("\n* ", "\n\n* ")


def parameter_option(name: str, field: FieldInfo) -> Any:
    """The option for a parameter of a question."""
    flag = f"--{name.replace('_', '-')}"
    if field.annotation is bool:
        default = "yes" if field.default else "no"
        return click.option(
            f"{flag}/--no-{flag[2:]}", name, default=None, help=f"{field.description}  [default: {default}]"
        )
    words = [part for part in _literal_words(field.annotation) if isinstance(part, str)]
    default = field.get_default(call_default_factory=True)
    return click.option(
        flag,
        name,
        required=field.is_required(),
        multiple=get_origin(field.annotation) is list,
        type=click.Choice(words, case_sensitive=False) if words else None,
        metavar=None if words else name.upper(),
        help=f"{field.description}  [default: {default}]"
        if isinstance(default, str | int | float)
        else field.description,
    )


def _literal_words(annotation: Any) -> list[Any]:
    found: list[Any] = []
    for part in get_args(annotation):
        found += _literal_words(part) if get_args(part) else [part]
    return found


for _asked in QUERIES.values():
    query.add_command(_make_command(_asked))
