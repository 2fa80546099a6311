"""Which entities have a name like this?

Looked for are names, aliases, identifiers and ids, in any script. Spelling that carries no meaning doesn't matter:
capitals, accents, tatweel, hamza and taa marbuta, the Arabic article, punctuation. Typos are forgiven: candidates share
letters in a row with the text, and one score ranks them. Of names that fit alike, the one with the most relationships
comes first.

* 100: the same name. 99, 98, 95: the same but for its legal form ("Inc" for "Incorporated", none, another).
* Up to 94: a name that is like it, begins like it or contains it. No question takes such a name for the entity's own.

A name comes from the entity's own record, so these rows have no claims as witness.
"""

from collections.abc import Iterator

from pydantic import Field

from graph_service.domain.names import lookup_keys, match_score, normal_form
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES
from graph_service.domain.vocabulary import EntityKind
from graph_service.queries.base import Parameters, Row
from graph_service.queries.briefs import EntityBrief, Witness
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import CandidatesToFinish, Finding, Values
from graph_service.queries.reader import ScopedReader

CANDIDATES = 500
"""The most candidates that are scored. They share the most letters in a row with the text."""

KEYS = 1000
"""The most index keys of a text that are looked up. Lucene takes 1024 words at once."""


class SearchParameters(Parameters):
    """A text as people type it."""

    q: str = Field(min_length=1, max_length=20_000, description="A name, an alias, an identifier or an id.")
    kind: EntityKind | None = Field(None, description="Only entities of this kind.")
    min_score: float = Field(60.0, ge=0, le=100, description="Leave out names that fit less well, 0 to 100.")

    @property
    def normal(self) -> str:
        """The text's normal form."""
        return normal_form(self.q)

    @property
    def keys(self) -> list[str]:
        """The index keys to look up."""
        return lookup_keys(self.normal)[:KEYS]


class FoundEntity(Row):
    """One entity, and how well its best name fits."""

    entity: EntityBrief
    score: float = Field(description="100: the same name; 95 to 99: but for its legal form; less: only like it.")
    matched: str = Field(description="The name that fits best.")
    witness: list[Witness]


class Candidate(Values, frozen=True):
    """An entity that shares letters with the text: the normal forms of its names, and how many relationships it has."""

    normals: tuple[str, ...]
    relationships: int


class SearchFinding(Values, frozen=True):
    """How well the entity's best name fits the text, of which `asked` is the normal form."""

    score: float
    asked: str


def find(graph: ScopedReader, p: SearchParameters) -> Iterator[Finding[Candidate]]:
    """The candidates, without scores."""
    for id_, normals, relationships in graph.reader.candidates(p.keys, CANDIDATES, p.kind):
        yield Finding(key=(id_,), values=Candidate(tuple(normals), relationships), entities=(id_,))


def finish(candidates: list[Finding[Candidate]], p: SearchParameters) -> list[Finding[SearchFinding]]:
    """The candidates that fit, scored."""
    asked = p.normal
    scored = [(match_score(asked, candidate.values.normals), candidate) for candidate in candidates]
    return [
        Finding(
            key=(-points, -candidate.values.relationships, candidate.entities[0]),
            values=SearchFinding(score=points, asked=asked),
            entities=candidate.entities,
        )
        for points, candidate in scored
        if points >= p.min_score
    ]


def shape(finding: Finding[SearchFinding], evidence: Evidence) -> FoundEntity:
    """The row as shown."""
    entity = evidence.entities[finding.entities[0]]
    names = (*entity.all_names, entity.id)
    matched = max(names, key=lambda name: match_score(finding.values.asked, [normal_form(name)]))
    return FoundEntity(entity=evidence.entity(entity.id), score=finding.values.score, matched=matched, witness=[])


QUERY = CandidatesToFinish(
    name="search",
    version=2,
    question="Which entities have a name like this?",
    parameters=SearchParameters,
    values=Candidate,
    row=FoundEntity,
    reads=(),
    order="score (highest first), how many relationships it has (most first), entity",
    find=find,
    shape=shape,
    finish=finish,
    cypher_parameters=lambda p: {
        "keys": p.keys,
        "candidates": CANDIDATES,
        "edges": [edge for entry in RELATIONSHIP_TYPES.values() for edge in entry.edges],
    },
    example={"q": "سكيل"},
)
