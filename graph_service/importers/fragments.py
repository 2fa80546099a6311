"""What is known of an invalid record: the fields that are valid, and the rules that these break.

pydantic stops at the first broken rule, and checks no rule at all if a field is wrong. Here each rule is checked by
itself, if all fields that it reads are valid.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, create_model

from graph_service.domain.record import Value
from graph_service.errors import shorten
from graph_service.importers.explain import Flaw, models_in
from graph_service.importers.raw_record import Keys


def valid_fields(model: type[Value], data: Mapping[str, Any], wrong: Collection[str]) -> dict[str, Any]:
    """The fields that are given and not wrong, with values as the model holds them."""
    given = {name: value for name, value in data.items() if name in model.model_fields and name not in wrong}
    return {name: value for name, value in _without_rules(model).model_validate(given) if value is not None}


def broken_rules(model: type[Value], data: Mapping[str, Any], wrong: Collection[Keys], at: Keys = ()) -> Iterator[Flaw]:
    """A flaw for each rule that the data breaks, or a part of it; `wrong` are the paths of wrong fields."""
    names = {path[0] for path in wrong if path}
    stand_in = _StandIn(model, valid_fields(model, data, {str(name) for name in names}), names)
    for rule in model.rules:
        try:
            rule(stand_in)
        except _CannotBeJudged:
            continue
        except ValueError as error:
            yield Flaw(at, shorten(str(error), 300))
    for name in sorted(names & model.model_fields.keys() & data.keys(), key=str):
        part = next(models_in(model.model_fields[str(name)].annotation), None)
        if part is not None and isinstance(data[str(name)], dict):
            inside = [path[1:] for path in wrong if path[:1] == (name,)]
            yield from broken_rules(part, data[str(name)], inside, (*at, name))


class _CannotBeJudged(Exception):
    """A rule reads a field that is wrong."""


class _StandIn:
    """Stands for a record with wrong fields while its rules are checked."""

    def __init__(self, model: type[BaseModel], valid: Mapping[str, Any], wrong: Collection[str | int]) -> None:
        vars(self).update({name: value for name, value in {**_defaults(model), **valid}.items() if name not in wrong})

    def __getattr__(self, name: str) -> Any:
        raise _CannotBeJudged(name)


@cache
def _defaults(model: type[BaseModel]) -> Mapping[str, Any]:
    return {name: field.get_default(call_default_factory=True) for name, field in model.model_fields.items()}


@cache
def _without_rules(model: type[BaseModel]) -> type[BaseModel]:
    """A model with the same fields, none of them required, and without rules."""
    fields: dict[str, Any] = {name: (field.rebuild_annotation(), None) for name, field in model.model_fields.items()}
    return create_model(model.__name__, __base__=Value, **fields)
