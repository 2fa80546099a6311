"""`resolve` says of every day, and of days in a row, what the oracle says, as known on every day, at every floor."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from graph_service.domain.claim import Claim, RelationshipClaim
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.resolution.admission import Beside, Retractions
from graph_service.domain.resolution.resolve import resolve
from graph_service.domain.retraction import Retraction
from graph_service.domain.vocabulary import CERTAINTIES
from tests.domain.claim_days import Day, day_after, first_day, known_on, last_day
from tests.domain.day_by_day import Reading, reader
from tests.domain.saying import contract
from tests.domain.spells_by_day import Spell, spells_by_day
from tests.strategies import (
    CONFLICT,
    NOTE,
    TIERS,
    dated_histories,
    figure_claims,
    histories,
    tier_of,
)

Claims = list[RelationshipClaim]
FLOORS = range(len(CERTAINTIES))
VALUES = [name for name in Reading.__dataclass_fields__ if name not in ("held", "speaking")]


@dataclass(frozen=True)
class Case:
    """Claims about one relationship, and what bears on it beside: words taken back, other claims, its ends' lives."""

    claims: list[RelationshipClaim]
    elsewhere: list[Claim]
    withdrawn: dict[str, str]
    mistaken: list[str]
    lifetimes: list[tuple[str | None, str | None]]

    @property
    def beside(self) -> Beside:
        """The same as the resolver is told it."""
        named = {
            claim.id: [e for e in self.elsewhere if e.id in claim.disputes or claim.id in e.disputes]
            for claim in self.claims
        }
        lives = {
            end: (first_day(founded or "1000").isoformat(), day_after(last_day(dissolved or "9998")).isoformat())
            for end, (founded, dissolved) in zip(self._ends, self.lifetimes, strict=True)
        }
        return Beside(Retractions(map(self._retraction, [*self.withdrawn, *self.mistaken])), named, lives)

    @property
    def _ends(self) -> tuple[str, str]:
        return self.claims[0].subject, self.claims[0].object

    def _retraction(self, of: str) -> Retraction:
        on = self.withdrawn.get(of)
        about = {"source": of} if of in TIERS else {"claim": of}
        kind = "withdrawn" if on else "mistaken"
        return Retraction.model_validate({"id": f"r-{of}", **about, "kind": kind, "on": on, "note": NOTE})


@st.composite
def cases(draw: st.DrawFn) -> Case:
    claims = draw(dated_histories(max_size=4))
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
    beside = {day + timedelta(days=by) for day in days for by in (-1, 0, 1) if day > date.min}
    return sorted(days | beside)


def days_of_news(claims: Iterable[Claim]) -> list[str]:
    return sorted({known_on(claim).isoformat() for claim in claims})


def seen(versions: Iterable[RelationshipVersion], known_at: str, floor: int) -> list[RelationshipVersion]:
    return [v for v in versions if v.known_from <= known_at < v.known_to and v.floor_from <= floor < v.floor_to]


def shown(versions: list[RelationshipVersion], day: str) -> RelationshipVersion | None:
    """The one version that is shown on a day, of those that can be seen."""
    found = [v for v in versions if v.shown_from <= day < v.shown_to]
    assert len(found) == bool(versions), "on each day one version is shown"
    return found[0] if found else None


def as_the_oracle_says_it(version: RelationshipVersion | None, day: str) -> dict[str, object] | None:
    """What a version says of a day. Where it doesn't hold, nothing more is compared."""
    if version is None:
        return None
    held = version.verdict(day)
    return {"held": held} if held == "no" else {"held": held, **{name: getattr(version, name) for name in VALUES}}


def as_read(reading: Reading | None) -> dict[str, object] | None:
    if reading is None:
        return None
    if reading.held == "no":
        return {"held": "no"}
    return {name: value for name, value in asdict(reading).items() if name != "speaking"}


RENEWED_ON_THE_DAY_IT_ENDED = [
    contract("c0", "ended", valid_from="2020-03-01", valid_to="2024-01-01", on="2024-01-05", source="s0"),
    contract("c1", valid_from="2024-01-01", on="2024-01-10", source="s1"),
]
OVER_BEFORE_IT_BEGAN = [
    contract("c0", on="2024-12-31", source="s0"),
    contract("c1", "ended", valid_from="2025-01-31", on="2024-12-31", source="s1"),
]


@given(histories() | dated_histories())
@example(RENEWED_ON_THE_DAY_IT_ENDED)
@example(OVER_BEFORE_IT_BEGAN)
def test_every_day_is_read_as_a_person_would(claims: Claims) -> None:
    versions = resolve(claims, tier_of)
    for known_at in days_of_news(claims):
        for floor in FLOORS:
            assert_read_alike(seen(versions, known_at, floor), reader(claims, tier_of, known_at, floor), claims)


@given(cases())
def test_every_day_is_read_as_a_person_would_with_what_is_beside(case: Case) -> None:
    versions = resolve(case.claims, tier_of, case.beside)
    lives = [text for life in case.lifetimes for text in life if text]
    for known_at in sorted({*days_of_news([*case.claims, *case.elsewhere]), *case.withdrawn.values()}):
        for floor in FLOORS:
            reads = reader(
                case.claims,
                tier_of,
                known_at,
                floor,
                withdrawn=case.withdrawn,
                mistaken=case.mistaken,
                elsewhere=case.elsewhere,
                lifetimes=case.lifetimes,
            )
            assert_read_alike(seen(versions, known_at, floor), reads, case.claims, lives)


@given(histories() | dated_histories())
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
        reading = reads(day) if reads else None
        told = as_the_oracle_says_it(shown(versions, day.isoformat()), day.isoformat())
        assert told == as_read(reading), day


def as_a_spell(version: RelationshipVersion) -> Spell:
    return Spell(
        valid=(date.fromisoformat(version.valid_from), date.fromisoformat(version.valid_to)),
        certain=(date.fromisoformat(version.certain_from), date.fromisoformat(version.certain_to)),
        shown_from=date.fromisoformat(version.shown_from),
        claims=set(version.claims),
        outcome={name: getattr(version, name) for name in VALUES},
    )
