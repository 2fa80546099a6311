"""Random questions to a store, drawn from the parameters that the catalogue and the listings declare.

A new question is drawn with no change here, unless one of its parameters takes what no schema tells.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from graph_service.ask import ask, read_as, read_parameters
from graph_service.domain.relationship_types import relationship_id
from graph_service.errors import BadInput, NotFound
from graph_service.listing import LISTINGS, listed
from graph_service.queries.base import Asked, NamesEntity, NamesRelationship, SeeksName
from graph_service.queries.registry import QUERIES
from graph_service.stores.port import Store
from tests.strategies import ALLOWED, CONFLICT, KINDS

_PAGE = {"limit", "cursor"}
_DAYS = ["2022-12-31", "2023-01-01", "2024-02-29", "2024-12-31", "2025-01-31", "2025-06-13", "2025-06-14"]
_DAYS += ["2025-06-26", "2025-06-27", "2025-07-01", "2026-01-01"]
_ENTITIES = st.sampled_from([*KINDS, *KINDS, "e9", "Google", "غوغل", "gogle", "شركة اولى", "GOOGL", "x ai corp"])
_FIGURES = ["e0:valuation:2025-06-13:USD", "e0:revenue:2024:USD", "e1:employees:2025-06-27"]
_ABOUT = st.one_of(
    st.sampled_from([relationship_id(*ends) for ends in CONFLICT]),
    st.sampled_from([":".join(ends) for ends in ALLOWED]),
    st.sampled_from(_FIGURES),
)
_TEXTS = ["google", "Gooogle", "غوغل", "الشركة", "societe", "x", "ai", "٤٢", "e0", "C++", "aaaa", "!", "ميتا"]

_TYPES = ("INVESTS_IN", "CLIENT_OF", "COMPETES_WITH")
_ENDS = st.sampled_from(
    [*CONFLICT, *CONFLICT, *(ends for ends in ALLOWED if ends[1] in _TYPES), ("e1", _TYPES[0], "e1")]
)
_DEALS = st.builds(
    lambda ends, more: {"subject": ends[0], "type": ends[1], "object": ends[2], **more},
    _ENDS,
    st.sampled_from(
        [{}, {"status": "planned_end"}, {"status": "ended"}, {"valid_to": "2024"}, {"certainty": "reported"}]
    ),
)
_HOLDINGS = st.builds(
    lambda ends, stake: f"{ends[0]} INVESTS_IN {ends[2]} {stake}%",
    st.sampled_from([ends for ends in ALLOWED if ends[1] == "INVESTS_IN"]),
    st.sampled_from([0.5, 30, 60, 100]),
)

# What no schema tells: words that mean something in drawn graphs, and numbers at which something changes.
_BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "as_of": st.sampled_from(_DAYS),
    "known_at": st.sampled_from(_DAYS[:-1]),
    "about": _ABOUT,
    "add": st.lists(_HOLDINGS | _DEALS, max_size=3),
    "remove": st.lists(_ENDS.map(":".join), max_size=2),
    "id": _ABOUT | st.sampled_from(["s0", "s9"]),
    "source": st.sampled_from(["s0", "s2", "s9"]),
    "publisher": st.sampled_from(["Publisher of tier A", "nobody"]),
    "q": st.sampled_from(_TEXTS) | st.text(min_size=1, max_size=12),
    "min_stake": st.sampled_from([1, 4.9, 5, 24.5, 49, 60, 100]),
    "chain_threshold": st.sampled_from([0, 0.5, 1, 5, 30, 60]),
    "period": st.sampled_from(["2024", "2025-Q1", "2023", "P1Y"]),
    "fanout": st.sampled_from([1, 2, 3, 50]),
}


@dataclass(frozen=True)
class Question:
    """A named query or a listing, with parameters."""

    name: str
    parameters: Mapping[str, Any]

    def of(self, store: Store, **page: Any) -> Any:
        """The answer, or the page of a listing."""
        given = {**self.parameters, **page}
        if self.name in QUERIES:
            return ask(store, QUERIES[self.name], read_parameters(QUERIES[self.name], given))
        return next(
            listed(store, resource, read_as(model, given))
            for resource, model in LISTINGS.items()
            if resource == self.name
        )

    def outcome(self, store: Store) -> str:
        """What comes of it, to the byte: an answer's JSON, or an error's kind and words."""
        try:
            return str(self.of(store).model_dump_json())
        except (BadInput, NotFound) as error:
            return f"{type(error).__name__}: {error}"

    def rows(self, store: Store, **page: Any) -> list[Any]:
        """All rows, taken page by page."""
        answer = self.of(store, **page)
        rows = list(answer.rows if self.name in QUERIES else answer.items)
        return rows + (self.rows(store, **{**page, "cursor": answer.next}) if answer.next else [])


def queries() -> st.SearchStrategy[Question]:
    """A question of the catalogue; the headline question more often, as it can be asked in the most ways."""
    names = st.sampled_from(["shared_vendors", "shared_vendors", *QUERIES])
    return names.flatmap(lambda name: _asked(name, QUERIES[name].parameters))


def listings() -> st.SearchStrategy[Question]:
    """A listing."""
    return st.sampled_from(list(LISTINGS)).flatmap(lambda resource: _asked(resource, LISTINGS[resource]))


def _asked(name: str, model: type[Asked]) -> st.SearchStrategy[Question]:
    return parameters(model).map(lambda drawn: Question(name, drawn))


def parameters(model: type[Asked]) -> st.SearchStrategy[dict[str, Any]]:
    """Parameters of a model: all that it needs, and any of the rest."""
    schemas = model.model_json_schema()
    values = {name: _value(model, name, schema) for name, schema in schemas["properties"].items() if name not in _PAGE}
    needed = {name: values.pop(name) for name in schemas.get("required", ())}
    return st.fixed_dictionaries(needed, optional=values)


def _value(model: type[Asked], name: str, schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    strings = None
    if name in model.marked(NamesEntity) or name in model.marked(SeeksName):
        strings = _ENTITIES
    elif name in model.marked(NamesRelationship):
        strings = _ABOUT
    elif name in _BY_NAME:
        return _BY_NAME[name]
    return _of(schema, strings, name)


def _of(schema: Mapping[str, Any], strings: st.SearchStrategy[str] | None, name: str) -> st.SearchStrategy[Any]:
    if "anyOf" in schema:
        return st.one_of([_of(each, strings, name) for each in schema["anyOf"] if each != {"type": "null"}])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    match schema.get("type"):
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers(schema["minimum"], schema["maximum"])
        case "number":
            return st.floats(schema["minimum"], schema["maximum"])
        case "array":
            each = _of(schema["items"], strings, name)
            fewest = schema.get("minItems", 0)
            return st.lists(each, min_size=fewest, max_size=fewest + 2, unique=True)
        case "string" if strings is not None:
            return strings
    raise NotImplementedError(f"say in _BY_NAME what the parameter {name} may be")
