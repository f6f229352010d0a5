"""The same on PostgreSQL, where its driver and a server are installed."""

import pytest
from sqlalchemy import text

from extractor.errors import StorageError
from extractor.index import open_index
from extractor.index.lexical import PostgresWords
from extractor.index.settings import IndexSettings
from extractor.storage import open_store
from tests.index.fictional import indexed_entry


@pytest.fixture
def url(postgres):
    with postgres.database() as given:
        yield given


def test_passages_are_found_by_words_and_meaning(url, tmp_path):
    with open_store(url) as store, open_index(store, tmp_path, IndexSettings()) as index:
        store.save_many(indexed_entry(year=year) for year in (2021, 2022, 2023))
        assert index.sync().indexed == 3
        first = index.search("业务培训", issuers=["云溪县财政局"], years=[2022])[0]
        assert (first.chunk.year, first.chunk.part) == (2022, 1)
        assert first.lexical_rank and first.dense_rank
        assert index.search("业务培训", parts=[6]) == [] or index.search("业务培训", parts=[6])[0].chunk.part == 6
        assert index.find("'; DROP TABLE reports; --").problems == ()
        assert index.check().agrees
        assert index.rebuild().indexed == 3 and index.check().agrees


def test_server_that_ends_while_the_index_is_brought_in_step_is_said(url, tmp_path):
    end = text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()")
    with (
        open_store(url) as store,
        pytest.raises(StorageError) as caught,
        PostgresWords().alone(store.engine, tmp_path),
        store.engine.connect() as other,
    ):
        other.execute(end)
    assert caught.value.message_id == "error.storage_unreachable"
