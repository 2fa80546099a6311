"""Plain SQL over plain tables in SQLite: today's facts without evidence, and an index for each direction."""

import sqlite3
from collections.abc import Iterator

from benchmarks.contestants import Conflict, Contestant, FactsFiles, rows
from benchmarks.contestants.sql import ALL, OF_CLIENT

_TABLES = (
    "CREATE TABLE contract (client TEXT, vendor TEXT, PRIMARY KEY (client, vendor)) WITHOUT ROWID",
    "CREATE TABLE holding (held TEXT, investor TEXT, stake REAL, PRIMARY KEY (held, investor)) WITHOUT ROWID",
    "CREATE TABLE rivalry (one TEXT, other TEXT, PRIMARY KEY (one, other)) WITHOUT ROWID",
)


class SqliteSql(Contestant):
    suffix = ".sqlite"

    def __init__(self, facts: FactsFiles) -> None:
        self.connection = sqlite3.connect(facts.file_for(self.suffix))

    @classmethod
    def build(cls, facts: FactsFiles) -> None:
        connection = sqlite3.connect(facts.file_for(cls.suffix))
        with connection:
            for table in _TABLES:
                connection.execute(table)
            connection.executemany("INSERT INTO contract VALUES (?, ?)", rows(facts.contracts))
            holdings = ((held, investor, stake or None) for investor, held, stake in rows(facts.holdings))
            connection.executemany("INSERT INTO holding VALUES (?, ?, ?)", holdings)
            both = (pair for one, other in rows(facts.rivalries) for pair in ((one, other), (other, one)))
            connection.executemany("INSERT INTO rivalry VALUES (?, ?)", both)
        connection.execute("ANALYZE")
        connection.close()

    def conflicts(self, client: str) -> list[Conflict]:
        return self.connection.execute(OF_CLIENT, {"client": client}).fetchall()

    def all_conflicts(self) -> Iterator[Conflict]:
        return self.connection.execute(ALL)
