"""Figures as the results show them: medians over the rounds, with the least and the greatest."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

Figure = dict[str, float]
"""`median`, `min` and `max` over the rounds."""


def figure(values: Iterable[float]) -> Figure:
    """The median and the spread of one value for each round."""
    each = list(values)
    return {"median": rounded(median(each)), "min": rounded(min(each)), "max": rounded(max(each))}


def ratio(ones: Iterable[float], others: Iterable[float]) -> Figure:
    """How the ones compare with the others, round by round: both were measured next to each other."""
    return figure(one / other for one, other in zip(ones, others, strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the sorted values doesn't exceed."""
    return values[min(int(len(values) * share), len(values) - 1)]


def rounded(value: float) -> float:
    """Three significant digits: more would only be noise."""
    return float(f"{value:.3g}")


def shown(figure_: Figure, unit: str = "") -> str:
    """`0.82 (0.79–0.84)`."""
    return f"{_number(figure_['median'])}{unit} ({_number(figure_['min'])}–{_number(figure_['max'])})"


def table(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    """A Markdown table, numbers to the right."""
    lines = [list(map(str, header)), ["---", *["---:"] * (len(header) - 1)], *([str(c) for c in row] for row in rows)]
    return [f"| {' | '.join(line)} |" for line in lines]


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:g}"
