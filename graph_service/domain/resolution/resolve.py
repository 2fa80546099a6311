"""From claims to relationship versions and figures: pure, the same for every store.

Order-independent, idempotent, and monotone in known time: a claim reported later never changes
what could be read earlier.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph_service.domain.claim import Claim, FigureClaim, RelationshipClaim, certainty_rank
from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.entity import Lifetime
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.resolution.admission import (
    NOTHING_BESIDE,
    Admitted,
    Beside,
    Stage,
    TierOf,
    admit,
    contradicting,
    says_it_disputes,
    stages,
)
from graph_service.domain.resolution.days import ALWAYS
from graph_service.domain.resolution.replaced_words import heard, replacements
from graph_service.domain.resolution.single_claim import version_of_one
from graph_service.domain.resolution.spells import spells_of
from graph_service.domain.vocabulary import CERTAINTIES


def resolve(
    claims: Iterable[RelationshipClaim], tier_of: TierOf, beside: Beside = NOTHING_BESIDE
) -> list[RelationshipVersion]:
    """The versions of every relationship the claims speak of, by relationship, floor, known day and spell."""
    by_relationship: dict[str, list[RelationshipClaim]] = defaultdict(list)
    for claim in claims:
        by_relationship[claim.relationship].append(claim)
    return [version for _, about in sorted(by_relationship.items()) for version in _versions(about, tier_of, beside)]


def _versions(about: list[RelationshipClaim], tier_of: TierOf, beside: Beside) -> list[RelationshipVersion]:
    lifetime = _lifetime(about[0], beside)
    if len(about) == 1 and lifetime == ALWAYS:
        claim = about[0]
        retracted = beside.retractions.known_until(claim) != END
        if not retracted and not beside.contradictions.get(claim.id):
            return [version_of_one(claim, certainty_rank(claim, tier_of(claim.source)))]
    admitted = admit(about, tier_of, beside.retractions)
    against = contradicting(admitted, tier_of, beside)
    return [version for stage in stages(admitted, against) for version in spells_of(stage, lifetime)]


def come_to(
    claims: Iterable[RelationshipClaim], tier_of: TierOf, as_of: str, beside: Beside = NOTHING_BESIDE
) -> RelationshipVersion | None:
    """What these claims about one relationship come to on a day, if all of them count; none come to nothing."""
    admitted = admit(claims, tier_of)
    if not admitted:
        return None
    against = contradicting(admitted, tier_of, beside)
    stage = Stage(admitted, against, BEGINNING, END, 0, len(CERTAINTIES))
    spells = spells_of(stage, _lifetime(admitted[0].claim, beside))
    return next(spell for spell in spells if spell.shown_from <= as_of < spell.shown_to)


def _lifetime(claim: RelationshipClaim, beside: Beside) -> Lifetime:
    """The days on which both ends are there."""
    if not beside.lifetimes:
        return ALWAYS
    both = [beside.lifetimes.get(end, ALWAYS) for end in (claim.subject, claim.object)]
    return max(start for start, _ in both), min(end for _, end in both)


def resolve_figures(claims: Iterable[FigureClaim], tier_of: TierOf, beside: Beside = NOTHING_BESIDE) -> list[Figure]:
    """The versions of every figure: one for each subject, metric, moment and status."""
    by_figure: dict[str, list[FigureClaim]] = defaultdict(list)
    for claim in claims:
        by_figure[claim.about].append(claim)
    found = []
    for id_, about in sorted(by_figure.items()):
        admitted = admit(about, tier_of, beside.retractions)
        against = contradicting(admitted, tier_of, beside)
        found += [_figure(id_, stage) for stage in stages(admitted, against)]
    return found


def _figure(id_: str, stage: Stage[FigureClaim]) -> Figure:
    everybody = range(len(stage.claims))
    said = [stage.claims[at] for at in heard(everybody, everybody, replacements(stage.claims))]
    chosen = max(said, key=lambda s: (s.rank, s.said_on, s.claim.id))
    numbers = [float(s.claim.value) for s in said]
    return Figure(
        id=id_,
        subject=chosen.claim.subject,
        metric=chosen.claim.metric,
        moment=chosen.claim.moment,
        value=float(chosen.claim.value),
        low=min(numbers),
        high=max(numbers),
        currency=chosen.claim.currency,
        approximate=bool(chosen.claim.approximate),
        status=chosen.claim.status,
        certainty=chosen.rank,
        disputed=_disputed(said, stage.against),
        known_from=stage.known_from,
        known_to=stage.known_to,
        floor_from=stage.floor_from,
        floor_to=stage.floor_to,
        claims=tuple(s.claim.id for s in stage.claims),
    )


def _disputed(said: Sequence[Admitted[FigureClaim]], against: Sequence[Admitted[Claim]]) -> bool:
    """Whether one of these claims contradicts another, or what was said of something else, by name."""
    return any(says_it_disputes(one, other) for one in said for other in said) or any(
        says_it_disputes(one, other) for one in said for other in against
    )
