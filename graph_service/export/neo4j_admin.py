"""Writes the whole graph as a folder for `neo4j-admin database import`, to load a big graph into an empty Neo4j.

The files have the same nodes, relationships and properties that the Neo4j store would write. So the service can use the
imported database as its own. Files are written page by page, and memory is bounded by one page.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import Any, Self, get_args, get_origin

from msgspec import Struct
from msgspec.structs import fields

from graph_service.domain.claim import Claim, RelationshipClaim
from graph_service.domain.entity import Entity
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.retraction import Retraction
from graph_service.queries.kinds import Key
from graph_service.stores.neo4j.nodes import (
    claim_properties,
    entity_properties,
    figure_properties,
    relationship_row,
    retraction_properties,
    source_properties,
)
from graph_service.stores.port import SCHEMA_VERSION, Resource, State, Store, listing_key, version_key
from graph_service.use_cases.load import Progress

PAGE = 5_000
"""How many records, or versions, are held at once."""

_LIST_SEPARATOR = "\x1f"
"""Separates the values of a list. No text in the graph can contain it."""

_TYPES = {bool: ":boolean", int: ":long", float: ":double"}


def _columns_of(kind: type[Struct], *left_out: str) -> str:
    """The columns for the fields of a struct, each with its type."""
    columns = []
    for field in fields(kind):
        kinds = (field.type, *get_args(field.type))
        listed = ":string[]" if get_origin(field.type) is tuple else ""
        columns.append(field.name + (listed or next((_TYPES[kind] for kind in kinds if kind in _TYPES), "")))
    return " ".join(column for column in columns if column.partition(":")[0] not in left_out)


_FILES: Mapping[str, tuple[str, str]] = {
    # Name of the file: the option that imports it, and its columns. Ids of two kinds may be equal, so each kind has an
    # id space of its own. Figures are numbered, as several versions have one id.
    "entities": (
        "--nodes",
        "id:ID(entity) :LABEL kind name name_ar aliases:string[] country founded dissolved normal_names:string[] "
        "name_keys record",
    ),
    "sources": ("--nodes=Source", "id:ID(source) title publisher published url language tier record"),
    "claims": (
        "--nodes=Claim",
        "id:ID(claim) about subject type object part stake_min:double stake_max:double direct:boolean "
        "revenue_percent_min:double "
        "revenue_percent_max:double revenue_amount:double revenue_currency revenue_of revenue_period metric "
        "value:double source status certainty certainty_rank:long valid_from valid_to known_on said_on reported_on "
        "disputes:string[] supersedes:string[] attribution note note_ar record",
    ),
    "retractions": ("--nodes=Retraction", "id:ID(retraction) claim source kind on reported_in note note_ar record"),
    "figures": ("--nodes=Figure", f":ID(figure) {_columns_of(Figure)}"),
    "graph": ("--nodes=GraphService", "id:ID(graph) schema_version:long digest turn:long imported:boolean"),
    "relationships": (
        "--relationships",
        ":START_ID(entity) :TYPE :END_ID(entity) id "
        f"{_columns_of(RelationshipVersion, 'subject', 'type', 'object')} stake",
    ),
    "subjects": ("--relationships=SUBJECT", ":START_ID(claim) :END_ID(entity)"),
    "objects": ("--relationships=OBJECT", ":START_ID(claim) :END_ID(entity)"),
    "stated_in": ("--relationships=STATED_IN", ":START_ID(claim) :END_ID(source)"),
    "disputes": ("--relationships=DISPUTES", ":START_ID(claim) :END_ID(claim)"),
    "retracted_claims": ("--relationships=RETRACTS", ":START_ID(retraction) :END_ID(claim)"),
    "retracted_sources": ("--relationships=RETRACTS", ":START_ID(retraction) :END_ID(source)"),
    "figures_of": ("--relationships=FIGURE_OF", ":START_ID(figure) :END_ID(entity)"),
}

ARGUMENTS = "neo4j-admin.args"

_README = """\
The graph {digest}
of the graph service, for the first load into an empty Neo4j database: {entities:,} entities, {sources:,} sources,
{claims:,} claims, {retractions:,} retractions, {relationships:,} relationships, {figures:,} figures.

With the database stopped, in this folder, as the user that runs Neo4j:

  neo4j-admin database import full @{arguments} neo4j

"neo4j" is the database's name. One that holds anything is refused; --overwrite-destination=true takes away what is
there. Then start it, and open it with the service, which makes the constraints and indexes when it does so first (of a
big graph that takes a while) and has the digest above:

  graph-service query shared_vendors --store neo4j://localhost:7687
"""


def write_folder(store: Store, folder: Path, *, progress: Progress = lambda *_: None) -> State:
    """Write the files into an existing, empty folder. Returns the digest and the counts of what they hold."""
    with ExitStack() as open_files, store.reading():
        state = store.state()
        files = {name: open_files.enter_context(_CsvFile(folder, name)) for name in _FILES}

        def pages(resource: Resource) -> Iterator[list[Any]]:
            return _pages(store, resource, getattr(state, resource), progress)

        files["graph"].write_row(
            {"id": "graph", "schema_version": SCHEMA_VERSION, "digest": state.digest, "imported": True}
        )
        files["graph"].write_row({"id": "turn", "turn": 0})
        for page in pages("entities"):
            _write_entities(page, files)
        for page in pages("sources"):
            for source in page:
                files["sources"].write_row(source_properties(source))
        for page in pages("claims"):
            _write_claims(page, files)
        for page in pages("retractions"):
            _write_retractions(page, files)
        for page in pages("relationships"):
            _write_versions(page, files)
        numbers = count(1)
        for page in pages("figures"):
            _write_figures(page, files, numbers)
    folder.joinpath(ARGUMENTS).write_text("".join(f"{argument}\n" for argument in _arguments()), "utf-8")
    folder.joinpath("README.txt").write_text(_README.format(**asdict(state), arguments=ARGUMENTS), "utf-8")
    return state


class _CsvFile:
    """One CSV file. Its first row names the columns."""

    def __init__(self, folder: Path, name: str) -> None:
        columns = _FILES[name][1].split()
        # A row names a column by its property. A column without a property has the name that its header has.
        self._names = [column.partition(":")[0] or column for column in columns]
        self._without_unknown = set(self._names)
        kinds = list(zip(self._names, columns, strict=True))
        self._lists = [name for name, column in kinds if column.endswith(("[]", ":LABEL"))]
        self._flags = [name for name, column in kinds if column.endswith(":boolean")]
        self._file = folder.joinpath(f"{name}.csv").open("x", encoding="utf-8", newline="")
        # With both characters in the line's end, a text that contains either of them is quoted.
        self.write_cells = csv.writer(self._file, lineterminator="\r\n").writerow
        self.write_cells(columns)

    def write_row(self, row: dict[str, Any]) -> None:
        """Write a row. A value without a column would be lost, so it is an error."""
        assert row.keys() <= self._without_unknown, f"no column for {row.keys() - self._without_unknown}"
        for name in self._lists:
            if (values := row.get(name)) is not None:
                row[name] = _LIST_SEPARATOR.join(values)
        for name in self._flags:
            if (flag := row.get(name)) is not None:
                row[name] = "true" if flag else "false"
        self.write_cells(map(row.get, self._names))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _arguments() -> Iterator[str]:
    for name, (option, _) in _FILES.items():
        yield f"{option}=./{name}.csv"  # the importer wants a path with a folder
    yield f"--array-delimiter=U+{ord(_LIST_SEPARATOR):04X}"
    yield "--multiline-fields=true"  # a note, a title or an alias may have several lines
    yield "--bad-tolerance=0"


def _pages(store: Store, resource: Resource, of: int, progress: Progress) -> Iterator[list[Any]]:
    """All records of a resource, page by page. Reports the progress after each page."""
    after: Key | None = None
    done = 0
    key = version_key if resource in ("relationships", "figures") else listing_key
    while page := store.page(resource, {}, None, after, PAGE):
        yield page
        after, done = key(resource, page[-1]), done + len(page)
        progress(resource, min(done, of), of)


def _write_entities(entities: Iterable[Entity], files: Mapping[str, _CsvFile]) -> None:
    for entity in entities:
        properties = entity_properties(entity)
        label = properties.pop("label")
        files["entities"].write_row({**properties, ":LABEL": ("Entity", label)})


def _write_claims(claims: Iterable[Claim], files: Mapping[str, _CsvFile]) -> None:
    for claim in claims:
        files["claims"].write_row(claim_properties(claim))
        files["subjects"].write_cells((claim.id, claim.subject))
        files["stated_in"].write_cells((claim.id, claim.source))
        for disputed in claim.disputes:
            files["disputes"].write_cells((claim.id, disputed))
        if isinstance(claim, RelationshipClaim):
            files["objects"].write_cells((claim.id, claim.object))


def _write_retractions(retractions: Iterable[Retraction], files: Mapping[str, _CsvFile]) -> None:
    for retraction in retractions:
        files["retractions"].write_row(retraction_properties(retraction))
        kind, id_ = retraction.retracted
        files[f"retracted_{kind}s"].write_cells((retraction.id, id_))


def _write_versions(versions: Iterable[RelationshipVersion], files: Mapping[str, _CsvFile]) -> None:
    for version in versions:
        row = relationship_row(version)
        ends = {":START_ID(entity)": row["subject"], ":TYPE": row["edge"], ":END_ID(entity)": row["object"]}
        files["relationships"].write_row(ends | row["properties"])


def _write_figures(figures: Iterable[Figure], files: Mapping[str, _CsvFile], numbers: Iterator[int]) -> None:
    for figure in figures:
        number = next(numbers)
        files["figures"].write_row({":ID(figure)": number, **figure_properties(figure)})
        files["figures_of"].write_cells((number, figure.subject))
