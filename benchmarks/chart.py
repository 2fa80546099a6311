"""Draws a chart as SVG: panels above each other, with logarithmic axes. Each line has its name at its end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WIDTH, PANEL, LEFT, RIGHT, TOP, BOTTOM = 860, 340, 70, 330, 34, 46
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b")
"""Colours by Okabe and Ito, which most people can tell apart, on light and on dark ground."""

_STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #222 }
  .grid { stroke: #ddd } .line { fill: none; stroke-width: 2 } .name { font-weight: 600 }
  .back { fill: #fff }
  @media (prefers-color-scheme: dark) { text { fill: #ddd } .grid { stroke: #444 } .back { fill: #16181c } }
"""


@dataclass(frozen=True)
class Series:
    """A line with its name."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True)
class _Axis:
    """An axis from the power of ten below the least value to the one above the greatest."""

    low: int
    high: int
    start: float
    end: float

    @classmethod
    def of(cls, values: Iterable[float], start: float, end: float) -> "_Axis":
        each = list(values)
        low, high = floor(log10(min(each))), ceil(log10(max(each)))
        return cls(low, max(high, low + 1), start, end)

    def at(self, value: float) -> float:
        return self.start + (log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def chart(across: str, panels: Sequence[tuple[str, Sequence[Series]]]) -> str:
    """The SVG text of the panels. Each has a title for its vertical axis; `across` names the horizontal one."""
    height = PANEL * len(panels)
    x = _Axis.of((p[0] for _, lines in panels for line in lines for p in line.points), LEFT, WIDTH - RIGHT)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        f"<title>{escape(', '.join(title for title, _ in panels))} by {escape(across)}</title>",
        f"<style>{_STYLE}</style>",
        f'<rect class="back" width="{WIDTH}" height="{height}"/>',
    ]
    for number, (title, lines) in enumerate(panels):
        parts += _panel(x, number * PANEL, title, across, lines)
    return "\n".join([*parts, "</svg>", ""])


def _panel(x: _Axis, top: float, title: str, across: str, lines: Sequence[Series]) -> list[str]:
    y = _Axis.of((p[1] for line in lines for p in line.points), top + PANEL - BOTTOM, top + TOP)
    parts = [f'<text x="{LEFT}" y="{top + 20}">{escape(title)}</text>']
    for tick in x.ticks:
        parts += [
            f'<path class="grid" d="M{x.at(tick):.1f} {y.start}V{y.end}"/>',
            f'<text x="{x.at(tick):.1f}" y="{y.start + 18:.1f}" text-anchor="middle">{tick:,.0f}</text>',
        ]
    parts.append(f'<text x="{x.end:.1f}" y="{y.start + 36:.1f}" text-anchor="end">{escape(across)}</text>')
    for tick in y.ticks:
        parts += [
            f'<path class="grid" d="M{x.start} {y.at(tick):.1f}H{x.end}"/>',
            f'<text x="{x.start - 8}" y="{y.at(tick) + 4:.1f}" text-anchor="end">{tick:,g}</text>',
        ]
    # Names stand at the ends of the lines, and are moved apart if these are close together.
    below = y.start + 100
    for colour, line in sorted(
        zip(COLOURS, lines, strict=False), key=lambda each: -y.at(each[1].points[-1][1]), reverse=False
    ):
        ends_at = y.at(line.points[-1][1])
        below = min(ends_at, below - 18)
        path = "L".join(f"{x.at(a):.1f} {y.at(b):.1f}" for a, b in line.points)
        parts.append(f'<path class="line" stroke="{colour}" d="M{path}"/>')
        parts += [f'<circle cx="{x.at(a):.1f}" cy="{y.at(b):.1f}" r="3" fill="{colour}"/>' for a, b in line.points]
        name = f'<text class="name" x="{x.at(line.points[-1][0]) + 10:.1f}" y="{below + 4:.1f}" style="fill:{colour}">'
        parts.append(f"{name}{escape(line.name)}</text>")
    return parts
