"""Checks whether a source's claims still point at the words they were read from (`graph-service verify-source`)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from graph_service.domain.claim import Claim
from graph_service.domain.locator import Locator
from graph_service.domain.source import Source
from graph_service.errors import BadInput

Outcome = Literal["same", "differs", "no locator"]

_SEARCHED = 200_000
"""In a text of at most so many characters, moved words are searched for. That takes one hash for each character."""

_REREAD = "compare the claim with the text, and write the locator anew"


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of one comparison; `problem` names the place and the fix.

    `record` says what `id` names: a claim, compared by its locator, or the source, compared by its whole text.
    """

    record: Literal["source", "claim"]
    id: str
    outcome: Outcome
    problem: str | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing differs. A claim without a locator can't fail."""
        return self.outcome != "differs"


def verify_source(source: Source, claims: Iterable[Claim], text: bytes) -> list[Checked]:
    """Check the source's checksum (if it has one), then the locator of each of its claims, by id.

    Claims of other sources are skipped. A byte order mark and Windows line ends are no differences. Raises BadInput for
    a text that isn't UTF-8.
    """
    lines = _read_lines(text)
    its_own = sorted((claim for claim in claims if claim.source == source.id), key=lambda claim: claim.id)
    checked = [_check_whole(source.id, source.sha256, text, lines)] if source.sha256 else []
    return checked + [_check_claim(claim.id, claim.locator, text, lines) for claim in its_own]


def _read_lines(text: bytes) -> list[str]:
    try:
        decoded = text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise BadInput(
            f"the text isn't UTF-8: line {line} holds the byte 0x{text[error.start]:02x}; save it as UTF-8"
        ) from error
    return [line.removesuffix("\r") for line in decoded.split("\n")]


def _check_whole(source: str, sha256: str, text: bytes, lines: list[str]) -> Checked:
    if _is_whole(sha256, text, lines):
        return Checked("source", source, "same")
    problem = "the text isn't, letter for letter, the one that was read; take that one, or go by the claims below"
    return Checked("source", source, "differs", problem)


def _check_claim(claim: str, locator: Locator | None, text: bytes, lines: list[str]) -> Checked:
    if locator is None:
        return Checked("claim", claim, "no locator", "no locator: there is nothing to compare")
    problem = _find_problem(locator, text, lines)
    return Checked("claim", claim, "differs" if problem else "same", problem)


def _find_problem(locator: Locator, text: bytes, lines: list[str]) -> str | None:
    if locator.paragraph is None:
        return None if _is_whole(locator.sha256, text, lines) else f"the whole text differs; {_REREAD}"
    if locator.paragraph > len(lines):
        return f"line {locator.paragraph}: the text ends with line {len(lines)}; {_suggest_fix(locator, lines)}"
    line = lines[locator.paragraph - 1]
    start, end = locator.span or (0, len(line))
    if end > len(line):
        place = f"line {locator.paragraph}, characters {start} to {end}"
        return f"{place}: the line ends at {len(line)}; {_suggest_fix(locator, lines)}"
    if _sha256(line[start:end]) != locator.sha256:
        place = f"line {locator.paragraph}" + (f", characters {start} to {end}" if locator.span else "")
        return f"{place}: other words stand there; {_suggest_fix(locator, lines)}"
    return None


def _suggest_fix(locator: Locator, lines: list[str]) -> str:
    found = _find(locator, lines)
    return f"the words that were read are in {found}: point the locator there" if found else _REREAD


def _find(locator: Locator, lines: list[str]) -> str | None:
    """Find where the words stand now, if they stand anywhere."""
    if locator.span is None:
        return next((f"line {n}" for n, line in enumerate(lines, 1) if _sha256(line) == locator.sha256), None)
    if sum(map(len, lines)) > _SEARCHED:
        return None
    length = locator.span[1] - locator.span[0]
    return next(
        (
            f"line {n}, characters {start} to {start + length}"
            for n, line in enumerate(lines, 1)
            for start in range(len(line) - length + 1)
            if _sha256(line[start : start + length]) == locator.sha256
        ),
        None,
    )


def _is_whole(sha256: str, text: bytes, lines: list[str]) -> bool:
    return sha256 in (hashlib.sha256(text).hexdigest(), _sha256("\n".join(lines)))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
