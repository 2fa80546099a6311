"""The day on which a claim entered our data: its file names it, or else it may be the day of loading."""

from graph_service.domain.claim import Claim
from graph_service.domain.dates import last_day


def with_recorded_on(claim: Claim, before: Claim | None, today: str) -> Claim:
    """The claim as the graph keeps it. `before` is the graph's claim with this id, if there is one.

    A partial `reported_on` counts from its last day. While that lies ahead, the claim is known from the day it was
    recorded: today, unless its file says otherwise. If the same file is loaded again, the first day stays.
    """
    if claim.recorded_on is not None or claim.reported_on is None:
        return claim
    if before is not None and claim == before.model_copy(update={"recorded_on": None}):
        return before
    if last_day(claim.reported_on) <= today:
        return claim
    return claim.model_copy(update={"recorded_on": today})
