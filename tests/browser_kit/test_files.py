"""The kit as it lies in `cypher/browser`: what the code would write now, and what the Browser can read."""

import csv
import re
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
import yaml

from graph_service.appearance import ENTITY_LOOKS, RELATIONSHIP_LOOKS
from graph_service.browser_kit.files import (
    SERVICE_URL,
    command_after_login,
    shipped_files,
    with_service_address,
    write_kit,
)
from graph_service.browser_kit.make import make_files, rewrite
from graph_service.browser_kit.story import SLIDES
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES
from graph_service.errors import BadInput
from graph_service.queries.registry import QUERIES
from tests.neo4j_server import as_docker_spells

ROOT = Path(__file__).parents[2]
LANGUAGES = pytest.mark.parametrize(("suffix", "name"), [("", "name"), (".ar", "name_ar")])
QUERY_FILES = sorted(name for name in shipped_files() if name.endswith(".cypher"))


def rules(text: str) -> dict[str, dict[str, str]]:
    """A style sheet as the Browser's own parser reads it: no comments, and a colon ends a property's name."""
    found = {}
    for selector, body in re.findall(r"([\w.]+) \{\n(.*?)\n\}", text, re.DOTALL):
        lines = [line.strip().removesuffix(";").split(":") for line in body.splitlines()]
        assert all(len(line) == 2 and ";" not in line[1] for line in lines), selector
        found[selector] = {key: value.strip().strip('"') for key, value in lines}
    return found


class Guide(HTMLParser):
    """The parts of a guide that the Browser acts on."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.queries: list[str] = []
        self._in_query = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "pre":
            self._in_query = True
            self.queries.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_query &= tag != "pre"

    def handle_data(self, data: str) -> None:
        if self._in_query:
            self.queries[-1] += data


def test_each_file_is_up_to_date() -> None:
    written = make_files()
    assert shipped_files().keys() == written.keys(), "run `make browser-kit`"
    assert [name for name, text in written.items() if shipped_files()[name] != text] == [], "run `make browser-kit`"


def test_writing_anew_leaves_nothing_of_before(tmp_path: Path) -> None:
    (tmp_path / "kit" / "queries").mkdir(parents=True)
    (tmp_path / "kit" / "queries" / "gone.cypher").write_text("RETURN 1", encoding="utf-8")
    rewrite(tmp_path / "kit")
    there = {path.relative_to(tmp_path / "kit").as_posix() for path in (tmp_path / "kit").rglob("*.*")}
    assert there == set(shipped_files())


# Saved queries


def test_each_question_and_each_type_has_a_saved_query() -> None:
    names = {Path(name).stem for name in QUERY_FILES}
    assert names == {*QUERIES, *(f"type_{name.lower()}" for name in RELATIONSHIP_TYPES), "all_relationships"}


@pytest.mark.parametrize("name", QUERY_FILES)
def test_a_saved_query_is_named_by_its_first_comment_and_needs_no_parameter(name: str) -> None:
    first, _, rest = shipped_files()[name].partition("\n")
    assert re.fullmatch(r"// \S.*", first)
    code = re.sub(r"//[^\n]*|'(?:\\.|[^'\\])*'", "", rest)
    assert "$" not in code
    # With a semicolon the Browser would take it for a script, and draw nothing.
    assert ";" not in code


def test_the_table_for_import_holds_the_same_queries_in_folders() -> None:
    head, *rows = csv.reader(StringIO(shipped_files()["saved-cypher.csv"]))
    assert head == ["id", "name", "description", "parentId", "isFolder", "query"]
    folders = {id_ for id_, _, _, parent, is_folder, _ in rows if (is_folder, parent) == ("true", "")}
    saved = [row for row in rows if row[4] == "false"]
    assert len(folders) + len(saved) == len(rows)
    assert {row[3] for row in saved} == folders
    assert len({row[0] for row in rows}) == len(rows)
    files = {
        "\n".join(shipped_files()[name].splitlines()[2:]): shipped_files()[name].partition("\n")[0][3:]
        for name in QUERY_FILES
    }
    assert {row[5]: row[1] for row in saved} == files


# Styles


@LANGUAGES
def test_every_kind_is_drawn_in_its_colour_under_its_name(suffix: str, name: str) -> None:
    style = rules(shipped_files()[f"style{suffix}.grass"])
    for kind, look in ENTITY_LOOKS.items():
        rule = style[f"node.{kind.capitalize()}"]
        assert (rule["color"], rule["caption"]) == (look.colour, f"{{{name}}}")


@LANGUAGES
def test_every_type_is_drawn_in_its_colour_under_its_label(suffix: str, name: str) -> None:
    style = rules(shipped_files()[f"style{suffix}.grass"])
    language = suffix.lstrip(".") or "en"
    for entry in RELATIONSHIP_TYPES.values():
        current, other = (style[f"relationship.{edge}"] for edge in entry.edges)
        assert current["color"] == RELATIONSHIP_LOOKS[entry.name].colour
        assert current["caption"].replace("{stake}", "").strip() == entry.label[language]
        assert ("{stake}" in current["caption"]) == ("stake_percent" in entry.fields)
        assert other["caption"] == ""


def test_what_carries_a_stake_is_wider_and_what_is_past_thinner() -> None:
    style = rules(shipped_files()["style.grass"])
    width = {edge: int(rule["shaft-width"].removesuffix("px")) for edge, rule in style.items() if "shaft-width" in rule}
    for entry in RELATIONSHIP_TYPES.values():
        current, other = (width[f"relationship.{edge}"] for edge in entry.edges)
        assert other < current
        assert (current > width["relationship.CLIENT_OF"]) == ("stake_percent" in entry.fields)


# Guides


@LANGUAGES
def test_the_guide_has_six_slides_each_with_a_query_to_run(suffix: str, name: str) -> None:
    guide = Guide(shipped_files()[f"guide{suffix}.html"])
    assert [tag for tag, _ in guide.tags].count("slide") == len(SLIDES) == 6
    runnable = [attributes for tag, attributes in guide.tags if tag == "pre"]
    assert len(guide.queries) == 6
    assert {(each["class"], each["dir"]) for each in runnable} == {("pre-scrollable code runnable", "ltr")}


@LANGUAGES
def test_both_forms_of_the_guide_tell_the_same(suffix: str, name: str) -> None:
    text = shipped_files()[f"guide{suffix}.adoc"]
    assert (
        re.findall(r"\[source,cypher\]\n----\n(.*?)\n----", text, re.DOTALL)
        == Guide(shipped_files()[f"guide{suffix}.html"]).queries
    )
    titles = [slide.title["ar" if suffix else "en"] for slide in SLIDES]
    assert re.findall(r"^== (.*)$", text, re.MULTILINE) == titles


def test_the_arabic_guide_reads_from_the_right() -> None:
    tags = Guide(shipped_files()["guide.ar.html"]).tags
    sides = [attributes["dir"] for tag, attributes in tags if tag == "div" and attributes.get("lang") == "ar"]
    assert sides == ["rtl"] * 6


@LANGUAGES
def test_the_guide_links_to_files_of_the_kit_and_to_the_service_alone(suffix: str, name: str) -> None:
    text = shipped_files()[f"guide{suffix}.html"] + shipped_files()[f"guide{suffix}.adoc"]
    links = set(re.findall(r"https?://[^\s\"\[<]+", text))
    assert {link for link in links if not link.startswith(f"{SERVICE_URL}/")} == set()
    assert {link.removeprefix(f"{SERVICE_URL}/browser/") for link in links} - {f"{SERVICE_URL}/"} <= set(
        shipped_files()
    )


def test_a_guide_can_be_addressed_to_another_service() -> None:
    text = with_service_address(shipped_files()["guide.html"], "http://localhost:9000/graph")
    assert SERVICE_URL not in text
    assert "style http://localhost:9000/graph/browser/style.grass" in text


# Copies


def test_the_kit_is_written_and_written_again_with_another_address(tmp_path: Path) -> None:
    assert len(write_kit(tmp_path / "new", SERVICE_URL)) == len(shipped_files())
    write_kit(tmp_path / "new", "http://localhost:9")
    assert "http://localhost:9/browser/" in (tmp_path / "new" / "guide.html").read_text(encoding="utf-8")


def test_a_file_of_somebody_else_s_is_not_written_over(tmp_path: Path) -> None:
    theirs = tmp_path / "README.md"
    theirs.write_text("# My notes\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"README\.md is there already"):
        write_kit(tmp_path, SERVICE_URL)
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]
    assert theirs.read_text(encoding="utf-8") == "# My notes\n"


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BadInput, match="can't write"):
        write_kit(tmp_path / "file", SERVICE_URL)


# What the servers are told


def test_the_compose_file_brings_style_and_guide_up_after_login() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    name = f"NEO4J_{as_docker_spells('browser.post_connect_cmd')}"
    assert name == "NEO4J_browser_post__connect__cmd"
    assert services["neo4j"]["environment"][name] == command_after_login(SERVICE_URL)
    assert "127.0.0.1:8000:8000" in services["api"]["ports"]


def test_make_neo4j_brings_style_and_guide_up_after_login() -> None:
    make_files = dict(
        re.findall(r"^([A-Z0-9_]+) := (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert make_files["AFTER_LOGIN"].replace("$(KIT)", make_files["KIT"]) == command_after_login(SERVICE_URL)
