"""What claims speak of: it exists, and may stand where it stands."""

from collections.abc import Sequence
from typing import Any

import pytest
from pydantic import TypeAdapter

from graph_service.domain.claim import CLAIM
from graph_service.domain.entity import Entity
from graph_service.domain.fact_checks import KnownRecords, check_facts, check_references
from graph_service.domain.facts import Facts, Fragment, Place
from graph_service.domain.retraction import Retraction
from graph_service.domain.source import Source
from graph_service.errors import Defect
from tests.importers.folders import OMITTED, claim, contract, entity, figure, retraction, source

ENTITIES = [
    entity("google", aliases=["Alphabet's search firm"]),
    entity("meta", names={"en": "Meta"}, aliases=["Facebook"]),
    entity("scale-ai", kind="lab"),
    entity("gemini", kind="product"),
    entity("sarah-friar", kind="person"),
    entity("governments", kind="group"),
]


def facts(*claims: dict[str, Any], where: str | None = None, retractions: Sequence[dict[str, Any]] = ()) -> Facts:
    """Facts of these claims, and of the parties and the page that tests speak of."""
    found = Facts(
        entities={each.id: each for each in TypeAdapter(list[Entity]).validate_python(ENTITIES)},
        sources={"page": Source.model_validate(source())},
        claims={record["id"]: CLAIM.validate_python(record) for record in claims},
    )
    found.retractions = {each["id"]: Retraction.model_validate(each) for each in retractions}
    if where:
        found.places = {("claim", id_): Place("facts/claims", where) for id_ in found.claims}
    return found


def the_defect(*claims: dict[str, Any], known: KnownRecords | None = None) -> Defect:
    (defect,) = check_references(facts(*claims, where="line 12"), known or KnownRecords())
    return defect


def test_claims_whose_references_exist_have_no_defects() -> None:
    named = facts(claim(), contract("c2", disputes=["c1"]), figure(subject="governments"))
    assert check_references(named, KnownRecords()) == []


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [("gogle", "google"), ("scaleai", "scale-ai"), ("facebook", "meta"), ("sara-friar", "sarah-friar")],
)
@pytest.mark.parametrize("end", ["subject", "object"])
def test_an_unknown_entity_is_told_the_nearest_id(asked: str, nearest: str, end: str) -> None:
    defect = the_defect(claim(**{end: asked}))
    assert (defect.file, defect.place) == ("facts/claims", f"line 12 /{end}")
    assert defect.problem == f"no entity has the id {asked!r}"
    assert defect.nearest[0] == nearest


def test_an_id_like_no_other_has_no_suggestion() -> None:
    assert the_defect(claim(subject="quux-holdings-of-nowhere")).nearest == ()


def test_a_place_in_yaml_ends_in_one_pointer() -> None:
    (defect,) = check_references(facts(claim(subject="gogle"), where="line 9 /3"), KnownRecords())
    assert defect.place == "line 9 /3/subject"


def test_facts_from_no_file_are_told_by_the_claims_id() -> None:
    (defect,) = check_references(facts(claim(subject="gogle")), KnownRecords())
    assert (defect.file, defect.place) == ("facts", "claim c1 /subject")


def test_a_figure_of_an_unknown_entity_is_a_defect() -> None:
    assert the_defect(figure(subject="scale")).nearest == ("scale-ai",)


@pytest.mark.parametrize(
    ("record", "end", "problem"),
    [
        (
            contract(subject="sarah-friar"),
            "subject",
            "the subject of CLIENT_OF can't be a person, as sarah-friar is; "
            "it may be a company, lab, fund, government or group",
        ),
        (
            claim(object="governments"),
            "object",
            "the object of INVESTS_IN can't be a group, as governments is; it may be a company, lab or fund",
        ),
        (
            claim(subject="google", type="MAKES", object="meta"),
            "object",
            "the object of MAKES can't be a company, as meta is; it may be a product",
        ),
    ],
)
def test_an_entity_stands_only_where_its_kind_may(record: dict[str, Any], end: str, problem: str) -> None:
    defect = the_defect(record)
    assert (defect.place, defect.problem) == (f"line 12 /{end}", problem)


def test_a_dangling_source_is_told_the_nearest_id() -> None:
    defect = the_defect(claim(source="pages"))
    assert (defect.place, defect.problem) == ("line 12 /source", "no source has the id 'pages'")
    assert defect.nearest == ("page",)


def test_a_dispute_with_no_claim_is_told_the_nearest_id() -> None:
    defect = the_defect(claim("article-01"), claim("c2", disputes=["article-01", "article-1"]))
    assert (defect.place, defect.problem) == ("line 12 /disputes", "no claim has the id 'article-1'")
    assert defect.nearest == ("article-01",)


def test_every_dangling_reference_is_told() -> None:
    named = facts(claim(subject="a", object="b", source="c", disputes=["d"]), where="line 1")
    assert [defect.place.split()[-1] for defect in check_references(named, KnownRecords())] == [
        "/subject",
        "/object",
        "/source",
        "/disputes",
    ]


def test_what_the_graph_holds_need_not_be_given_again() -> None:
    known = KnownRecords(kinds={"openai": "lab"}, sources=frozenset(["wire"]), claims={"c0": None})
    assert check_references(facts(contract(subject="openai", source="wire", disputes=["c0"])), known) == []


def test_the_kind_of_what_the_graph_holds_counts() -> None:
    defect = the_defect(contract(subject="gpt"), known=KnownRecords(kinds={"gpt": "product"}))
    assert "can't be a product, as gpt is" in defect.problem


def test_the_graph_may_suggest_entities_that_the_facts_do_not_name() -> None:
    known = KnownRecords(entities_like=lambda asked: ["openai"] if asked == "openia" else [])
    assert the_defect(contract(subject="openia"), known=known).nearest == ("openai",)


def problems(of: Facts, known: KnownRecords | None = None) -> list[tuple[str, str]]:
    return [(defect.place, defect.problem) for defect in check_references(of, known or KnownRecords())]


# Claims that supersede others


def test_a_correction_supersedes_an_earlier_claim_of_the_same_relationship_or_figure() -> None:
    corrected = facts(
        claim("c1", stake_percent=49),
        claim("c2", stake_percent=48, supersedes=["c1"]),
        figure("f1"),
        figure("f2", reported_on="2025-07-01", supersedes=["f1"]),
        figure("f3", valid_from="2025-06"),
        figure("f4", valid_from="2025-06", reported_on="2025-07-02", currency="EUR", supersedes=["f3", "f2"]),
    )
    assert problems(corrected) == []


def test_whichever_way_round_rivals_are_named_it_is_one_relationship() -> None:
    rivals = {"type": "COMPETES_WITH", "segment": "ai_general"}
    one, other = claim("c1", object="google", **rivals), claim("c2", subject="google", object="meta", **rivals)
    assert problems(facts(one, {**other, "supersedes": ["c1"]})) == []


def test_a_claim_that_supersedes_one_of_another_relationship_is_told_both() -> None:
    defect = the_defect(claim("c1"), contract("c2", supersedes=["c1"]))
    assert defect.place == "line 12 /supersedes"
    assert defect.problem.startswith(
        "c1 is about meta:INVESTS_IN:scale-ai, and this claim about google:CLIENT_OF:scale-ai"
    )


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (claim("c1"), figure("c2", supersedes=["c1"])),
        (figure("c1"), figure("c2", metric="target_valuation", supersedes=["c1"])),
        (figure("c1", valid_from="2024"), figure("c2", valid_from="2025", supersedes=["c1"])),
        (figure("c1", subject="meta"), figure("c2", supersedes=["c1"])),
    ],
)
def test_a_figure_supersedes_only_the_same_figure(earlier: dict[str, Any], later: dict[str, Any]) -> None:
    assert "a claim supersedes one of the same relationship or figure" in the_defect(earlier, later).problem


def test_what_is_superseded_must_be_there_but_may_be_in_the_graph() -> None:
    assert the_defect(claim("c2", supersedes=["c-1"])).problem == "no claim has the id 'c-1'"
    there = KnownRecords(claims={"c-1": CLAIM.validate_python(claim("c-1"))})
    assert problems(facts(claim("c2", supersedes=["c-1"])), there) == []
    assert len(problems(facts(contract("c2", supersedes=["c-1"])), there)) == 1
    assert problems(facts(contract("c2", supersedes=["c-1"])), KnownRecords(claims={"c-1": None})) == []


@pytest.mark.parametrize(
    ("earlier", "later", "wrong"),
    [
        ("2025-06-27", "2025-06-26", True),
        ("2025-06-27", "2025-06-27", False),
        ("2025-06", "2025-06-01", False),
        ("2025-06-27", "2025", False),
        ("2025-07", "2025-06", True),
    ],
)
def test_a_claim_does_not_supersede_what_was_said_after_it(earlier: str, later: str, wrong: bool) -> None:
    found = problems(facts(claim("c1", reported_on=earlier), claim("c2", reported_on=later, supersedes=["c1"])))
    assert [problem.startswith("c1 was said on") for _, problem in found] == [True] * wrong


def test_a_ring_of_claims_that_supersede_one_another_is_told_once() -> None:
    ring = facts(
        claim("c1", supersedes=["c3"]), claim("c2", supersedes=["c1"]), claim("c3", supersedes=["c2"]), where="line 1"
    )
    assert problems(ring) == [("line 1 /supersedes", "these claims supersede one another in a ring: c1, c2, c3")]


@pytest.mark.slow
def test_a_long_ring_is_named_in_part_and_takes_no_depth_of_stack() -> None:
    count = 20_000
    ring = facts(*(claim(f"c{n}", supersedes=[f"c{(n + 1) % count}"]) for n in range(count)))
    ((_, problem),) = problems(ring)
    assert problem.endswith("in a ring: c0, c1, c10, c100, c1000 and 19,995 more")


def test_claims_may_dispute_one_another_in_a_ring_and_across_relationships() -> None:
    quarrel = facts(claim("c1", disputes=["c2"]), contract("c2", disputes=["f1"]), figure(disputes=["c1"]))
    assert problems(quarrel) == []


# Retractions


def test_a_claim_here_or_in_the_graph_may_be_retracted_and_so_may_a_source() -> None:
    taken_back = facts(
        claim(),
        retractions=[
            retraction(claim="c1", reported_in="page"),
            retraction("r2", claim="c-1"),
            retraction("r3", claim=OMITTED, source="page"),
        ],
    )
    assert problems(taken_back, KnownRecords(claims={"c-1": CLAIM.validate_python(claim("c-1"))})) == []


@pytest.mark.parametrize(
    ("wrong", "place", "nearest"),
    [
        (retraction(claim="c11"), "/claim", "c1"),
        (retraction(claim=OMITTED, source="pag"), "/source", "page"),
        (retraction(claim="c1", reported_in="pages"), "/reported_in", "page"),
    ],
)
def test_what_is_retracted_and_who_says_so_must_be_there(wrong: dict[str, Any], place: str, nearest: str) -> None:
    (defect,) = check_references(facts(claim(), retractions=[wrong]), KnownRecords())
    assert (defect.place, defect.nearest) == (f"retraction r1 {place}", (nearest,))


@pytest.mark.parametrize(
    ("reported_on", "on", "wrong"),
    [
        ("2025-06-27", "2025-06-26", True),
        ("2025-06-27", "2025-06-27", False),
        ("2025-06", "2025-06-29", True),
        ("2025-06", "2025-06-30", False),
    ],
)
@pytest.mark.parametrize("in_graph", [True, False])
def test_nothing_is_withdrawn_before_it_was_known(reported_on: str, on: str, wrong: bool, in_graph: bool) -> None:
    said = claim(reported_on=reported_on)
    taken_back = facts(*([] if in_graph else [said]), retractions=[retraction(kind="withdrawn", on=on)])
    known = KnownRecords(claims={"c1": CLAIM.validate_python(said)} if in_graph else {})
    found = problems(taken_back, known)
    assert [place for place, _ in found] == ["retraction r1 /on"] * wrong
    assert all(("more precise reported_on" in problem) == (len(reported_on) < 10) for _, problem in found)


def test_one_thing_is_not_both_withdrawn_and_mistaken() -> None:
    withdrawn = retraction("r1", kind="withdrawn", on="2025-07-01")
    (found,) = problems(facts(claim(), retractions=[withdrawn, retraction("r2")]))
    assert found == (
        "retraction r2 /kind",
        "the claim c1 is mistaken here, and withdrawn by the retraction r1",
    )
    known = KnownRecords(retractions={"r1": Retraction.model_validate(withdrawn)})
    assert problems(facts(claim(), retractions=[retraction("r2")]), known) == [found]
    assert problems(facts(claim(), retractions=[retraction("r3", kind="withdrawn", on="2025-07-02")]), known) == []
    assert problems(facts(claim(), retractions=[retraction("r1")]), known) == []  # told as another content of one id


# Records with other defects


def broken(kind: Any, /, **fields: Any) -> Fragment:
    return Fragment(kind, Place("facts/broken", "line 3"), fields)


def test_what_a_broken_claim_speaks_of_is_told_as_far_as_it_can_be_read() -> None:
    found = facts()
    found.fragments = [
        broken("claim", id="c1", subject="gogle", type="CLIENT_OF", source="pages", disputes=("c0",)),
        broken("claim", subject="governments", object="sarah-friar", type="INVESTS_IN"),
        broken("claim", subject="governments", object="sarah-friar"),
        broken("retraction", claim="c9", source="nowhere"),
    ]
    assert [defect.place for defect in check_references(found, KnownRecords())] == [
        "line 3 /subject",
        "line 3 /source",
        "line 3 /disputes",
        "line 3 /object",
        "line 3 /claim",
        "line 3 /source",
    ]


def test_a_broken_record_is_there_for_those_that_speak_of_it() -> None:
    found = facts(contract(subject="newcomer", source="wire", disputes=["c9"], supersedes=["c9"]))
    found.fragments = [
        broken("entity", id="newcomer", country=None),
        broken("source", id="wire"),
        broken("claim", id="c9"),
    ]
    assert check_references(found, KnownRecords()) == []
    assert the_defect(contract(subject="newcomer")).problem == "no entity has the id 'newcomer'"


def test_the_kind_of_a_broken_entity_counts_if_it_is_one() -> None:
    found = facts(contract(subject="newcomer"))
    found.fragments = [broken("entity", id="newcomer", kind="product")]
    assert "can't be a product, as newcomer is" in check_references(found, KnownRecords())[0].problem


def test_a_broken_record_is_suggested_too() -> None:
    found = facts(contract(subject="newcomr"))
    found.fragments = [broken("entity", id="newcomer")]
    assert check_references(found, KnownRecords())[0].nearest == ("newcomer",)


def test_all_that_is_wrong_is_told_in_one_list() -> None:
    found = facts(claim(source="pages", reported_on="2052-06-27"))
    found.defects = [Defect("facts/broken", "line 3 /tier", "'D' is none of A, B, C")]
    told = check_facts(found, KnownRecords(), "2026-11-29")
    assert [defect.place for defect in told] == ["line 3 /tier", "claim c1 /source", "claim c1 /reported_on"]
