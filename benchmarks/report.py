"""The results as a Markdown table: the same figures as in the JSON file beside it."""

from typing import Any

from benchmarks.figures import shown, table

_CONTESTANTS = {
    "empty": "empty FastAPI endpoint, same bytes",
    "query api": "Neo4j's Query API, same Cypher",
    "raw driver": "raw driver behind a bare endpoint, same statement",
    "first": "graph service, asked for the first time",
    "again": "graph service, asked again",
}
_ACTS = {
    "first": "`graph.shared_vendors(client=…)`, first time",
    "again": "the same again",
    "find": "`store.find` alone, again",
}


def report(results: dict[str, Any]) -> str:
    """The whole report."""
    lines = [
        f"## {results['entities']:,} entities, {results['relationships']:,} relationships",
        "",
        f"{results['machine']}; {results['rounds']} rounds, contestants by turns; median (least–greatest).",
    ]
    for store, http in results["http"].items():
        beside = "the empty endpoint" if store == "embedded" else "the Query API"
        lines += ["", f"### Over HTTP, {store} store: one worker, {results['connections']} connections", ""]
        lines += table(
            ("question about", "answered by", "requests/s", f"of {beside}'s", "p50 ms", "p99 ms"),
            [
                (
                    f"{workload} ({contest['bytes_each_answer']:,} bytes)",
                    _CONTESTANTS[name],
                    shown(told["requests_per_second"]),
                    shown(told["of_reference"]),
                    shown(told["p50_ms"]),
                    shown(told["p99_ms"]),
                )
                for workload, contest in http["contests"].items()
                for name, told in contest.items()
                if name in _CONTESTANTS
            ],
        )
        resident, busy = http["resident_mib"], max(c["generator_busy"] for c in http["contests"].values())
        lines += [
            "",
            f"The service held {resident['ready']} MiB when ready and {resident['after']} MiB after all questions; "
            f"the load generator was busy for {busy:.0%} of the time at most.",
        ]
    lines += ["", "### In process", ""]
    lines += table(
        ("question about", "what", "store", "median ms", "p99 ms"),
        [
            (workload, _ACTS[act], store, shown(told["median_ms"]), shown(told["p99_ms"]))
            for store, asked in results["in_process"].items()
            for workload, acts in asked.items()
            for act, told in acts.items()
        ],
    )
    lines += ["", "### Loading and opening", ""]
    lines += table(
        (
            "store",
            "loaded in s",
            "relationships/s",
            "loader's peak MiB",
            "on disk MiB",
            "open ms",
            "first answer ms",
            "MiB",
        ),
        [
            (
                store,
                f"{loaded['seconds']:,.0f}",
                f"{loaded['relationships_per_second']:,}",
                f"{loaded['peak_mib']:,}",
                f"{loaded['disk_mib']:,.0f}" if loaded["disk_mib"] else "–",
                *(shown(results["opening"][store][name]) for name in ("open_ms", "first_answer_ms", "resident_mib")),
            )
            for store, loaded in results["loading"].items()
        ],
    )
    return "\n".join(lines) + "\n"
