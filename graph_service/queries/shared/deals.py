"""Deals that somebody supposes, as JSON in the shape of a claim or in short: `meta INVESTS_IN surge-ai 49%`.

A supposed deal is a claim that nobody has made. What it leaves out (a stake, a service, …) is taken from the same
relationship in the graph. If the graph doesn't have it, it is unknown.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal, Self, TypeVar, get_args

from msgspec.structs import fields, replace
from pydantic import Field, SerializerFunctionWrapHandler, ValidationError, model_serializer

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.dates import PartialDate, last_day
from graph_service.domain.invisible_characters import without_bidi_controls
from graph_service.domain.money import Amount
from graph_service.domain.record import Value
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, ends, relationship_id
from graph_service.domain.resolution.resolve import resolve_on_day
from graph_service.domain.stake import Stake
from graph_service.domain.vocabulary import CERTAINTY_RANK, Certainty, Segment, Service, Status
from graph_service.errors import shorten
from graph_service.support.json_bytes import DuplicateKey, read_json

DealType = Literal["INVESTS_IN", "CLIENT_OF", "COMPETES_WITH"]
"""The types of relationships that conflicts rest on."""

_DEFAULTS = {field.name: field.default for field in fields(RelationshipVersion)}
_VERSION_FIELDS: Mapping[str, tuple[str, ...]] = {
    # a deal's field, and the fields of a version that follow from it
    "stake_percent": ("stake_percent", "stake_min", "stake_max", "stake_min_exclusive", "stake_max_exclusive"),
    "direct": ("direct",),
    "voting": ("voting",),
    "amount": tuple(name for name in RelationshipVersion.__struct_fields__ if name.startswith("amount")),
    "service": ("services",),
    "segment": ("segment", "segments"),
}
# A claim of these types must name its service or segment; a deal needn't.
_PLACEHOLDERS: Mapping[DealType, Mapping[str, str]] = {
    "CLIENT_OF": {"service": "other"},
    "COMPETES_WITH": {"segment": "other"},
}
_SUPPOSED = {"id": "supposed", "attribution": "whoever asks", "source": "supposed", "note": {"en": "Supposed."}}
_SOME_DAY = "2000-01-01"
_SIGN = "[%٪﹪％]"
_NUMBER = r"\S*[\d½¼¾]\S*"
_SHORT_FORM = re.compile(
    rf"(?P<subject>.+?)(?:\s|:)\s*(?P<type>{'|'.join(RELATIONSHIP_TYPES)})(?:\s|:)(?P<object>.+?)"
    rf"(?:\s(?P<stake>{_NUMBER}\s?{_SIGN}|{_SIGN}\s?{_NUMBER}))?",
    re.IGNORECASE,
)
_STAKE = re.compile(rf"(?P<before>{_SIGN})?\s?(?P<number>\d+(?:[.٫]\d+)?)\s?(?(before)|{_SIGN})")
_LONGEST_SHORT_FORM = 500
_HOW_TO_WRITE = 'write it as `meta INVESTS_IN surge-ai 49%`, or as JSON: {"subject": "meta", "type": "INVESTS_IN", …}'

Name = Annotated[str, Field(min_length=1, max_length=1000)]


class Ends(Value):
    """A relationship by its type and two ends, which are ids or names."""

    subject: Name
    type: DealType
    object: Name

    @property
    def relationship(self) -> str:
        """The relationship's id, when the ends are ids."""
        return relationship_id(self.subject, self.type, self.object)

    def with_ids(self, id_of: Callable[[str], str]) -> Self:
        """The same with ids for names. Raises ValueError if both names mean one entity."""
        subject, object_ = ends(id_of(self.subject), self.type, id_of(self.object))
        if subject == object_:
            raise ValueError(f"{subject} can't be in a relationship with itself")
        return self.model_copy(update={"subject": subject, "object": object_})

    @model_serializer(mode="wrap")
    def _leave_null_out(self, as_dict: SerializerFunctionWrapHandler) -> dict[str, Any]:
        values: dict[str, Any] = as_dict(self)
        return {name: value for name, value in values.items() if value is not None}


class Deal(Ends):
    """A relationship as it would be; the fields are a claim's. It counts as confirmed unless it says otherwise."""

    status: Status = "active"
    certainty: Certainty = "confirmed"
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    stake_percent: Stake | None = None
    direct: bool | Literal["unknown"] | None = None
    voting: bool | Literal["unknown"] | None = None
    amount: Amount | None = None
    service: Service | None = None
    segment: Segment | None = None

    def version(self, known: RelationshipVersion | None, as_of: str) -> RelationshipVersion:
        """The relationship as the deal would make it, whatever the claims say. It has no claims of its own."""
        version = resolve_on_day([self.claim(as_of)], lambda _source: "A", as_of)
        assert version is not None, "one claim gives a version"
        unsaid = [name for field, names in _VERSION_FIELDS.items() if getattr(self, field) is None for name in names]
        left = {name: getattr(known, name) if known else _DEFAULTS[name] for name in unsaid}
        return replace(version, **left, claims=(), floor_to=CERTAINTY_RANK[self.certainty] + 1)

    def claim(self, as_of: str) -> RelationshipClaim:
        """The deal as a claim made on the day asked about. If it holds and names no start, it starts on that day."""
        raw = {name: value for name in Deal.model_fields if (value := getattr(self, name)) is not None}
        over = self.valid_to is not None and last_day(self.valid_to) < as_of
        if self.valid_from is None and self.status in ("active", "planned_end") and not over:
            raw["valid_from"] = as_of
        raw = {**_PLACEHOLDERS.get(self.type, {}), **raw, **_SUPPOSED, "reported_on": as_of}
        return RelationshipClaim.model_validate(raw)


E = TypeVar("E", bound=Ends)


def read_deals(given: Any) -> list[Deal]:
    """Read deals as callers write them. Raises ValueError, which says which one is wrong and how."""
    deals = [_read_deal(at, raw, Deal) for at, raw in enumerate(_split_lists(given), 1)]
    for at, deal in enumerate(deals, 1):
        # The ends may still be names. All other rules for a claim of this type are checked now.
        _validate(at, deal.model_copy(update={"subject": "one", "object": "other"}).claim, _SOME_DAY)
    return deals


def read_ends(given: Any) -> list[Ends]:
    """Read relationships as callers write them, such as `meta:INVESTS_IN:scale-ai`."""
    return [_read_deal(at, raw, Ends) for at, raw in enumerate(_split_lists(given), 1)]


def _split_lists(given: Any) -> Iterator[Any]:
    """Give each deal by itself: a text may hold a JSON list of deals."""
    for raw in given if isinstance(given, list | tuple) else [given]:
        if isinstance(raw, str) and raw.lstrip().startswith("["):
            yield from _parse_json(raw)
        else:
            yield raw


def _read_deal(at: int, raw: Any, form: type[E]) -> E:
    if isinstance(raw, str):
        raw = _parse_json(raw) if raw.lstrip().startswith("{") else _parse_short_form(at, raw)
    if isinstance(raw, form):
        return raw
    if not isinstance(raw, Mapping):
        raise ValueError(f"deal {at} isn't one; {_HOW_TO_WRITE}")
    type_ = raw.get("type")
    if type_ in RELATIONSHIP_TYPES and type_ not in get_args(DealType):
        raise ValueError(
            f"deal {at}: no conflict rests on {type_}, only on {', '.join(get_args(DealType))}; "
            "if one party comes to own another, that is INVESTS_IN with 100%"
        )
    return _validate(at, form.model_validate, dict(raw))


def _parse_json(text: str) -> Any:
    try:
        return read_json(text)
    except DuplicateKey:
        raise
    except ValueError as error:
        raise ValueError(f"{shorten(text)} isn't JSON; {_HOW_TO_WRITE}") from error


def _parse_short_form(at: int, text: str) -> Mapping[str, Any] | None:
    text = without_bidi_controls(text).strip()  # copied Arabic text has them
    match = _SHORT_FORM.fullmatch(text) if len(text) <= _LONGEST_SHORT_FORM else None
    if match is None:
        return None
    raw: dict[str, Any] = {name: match[name].strip() for name in ("subject", "object")}
    raw["type"] = match["type"].upper()
    return raw if match["stake"] is None else {**raw, "stake_percent": _parse_percent(at, match["stake"])}


def _parse_percent(at: int, text: str) -> float:
    """The number of `49%`, `٤٩٫٥٪` or `%49`. Raises ValueError for one that can be read in two ways: `49,5%`."""
    match = _STAKE.fullmatch(text)
    if match is None:
        how = "write it as 49% or 49.5%, with nothing between the thousands"
        raise ValueError(f"deal {at}: {shorten(text)} is no stake; {how}")
    return float(match["number"].replace("٫", "."))


T = TypeVar("T")
A = TypeVar("A")

_NO_SUCH_FIELD = f"there is no such field; a deal has {', '.join(Deal.model_fields)}, and what is removed its ends only"


def _validate(at: int, read: Callable[[A], T], raw: A) -> T:
    try:
        return read(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"] if part not in ("number", "range"))
        problem = _NO_SUCH_FIELD if first["type"] == "extra_forbidden" else first["msg"].removeprefix("Value error, ")
        raise ValueError(f"deal {at}: " + (f"{where}: {problem}" if where else problem)) from error
