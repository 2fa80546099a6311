"""Money in words, as tables show it, and what is added up."""

import pytest

from graph_service.queries.briefs import AmountShown
from graph_service.queries.shared.money import add_up, describe_amount
from tests.queries.webs import version


def amount(value: float | None = None, *, least: float | None = None, most: float | None = None) -> AmountShown:
    return AmountShown(
        relationship="a:INVESTS_IN:b",
        value=value,
        min=least,
        max=most,
        low=0,
        high=0,
        currency="USD",
        basis="paid",
        period=None,
        approximate=False,
    )


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (amount(1_500_000), "paid 1,500,000 USD"),
        (amount(least=100, most=300), "paid 100 to 300 USD"),
        (amount(most=300), "paid up to 300 USD"),
        (amount(least=100), "paid 100 or more USD"),
    ],
)
def test_an_amount_is_told_with_the_bounds_that_are_known(shown: AmountShown, words: str) -> None:
    assert describe_amount(shown) == words


def test_with_one_amount_unbounded_the_total_is_unbounded() -> None:
    paid = {"amount_currency": "USD", "amount_basis": "paid"}
    (total,) = add_up(
        [
            version("a", "INVESTS_IN", "b", amount=100.0, **paid),
            version("c", "INVESTS_IN", "b", amount_min=50.0, amount_approximate=True, **paid),
        ]
    )
    assert (total.low, total.high, str(total)) == (150, None, "equity about 150 or more USD")


def test_amounts_that_do_not_compare_are_not_added_up() -> None:
    paid = {"amount": 100.0, "amount_basis": "paid"}
    found = add_up(
        [
            version("a", "INVESTS_IN", "b", amount_currency="USD", **paid),
            version("c", "INVESTS_IN", "b", amount_currency="EUR", **paid),
            version("d", "INVESTS_IN", "b", amount_currency="USD", amount=9.0, amount_basis="round_total"),
        ]
    )
    assert [(total.currency, total.low, total.relationships) for total in found] == [
        ("EUR", 100, ["c:INVESTS_IN:b"]),
        ("USD", 100, ["a:INVESTS_IN:b"]),
    ]
