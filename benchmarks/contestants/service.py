"""The graph service itself, in process: rows alone, as the others give them, or whole answers with evidence."""

from collections.abc import Iterator

from benchmarks.contestants import Conflict, Contestant, FactsFiles
from graph_service import open_graph
from graph_service.queries.base import LIMIT
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared_vendors import QUERY, SharedVendorsParameters
from graph_service.stores.sqlite.connection import connect
from graph_service.stores.sqlite.reader import SqliteReader
from graph_service.use_cases.ask import apply_scope


class Rows(Contestant):
    """What the question finds: client, vendor, investor, stakes, and which versions say so."""

    suffix = ".db"

    def __init__(self, facts: FactsFiles) -> None:
        reader = SqliteReader(connect(facts.file_for(self.suffix)))
        self.graph = ScopedReader(reader, apply_scope(SharedVendorsParameters()))

    def conflicts(self, client: str) -> list[Conflict]:
        return list(self._found(SharedVendorsParameters(client=client)))

    def all_conflicts(self) -> Iterator[Conflict]:
        return self._found(SharedVendorsParameters())

    def _found(self, parameters: SharedVendorsParameters) -> Iterator[Conflict]:
        for finding in QUERY.find(self.graph, parameters, None):
            found = finding.values
            yield found.client, found.vendor, found.investor, found.effective_stake_percent


class Answers(Contestant):
    """Whole answers: names resolved, every hop with its claims and sources, the certificate."""

    suffix = ".db"

    def __init__(self, facts: FactsFiles) -> None:
        self.graph = open_graph(facts.file_for(self.suffix))

    def conflicts(self, client: str) -> list[Conflict]:
        return list(self._answered(client=client))

    def all_conflicts(self) -> Iterator[Conflict]:
        return self._answered()

    def _answered(self, client: str | None = None) -> Iterator[Conflict]:
        cursor = None
        while True:
            answer = self.graph.shared_vendors(client=client, limit=LIMIT, cursor=cursor)
            for row in answer.rows:
                yield row.client.id, row.vendor.id, row.investor.id, row.effective_stake_percent
            cursor = answer.next
            if cursor is None:
                return
