"""Suggestions: what somebody may have meant by an unknown word."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process, utils

_LIKENESS = 65
_LONGEST = 200


def nearest_words(asked: str, valid: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """The valid words most similar to the one asked for, best first; none if nothing is similar.

    Case and punctuation don't count: `planned-end` is `planned_end`.
    """
    matches = process.extract(
        asked[:_LONGEST],
        list(valid),  # rapidfuzz would search the values of a mapping
        scorer=fuzz.ratio,
        processor=utils.default_process,
        limit=limit,
        score_cutoff=_LIKENESS,
    )
    return tuple(match[0] for match in matches)


def join_or(words: Sequence[str]) -> str:
    """`a, b or c`."""
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
