"""The spells that the oracle in `day_by_day` comes to: one day after the other, each as it is read."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from tests.domain.claim_days import BEGINNING, END, HOLDING, Day
from tests.domain.day_by_day import Reading


@dataclass
class Spell:
    """Days in a row that are read alike, the last of each pair left out; from `shown_from` on it is what is shown."""

    valid: tuple[date, date]
    certain: tuple[date, date]
    shown_from: date
    claims: set[str]
    outcome: dict[str, Any]


def spells_by_day(reads: Callable[[Day], Reading], days: Sequence[date]) -> list[Spell]:
    """The spells, where nothing changes but on these days; the first of them is the beginning of time."""
    readings = list(zip(days, [*days[1:], END], map(reads, days), strict=True))
    spells: list[Spell] = []
    for start, end, reading in readings:
        if reading.held == "no":
            continue
        sure = reading.held == "certain"
        before = spells[-1] if spells else None
        if before and before.valid[1] == start and before.outcome == outcome(reading):
            once_sure = before.certain != (END, END)
            if not (sure and once_sure and before.certain[1] != start):
                before.valid = (before.valid[0], end)
                before.certain = (before.certain[0] if once_sure else start, end) if sure else before.certain
                before.claims |= {*reading.speaking}
                continue
        certain = (start, end) if sure else (END, END)
        spells.append(Spell((start, end), certain, start, {*reading.speaking}, outcome(reading)))
    if not spells:
        reading = reads(None)
        return [Spell((END, END), (END, END), BEGINNING, {*reading.speaking}, outcome(reading))]
    spells[0].shown_from = BEGINNING
    return [*spells, *to_come([each for each in readings if each[0] >= spells[-1].valid[1]])]


def to_come(readings: Sequence[tuple[date, date, Reading]]) -> list[Spell]:
    """What goes on being announced or refused once it holds no more."""
    last = readings[-1][2] if readings else None
    if last is None or not last.speaking or last.status in HOLDING:
        return []
    others = [start for start, _, reading in readings if reading.status != last.status]
    alike = [(start, reading) for start, _, reading in readings if not others or start > others[-1]]
    claims = {id_ for _, reading in alike for id_ in reading.speaking}
    return [Spell((END, END), (END, END), alike[0][0], claims, outcome(last))]


def outcome(reading: Reading) -> dict[str, Any]:
    """What is so on a day, but for whether it holds and who says so."""
    return {name: value for name, value in asdict(reading).items() if name not in ("held", "speaking")}
