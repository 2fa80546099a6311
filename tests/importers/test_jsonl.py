"""JSON Lines as they come: marks, line ends, encodings, long lines and halves."""

import json
import tempfile
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.importers import read_folders
from graph_service.importers.defects import Defects
from graph_service.importers.jsonl import LONGEST_LINE, read_jsonl
from tests.importers.folders import defect_in, defects_in, entity, write

GOOGLE = json.dumps(entity("google"))
META = json.dumps(entity("meta"))


@pytest.mark.parametrize(
    "content",
    [
        f"\ufeff{GOOGLE}\n{META}\n",
        f"{GOOGLE}\r\n{META}\r\n",
        f"\n  \n{GOOGLE}\n\r\n\n{META}",
        f"{GOOGLE}\n\ufeff{META}\n",
        f"  {GOOGLE}  \n\t{META}\t\n",
    ],
    ids=["mark", "crlf", "blank lines, no last line end", "two files with marks in one", "spaces"],
)
def test_what_carries_no_meaning_is_passed_over(tmp_path: Path, content: str) -> None:
    write(tmp_path, "entities.jsonl", content.encode())
    assert list(read_folders([tmp_path]).entities) == ["google", "meta"]


OBJECTS = st.dictionaries(
    st.text(),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    ),
)
STYLES: list[dict[str, Any]] = [{}, {"ensure_ascii": False}, {"separators": (",", ":")}, {"indent": 1}]


@settings(max_examples=50, deadline=None)
@given(given=OBJECTS, style=st.sampled_from(STYLES))
def test_whichever_way_an_object_is_written_it_is_read_as_what_it_is(given: dict[str, Any], style: Any) -> None:
    line = json.dumps(given, **style).replace("\n", " ").encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "entities.jsonl")
        path.write_bytes(line)
        (raw,) = read_jsonl(path, "file", Defects())
    assert repr(raw.data) == repr(given)


def test_an_empty_file_holds_no_records(tmp_path: Path) -> None:
    write(tmp_path, "entities.jsonl", b"")
    assert read_folders([tmp_path]).entities == {}


def test_blank_lines_are_counted(tmp_path: Path) -> None:
    write(tmp_path, "entities.jsonl", f"\n\r\n{GOOGLE}\n\n[]\n")
    assert defect_in(tmp_path).place == "line 5"


def test_a_line_in_another_encoding_is_told_by_its_byte_and_the_rest_is_read(tmp_path: Path) -> None:
    arabic = json.dumps(entity("meta", names={"ar": "ميتا"}), ensure_ascii=False)
    third = json.dumps(entity("x", kind="firm"))
    content = b"\n".join([GOOGLE.encode(), arabic.encode("cp1256"), third.encode(), b""])
    encoding, kind = defects_in(write(tmp_path, "entities.jsonl", content))
    assert encoding.place == "line 2"
    at = arabic.index("م")
    byte = "م".encode("cp1256")[0]
    assert encoding.problem.startswith(f"byte {at + 1} of the line (0x{byte:02X}) is not UTF-8")
    assert kind.place == "line 3 /kind"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_whole_file_in_another_encoding_is_one_defect(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, "entities.jsonl", f"{GOOGLE}\n{META}\n".encode(encoding))
    defect = defect_in(tmp_path)
    assert (defect.place, defect.problem) == ("line 1", "the file is in UTF-16 or UTF-32; save it as UTF-8")


def test_a_line_of_50_mb_is_never_held(tmp_path: Path) -> None:
    with (tmp_path / "entities.jsonl").open("wb") as stream:
        stream.write(GOOGLE.encode() + b'\n{"id": "')
        for _ in range(50):
            stream.write(b"x" * 1_000_000)
        stream.write(b'"}\n[]\n')
    tracemalloc.start()
    try:
        defects = defects_in(tmp_path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 10_000_000
    long, after = defects
    assert (long.place, long.problem) == ("line 2", "the line is longer than 1,048,576 bytes; it was not read")
    assert after.place == "line 3"


def test_a_line_of_just_the_longest_length_is_read(tmp_path: Path) -> None:
    padded = GOOGLE.encode().ljust(LONGEST_LINE)
    write(tmp_path, "entities.jsonl", padded + b"\n" + META.encode() + b"\n")
    assert list(read_folders([tmp_path]).entities) == ["google", "meta"]


@pytest.mark.parametrize("kept", [1, 10, len(META) // 2, len(META) - 1])
def test_half_a_file_is_noticed_at_its_last_line(tmp_path: Path, kept: int) -> None:
    write(tmp_path, "entities.jsonl", f"{GOOGLE}\n{META[:kept]}")
    defect = defect_in(tmp_path)
    assert defect.place == "line 2"
    assert "the file ends in it: was it cut short?" in defect.problem


def test_a_file_cut_within_a_character_is_noticed(tmp_path: Path) -> None:
    arabic = json.dumps(entity("meta", names={"ar": "ميتا"}), ensure_ascii=False).encode()
    write(tmp_path, "entities.jsonl", arabic[: arabic.index("م".encode()) + 1])
    defect = defect_in(tmp_path)
    assert defect.place == "line 1"
    assert "unexpected end of data" in defect.problem


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("[]", "the line isn't an object: write {…}"),
        ("3", "the line isn't an object: write {…}"),
        (f"{GOOGLE}{META}", f"more follows at column {len(GOOGLE) + 1}, after the JSON value: write one object a line"),
        (f"{GOOGLE},", f"more follows at column {len(GOOGLE) + 1}, after the JSON value: write one object a line"),
        ("{'id': 1}", "the line is not JSON: expecting property name enclosed in double quotes at column 2"),
        ('{"id": "a', "the line is not complete JSON: it breaks off after column 9"),
        ('{"id": NaN}', "NaN is not a JSON number"),
        ('{"id": -Infinity}', "-Infinity is not a JSON number"),
        ('{"id": ' + "9" * 5_000 + "}", "a number has thousands of digits"),
        ("[" * 100_000, "brackets are nested too deeply"),
    ],
)
def test_a_line_that_is_no_object_is_told_why(tmp_path: Path, line: str, problem: str) -> None:
    write(tmp_path, "entities.jsonl", f"{GOOGLE}\n{line}\n{META}\n")
    defect = defect_in(tmp_path)
    assert (defect.place, defect.problem) == ("line 2", problem)


@pytest.mark.parametrize(
    ("twice", "keys"),
    [
        ('{"id": "x", "kind": "lab", "names": {"en": "X"}, "kind" : "lab"}', "'kind'"),
        ('{"id": "x", "kind": "lab", "names": {"en": "X", "en": "Y"}}', "'en'"),
        ('{"id": "x", "kind": "lab", "names": {"en": "X"}, "\\u0069d": "y"}', "'id'"),
    ],
)
def test_a_key_given_twice_is_refused_at_any_depth_and_spelling(tmp_path: Path, twice: str, keys: str) -> None:
    write(tmp_path, "entities.jsonl", f"{GOOGLE}\n{twice}\n")
    defect = defect_in(tmp_path)
    assert (defect.place, defect.problem) == ("line 2", f"given twice in one object: {keys}")


def test_the_other_faults_of_a_record_with_a_key_twice_are_told_as_well(tmp_path: Path) -> None:
    write(tmp_path, "entities.jsonl", '{"id": "x", "id": "x", "kind": "firm", "names": {"en": "X"}}\n')
    assert [defect.place for defect in defects_in(tmp_path)] == ["line 1", "line 1 /kind"]


@pytest.mark.parametrize("indent", [None, 2])
def test_one_json_document_is_not_json_lines(tmp_path: Path, indent: int | None) -> None:
    write(tmp_path, "entities.jsonl", json.dumps([entity()], indent=indent))
    defect = defect_in(tmp_path)
    assert defect.place == "line 1"
    assert defect.problem == (
        "the line isn't an object: write {…}"
        if indent is None
        else "this looks like one JSON document over several lines; JSON Lines has one whole object a line"
    )
