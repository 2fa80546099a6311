"""Writes what holds today in a graph into files that any program can read.

Groups are left out: nothing is joined on them, so no conflict has one.
"""

import csv
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.contestants import FactsFiles
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.scope import Scope
from graph_service.domain.vocabulary import GROUP
from graph_service.queries.base import Parameters
from graph_service.stores.port import Resource, Store, listing_key
from graph_service.use_cases.ask import apply_scope

PAGE = 10_000


def write_facts_files(store: Store, folder: Path, report: Callable[[int], None]) -> None:
    """Write the files, unless the folder exists: it appears when all files are complete."""
    if folder.exists():
        return
    scope = apply_scope(Parameters())
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    unfinished.mkdir(parents=True, exist_ok=True)
    facts = FactsFiles(unfinished)
    with ExitStack() as until_written, store.reading():

        def table(path: Path, *header: str) -> Callable[[list[Any]], Any]:
            writer = csv.writer(until_written.enter_context(path.open("w", newline="", encoding="utf-8")))
            writer.writerow(header)
            return writer.writerow

        entity = table(facts.entities, "id")
        groups = set()
        for each in _all(store, "entities", scope):
            if each.kind == GROUP:
                groups.add(each.id)
            else:
                entity([each.id])
        contract = table(facts.contracts, "client", "vendor")
        holding = table(facts.holdings, "investor", "held", "stake")
        rivalry = table(facts.rivalries, "one", "other")
        version: RelationshipVersion
        for done, version in enumerate(_all(store, "relationships", scope), 1):
            if done % 100_000 == 0:
                report(done)
            if version.subject in groups or version.object in groups or version.verdict(scope.as_of) == "no":
                continue
            if version.type == "CLIENT_OF":
                contract([version.subject, version.object])
            elif version.type == "INVESTS_IN":
                holding([version.subject, version.object, version.stake_percent])
            elif version.type == "COMPETES_WITH":
                rivalry([version.subject, version.object])
    unfinished.rename(folder)


def _all(store: Store, resource: Resource, scope: Scope) -> Iterator[Any]:
    after = None
    while page := store.page(resource, {}, scope, after, PAGE):
        yield from page
        after = listing_key(resource, page[-1])
