"""From claims to relationship versions and figures: pure, the same for every store.

Order-independent, idempotent, and monotone in known time: a claim reported later never changes
what could be read earlier.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from graph_service.domain.admitted import Stage, admit, stages
from graph_service.domain.claim import FigureClaim, RelationshipClaim
from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import ends
from graph_service.domain.status import GOING_ON, front_of
from graph_service.domain.values import values
from graph_service.domain.vocabulary import CERTAINTIES, Tier
from graph_service.domain.window import windows

TierOf = Callable[[str], Tier]
"""The tier of a source, by its id."""


def resolve(claims: Iterable[RelationshipClaim], tier_of: TierOf) -> list[RelationshipVersion]:
    """The versions of every relationship the claims speak of, by relationship, floor and day."""
    by_relationship: dict[str, list[RelationshipClaim]] = defaultdict(list)
    for claim in claims:
        by_relationship[claim.relationship].append(claim)
    return [_version(stage) for _, about in sorted(by_relationship.items()) for stage in stages(admit(about, tier_of))]


def come_to(claims: Iterable[RelationshipClaim], tier_of: TierOf) -> RelationshipVersion | None:
    """What these claims about one relationship come to, all of them known and sure enough; none come to nothing."""
    admitted = admit(claims, tier_of)
    return _version(Stage(admitted, BEGINNING, END, 0, len(CERTAINTIES))) if admitted else None


def _version(stage: Stage[RelationshipClaim]) -> RelationshipVersion:
    first = stage.claims[0].claim
    subject, object_ = ends(first.subject, first.type, first.object)
    whole = [s for s in stage.claims if not s.claim.part]
    # A part never changes the status of the whole; where only parts are known, they are all there is.
    deciding = whole or stage.claims
    front = front_of(deciding)
    valid, certain = windows(deciding, front)
    return RelationshipVersion(
        id=first.relationship,
        subject=subject,
        type=first.type,
        object=object_,
        known_from=stage.known_from,
        known_to=stage.known_to,
        floor_from=stage.floor_from,
        floor_to=stage.floor_to,
        valid_from=valid.start,
        valid_to=valid.end,
        certain_from=certain.start,
        certain_to=certain.end,
        status=front.status,
        certainty=front.certainty,
        disputed=front.disputed,
        partial=not whole,
        pending=tuple(s.claim.id for s in front.pending if front.status in GOING_ON),
        claims=tuple(s.claim.id for s in stage.claims),
        **values(deciding, front),
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
