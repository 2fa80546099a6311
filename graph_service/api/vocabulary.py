"""The closed lists as the wire shows them."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from graph_service.domain.relationship_types import RELATIONSHIP_TYPES
from graph_service.domain.vocabulary import (
    BASES,
    CERTAINTY_WORDS,
    KINDS,
    METRICS,
    SEGMENTS,
    SERVICES,
    STATUSES,
    TIERS,
    Word,
)


def vocabulary() -> dict[str, Any]:
    """Every list, in its own order, with what each word means."""
    return {
        "relationship_types": [asdict(entry) for entry in RELATIONSHIP_TYPES.values()],
        "kinds": _words(KINDS),
        "statuses": _words(STATUSES),
        "certainties": _words(CERTAINTY_WORDS),
        "tiers": _words(TIERS),
        "bases": _words(BASES),
        "services": _words(SERVICES),
        "segments": _words(SEGMENTS),
        "metrics": _words(METRICS),
    }


def _words(words: Mapping[Any, Word]) -> list[dict[str, Any]]:
    return [
        {"name": name, "label": {"en": word.en, "ar": word.ar}, "meaning": word.meaning} for name, word in words.items()
    ]
