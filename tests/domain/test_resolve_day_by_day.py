"""`resolve` says of every day, and of days in a row, what the oracle says, as known on every day, at every floor."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from graph_service.domain.claim import Claim, RelationshipClaim
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.resolution.resolve import resolve
from graph_service.domain.vocabulary import CERTAINTIES
from tests.domain.claim_days import Day, first_day, known_on, last_day
from tests.domain.day_by_day import Reading, reader
from tests.domain.resolved_by_day import VALUES, alike, as_read, context_of, seen, told_of
from tests.domain.saying import contract
from tests.domain.spells_by_day import Spell, spells_by_day
from tests.strategies import (
    CONFLICT,
    dated_histories,
    figure_claims,
    histories,
    tier_of,
)

Claims = list[RelationshipClaim]
FLOORS = range(len(CERTAINTIES))


@dataclass(frozen=True)
class Case:
    """Claims about one relationship, and what bears on it beside: words taken back, other claims, its ends' lives."""

    claims: list[RelationshipClaim]
    elsewhere: list[Claim]
    withdrawn: dict[str, str]
    mistaken: list[str]
    lifetimes: list[tuple[str | None, str | None]]

    @property
    def more(self) -> dict[str, Any]:
        """What bears on the claims."""
        return {name: value for name, value in vars(self).items() if name != "claims"}


@st.composite
def entangled_histories(draw: st.DrawFn) -> Claims:
    """Claims of few sources, many of parts, which often name each other."""
    drawn = draw(dated_histories())
    ids = [claim.id for claim in drawn]
    named = st.lists(st.sampled_from(ids), max_size=2, unique=True)
    parts = st.sampled_from([None, "the first tranche", "the second tranche"])
    few = st.sampled_from(["s0", "s1"])

    def others(claim: RelationshipClaim) -> tuple[str, ...]:
        return tuple(other for other in draw(named) if other != claim.id)

    return [
        claim.model_copy(
            update={"source": draw(few), "part": draw(parts), "disputes": others(claim), "supersedes": others(claim)}
        )
        for claim in drawn
    ]


HISTORIES = histories() | dated_histories() | entangled_histories()


@st.composite
def cases(draw: st.DrawFn) -> Case:
    claims = draw(dated_histories(max_size=4) | entangled_histories())
    ids = {claim.id for claim in claims}
    others = [claim for claim in draw(histories(CONFLICT[5], max_size=3)) if claim.id not in ids]
    elsewhere: list[Claim] = [*others, *draw(st.lists(figure_claims(), max_size=1))]
    taken_back = draw(
        st.lists(st.sampled_from([*sorted(ids), *(c.id for c in elsewhere), "s0"]), max_size=2, unique=True)
    )
    days = draw(st.lists(st.sampled_from([None, "2022-03-01", "2024-06-30", "2025-07-02"]), min_size=2, max_size=2))
    lives = st.sampled_from([(None, None), (None, None), ("2021", None), (None, "2024-02"), ("2022-02-28", "2024")])
    on = dict(zip(taken_back, days, strict=False))
    return Case(
        claims=claims,
        elsewhere=elsewhere,
        withdrawn={of: day for of, day in on.items() if day},
        mistaken=[of for of, day in on.items() if not day],
        lifetimes=[draw(lives), draw(lives)],
    )


def days_that_matter(claims: Claims, lives: Iterable[str] = ()) -> list[date]:
    """Every first and last day of a date, every day on which a claim was known, and the days beside."""
    partial = [*lives, *(text for claim in claims for text in (claim.valid_from, claim.valid_to) if text)]
    days = {date.min, *map(first_day, partial), *map(last_day, partial), *map(known_on, claims)}
    nearby = {day + timedelta(days=by) for day in days for by in (-1, 0, 1) if day > date.min}
    return sorted(days | nearby)


def days_of_news(claims: Iterable[Claim]) -> list[str]:
    return sorted({known_on(claim).isoformat() for claim in claims})


RENEWED_ON_THE_DAY_IT_ENDED = [
    contract("c0", "ended", valid_from="2020-03-01", valid_to="2024-01-01", on="2024-01-05", source="s0"),
    contract("c1", valid_from="2024-01-01", on="2024-01-10", source="s1"),
]
OVER_BEFORE_IT_BEGAN = [
    contract("c0", on="2024-12-31", source="s0"),
    contract("c1", "ended", valid_from="2025-01-31", on="2024-12-31", source="s1"),
]


@given(HISTORIES)
@example(RENEWED_ON_THE_DAY_IT_ENDED)
@example(OVER_BEFORE_IT_BEGAN)
def test_every_day_is_read_as_a_person_would(claims: Claims) -> None:
    versions = resolve(claims, tier_of)
    for known_at in days_of_news(claims):
        for floor in FLOORS:
            assert_read_alike(seen(versions, known_at, floor), reader(claims, tier_of, known_at, floor), claims)


@given(cases())
def test_every_day_is_read_as_a_person_would_with_what_is_beside(case: Case) -> None:
    versions = resolve(case.claims, tier_of, context_of(case.claims, **case.more))
    lives = [text for life in case.lifetimes for text in life if text]
    for known_at in sorted({*days_of_news([*case.claims, *case.elsewhere]), *case.withdrawn.values()}):
        for floor in FLOORS:
            reads = reader(case.claims, tier_of, known_at, floor, **case.more)
            assert_read_alike(seen(versions, known_at, floor), reads, case.claims, lives)


@given(HISTORIES)
def test_days_read_alike_are_one_spell(claims: Claims) -> None:
    versions = resolve(claims, tier_of)
    days = days_that_matter(claims)
    for known_at in days_of_news(claims):
        for floor in FLOORS:
            reads = reader(claims, tier_of, known_at, floor)
            spells = spells_by_day(reads, days) if reads else []
            assert [as_a_spell(v) for v in seen(versions, known_at, floor)] == spells, (known_at, floor)


def assert_read_alike(
    versions: list[RelationshipVersion],
    reads: Callable[[Day], Reading] | None,
    claims: Claims,
    lives: Iterable[str] = (),
) -> None:
    """On every day that matters the version that is shown says what is read."""
    for day in days_that_matter(claims, lives):
        told, read = told_of(day.isoformat(), versions), as_read(reads(day) if reads else None)
        assert alike(told, read), (day, told, read)


def as_a_spell(version: RelationshipVersion) -> Spell:
    return Spell(
        valid=(date.fromisoformat(version.valid_from), date.fromisoformat(version.valid_to)),
        certain=(date.fromisoformat(version.certain_from), date.fromisoformat(version.certain_to)),
        shown_from=date.fromisoformat(version.shown_from),
        claims=set(version.claims),
        outcome={name: getattr(version, name) for name in VALUES},
    )
