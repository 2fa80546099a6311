"""Every defect in one pass: a record with one wrong field is judged in all else, and its absence misleads nobody."""

from pathlib import Path
from typing import Any

import pytest

from graph_service.domain.fact_checks import KnownRecords, check_facts
from graph_service.errors import Defect
from graph_service.importers import read_facts
from tests.importers.folders import OMITTED, claim, contract, entity, figure, retraction, source, write

TODAY = "2026-11-29"
PARTIES = [entity("google"), entity("meta"), entity("scale-ai")]


def check(folder: Path, **files: Any) -> list[Defect]:
    """All that is wrong with a folder, which has the page and the parties unless another file is given."""
    for name, records in {"sources": [source()], "entities": PARTIES, **files}.items():
        write(folder, name if "." in name else f"{name}.jsonl", records)
    return check_facts(read_facts([folder]), KnownRecords(), TODAY)


def told(folder: Path, **files: Any) -> list[tuple[str, str]]:
    return [(f"{Path(each.file).stem} {each.place}", each.problem) for each in check(folder, **files)]


def places(folder: Path, **files: Any) -> list[str]:
    return [place for place, _ in told(folder, **files)]


def test_all_kinds_of_defects_of_a_folder_are_told_at_once(tmp_path: Path) -> None:
    wrong = [
        claim("c1", certainty="sure", subject="mta", valid_from="2025", valid_to="2024", disputes=["c-1"]),
        claim("c2", object="meta"),
        contract("c3", service=OMITTED, stake_percent=10, reported_on="2052-06-13"),
        contract("c3", object="google-deepmind"),
        claim("c4", type="MAKES"),
    ]
    assert places(tmp_path, claims=wrong, retractions=[retraction(claim="c9", on="2025-01-01")]) == [
        "claims line 1 /certainty",
        "claims line 1",  # valid_to lies before valid_from
        "claims line 2",  # in a relationship with itself
        "claims line 3",  # stake_percent doesn't belong
        "claims line 3",  # needs a service
        "claims line 4",  # c3 again
        "retractions line 1",  # mistaken, and on a day
        "claims line 5 /object",  # not a product
        "claims line 1 /subject",
        "claims line 1 /disputes",
        "claims line 4 /object",
        "retractions line 1 /claim",
        "claims line 3 /reported_on",
    ]


@pytest.mark.parametrize(
    ("record", "problems"),
    [
        (
            claim(valid_from="2025", valid_to="2024", disputes=["c1"], supersedes=["c1"]),
            {
                "valid_to 2024 lies before valid_from 2025",
                "a claim can't dispute itself",
                "a claim can't supersede itself",
            },
        ),
        (
            contract(service=OMITTED, stake_percent=10, voting=True, subject="scale-ai"),
            {
                "scale-ai can't be in a relationship with itself",
                "stake_percent and voting don't belong to CLIENT_OF; it carries amount, service, revenue",
                "CLIENT_OF needs a service",
            },
        ),
        (
            claim(status="denied", stake_percent=10, recorded_on="2020-01-01"),
            {
                "what is denied has no stake, amount or revenue: put the refused sum into the note",
                "reported_on 2025-06-27 lies after recorded_on 2020-01-01",
            },
        ),
        (
            figure(currency=OMITTED, value=-1, period="2024"),
            {
                "valuation is money: give its currency",
                "valuation can't be negative",
                "valuation holds at a moment: use valid_from, not period",
            },
        ),
    ],
)
def test_every_rule_that_a_record_breaks_is_told(tmp_path: Path, record: dict[str, Any], problems: set[str]) -> None:
    assert {problem for _, problem in told(tmp_path, claims=[record])} == problems


def test_every_rule_that_a_part_of_a_record_breaks_is_told_with_its_pointer(tmp_path: Path) -> None:
    amount = {"value": 1, "min": 3, "max": 2, "basis": "payed"}
    revenue = {"percent": {"min": 9, "max": 3}, "of": "revenu", "period": "2024", "amount": 1}
    found = told(tmp_path, claims=[contract(amount=amount, revenue=revenue)])
    assert {(place, problem.partition(" is none of")[0]) for place, problem in found} == {
        ("claims line 1 /amount/basis", "the text 'payed'"),
        ("claims line 1 /amount", "give either a value, or min and max"),
        ("claims line 1 /amount", "the range is upside down: min 3 is above max 2"),
        ("claims line 1 /revenue/of", "the text 'revenu'"),
        ("claims line 1 /revenue/percent", "the range is upside down: min 9 is above max 3"),
        ("claims line 1 /revenue", "a currency goes with an amount, and an amount with a currency"),
    }


def test_a_rule_about_a_wrong_field_is_left_unsaid(tmp_path: Path) -> None:
    assert places(tmp_path, claims=[contract(service="x"), claim("c2", type="INVESTS", stake_percent=10)]) == [
        "claims line 1 /service",  # and not that a service is needed
        "claims line 2 /type",
    ]


def test_a_record_that_lacks_its_date_is_told_once(tmp_path: Path) -> None:
    assert len(told(tmp_path, claims=[claim(reported_on="soon")])) == 1


@pytest.mark.parametrize(
    "broken",
    [
        entity("meta", country="USA"),
        entity("meta", kind="firm"),
        entity("meta", names=OMITTED),
        '{"id": "meta", "kind": "company", "names": {"en": "Meta"}',
        '{"id": "meta", "kind": "company", "names": {"en": "Meta"},, }',
    ],
)
def test_who_speaks_of_a_broken_record_is_not_told_that_it_does_not_exist(tmp_path: Path, broken: Any) -> None:
    write(tmp_path, "entities.jsonl", [entity("google"), entity("scale-ai")])
    text = (tmp_path / "entities.jsonl").read_text()
    line = broken if isinstance(broken, str) else write(tmp_path, "x.txt", [broken]).joinpath("x.txt").read_text()
    found = places(
        tmp_path, entities=text + line.rstrip("\n") + "\n", claims=[claim(), contract("c2", subject="gogle")]
    )
    assert [place.partition(" /")[0] for place in found] == ["entities line 3", "claims line 2"]
    assert found[1] == "claims line 2 /subject"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("entities.yaml", "- id: meta\n  kind: company\n  names: {en: Meta\n- id: google\n"),
        ("entities.jsonl", b"\xff\xfe{\x00}\x00"),
        ("entitys.jsonl", '{"id": "meta", "kind": "company", "names": {"en": "Meta"}}\n'),
        ("entities.jsonl", '"meta"\n'),
    ],
)
def test_nobody_is_said_to_be_missing_while_a_file_cannot_be_read(tmp_path: Path, name: str, text: Any) -> None:
    write(tmp_path, "sources.jsonl", [source()])
    write(tmp_path, "claims.jsonl", [claim(source="pages")])
    write(tmp_path, name, text)
    found = check_facts(read_facts([tmp_path]), KnownRecords(), TODAY)
    assert [Path(each.file).name for each in found] == [name, "claims.jsonl"]
    assert found[1].place == "line 1 /source"


def test_a_yaml_record_with_an_alias_is_there_for_others(tmp_path: Path) -> None:
    text = "- &a {id: meta, kind: company, names: &n {en: Meta}}\n- {id: scale-ai, kind: company, names: *n}\n"
    for name, records in (("sources.jsonl", [source()]), ("claims.jsonl", [claim()]), ("entities.yaml", text)):
        write(tmp_path, name, records)
    (alias,) = check_facts(read_facts([tmp_path]), KnownRecords(), TODAY)
    assert "aliases are not read" in alias.problem


def test_an_id_that_stands_on_a_broken_line_too_is_a_duplicate(tmp_path: Path) -> None:
    found = told(
        tmp_path, claims=[claim("c1", certainty="sure"), claim("c1"), claim("c2"), claim("c2", certainty="sure")]
    )
    file = tmp_path / "claims.jsonl"
    assert found[1:3] == [
        ("claims line 2", f"the claim c1 stands in {file}, line 1, with other content"),
        ("claims line 4 /certainty", found[0][1]),
    ]
    assert found[3] == ("claims line 4", f"the claim c2 stands in {file}, line 3, too")


def test_a_folder_given_twice_is_told_of_once(tmp_path: Path) -> None:
    write(tmp_path, "claims.jsonl", [claim(certainty="sure")])
    assert len(read_facts([tmp_path, tmp_path]).defects) == 1


@pytest.mark.slow
def test_a_hundred_thousand_defects_are_told_and_every_one_is_held(tmp_path: Path) -> None:
    lines = "".join(f'{{"id": "s{n}", "publisher": "P", "tier": "D"}}\n' for n in range(100_000))
    facts = read_facts([write(tmp_path, "sources.jsonl", lines)])
    assert len(facts.defects) == len(facts.fragments) == 100_000
    assert facts.defects[-1].place == "line 100000 /tier"


@pytest.mark.parametrize("day", ["2023-02-29", "1900-02-29", "2024-02-30"])
def test_a_leap_day_is_one_in_leap_years_only(tmp_path: Path, day: str) -> None:
    assert "has 2" in told(tmp_path, claims=[claim(reported_on=day)])[0][1]
    assert told(tmp_path, claims=[claim(reported_on="2024-02-29")]) == []


def test_nul_is_no_text(tmp_path: Path) -> None:
    claims = b'{"id": "c1", "note": {"en": "\\u0000"}}\n\x00\n{"id": "c\x00"}\n'
    found = told(tmp_path, claims=claims)
    assert ("claims line 1 /note/en", "the text holds the control character U+0000") in found
    assert {"claims line 2", "claims line 3"} < {place for place, _ in found}
