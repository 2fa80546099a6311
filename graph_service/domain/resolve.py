"""From claims to relationship versions and figures: pure, the same for every store.

Order-independent, idempotent, and monotone in known time: a claim reported later never changes
what could be read earlier.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from graph_service.domain.admitted import Stage, admit, stages
from graph_service.domain.claim import FigureClaim, RelationshipClaim, certainty_rank
from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.lone import version_of_one
from graph_service.domain.parts import footing
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import ends
from graph_service.domain.values import values
from graph_service.domain.vocabulary import CERTAINTIES, Tier

TierOf = Callable[[str], Tier]
"""The tier of a source, by its id."""


def resolve(claims: Iterable[RelationshipClaim], tier_of: TierOf) -> list[RelationshipVersion]:
    """The versions of every relationship the claims speak of, by relationship, floor and day."""
    by_relationship: dict[str, list[RelationshipClaim]] = defaultdict(list)
    for claim in claims:
        by_relationship[claim.relationship].append(claim)
    return [version for _, about in sorted(by_relationship.items()) for version in _versions(about, tier_of)]


def _versions(about: list[RelationshipClaim], tier_of: TierOf) -> list[RelationshipVersion]:
    if len(about) == 1:
        claim = about[0]
        return [version_of_one(claim, certainty_rank(claim, tier_of(claim.source)))]
    return [_version(stage) for stage in stages(admit(about, tier_of))]


def come_to(claims: Iterable[RelationshipClaim], tier_of: TierOf) -> RelationshipVersion | None:
    """What these claims about one relationship come to, all of them known and sure enough; none come to nothing."""
    admitted = admit(claims, tier_of)
    return _version(Stage(admitted, BEGINNING, END, 0, len(CERTAINTIES))) if admitted else None


def _version(stage: Stage[RelationshipClaim]) -> RelationshipVersion:
    first = stage.claims[0].claim
    subject, object_ = ends(first.subject, first.type, first.object)
    on = footing(stage.claims)
    return RelationshipVersion(
        subject=subject,
        type=first.type,
        object=object_,
        known_from=stage.known_from,
        known_to=stage.known_to,
        floor_from=stage.floor_from,
        floor_to=stage.floor_to,
        valid_from=on.valid.start,
        valid_to=on.valid.end,
        certain_from=on.certain.start,
        certain_to=on.certain.end,
        status=on.front.status,
        certainty=on.front.certainty,
        disputed=on.front.disputed,
        partial=all(s.claim.part for s in stage.claims),
        pending=tuple(s.claim.id for s in on.pending),
        claims=tuple(s.claim.id for s in stage.claims),
        **values(on.said, on.front),
    )


def resolve_figures(claims: Iterable[FigureClaim], tier_of: TierOf) -> list[Figure]:
    """The versions of every figure: one for each subject, metric, moment and status."""
    by_figure: dict[str, list[FigureClaim]] = defaultdict(list)
    for claim in claims:
        by_figure[figure_id(claim)].append(claim)
    return [_figure(id_, stage) for id_, about in sorted(by_figure.items()) for stage in stages(admit(about, tier_of))]


def figure_id(claim: FigureClaim) -> str:
    """`scale-ai:valuation:2025-06-27`, with the currency and, unless it is active, the status at the end."""
    words = [claim.subject, claim.metric, claim.moment]
    words += [claim.currency] if claim.currency else []
    words += [] if claim.status == "active" else [claim.status]
    return ":".join(words)


def _figure(id_: str, stage: Stage[FigureClaim]) -> Figure:
    chosen = max(stage.claims, key=lambda s: (s.rank, s.said_on, s.claim.id))
    numbers = [float(s.claim.value) for s in stage.claims]
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
        known_from=stage.known_from,
        known_to=stage.known_to,
        floor_from=stage.floor_from,
        floor_to=stage.floor_to,
        claims=tuple(s.claim.id for s in stage.claims),
    )
