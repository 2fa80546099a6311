"""From claims to relationship versions and figures.

The order of the claims makes no difference, nor does a claim that is given twice. A claim that is reported later never
changes what could be read earlier.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph_service.domain.claim import Claim, FigureClaim, RelationshipClaim, certainty_rank
from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.entity import Lifetime
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.resolution.admission import (
    NO_CONTEXT,
    AdmittedClaim,
    ResolutionContext,
    Stage,
    TierOf,
    admit,
    admit_contradicting,
    either_disputes,
    stages,
)
from graph_service.domain.resolution.calendar import ALWAYS
from graph_service.domain.resolution.replacement import drop_replaced, find_replacements
from graph_service.domain.resolution.single_claim import version_of_single_claim
from graph_service.domain.resolution.spells import spells_of
from graph_service.domain.vocabulary import CERTAINTIES


def resolve(
    claims: Iterable[RelationshipClaim], tier_of: TierOf, context: ResolutionContext = NO_CONTEXT
) -> list[RelationshipVersion]:
    """The versions of every relationship that the claims are about, by relationship, floor, known day and spell."""
    by_relationship: dict[str, list[RelationshipClaim]] = defaultdict(list)
    for claim in claims:
        by_relationship[claim.relationship].append(claim)
    return [version for _, about in sorted(by_relationship.items()) for version in _versions(about, tier_of, context)]


def _versions(about: list[RelationshipClaim], tier_of: TierOf, context: ResolutionContext) -> list[RelationshipVersion]:
    lifetime = _lifetime(about[0], context)
    if len(about) == 1 and lifetime == ALWAYS:
        claim = about[0]
        retracted = context.retractions.known_until(claim) != END
        if not retracted and not context.contradictions.get(claim.id):
            return [version_of_single_claim(claim, certainty_rank(claim, tier_of(claim.source)))]
    admitted = admit(about, tier_of, context.retractions)
    contradicting = admit_contradicting(admitted, tier_of, context)
    return [version for stage in stages(admitted, contradicting) for version in spells_of(stage, lifetime)]


def resolve_on_day(
    claims: Iterable[RelationshipClaim], tier_of: TierOf, as_of: str, context: ResolutionContext = NO_CONTEXT
) -> RelationshipVersion | None:
    """What the claims about one relationship come to on a day, counting all of them; None if there are none."""
    admitted = admit(claims, tier_of)
    if not admitted:
        return None
    contradicting = admit_contradicting(admitted, tier_of, context)
    stage = Stage(admitted, contradicting, BEGINNING, END, 0, len(CERTAINTIES))
    spells = spells_of(stage, _lifetime(admitted[0].claim, context))
    return next(spell for spell in spells if spell.shown_from <= as_of < spell.shown_to)


def _lifetime(claim: RelationshipClaim, context: ResolutionContext) -> Lifetime:
    """The days on which both parties exist, as an interval."""
    if not context.lifetimes:
        return ALWAYS
    both = [context.lifetimes.get(end, ALWAYS) for end in (claim.subject, claim.object)]
    return max(start for start, _ in both), min(end for _, end in both)


def resolve_figures(
    claims: Iterable[FigureClaim], tier_of: TierOf, context: ResolutionContext = NO_CONTEXT
) -> list[Figure]:
    """The versions of every figure. A figure is one subject's metric at one moment, with one status."""
    by_figure: dict[str, list[FigureClaim]] = defaultdict(list)
    for claim in claims:
        by_figure[claim.about].append(claim)
    found = []
    for id_, about in sorted(by_figure.items()):
        admitted = admit(about, tier_of, context.retractions)
        contradicting = admit_contradicting(admitted, tier_of, context)
        found += [_figure(id_, stage) for stage in stages(admitted, contradicting)]
    return found


def _figure(id_: str, stage: Stage[FigureClaim]) -> Figure:
    everybody = range(len(stage.claims))
    heard = [stage.claims[at] for at in drop_replaced(everybody, everybody, find_replacements(stage.claims))]
    chosen = max(heard, key=lambda each: (each.rank, each.said_on, each.claim.id))
    numbers = [float(each.claim.value) for each in heard]
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
        disputed=_is_disputed(heard, stage.contradicting),
        known_from=stage.known_from,
        known_to=stage.known_to,
        floor_from=stage.floor_from,
        floor_to=stage.floor_to,
        claims=tuple(each.claim.id for each in stage.claims),
    )


def _is_disputed(heard: Sequence[AdmittedClaim[FigureClaim]], contradicting: Sequence[AdmittedClaim[Claim]]) -> bool:
    """Whether one of these claims disputes another, or a claim about something else disputes one or is disputed."""
    return any(either_disputes(one, other) for one in heard for other in heard) or any(
        either_disputes(one, other) for one in heard for other in contradicting
    )
