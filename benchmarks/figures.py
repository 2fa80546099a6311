"""Figures in the results: the median over the rounds, with the least and the greatest value."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

Figure = dict[str, float]
"""`median`, `min` and `max` over the rounds."""


def figure(values: Iterable[float]) -> Figure:
    """The median, the least and the greatest of values, one for each round."""
    each = list(values)
    return {"median": round_figure(median(each)), "min": round_figure(min(each)), "max": round_figure(max(each))}


def ratio(ones: Iterable[float], others: Iterable[float]) -> Figure:
    """The ratio of two values, round by round. Both were measured right after each other."""
    return figure(one / other for one, other in zip(ones, others, strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """The value that a share (0 to 1) of the sorted values doesn't exceed."""
    return values[min(int(len(values) * share), len(values) - 1)]


def round_figure(value: float) -> float:
    """The value with three significant digits. More would be noise."""
    return float(f"{value:.3g}")


def format_figure(figure_: Figure, unit: str = "") -> str:
    """`0.82 (0.79–0.84)`."""
    return f"{_number(figure_['median'])}{unit} ({_number(figure_['min'])}–{_number(figure_['max'])})"


def table(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    """The lines of a Markdown table. All columns but the first are aligned to the right."""
    lines = [list(map(str, header)), ["---", *["---:"] * (len(header) - 1)], *([str(c) for c in row] for row in rows)]
    return [f"| {' | '.join(line)} |" for line in lines]


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:g}"
