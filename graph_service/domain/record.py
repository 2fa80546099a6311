"""What all records have in common: they are strict and frozen, and each has one canonical text."""

import hashlib
import re
from collections.abc import Callable
from types import FunctionType
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from graph_service.domain.invisible_characters import has_visible_character, without_bidi_controls

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def _check_text(given: str, info: ValidationInfo) -> str:
    text = given
    if not given.isprintable():  # most texts are, and this is the quicker check
        text = without_bidi_controls(given)
        if text != given and info.context is not None:
            info.context.append(given)
        if found := _CONTROL.search(text):
            raise ValueError(f"the text holds the control character U+{ord(found.group()):04X}")
    if not has_visible_character(text):
        raise ValueError("the text is empty")
    return text


def _integer_if_whole(number: int | float) -> int | float:
    # 49 and 49.0 are one value, so they have one canonical text.
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _sorted_by_key(mapping: dict[str, str]) -> dict[str, str]:
    return dict(sorted(mapping.items()))


Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
RecordId = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", max_length=120)]
Text = Annotated[str, Field(max_length=20_000), AfterValidator(_check_text)]
"""A text with a visible character. Bidi controls are removed; a list given as validation context gets such texts."""

Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
ByLanguage = Annotated[dict[Language, Text], Field(min_length=1), AfterValidator(_sorted_by_key)]
Identifiers = Annotated[dict[Slug, Text], AfterValidator(_sorted_by_key)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
# pydantic can't write the bounds of a union as JSON Schema does, so the three number types below say it themselves.
Number = Annotated[
    int | float,
    Field(ge=-1e18, le=1e18, allow_inf_nan=False),
    AfterValidator(_integer_if_whole),
    WithJsonSchema({"type": "number", "minimum": -1e18, "maximum": 1e18}),
]
Positive = Annotated[
    int | float,
    Field(gt=0, le=1e18, allow_inf_nan=False),
    AfterValidator(_integer_if_whole),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 1e18}),
]
Percent = Annotated[
    int | float,
    Field(gt=0, le=100, allow_inf_nan=False),
    AfterValidator(_integer_if_whole),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 100}),
]
Period = Annotated[str, Field(pattern=r"^([0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2]))?|P[1-9][0-9]?Y)$")]
"""`2024`, `2025-Q2`, `2024-H1`, `2025-06`, or a length in years, `P5Y`."""


Rule = Callable[[Any], None]
R = TypeVar("R", bound=Rule)


def rule(function: R) -> R:
    """Marks a method as a rule between a record's fields. It raises ValueError if they break it.

    Each rule is a method of its own. `check` calls each by itself, so that no broken rule hides another.
    """
    _RULES.add(function)
    return function


_RULES: set[Rule] = set()


class Value(BaseModel):
    """A part of a record."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, use_attribute_docstrings=True)

    rules: ClassVar[tuple[Rule, ...]] = ()

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        own = (each for each in vars(cls).values() if isinstance(each, FunctionType) and each in _RULES)
        cls.rules = (*cls.rules, *own)

    @model_validator(mode="after")
    def _check_rules(self) -> Self:
        for each in self.rules:
            each(self)
        return self


class Record(Value):
    """A source, entity, claim or retraction: it has an id, and stands in a folder of facts."""

    def canonical(self) -> str:
        """The one JSON text of this content: fields in the order of the class, without defaults."""
        return self.model_dump_json(exclude_defaults=True)


def content_hash(kind: str, canonical: str) -> int:
    """The SHA-256 of one record as a number, which is added to the graph's digest (see `digest.py`)."""
    return int.from_bytes(hashlib.sha256(f"{kind}\n{canonical}".encode()).digest())


def range_problem(low: int | float | None, high: int | float | None) -> str | None:
    """What is wrong with the bounds of a range; None if nothing is."""
    if low is None and high is None:
        return "the range is empty; give min, max or both"
    if low is not None and high is not None and low > high:
        return f"the range is upside down: min {low} is above max {high}"
    return None
