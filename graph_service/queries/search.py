"""Which entities have a name like this?

Names, aliases, identifiers and ids, in any script. Spelling that carries no meaning doesn't matter (capitals, accents,
tatweel, hamza and taa marbuta, the Arabic article, punctuation), and typos are forgiven: candidates share letters in
a row with the text, and one score ranks them; of names that fit alike, the one with the most relationships comes first.

* 100: the same name. 99, 98, 95: the same but for its legal form ("Inc" for "Incorporated", none, another).
* Up to 94: a name that is like it, begins like it or holds it. A name is never taken to be one that is only like it.

A name rests on the entity's own record, so these rows have no witness among the claims.
"""

from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field

from graph_service.domain.names import lookup_keys, match_score, normal_form
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES
from graph_service.domain.vocabulary import EntityKind
from graph_service.queries.base import Finding, Parameters, Query, Row
from graph_service.queries.evidence import EntityBrief, Evidence, Witness
from graph_service.queries.reader import ScopedReader

CANDIDATES = 500
"""The most candidates that are scored: those that share the most letters in a row with the text."""

KEYS = 1000
"""The most index keys of a text that are looked up: Lucene takes 1024 words at once."""


class SearchParameters(Parameters):
    """A text, as people type it."""

    q: str = Field(min_length=1, max_length=20_000, description="A name, an alias, an identifier or an id.")
    kind: EntityKind | None = Field(None, description="Only entities of this kind.")
    min_score: float = Field(60.0, ge=0, le=100, description="Leave out what fits less well, 0 to 100.")

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


def answer(graph: ScopedReader, p: SearchParameters) -> Iterator[Finding]:
    """The candidates, not yet scored."""
    for id_, normals, relationships in graph.reader.candidates(p.keys, CANDIDATES, p.kind):
        yield Finding(key=(id_,), values={"normals": normals, "relationships": relationships}, entities=(id_,))


def finish(findings: list[Finding], p: SearchParameters) -> list[Finding]:
    """The candidates that fit, scored."""
    asked = p.normal
    scored = [(match_score(asked, finding.values["normals"]), finding) for finding in findings]
    return [
        replace(
            finding,
            key=(-points, -finding.values["relationships"], finding.entities[0]),
            values={"score": points, "asked": asked},
        )
        for points, finding in scored
        if points >= p.min_score
    ]


def shape(finding: Finding, evidence: Evidence) -> FoundEntity:
    """The row as shown."""
    entity = evidence.entities[finding.entities[0]]
    names = (*entity.all_names, entity.id)
    matched = max(names, key=lambda name: match_score(finding.values["asked"], [normal_form(name)]))
    return FoundEntity(entity=evidence.entity(entity.id), score=finding.values["score"], matched=matched, witness=[])


QUERY = Query(
    name="search",
    version=2,
    question="Which entities have a name like this?",
    parameters=SearchParameters,
    row=FoundEntity,
    reads=(),
    order="score (highest first), how many relationships it has (most first), entity",
    answer=answer,
    shape=shape,
    finish=finish,
    cypher_parameters=lambda p: {
        "keys": p.keys,
        "candidates": CANDIDATES,
        "edges": [edge for entry in RELATIONSHIP_TYPES.values() for edge in entry.edges],
    },
    example={"q": "سكيل"},
)
