"""Generates the facts of a made-up industry of any size: power-law degrees, one claim a relationship, few sources.

The same size and seed give the same facts. They come in chunks, so that millions can be loaded chunk by chunk. An
entity's *rank* says how many relationships it has: rank 0 is the greatest hub.
"""

import hashlib
from array import array
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Any

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.entity import Entity
from graph_service.domain.facts import Facts
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TypeName, ends
from graph_service.domain.source import Source
from graph_service.domain.vocabulary import GROUP, SERVICES, EntityKind, Tier

SEED = 20_250_627


@dataclass(frozen=True)
class Size:
    """How many entities and relationships."""

    entities: int
    relationships: int


SIZES = {
    "200": Size(200, 1_000),
    "1k": Size(1_000, 5_000),
    "3k": Size(3_000, 15_000),
    "10k": Size(10_000, 50_000),
    "30k": Size(30_000, 150_000),
    "100k": Size(100_000, 500_000),
    "300k": Size(300_000, 1_500_000),
    "1M": Size(1_000_000, 5_000_000),
}

SHARES: dict[TypeName, float] = {"CLIENT_OF": 0.5, "INVESTS_IN": 0.25, "COMPETES_WITH": 0.25}

# How steeply the degrees of the two ends fall. A rank is N·u**steepness for a uniform u, so its weight goes with
# rank**(1/steepness - 1). With 3 the top 1% of the ranks have 22% of the ends, with 1.5 they have 5%.
STEEPNESS: dict[TypeName, tuple[float, float]] = {
    "CLIENT_OF": (1.5, 3.0),
    "INVESTS_IN": (3.0, 2.0),
    "COMPETES_WITH": (2.0, 3.0),
}


class _Lots:
    """Words with weights. `draw` does as `random.choices`, without adding up the weights each time."""

    def __init__(self, weights: dict[str, int]) -> None:
        self._words = list(weights)
        self._up_to = list(accumulate(weights.values()))

    def draw(self, random: Random) -> str:
        return self._words[bisect(self._up_to, random.random() * self._up_to[-1])]


_KINDS: dict[EntityKind, int] = {"company": 80, "lab": 9, "fund": 9, "government": 1, "group": 1}
_STATUSES = _Lots({"active": 88, "planned_end": 7, "ended": 3, "announced": 1, "called_off": 1})
_CERTAINTIES = _Lots({"inferred": 10, "reported": 40, "stated": 40, "confirmed": 10})
_SERVICES = list(SERVICES)
_TIERS: tuple[Tier, ...] = ("A", "B", "B", "C")
_KNOWN_STAKES = 0.5
_ARABIC_NOTES = 0.4
_SYLLABLES = tuple("al be cor da el fi gen hy in jo ka lu mo na or pa qua ri so ta ul ve wo".split())  # noqa: SIM905
_KINDS_OF_NAME = ("Labs", "Systems", "Data", "Cloud", "Capital", "Networks", "Robotics", "Holdings")
_CLOSED = 0.3
"""The share of rivalries between a client and an investor in its vendor. Chance alone would make too few conflicts."""
_STEP = 7_368_787  # multiplying by a prime spreads the ranks over the ids


def entity_id(size: Size, rank: int) -> str:
    """The id of the entity with this rank. Adjacent ranks have distant ids."""
    return f"firm-{rank * _STEP % size.entities:07d}"


def generate_facts(size: Size, at_most: int, seed: int = SEED) -> Iterator[Facts]:
    """The facts in chunks of `at_most` records: first sources and entities, then claims."""
    random = Random(seed)
    kinds = random.choices(list(_KINDS), list(_KINDS.values()), k=size.entities)
    sources = [_source(at) for at in range(12)]
    facts = Facts(sources={source.id: source for source in sources})
    for rank in range(size.entities):
        entity = _entity(size, rank, kinds[rank], random)
        facts.entities[entity.id] = entity
        if len(facts.entities) == at_most:
            yield facts
            facts = Facts()
    left = array("f", [100.0]) * size.entities  # the stakes in an entity add up to 100% at most
    for number, (type_, subject, object_) in enumerate(_pairs(size, kinds, random)):
        stake = None
        if type_ == "INVESTS_IN" and random.random() < _KNOWN_STAKES:
            stake = round(left[object_] * 0.6 * random.random(), 1)
            left[object_] -= stake
        claim = _claim(number, type_, entity_id(size, subject), entity_id(size, object_), stake, random)
        facts.claims[claim.id] = claim
        if len(facts.entities) + len(facts.claims) >= at_most:
            yield facts
            facts = Facts()
    if facts.entities or facts.claims:
        yield facts


def _pairs(size: Size, kinds: list[EntityKind], random: Random) -> Iterator[tuple[TypeName, int, int]]:
    """Each relationship once, as type and two ranks. The types are mixed, as in real facts."""
    seen: dict[TypeName, set[int]] = {type_: set() for type_ in SHARES}
    contracts = array("q")  # client·entities + vendor
    an_investor = array("q", [-1]) * size.entities  # for each entity, an investor in it
    for type_ in random.choices(list(SHARES), list(SHARES.values()), k=size.relationships):
        entry = RELATIONSHIP_TYPES[type_]
        while True:
            subject, object_ = (int(size.entities * random.random() ** steep) for steep in STEEPNESS[type_])
            if type_ == "COMPETES_WITH" and contracts and random.random() < _CLOSED:
                subject, vendor = divmod(random.choice(contracts), size.entities)
                object_ = an_investor[vendor]
            if subject == object_ or object_ < 0:
                continue
            if kinds[subject] not in entry.from_kinds or kinds[object_] not in entry.to_kinds:
                continue
            if entry.symmetric and subject > object_:
                subject, object_ = object_, subject
            pair = subject * size.entities + object_
            if pair in seen[type_]:
                continue
            seen[type_].add(pair)
            if type_ == "CLIENT_OF":
                contracts.append(pair)
            elif type_ == "INVESTS_IN":
                an_investor[object_] = subject
            yield type_, subject, object_
            break


def _source(number: int) -> Source:
    return Source(
        id=f"source-{number:02d}",
        url=f"https://example.com/news/{number}",
        title=f"Deals of the year, part {number}",
        publisher=f"Example Press {number}",
        published="2025-06-27",
        language="en",
        tier=_TIERS[number % len(_TIERS)],
    )


def _entity(size: Size, rank: int, kind: EntityKind, random: Random) -> Entity:
    stem = "".join(random.choices(_SYLLABLES, k=random.randint(2, 4))).capitalize()
    name = f"{stem} {random.choice(_KINDS_OF_NAME)}"
    names = {"en": name if kind != GROUP else f"clients of {name}"}
    if random.random() < 0.3:
        names["ar"] = f"شركة {rank}"
    return Entity(id=entity_id(size, rank), kind=kind, names=names, aliases=(stem,), country="US")


def _claim(
    number: int, type_: TypeName, subject: str, object_: str, stake: float | None, random: Random
) -> RelationshipClaim:
    subject, object_ = ends(subject, type_, object_)
    note = {"en": f"{subject} and {object_}: what our paraphrase of a source says of the two, at the usual length."}
    if random.random() < _ARABIC_NOTES:
        note["ar"] = f"صياغة لما يقوله المصدر عن {subject} و{object_}، بطولها المعتاد."
    start = random.randint(0, 200)
    fields: dict[str, Any] = {
        "id": f"c{number}",
        "subject": subject,
        "type": type_,
        "object": object_,
        "status": _STATUSES.draw(random),
        "certainty": _CERTAINTIES.draw(random),
        "reported_on": f"{random.randint(2016, 2025)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}",
        "attribution": "Example Press, citing sources",
        "source": f"source-{random.randint(0, 11):02d}",
        "locator": {
            "paragraph": random.randint(1, 60),
            "span": (start, start + 120),
            "sha256": hashlib.sha256(b"%d" % number).hexdigest(),
        },
        "note": note,
    }
    if type_ == "CLIENT_OF":
        fields["service"] = random.choice(_SERVICES)
    elif type_ == "COMPETES_WITH":
        fields["segment"] = "ai_general"
    elif stake:
        fields["stake_percent"] = stake
        fields["voting"] = random.random() < 0.5
    return RelationshipClaim(**fields)
