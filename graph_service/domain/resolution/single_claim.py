"""The version of a relationship with a single claim, as most have: it is what that claim says.

`spells` gives the same version in ten times the time. A test compares the two for any claim.
"""

from typing import Any

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.dates import BEGINNING, END, day_after, first_day, last_day
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.relationship_types import ends
from graph_service.domain.resolution.admission import AdmittedClaim
from graph_service.domain.resolution.status import HOLDING
from graph_service.domain.resolution.validity import NEVER, Days
from graph_service.domain.resolution.values import Precedence, amount_fields, stake_fields


def version_of_single_claim(claim: RelationshipClaim, rank: int) -> RelationshipVersion:
    """The version of a relationship of which only this claim speaks; `rank` is the claim's certainty, 0 to 3."""
    subject, object_ = ends(claim.subject, claim.type, claim.object)
    valid, certain = _valid_and_certain(claim)
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
        **_stake_and_amount(claim, rank),
    )


def _valid_and_certain(claim: RelationshipClaim) -> tuple[Days, Days]:
    if claim.status not in HOLDING:
        return NEVER, NEVER
    is_over = claim.status == "ended"
    start, sure_start = BEGINNING, END if is_over else claim.known_on
    if claim.valid_from:
        start, sure_start = first_day(claim.valid_from), last_day(claim.valid_from)
    sure_end, end = (BEGINNING, claim.known_on) if is_over else (END, END)
    if claim.valid_to:
        sure_end, end = day_after(first_day(claim.valid_to)), day_after(last_day(claim.valid_to))
    valid = _days(start, end)
    return valid, _days(max(sure_start, valid.start), min(sure_end, valid.end))


def _days(start: str, end: str) -> Days:
    return Days(start, end) if start < end else NEVER


def _stake_and_amount(claim: RelationshipClaim, rank: int) -> dict[str, Any]:
    if claim.stake_percent is None and claim.amount is None:
        return {}
    statements = (AdmittedClaim(claim, rank, claim.known_on),)
    precedence = Precedence(frozenset(), {})
    return {**stake_fields(statements, precedence), **amount_fields(statements, precedence)}
