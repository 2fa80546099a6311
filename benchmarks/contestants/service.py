"""The graph service itself, in process: rows alone, as the others give them, or whole answers with evidence."""

from collections.abc import Iterator

from benchmarks.contestants import Conflict, Contestant, FactsFiles
from graph_service import open_graph
from graph_service.queries.base import LIMIT
from graph_service.use_cases.ask import applied_scope, query_named, read_parameters

QUERY = query_named("shared_vendors")


class Rows(Contestant):
    """What the store finds: client, vendor, investor and stakes, and the versions behind them."""

    suffix = ".db"

    def __init__(self, facts: FactsFiles) -> None:
        self.store = open_graph(facts.file_for(self.suffix)).store

    def conflicts(self, client: str) -> list[Conflict]:
        return list(self._found(client=client))

    def all_conflicts(self) -> Iterator[Conflict]:
        return self._found()

    def _found(self, **of: str) -> Iterator[Conflict]:
        """The conflicts page by page, as the store gives no more at once."""
        parameters = read_parameters(QUERY, {**of, "limit": LIMIT})
        scope, after = applied_scope(parameters), None
        while True:
            page = self.store.find(QUERY, parameters, scope, after, LIMIT)
            for finding in page:
                values = finding.values
                yield values["client"], values["vendor"], values["investor"], values["effective_stake_percent"]
            if len(page) < LIMIT:
                return
            after = page[-1].key


class Answers(Contestant):
    """Whole answers: names resolved, every hop with its claims and sources, the certificate."""

    suffix = ".db"

    def __init__(self, facts: FactsFiles) -> None:
        self.graph = open_graph(facts.file_for(self.suffix))

    def conflicts(self, client: str) -> list[Conflict]:
        return list(self._answered(client=client))

    def all_conflicts(self) -> Iterator[Conflict]:
        return self._answered()

    def _answered(self, **of: str) -> Iterator[Conflict]:
        cursor = None
        while True:
            answer = self.graph.shared_vendors(**of, limit=LIMIT, cursor=cursor)
            for row in answer.rows:
                yield row.client.id, row.vendor.id, row.investor.id, row.effective_stake_percent
            cursor = answer.next
            if cursor is None:
                return
