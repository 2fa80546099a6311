"""Random facts for property tests: few parties, few sources, few days, so that claims meet each other.

Every reference of a drawn graph exists, and every claim is one that its type and the kinds allow:
what is drawn here loads. Draws are small; what matters is how claims combine, not how many there are.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from graph_service.domain.claim import Claim, FigureClaim, RelationshipClaim
from graph_service.domain.entity import Entity
from graph_service.domain.facts import Facts
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TypeName
from graph_service.domain.retraction import Retraction
from graph_service.domain.source import Source
from graph_service.domain.vocabulary import (
    CERTAINTIES,
    HEADCOUNTS,
    PERIOD_METRICS,
    STATUSES,
    EntityKind,
    Metric,
    Status,
    Tier,
)

KINDS: dict[str, EntityKind] = {
    "e0": "company",
    "e1": "lab",
    "e2": "company",
    "e3": "fund",
    "e4": "group",
    "e5": "person",
    "e6": "product",
}
TIERS: dict[str, Tier] = {"s0": "A", "s1": "B", "s2": "C"}
CLAIM_IDS = [f"c{number}" for number in range(10)]
FIGURE_IDS = [f"f{number}" for number in range(5)]

Triple = tuple[str, TypeName, str]
ALLOWED: list[Triple] = [
    (subject, type_, object_)
    for type_, entry in RELATIONSHIP_TYPES.items()
    for subject, from_kind in KINDS.items()
    for object_, to_kind in KINDS.items()
    if subject != object_ and from_kind in entry.from_kinds and to_kind in entry.to_kinds
]
# Two clients, their vendor, and a competitor that holds a part of it, directly and through a fund:
# drawn often, since claims at random would seldom come to a conflict.
CONFLICT: list[Triple] = [
    ("e0", "CLIENT_OF", "e1"),
    ("e0", "COMPETES_WITH", "e2"),
    ("e2", "INVESTS_IN", "e1"),
    ("e2", "INVESTS_IN", "e3"),
    ("e3", "INVESTS_IN", "e1"),
    ("e3", "CLIENT_OF", "e1"),
    ("e3", "COMPETES_WITH", "e2"),
]
TRIPLES = st.sampled_from(CONFLICT) | st.sampled_from(CONFLICT) | st.sampled_from(ALLOWED)
STATUSES_DRAWN: list[Status] = ["active", "active", "active", *STATUSES]

# `valid_from` and `valid_to`, each pair one that a claim may carry.
VALIDITY: list[tuple[str | None, str | None]] = [
    (None, None),
    ("2023", None),
    ("2024-06", None),
    ("2025-01-31", None),
    (None, "2024"),
    (None, "2025-06-12"),
    ("2023", "2024-06"),
    ("2024-06", "2024"),
    ("2024-02-29", "2026-12-31"),
    ("2025-06-13", "2025-06-13"),
]
# `reported_on` and `recorded_on`: a claim has one at least.
REPORTED: list[tuple[str | None, str | None]] = [
    ("2024", None),
    ("2025-06", None),
    ("2025-06-13", None),
    ("2025-06-13", "2025-07-01"),
    ("2025-06-27", None),
    ("2025", "2025-06-27"),
    (None, "2025-07-01"),
]
# The same of claims with a past: periods that follow, touch, overlap and enclose each other, told early and late.
PERIODS: list[tuple[str | None, str | None]] = [
    (None, None),
    (None, "2021"),
    (None, "2022-02-28"),
    ("2020", None),
    ("2020", "2024"),
    ("2020-01-01", "2021-06-30"),
    ("2021", "2021"),
    ("2021-06-30", None),
    ("2021-07-01", "2022-02"),
    ("2022-02-28", None),
    ("2023", None),
    ("2024-02-29", "2024-02-29"),
    ("2024-03-01", None),
]
TOLD: list[tuple[str | None, str | None]] = [
    ("2020-06", None),
    ("2021-06-30", None),
    ("2021", None),
    ("2022-03-01", None),
    ("2023-07-01", None),
    ("2024-03-01", None),
    ("2024", "2024-03-02"),
    (None, "2022-03-01"),
]
TEXTS: list[dict[str, str]] = [
    {"en": "Google", "ar": "غوغل"},
    {"en": "Google Cloud"},
    {"en": "OpenAI", "ar": "أوبن إيه آي"},
    {"ar": "الشَّركةُ الأُولى"},
    {"ar": "شركـــة أولي"},
    {"en": "Société Générale"},
    {"en": "X.AI Corp.", "ar": "إكس إيه آي"},
    {"en": 'O\'Brien "AI" {id: $id}) DETACH DELETE n //'},
    {"en": "<b>Meta</b> & Söhne", "ar": "ميتا\u200f"},
    {"en": "東京エレクトロン", "ar": "مؤسسة الذكاء ٤٢"},
    {"en": "a" * 300},
]
ALIASES: list[tuple[str, ...]] = [(), ("GOOGL",), ("جوجل", "Gogle"), ("C++",)]
AMOUNTS: list[dict[str, Any]] = [
    {"value": 200_000_000, "currency": "USD", "basis": "paid"},
    {"value": 150_000_000.5, "currency": "USD", "basis": "paid", "approximate": True},
    {"min": 100_000_000, "max": 300_000_000, "currency": "USD", "basis": "paid", "period": "2024"},
    {"max": 200_000_000, "currency": "USD", "basis": "up_to"},
    {"value": 9_000_000, "currency": "EUR", "basis": "round_total"},
]
STAKES: list[Any] = [
    5,
    49,
    49.5,
    100,
    {"min": 10, "max": 30},
    {"max": 10},
    {"min": 51},
    {"min": 50, "exclusive_min": True},
]
REVENUES: list[dict[str, Any]] = [
    {"percent": 17.25, "of": "revenue", "period": "2024"},
    {"percent": {"min": 10, "max": 30}, "of": "earnings", "period": "2024"},
    {"amount": 150_000_000, "currency": "USD", "approximate": True, "of": "earnings", "period": "2024"},
]
FIELDS: dict[str, list[Any]] = {
    "stake_percent": STAKES,
    "direct": [True, False, "unknown"],
    "voting": [True, False, "unknown"],
    "amount": AMOUNTS,
    "service": ["data_labelling", "compute", "models"],
    "revenue": REVENUES,
    "segment": ["foundation_models", "ai_general", "cloud"],
    "role": ["CFO", "عضو مجلس الإدارة"],
}
NOT_OF_THE_DENIED = {"stake_percent", "direct", "voting", "amount", "revenue"}
NOTE = {"en": "Our own words.", "ar": "بكلماتنا."}

# Made once, since making a strategy costs more than drawing from it.
_REQUIRED = {name: st.sampled_from(values) for name, values in FIELDS.items()}
_OPTIONAL = {name: st.sampled_from([None, None, *values]) for name, values in FIELDS.items()}
_PART = st.sampled_from([None, None, None, None, "the first tranche", "the second tranche"])
_STATUS = st.sampled_from(STATUSES_DRAWN)
_CERTAINTY = st.sampled_from(CERTAINTIES)
_VALIDITY = st.sampled_from(VALIDITY)
_REPORTED = st.sampled_from(REPORTED)
_PERIOD = st.sampled_from(PERIODS)
_TOLD = st.sampled_from(TOLD)
_SOURCE = st.sampled_from(list(TIERS))


def tier_of(source: str) -> Tier:
    """The tier of a drawn source."""
    return TIERS[source]


@st.composite
def claims(draw: st.DrawFn, about: Triple | None = None, id_: str | None = None) -> RelationshipClaim:
    """A claim about any relationship that the kinds allow, or about the one named."""
    subject, type_, object_ = about or draw(TRIPLES)
    said = _said(draw, CLAIM_IDS, id_)
    entry = RELATIONSHIP_TYPES[type_]
    refused = NOT_OF_THE_DENIED if said["status"] == "denied" else set()
    fields = {
        name: draw((_REQUIRED if name in entry.required else _OPTIONAL)[name])
        for name in entry.fields
        if name not in refused
    }
    return RelationshipClaim.model_validate(
        {**said, **fields, "subject": subject, "type": type_, "object": object_, "part": draw(_PART)}
    )


@st.composite
def figure_claims(draw: st.DrawFn) -> FigureClaim:
    """A claim about a number of a company, lab or fund."""
    metrics: list[Metric] = ["valuation", "revenue", "net_income", "employees"]
    metric = draw(st.sampled_from(metrics))
    return FigureClaim.model_validate(
        {
            **_said(draw, FIGURE_IDS),
            "subject": draw(st.sampled_from(["e0", "e1"])),
            "metric": metric,
            "value": draw(st.sampled_from([900, 870_000_000, 29_000_000_000])),
            "approximate": draw(st.sampled_from([None, True])),
            "currency": None if metric in HEADCOUNTS else draw(st.sampled_from(["USD", "USD", "SAR"])),
            "period": draw(st.sampled_from(["2024", "2025-Q1"])) if metric in PERIOD_METRICS else None,
        }
    )


def histories(
    about: Triple = CONFLICT[0], *, min_size: int = 1, max_size: int = 6
) -> st.SearchStrategy[list[RelationshipClaim]]:
    """Claims about one relationship, no two with one id."""
    return st.lists(claims(about), min_size=min_size, max_size=max_size, unique_by=lambda claim: claim.id)


@st.composite
def dated_histories(draw: st.DrawFn, *, max_size: int = 5) -> list[RelationshipClaim]:
    """Claims about one relationship over some years: renewals, ends, later words of a source, corrections."""
    about = draw(st.sampled_from([CONFLICT[0], CONFLICT[1], CONFLICT[2], CONFLICT[2]]))
    drawn = draw(histories(about, max_size=max_size))
    ids = [claim.id for claim in drawn]
    superseded = st.sampled_from([*[()] * 2 * len(ids), *zip(ids)])
    return [_with_a_past(draw, claim, draw(superseded)) for claim in drawn]


def _with_a_past(draw: st.DrawFn, claim: RelationshipClaim, superseded: tuple[str, ...]) -> RelationshipClaim:
    told = zip(("reported_on", "recorded_on"), draw(_TOLD), strict=True)
    period = (None, None) if claim.status == "called_off" else draw(_PERIOD)
    past = {**dict(told), **dict(zip(("valid_from", "valid_to"), period, strict=True))}
    others = [other for other in superseded if other != claim.id]
    return RelationshipClaim.model_validate({**claim.model_dump(), **past, "supersedes": others})


def claim_lists(*, min_size: int = 0, max_size: int = 8) -> st.SearchStrategy[list[RelationshipClaim]]:
    """Claims about any relationships, no two with one id."""
    return st.lists(claims(), min_size=min_size, max_size=max_size, unique_by=lambda claim: claim.id)


def entities() -> st.SearchStrategy[list[Entity]]:
    """All the parties that claims are drawn about, with names drawn for each."""
    named = st.tuples(st.sampled_from(TEXTS), st.sampled_from(ALIASES))
    return st.tuples(*(named for _ in KINDS)).map(
        lambda drawn: [
            Entity(id=id_, kind=kind, names=names, aliases=aliases)
            for (id_, kind), (names, aliases) in zip(KINDS.items(), drawn, strict=True)
        ]
    )


def sources() -> list[Source]:
    """One source of each tier."""
    return [
        Source(id=id_, publisher=f"Publisher of tier {tier}", tier=tier, published="2025-06-27", language="en")
        for id_, tier in TIERS.items()
    ]


@st.composite
def graphs(draw: st.DrawFn, *, max_claims: int = 6, max_figures: int = 2) -> Facts:
    """Facts that load: unique ids, references that exist, kinds that the types allow."""
    conflict = zip(CONFLICT, CLAIM_IDS[:3], strict=False) if draw(st.booleans()) else ()
    figures = st.lists(figure_claims(), max_size=max_figures, unique_by=lambda claim: claim.id)
    said: list[Claim] = [
        *draw(claim_lists(max_size=max_claims)),
        *(draw(claims(about, id_)) for about, id_ in conflict),
        *draw(figures),
    ]
    drawn = {claim.id: claim for claim in said}
    return Facts(
        entities={entity.id: entity for entity in draw(entities())},
        sources={source.id: source for source in sources()},
        claims={
            id_: claim.model_copy(
                update={
                    "disputes": tuple(other for other in claim.disputes if other in drawn),
                    "supersedes": tuple(other for other in claim.supersedes if _is_earlier(drawn.get(other), claim)),
                }
            )
            for id_, claim in drawn.items()
        },
    )


def _is_earlier(one: Claim | None, other: Claim) -> bool:
    """Whether the one is about the same thing, and was known before the other."""
    return one is not None and one.about == other.about and one.known_on < other.known_on


@st.composite
def retractions(draw: st.DrawFn) -> list[Retraction]:
    """Retractions of drawn claims and sources, no two with one id."""
    claim = st.sampled_from([("claim", id_) for id_ in CLAIM_IDS])
    # Seldom of a source: that leaves little.
    what = claim | claim | claim | st.sampled_from([("source", id_) for id_ in TIERS])
    days = st.sampled_from([None, "2025-06-13", "2025-06-20", "2025-07-01", "2025-09-01"])
    return [
        Retraction.model_validate(
            {"id": f"r{number}", of: id_, "kind": "withdrawn" if on else "mistaken", "on": on, "note": NOTE}
        )
        for number, ((of, id_), on) in enumerate(draw(st.lists(st.tuples(what, days), max_size=3)))
    ]


def _said(draw: st.DrawFn, ids: Sequence[str], id_: str | None = None) -> dict[str, Any]:
    id_ = id_ or draw(st.sampled_from(ids))
    status = draw(_STATUS)
    valid_from, valid_to = (None, None) if status == "called_off" else draw(_VALIDITY)
    reported_on, recorded_on = draw(_REPORTED)
    # Most claims dispute nothing, some one other, a few two.
    disputes = draw(st.sampled_from([*[()] * 2 * len(ids), *zip(ids), *pairwise(ids)]))
    supersedes = draw(st.sampled_from([*[()] * 4 * len(ids), *zip(ids)]))
    return {
        "id": id_,
        "status": status,
        "certainty": draw(_CERTAINTY),
        "valid_from": valid_from,
        "valid_to": valid_to,
        "reported_on": reported_on,
        "recorded_on": recorded_on,
        "disputes": [other for other in disputes if other != id_],
        "supersedes": [other for other in supersedes if other != id_],
        "attribution": "Reuters, citing sources",
        "source": draw(_SOURCE),
        "note": NOTE,
    }
