"""`graph-service screen`: a file of names in, a report out that no spreadsheet runs."""

import csv
import io
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from graph_service.cli.csv_report import csv_report, neutralise
from graph_service.cli.screening_list import ScreeningList, read_screening_list
from graph_service.errors import BadParameter
from tests.api.served import COMMAND
from tests.cli.conftest import Command

JSON = json.dumps({"client": "Google", "vendors": ["Scale AI", "سكيل", "=1+1"]})


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "vendors.json"
    path.write_text(JSON, encoding="utf-8")
    return path


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


# The command


def test_the_report_has_a_line_for_each_finding_with_its_claims_and_scope(
    command: Command, article: Path, listed: Path
) -> None:
    result = command("screen", listed, "--csv", "--known-at", "2025-07-01", "--store", article)
    assert (result.exit_code, result.stderr) == (0, "")
    first, *others, last = read(result.stdout)
    assert (first["asked"], first["id"], first["finding"]) == ("Scale AI", "scale-ai", "conflict")
    assert (first["tie"], first["competitor"], first["stake_percent"]) == ("competitor_holds", "meta", "49.0")
    assert (first["certainty"], first["already_client"], first["known_at"]) == ("inferred", "yes", "2025-07-01")
    assert first["claims"] == "article-08 article-01"
    assert [row["finding"] for row in others] == ["conflict", "unresolved"]
    assert others[1]["asked"] == "'=1+1"
    assert (last["section"], last["id"], last["finding"]) == ("competitor", "meta", "checked")


@pytest.mark.processes
def test_the_report_is_marked_as_utf_8_whatever_the_terminal_has(article: Path, tmp_path: Path) -> None:
    path = tmp_path / "vendors.csv"
    path.write_text("name,role\nسكيل,vendor\nMeta,competitor\n", encoding="utf-8")
    for locale in ("C.UTF-8", "C"):
        given: list[str | Path] = ["screen", path, "--csv", "--store", article]
        done = subprocess.run(
            [COMMAND, *given],
            env={**os.environ, "LC_ALL": locale, "PYTHONIOENCODING": "ascii" if locale == "C" else "utf-8"},
            capture_output=True,
            check=True,
            timeout=120,
        )
        assert done.stdout.startswith(b'\xef\xbb\xbf"section","asked"')
        assert done.stdout.count(b"\xef\xbb\xbf") == 1
        first = read(done.stdout.decode("utf-8"))[0]
        assert (first["asked"], first["id"]) == ("سكيل", "scale-ai")


def test_the_client_may_be_named_by_a_flag(command: Command, article: Path, tmp_path: Path) -> None:
    path = tmp_path / "vendors.csv"
    path.write_text("vendors,competitors\nScale AI,\n", encoding="utf-8")
    result = command("screen", path, "--client", "xai", "--csv", "--store", article)
    assert [row["finding"] for row in read(result.stdout)] == ["conflict", "checked"]


def test_a_client_other_than_the_file_s_is_refused(command: Command, article: Path, listed: Path) -> None:
    result = command("screen", listed, "--client", "xai", "--store", article)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "FILE names another client, Google" in result.stderr


def test_json_has_the_rows_of_all_pages(command: Command, article: Path, tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    path.write_text(json.dumps({"vendors": ["Scale AI"] * 200, "client": "openai"}), encoding="utf-8")
    answer = json.loads(command("screen", path, "--json", "--store", article).stdout)
    assert len(answer["rows"]) == 201
    assert (answer["next"], answer["certificate"]["truncated"]) == (None, False)


def test_people_are_shown_a_table(command: Command, article: Path, listed: Path) -> None:
    result = command("screen", listed, "--store", article)
    assert result.exit_code == 0
    assert "unresolved" in result.stdout
    assert "Looked at: " in result.stdout


def test_csv_and_json_at_once_are_refused(command: Command, listed: Path) -> None:
    assert command("screen", listed, "--csv", "--json").exit_code == 2


# The file of names


@pytest.mark.parametrize(
    "text",
    [
        '{"vendors": ["A", "ب"], "competitors": ["C"], "client": "D"}',
        "name,role\nA,vendor\nب,vendor\nC,competitor\nD,client\n",
        "\ufeffName;Role;note\r\nA;Vendor;x\r\nب;vendor\r\n;vendor;\r\n C ;competitor\r\nD;client\r\n",
        '"role"\t"name"\nvendor\tA\nvendor\tب\ncompetitor\tC\nclient\tD',
        "vendors,competitors,clients\nA,C,D\nب,,\n",
    ],
)
def test_json_and_csv_say_the_same(text: str) -> None:
    wanted = ScreeningList(vendors=["A", "ب"], competitors=["C"], client="D")
    assert read_screening_list(text.encode()) == wanted


def test_a_name_may_hold_separators_and_lines() -> None:
    found = read_screening_list(b'name,role\n"A, Inc.\n(""the"" one)",vendor\n')
    assert found.vendors == ['A, Inc.\n("the" one)']


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "its first row must name the columns"),
        (b"A\nB\n", "its first row must name the columns"),
        (b"name,role\nA,supplier\n", "line 2: the role 'supplier' is none of vendor, competitor, client"),
        (b"name,role\nA\n", "line 2: the role '' is none of"),
        (b"name,role\nA,client\nB,client\n", "it names more than one client"),
        (b"name,role\nA,competitor\n", "vendors: List should have at least 1 item"),
        (b'name,role\n"A,vendor\n', "it is neither JSON nor CSV"),
        (b"name,role\n\xff,vendor\n", "it is not UTF-8: byte 10 can't be read"),
        (b'{"vendors": ["A"', "it begins like JSON, and is none: Expecting ',' delimiter: line 1 column 17"),
        (b'{"vendors": ["A"]} x', "it begins like JSON, and is none: Extra data"),
        (b'{"vendors": [NaN]}', "it begins like JSON, and is none: NaN is not a JSON number"),
        (b'{"vendors":' + b"[" * 100_000, "it begins like JSON, and is none: its brackets are nested too deeply"),
        (
            b'{"vendors": ["\\ud800"]}',
            "it begins like JSON, and is none: a \\u escape stands for half a character only",
        ),
        (b'{"vendors": ["A"], "vendors": ["B"]}', "'vendors' is given twice in one object"),
        (b'{"vendors": ["A"], "vendors": ["A"]}', "'vendors' is given twice in one object"),
        (b'{"client": "A", "vendors": ["A"], "cl\\u0069ent": "B"}', "'client' is given twice in one object"),
        (b'{"vendors": ["A"], "x": {"y": 1, "y": 1}}', "'y' is given twice in one object"),
        (b"vendors,competitors,vendors\nA,,B\n", "it has the column vendors twice"),
        (b"name,role, Name\nA,vendor,B\n", "it has the column name twice"),
        (b'{"vendors": "A"}', "vendors: Input should be a valid"),
        (b'{"vendors": [1]}', "vendors.0: Input should be a valid string"),
        (b'{"vendors": ["A"], "rivals": ["B"]}', "rivals: Extra inputs are not permitted"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, says: str) -> None:
    with pytest.raises(BadParameter) as raised:
        read_screening_list(data)
    assert str(raised.value).startswith(f"FILE: {says}")


# What a spreadsheet would run


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1", "\u00a0=1", "＝1", '=HYPERLINK("http://x")'],
)
def test_a_cell_that_would_be_run_is_text(cell: str) -> None:
    assert neutralise(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", " ", "Scale AI", "سكيل", "1-2", "a=b", "'quoted", "https://example.org/?a=b"])
def test_any_other_cell_is_left_alone(cell: str) -> None:
    assert neutralise(cell) == cell


def test_separators_within_a_cell_start_no_new_one() -> None:
    rows: list[dict[str, Any]] = [{"a": 'x","=1+1', "b": None}, {"a": True, "b": 0.5}]
    text = csv_report(["a", "b"], rows).decode("utf-8-sig")
    assert text == '"a","b"\r\n"x"",""=1+1",""\r\n"yes","0.5"\r\n'
    assert read(text)[0] == {"a": 'x","=1+1', "b": ""}
