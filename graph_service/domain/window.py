"""When a relationship holds: by some of its claims (valid), and by all of them (certain)."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph_service.domain.dates import BEGINNING, END, day_after, first_day, last_day
from graph_service.domain.status import HOLDING, Front, Said


@dataclass(frozen=True, slots=True)
class Window:
    """A half-open interval of days; empty where its ends are equal."""

    start: str
    end: str


EMPTY = Window(END, END)


def windows(said: Sequence[Said], front: Front) -> tuple[Window, Window]:
    """The valid and the certain window of a relationship whose claims stand as `front`."""
    held = [s for s in said if s.claim.status in HOLDING]
    standing = [s for s in front.standing if s.claim.status in HOLDING]
    if not standing:
        return EMPTY, EMPTY
    earliest, surely_by = _start(held)
    ends = [_end(s, held) for s in standing]
    valid = window(earliest, max(latest for _, latest in ends))
    if len(standing) < len(front.standing):  # somebody says that it doesn't hold at all
        return valid, EMPTY
    return valid, window(max(surely_by, valid.start), min(*(surely for surely, _ in ends), valid.end))


def window(start: str, end: str) -> Window:
    """From one day until another, or empty."""
    return Window(start, end) if start < end else EMPTY


def _start(held: Sequence[Said]) -> tuple[str, str]:
    """The earliest day it may have begun on, and the day by which it surely had."""
    dated = [s.claim.valid_from for s in held if s.claim.valid_from]
    seen = [s.known_on for s in held if s.claim.status != "ended"]
    if not dated:
        return BEGINNING, min(seen, default=END)
    earliest = min(map(first_day, dated))
    undated = [min(day_after(s.known_on), _end(s, held)[1]) for s in held if not s.claim.valid_from]
    if min(undated, default=END) <= earliest:  # it held, or was over, before it is said to have begun
        earliest = BEGINNING
    return earliest, max(map(last_day, dated))


def _end(said: Said, held: Sequence[Said]) -> tuple[str, str]:
    """The day until which it surely held by this claim, and the one until which it may have (exclusive)."""
    claim = said.claim
    if claim.valid_to:
        return day_after(first_day(claim.valid_to)), day_after(last_day(claim.valid_to))
    # It names no end; that somebody else named one is not undone by that.
    named = min((day_after(first_day(s.claim.valid_to)) for s in held if s.claim.valid_to), default=END)
    if claim.status != "ended":
        return named, END
    # Over when it was said to be: it surely held as long as somebody had seen it hold.
    seen = [s.known_on for s in held if s.claim.status != "ended" and s.known_on < said.known_on]
    return min(day_after(max(seen)), named) if seen else BEGINNING, said.known_on
