"""The validation errors of a record, in plain words."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from graph_service.domain.record import Country, Currency, Language, Period, RecordId, Sha256, Slug, Value
from graph_service.domain.suggestions import join_or, nearest_words
from graph_service.errors import shorten
from graph_service.importers.raw_record import Keys


class Flaw(NamedTuple):
    """One thing wrong with a record: where in the record, what, and what may have been meant."""

    path: Keys
    problem: str
    nearest: tuple[str, ...] = ()


def _pattern(type_: Any) -> str:
    return str(TypeAdapter(type_).json_schema()["pattern"])


PATTERNS: Mapping[str, str] = MappingProxyType(
    {
        _pattern(Slug): "an id of lower-case letters and digits, with single hyphens between them",
        _pattern(RecordId): "an id of letters and digits, with single dots, hyphens or underscores between them",
        _pattern(Language): "a language code such as en or ar",
        _pattern(Currency): "a currency code such as USD",
        _pattern(Country): "a country code such as US",
        _pattern(Sha256): "a SHA-256 of 64 hexadecimal digits in lower case",
        _pattern(Period): "a period: 2024, 2025-Q2, 2024-H1, 2025-06, or a length such as P5Y",
    }
)
"""What a text that matches the pattern is, in plain words."""

_EXPECTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "int_type": ("a whole number",),
        "float_type": ("a number",),
        "bool_type": ("true", "false"),
        "string_type": ("a text",),
        "dict_type": ("an object",),
        "model_type": ("an object",),
        "tuple_type": ("a list",),
    }
)


def explain(model: type[Value], data: Mapping[str, Any], error: ValidationError) -> Iterator[Flaw]:
    """What is wrong with the data of a record: each flaw once."""
    by_place: dict[tuple[Keys, bool], list[ErrorDetails]] = {}
    for each in error.errors(include_url=False):
        path, of_key = _path(each, data), each["loc"][-1:] == ("[key]",)
        by_place.setdefault((path, of_key), []).append(each)
    for (path, of_key), errors in by_place.items():
        # pydantic gives one error for each alternative of a union. Together they are one flaw.
        type_errors = [each for each in errors if each["type"] in _EXPECTED]
        if type_errors and len(errors) > 1:
            yield _type_flaw(path, errors)
        else:
            yield from (_flaw(model, path, each, of_key) for each in errors)


def _path(error: ErrorDetails, data: Any) -> Keys:
    """The error's place in the data, without the marks that the validator adds, such as a union's tags."""
    path: list[str | int] = []
    within = data
    for part in error["loc"]:
        if _has_key(within, part):
            within = within[part]
            path.append(part)
    if error["type"] == "missing":
        path.append(error["loc"][-1])
    return tuple(path)


def _has_key(within: Any, part: str | int) -> bool:
    if isinstance(within, list):
        return isinstance(part, int) and part < len(within)
    return isinstance(within, dict) and part in within


def _type_flaw(path: Keys, errors: Sequence[ErrorDetails]) -> Flaw:
    given = errors[0]["input"]
    types = {each["type"] for each in errors}
    if "float_type" in types:
        types.discard("int_type")  # "a number" covers whole numbers
    allowed = [word for each in errors if each["type"] == "literal_error" for word in _allowed(each)]
    expected = [word for type_, words in _EXPECTED.items() if type_ in types for word in words]
    problem = f"{_describe(given)} is not {join_or([*expected, *allowed])}"
    if expected == ["a text"] and isinstance(given, int | float):
        problem += ": write it in quotes"
    near = nearest_words(given, allowed) if isinstance(given, str) else ()
    return Flaw(path, problem, near)


def _flaw(model: type[Value], path: Keys, error: ErrorDetails, of_key: bool) -> Flaw:
    given, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "missing":
            return Flaw(path, "the field is missing")
        case "extra_forbidden":
            holder = _model_at(model, path[:-1])
            name = str(path[-1])
            problem = f"there is no field {_quote(name)} in this {_model_name(holder)}"
            return Flaw(path, problem, nearest_words(name, holder.model_fields))
        case "literal_error":
            allowed = _allowed(error)
            if not allowed:  # `true` is the only literal that isn't a word
                return Flaw(path, f"{_describe(given)} is not true: write true, or leave the field out")
            near = nearest_words(given, allowed) if isinstance(given, str) else ()
            return Flaw(path, f"{_describe(given)} is none of {', '.join(allowed)}", near)
        case "string_pattern_mismatch":
            pattern = context["pattern"]
            what = "the key" if of_key else "the text"
            problem = f"{what} {_quote(given)} is not {PATTERNS.get(pattern, f'of the form {pattern}')}"
            return Flaw(path, problem, _corrected_spelling(given, pattern))
        case "string_too_long":
            problem = f"{_quote(given)} has {len(given):,} characters; at most {context['max_length']:,} are allowed"
            return Flaw(path, problem)
        case "string_unicode" | "string_type" if isinstance(given, str):
            return Flaw(path, "the text holds half of a surrogate pair, which is no character")
        case "too_short":
            return Flaw(path, f"it has {context['actual_length']} entries; give at least {context['min_length']}")
        case "too_long":
            return Flaw(path, f"it has {len(given)} entries; give at most {context['max_length']}")
        case "greater_than":
            return Flaw(path, f"{_describe(given)} is not above {context['gt']}")
        case "greater_than_equal":
            return Flaw(path, f"{_describe(given)} is below {context['ge']:g}")
        case "less_than_equal":
            return Flaw(path, f"{_describe(given)} is above {context['le']:g}")
        case "value_error":
            return Flaw(path, shorten(str(context["error"]), 300))
        case type_ if type_ in _EXPECTED:
            return _type_flaw(path, [error])
        case type_ if type_.startswith("url_"):
            return Flaw(path, f"{_describe(given)} is not a web address such as https://example.org/page")
        case _:
            return Flaw(path, shorten(error["msg"], 300))


def _allowed(error: ErrorDetails) -> list[str]:
    """The words of a closed list, taken from the error's text "'a', 'b' or 'c'"."""
    return re.findall(r"'([^']*)'", error.get("ctx", {})["expected"])


def _model_at(model: type[Value], path: Keys) -> type[Value]:
    """The model of the object at the path."""
    for part in path:
        if isinstance(part, str):
            model = next(models_in(model.model_fields[part].annotation))
    return model


def models_in(annotation: Any) -> Iterator[type[Value]]:
    """The models that an annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, Value):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def _model_name(model: type[Value]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", model.__name__).lower()


def _corrected_spelling(given: str, pattern: str) -> tuple[str, ...]:
    """A spelling of the text that matches the pattern, such as `USD` for `usd`, if there is one."""
    lower = given.strip().lower()
    slug = re.sub(r"[\W_]+", "-", lower).strip("-")
    return tuple(each for each in (lower, lower.upper(), slug) if re.fullmatch(pattern, each, re.ASCII))[:1]


def _describe(value: Any) -> str:
    if isinstance(value, str):
        return f"the text {_quote(value)}"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return shorten(json.dumps(value))


def _quote(text: str) -> str:
    return repr(shorten(text))
