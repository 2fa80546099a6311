"""`graph-service check`: what `load` would say of the same facts, all of it, for people and for programs."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from graph_service.cli import check as command_module
from graph_service.errors import LISTED
from graph_service.graph import open_graph
from graph_service.support.resources import shipped_folder
from tests.api.served import run
from tests.cli.conftest import Command
from tests.importers.folders import OMITTED, claim, contract, entity, figure, retraction, source, write

ARTICLE = shipped_folder("seed_data") / "article"
BYTE_ORDER_MARK = "\ufeff"
PARTIES = [entity("google"), entity("meta"), entity("scale-ai")]


def folder_of(path: Path, **files: Any) -> Path:
    """A folder that stands by itself, unless other files are given."""
    for name, records in {"sources": [source()], "entities": PARTIES, **files}.items():
        if records is not OMITTED:
            write(path, f"{name}.jsonl", records)
    return path


def test_good_facts_are_counted(command: Command) -> None:
    result = command("check", ARTICLE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "9 entities, 1 sources, 17 claims, 0 retractions: no defects\n"


def test_nothing_to_check_is_told(command: Command) -> None:
    result = command("check", "--no-seed")
    assert (result.exit_code, "name a folder" in result.stderr) == (2, True)


@pytest.mark.parametrize("both", [("--csv", "--json"), ("--csv", "--report")])
def test_two_forms_at_once_are_refused(command: Command, both: tuple[str, str]) -> None:
    assert command("check", *both).exit_code == 2


def test_the_first_are_shown_and_the_rest_counted(command: Command, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, claims=[claim(f"c{n}", status="actve") for n in range(LISTED + 7)])
    result = command("check", "--no-seed", folder)
    first, *lines, last = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (1, "")
    assert first.startswith("Error: 207 defects, none of it would be loaded")
    assert "--json or --csv lists them all" in first
    assert (len(lines), last) == (LISTED, "… and 7 more")
    assert lines[0] == (
        f"{folder / 'claims.jsonl'}: line 1 /status: the text 'actve' is none of announced, active, "
        "planned_end, ended, called_off, denied (did you mean active?)"
    )


def test_programs_are_told_all_of_them(command: Command, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, claims=[claim(f"c{n}", status="actve") for n in range(LISTED + 7)])
    result = command("check", "--no-seed", folder, "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, len(told["defects"]), told["entities"], told["claims"]) == (1, LISTED + 7, 3, 0)
    last = told["defects"][-1]
    assert (last["file"], last["line"], last["pointer"], last["nearest"]) == (
        str(folder / "claims.jsonl"),
        LISTED + 7,
        "/status",
        ["active"],
    )
    sheet = command("check", "--no-seed", folder, "--csv").stdout.removeprefix(BYTE_ORDER_MARK)
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert len(rows) == LISTED + 7
    assert rows[-1] == {name: str(value) for name, value in {**last, "nearest": "active"}.items()}


def test_where_nothing_is_wrong_programs_are_told_so(command: Command) -> None:
    result = command("check", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (
        0,
        {"entities": 9, "sources": 1, "claims": 17, "retractions": 0, "defects": []},
    )
    empty = command("check", "--csv")
    assert (empty.exit_code, empty.stdout.removeprefix(BYTE_ORDER_MARK).splitlines()) == (
        0,
        ['"file","line","pointer","problem","nearest"'],
    )


def test_places_are_taken_apart_for_programs(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "yaml", "claims.yaml", "- id: c1\n  amount:\n    max: x\n")
    write(tmp_path / "yaml", "sources.yaml", "- a: [1\n")
    write(tmp_path / "empty", "notes.txt", "")
    folders = (tmp_path / "yaml", tmp_path / "empty")
    told = json.loads(command("check", "--no-seed", *folders, "--json").stdout)["defects"]
    places = {(Path(each["file"]).name, each["line"], each["pointer"]) for each in told}
    assert {("claims.yaml", 3, "/0/amount/max"), ("sources.yaml", 2, ""), ("empty", None, "")} < places


@pytest.mark.processes
@pytest.mark.parametrize(
    "env", [{"LC_ALL": "C", "LANG": "C"}, {"PYTHONIOENCODING": "latin-1"}, {"PYTHONIOENCODING": "utf-8"}]
)
def test_the_json_is_json_whatever_the_terminal_writes(tmp_path: Path, env: dict[str, str]) -> None:
    folder = folder_of(tmp_path, claims=[claim(subject="جوجل é 😀"), claim("c2", attribution="\u202e\x1b")])
    result = run("check", "--no-seed", folder, "--json", env=env)
    assert result.returncode == 1
    assert "جوجل é 😀" in json.loads(result.stdout)["defects"][0]["problem"]


def test_a_formula_in_a_defect_stays_text(command: Command, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "=cmd()", claims=[claim(object="metaa")])
    shown = command("check", "--no-seed", folder, "--csv").stdout.removeprefix(BYTE_ORDER_MARK)
    assert shown.splitlines()[1].startswith(f'"{folder}')


# What load refuses, and nothing else


def held_already(**more: Any) -> dict[str, Any]:
    return claim("held", **more)


AGREED: list[tuple[str, dict[str, Any], bool]] = [
    ("good facts", {"claims": [claim(), contract("c2"), figure()]}, True),
    ("the same again", {"claims": [held_already()]}, True),
    ("another content of a claim's id", {"claims": [held_already(stake_percent=50)]}, False),
    ("another source of that id", {"sources": [source(tier="A")]}, False),
    ("another kind of entity", {"entities": [entity("google", kind="lab")]}, False),
    ("an entity that gains a name", {"entities": [entity("google", aliases=["The firm"])]}, True),
    (
        "what only the graph holds",
        {"sources": OMITTED, "entities": OMITTED, "claims": [claim("c9", disputes=["held"])]},
        True,
    ),
    ("a stranger", {"claims": [claim(subject="nobody")]}, False),
    ("a source that is nowhere", {"claims": [claim(source="nowhere")]}, False),
    ("a dispute with nobody", {"claims": [claim(disputes=["nothing"])]}, False),
    (
        "a person who sells",
        {"entities": [entity("a-person", kind="person")], "claims": [claim(object="a-person")]},
        False,
    ),
    ("a date in the future", {"claims": [claim(reported_on="2152-06-13")]}, False),
    ("a page of the future", {"sources": [source("other", published="2152")]}, False),
    ("this year", {"claims": [claim(reported_on="2026")]}, True),
    ("a ring", {"claims": [claim("c1", supersedes=["c2"]), claim("c2", supersedes=["c1"])]}, False),
    ("a correction", {"claims": [claim("c1"), claim("c2", supersedes=["c1"])]}, True),
    ("a correction of something else", {"claims": [claim("c1"), contract("c2", supersedes=["c1"])]}, False),
    ("a retraction", {"claims": [claim()], "retractions": [retraction()]}, True),
    ("a retraction of nothing", {"retractions": [retraction(claim="nothing")]}, False),
    ("a wrong field", {"claims": [claim(status="actve")]}, False),
    ("one id, two contents", {"claims": [claim(), claim(stake_percent=5)]}, False),
]


@pytest.mark.parametrize(
    ("files", "good"), [(files, good) for _, files, good in AGREED], ids=[name for name, *_ in AGREED]
)
@pytest.mark.parametrize("seed", ["--seed", "--no-seed"])
def test_check_and_load_agree(command: Command, tmp_path: Path, files: dict[str, Any], good: bool, seed: str) -> None:
    store = tmp_path / "graph.db"
    command("load", "--no-seed", folder_of(tmp_path / "held", claims=[held_already()]), "--store", store)
    with open_graph(store) as graph:
        before = graph.state()
    folder = folder_of(tmp_path / "new", **files)
    checked = command("check", seed, folder, "--store", store)
    with open_graph(store) as graph:
        assert graph.state() == before
    loaded = command("load", seed, folder, "--store", store)
    assert (checked.exit_code, loaded.exit_code) == ((0, 0) if good else (1, 1)), checked.output + loaded.output
    assert checked.stderr.splitlines()[1:] == loaded.stderr.splitlines()[1:]


def test_a_broken_record_may_speak_of_what_the_graph_holds(command: Command, tmp_path: Path) -> None:
    store = tmp_path / "graph.db"
    command("load", "--no-seed", folder_of(tmp_path / "held", claims=[held_already()]), "--store", store)
    claims = [claim("c1", status="actve", disputes=["held"]), contract("c2", status="actve", subject="gogle")]
    folder = folder_of(tmp_path / "new", sources=OMITTED, entities=OMITTED, claims=claims)
    for name in ("check", "load"):
        shown = command(name, "--no-seed", folder, "--store", store).stderr
        assert [line.split(": ")[1] for line in shown.splitlines()[1:]] == [
            "line 1 /status",
            "line 2 /status",
            "line 2 /subject",
        ]


def test_the_article_s_parties_are_there_unless_told_otherwise(command: Command, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, entities=OMITTED, claims=[claim()])
    assert command("check", folder).exit_code == 0
    assert "no entity has the id 'meta'" in command("check", "--no-seed", folder).stderr


def test_a_graph_that_is_not_there_is_not_made(command: Command, tmp_path: Path) -> None:
    assert command("check", "--store", tmp_path / "graph.db").exit_code == 0
    assert list(tmp_path.iterdir()) == []


def test_a_graph_that_is_none_is_told(command: Command, tmp_path: Path) -> None:
    (tmp_path / "graph.db").write_text("something else altogether, and long enough to be no database")
    assert command("check", "--store", tmp_path / "graph.db").exit_code == 1


# The report


def lines_of(command: Command, folder: Path) -> list[str]:
    result = command("check", "--no-seed", folder, "--report")
    assert result.exit_code == 0, result.stderr
    return result.stdout.splitlines()


def report_on(command: Command, folder: Path) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(command("check", "--no-seed", folder, "--report", "--json").stdout)["report"]
    return report


def test_the_report_tells_where_text_direction_controls_were_taken_out(command: Command, tmp_path: Path) -> None:
    turned = {**entity("acme"), "names": {"en": "Acme\u202e", "ar": "أكمي"}}
    folder = folder_of(tmp_path, entities=[*PARTIES, turned])
    told = f"{folder / 'entities.jsonl'}, line 4: text direction controls were taken out"
    assert report_on(command, folder)["suspicious_names"] == [told]


@pytest.mark.parametrize("width", [40, 60, 80, 110, 200])
def test_a_report_of_25_years_fits_its_width(
    tmp_path: Path, width: int, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    years = range(2001, 2026)
    claims = [claim(f"c{year}", reported_on=str(year)) for year in years] + [figure(metric="market_capitalisation")]
    folder = folder_of(tmp_path, claims=claims)
    monkeypatch.setattr(command_module, "Console", lambda: Console(width=width))
    monkeypatch.setenv("COLUMNS", str(width))
    shown = lines_of(command, folder)
    table = shown[1 : next(n for n, line in enumerate(shown) if line.endswith("without a date of their own"))]
    assert all(len(line) <= width for line in table)
    words = " ".join(table).split()
    assert [word for word in words if word.isdecimal() and len(word) == 4] == [str(year) for year in years]
    assert words.count("1") == len(years) + 1
    assert "market_capitalisation" in words


def test_totals_of_two_rounds_are_not_suspicious_and_those_of_one_are(command: Command, tmp_path: Path) -> None:
    def total(id_: str, value: float, **more: Any) -> dict[str, Any]:
        return claim(id_, amount={"value": value, "currency": "USD", "basis": "round_total"}, **more)

    rounds = [total("c1", 5e6, valid_from="2017"), total("c2", 1e9, valid_from="2024-05")]
    assert report_on(command, folder_of(tmp_path / "two", claims=rounds))["suspicious_amounts"] == []
    one = [total("c1", 1e8, valid_from="2024-05"), total("c2", 1e9, valid_from="2024-05")]
    assert report_on(command, folder_of(tmp_path / "one", claims=one))["suspicious_amounts"] == [
        "meta:INVESTS_IN:scale-ai: amounts (round_total) from 100,000,000 to 1,000,000,000 USD"
    ]


@pytest.mark.parametrize(
    ("stakes", "suspicious"),
    [([33.3, 33.3, 33.4], 0), ([0.1] * 2 + [99.8], 0), ([70.1, 20.2, 9.7], 0), ([60, 40.1], 1), ([100, 0.01], 1)],
)
def test_stakes_may_add_up_to_everything_and_not_to_more(
    command: Command, tmp_path: Path, stakes: list[float], suspicious: int
) -> None:
    investors = [entity(f"investor-{n}", kind="fund") for n in range(len(stakes))]
    claims = [claim(f"c{n}", subject=f"investor-{n}", stake_percent=stake) for n, stake in enumerate(stakes)]
    folder = folder_of(tmp_path, entities=[*PARTIES, *investors], claims=claims)
    assert len(report_on(command, folder)["suspicious_amounts"]) == suspicious


def test_an_indirect_stake_is_not_counted_twice(command: Command, tmp_path: Path) -> None:
    claims = [claim("c1", stake_percent=90), claim("c2", subject="google", stake_percent=60, direct=False)]
    assert report_on(command, folder_of(tmp_path, claims=claims))["suspicious_amounts"] == []


def test_what_held_outside_a_party_s_life_is_reported_and_no_defect(command: Command, tmp_path: Path) -> None:
    entities = [
        entity("meta", founded="2004-02", dissolved="2030"),
        entity("scale-ai", founded="2016"),
        entity("google"),
    ]
    claims = [
        claim("c1", valid_from="2010", valid_to="2015-12-31"),
        claim("c2", valid_from="2010", valid_to="2016"),
        claim("c3", valid_from="2031"),
        claim("c4"),
        figure("f1", valid_from="2014", valid_to="2015"),
        contract("c5", valid_to="2015"),
    ]
    assert report_on(command, folder_of(tmp_path, entities=entities, claims=claims))["outside_lifetime"] == [
        "c1: held until 2015-12-31, but scale-ai was founded 2016",
        "c3: held from 2031, but meta was dissolved 2030",
        "f1: held until 2015, but scale-ai was founded 2016",
        "c5: held until 2015, but scale-ai was founded 2016",
    ]


def test_old_dates_and_dates_that_are_not_over_are_reported(command: Command, tmp_path: Path) -> None:
    claims = [claim("c1", valid_from="1025"), claim("c2", reported_on="2026"), claim("c3", reported_on="2025")]
    report = report_on(command, folder_of(tmp_path, claims=claims))
    assert report["suspicious_dates"] == ["claim c1: valid_from is 1025"]
    assert report["known_from_loading"] == ["c2"]


def test_a_report_on_claims_whose_source_only_the_graph_holds(command: Command, tmp_path: Path) -> None:
    store = tmp_path / "graph.db"
    command("load", "--no-seed", folder_of(tmp_path / "held", claims=[held_already()]), "--store", store)
    folder = folder_of(tmp_path / "new", sources=OMITTED, entities=OMITTED, claims=[claim("c9")])
    result = command("check", "--no-seed", folder, "--store", store, "--report")
    assert (result.exit_code, "1 relationships that one source alone speaks of" in result.stdout) == (0, True)
