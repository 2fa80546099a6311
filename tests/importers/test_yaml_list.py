"""YAML as people write it, and as it may be meant to do harm."""

import tracemalloc
from pathlib import Path

import pytest
import yaml

from graph_service.domain.claim import RelationshipClaim
from graph_service.importers import read_folders, yaml_list
from tests.importers.folders import defect_in, defects_in, write

CLAIM = """\
# What we heard
- id: c1
  subject: meta
  type: INVESTS_IN
  object: scale-ai
  status: active
  certainty: stated
  reported_on: 2025-06-27
  valid_from: 2024
  attribution: NO
  source: page
  voting: false
  stake_percent: 49
  amount:
    value: 1.43e10
    currency: USD
    basis: paid
    period: 2024
  note:
    no: yes
    en: |
      It is so,
      the paper says.
"""


@pytest.fixture(params=["the fast parser", "the plain parser"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the two parsers that PyYAML may have been built with."""
    loader = yaml.CSafeLoader if request.param == "the fast parser" else yaml.SafeLoader
    monkeypatch.setattr(yaml_list, "_LOADER", loader)


def test_words_stay_text_and_only_fields_that_take_numbers_hold_them(tmp_path: Path) -> None:
    write(tmp_path, "claims.yaml", CLAIM)
    claim = read_folders([tmp_path]).claims["c1"]
    assert isinstance(claim, RelationshipClaim)
    assert (claim.reported_on, claim.valid_from, claim.attribution) == ("2025-06-27", "2024", "NO")
    assert claim.note == {"en": "It is so,\nthe paper says.\n", "no": "yes"}
    assert (claim.voting, claim.stake_percent) == (False, 49)
    assert claim.amount is not None
    assert (claim.amount.value, claim.amount.period) == (14_300_000_000, "2024")


@pytest.mark.parametrize("content", ["", "\n", "# nothing yet\n", "---\n", "[]\n", "null\n", "\ufeff"])
def test_an_empty_file_is_an_empty_list(tmp_path: Path, content: str) -> None:
    write(tmp_path, "claims.yaml", content)
    assert read_folders([tmp_path]).claims == {}


def test_a_mark_and_crlf_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "claims.yaml", ("\ufeff" + CLAIM.replace("\n", "\r\n")).encode())
    assert list(read_folders([tmp_path]).claims) == ["c1"]


@pytest.mark.parametrize(
    ("old", "new", "place", "problem"),
    [
        ("value: 1.43e10", "value: 14_300", "line 15 /0/amount/value", "the text '14_300' is not a number"),
        ("value: 1.43e10", "value: '14'", "line 15 /0/amount/value", "the text '14' is not a number"),
        ("value: 1.43e10", "value: .inf", "line 15 /0/amount/value", "the text '.inf' is not a number"),
        ("voting: false", "voting: no", "line 12 /0/voting", "the text 'no' is not true, false or unknown"),
        ("    basis: paid\n", "", "line 14 /0/amount/basis", "the field is missing"),
        ("source: page", "source:", "line 11 /0/source", "null is not a text"),
        ("2025-06-27", "2025-13", "line 8 /0/reported_on", "'2025-13': there is no month 13"),
    ],
)
def test_a_defect_names_the_line_and_the_pointer(tmp_path: Path, old: str, new: str, place: str, problem: str) -> None:
    write(tmp_path, "claims.yaml", CLAIM.replace(old, new, 1))
    defect = defect_in(tmp_path)
    assert (defect.place, defect.problem) == (place, problem)


def test_a_key_given_twice_is_refused_and_the_rest_still_checked(tmp_path: Path) -> None:
    write(tmp_path, "claims.yaml", CLAIM.replace("active", "actve") + "  status: ended\n  id: c2\n  type: X\n")
    assert [(defect.place, defect.problem.split(" is none of")[0]) for defect in defects_in(tmp_path)] == [
        ("line 2 /0", "'status' given twice in one mapping, again on line 24"),
        ("line 2 /0", "'id' given twice in one mapping, again on line 25"),
        ("line 2 /0", "'type' given twice in one mapping, again on line 26"),
        ("line 26 /0/type", "the text 'X'"),
    ]


@pytest.mark.parametrize(
    ("content", "place", "problem"),
    [
        ("- id: [a\n- b\n", "line 3 column 1", "not YAML: "),
        ("- id: 'a\n", "line 2 column 1", "not YAML: "),
        ("- a: b: c\n", "line 1 column 7", "not YAML: "),
        ("\t- a\n", "line 1 column 1", "not YAML: "),
        ("- id: a\n  \x07b: c\n", "line 2", "the character U+0007 can't stand in YAML"),
        ("id: a\n", "line 1", "the file isn't a list: begin each record with a hyphen"),
        ("just text\n", "line 1", "the file isn't a list: begin each record with a hyphen"),
        ("- just text\n", "line 1 /0", "this isn't a mapping of a claim's fields to their values"),
        ("[]\n---\n[]\n", "line 2", "a second document begins; write one list"),
        ("- ? [a]\n  : b\n", "line 1", "a key must be a text"),
        ("- " + "[" * 1_000 + "\n", "line 1", "nested too deeply"),
    ],
)
def test_what_is_no_list_of_mappings_is_told_where_and_why(
    tmp_path: Path, content: str, place: str, problem: str
) -> None:
    write(tmp_path, "claims.yaml", content)
    defect = defect_in(tmp_path)
    assert defect.place == place
    assert defect.problem.startswith(problem)


def test_another_encoding_is_told_by_its_line_and_byte(tmp_path: Path) -> None:
    write(tmp_path, "claims.yaml", b"- id: c1\n  attribution: \xc7\xe1\n")
    defect = defect_in(tmp_path)
    assert defect.place == "line 2"
    assert defect.problem.startswith("byte 16 of the line (0xC7) is not UTF-8")


def test_an_alias_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "claims.yaml", CLAIM.replace("- id: c1", "- id: &one c1") + "  disputes: [*one]\n")
    defect = defect_in(tmp_path)
    assert defect.place == "line 24 /0/disputes/0"
    assert defect.problem == "aliases are not read; write out what *one stands for"


def test_aliases_of_aliases_do_not_unfold(tmp_path: Path) -> None:
    ever_more = "".join(f"  b{n + 1}: &b{n + 1} [{', '.join([f'*b{n}'] * 9)}]\n" for n in range(20))
    write(tmp_path, "claims.yaml", f"- b0: &b0 [x, x]\n{ever_more}")
    tracemalloc.start()
    try:
        defects = defects_in(tmp_path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(defects) == 20 * 9
    assert peak < 10_000_000


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!!timestamp", "!ours"])
def test_a_tag_is_refused(tmp_path: Path, tag: str) -> None:
    write(tmp_path, "claims.yaml", CLAIM.replace("attribution: NO", f"attribution: {tag} NO"))
    defect = defect_in(tmp_path)
    assert defect.place == "line 10 /0/attribution"
    assert defect.problem.startswith("tags are not read")


def test_a_merge_key_is_a_field_like_another(tmp_path: Path) -> None:
    write(tmp_path, "claims.yaml", CLAIM + "  <<: {role: x}\n")
    defect = defect_in(tmp_path)
    assert (defect.place, defect.problem) == ("line 24 /0/<<", "there is no field '<<' in this relationship claim")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, "claims.yaml", CLAIM + "#" * yaml_list.LARGEST_FILE)
    defect = defect_in(tmp_path)
    assert (defect.place, defect.problem) == ("file", "larger than 16,777,216 bytes; write it as JSON Lines")
