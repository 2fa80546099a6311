"""The cases of each question, as data: these facts, asked so, answer so, on every store.

One file for each question, of its name, with a list `CASES`. What a claim or an entity doesn't say
is filled in here, so that a case shows only what it is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from graph_service.domain.claim import CLAIM, Claim, FigureClaim, RelationshipClaim
from graph_service.domain.entity import Entity
from graph_service.domain.facts import Facts
from graph_service.domain.retraction import Retraction
from graph_service.domain.source import Source
from graph_service.domain.vocabulary import EntityKind, Tier
from graph_service.importers import read_folders
from graph_service.support.resources import shipped_folder

Expected = Mapping[str, Any]
"""What a row must have, in the form of its JSON; what isn't named may be anything."""

SAID = "2025-06-01"
"""When a claim was reported, unless it says otherwise."""

_NEEDED = {"CLIENT_OF": {"service": "compute"}, "COMPETES_WITH": {"segment": "foundation_models"}}


@dataclass(frozen=True)
class Case:
    """One fact about one question; `name` states it."""

    name: str
    facts: Facts
    asked: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[Expected, ...] = ()
    """All rows of the answer, in order."""
    certificate: Expected = field(default_factory=dict)
    error: str | None = None
    """The name of the error that is raised instead of an answer."""
    suggestions: tuple[str, ...] = ()
    """What the error offers, among others."""


def claim(subject: str, type_: str, object_: str, **more: Any) -> Claim:
    """What the wire said of a relationship; the id follows from its ends, so a second claim needs one of its own."""
    return _said(
        f"{subject}-{type_}-{object_}",
        {"subject": subject, "type": type_, "object": object_, **_NEEDED.get(type_, {})},
        more,
    )


def figure(subject: str, metric: str, value: float, **more: Any) -> Claim:
    """What the wire said of a figure, in US dollars."""
    return _said(f"{subject}-{metric}", {"subject": subject, "metric": metric, "value": value, "currency": "USD"}, more)


def lived(id_: str, founded: str | None = None, dissolved: str | None = None) -> Entity:
    """A company that was founded, or dissolved, on a date."""
    return Entity(id=id_, kind="company", names={"en": id_}, founded=founded, dissolved=dissolved)


def entity(id_: str, kind: EntityKind = "company", /, *aliases: str, **names: str) -> Entity:
    """An entity; its English name is its id, unless there are names."""
    return Entity(id=id_, kind=kind, names=names or {"en": id_}, aliases=aliases)


def withdrawn(on: str, **retracted: str) -> Retraction:
    """The retraction, from a day on, of a `claim` or of a `source`."""
    (id_,) = retracted.values()
    return Retraction(id=f"{id_}-withdrawn", kind="withdrawn", on=on, note={"en": "Our own words."}, **retracted)


def mistaken(**retracted: str) -> Retraction:
    """The retraction, for all days, of a `claim` or of a `source`."""
    (id_,) = retracted.values()
    return Retraction(id=f"{id_}-mistaken", kind="mistaken", note={"en": "Our own words."}, **retracted)


def facts(*records: Claim | Entity | Retraction, **tiers: Tier) -> Facts:
    """Claims and entities, with the sources and those of the entities that nobody described: companies, and tier A."""
    claims = [record for record in records if isinstance(record, RelationshipClaim | FigureClaim)]
    entities = {record.id: record for record in records if isinstance(record, Entity)}
    for said in claims:
        for id_ in (said.subject, getattr(said, "object", None)):
            if id_ and id_ not in entities:
                entities[id_] = entity(id_)
    sources = dict.fromkeys((said.source for said in claims), "wire")
    by_id = {said.id: said for said in claims}
    assert len(by_id) == len(claims), "two claims have one id"
    return Facts(
        entities=entities,
        sources={id_: Source(id=id_, publisher=f"The {id_}", tier=tiers.get(id_, "A")) for id_ in sources},
        claims=by_id,
        retractions={record.id: record for record in records if isinstance(record, Retraction)},
    )


@cache
def article() -> Facts:
    """The seed: what the article says."""
    return read_folders([shipped_folder("seed_data") / "article"])


def _said(id_: str, about: dict[str, Any], more: dict[str, Any]) -> Claim:
    said = {
        "id": id_,
        "status": "active",
        "certainty": "stated",
        "reported_on": SAID,
        "attribution": "the wire",
        "source": "wire",
        "note": {"en": "Our own words."},
        **about,
        **more,
    }
    return CLAIM.validate_python(said)
