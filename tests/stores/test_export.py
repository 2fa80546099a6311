"""Exports, on both stores: what is in them, that they can be read again, and that both stores write the same bytes."""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from neo4j import Driver, GraphDatabase

from graph_service.appearance import ENTITY_LOOKS, RELATIONSHIP_LOOKS
from graph_service.domain.entity import Entity
from graph_service.domain.facts import Facts
from graph_service.errors import AmbiguousName, BadParameter, UnknownEntity, UnknownRecord
from graph_service.export import FORMATS, ExportParameters, export
from graph_service.export.xml_text import replace_forbidden
from graph_service.stores.port import Store
from graph_service.support.cypher_literals import literal
from graph_service.use_cases.ask import read_as
from tests.cases import article, claim, entity, facts
from tests.neo4j_server import Neo4jServer
from tests.stores.conftest import Holding, fill
from tests.strategies import graphs

META = "meta:INVESTS_IN:scale-ai"
GOOGLE = "google:CLIENT_OF:scale-ai"

NASTY = {
    "quotes": 'O\'Neil "& Söhne" `x`',
    "markup": "<b>Meta</b> & <![CDATA[x]]> --> &amp; ]]>",
    "cypher": "'}) MATCH (n) DETACH DELETE n //",
    "escaped": r"\u0027}) MATCH (n) DETACH DELETE n //",
    "backslashes": "\\' \\\\' \\",
    "lines": "a\nb\tc; RETURN 1;\nRETURN 2",
    "joiners": "\u200dشر\u200cكة\u200d",
    "nobody": "not \ufffe a character \uffff",
    "astral": "🦆 \U000e0001",
}


def written(store: Store, format_: str, **asked: Any) -> bytes:
    return export(store, read_as(ExportParameters, {**asked, "format": format_}))


def edges(network: "nx.Graph[str]") -> dict[str, tuple[str, str, dict[str, Any]]]:
    """The edges by id. With no two edges between the same ends, networkx reads a graph that has no keys."""
    if isinstance(network, nx.MultiDiGraph):
        return {key: (source, target, data) for source, target, key, data in network.edges(keys=True, data=True)}
    return {data["id"]: (source, target, data) for source, target, data in network.edges(data=True)}


def from_graphml(file: bytes) -> "nx.Graph[str]":
    return nx.read_graphml(io.BytesIO(file), force_multigraph=True)


READ: Mapping[str, Callable[[bytes], "nx.Graph[str]"]] = {
    "graphml": from_graphml,
    "gexf": lambda file: nx.read_gexf(io.BytesIO(file)),
    "cytoscape": lambda file: nx.cytoscape_graph(json.loads(file)),
}
EVERY_FORMAT = pytest.mark.parametrize("format_", FORMATS)
EVERY_NETWORK = pytest.mark.parametrize("format_", READ)


def ids(store: Store, **asked: Any) -> tuple[list[str], list[str]]:
    """The ids of the entities and of the relationships, in the order of the file."""
    elements = json.loads(written(store, "cytoscape", **asked))["elements"]
    found = [[each["data"]["id"] for each in elements[kind]] for kind in ("nodes", "edges")]
    return found[0], found[1]


# What is in it


def test_with_entities_only_all_that_holds_among_them_comes_along(holding: Holding) -> None:
    store = holding(article())
    assert ids(store, entities=["scale-ai", "google", "meta"]) == (
        ["google", "meta", "scale-ai"],
        [GOOGLE, "google:COMPETES_WITH:meta", META],
    )


def test_an_entity_goes_by_any_name_and_once(holding: Holding) -> None:
    assert ids(holding(article()), entities=["غوغل", "google", "Scale AI"]) == (["google", "scale-ai"], [GOOGLE])


def test_relationships_bring_their_ends_and_nothing_else(holding: Holding) -> None:
    store = holding(article())
    assert ids(store, relationships=[META, GOOGLE]) == (["google", "meta", "scale-ai"], [GOOGLE, META])
    assert ids(store, relationships=[META], entities=["xai"]) == (["meta", "scale-ai", "xai"], [META])


def test_a_relationship_between_equals_goes_by_either_order_of_its_ends(holding: Holding) -> None:
    _, found = ids(holding(article()), relationships=["meta:COMPETES_WITH:google"])
    assert found == ["google:COMPETES_WITH:meta"]


def test_with_nothing_named_it_is_the_whole_graph(holding: Holding) -> None:
    store = holding(article())
    entities, relationships = ids(store)
    assert entities == sorted(article().entities)
    assert len(relationships) == store.state().relationships
    assert relationships == sorted(relationships)


CLOSED = facts(
    claim("a", "CLIENT_OF", "b", status="ended", valid_to="2024"),
    claim("a", "INVESTS_IN", "b", status="announced"),
    claim("b", "CLIENT_OF", "a", valid_from="2023"),
    entity("c"),
)


@pytest.mark.parametrize("named", [[], ["a", "b"]])
def test_what_does_not_hold_comes_only_where_that_is_asked_for(holding: Holding, named: list[str]) -> None:
    store = holding(CLOSED)
    whole = ["a:CLIENT_OF:b", "a:INVESTS_IN:b", "b:CLIENT_OF:a"]
    assert ids(store, entities=named)[1] == ["b:CLIENT_OF:a"]
    assert ids(store, entities=named, as_of="2024-06-01")[1] == ["a:CLIENT_OF:b", "b:CLIENT_OF:a"]
    assert ids(store, entities=named, include_closed=True)[1] == whole
    assert ids(store, entities=named, include_closed=True, known_at="2025-05-31")[1] == []


def test_a_relationship_that_is_named_comes_whether_it_holds_or_not(holding: Holding) -> None:
    network = READ["gexf"](written(holding(CLOSED), "gexf", relationships=["a:INVESTS_IN:b"]))
    ((_, _, data),) = edges(network).values()
    assert (data["status"], data["verdict"]) == ("announced", "no")
    assert not {"valid_from", "valid_to"} & set(data)


@EVERY_NETWORK
def test_entities_and_relationships_carry_what_is_known_of_them(holding: Holding, format_: str) -> None:
    file = written(holding(article()), format_, entities=["google", "scale-ai", "meta"], as_of="2026-01-01")
    network = READ[format_](file)
    google = network.nodes["google"]
    assert (google["name_en"], google["name_ar"], google["kind"]) == ("Google", "جوجل", "company")
    source, target, client = edges(network)[GOOGLE]
    assert (source, target) == ("google", "scale-ai")
    assert client["type" if format_ != "gexf" else "relationship_type"] == "CLIENT_OF"
    assert {
        name: client[name] for name in ("status", "disputed", "partial", "certainty", "verdict", "claim_count")
    } == {
        "status": "planned_end",
        "disputed": False,
        "partial": False,
        "certainty": "reported",
        "verdict": "certain",
        "claim_count": 2,
    }
    _, _, holds = edges(network)[META]
    assert (holds["stake_percent"], holds["stake_min"], holds["stake_max"]) == (49.0, 49.0, 49.0)
    lists = {"claims": "article-03 article-02", "services": "data_labelling", "sources": "scale-ai-clients-2025-06-27"}
    assert {name: client[name] for name in lists} == {
        name: value.split() if format_ == "cytoscape" else value for name, value in lists.items()
    }


def test_the_addresses_of_the_sources_are_there(holding: Holding) -> None:
    said = facts(claim("a", "CLIENT_OF", "b", id="c1"), claim("a", "CLIENT_OF", "b", id="c2", source="mill"))
    wire = said.sources["wire"].model_copy(update={"url": "https://example.org/?a=1&b=<2>"})
    said.sources["wire"] = wire
    _, _, data = edges(from_graphml(written(holding(said), "graphml")))["a:CLIENT_OF:b"]
    assert (data["claims"], data["sources"], data["source_urls"]) == ("c1 c2", "wire mill", wire.url)


def test_each_format_says_the_scope_and_the_graph(holding: Holding) -> None:
    store = holding(article())
    scope = {"as_of": "2026-01-01", "known_at": "2025-07-01", "min_certainty": "reported", "include_disputed": False}
    says = {"digest": store.state().digest, **scope}
    for format_ in ("graphml", "cytoscape"):
        graph = READ[format_](written(store, format_, **scope)).graph
        assert {name: graph[name] for name in says} == says
    for format_ in ("gexf", "cypher"):
        file = written(store, format_, **scope).decode()
        assert (
            f"of graph {says['digest']}, as of 2026-01-01, as known on 2025-07-01, certainty reported or more" in file
        )
        assert "without what is disputed" in file


@EVERY_NETWORK
def test_the_colours_are_those_of_the_explorer(holding: Holding, format_: str) -> None:
    network = READ[format_](written(holding(article()), format_, relationships=[META]))
    colours = ENTITY_LOOKS["company"].colour, RELATIONSHIP_LOOKS["INVESTS_IN"].colour
    ((_, _, edge),) = edges(network).values()
    if format_ == "gexf":
        found = network.nodes["meta"]["viz"]["color"]
        assert "#{r:02x}{g:02x}{b:02x}".format(**found) == colours[0]
        assert (
            '<viz:color r="26" g="115" b="64" a="1.0" />'
            in written(holding(article()), "gexf", relationships=[META]).decode()
        )
    else:
        assert (network.nodes["meta"]["colour"], edge["colour"]) == colours


# What is refused


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        ({"entities": ["gogle"]}, UnknownEntity, "did you mean google"),
        ({"relationships": ["gogle:CLIENT_OF:scale-ai"]}, UnknownRecord, f"(did you mean {GOOGLE}"),
        (
            {"relationships": ["google:CLIENT_OF:meta"]},
            UnknownRecord,
            f"(did you mean google:COMPETES_WITH:meta, {GOOGLE}?)",
        ),
        ({"relationships": ["google:BUYS:scale-ai"]}, UnknownRecord, "no relationship has the id"),
        ({"relationships": ["nonsense"]}, UnknownRecord, "no relationship has the id 'nonsense'"),
        ({"relationships": ["scale-ai:valuation:2025-06-27:USD"]}, UnknownRecord, "no relationship has the id"),
        ({"relationships": ["::"]}, UnknownRecord, "no relationship has the id '::'"),
        ({"relationships": [GOOGLE], "known_at": "2025-06-01"}, BadParameter, "it takes a later known_at"),
        ({"format": "png"}, BadParameter, "format: Input should be 'graphml', 'gexf', 'cytoscape' or 'cypher'"),
        ({"known_at": "9998-01-01"}, BadParameter, "lies in the future"),
    ],
)
def test_what_cannot_be_given_is_refused(
    holding: Holding, asked: dict[str, Any], error: type[Exception], says: str
) -> None:
    store = holding(article())
    with pytest.raises(error) as raised:
        export(store, read_as(ExportParameters, {"format": "gexf", **asked}))
    assert says in str(raised.value)


def test_a_name_of_two_entities_is_refused(holding: Holding) -> None:
    store = holding(facts(entity("a", en="Alpha"), entity("b", en="Alpha")))
    with pytest.raises(AmbiguousName) as raised:
        written(store, "gexf", entities=["Alpha"])
    assert raised.value.suggestions == ["a", "b"]


CROWD = facts(*(claim("a", type_, "b") for type_ in ("CLIENT_OF", "INVESTS_IN", "ACQUIRED")), entity("c"), entity("d"))


@pytest.mark.parametrize(
    ("most", "asked", "what"),
    [
        (2, {}, "relationships"),
        (2, {"entities": ["a", "b"]}, "relationships"),
        (3, {}, "entities"),
        (2, {"entities": ["a", "c", "d"]}, "entities"),
    ],
)
def test_more_than_the_most_is_refused_with_what_to_do(
    holding: Holding, most: int, asked: dict[str, Any], what: str
) -> None:
    parameters = read_as(ExportParameters, {"format": "gexf", **asked})
    store = holding(CROWD)
    with pytest.raises(BadParameter, match=rf"^entities: there are more than {most} {what}: name entities or"):
        export(store, parameters, most)
    assert export(store, parameters, 4)


def test_an_empty_graph_is_an_empty_file(store: Store) -> None:
    assert ids(store) == ([], [])
    for format_, read in READ.items():
        assert not read(written(store, format_)).nodes
    assert b"UNWIND" not in written(store, "cypher")


# Any name at all


def named(names: Mapping[str, str]) -> Facts:
    """A ring of clients with these names; also the roles of one person are such texts."""
    entities = [entity(id_, en=name, ar=name[::-1]) for id_, name in names.items()]
    ring = list(names)
    said = [claim(one, "CLIENT_OF", other) for one, other in zip(ring, [*ring[1:], ring[0]], strict=True)]
    works = [claim("somebody", "WORKS_FOR", id_, role=name, id=f"works-{id_}") for id_, name in names.items()]
    return facts(*entities, *said, *works, entity("somebody", "person"))


@EVERY_NETWORK
def test_any_name_comes_back(holding: Holding, format_: str) -> None:
    network = READ[format_](written(holding(named(NASTY)), format_))
    spelt = replace_forbidden if format_ != "cytoscape" else str
    assert {id_: network.nodes[id_]["name_en"] for id_ in NASTY} == {id_: spelt(name) for id_, name in NASTY.items()}
    roles = {target: data["role"] for source, target, data in edges(network).values() if source == "somebody"}
    assert roles == {id_: spelt(name) for id_, name in NASTY.items()}


def test_what_xml_forbids_is_replaced_and_all_else_stays() -> None:
    kept = "\t\n\r <&>\"' \u200f\u202e\x85 \ud7ff\ue000\ufffd\U00010000\U0010ffff"
    assert replace_forbidden(kept) == kept
    assert replace_forbidden("a\0\x08\x0b\x1f\ufffe\uffff") == "a" + 6 * "\ufffd"


# The script


@pytest.fixture
def others(neo4j_server: Neo4jServer, neo4j_store: Store) -> Iterator[Driver]:
    """The database of the Neo4j store, past our own code; what the test's script makes there goes again."""
    server = neo4j_server
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password), database=server.database) as driver:
        yield driver
        driver.execute_query("MATCH (e:ExportedEntity) DETACH DELETE e", database_=server.database)
        driver.execute_query("DROP CONSTRAINT exported_entity IF EXISTS", database_=server.database)


def run(driver: Driver, script: bytes) -> None:
    """As the Browser and cypher-shell do: one statement after the other."""
    lines = [line for line in script.decode().splitlines() if not line.startswith("//")]
    statements = "\n".join(lines).split(";\n")
    with driver.session() as session:
        for statement in filter(str.strip, statements):
            session.run(statement).consume()


def made(driver: Driver) -> tuple[dict[str, Any], dict[str, Any]]:
    """The entities with their labels, and the relationships with their types and ends, as the script made them."""
    with driver.session() as session:
        entities = {
            record["e"]["id"]: (set(record["e"].labels), dict(record["e"]))
            for record in session.run("MATCH (e:ExportedEntity) RETURN e")
        }
        relationships = {
            record["r"]["id"]: (record["from"], record["type"], record["to"], dict(record["r"]))
            for record in session.run(
                "MATCH (s:ExportedEntity)-[r]->(o) RETURN r, s.id AS from, type(r) AS type, o.id AS to"
            )
        }
    return entities, relationships


def plain(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Properties as JSON has them: dates as text."""
    return {name: str(value) if name in ("valid_from", "valid_to") else value for name, value in properties.items()}


def elements(file: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same as the JSON of Cytoscape has it, without what only drawing needs."""
    drawn = {"colour", "shape", "arrow", "value", "key", "source", "target"}
    parts = json.loads(file)["elements"]
    entities = {}
    for each in parts["nodes"]:
        data = {name: value for name, value in each["data"].items() if name not in drawn}
        entities[data["id"]] = ({"ExportedEntity", f"Exported{data['kind'].capitalize()}"}, data)
    relationships = {}
    for each in parts["edges"]:
        data = {name: value for name, value in each["data"].items() if name not in drawn}
        relationships[data["id"]] = (each["data"]["source"], data["type"], each["data"]["target"], data)
    return entities, relationships


def test_the_script_makes_the_same_entities_and_relationships_however_often_it_is_run(
    neo4j_store: Store, others: Driver
) -> None:
    for held in (article(), named(NASTY)):
        fill(neo4j_store, held)
        script, file = written(neo4j_store, "cypher"), written(neo4j_store, "cytoscape")
        with others.session() as session:
            session.run("MATCH (e:ExportedEntity) DETACH DELETE e").consume()
        for _ in range(2):
            run(others, script)
            entities, relationships = made(others)
            wanted = elements(file)
            assert entities == wanted[0]
            assert {id_: (*ends, plain(properties)) for id_, (*ends, properties) in relationships.items()} == wanted[1]


def test_the_script_leaves_the_service_s_own_graph_alone_and_is_left_alone_by_it(
    neo4j_store: Store, others: Driver
) -> None:
    fill(neo4j_store, article())
    before = neo4j_store.state(), written(neo4j_store, "cytoscape")
    run(others, written(neo4j_store, "cypher"))
    assert (neo4j_store.state(), written(neo4j_store, "cytoscape")) == before
    fill(neo4j_store, CLOSED)
    assert len(made(others)[0]) == len(article().entities)


def test_no_statement_of_the_script_is_longer_than_it_should_be(embedded_store: Store) -> None:
    crowd = facts(*(entity(f"e{number:03}") for number in range(401)))
    fill(embedded_store, crowd)
    script = written(embedded_store, "cypher").decode()
    assert script.count("MERGE (e:ExportedEntity {id: row.id})") == 3


# Both parsers spell \uXXXX out before they look for the end of a text.
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=30) | st.text(alphabet="\\'u0027\"`}) n;/\n", max_size=12))
@example(text="\\u0027}) MATCH (n) DETACH DELETE n //")
@pytest.mark.parametrize("language", ["CYPHER 5", "CYPHER 25"])
def test_neo4j_reads_any_text_as_it_was(driver: Driver, neo4j_server: Neo4jServer, language: str, text: str) -> None:
    query = f"{language} RETURN {literal({'text': text})}.text AS text"
    records, _, _ = driver.execute_query(query, database_=neo4j_server.database)
    assert records[0]["text"] == text


# Both stores


@pytest.mark.neo4j
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    drawn=graphs(),
    asked=st.fixed_dictionaries(
        {},
        optional={
            "entities": st.lists(st.sampled_from(["e0", "e1", "e2", "e3", "e6"]), min_size=1, max_size=5),
            "as_of": st.sampled_from(["2023-01-01", "2024-06-15", "2025-06-13"]),
            "known_at": st.sampled_from(["2025-06-13", "2025-06-26", "2025-07-01"]),
            "min_certainty": st.sampled_from(["reported", "confirmed"]),
            "include_disputed": st.booleans(),
            "include_closed": st.just(True),
        },
    ),
)
def test_both_stores_export_the_same_bytes_and_they_can_be_read_again(
    embedded_store: Store, neo4j_store: Store, drawn: Facts, asked: dict[str, Any]
) -> None:
    fill(embedded_store, drawn)
    fill(neo4j_store, drawn)
    found = ids(embedded_store, **asked)
    for format_ in FORMATS:
        file = written(embedded_store, format_, **asked)
        assert written(neo4j_store, format_, **asked) == file
        if format_ in READ:
            network = READ[format_](file)
            assert (list(network.nodes), sorted(edges(network))) == found
    if found[1]:
        assert ids(neo4j_store, **{**asked, "entities": [], "relationships": found[1][:2]})[1] == found[1][:2]


@EVERY_FORMAT
def test_the_same_graph_gives_the_same_bytes_in_whatever_order_it_was_loaded(holding: Holding, format_: str) -> None:
    said = named(NASTY)
    first = written(holding(said), format_)
    turned = Facts(
        entities=dict(reversed(said.entities.items())),
        sources=dict(reversed(said.sources.items())),
        claims=dict(reversed(said.claims.items())),
    )
    store = holding(facts(Entity(id="other", kind="lab", names={"en": "Other"})))
    fill(store, turned)
    assert written(store, format_) == first
