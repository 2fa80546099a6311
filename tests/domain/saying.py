"""Short ways for tests to say what a source said, and to ask what it comes to."""

from collections.abc import Collection, Iterable
from typing import Any

from msgspec.structs import asdict

from graph_service.domain.claim import FigureClaim, RelationshipClaim
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.resolution.admission import NO_CONTEXT, ResolutionContext
from graph_service.domain.resolution.resolve import resolve
from graph_service.domain.vocabulary import CERTAINTY_RANK, Certainty, Status, Tier

LATE = "2099-01-01"
"""A day by which everything that these tests say is known, and has happened."""


def contract(id_: str, status: Status = "active", on: str = "2025-06-27", **more: Any) -> RelationshipClaim:
    """Google is a client of Scale AI, says a source of its own unless `source` names one."""
    return _relationship(id_, "google", "CLIENT_OF", "scale-ai", status, on, {"service": "data_labelling", **more})


def holding(id_: str, status: Status = "active", on: str = "2025-06-27", **more: Any) -> RelationshipClaim:
    """Meta invests in Scale AI."""
    return _relationship(id_, "meta", "INVESTS_IN", "scale-ai", status, on, more)


def office(id_: str, status: Status = "active", on: str = "2025-06-27", **more: Any) -> RelationshipClaim:
    """A person works for Meta."""
    return _relationship(id_, "somebody", "WORKS_FOR", "meta", status, on, {"role": "CFO", **more})


def rivalry(id_: str, status: Status = "active", on: str = "2025-06-27", **more: Any) -> RelationshipClaim:
    """Google competes with Meta."""
    return _relationship(id_, "google", "COMPETES_WITH", "meta", status, on, {"segment": "ai_general", **more})


def valuation(id_: str, value: float, on: str = "2025-06-27", **more: Any) -> FigureClaim:
    """What Scale AI is said to be worth, in US dollars."""
    about = {"subject": "scale-ai", "metric": "valuation", "value": value, "currency": "USD"}
    return FigureClaim.model_validate({**_said(id_, "active", on), **about, **more})


def version(
    *claims: RelationshipClaim,
    known_at: str = LATE,
    floor: Certainty = "inferred",
    tier: Tier = "A",
    as_of: str = LATE,
    context: ResolutionContext = NO_CONTEXT,
) -> RelationshipVersion:
    """What the claims, all on one relationship, come to: the spell that is shown on a day."""
    found = visible(resolve(claims, lambda _: tier, context), known_at, CERTAINTY_RANK[floor], as_of)
    assert found is not None, "nothing was known by then, or nothing so sure"
    return found


def spells(
    *claims: RelationshipClaim,
    known_at: str = LATE,
    floor: Certainty = "inferred",
    tier: Tier = "A",
    context: ResolutionContext = NO_CONTEXT,
) -> list[RelationshipVersion]:
    """The spells that the claims, all on one relationship, come to."""
    return [v for v in resolve(claims, lambda _: tier, context) if _is_seen(v, known_at, CERTAINTY_RANK[floor])]


def held(found: Iterable[RelationshipVersion]) -> list[tuple[str, str]]:
    """The days on which each of the spells may hold."""
    return [(v.valid_from, v.valid_to) for v in found if v.valid_from < v.valid_to]


def surely_held(found: Iterable[RelationshipVersion]) -> list[tuple[str, str]]:
    """The days on which each of the spells surely holds, of those that do on any."""
    return [(v.certain_from, v.certain_to) for v in found if v.certain_from < v.certain_to]


def visible(
    versions: Iterable[RelationshipVersion], known_at: str, floor: int, as_of: str = LATE
) -> RelationshipVersion | None:
    """The one version that is read of a day, as known on a day and at a floor of certainty, if there is one."""
    seen = [v for v in versions if _is_seen(v, known_at, floor) and v.shown_from <= as_of < v.shown_to]
    assert len(seen) <= 1, "at most one version can be read"
    return seen[0] if seen else None


def visible_figure(figures: Iterable[Figure], known_at: str, floor: int) -> Figure | None:
    """The one version of a figure that is read on a day at a floor of certainty, if there is one."""
    seen = [figure for figure in figures if _is_seen(figure, known_at, floor)]
    assert len(seen) <= 1, "at most one version can be read"
    return seen[0] if seen else None


def _is_seen(derived: RelationshipVersion | Figure, known_at: str, floor: int) -> bool:
    return derived.known_from <= known_at < derived.known_to and derived.floor_from <= floor < derived.floor_to


def _relationship(
    id_: str, subject: str, type_: str, object_: str, status: Status, on: str, more: dict[str, Any]
) -> RelationshipClaim:
    ends = {"subject": subject, "type": type_, "object": object_}
    return RelationshipClaim.model_validate({**_said(id_, status, on), **ends, **more})


def _said(id_: str, status: Status, on: str) -> dict[str, Any]:
    return {
        "id": id_,
        "status": status,
        "certainty": "stated",
        "reported_on": on,
        "attribution": "Reuters, citing sources",
        "source": f"source-of-{id_}",
        "note": {"en": "Our own words."},
    }


def all_but(derived: RelationshipVersion | Figure, names: Collection[str]) -> dict[str, Any]:
    """What a version or figure says but for these fields."""
    return {name: value for name, value in asdict(derived).items() if name not in names}
