"""A script that writes the subgraph into a Neo4j database, for the Neo4j Browser or cypher-shell."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from graph_service.domain.relationship_types import TYPE_NAMES, TypeName
from graph_service.domain.vocabulary import KINDS, EntityKind
from graph_service.export.attributes import Attributes, describe, entity_attributes, relationship_attributes
from graph_service.export.subgraph import Subgraph
from graph_service.support.batched import batched
from graph_service.support.cypher_literals import literal

LABEL = "ExportedEntity"
KIND_LABELS: Mapping[EntityKind, str] = {kind: f"Exported{kind.capitalize()}" for kind in KINDS}

BATCH = 200
"""How many rows a statement has. A longer one is slow to parse."""

_DATES = ("valid_from", "valid_to")

_HEADER = """\
// {description}
//
// For Neo4j 5 or later: paste it into the Neo4j Browser, or run  cypher-shell --file FILE
// Run it again, and nothing changes.
//
// Its nodes are (:{label} {{id, name, …}}), each with a second label for its kind, such as :{example}. A database
// of the graph service itself has :Entity, :Company and so on, :Claim, :Source, :Figure and :GraphService: this script
// touches none of them, and the service takes none of these nodes for its own. To take them away again:
//   MATCH (e:{label}) DETACH DELETE e
"""


def cypher_script(subgraph: Subgraph) -> bytes:
    """The file in UTF-8. Values are literals; labels and types come from the closed tables only."""
    return "".join(f"{part}\n" for part in _parts(subgraph)).encode()


def _parts(subgraph: Subgraph) -> Iterator[str]:
    yield _HEADER.format(description=describe(subgraph), label=LABEL, example=KIND_LABELS["company"])
    yield f"CREATE CONSTRAINT exported_entity IF NOT EXISTS FOR (e:{LABEL}) REQUIRE e.id IS UNIQUE;\n"
    by_kind: dict[EntityKind, list[Attributes]] = defaultdict(list)
    for entity in subgraph.entities:
        by_kind[entity.kind].append({"id": entity.id, **entity_attributes(entity)})
    for kind, label in KIND_LABELS.items():
        yield from _statements(by_kind[kind], f"MERGE (e:{LABEL} {{id: row.id}})\nSET e = row, e:{label};\n")
    by_type: dict[TypeName, list[Attributes]] = defaultdict(list)
    for version in subgraph.relationships:
        attributes = relationship_attributes(version, subgraph)
        days = {name: date.fromisoformat(attributes[name]) for name in _DATES if name in attributes}
        properties = {"id": version.id, **attributes, **days}
        by_type[version.type].append({"from": version.subject, "to": version.object, "properties": properties})
    for type_ in TYPE_NAMES:
        yield from _statements(
            by_type[type_],
            f"MATCH (subject:{LABEL} {{id: row.from}}), (object:{LABEL} {{id: row.to}})\n"
            f"MERGE (subject)-[r:{type_} {{id: row.properties.id}}]->(object)\nSET r = row.properties;\n",
        )


def _statements(rows: Sequence[Attributes], each: str) -> Iterator[str]:
    for batch in batched(rows, BATCH):
        listed = ",\n".join(f"  {literal(row)}" for row in batch)
        yield f"UNWIND [\n{listed}\n] AS row\n{each}"
