"""DuckDB: the same SQL on a column store, with an index for each direction."""

from collections.abc import Iterator

import duckdb

from benchmarks.contestants import Conflict, Contestant, FactsFiles
from benchmarks.contestants.sql import ALL, OF_CLIENT

_TABLES = (
    "CREATE TABLE contract AS SELECT client, vendor FROM read_csv($contracts, all_varchar = true)",
    "CREATE TABLE holding AS SELECT held, investor, stake::DOUBLE AS stake "
    "FROM read_csv($holdings, all_varchar = true)",
    "CREATE TABLE rivalry AS SELECT one, other FROM read_csv($rivalries, all_varchar = true) "
    "UNION ALL SELECT other, one FROM read_csv($rivalries, all_varchar = true)",
)
_INDEXES = (
    "CREATE INDEX contract_client ON contract (client)",
    "CREATE INDEX holding_held ON holding (held)",
    "CREATE INDEX rivalry_one ON rivalry (one)",
)
_ROWS = 1_000


class DuckDbSql(Contestant):
    suffix = ".duckdb"

    def __init__(self, facts: FactsFiles) -> None:
        self.connection = duckdb.connect(str(facts.file_for(self.suffix)), read_only=True)

    @classmethod
    def build(cls, facts: FactsFiles) -> None:
        paths = {"contracts": facts.contracts, "holdings": facts.holdings, "rivalries": facts.rivalries}
        with duckdb.connect(str(facts.file_for(cls.suffix))) as connection:
            for table in _TABLES:
                given = {name: str(path) for name, path in paths.items() if f"${name}" in table}
                connection.execute(table, given)
            for index in _INDEXES:
                connection.execute(index)

    def conflicts(self, client: str) -> list[Conflict]:
        found: list[Conflict] = self.connection.execute(OF_CLIENT, {"client": client}).fetchall()
        return found

    def all_conflicts(self) -> Iterator[Conflict]:
        found = self.connection.execute(ALL)
        while rows := found.fetchmany(_ROWS):
            yield from rows
