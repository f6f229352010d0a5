"""Folders and endpoints in every bad state: one clear error, words and numbers still there."""

import json
import shutil
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from extractor.errors import ConfigError, NianbaoError
from extractor.index import open_index
from extractor.index.errors import EmbedderError, VectorsMissingError, VectorsUnreachableError, VectorsUnreadableError
from extractor.index.settings import IndexSettings, load_index_settings
from extractor.messages import render
from tests.index.fictional import indexed_entry


@pytest.fixture
def filled(store, tmp_path):
    """A store with an index that is closed again, and where its vectors are."""
    store.save(indexed_entry())
    with open_index(store, tmp_path, IndexSettings()) as index:
        index.sync()
    return next(path for path in (tmp_path / "index").iterdir() if path.is_dir())


def opened(store, tmp_path, **settings):
    return open_index(store, tmp_path, IndexSettings(**settings))


def broken(store, tmp_path, kind, **settings):
    """The error of a search; by words it still finds, and it says what is wrong, in both languages."""
    with opened(store, tmp_path, **settings) as index:
        with pytest.raises(kind) as caught:
            index.search("业务培训")
        found = index.find("业务培训")
    assert found.hits[0].lexical_rank == 1
    message_id, params = found.problems[0]
    assert message_id == caught.value.message_id
    assert all(render(message_id, params, lang) != f"{message_id} {params}" for lang in ("zh", "en"))
    return caught.value


def test_missing_folder(store, tmp_path, filled):
    shutil.rmtree(filled)
    broken(store, tmp_path, VectorsMissingError)


def test_missing_folder_is_not_filled_up_in_silence(store, tmp_path, filled):
    shutil.rmtree(filled)
    store.save(indexed_entry(problem="留言答复慢"))
    with opened(store, tmp_path) as index, pytest.raises(VectorsMissingError):
        index.sync()


@pytest.mark.parametrize("content", [b"", b"no database" * 1000, b"SQLite format 3\x00" + b"\xff" * 8192])
def test_damaged_folder(store, tmp_path, filled, content):
    (filled / "chroma.sqlite3").write_bytes(content)
    with opened(store, tmp_path) as index, pytest.raises((VectorsUnreadableError, VectorsMissingError)):
        index.search("业务培训")


def test_folder_of_another_version(store, tmp_path, filled):
    import sqlite3

    with sqlite3.connect(filled / "chroma.sqlite3") as database:
        database.execute("DROP TABLE embeddings_queue")
        database.execute("DELETE FROM migrations WHERE dir = 'embeddings_queue'")
        database.execute("UPDATE migrations SET hash = 'x'")
    broken(store, tmp_path, VectorsUnreadableError)


def test_rebuild_mends_a_damaged_folder(store, tmp_path, filled):
    (filled / "chroma.sqlite3").write_bytes(b"no database" * 1000)
    with opened(store, tmp_path) as index:
        index.rebuild()
        assert index.check().agrees and index.search("业务培训")[0].dense_rank
    assert not filled.exists()


def test_server_that_is_down(store, tmp_path, filled):
    broken(store, tmp_path, VectorsUnreachableError, chroma_url="http://127.0.0.1:9")


@pytest.mark.parametrize("url", ["chroma:8000", "ftp://host", "http://"])
def test_unusable_address_of_a_server(store, tmp_path, url):
    with opened(store, tmp_path, chroma_url=url) as index, pytest.raises(ConfigError):
        index.check() if index._state() else None


class Embeddings(BaseHTTPRequestHandler):
    """An endpoint that does what `script` says: a number of dimensions, a status, or a body."""

    script: ClassVar[list] = []
    seen: ClassVar[list] = []

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.seen.append(asked)
        does = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(does, float):
            time.sleep(does)
            does = 4
        status, body = (does, b"{}") if does >= 100 else (200, _answer(asked["input"], does))
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def _answer(texts, dimensions):
    if dimensions == 0:
        return b'{"object": "list", "data": [{"index": 0, "embedding": [null]}], "model": "m", "usage": {}}'
    rows = [
        {
            "object": "embedding",
            "index": place,
            "embedding": [1.0 + (len(text) + axis) % 5 for axis in range(dimensions)],
        }
        for place, text in enumerate(texts)
    ]
    answer = {"object": "list", "model": "m", "data": rows[::-1], "usage": {"prompt_tokens": 1, "total_tokens": 1}}
    return json.dumps(answer).encode()


@pytest.fixture
def endpoint():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Embeddings)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    Embeddings.script, Embeddings.seen = [4], []
    yield {
        "embeddings_model": "m",
        "embeddings_base_url": f"http://127.0.0.1:{server.server_address[1]}/v1",
        "embeddings_backoff": 0.01,
        "embeddings_timeout": 1.0,
        "embeddings_attempts": 2,
    }
    server.shutdown()
    server.server_close()


def test_endpoint_makes_the_vectors_of_texts(store, tmp_path, endpoint):
    store.save(indexed_entry())
    with opened(store, tmp_path, **endpoint) as index:
        index.sync()
        assert index.check().agrees and index.search("业务培训")[0].dense_rank
    texts = [text for asked in Embeddings.seen for text in asked["input"]]
    assert all(isinstance(text, str) for text in texts) and any("业务培训3次" in text for text in texts)


def test_endpoint_that_fails_once_is_asked_again(store, tmp_path, endpoint):
    store.save(indexed_entry())
    Embeddings.script = [503, 4]
    with opened(store, tmp_path, **endpoint) as index:
        assert index.sync().indexed == 1


@pytest.mark.parametrize(
    "does", [503, 401, 404, 2.5, 0, 9], ids=["down", "no key", "no model", "slow", "no numbers", "other dimensions"]
)
def test_endpoint_in_a_bad_state(store, tmp_path, endpoint, does):
    store.save(indexed_entry())
    with opened(store, tmp_path, **endpoint) as index:
        index.sync()
    Embeddings.script = [does]
    error = broken(store, tmp_path, EmbedderError, **endpoint)
    assert "m" in render(error.message_id, error.params, "zh")


def test_key_is_in_no_message(store, tmp_path, endpoint):
    store.save(indexed_entry())
    Embeddings.script = [401]
    with (
        opened(store, tmp_path, **endpoint, embeddings_api_key="secret-key") as index,
        pytest.raises(EmbedderError) as caught,
    ):
        index.sync()
    assert "secret-key" not in f"{caught.value.params} {caught.value} {caught.value.__cause__}"


def test_wrong_setting_is_named(monkeypatch):
    monkeypatch.setenv("NIANBAO_EMBEDDINGS_BATCH", "many")
    with pytest.raises(NianbaoError) as caught:
        load_index_settings()
    assert caught.value.params["setting"] == "NIANBAO_EMBEDDINGS_BATCH"
