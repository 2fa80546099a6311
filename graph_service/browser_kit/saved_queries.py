"""The saved queries: each question with its example's parameters, and a look at each type of relationship."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from textwrap import indent
from typing import Any

from graph_service.browser_kit.query_text import Expression, inline_parameters
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, RelationshipType
from graph_service.domain.scope import Scope
from graph_service.queries.kinds import CandidatesToFinish, Query
from graph_service.queries.registry import QUERIES
from graph_service.stores.neo4j.answers import statement_parameters
from graph_service.stores.port import Store
from graph_service.support.cypher_literals import literal
from graph_service.support.cypher_text import returned_columns
from graph_service.support.resources import cypher
from graph_service.use_cases.ask import match_names, read_parameters

TODAY = Expression("toString(date())")
SHOWN = 300
"""The most relationships that a look at one type draws: about as many as the Browser draws easily."""

_SOME_DAY = "9998-12-30"
"""Stands for today while the parameters are worked out. No parameter may contain it."""

_DRAWN = {
    # The ids of relationships and figures contain the ids of their entities.
    "witness": "COLLECT { UNWIND witness AS r MATCH (e:Entity) WHERE e.id IN split(r.id, ':') RETURN DISTINCT e }",
    "entities": "COLLECT { MATCH (e:Entity) WHERE e.id IN entities RETURN e }",
    "claims": "COLLECT { MATCH said=(c:Claim)-[:SUBJECT|OBJECT|STATED_IN]->() WHERE c.id IN claims RETURN said }",
}
"""The Cypher that reads, for a column, the nodes and relationships that the Browser draws."""


@dataclass(frozen=True)
class SavedQuery:
    """A query for the Browser's list of saved queries."""

    name: str
    title: str
    description: str
    folder: str
    query: str

    @property
    def file(self) -> str:
        """The whole file. The Browser shows the first comment as the query's name."""
        return f"// {self.title}\n// {self.description}\n{self.query}\n"


def saved_queries(store: Store) -> Iterator[SavedQuery]:
    """All saved queries. The names in the examples are resolved in the store."""
    for query in QUERIES.values():
        yield save_question(store, query, query.example)
    yield SavedQuery(
        name="all_relationships",
        title="All entities and the relationships between them, as known now",
        description=f"At most {SHOWN} relationships; claims, sources and figures are left out.",
        folder="Look around",
        query=_all_of_types("|".join(RELATIONSHIP_TYPES)),
    )
    for entry in RELATIONSHIP_TYPES.values():
        yield _save_type(entry)


def save_question(store: Store, query: Query[Any, Any], example: Mapping[str, Any]) -> SavedQuery:
    """The question with these parameters, about today and all that is known."""
    given = ", ".join(f"{name} {literal(value)}" for name, value in example.items())
    asked = f"asked with {given}" if given else "asked of the whole graph"
    note = "" if not isinstance(query, CandidatesToFinish) else " The service works its answer out from these rows."
    return SavedQuery(
        name=query.name,
        title=query.question,
        description=f"{query.name}: {asked}, as of today.{note}",
        folder="Questions",
        query=_with_drawn_column(
            inline_parameters(
                _without_head_comment(cypher(f"queries/{query.name}")), _store_parameters(store, query, example)
            ),
            query,
        ),
    )


def to_csv(saved: list[SavedQuery]) -> str:
    """The file for the new Browser's import. Folders are rows too, and all six columns are required."""
    text = StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("id", "name", "description", "parentId", "isFolder", "query"))
    for folder in dict.fromkeys(each.folder for each in saved):
        rows.writerow((_id(folder), folder, "", "", "true", ""))
        for each in saved:
            if each.folder == folder:
                rows.writerow((_id(each.name), each.title, each.description, _id(folder), "false", each.query))
    return text.getvalue()


def _store_parameters(store: Store, query: Query[Any, Any], example: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of the question's Cypher file, as the store would pass them."""
    scope = Scope(as_of=_SOME_DAY, known_at=_SOME_DAY, min_certainty="inferred", include_disputed=True)
    asked = read_parameters(query, example)
    asked = asked.with_ids(lambda text: match_names(store, [text])[text].id or text)
    asked = asked.with_matches(match_names(store, asked.names_sought())).in_scope(scope)
    given = statement_parameters(query, asked, scope, None, asked.limit)
    given |= dict.fromkeys(("as_of", "known_at"))
    assert _SOME_DAY not in literal(given), f"{query.name} works out a parameter from the scope's days"
    return given | {"as_of": TODAY, "known_at": TODAY}


def _without_head_comment(text: str) -> str:
    """The query without the comment at its head, which is about parameters."""
    lines = text.splitlines()
    first = next(at for at, line in enumerate(lines) if not line.startswith("//"))
    return "\n".join(lines[first:]).strip()


def _with_drawn_column(text: str, query: Query[Any, Any]) -> str:
    """The same rows in the same order, with a further column that the Browser draws."""
    names = returned_columns(text)
    drawn = [_DRAWN[name] for name in names if name in _DRAWN]
    if not drawn:
        return text
    all_drawn = ",\n        ".join(drawn)
    # What the service puts in order itself comes in the store's own.
    order = "\nORDER BY key" if not isinstance(query, CandidatesToFinish) else ""
    return (
        f"CALL () {{\n{indent(text, '  ')}\n}}\n// What the rows speak of, for drawing.\n"
        f"RETURN {', '.join(names)},\n       [{all_drawn}] AS drawn{order}"
    )


def _save_type(entry: RelationshipType) -> SavedQuery:
    return SavedQuery(
        name=f"type_{entry.name.lower()}",
        title=f"{entry.label['en'].capitalize()}: all such relationships, as known now",
        description=f"{entry.name}: the subject {entry.meaning} the object. At most {SHOWN} are drawn.",
        folder="Look around",
        query=_all_of_types(entry.name),
    )


def _all_of_types(types: str) -> str:
    return f"MATCH p=(:Entity)-[:{types}]->(:Entity)\nRETURN p\nLIMIT {SHOWN}"


def _id(name: str) -> str:
    return f"graph-service-{name.lower().replace(' ', '-')}"
