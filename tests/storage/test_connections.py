import pytest
from sqlalchemy import text

from extractor.storage import engine, open_store
from extractor.storage.access import reading, streaming
from tests.postgres import postgres  # noqa: F401


@pytest.fixture
def store(postgres):  # noqa: F811
    with postgres.database() as url, open_store(url) as opened:
        yield opened


_END_OTHERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def test_connection_the_server_has_ended_meanwhile_is_made_anew(store, monkeypatch):
    monkeypatch.setattr(engine, "_RESTED", 0)
    with reading(store), reading(store):
        pass
    with reading(store) as kept:
        kept.execute(_END_OTHERS)
        assert store.count() == 0


def test_reading_begins_no_transaction(store):
    state = text("SELECT state FROM pg_stat_activity WHERE pid = :pid")
    with reading(store) as one, store.engine.connect() as other:
        pid = one.scalar(text("SELECT pg_backend_pid()"))
        assert other.scalar(state, {"pid": pid}) == "idle"


def test_many_rows_can_be_read_one_after_the_other(store):
    with streaming(store) as connection:
        rows = connection.execution_options(yield_per=2).execute(text("SELECT generate_series(1, 5)"))
        assert [row[0] for row in rows] == [1, 2, 3, 4, 5]
