"""Rules are spliced into Cypher files where these name them; a wrong mark says where it stands."""

import re
from pathlib import Path

import pytest

from graph_service.support.cypher_text import spliced
from graph_service.support.resources import cypher, shipped_folder

HOLDS = "// holds(r): It holds.\nr.from <= $day\nAND $day < r.to\n"
FILES = sorted(
    path.relative_to(shipped_folder("cypher")).with_suffix("").as_posix()
    for path in shipped_folder("cypher").rglob("*.cypher")
    if not path.is_relative_to(shipped_folder("cypher") / "browser")
)
RULES = [name.removeprefix("rules/") for name in FILES if name.startswith("rules/")]


def text(folder: Path, query: str, **rules: str) -> str:
    """The query's text with these rules in their places."""
    (folder / "cypher" / "rules").mkdir(parents=True, exist_ok=True)
    for name, rule in rules.items():
        (folder / "cypher" / "rules" / f"{name}.cypher").write_text(rule, encoding="utf-8")
    file = folder / "cypher" / "query.cypher"
    file.write_text(query, encoding="utf-8")
    return spliced(file, folder / "cypher" / "rules")


def test_a_rule_stands_where_it_is_named_about_what_is_given(tmp_path: Path) -> None:
    query = "MATCH ()-[use]->()\nWHERE rules.holds(use)\nRETURN use;\n"
    assert text(tmp_path, query, holds=HOLDS) == (
        "MATCH ()-[use]->()\nWHERE use.from <= $day\n  AND $day < use.to\nRETURN use;\n"
    )


def test_its_further_lines_stand_beneath_its_first(tmp_path: Path) -> None:
    query = "  WHERE true\n    AND rules.holds(use)\n"
    assert text(tmp_path, query, holds=HOLDS) == "  WHERE true\n    AND use.from <= $day\n    AND $day < use.to\n"


def test_a_rule_may_name_others(tmp_path: Path) -> None:
    rules = {"shown": "// shown(x): Shown.\nrules.holds(x)\nAND x.shown\n", "holds": HOLDS}
    assert text(tmp_path, "WHERE rules.shown(h)", **rules) == ("WHERE h.from <= $day\n  AND $day < h.to\n  AND h.shown")


def test_what_is_given_may_name_rules_too(tmp_path: Path) -> None:
    rules = {"half": "// half(x): Half of it.\nx / 2\n", "sum": "// sum(a, b): Both.\n(a + b)\n"}
    assert text(tmp_path, "rules.half(rules.sum(f(p, q), [1, 2]))", **rules) == "(f(p, q) + [1, 2]) / 2"


def test_what_is_given_stays_one_term(tmp_path: Path) -> None:
    assert text(tmp_path, "rules.half(p + q)", half="// half(x): Half of it.\nx / 2\n") == "(p + q) / 2"


def test_a_declared_name_in_capitals_begins_a_name(tmp_path: Path) -> None:
    rule = "// edges(TYPE): Both edges.\nTYPE|TYPE_VERSION\n"
    assert text(tmp_path, "-[:rules.edges(CLIENT_OF)]-", edges=rule) == "-[:CLIENT_OF|CLIENT_OF_VERSION]-"


@pytest.mark.parametrize("query", ["// as rules.holds(use) says\n", "RETURN 'rules.holds(use)'", "RETURN p.rules.x"])
def test_comments_text_and_properties_stay_as_they_are(tmp_path: Path, query: str) -> None:
    assert text(tmp_path, query, holds=HOLDS) == query


def test_text_and_parameters_of_a_rule_stay_as_they_are(tmp_path: Path) -> None:
    rule = "// named(r): It has this name.\nr.name IN ['r', $r]\n"
    assert text(tmp_path, "rules.named(use)", named=rule) == "use.name IN ['r', $r]"


WRONG = [
    ("rules.hold(use)", "cypher/query.cypher:3: there is no rule hold; did you mean holds?"),
    ("rules.nothing_like_it(use)", "cypher/query.cypher:3: there is no rule nothing_like_it"),
    ("rules.holds", "cypher/query.cypher:3: a rule is named with brackets, as in rules.holds(use)"),
    ("rules.(use)", "cypher/query.cypher:3: a rule is named with brackets, as in rules.holds(use)"),
    ("rules.holds(use", "cypher/query.cypher:3: the bracket of the rule is never closed"),
    ("rules.holds()", "cypher/query.cypher:3: rules.holds takes (r), and 0 are given"),
    ("rules.holds(use, deal)", "cypher/query.cypher:3: rules.holds takes (r), and 2 are given"),
    ("f(rules.holds(rules.hold(use)))", "cypher/query.cypher:3: there is no rule hold; did you mean holds?"),
    (
        "NOT rules.holds(use)",
        "cypher/query.cypher:3: NOT would bind to a part of the rule alone: write NOT (rules.holds(…))",
    ),
    (
        "(NOT\nrules.holds(use))",
        "cypher/query.cypher:4: NOT would bind to a part of the rule alone: write NOT (rules.holds(…))",
    ),
    ("rules.least(each.hops)", "cypher/query.cypher:3: rules.least has variables of its own by the name of each"),
    ("rules.round(use)", "cypher/rules/round.cypher:3: the rule round is part of itself"),
    ("rules.outer(use)", "cypher/rules/outer.cypher:2: there is no rule hold; did you mean holds?"),
    ("rules.nameless(use)", "cypher/rules/nameless.cypher:1: a rule's first line is // nameless(…): what it means"),
    ("rules.other(use)", "cypher/rules/other.cypher:1: a rule's first line is // other(…): what it means"),
]


@pytest.mark.parametrize(("mark", "says"), WRONG, ids=[mark for mark, _ in WRONG])
def test_a_wrong_mark_names_its_file_and_line(tmp_path: Path, mark: str, says: str) -> None:
    rules = {
        "holds": HOLDS,
        "least": "// least(hops): The least.\n[each IN hops | each.certainty][0]\n",
        "round": "// round(r): Goes round.\n// And round.\nrules.round(r)\n",
        "outer": "// outer(r): With a mark that is wrong.\nrules.hold(r)\n",
        "nameless": "r.x\n",
        "other": "// another(r): By another name.\nr.x\n",
    }
    with pytest.raises(ValueError, match=rf"\A{re.escape(says)}\Z"):
        text(tmp_path, f"MATCH (use)\nRETURN\n  {mark}", **rules)


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("rules/")])
def test_no_mark_is_left_in_what_is_shipped(name: str) -> None:
    assert not re.search(r"\brules\.", cypher(name))


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_serves_in_more_than_one_place(rule: str) -> None:
    named = re.compile(rf"\brules\.{rule}\(")
    texts = [shipped_folder("cypher").joinpath(f"{name}.cypher").read_text("utf-8") for name in FILES]
    assert sum(len(named.findall(text)) for text in texts) > 1


def test_no_five_lines_stand_twice() -> None:
    places: dict[tuple[str, ...], list[str]] = {}
    for name in FILES:
        text = shipped_folder("cypher").joinpath(f"{name}.cypher").read_text("utf-8")
        lines = [line.strip() for line in text.splitlines() if len(line.strip()) > 3 and "//" not in line]
        for at in range(len(lines) - 4):
            places.setdefault(tuple(lines[at : at + 5]), []).append(name)
    assert {lines: names for lines, names in places.items() if len(names) > 1} == {}
