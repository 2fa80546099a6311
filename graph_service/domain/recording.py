"""When a claim entered our data: told by the file, or, where its date isn't over yet, the day of loading."""

from graph_service.domain.claim import Claim
from graph_service.domain.dates import last_day


def recorded(claim: Claim, before: Claim | None, today: str) -> Claim:
    """The claim as the graph keeps it; `before` is the one that the graph has by this id, if any.

    A partial date counts from its last day. While that lies ahead, the claim is known from the day it was recorded,
    which is today if its file names no other. What was recorded stays so: a file that is loaded again says the same.
    """
    if claim.recorded_on is not None or claim.reported_on is None:
        return claim
    if before is not None and claim == before.model_copy(update={"recorded_on": None}):
        return before
    if last_day(claim.reported_on) <= today:
        return claim
    return claim.model_copy(update={"recorded_on": today})
