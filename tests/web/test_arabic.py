"""Arabic falls behind in nothing: each question, parameter, field and word of an answer has its Arabic."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from graph_service.api.vocabulary import vocabulary
from graph_service.queries.registry import QUERIES
from graph_service.support.resources import web_folder

ARABIC = json.loads((web_folder() / "locales" / "ar.json").read_text("utf-8"))
LISTED = {word["name"] for words in asdict(vocabulary()).values() for word in words}


def schemas(schema: Any) -> Iterator[dict[str, Any]]:
    """A schema and all that it is made of."""
    if isinstance(schema, list):
        for each in schema:
            yield from schemas(each)
    elif isinstance(schema, dict):
        yield schema
        for each in schema.values():
            yield from schemas(each)


def test_every_question_has_its_arabic_title_and_text() -> None:
    assert ARABIC["titles"].keys() == ARABIC["questions"].keys() == QUERIES.keys()


def test_every_parameter_and_every_field_has_its_arabic_name() -> None:
    models = [model for query in QUERIES.values() for model in (query.parameters, query.row)]
    names = {
        name for model in models for part in schemas(model.model_json_schema()) for name in part.get("properties", ())
    }
    assert names - ARABIC["fields"].keys() == set()


def test_every_word_of_an_answer_has_its_arabic() -> None:
    rows = [part for query in QUERIES.values() for part in schemas(query.row.model_json_schema())]
    parameters = [part for query in QUERIES.values() for part in schemas(query.parameters.model_json_schema())]
    words = {word for part in (*rows, *parameters) for word in (*part.get("enum", ()), part.get("const"))}
    assert {word for word in words if isinstance(word, str)} - LISTED - ARABIC["values"].keys() == set()
