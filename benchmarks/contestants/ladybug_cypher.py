"""ladybug: an embedded graph database, with a query in its Cypher for each length of the chains.

The stakes of chains are compared here: with a WHERE on two hops, ladybug 0.22 drops rows and returns some that the
condition excludes. The holdings that can be part of a chain have a table of their own, so that few chains come.
"""

import csv
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import ladybug

from benchmarks.contestants import THRESHOLD, Conflict, Contestant, FactsFiles, cap_at_100, rows, sort_key

_TABLES = (
    "CREATE NODE TABLE Entity (id STRING PRIMARY KEY)",
    "CREATE REL TABLE CLIENT_OF (FROM Entity TO Entity)",
    "CREATE REL TABLE INVESTS_IN (FROM Entity TO Entity, stake DOUBLE)",
    "CREATE REL TABLE INVESTS_MUCH_IN (FROM Entity TO Entity, stake DOUBLE)",
    "CREATE REL TABLE COMPETES_WITH (FROM Entity TO Entity)",
)
_DIRECT = """
    MATCH (client:Entity{of})-[:CLIENT_OF]->(vendor:Entity)<-[h1:INVESTS_IN]-(investor:Entity),
      (client)-[:COMPETES_WITH]-(investor)
    RETURN client.id, vendor.id, investor.id, h1.stake
    """
_CHAINS = (
    """
    MATCH (client:Entity{of})-[:CLIENT_OF]->(vendor:Entity)<-[h1:INVESTS_MUCH_IN]-(first:Entity)
        <-[h2:INVESTS_MUCH_IN]-(investor:Entity),
      (client)-[:COMPETES_WITH]-(investor)
    RETURN client.id, vendor.id, first.id, investor.id, h1.stake, h2.stake
    """,
    """
    MATCH (client:Entity{of})-[:CLIENT_OF]->(vendor:Entity)<-[h1:INVESTS_MUCH_IN]-(first:Entity)
        <-[h2:INVESTS_MUCH_IN]-(second:Entity)<-[h3:INVESTS_MUCH_IN]-(investor:Entity),
      (client)-[:COMPETES_WITH]-(investor)
    RETURN client.id, vendor.id, first.id, second.id, investor.id, h1.stake, h2.stake, h3.stake
    """,
)


class LadybugCypher(Contestant):
    suffix = ".ladybug"

    def __init__(self, facts: FactsFiles) -> None:
        self.database = ladybug.Database(str(facts.file_for(self.suffix)), read_only=True)
        self.connection = ladybug.Connection(self.database)
        self.of_client = self._prepared(" {id: $client}")
        self.of_all = self._prepared("")

    def _prepared(self, of: str) -> list[Any]:
        return [self.connection.prepare(text.replace("{of}", of)) for text in (_DIRECT, *_CHAINS)]

    @classmethod
    def build(cls, facts: FactsFiles) -> None:
        database = ladybug.Database(str(facts.file_for(cls.suffix)))
        connection = ladybug.Connection(database)
        for table in _TABLES:
            connection.execute(table)
        with tempfile.NamedTemporaryFile("w", newline="", suffix=".csv", dir=facts.folder.parent) as large:
            held = csv.writer(large)
            held.writerow(["investor", "held", "stake"])
            held.writerows(row for row in rows(facts.holdings) if row[2] and float(row[2]) >= THRESHOLD)
            large.flush()
            for name, path in (
                ("Entity", facts.entities),
                ("CLIENT_OF", facts.contracts),
                ("INVESTS_IN", facts.holdings),
                ("INVESTS_MUCH_IN", Path(large.name)),
                ("COMPETES_WITH", facts.rivalries),
            ):
                connection.execute(f"COPY {name} FROM '{path}' (HEADER=true)")
        connection.close()
        database.close()

    def conflicts(self, client: str) -> list[Conflict]:
        return _summed(self._chains(self.of_client, {"client": client}))

    def all_conflicts(self) -> Iterator[Conflict]:
        return iter(sorted(_summed(self._chains(self.of_all, {})), key=sort_key))

    def _chains(self, statements: list[Any], given: dict[str, Any]) -> Iterator[Conflict]:
        """Every chain that counts, with its effective stake."""
        direct, *longer = statements
        yield from map(tuple, self._rows(direct, given))
        for length, statement in enumerate(longer, 2):
            for row in self._rows(statement, given):
                visited, stakes = row[: length + 2], row[length + 2 :]
                effective = reduce(lambda below, stake: stake * below / 100.0, stakes)
                # Stakes are at most 100 percent, so if a whole chain counts, each part of it does.
                if effective >= THRESHOLD and len(set(visited)) == len(visited):
                    yield visited[0], visited[1], visited[-1], effective

    def _rows(self, statement: Any, given: dict[str, Any]) -> Iterator[Any]:
        return iter(self.connection.execute(statement, given))


def _summed(chains: Iterable[Conflict]) -> list[Conflict]:
    """One conflict for each client, vendor and investor, with the sum over their chains."""
    stakes: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for client, vendor, investor, stake in chains:
        known = stakes[client, vendor, investor]
        if stake is not None:
            known.append(stake)
    return [(*key, cap_at_100(sum(known) if known else None)) for key, known in stakes.items()]
