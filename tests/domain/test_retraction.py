"""Retraction: of one claim, or of all that a source says."""

from typing import Any

import pytest
from pydantic import ValidationError

from graph_service.domain.retraction import Retraction

WITHDRAWN = {"id": "r1", "claim": "c1", "kind": "withdrawn", "on": "2025-07-01", "note": {"en": "Our own words."}}


def retraction(**change: Any) -> Retraction:
    fields = {**WITHDRAWN, **change}
    return Retraction.model_validate({name: value for name, value in fields.items() if value is not None})


def test_it_is_of_a_claim_or_of_a_source() -> None:
    assert retraction().retracted == ("claim", "c1")
    assert retraction(claim=None, source="wire").retracted == ("source", "wire")


def test_what_is_mistaken_has_no_day() -> None:
    assert retraction(kind="mistaken", on=None).on is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"source": "wire"}, "either the claim or the source"),
        ({"claim": None}, "either the claim or the source"),
        ({"on": None}, "give on"),
        ({"kind": "mistaken"}, "leave on out"),
        ({"on": "2025-07"}, "is not a whole day"),
        ({"kind": "denied"}, "withdrawn"),
        ({"note": {}}, "note"),
        ({"why": "no reason"}, "why"),
    ],
)
def test_bad_input_is_refused_in_words_that_name_the_fix(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError) as raised:
        retraction(**change)
    assert words in str(raised.value)
