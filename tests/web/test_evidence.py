"""What the page tells of time and disagreement: what was taken back, is undated, changed, or contradicted elsewhere."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from graph_service import open_graph
from tests.api.served import Served, serving
from tests.importers.folders import OMITTED, claim, contract, entity, figure, source, write
from tests.web.conftest import Visit, column, drawn, point_of, settled

RETRACTED = "/?ask=claims_behind&relationship=dune:CLIENT_OF:harbour"
PHONE = {"width": 390, "height": 844}

ENTITIES = [
    entity("dune", names={"en": "Dune Labs", "ar": "مختبرات دون"}),
    entity("harbour", names={"en": "Harbour Data", "ar": "هاربر داتا"}),
    entity("north", kind="fund", names={"en": "North Fund", "ar": "صندوق الشمال"}),
    entity("south", kind="fund", names={"en": "South Fund", "ar": "صندوق الجنوب"}),
    entity("constructor", kind="fund", names={"en": "Constructor Fund", "ar": "صندوق كونستركتور"}),
]
SOURCES = [source("register", publisher="A companies register", tier="A"), source(), source("blog")]


def stake(id_: str, investor: str, percent: Any, **more: Any) -> dict[str, Any]:
    """An investor holds so much of Harbour Data, says the register."""
    said = {"subject": investor, "object": "harbour", "stake_percent": percent, "source": "register"}
    return claim(id_, **{**said, **more})


UNDATED = {"reported_on": OMITTED, "recorded_on": "2025-06-01"}
CLAIMS = [
    contract("kept", subject="dune", object="harbour", valid_from="2019-03", valid_to="2027-06-30"),
    contract("typo", subject="dune", object="harbour", reported_on="2025-07-01", valid_to="2019-12"),
    contract("blogged", subject="dune", object="harbour", reported_on="2025-07-02", source="blog"),
    claim("rivals", subject="dune", type="COMPETES_WITH", object="north", segment="foundation_models"),
    stake("first", "north", 60, reported_on="2018-02-01", valid_from="2018-01-01"),
    stake("then", "north", 70, reported_on="2020-02-01", valid_from="2020-01-01", supersedes=["first"]),
    stake("through", "north", 80, object="constructor", valid_from="2021"),
    stake("held", "constructor", 50, valid_from="2021"),
    stake("most", "south", {"min": 50, "exclusive_min": True}, direct=False),
    claim("bought", subject="dune", type="ACQUIRED", object="harbour", disputes=["most"], valid_from="2024"),
    figure("worth", **UNDATED, subject="harbour", valid_from="2024"),
    claim(
        "whenever", subject="south", type="PARTNERS_WITH", object="north", reported_on=OMITTED, recorded_on="2025-06-01"
    ),
]
RETRACTIONS = [
    {
        "id": "typo-mistaken",
        "claim": "typo",
        "kind": "mistaken",
        "note": {"en": "We misread the year.", "ar": "أخطأنا قراءة السنة."},
    },
    {
        "id": "blog-withdrawn",
        "source": "blog",
        "kind": "withdrawn",
        "on": "2025-08-01",
        "note": {"en": "The blog took its posts down.", "ar": "أزالت المدونة ما نشرته."},
    },
]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("evidence")
    facts = folder / "facts"
    named = {"entities": ENTITIES, "sources": SOURCES, "claims": CLAIMS, "retractions": RETRACTIONS}
    for name, records in named.items():
        write(facts, f"{name}.jsonl", records)
    with open_graph(folder / "graph.db") as graph:
        graph.load(facts)
    with serving("--store", folder / "graph.db") as served:
        yield served


def claims_of(page: Page) -> Locator:
    return page.locator("#evidence .claim")


def marks_of(page: Page, relationship: str) -> list[str]:
    """What a relationship is marked with in the panel that shows it."""
    shown = page.locator("#evidence .witness").filter(has=page.get_by_role("heading", name=relationship))
    return shown.locator("> .marks li").all_inner_texts()


@pytest.mark.parametrize(
    ("language", "row", "why"),
    [
        ("en-GB", 1, "Mistaken, it was never said: We misread the year."),
        ("ar", 1, "خطأ، لم يُقل قط: أخطأنا قراءة السنة."),
        ("en-GB", 2, "Withdrawn on 1 Aug 2025 (all that this source says): The blog took its posts down."),
        ("ar", 2, "سُحب في 1 أغسطس 2025 (كل ما يقوله هذا المصدر): أزالت المدونة ما نشرته."),
    ],
)
def test_a_retracted_claim_is_struck_out_with_the_reason(
    service: Served, visit: Visit, language: str, row: int, why: str
) -> None:
    page = visit(service, f"{RETRACTED}&view.select=row:{row}", language=language)
    expect(claims_of(page).locator(".retraction")).to_have_text(why)
    expect(claims_of(page).locator(".note s")).to_have_text("It is so.")
    chosen = page.locator(f"#rows tr[data-row='{row}']")
    expect(chosen).to_have_class("retracted")
    expect(chosen).to_contain_text(why)
    assert chosen.locator("td").first.evaluate("cell => getComputedStyle(cell).textDecorationLine") == "line-through"


def test_what_counts_is_not_struck_out(service: Served, visit: Visit) -> None:
    page = visit(service, f"{RETRACTED}&view.select=row:0")
    expect(claims_of(page)).to_have_count(1)
    assert claims_of(page).locator("s, .retraction").count() == 0
    assert column(page, "Counts") == ["yes", "no", "no"]


def test_the_strip_has_the_day_on_which_it_was_withdrawn(service: Served, visit: Visit) -> None:
    page = visit(service, f"{RETRACTED}&view.axis=known_at")
    expect(page.locator("#strip svg")).to_have_attribute("aria-label", re.compile("2 Jul 2025 3; 1 Aug 2025 3$"))


def test_before_it_was_withdrawn_it_counted(service: Served, visit: Visit) -> None:
    page = visit(service, f"{RETRACTED}&known_at=2025-07-31")
    assert column(page, "Counts") == ["yes", "no", "yes"]


@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, PHONE], ids=["desk", "phone"])
def test_a_chosen_row_of_a_timeline_shows_its_claim(service: Served, visit: Visit, size: Any) -> None:
    page = visit(service, "/?ask=timeline&entity=harbour", size=size)
    page.locator("#rows").get_by_role("button", name="What this row rests on 3").click()
    settled(page)
    panel = page.locator("#evidence")
    expect(panel.get_by_role("heading", name="North Fund invests in Harbour Data")).to_be_visible()
    expect(claims_of(page)).to_have_count(1)
    expect(claims_of(page)).to_contain_text("then")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_row_about_a_figure_names_it(service: Served, visit: Visit) -> None:
    page = visit(service, "/?ask=timeline&entity=harbour&view.select=row:4")
    expect(page.locator("#evidence").get_by_role("heading", name="Harbour Data: valuation (2024)")).to_be_visible()
    assert column(page, "About")[4] == "Harbour Data: valuation (2024)"


def test_without_anything_to_draw_there_is_no_empty_picture(service: Served, visit: Visit) -> None:
    page = visit(service, "/?ask=timeline&entity=harbour")
    assert not page.locator("#canvas").is_visible()
    expect(page.get_by_role("button", name="Suppose a stake")).to_be_visible()
    page.locator("#questions").get_by_role("button", name="Shared vendors").click()
    settled(page)
    expect(page.locator("#canvas")).to_be_visible()
    assert "harbour" in drawn(page)["entities"]


def test_what_is_undated_says_so_and_when_it_was_reported(service: Served, visit: Visit) -> None:
    page = visit(service, "/?ask=timeline&entity=south")
    assert column(page, "Date") == ["undated", "undated"]
    assert column(page, "Reported on") == ["27 Jun 2025", "–"]
    assert column(page, "What") == ["was said", "was said"]


def test_events_of_an_entity_have_their_dates_and_first_reports(service: Served, visit: Visit) -> None:
    page = visit(service, "/?view.open=harbour&view.select=entity:harbour")
    events = page.locator("#evidence .events li").all_inner_texts()
    assert events[0] == "1 Jan 2018: North Fund invests in Harbour Data · began · first reported 1 Feb 2018"
    assert events[1].startswith("Mar 2019: ")
    assert "undated: South Fund invests in Harbour Data · was said · ! disputed" in events[5]
    assert events[5].endswith("first reported 27 Jun 2025")
    arabic = visit(service, "/?view.open=harbour&view.select=entity:harbour", language="ar")
    told = arabic.locator("#evidence .events li").all_inner_texts()
    assert told[5].startswith("بلا تاريخ: صندوق الجنوب")
    assert told[5].endswith("ذُكر أول مرة في 27 يونيو 2025")


@pytest.mark.parametrize(
    ("as_of", "stake", "days"),
    [
        ("2019-06-01", "60%", "as shown here since 1 Jan 2018 until 1 Jan 2020"),
        ("2022-01-01", "70%", "as shown here since 1 Jan 2020"),
    ],
)
def test_a_relationship_is_shown_as_of_the_day_and_says_of_which_days(
    service: Served, visit: Visit, as_of: str, stake: str, days: str
) -> None:
    page = visit(service, f"/?ask=profile&entity=north&as_of={as_of}&view.select=relationship:north:INVESTS_IN:harbour")
    assert stake in marks_of(page, "North Fund invests in Harbour Data")
    expect(page.locator("#evidence .spell")).to_have_text(days)


def test_a_relationship_that_never_changed_has_no_days_of_its_own(service: Served, visit: Visit) -> None:
    page = visit(service, "/?ask=profile&entity=dune&view.select=relationship:dune:CLIENT_OF:harbour")
    expect(page.locator("#evidence")).to_contain_text("since 1 Mar 2019 until 1 Jul 2027")
    assert page.locator("#evidence .spell").count() == 0


@pytest.mark.parametrize(
    ("language", "name", "marks"),
    [
        ("en-GB", "South Fund invests in Harbour Data", [">50%", "indirect"]),
        ("ar", "صندوق الجنوب تستثمر في هاربر داتا", ["أكثر من 50%", "حصة غير مباشرة"]),
    ],
)
def test_an_exclusive_bound_and_an_indirect_stake_are_told(
    service: Served, visit: Visit, language: str, name: str, marks: list[str]
) -> None:
    path = "/?ask=profile&entity=south&view.select=relationship:south:INVESTS_IN:harbour"
    page = visit(service, path, language=language)
    assert [re.sub(r"[\u200e\u200f\u061c]", "", mark) for mark in marks_of(page, name)][-2:] == marks
    label = page.evaluate(
        """() => document.getElementById("canvas")._cyreg.cy.getElementById("south:INVESTS_IN:harbour").data("label")"""
    )
    assert "50" in label


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ({"stake_min": 5, "stake_max": 10}, "5%–10%"),
        ({"stake_min": 5, "stake_max": 10, "stake_min_exclusive": True}, ">5%, up to 10%"),
        ({"stake_min": 5, "stake_max": 10, "stake_max_exclusive": True}, "at least 5%, <10%"),
        ({"stake_min": 0, "stake_max": 10, "stake_max_exclusive": True}, "<10%"),
        ({"stake_min": 5, "stake_max": 100}, "at least 5%"),
        ({"stake_min": 0, "stake_max": 100, "stake_min_exclusive": True}, ">0%"),
        ({"stake_min": 0, "stake_max": 100}, "0%–100%"),
        ({"stake_min": 5, "stake_max": 10, "stake_percent": 7}, "7%"),
        ({"stake_min": None, "stake_max": None}, ""),
    ],
)
def test_a_range_of_stakes_is_told_by_its_bounds(
    service: Served, visit: Visit, bounds: dict[str, Any], said: str
) -> None:
    page = visit(service)
    told = page.evaluate("async (bounds) => (await import('/web/app/values.js')).stakeText(bounds)", bounds)
    assert told == said


def test_stakes_that_add_up_to_more_than_all_are_said_to_be_capped(service: Served, visit: Visit) -> None:
    page = visit(service, "/?ask=shared_vendors&view.select=row:0")
    assert column(page, "Capped at 100%") == ["yes"]
    assert column(page, "Effective stake percent") == ["100%"]
    expect(page.locator("#evidence .capped")).to_have_text("The stakes add up to more than 100%; 100% is shown.")


def test_what_is_false_in_every_row_has_no_column(embedded: Served, visit: Visit) -> None:
    page = visit(embedded, "/?ask=shared_vendors&vendor=scale-ai")
    heads = page.locator("#rows thead th").all_inner_texts()
    assert "Capped at 100%" not in heads
    assert "Disputed" in heads, "OpenAI's is disputed"


def test_a_contradiction_shows_what_it_is_with(service: Served, visit: Visit) -> None:
    page = visit(service, "/?ask=disputes&view.select=row:0")
    assert column(page, "Kind") == ["contradiction", "contradiction"]
    expect(page.locator("#rows tbody tr").first).to_contain_text("About: South Fund invests in Harbour Data")
    against = page.locator("#evidence .against")
    expect(against).to_contain_text("In contradiction with what is said about something else")
    expect(against.get_by_role("heading", name="South Fund invests in Harbour Data")).to_be_visible()
    expect(against.locator(".claim code")).to_have_text("most")
    arabic = visit(service, "/?ask=disputes&view.select=row:0", language="ar")
    expect(arabic.locator("#evidence .against")).to_contain_text("في تناقض مع ما قيل عن أمر آخر")
    assert column(arabic, "النوع") == ["تناقض", "تناقض"]


def test_a_claim_tells_its_days_and_what_it_replaces(service: Served, visit: Visit) -> None:
    page = visit(service, "/?ask=timeline&entity=harbour&view.select=row:2")
    expect(claims_of(page).locator(".marks li").last).to_have_text("from 1 Jan 2020")
    expect(claims_of(page).locator(".supersedes")).to_have_text("replaces first")
    page = visit(service, f"{RETRACTED}&view.select=row:0")
    expect(claims_of(page).locator(".marks li").last).to_have_text("from Mar 2019 to 30 Jun 2027")
    page = visit(service, f"{RETRACTED}&view.select=row:1", language="ar")
    expect(claims_of(page).locator(".marks li").last).to_have_text("إلى ديسمبر 2019")


def test_an_entity_may_be_called_as_a_property_of_every_object_is(service: Served, visit: Visit) -> None:
    page = visit(service, "/?ask=profile&entity=constructor&view.select=entity:constructor")
    panel = page.locator("#evidence")
    expect(panel.get_by_role("heading", name="Constructor Fund")).to_be_visible()
    page.locator("#drawn summary").click()
    expect(page.locator("#drawn").get_by_role("button", name="Constructor Fund", exact=True)).to_be_visible()
    assert {"constructor:INVESTS_IN:harbour", "north:INVESTS_IN:constructor"} <= set(drawn(page)["relationships"])
    panel.get_by_role("button", name="Pin in place").click()
    settled(page)
    assert "view.pin=constructor" in page.url
    page.reload()
    settled(page)
    panel.get_by_role("button", name="Let go").click()
    settled(page)
    assert "view.pin" not in page.url


def test_such_an_entity_is_laid_out_and_chosen_on_the_picture(service: Served, visit: Visit) -> None:
    page = visit(service, "/?ask=shared_vendors&client=dune")
    x, y = point_of(page, ":constructor")  # Cytoscape's own id for it
    page.mouse.click(x, y)
    settled(page)
    expect(page.locator("#evidence").get_by_role("heading", name="Constructor Fund")).to_be_visible()
    lit = ["constructor:INVESTS_IN:harbour", "north:INVESTS_IN:constructor"]
    assert drawn(page)["lit"] == lit


@pytest.mark.parametrize("name", ["constructor", "__proto__", "toString", "hasOwnProperty"])
def test_a_text_that_is_a_property_of_every_object_is_no_word_of_ours(service: Served, visit: Visit, name: str) -> None:
    page = visit(service)
    told = page.evaluate(
        """async (name) => {
          const [{ isWord, word, field }, { text }, { Found }] = await Promise.all(
            ["language", "values", "found"].map((file) => import(`/web/app/${file}.js`)));
          return [isWord(name), typeof word(name), typeof field(name), text(name, "name", new Found())];
        }""",
        name,
    )
    assert told == [False, "string", "string", name]


@pytest.mark.parametrize("id_", ["constructor", "__proto__"])
def test_an_address_may_pin_what_it_likes(service: Served, visit: Visit, id_: str) -> None:
    page = visit(service, f"/?view.open=harbour&view.pin={id_}~10~20")
    assert "harbour" in drawn(page)["entities"]
    expect(page.locator("#problem")).to_be_empty()
