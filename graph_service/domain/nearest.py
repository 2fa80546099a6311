"""What somebody may have meant by a word that isn't known."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process, utils

_LIKENESS = 65
_LONGEST = 200


def nearest(asked: str, valid: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """The valid words most like the one asked for, best first; none where nothing is like it.

    Case and punctuation don't count: `planned-end` is `planned_end`.
    """
    matches = process.extract(
        asked[:_LONGEST],
        list(valid),  # of a mapping rapidfuzz would search the values
        scorer=fuzz.ratio,
        processor=utils.default_process,
        limit=limit,
        score_cutoff=_LIKENESS,
    )
    return tuple(match[0] for match in matches)


def either(words: Sequence[str]) -> str:
    """`a, b or c`."""
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
