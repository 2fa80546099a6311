"""The saved queries: each question of the catalogue as its example asks it, and a look at each type of relationship."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from textwrap import indent
from typing import Any

from graph_service.browser_kit.inline import Expression, bound, columns
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, RelationshipType
from graph_service.domain.scope import Scope
from graph_service.queries.kinds import CandidatesToFinish, Query
from graph_service.queries.registry import QUERIES
from graph_service.stores.neo4j.store import statement_parameters
from graph_service.stores.port import Store
from graph_service.support.cypher_literals import literal
from graph_service.support.resources import cypher
from graph_service.use_cases.ask import matches, read_parameters

TODAY = Expression("toString(date())")
SHOWN = 300
"""The most relationships that a look at one type draws: about what the Browser draws without effort."""

_SOME_DAY = "9998-12-30"
"""Stands for today while the parameters are worked out; none may hold it after."""

_DRAWN = {
    # The ids of relationships and figures name whom they are of.
    "witness": "COLLECT { UNWIND witness AS r MATCH (e:Entity) WHERE e.id IN split(r.id, ':') RETURN DISTINCT e }",
    "entities": "COLLECT { MATCH (e:Entity) WHERE e.id IN entities RETURN e }",
    "claims": "COLLECT { MATCH said=(c:Claim)-[:SUBJECT|OBJECT|STATED_IN]->() WHERE c.id IN claims RETURN said }",
}
"""What a column of ids or relationships needs beside it for the Browser to draw it."""


@dataclass(frozen=True)
class Saved:
    """A query for the Browser's list of saved ones."""

    name: str
    title: str
    description: str
    folder: str
    query: str

    @property
    def file(self) -> str:
        """All of its file: the first comment is what the Browser calls it."""
        return f"// {self.title}\n// {self.description}\n{self.query}\n"


def saved_queries(store: Store) -> Iterator[Saved]:
    """All of them; the store says whom the names in the examples mean."""
    for query in QUERIES.values():
        yield question(store, query, query.example)
    yield Saved(
        name="all_relationships",
        title="All entities and the relationships between them, as known now",
        description=f"At most {SHOWN} relationships; claims, sources and figures are left out.",
        folder="Look around",
        query=_look("|".join(RELATIONSHIP_TYPES)),
    )
    for entry in RELATIONSHIP_TYPES.values():
        yield _of_type(entry)


def question(store: Store, query: Query[Any, Any], example: Mapping[str, Any]) -> Saved:
    """The question as asked with these parameters, of today and all that is known."""
    given = ", ".join(f"{name} {literal(value)}" for name, value in example.items())
    asked = f"asked with {given}" if given else "asked of the whole graph"
    note = "" if not isinstance(query, CandidatesToFinish) else " The service works its answer out from these rows."
    return Saved(
        name=query.name,
        title=query.question,
        description=f"{query.name}: {asked}, as of today.{note}",
        folder="Questions",
        query=_drawn(bound(_without_head(cypher(f"queries/{query.name}")), _given(store, query, example)), query),
    )


def as_csv(saved: list[Saved]) -> str:
    """For the new Browser's import: folders are rows too, and all six columns are needed."""
    text = StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("id", "name", "description", "parentId", "isFolder", "query"))
    for folder in dict.fromkeys(each.folder for each in saved):
        rows.writerow((_id(folder), folder, "", "", "true", ""))
        for each in saved:
            if each.folder == folder:
                rows.writerow((_id(each.name), each.title, each.description, _id(folder), "false", each.query))
    return text.getvalue()


def _given(store: Store, query: Query[Any, Any], example: Mapping[str, Any]) -> dict[str, Any]:
    """What the Cypher file of the question's name takes, as the store would pass it."""
    scope = Scope(as_of=_SOME_DAY, known_at=_SOME_DAY, min_certainty="inferred", include_disputed=True)
    asked = read_parameters(query, example)
    asked = asked.with_ids(lambda text: matches(store, [text])[text].id or text)
    asked = asked.with_matches(matches(store, asked.names_sought())).in_scope(scope)
    given = statement_parameters(query, asked, scope, None, asked.limit)
    given |= dict.fromkeys(("as_of", "known_at"))
    assert _SOME_DAY not in literal(given), f"{query.name} works out a parameter from the scope's days"
    return given | {"as_of": TODAY, "known_at": TODAY}


def _without_head(text: str) -> str:
    """The query without the comment at its head, which speaks of parameters."""
    lines = text.splitlines()
    first = next(at for at, line in enumerate(lines) if not line.startswith("//"))
    return "\n".join(lines[first:]).strip()


def _drawn(text: str, query: Query[Any, Any]) -> str:
    """The same rows, in the same order, with a column more that lets the Browser draw what they speak of."""
    names = columns(text)
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


def _of_type(entry: RelationshipType) -> Saved:
    return Saved(
        name=f"type_{entry.name.lower()}",
        title=f"{entry.label['en'].capitalize()}: all such relationships, as known now",
        description=f"{entry.name}: the subject {entry.meaning} the object. At most {SHOWN} are drawn.",
        folder="Look around",
        query=_look(entry.name),
    )


def _look(types: str) -> str:
    return f"MATCH p=(:Entity)-[:{types}]->(:Entity)\nRETURN p\nLIMIT {SHOWN}"


def _id(name: str) -> str:
    return f"graph-service-{name.lower().replace(' ', '-')}"
