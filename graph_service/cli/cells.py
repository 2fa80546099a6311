"""The cells of an answer's rows: each field as a short text for people."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from pydantic import BaseModel

from graph_service.errors import shorten
from graph_service.queries.briefs import (
    AmountShown,
    ClaimBrief,
    EntityBrief,
    RelationshipBrief,
    RetractionBrief,
    SourceBrief,
    Window,
)
from graph_service.queries.disputes import DisputeSide, RestingConflict
from graph_service.queries.profile import FigureShown
from graph_service.queries.shared.conflicts import ConflictState

SECTION = "section"
"""The field in which rows of several kinds name theirs. Each kind gets a table of its own."""

_OMITTED = frozenset({"witness", SECTION, "effective_stake_min", "effective_stake_max"})

_EFFECTIVE = "effective_stake_percent"

_DAY = "on"
"""The field that reads "undated" if it is empty."""

_LONGEST = 100
_EVIDENCE = "said by"

_IN_ONE_CELL = (EntityBrief, Window, SourceBrief, ConflictState)

Cells = dict[str, str]
"""The cells of one row, by the names of their columns."""


class NoCell(str):
    """The cell of a value that is false."""

    __slots__ = ()


def heading(name: str) -> str:
    """The heading of a column, from the name of its field."""
    return name.replace("_", " ").replace("percent", "%")


def row_cells(row: BaseModel, numbers: Mapping[str, int]) -> Cells:
    """The row's cells. `numbers` are those of the claims, by id. Fields of inner objects have columns of their own."""
    cells: Cells = {}
    for name in type(row).model_fields:
        value = getattr(row, name)
        match value:
            case _ if name in _OMITTED:
                pass
            case _ if name == _EFFECTIVE:
                cells[name] = _effective_stake_cell(row, value)
            case RelationshipBrief():
                cells |= _relationship_cells(value)
            case FigureShown():
                cells |= _figure_cells(value)
            case BaseModel() if not isinstance(value, _IN_ONE_CELL):
                cells |= {inner: _named_cell(inner, getattr(value, inner)) for inner in type(value).model_fields}
            case _:
                cells[name] = _named_cell(name, value)
    claims = sorted({numbers[claim.id] for claim in claims_of(getattr(row, "witness", ()))})
    return cells | {_EVIDENCE: " ".join(_number_ranges(claims))}


def _named_cell(name: str, value: Any) -> str:
    return "undated" if value is None and name == _DAY else _cell(value)


def _number_ranges(numbers: list[int]) -> Iterator[str]:
    """The numbers as ranges: 1, 2, 3, 7 as "1-3" and "7"."""
    for _, run in groupby(enumerate(numbers), lambda at: at[1] - at[0]):
        first, *rest = (number for _, number in run)
        yield f"{first}-{rest[-1]}" if rest else str(first)


def _relationship_cells(brief: RelationshipBrief) -> Cells:
    marks = [brief.status.replace("_", " "), *["disputed"] * brief.disputed, *["in part"] * brief.partial]
    return {
        "relationship": brief.id,
        "status": ", ".join(marks),
        "certainty": brief.certainty,
        "as_shown": _spell_cell(brief),
        "stake_percent": _stake_cell(brief),
        "amount": _cell(brief.amount),
        "role": _cell(brief.role),
    }


def _spell_cell(brief: RelationshipBrief) -> str:
    """The days on which the relationship is as shown; empty if these are all on which it holds."""
    start, end = brief.spell.start, brief.spell.end
    if (start, end) == (brief.window.from_, brief.window.to):
        return ""
    return " ".join(filter(None, (f"since {start}" if start else "", f"until {end}" if end else "")))


def _stake_cell(brief: RelationshipBrief) -> str:
    """The stake, or its bounds: `≥` and `≤`, or `>` and `<` for exclusive ones."""
    least, most = brief.stake_min, brief.stake_max
    stake = _cell(brief.stake_percent)
    if not stake and least is not None and most is not None:
        stake = _range_cell(
            least, most, ">" if brief.stake_min_exclusive else "≥", "<" if brief.stake_max_exclusive else "≤"
        )
    return f"{stake} indirect".strip() if brief.direct is False else stake


def _effective_stake_cell(row: BaseModel, percent: float | None) -> str:
    """The effective stake, and its bounds if they differ."""
    least, most = getattr(row, "effective_stake_min", None), getattr(row, "effective_stake_max", None)
    if least is None or most is None or least == most == percent:
        return _cell(percent)
    bounds = _range_cell(least, most)
    return f"{_cell(percent)} ({bounds})" if percent is not None and bounds else _cell(percent) or bounds


def _range_cell(least: float, most: float, from_: str = "≥", to: str = "≤") -> str:
    # Bounds of 0 and 100 say nothing.
    low, high = f"{from_}{_cell(least)}", f"{to}{_cell(most)}"
    return " ".join([low] * (low != "≥0") + [high] * (high != "≤100"))


def _figure_cells(shown: FigureShown) -> Cells:
    return {
        "figure": shown.id,
        "metric": shown.label["en"],
        "of": shown.moment,
        "value": f"{'about ' * shown.approximate}{_cell(shown.value)} {shown.currency or ''}",
        "range": "" if shown.low == shown.high else f"{_cell(shown.low)} to {_cell(shown.high)}",
        "status": shown.status.replace("_", " "),
        "certainty": shown.certainty,
    }


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else NoCell("no")
        case int() | float():
            return f"{value:,.10g}" if abs(value) < 1e10 else f"{value:,.0f}"
        case EntityBrief():
            return shorten(value.names.get("en") or next(iter(value.names.values())), _LONGEST)
        case Window():
            return _window_cell(value)
        case AmountShown():
            return _amount_cell(value)
        case SourceBrief() | ClaimBrief():
            return value.id
        case RetractionBrief():
            return retraction_cell(value)
        case ConflictState():
            return _conflict_cell(value)
        case DisputeSide():
            return _side_cell(value)
        case RestingConflict():
            return f"{value.client} at {value.vendor} with {value.investor}"
        case BaseModel() if type(value).__str__ is not BaseModel.__str__:  # it has a text of its own
            return str(value)
        case BaseModel():
            parts = {name: _cell(getattr(value, name)) for name in type(value).model_fields}
            return " ".join(f"{heading(name)} {part}" for name, part in parts.items() if part)
        case dict():
            return shorten(str(value.get("en") or ", ".join(map(str, value.values()))), _LONGEST)
        case list() | tuple():
            return ", ".join(map(_cell, value))
        case _:
            return shorten(str(value), _LONGEST)


def _window_cell(window: Window) -> str:
    start = f"since {window.from_}" if window.from_ else f"by {window.certain_from}" if window.certain_from else ""
    return " ".join(filter(None, (start, f"until {window.to}" if window.to else "")))


def _amount_cell(amount: AmountShown) -> str:
    bounds = [_cell(bound) for bound in (amount.min, amount.max) if bound is not None]
    about = "about " * amount.approximate
    return f"{amount.basis.replace('_', ' ')} {about}{_cell(amount.value) or ' to '.join(bounds)} {amount.currency}"


def _conflict_cell(state: ConflictState) -> str:
    stake = "stake unknown" if state.effective_stake_percent is None else f"{_cell(state.effective_stake_percent)}%"
    return ", ".join([stake, state.standing, *["disputed"] * state.disputed, state.verdict, state.certainty])


def _side_cell(side: DisputeSide) -> str:
    bounds = [f"{word} {_cell(bound)}" for word, bound in (("from", side.min), ("to", side.max)) if bound is not None]
    says = (side.status or "").replace("_", " ") or _cell(side.value) or " ".join(bounds)
    about = f"{'about ' * side.approximate}{says}"
    of = [*([side.about] if side.about else []), *([f"of {side.part}"] if side.part else [])]
    marks = [*["held"] * side.held, *of, *map(_cell, side.bases), *side.claims]
    return f"{about} ({', '.join(marks)})"


def retraction_cell(retraction: RetractionBrief) -> str:
    """`withdrawn 2025-06-01`, or `mistaken`."""
    day = f" {retraction.on}" if retraction.on else ""
    return f"{retraction.kind}{day}"


def claims_of(witness: Iterable[Any]) -> Iterator[ClaimBrief]:
    """The claims in a row's witness, which are there themselves or inside hops."""
    for item in witness:
        if isinstance(item, ClaimBrief):
            yield item
        else:
            yield from item.claims
