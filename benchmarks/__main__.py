"""`python -m benchmarks`: measures how fast the service is, and compares it with other tools for the same job.

After each part it prints Markdown tables, and writes them into a folder, together with the figures as JSON. By default
it measures 10,000 entities and 50,000 relationships on both stores, in about twenty minutes. A million entities take
hours, most of them for loading. --folder keeps what is loaded, and --only chooses parts.
"""

import argparse
import json
import os
import platform
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benchmarks.aims import aims_table
from benchmarks.generator import SIZES
from benchmarks.parts import PARTS
from benchmarks.processes import ROOT
from benchmarks.run import Run, log_progress
from tests.neo4j_server import Neo4jServer, NoNeo4j, neo4j_for_tests


def main() -> None:
    asked = _arguments()
    failed = []
    with ExitStack() as until_the_end:
        folder = asked.folder or Path(until_the_end.enter_context(tempfile.TemporaryDirectory()))
        for each in (folder, asked.results):
            each.mkdir(parents=True, exist_ok=True)
        server = until_the_end.enter_context(_neo4j()) if asked.neo4j else None
        run = Run(
            size_name=asked.size,
            rounds=asked.rounds,
            folder=folder.absolute(),
            results=asked.results,
            questions=asked.questions,
            patience=asked.patience,
            loads=asked.loads,
            server=server,
        )
        for name in asked.only:
            log_progress(f"{name}:")
            try:
                _save_part(run, name, PARTS[name].measure(run))
            except Exception:  # the other parts go on
                traceback.print_exc()
                failed.append(name)
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


def _save_part(run: Run, part: str, results: dict[str, Any]) -> None:
    """Save a part's results together with those of other parts for the same size."""
    path = run.results / f"{run.size_name}.json"
    saved = json.loads(path.read_text()) if path.exists() else {}
    saved[part] = found = {
        "rounds": run.rounds,
        "machine": f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}",
        **results,
    }
    print("\n".join(PARTS[part].tables(found)), flush=True)
    path.write_text(json.dumps(saved, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    path.with_suffix(".md").write_text("\n".join(_report(run, saved)) + "\n", encoding="utf-8")


def _report(run: Run, saved: dict[str, Any]) -> Iterator[str]:
    """All results for this size, in Markdown."""
    yield f"# {run.size.entities:,} entities, {run.size.relationships:,} relationships"
    yield from ("", *aims_table(run.size.relationships, saved))
    for name, part in PARTS.items():
        if name in saved:
            results = saved[name]
            yield from (
                "",
                *part.tables(results),
                "",
                f"{results['machine']}; {results['rounds']} rounds, contestants by turns; median (least–greatest).",
            )


@contextmanager
def _neo4j() -> Iterator[Neo4jServer]:
    """The Neo4j server of the tests. Processes that are started from here know it by their environment."""
    try:
        with neo4j_for_tests(os.environ) as server:
            os.environ |= {
                "NEO4J_USERNAME": server.user,
                "NEO4J_PASSWORD": server.password,
                "NEO4J_DATABASE": server.database,
            }
            yield server
    except NoNeo4j as why:
        raise SystemExit(f"no Neo4j: {why}; leave it out with --no-neo4j") from why


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="10k", help="entities; five times as many relationships")
    parser.add_argument("--only", type=_parts, default=list(PARTS), help=f"some of {','.join(PARTS)}")
    parser.add_argument(
        "--neo4j", action=argparse.BooleanOptionalAction, help="on Neo4j too (as it is up to the size 10k)"
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often each contestant takes its turn")
    parser.add_argument("--loads", type=int, help="how often it is loaded (3 times up to the size 100k, else once)")
    parser.add_argument(
        "--questions", type=int, default=10_000, help="varied questions before memory is looked at again"
    )
    parser.add_argument("--patience", type=float, default=900, help="seconds after which a contestant is stopped")
    parser.add_argument("--folder", type=Path, help="where loaded files are kept, for another run")
    parser.add_argument("--results", type=Path, default=ROOT / ".local" / "benchmarks", help="where the results go")
    asked = parser.parse_args()
    if asked.rounds < 3:
        parser.error("a median needs three rounds at least")
    entities = SIZES[asked.size].entities
    if asked.neo4j is None:
        asked.neo4j = entities <= SIZES["10k"].entities
    if asked.loads is None:
        asked.loads = 3 if entities <= SIZES["100k"].entities else 1
    return asked


def _parts(text: str) -> list[str]:
    chosen = text.split(",")
    for name in chosen:
        if name not in PARTS:
            raise argparse.ArgumentTypeError(f"there is no part {name!r}; there are {', '.join(PARTS)}")
    return [name for name in PARTS if name in chosen]


if __name__ == "__main__":
    main()
