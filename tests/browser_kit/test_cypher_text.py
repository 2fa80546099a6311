"""Literals for parameters: what is written is what is meant, and nothing of it is taken for Cypher."""

import pytest

from graph_service.browser_kit.cypher_text import Expression, bound, columns, literal
from tests.browser_kit.conftest import Run

VALUES = [
    None,
    True,
    False,
    0,
    -7,
    2**62,
    0.1,
    -1e-300,
    1e300,
    "",
    "سكيل إيه آي",
    "O'Brien",
    'a "quoted" word',
    "back\\slash at the end\\",
    "\\u0027 isn't an escape",
    "two\nlines\tand\rmore",
    "' RETURN 1 //",
    "*/ }) RETURN 'x",
    "$client {name} `tick`",
    "seen\u200f and\u202e not\x00 seen\u2028",
    "🙂",
    [],
    [1, [2, ["x", None]]],
    {"plain": 1, "with space": {"tick`": [True]}, "عربي": "x"},
]


@pytest.mark.neo4j
def test_a_literal_comes_back_from_neo4j_as_the_value(run: Run) -> None:
    (row,) = run(f"RETURN {literal(VALUES)} AS back")
    assert row["back"] == VALUES


def test_what_cypher_cannot_write_is_refused() -> None:
    for value in (float("nan"), float("inf"), object(), {1, 2}):
        with pytest.raises(TypeError):
            literal(value)


def test_parameters_are_bound_outside_of_quotes_and_comments_only() -> None:
    query = '// $a\nMATCH (n {id: $a}) WHERE n.x = \'$a\' AND n.`$a` = $`b` /* $b */ RETURN "it\\"s $a", $day'
    text = bound(query, {"a": "it's", "b": [1], "day": Expression("toString(date())")})
    assert text == (
        "// $a\nMATCH (n {id: 'it\\'s'}) WHERE n.x = '$a' AND n.`$a` = [1] /* $b */ "
        'RETURN "it\\"s $a", toString(date())'
    )


def test_a_parameter_without_a_value_is_no_query() -> None:
    with pytest.raises(KeyError, match="client"):
        bound("RETURN $client", {"vendor": 1})


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("RETURN 1 AS a, [x IN [1, 2] | {b: x}] AS c ORDER BY a LIMIT 3", ["a", "c"]),
        ("CALL (x) { RETURN x AS inner } RETURN key, CASE WHEN a THEN 'RETURN' END AS b // AS z", ["key", "b"]),
        ("MATCH (n) RETURN DISTINCT n.id AS id, `odd name`", ["id", "`odd name`"]),
        ("RETURN 1 AS a UNION ALL RETURN 2 AS a", ["a"]),
        ("RETURN n.x STARTS WITH 'y' AS a, count(*) AS b", ["a", "b"]),
    ],
)
def test_columns_are_those_of_the_outermost_return(query: str, names: list[str]) -> None:
    assert columns(query) == names
