"""Reports on a set of facts: what it covers, what rests on little, what looks wrong. It writes nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph_service.domain.claim import Claim, RelationshipClaim
from graph_service.domain.date_checks import early_dates
from graph_service.domain.dates import END, first_day, last_day
from graph_service.domain.entity import Entity
from graph_service.domain.facts import Facts
from graph_service.domain.money import Amount
from graph_service.domain.names import normal_form
from graph_service.domain.recording import with_recorded_on
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.resolution.admission import collect_context
from graph_service.domain.resolution.resolve import resolve

_OF_A_MOMENT = frozenset({"round_total", "joint_total", "cumulative", "holding_value"})
"""Sums on these bases differ from round to round, or from day to day: only those of one date are compared."""

_NOISE = 1e-6
"""Ignored, in percent: in binary, stakes of 33.3, 33.3 and 33.4 add up to a little more than 100."""

FACTOR = 10
"""Amounts of one relationship, currency and basis that differ by this factor look like a lost digit."""


@dataclass(frozen=True)
class Quality:
    """The report. Lists hold ids, in order."""

    claims_by_type_and_year: dict[str, dict[str, int]]
    """By the year in which the source said so; "undated" if that isn't known."""
    undated_claims: list[str]
    single_source: list[str]
    """Relationships that only one source speaks of."""
    tier_c_only: list[str]
    """Relationships that only reprints and aggregators speak of."""
    disputed: list[str]
    partial: list[str]
    unrelated_entities: list[str]
    """Entities that no claim speaks of."""
    suspicious_amounts: list[str]
    """What looks wrong about sums and stakes, a sentence each."""
    suspicious_dates: list[str]
    """Dates before 1900, a sentence each."""
    outside_lifetime: list[str]
    """Claims about a time before a party was founded or after it was dissolved, a sentence each."""
    known_from_loading: list[str]
    """Claims dated by a month or year that isn't over: they are known from the day of loading."""
    suspicious_names: list[str]
    """Names and identifiers that two entities share, and texts that had bidi controls, a sentence each."""


def report_quality(facts: Facts, today: str) -> Quality:
    """Report on facts whose references all exist; the claims' sources are among them."""
    claims = list(facts.claims.values())
    related = [claim for claim in claims if isinstance(claim, RelationshipClaim)]
    about: dict[str, list[RelationshipClaim]] = defaultdict(list)
    for claim in related:
        about[claim.relationship].append(claim)
    tiers = {id_: source.tier for id_, source in facts.sources.items()}
    lifetimes = {entity.id: entity.lifetime for entity in facts.entities.values() if entity.founded or entity.dissolved}
    beside = collect_context(related, facts.claims.values(), facts.retractions.values(), lifetimes)
    current = [v for v in resolve(related, tiers.__getitem__, beside) if v.is_current]
    spoken_of = {party for claim in claims for party in claim.parties}
    return Quality(
        claims_by_type_and_year=_count_by_type_and_year(claims),
        undated_claims=sorted(claim.id for claim in claims if claim.reported_on is None),
        single_source=sorted(id_ for id_, group in about.items() if len({claim.source for claim in group}) == 1),
        tier_c_only=sorted(id_ for id_, group in about.items() if all(tiers[claim.source] == "C" for claim in group)),
        disputed=sorted(version.id for version in current if version.disputed),
        partial=sorted(version.id for version in current if version.partial),
        unrelated_entities=sorted(facts.entities.keys() - spoken_of),
        suspicious_amounts=[*_find_lost_digits(about), *_find_stakes_over_100(current)],
        suspicious_dates=early_dates(facts),
        outside_lifetime=list(_find_outside_lifetime(claims, facts.entities)),
        known_from_loading=sorted(claim.id for claim in claims if with_recorded_on(claim, None, today) is not claim),
        suspicious_names=find_suspicious_names(facts),
    )


def find_suspicious_names(facts: Facts) -> list[str]:
    """Find names and identifiers that two entities share, and text that was made to read differently."""
    identifiers: dict[str, set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for entity in facts.entities.values():
        for scheme, value in entity.identifiers.items():
            identifiers[f"{scheme} {normal_form(value).replace(' ', '').upper()}"].add(entity.id)
        for name in (*entity.names.values(), *entity.aliases):
            names[normal_form(name)].add(entity.id)
    names.pop("", None)  # names of signs alone have no normal form to share
    return [
        *_find_shared("identifier", identifiers),
        *_find_shared("name", names),
        *(f"{place.file}, {place.where}: text direction controls were taken out" for place in facts.bidi_places),
    ]


def _find_shared(what: str, held: dict[str, set[str]]) -> Iterator[str]:
    for value, ids in sorted(held.items()):
        if len(ids) > 1:
            yield f"{', '.join(sorted(ids))}: one {what}, {value}"


def _count_by_type_and_year(claims: Iterable[Claim]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        kind = claim.type if isinstance(claim, RelationshipClaim) else claim.metric
        counts[kind][claim.reported_on[:4] if claim.reported_on else "undated"] += 1
    return {kind: dict(sorted(years.items())) for kind, years in sorted(counts.items())}


def _find_lost_digits(about: dict[str, list[RelationshipClaim]]) -> Iterator[str]:
    for id_, group in sorted(about.items()):
        sums: dict[tuple[str | None, str, str | None], list[float]] = defaultdict(list)
        for claim in group:
            if claim.amount and claim.amount.value and not claim.part:
                sums[claim.amount.currency, claim.amount.basis, _date_amount(claim, claim.amount)].append(
                    float(claim.amount.value)
                )
        for (currency, basis, _), values in sorted(sums.items(), key=str):
            if max(values) >= FACTOR * min(values):
                span = f"{min(values):,.0f} to {max(values):,.0f} {currency or ''}"
                yield f"{id_}: amounts ({basis}) from {span}".rstrip()


def _date_amount(claim: RelationshipClaim, amount: Amount) -> str | None:
    """The date of the amount, if amounts of other dates may differ from it."""
    return (amount.period or claim.valid_from or claim.known_on) if amount.basis in _OF_A_MOMENT else None


def _find_stakes_over_100(current: list[RelationshipVersion]) -> Iterator[str]:
    held: dict[str, float] = defaultdict(float)
    for version in current:
        # An indirect stake is held through an entity whose own stake is counted.
        counts = version.type == "INVESTS_IN" and version.valid_to == END and version.direct is not False
        if counts:  # a range counts by its least
            held[version.object] += version.stake_percent or version.stake_min or 0.0
    for vendor, total in sorted(held.items()):
        if total > 100 + _NOISE:
            yield f"{vendor}: its investors' stakes add up to {total:g}%"


def _find_outside_lifetime(claims: Iterable[Claim], entities: Mapping[str, Entity]) -> Iterator[str]:
    for claim in claims:
        for party in (entities[id_] for id_ in claim.parties if id_ in entities):
            ended, began = claim.valid_to, claim.valid_from
            if party.founded and ended and last_day(ended) < first_day(party.founded):
                yield f"{claim.id}: held until {ended}, but {party.id} was founded {party.founded}"
            if party.dissolved and began and first_day(began) > last_day(party.dissolved):
                yield f"{claim.id}: held from {began}, but {party.id} was dissolved {party.dissolved}"
