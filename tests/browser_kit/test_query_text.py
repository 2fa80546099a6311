"""Queries with literals in place of parameters."""

import pytest

from graph_service.browser_kit.query_text import Expression, inline_parameters
from graph_service.support.cypher_text import returned_columns


def test_parameters_are_bound_outside_of_quotes_and_comments_only() -> None:
    query = '// $a\nMATCH (n {id: $a}) WHERE n.x = \'$a\' AND n.`$a` = $`b` /* $b */ RETURN "it\\"s $a", $day'
    text = inline_parameters(query, {"a": "it's", "b": [1], "day": Expression("toString(date())")})
    assert text == (
        "// $a\nMATCH (n {id: 'it\\'s'}) WHERE n.x = '$a' AND n.`$a` = [1] /* $b */ "
        'RETURN "it\\"s $a", toString(date())'
    )


def test_a_parameter_without_a_value_is_no_query() -> None:
    with pytest.raises(KeyError, match="client"):
        inline_parameters("RETURN $client", {"vendor": 1})


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
    assert returned_columns(query) == names
