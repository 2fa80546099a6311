"""The closed lists as REST shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, RelationshipType
from graph_service.domain.vocabulary import (
    BASES,
    CERTAINTY_WORDS,
    KINDS,
    METRICS,
    SEGMENTS,
    SERVICES,
    STATUSES,
    TIERS,
    Term,
)


@dataclass(frozen=True)
class VocabularyWord:
    """A word of a closed list."""

    name: str
    label: dict[str, str]
    meaning: str


@dataclass(frozen=True)
class Vocabulary:
    """Every closed list, in its own order, with what each word means."""

    relationship_types: list[RelationshipType]
    kinds: list[VocabularyWord]
    statuses: list[VocabularyWord]
    certainties: list[VocabularyWord]
    tiers: list[VocabularyWord]
    bases: list[VocabularyWord]
    services: list[VocabularyWord]
    segments: list[VocabularyWord]
    metrics: list[VocabularyWord]


def vocabulary() -> Vocabulary:
    """The closed lists."""
    return Vocabulary(
        relationship_types=list(RELATIONSHIP_TYPES.values()),
        kinds=_words(KINDS),
        statuses=_words(STATUSES),
        certainties=_words(CERTAINTY_WORDS),
        tiers=_words(TIERS),
        bases=_words(BASES),
        services=_words(SERVICES),
        segments=_words(SEGMENTS),
        metrics=_words(METRICS),
    )


def _words(words: Mapping[Any, Term]) -> list[VocabularyWord]:
    return [VocabularyWord(name, {"en": word.en, "ar": word.ar}, word.meaning) for name, word in words.items()]
