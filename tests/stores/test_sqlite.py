"""What is the embedded store's own: its file, and what may be wrong with it."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Barrier, Thread

import pytest

from graph_service.domain.digest import EMPTY
from graph_service.errors import ForeignData, StoreAccessDenied, StoreError, StoreFull, StoreUnavailable, WrongSchema
from graph_service.queries.escape_routes import RouteFinding
from graph_service.queries.registry import QUERIES
from graph_service.settings import Settings
from graph_service.stores.open import open_store
from graph_service.stores.port import SCHEMA_VERSION, State
from graph_service.stores.sqlite import SqliteStore, connection
from graph_service.stores.sqlite import store as sqlite_store
from graph_service.stores.sqlite.errors import translate_errors
from graph_service.use_cases.ask import apply_scope, ask, read_parameters
from graph_service.use_cases.load import load
from tests.cases import article, claim, facts
from tests.stores.conftest import digest_of

ROOT = Path(__file__).resolve().parents[2]
CROWD = facts(*(claim(f"c{number}", "CLIENT_OF", "v") for number in range(100)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.db"


@pytest.fixture
def opening() -> Iterator[Callable[[Path], SqliteStore]]:
    """Opens stores that are closed when the test ends."""
    stores: list[SqliteStore] = []

    def opened(path: Path) -> SqliteStore:
        stores.append(SqliteStore(path))
        return stores[-1]

    yield opened
    for store in stores:
        store.close()


Opening = Callable[[Path], SqliteStore]


def clients(store: SqliteStore) -> list[str]:
    query = QUERIES["shared_vendors"]
    return [row.client.id for row in ask(store, query, read_parameters(query, {"vendor": "scale-ai"}))]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# First use


def test_the_file_and_its_folders_are_made_on_first_use(tmp_path: Path, opening: Opening) -> None:
    store = opening(tmp_path / "a" / "b" / "graph.db")
    assert store.state().digest == EMPTY
    assert (tmp_path / "a" / "b" / "graph.db").is_file()


@pytest.mark.parametrize("missing", ["graph.db", "folder/graph.db", "empty.db/graph.db", "empty.db"])
def test_a_graph_that_is_not_there_is_not_made_for_a_reader(tmp_path: Path, missing: str) -> None:
    (tmp_path / "empty.db").touch()
    path = tmp_path / missing
    with pytest.raises(StoreUnavailable, match=f"there is no graph at {path}: `graph-service load --store {path}`"):
        SqliteStore(path, make=False)
    assert contents(tmp_path) == {"empty.db": b""}


def test_an_empty_file_is_taken_as_a_new_one(path: Path, opening: Opening) -> None:
    path.touch()
    load(opening(path), article())
    assert clients(opening(path)) == ["google", "microsoft", "openai", "xai"]


def test_a_path_may_begin_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with closing(open_store(Settings(store="~/graph.db"))):
        assert (tmp_path / "graph.db").is_file()


def test_what_was_loaded_is_there_when_the_file_is_opened_again(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        load(store, article())
    with closing(SqliteStore(path)) as store:
        assert store.state().digest == digest_of(article())
        assert clients(store) == ["google", "microsoft", "openai", "xai"]


def test_a_closed_store_leaves_one_file(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        load(store, article())
    assert list(contents(path.parent)) == ["graph.db"]


# Files that aren't ours


def another_application_s(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE customer (id)",),
        ("PRAGMA application_id = 1196444487", "PRAGMA user_version = 10200"),
        ("PRAGMA application_id = 1196444487", "CREATE TABLE entity (id)"),
    ],
    ids=["tables", "an_application_id", "both"],
)
def test_another_application_s_database_is_refused_and_not_touched(path: Path, statements: tuple[str, ...]) -> None:
    another_application_s(path, *statements)
    before = contents(path.parent)
    with pytest.raises(ForeignData, match="another application's"):
        SqliteStore(path)
    assert contents(path.parent) == before


@pytest.mark.parametrize("content", [b"hello\n", b"id,name\n" * 1000, b"\x00" * 4096, b"SQLite format 2\x00" * 300])
def test_a_file_of_another_kind_is_refused_and_not_touched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ForeignData, match="not an SQLite file"):
        SqliteStore(path)
    assert contents(path.parent) == {"graph.db": content}


def test_a_file_of_another_schema_is_refused_and_not_touched(path: Path) -> None:
    SqliteStore(path).close()
    another_application_s(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = contents(path.parent)
    with pytest.raises(WrongSchema, match="load the facts into a new file"):
        SqliteStore(path)
    assert contents(path.parent) == before


# Places that can't be written to


@pytest.mark.parametrize(
    "refused",
    [
        lambda folder: folder,
        lambda folder: folder / "file" / "graph.db",
        lambda folder: folder / "file" / "deeper" / "graph.db",
        lambda folder: Path("/proc/graph.db"),
        lambda folder: Path("/proc/deeper/graph.db"),
        lambda folder: folder / ("x" * 300),
    ],
    ids=["a_folder", "in_a_file", "deep_in_a_file", "in_proc", "deep_in_proc", "too_long_a_name"],
)
def test_a_place_that_takes_no_file_is_refused(tmp_path: Path, refused: Callable[[Path], Path]) -> None:
    (tmp_path / "file").write_text("not a folder")
    place = refused(tmp_path)
    with pytest.raises(StoreAccessDenied) as raised:
        SqliteStore(place)
    assert str(place) in str(raised.value)


@contextmanager
def as_somebody() -> Iterator[None]:
    """As a user whom permissions bind: root may write anywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def common(tmp_path: Path) -> Path:
    """A folder that everybody reaches; pytest's own are for their owner only."""
    for folder in (tmp_path, *tmp_path.parents):
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXGRP | stat.S_IXOTH)
    folder = tmp_path / "common"
    folder.mkdir()
    return folder


def test_a_read_only_folder_is_refused(common: Path) -> None:
    common.chmod(0o555)
    with as_somebody(), pytest.raises(StoreAccessDenied, match="is the folder there, and writable"):
        SqliteStore(common / "graph.db")
    assert contents(common) == {}


def test_a_folder_that_can_t_be_made_is_refused(common: Path) -> None:
    common.chmod(0o555)
    with as_somebody(), pytest.raises(StoreAccessDenied, match="its folder can't be made"):
        SqliteStore(common / "deeper" / "graph.db")


def test_a_file_that_may_not_be_written_to_is_refused_on_writing(common: Path) -> None:
    path = common / "graph.db"
    with closing(SqliteStore(path)) as store:
        load(store, article())
    common.chmod(0o777)
    path.chmod(0o444)
    with as_somebody(), closing(SqliteStore(path)) as store:
        assert clients(store) == ["google", "microsoft", "openai", "xai"]
        with pytest.raises(StoreAccessDenied, match="read-only"):
            load(store, CROWD)
    with closing(SqliteStore(path)) as store:
        assert store.state().digest == digest_of(article())


# A disk that is full, a file that is damaged


def test_a_full_disk_is_told_and_nothing_is_written(
    path: Path, opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opening(path)
    load(store, article())
    before = store.state()

    def with_little_room(at: Path) -> sqlite3.Connection:
        opened = connection.connect(at)
        pages = opened.execute("PRAGMA page_count").fetchone()[0]
        opened.execute(f"PRAGMA max_page_count = {pages + 2}")
        return opened

    with monkeypatch.context() as little:
        little.setattr(sqlite_store, "connect", with_little_room)
        full = opening(path)
        with pytest.raises(StoreFull, match="nothing was written"):
            load(full, CROWD)
    assert full.state() == store.state() == before
    assert load(full, CROWD).claims.added == 100  # the next writer starts afresh
    assert load(full, article()).claims.added == 0
    assert clients(store) == ["google", "microsoft", "openai", "xai"]


@pytest.mark.parametrize("damage", ["overwritten", "cut"])
def test_a_damaged_file_is_told(path: Path, damage: str) -> None:
    with closing(SqliteStore(path)) as store:
        load(store, CROWD)
    whole = path.read_bytes()
    page = 4096
    assert len(whole) > 8 * page
    path.write_bytes(whole[:page] + (b"\xff" * (len(whole) - page) if damage == "overwritten" else b""))
    with pytest.raises(StoreError, match="the file is damaged"):
        state_of(path)


def state_of(path: Path) -> State:
    with closing(SqliteStore(path)) as store:
        return store.state()


def test_an_error_that_no_table_knows_is_told_in_its_own_words(path: Path) -> None:
    with pytest.raises(StoreError, match="no such table: nowhere"), translate_errors(path):
        sqlite3.connect(":memory:").execute("SELECT * FROM nowhere")


def test_the_same_graph_loaded_anew_in_another_order_is_read_by_its_new_keys(path: Path, opening: Opening) -> None:
    reader, writer = opening(path), opening(path)
    load(writer, article())
    assert clients(reader) == ["google", "microsoft", "openai", "xai"]
    other_way_round = article()
    other_way_round.entities = dict(reversed(other_way_round.entities.items()))
    report = load(writer, other_way_round, replace=True)
    assert report.digest == report.digest_before
    query = QUERIES["shared_vendors"]
    for client in ("google", "xai", "microsoft"):
        (row,) = ask(reader, query, read_parameters(query, {"client": client}))
        assert (row.client.id, row.vendor.id, row.investor.id) == (client, "scale-ai", "meta")


# What is read


def test_contracts_for_other_services_are_not_read(
    tmp_path: Path, opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[int] = []

    def count() -> None:
        steps.append(1)

    def counted(at: Path) -> sqlite3.Connection:
        opened = connection.connect(at)
        opened.set_progress_handler(count, 1)
        return opened

    def steps_among(others: int) -> int:
        asked = [claim("client", "CLIENT_OF", "old", service="chips"), claim("c", "CLIENT_OF", "new", service="chips")]
        both = [claim("d", "CLIENT_OF", "new", id=f"d-{service}", service=service) for service in ("chips", "memory")]
        crowd = [claim(f"c{number}", "CLIENT_OF", f"v{number}", service="compute") for number in range(others)]
        store = opening(tmp_path / f"{others}.db")
        load(store, facts(*asked, *both, *crowd))
        query = QUERIES["escape_routes"]
        parameters = read_parameters(query, {"client": "client", "vendor": "old"})
        with monkeypatch.context() as counting:
            counting.setattr(sqlite_store, "connect", counted)
            steps.clear()
            (found,) = store.look(query, parameters, apply_scope(parameters), None, 10).found
        assert isinstance(found.values, RouteFinding)
        assert (found.values.vendor, found.values.clients_known) == ("new", 2)
        return len(steps)

    assert steps_among(1000) == steps_among(10)


# More than one at a time


def test_a_load_by_another_process_is_seen_by_the_next_question(path: Path, opening: Opening) -> None:
    store = opening(path)
    load(store, article())
    assert clients(store) == ["google", "microsoft", "openai", "xai"]
    subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from graph_service.use_cases.load import load;"
            "from graph_service.stores.sqlite import SqliteStore; from tests.cases import *;"
            "load(SqliteStore(Path(sys.argv[1])), facts(entity('meta', en='Meta Platforms'),"
            " claim('meta', 'COMPETES_WITH', 'newcomer'), claim('newcomer', 'CLIENT_OF', 'scale-ai')))",
            str(path),
        ],
        cwd=ROOT,
        check=True,
    )
    assert clients(store) == ["google", "microsoft", "newcomer", "openai", "xai"]


def test_who_is_reading_goes_on_with_the_graph_as_it_was(path: Path, opening: Opening) -> None:
    store, other = opening(path), opening(path)
    load(store, article())
    with store.reading() as digest:
        load(other, CROWD, replace=True)
        assert digest == store.state().digest == digest_of(article())
        assert clients(store) == ["google", "microsoft", "openai", "xai"]
    assert store.state().digest == digest_of(CROWD)


def test_each_thread_reads_by_itself(path: Path, opening: Opening) -> None:
    store = opening(path)
    load(store, article())
    start = Barrier(8)
    found: list[list[str]] = []

    def read() -> None:
        start.wait()
        found.extend(clients(store) for _ in range(5))

    threads = [Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["google", "microsoft", "openai", "xai"]] * 40


def test_a_writer_that_never_ends_is_told_of(path: Path, opening: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.1)
    store = opening(path)
    with closing(sqlite3.connect(path)) as another:
        another.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="another process is writing"):
            load(store, article())
        another.rollback()
    assert load(store, article()).claims.added == 17
