import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from alembic import command
from alembic.command import upgrade
from sqlalchemy import select, text

from extractor.index import open_index
from extractor.index.errors import EmbedderError, EmbedderMismatchError, IndexFault
from extractor.index.settings import IndexSettings
from extractor.index.store_index import StoreIndex
from extractor.storage import migrations, open_store
from extractor.storage.indexing import changing, enqueue, outbox, reading
from tests.index.fictional import indexed_entry

ROOT = Path(__file__).parents[2]


def waiting(store):
    with reading(store) as connection:
        return connection.execute(select(outbox)).all()


def revised(entry, issuer=None, year=None, text=None):
    """The same file, read differently."""
    changes = {"runs": tuple(run.model_copy(update={"version": "9"}) for run in entry.report.runs)}
    if issuer:
        changes["issuer"] = entry.report.issuer.model_copy(update={"value": issuer})
    if year:
        changes["year"] = entry.report.year.model_copy(update={"value": year})
    return entry.__class__(report=entry.report.model_copy(update=changes), document=entry.document, raw=entry.raw)


def test_saving_a_report_puts_it_into_the_outbox(store):
    store.save(indexed_entry())
    assert len(waiting(store)) == 1


def test_saving_what_is_known_already_puts_nothing_there(store):
    store.save_many([indexed_entry(), indexed_entry()])
    assert len(waiting(store)) == 1


def test_save_that_fails_leaves_nothing_in_the_outbox(store, monkeypatch):
    monkeypatch.setattr("extractor.storage.writer.tables.DERIVED", (None,))
    with pytest.raises(AttributeError):
        store.save(indexed_entry())
    assert waiting(store) == [] and store.count() == 0


def test_sync_empties_the_outbox_and_agrees(store, index):
    store.save_many([indexed_entry(), indexed_entry(year=2022)])
    assert index.sync().indexed == 2
    assert waiting(store) == []
    found = index.check()
    assert found.agrees and found.reports == 2 and found.chunks > found.vectors > 10


def test_second_sync_has_nothing_to_do(store, index):
    store.save(indexed_entry())
    index.sync()
    assert index.sync().chunks == 0


def test_new_revision_is_reindexed_under_its_new_year(store, index):
    entry = indexed_entry(year=2022)
    store.save(entry)
    index.sync()
    store.save(revised(entry, year=2023))
    index.sync()
    assert index.search("业务培训", years=[2022]) == []
    assert index.search("业务培训", years=[2023])[0].chunk.revision == 2
    assert index.check().agrees


def test_new_revision_with_the_same_passages_makes_no_vectors(store, index, monkeypatch):
    entry = indexed_entry()
    store.save(entry)
    index.sync()
    store.save(revised(entry))
    monkeypatch.setattr(index._embedder, "embed", None)
    index.sync()
    assert index.check().agrees


def test_deleted_report_leaves_nothing(store, index):
    store.save_many([indexed_entry(), indexed_entry(year=2022)])
    index.sync()
    delete(store, 1)
    assert index.sync().removed == 1
    found = index.check()
    assert found.agrees and found.reports == 1


def delete(store, number):
    with changing(store) as connection:
        names = ("application_rows", "review_rows", "disclosure_cells", "facts", "findings", "revisions")
        for name in names:
            connection.execute(text(f"DELETE FROM {name} WHERE report_id = :id"), {"id": number})
        connection.execute(text("DELETE FROM reports WHERE id = :id"), {"id": number})
        enqueue(connection, [number])


def test_rebuild_after_the_index_was_spoilt(store, index):
    store.save_many([indexed_entry(), indexed_entry(year=2022)])
    index.sync()
    with changing(store) as connection:
        connection.execute(text("UPDATE index_chunks SET text = '…' WHERE report_id = 1"))
    assert index.check().stale == (store.list()[0].id,)
    assert index.rebuild().indexed == 2
    assert index.check().agrees


SPOIL = {
    "missing": "DELETE FROM index_reports WHERE report_id = 1",
    "stale": "DELETE FROM index_words WHERE rowid = 4097",
    "vectors_wrong": "UPDATE index_reports SET chunks = chunks WHERE report_id = 1",
    "surplus": "UPDATE index_reports SET report_id = 99 WHERE report_id = 1",
}


@pytest.mark.parametrize("kind", SPOIL)
def test_check_names_what_differs(store, index, kind):
    store.save(indexed_entry())
    index.sync()
    with changing(store) as connection:
        connection.execute(text(SPOIL[kind]))
    if kind == "vectors_wrong":
        index._vectors.remove(index._state().place, "2023", [4096])
    found = index.check()
    assert not found.agrees and getattr(found, kind)


def test_store_from_before_the_index_waits_as_a_whole(store, index):
    store.save(indexed_entry())
    with changing(store) as connection:
        connection.execute(outbox.delete())
    assert index.check().missing == (store.list()[0].id,)
    assert index.rebuild().indexed == 1


class Other:
    """An embedder of another name or length."""

    def __init__(self, name="other", dimensions=8):
        self.name, self.dimensions = name, dimensions

    def embed(self, texts):
        return np.full((len(texts), self.dimensions), self.dimensions**-0.5, dtype=np.float32)


def with_embedder(store, index, embedder):
    return StoreIndex(store, index._folder, index._vectors, embedder)


def test_another_embedder_is_an_error_never_a_mix(store, index):
    store.save(indexed_entry())
    index.sync()
    other = with_embedder(store, index, Other())
    store.save(indexed_entry(year=2022))
    for attempt in (other.sync, lambda: other.search("业务培训")):
        with pytest.raises(EmbedderMismatchError) as caught:
            attempt()
        assert caught.value.params == {"found": "hashed-ngrams-v1", "wanted": "other"}


def test_words_still_find_with_another_embedder_and_that_is_said(store, index):
    store.save(indexed_entry())
    index.sync()
    found = with_embedder(store, index, Other()).find("业务培训")
    assert found.hits[0].lexical_rank == 1 and found.hits[0].dense_rank is None
    assert found.problems[0][0] == "error.index_embedder"


def test_words_are_brought_in_step_where_vectors_cannot_be(store, index):
    store.save(indexed_entry())
    index.sync()
    store.save(indexed_entry(year=2022))
    other = with_embedder(store, index, Other())
    with pytest.raises(IndexFault):
        other.sync()
    found = other.find("业务培训", years=[2022])
    assert found.hits[0].lexical_rank == 1 and found.pending == 1


def test_model_of_another_length_is_an_error(store, index):
    with_embedder(store, index, Other()).rebuild()
    store.save(indexed_entry())
    with_embedder(store, index, Other()).sync()
    longer = with_embedder(store, index, Other(dimensions=16))
    with pytest.raises(EmbedderError) as caught:
        longer.search("业务培训")
    assert caught.value.message_id == "error.embedder_dimensions"
    store.save(indexed_entry(year=2022))
    with pytest.raises(EmbedderError):
        longer.sync()


def test_rebuild_takes_the_embedder_of_the_settings(store, index):
    store.save(indexed_entry())
    index.sync()
    other = with_embedder(store, index, Other())
    other.rebuild()
    assert other.check().agrees and other.search("业务培训")[0].dense_rank


SYNC = """
import sys
from pathlib import Path
from extractor.index import open_index
from extractor.index.settings import IndexSettings
from extractor.storage import migrations, open_store
folder = Path(sys.argv[1])
with open_store(f"sqlite:///{folder / 'nianbao.db'}") as store, open_index(store, folder, IndexSettings()) as index:
    print("begin", flush=True)
    index.sync()
    print("end", flush=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.0, 0.6, 1.2])
def test_killed_in_the_middle_leaves_nothing_half_done(store, tmp_path, monkeypatch, seconds):
    monkeypatch.setattr("extractor.index.sync.BATCH", 5)
    store.save_many(indexed_entry(issuer=f"云溪县第{number}局") for number in range(40))
    code = "import extractor.index.sync as sync; sync.BATCH = 5\n" + SYNC
    worker = subprocess.Popen([sys.executable, "-c", code, tmp_path], cwd=ROOT, stdout=subprocess.PIPE)
    worker.stdout.readline()
    time.sleep(1.0 + seconds)
    os.kill(worker.pid, signal.SIGKILL)
    worker.communicate()
    with open_index(store, tmp_path, IndexSettings()) as index:
        assert index.find("业务培训").problems == ()
        found = index.check()
        assert not (found.missing or found.stale or found.vectors_wrong or found.surplus)
        index.sync()
        assert index.find("业务培训").problems == ()
        found = index.check()
    assert found.agrees and found.reports == 40 and found.pending == 0


def test_killed_between_vectors_and_store_is_made_good(store, index, monkeypatch):
    entry = indexed_entry()
    store.save(entry)
    index.sync()
    store.save(revised(entry, year=2022))
    monkeypatch.setattr("extractor.index.sync.settle_places", _die)
    with pytest.raises(KeyboardInterrupt):
        index.sync()
    assert index.search("业务培训", years=[2022])[0].dense_rank is None
    monkeypatch.undo()
    index.sync()
    assert index.check().agrees and index.search("业务培训", years=[2022])[0].dense_rank


def _die(*_):
    raise KeyboardInterrupt


def test_two_processes_bring_it_in_step_together(store, tmp_path):
    store.save_many(indexed_entry(issuer=f"云溪县第{number}局") for number in range(30))
    command = [sys.executable, "-c", SYNC, tmp_path]
    workers = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    outputs = [worker.communicate(timeout=100) for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0], outputs
    with open_index(store, tmp_path, IndexSettings()) as index:
        found = index.check()
        assert found.agrees and found.reports == 30 and found.pending == 0


def test_store_of_an_earlier_version_waits_as_a_whole(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'old.db'}"
    with monkeypatch.context() as earlier:
        earlier.setattr(migrations, "HEAD", "m003")
        earlier.setattr(command, "upgrade", lambda config, _head: upgrade(config, "m003"))
        with open_store(url) as store, changing(store) as connection:
            connection.execute(text("INSERT INTO documents VALUES (1, 'a', 0, '', '')"))
            connection.execute(text("INSERT INTO reports (id, key, document_id, revision) VALUES (7, 'a', 1, 0)"))
    with open_store(url) as store:
        assert [row.report_id for row in waiting(store)] == [7]
