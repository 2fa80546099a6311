"""What `resolve` says of one day, in the words of the oracle in `day_by_day`."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from graph_service.domain.claim import Claim, RelationshipClaim
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.resolution.admission import ResolutionContext, Retractions
from graph_service.domain.retraction import Retraction
from tests.domain.claim_days import BEGINNING, END, day_after, first_day, last_day
from tests.domain.day_by_day import Reading
from tests.strategies import NOTE

VALUES = [name for name in Reading.__dataclass_fields__ if name not in ("held", "speaking")]


def context_of(
    claims: Collection[RelationshipClaim],
    *,
    withdrawn: Mapping[str, str] | None = None,
    mistaken: Collection[str] = (),
    elsewhere: Iterable[Claim] = (),
    lifetimes: Iterable[tuple[str | None, str | None]] = (),
) -> ResolutionContext:
    """The context of the claims, as the resolver takes it."""
    elsewhere = list(elsewhere)
    sources = {claim.source for claim in (*claims, *elsewhere)}
    taken_back = {**dict.fromkeys(mistaken), **(withdrawn or {})}
    named = {
        claim.id: [other for other in elsewhere if other.id in claim.disputes or claim.id in other.disputes]
        for claim in claims
    }
    ends = {end: None for claim in claims for end in (claim.subject, claim.object)}
    lives = {
        end: (
            (first_day(founded) if founded else BEGINNING).isoformat(),
            (day_after(last_day(dissolved)) if dissolved else END).isoformat(),
        )
        for end, (founded, dissolved) in zip(ends, lifetimes, strict=False)
    }
    return ResolutionContext(
        Retractions(_retraction(of, on, of in sources) for of, on in taken_back.items()), named, lives
    )


def _retraction(of: str, on: str | None, of_source: bool) -> Retraction:
    about = {"source" if of_source else "claim": of, "kind": "withdrawn" if on else "mistaken", "on": on}
    return Retraction.model_validate({"id": f"r-{of}", **about, "note": NOTE})


def seen(versions: Iterable[RelationshipVersion], known_at: str, floor: int) -> list[RelationshipVersion]:
    """The versions of one known day and one floor."""
    return [v for v in versions if v.known_from <= known_at < v.known_to and v.floor_from <= floor < v.floor_to]


def told_of(day: str, versions: Collection[RelationshipVersion]) -> dict[str, Any] | None:
    """What the one version of those that can be seen says which is shown on a day."""
    found = [v for v in versions if v.shown_from <= day < v.shown_to]
    assert len(found) == bool(versions), "on each day one version is shown"
    return {"held": found[0].verdict(day), **{name: getattr(found[0], name) for name in VALUES}} if found else None


def as_read(reading: Reading | None) -> dict[str, Any] | None:
    """The same of a reading."""
    if reading is None:
        return None
    return {name: value for name, value in asdict(reading).items() if name != "speaking"}


def alike(told: dict[str, Any] | None, read: dict[str, Any] | None) -> bool:
    """Whether the two say the same; where it doesn't hold, nothing more is compared."""
    if told and read and told["held"] == read["held"] == "no":
        return True
    return told == read
