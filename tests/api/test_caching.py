"""Entity tags, 304, and the cache of replies."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from graph_service.api import code, create_app, reply_cache
from graph_service.api import service as services
from graph_service.api.conditions import AcceptedCoding
from graph_service.api.replies import Reply
from graph_service.api.reply_cache import Question, ReplyCache
from graph_service.domain.entity import Entity
from graph_service.domain.facts import Facts
from graph_service.errors import GraphMoved
from graph_service.graph import Graph
from graph_service.settings import Settings
from tests.api.client import Client
from tests.api.conftest import article_graph

PATHS = ["/v1/queries/shared-vendors", "/v1/queries", "/v1/entities", "/v1/entities/google", "/v1/vocabulary"]
SHARED = PATHS[0]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Graph]:
    """A graph that a test may change."""
    with article_graph(tmp_path / "graph.db") as graph:
        yield graph


def change(graph: Graph) -> None:
    entity = Entity(id="newcomer", kind="company", names={"en": "Newcomer"})
    graph.load_facts(Facts(entities={entity.id: entity}))


def questions_to(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the store is asked from now on."""
    look, asked = graph.store.look, []

    def looking(*given: Any) -> Any:
        asked.append(given)
        return look(*given)

    monkeypatch.setattr(graph.store, "look", looking)
    return asked


@pytest.mark.parametrize("path", PATHS)
def test_the_same_question_twice_gives_the_same_bytes(client: Client, path: str) -> None:
    first, second = client.get(path), client.get(path)
    assert first.content == second.content
    assert first.headers["etag"] == second.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", PATHS)
def test_who_has_the_answer_already_is_told_so(client: Client, path: str) -> None:
    tag = client.get(path).headers["etag"]
    response = client.get(path, headers={"if-none-match": tag})
    assert (response.status_code, response.content, response.headers["etag"]) == (304, b"", tag)


def test_tags_are_compared_weakly_and_in_lists(client: Client) -> None:
    tag = client.get(SHARED).headers["etag"]
    assert tag.startswith('W/"')
    for known in (tag.removeprefix("W/"), f'"other", {tag}', f'{tag},W/"other"'):
        assert client.get(SHARED, headers={"if-none-match": known}).status_code == 304
    for other in ('"other"', 'W/"other"', "", '""', tag[:-2]):
        assert client.get(SHARED, headers={"if-none-match": other}).status_code == 200


def test_another_question_has_another_tag(client: Client) -> None:
    tags = {client.get(path).headers["etag"] for path in (*PATHS, f"{SHARED}?limit=1", f"{SHARED}?limit=2")}
    assert len(tags) == len(PATHS) + 2


def test_a_changed_graph_gives_a_new_answer_with_a_new_tag(own: Graph) -> None:
    client = Client(create_app(own, Settings()))
    before = client.get("/v1/entities")
    change(own)
    after = client.get("/v1/entities", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.headers["etag"] != before.headers["etag"]
    assert len(after.json()["items"]) == len(before.json()["items"]) + 1


def test_another_day_has_another_tag(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    today = client.get(SHARED).headers["etag"]
    monkeypatch.setattr(reply_cache, "today", lambda: "2999-01-01")
    assert client.get(SHARED, headers={"if-none-match": today}).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_other_code_has_another_tag(graph: Graph, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    before = Client(create_app(graph, Settings())).get(path).headers["etag"]
    monkeypatch.setattr(services, "code_digest", lambda: "of other code")
    response = Client(create_app(graph, Settings())).get(path, headers={"if-none-match": before})
    assert (response.status_code, response.headers["etag"] != before) == (200, True)


def test_code_that_differs_anywhere_has_another_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def digest(change: str, before: str, after: str) -> str:
        changed = tmp_path / change.replace("/", "-")
        for folder in ("graph_service", "cypher"):
            for path in ROOT.joinpath(folder).rglob("*"):
                if path.suffix in (".py", ".cypher"):
                    copied = changed / path.relative_to(ROOT)
                    copied.parent.mkdir(parents=True, exist_ok=True)
                    text = path.read_text("utf-8")
                    copied.write_text(text.replace(before, after) if copied == changed / change else text, "utf-8")
        monkeypatch.setattr(code, "__file__", str(changed / "graph_service/api/code.py"))
        monkeypatch.setattr(code, "shipped_folder", changed.joinpath)
        return code.code_digest.__wrapped__()

    changes = [
        ("nothing", "", ""),
        ("graph_service/queries/circular_deals.py", "version=1,", "version=2,"),
        ("graph_service/stores/sqlite/reader.py", "import", "import  "),
        ("cypher/queries/circular_deals.cypher", "MATCH", "match"),
    ]
    digests = [digest(*change) for change in changes]
    assert digests[0] == code.code_digest()
    assert len(set(digests)) == len(changes)


def test_another_version_of_a_library_has_another_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code, "version", lambda name: "0" if name == "rapidfuzz" else version(name))
    assert code.code_digest.__wrapped__() != code.code_digest()


def test_an_error_has_no_tag(client: Client) -> None:
    assert "etag" not in client.get("/v1/entities/nobody").headers


def test_an_answer_is_worked_out_once_for_each_version_of_the_graph(
    own: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(create_app(own, Settings()))
    asked = questions_to(own, monkeypatch)
    client.get(SHARED)
    client.get(SHARED)
    assert len(asked) == 1
    change(own)
    client.get(SHARED)
    assert len(asked) == 2


def test_with_nothing_kept_every_answer_is_worked_out(own: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(create_app(own, Settings(answers_kept=0)))
    asked = questions_to(own, monkeypatch)
    assert client.get(SHARED).content == client.get(SHARED).content
    assert len(asked) == 2


# The cache


def question(path: str) -> Question:
    return Question("2026-01-01", path, b"", AcceptedCoding.PLAIN)


def said(body: bytes) -> Reply:
    return Reply("tag", (), body)


def bodies(cache: ReplyCache, *paths: str) -> list[bytes | None]:
    return [reply.body if reply else None for reply in (cache.get("graph", question(path)) for path in paths)]


def test_an_answer_is_kept_for_its_own_graph_only() -> None:
    cache = ReplyCache(2)
    cache.put("graph", question("tag"), said(b"answer"))
    assert bodies(cache, "tag", "other") == [b"answer", None]
    assert cache.get("other", question("tag")) is None
    cache.put("other", question("a"), said(b"1"))
    assert cache.get("graph", question("tag")) is None


def test_the_least_recently_asked_goes_first() -> None:
    cache = ReplyCache(2)
    cache.put("graph", question("a"), said(b"1"))
    cache.put("graph", question("b"), said(b"2"))
    cache.get("graph", question("a"))
    cache.put("graph", question("c"), said(b"3"))
    assert bodies(cache, *"abc") == [b"1", None, b"3"]


def test_large_answers_push_out_others() -> None:
    cache = ReplyCache(100, most_bytes=10)
    cache.put("graph", question("a"), said(b"1234"))
    cache.put("graph", question("b"), said(b"1234"))
    cache.put("graph", question("a"), said(b"123456"))
    assert bodies(cache, *"ab") == [b"123456", b"1234"]
    cache.put("graph", question("c"), said(b"1"))
    assert bodies(cache, *"abc") == [None, b"1234", b"1"]


def test_an_answer_that_is_too_large_is_not_kept() -> None:
    cache = ReplyCache(100, most_bytes=10)
    cache.put("graph", question("a"), said(b"12345678901"))
    assert cache.get("graph", question("a")) is None


@pytest.mark.parametrize("path", [SHARED, "/v1/entities", "/v1/entities/google", "/v1/export?format=gexf"])
def test_what_was_read_while_the_graph_moved_on_is_read_again_and_not_kept(
    own: Graph, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    reading, moves = own.store.reading, iter([True])

    @contextmanager
    def moving(*, again: bool = False) -> Iterator[str]:
        with reading(again=again) as digest:
            yield digest
        if next(moves, False):
            change(own)
            raise GraphMoved("the graph was written to")

    client = Client(create_app(own, Settings()))
    monkeypatch.setattr(own.store, "reading", moving)
    answers = [client.get(path) for _ in range(2)]
    anew = Client(create_app(own, Settings())).get(path)
    for answer in answers:
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (200, anew.content, anew.headers["etag"])
