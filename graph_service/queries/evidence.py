"""The evidence of an answer: entities, and claims with their sources, read from the records that stores keep."""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from msgspec import Struct
from msgspec.json import Decoder

from graph_service.domain.claim import CLAIM, Claim
from graph_service.domain.entity import Entity
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.source import Source
from graph_service.domain.vocabulary import Certainty, Status, Tier
from graph_service.queries.briefs import (
    ClaimBrief,
    EntityBrief,
    LocatorBrief,
    RetractionBrief,
    SourceBrief,
    Witness,
    relationship_brief,
)


class Evidence:
    """The entities and claims of a page of findings, as the canonical JSON that stores keep."""

    def __init__(self, entities: Mapping[str, str], claims: Mapping[str, tuple[str, str]]) -> None:
        self.entity_texts = entities
        self.claim_texts = claims
        """Each claim with its source."""

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The whole records, with more than is shown."""
        return {id_: Entity.model_validate_json(text) for id_, text in self.entity_texts.items()}

    @cached_property
    def claims(self) -> dict[str, tuple[Claim, Source]]:
        """The whole records, with more than is shown."""
        return {
            id_: (CLAIM.validate_json(claim), Source.model_validate_json(source))
            for id_, (claim, source) in self.claim_texts.items()
        }

    def entity(self, id_: str) -> EntityBrief:
        """The entity as rows show it."""
        return _read_entity(self.entity_texts[id_])

    def claim(self, id_: str) -> ClaimBrief:
        """The claim with its source."""
        claim, source = self.claim_texts[id_]
        record = _read_claim(claim)
        return ClaimBrief(
            record.id,
            record.status,
            record.certainty,
            record.note,
            record.attribution,
            record.reported_on,
            record.valid_from,
            record.valid_to,
            record.part,
            record.disputes,
            record.supersedes,
            source_brief(source),
            record.locator,
        )

    def witness(self, versions: Iterable[RelationshipVersion | Figure]) -> list[Witness]:
        """The relationships that a row rests on, in the row's own order."""
        return [
            Witness(relationship_brief(version), self.list_claims(version.claims))
            for version in versions
            if isinstance(version, RelationshipVersion)
        ]

    def list_claims(self, ids: Iterable[str]) -> list[ClaimBrief]:
        """List the claims of these ids, in their order."""
        return [self.claim(id_) for id_ in ids]


class _ReadClaim(Struct, frozen=True, gc=False):
    """The fields of a claim's record that are shown; the others are skipped."""

    id: str
    status: Status
    certainty: Certainty
    note: dict[str, str]
    attribution: str
    reported_on: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    part: str | None = None
    disputes: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    locator: LocatorBrief | None = None


class _ReadSource(Struct, frozen=True, gc=False):
    id: str
    publisher: str
    tier: Tier
    title: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None


_read_entity = Decoder(EntityBrief).decode
_read_claim = Decoder(_ReadClaim).decode
_read_source = Decoder(_ReadSource).decode
retraction_brief = Decoder(RetractionBrief).decode
"""The retraction as evidence shows it, from its canonical JSON."""


@lru_cache(maxsize=1024)  # few sources make many claims
def source_brief(text: str) -> SourceBrief:
    """The source as evidence shows it, from its canonical JSON."""
    read = _read_source(text)
    return SourceBrief(read.id, read.publisher, read.title, read.url, read.published, read.language, read.tier)
