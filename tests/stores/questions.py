"""Random questions about drawn facts, from the parameters that the catalogue and the listings declare.

A new question is drawn with no change here, unless one of its parameters takes what no schema tells.
Mostly they are about what the facts speak of, or all answers would be empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from hypothesis import strategies as st

from graph_service.domain.facts import Facts
from graph_service.domain.relationship_types import relationship_id
from graph_service.errors import BadInput, NotFound
from graph_service.queries.base import NamesEntity, NamesRelationship, RequestParameters, Scoped, SeeksName
from graph_service.queries.registry import QUERIES
from graph_service.stores.port import Store
from graph_service.support.json_bytes import encode_json
from graph_service.use_cases.ask import ask, read_as, read_parameters
from graph_service.use_cases.list_records import LISTINGS, list_records
from tests.cases import claim
from tests.strategies import ALLOWED, CONFLICT, KINDS, graphs

_PAGE = {"limit", "cursor"}
_EARLY = ["2022-12-31", "2023-01-01", "2024-01-02", "2024-02-29", "2024-12-31", "2025-01-01", "2025-01-31"]
_LATE = ["2025-06-13", "2025-06-14", "2025-06-26", "2025-06-27", "2025-07-01"]
_NAMES = [*KINDS, "e9", "Google", "غوغل", "gogle", "شركة اولى", "GOOGL", "x ai corp"]
_IDS = [*(relationship_id(*ends) for ends in CONFLICT), "e1:MAKES:e6", "e0:valuation:2025-06-13:USD"]
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
    "as_of": st.sampled_from([*_EARLY, *_LATE, "2026-01-01"]),
    "known_at": st.sampled_from([*_EARLY, *_LATE, *_LATE]),
    "add": st.lists(_HOLDINGS | _DEALS, min_size=1, max_size=3),
    "remove": st.lists(_ENDS.map(":".join), min_size=1, max_size=2),
    "publisher": st.sampled_from(["Publisher of tier A", "nobody"]),
    "q": st.sampled_from(_TEXTS) | st.text(min_size=1, max_size=12),
    "min_stake": st.sampled_from([1, 4.9, 5, 24.5, 49, 60, 100]),
    "chain_threshold": st.sampled_from([0, 0.5, 1, 5, 30, 60]),
    "period": st.sampled_from(["2024", "2025-Q1", "2023", "P1Y"]),
    "fanout": st.sampled_from([1, 2, 3, 50]),
}


# What holds undisputed until a drawn claim says otherwise: else hardly an answer would have a row.
_BACKBONE = [
    claim(*ends, id=f"b{number}", source="s0", stake_percent=50 if ends[1] == "INVESTS_IN" else None)
    for number, ends in enumerate([*CONFLICT, ("e1", "INVESTS_IN", "e0"), ("e2", "CLIENT_OF", "e0")])
]


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
            list_records(store, resource, read_as(model, given))
            for resource, model in LISTINGS.items()
            if resource == self.name
        )

    def outcome(self, store: Store) -> str:
        """What comes of it, to the byte: an answer's JSON, or an error's kind and words."""
        try:
            answer = self.of(store)
        except (BadInput, NotFound) as error:
            return f"{type(error).__name__}: {error}"
        if self.name not in QUERIES:  # records, which pydantic need not know
            return encode_json(answer).decode()
        text = str(answer.model_dump_json())
        assert encode_json(answer).decode() == text, "what is served is not what pydantic would write"
        return text

    def rows(self, store: Store, **page: Any) -> list[Any]:
        """All rows, taken page by page."""
        answer = self.of(store, **page)
        rows = list(answer.rows if self.name in QUERIES else answer.items)
        return rows + (self.rows(store, **{**page, "cursor": answer.next}) if answer.next else [])


def told() -> st.SearchStrategy[tuple[Facts, list[Question]]]:
    """Random facts on a backbone of plain ones, and questions about them."""
    plain = st.lists(st.sampled_from(_BACKBONE), min_size=len(_BACKBONE) // 2, unique_by=lambda said: said.id)
    drawn = st.builds(
        lambda random, plain: Facts(
            random.entities, random.sources, {**random.claims, **{said.id: said for said in plain}}
        ),
        graphs(),
        plain,
    )
    return drawn.flatmap(lambda facts: st.tuples(st.just(facts), questions(facts)))


def questions(drawn: Facts) -> st.SearchStrategy[list[Question]]:
    """Every query once, and every listing; the headline question more often, as it can be asked in the most ways."""
    models = [(query.name, query.parameters) for query in QUERIES.values()]
    headline = [("shared_vendors", QUERIES["shared_vendors"].parameters)] * 3
    asked = [_asked(name, model, _Words.of(drawn)) for name, model in (*models, *headline, *LISTINGS.items())]
    return st.tuples(*asked).map(list)


@dataclass(frozen=True)
class _Words:
    """What drawn facts speak of, and some that they don't."""

    entities: st.SearchStrategy[str]
    relationships: st.SearchStrategy[str]

    @classmethod
    def of(cls, drawn: Facts) -> "_Words":
        ends = {
            end for claim in drawn.claims.values() for end in (claim.subject, getattr(claim, "object", None)) if end
        }
        spoken_of = {said.about for said in drawn.claims.values()}
        return cls(
            st.sampled_from([*sorted(ends) * 5, *_NAMES]),
            st.sampled_from([*sorted(spoken_of) * 3, *_IDS]),
        )


def _asked(name: str, model: type[RequestParameters], words: _Words) -> st.SearchStrategy[Question]:
    """The question with all that it needs and any of the rest; in half of the cases with no scope."""
    schema = _schema(model)
    values = {
        name: _value(model, name, each, words) for name, each in schema["properties"].items() if name not in _PAGE
    }
    needed = {name: values.pop(name) for name in schema.get("required", ())}
    scope = {name: values.pop(name) for name in Scoped.model_fields if name in values}
    return st.builds(
        lambda own, scope: Question(name, {**own, **scope}),
        st.fixed_dictionaries(needed, optional=values),
        st.just({}) | st.fixed_dictionaries({}, optional=scope),
    )


@cache
def _schema(model: type[RequestParameters]) -> dict[str, Any]:
    return model.model_json_schema()


def _value(
    model: type[RequestParameters], name: str, schema: Mapping[str, Any], words: _Words
) -> st.SearchStrategy[Any]:
    if name in _BY_NAME:
        return _BY_NAME[name]
    strings = None
    if name in model.fields_marked(NamesEntity) or name in model.fields_marked(SeeksName):
        strings = words.entities
    elif name in model.fields_marked(NamesRelationship) or name in ("about", "id"):
        strings = words.relationships
    elif name == "source":
        strings = st.sampled_from(["s0", "s2", "s9"])
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
