"""What claims speak of: it exists, and may stand where it stands."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from graph_service.domain.check import Known, check_references
from graph_service.domain.claim import CLAIM
from graph_service.domain.entity import Entity
from graph_service.domain.facts import Facts, Place
from graph_service.domain.source import Source
from graph_service.errors import Defect
from tests.importers.folders import claim, contract, entity, figure, source

ENTITIES = [
    entity("google", aliases=["Alphabet's search firm"]),
    entity("meta", names={"en": "Meta"}, aliases=["Facebook"]),
    entity("scale-ai", kind="lab"),
    entity("gemini", kind="product"),
    entity("sarah-friar", kind="person"),
    entity("governments", kind="group"),
]


def facts(*claims: dict[str, Any], where: str | None = None) -> Facts:
    """Facts of these claims, and of the parties and the page that tests speak of."""
    found = Facts(
        entities={each.id: each for each in TypeAdapter(list[Entity]).validate_python(ENTITIES)},
        sources={"page": Source.model_validate(source())},
        claims={record["id"]: CLAIM.validate_python(record) for record in claims},
    )
    if where:
        found.places = {("claim", id_): Place("facts/claims", where) for id_ in found.claims}
    return found


def the_defect(*claims: dict[str, Any], known: Known | None = None) -> Defect:
    (defect,) = check_references(facts(*claims, where="line 12"), known or Known())
    return defect


def test_claims_whose_references_exist_have_no_defects() -> None:
    named = facts(claim(), contract("c2", disputes=["c1"]), figure(subject="governments"))
    assert check_references(named, Known()) == []


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
    (defect,) = check_references(facts(claim(subject="gogle"), where="line 9 /3"), Known())
    assert defect.place == "line 9 /3/subject"


def test_facts_from_no_file_are_told_by_the_claims_id() -> None:
    (defect,) = check_references(facts(claim(subject="gogle")), Known())
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
    assert [defect.place.split()[-1] for defect in check_references(named, Known())] == [
        "/subject",
        "/object",
        "/source",
        "/disputes",
    ]


def test_what_the_graph_holds_need_not_be_given_again() -> None:
    known = Known(kinds={"openai": "lab"}, sources=frozenset(["wire"]), claims=frozenset(["c0"]))
    assert check_references(facts(contract(subject="openai", source="wire", disputes=["c0"])), known) == []


def test_the_kind_of_what_the_graph_holds_counts() -> None:
    defect = the_defect(contract(subject="gpt"), known=Known(kinds={"gpt": "product"}))
    assert "can't be a product, as gpt is" in defect.problem


def test_the_graph_may_suggest_entities_that_the_facts_do_not_name() -> None:
    known = Known(entities_like=lambda asked: ["openai"] if asked == "openia" else [])
    assert the_defect(contract(subject="openia"), known=known).nearest == ("openai",)
