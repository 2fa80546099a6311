"""A relationship of which one claim alone speaks, as most are: there is nothing to weigh, and it is as that claim says.

This is what `spells` makes of one claim, in a tenth of its time; a test holds the two to be the same for any claim.
"""

from typing import Any

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.dates import BEGINNING, END, day_after, first_day, last_day
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.relationship_types import ends
from graph_service.domain.resolution.admission import Admitted
from graph_service.domain.resolution.spans import NEVER, Days
from graph_service.domain.resolution.status import HOLDING
from graph_service.domain.resolution.values import Weights, amount_of, stake_of


def version_of_one(claim: RelationshipClaim, rank: int) -> RelationshipVersion:
    """What the claim, admitted with this rank, comes to: it is known from its day on, to whom it is sure enough."""
    subject, object_ = ends(claim.subject, claim.type, claim.object)
    valid, certain = _windows(claim)
    return RelationshipVersion(
        subject=subject,
        type=claim.type,
        object=object_,
        known_from=claim.known_on,
        known_to=END,
        floor_from=0,
        floor_to=rank + 1,
        valid_from=valid.start,
        valid_to=valid.end,
        certain_from=certain.start,
        certain_to=certain.end,
        held_from=valid.start,
        held_to=valid.end,
        surely_from=certain.start,
        surely_to=certain.end,
        status=claim.status,
        certainty=rank,
        partial=claim.part is not None,
        claims=(claim.id,),
        direct=None if claim.direct == "unknown" else claim.direct,
        voting=None if claim.voting == "unknown" else claim.voting,
        services=(claim.service,) if claim.service else (),
        segment=claim.segment,
        segments=(claim.segment,) if claim.segment else (),
        role=claim.role,
        **_worth(claim, rank),
    )


def _windows(claim: RelationshipClaim) -> tuple[Days, Days]:
    if claim.status not in HOLDING:
        return NEVER, NEVER
    over = claim.status == "ended"
    earliest, surely_by = BEGINNING, END if over else claim.known_on
    if claim.valid_from:
        earliest, surely_by = first_day(claim.valid_from), last_day(claim.valid_from)
    surely, latest = (BEGINNING, claim.known_on) if over else (END, END)
    if claim.valid_to:
        surely, latest = day_after(first_day(claim.valid_to)), day_after(last_day(claim.valid_to))
    valid = _days(earliest, latest)
    return valid, _days(max(surely_by, valid.start), min(surely, valid.end))


def _days(start: str, end: str) -> Days:
    return Days(start, end) if start < end else NEVER


def _worth(claim: RelationshipClaim, rank: int) -> dict[str, Any]:
    if claim.stake_percent is None and claim.amount is None:
        return {}
    said = (Admitted(claim, rank, claim.known_on),)
    weights = Weights(frozenset(), {})
    return {**stake_of(said, weights), **amount_of(said, weights)}
