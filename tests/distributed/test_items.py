"""What passes between machines, and what `--on` refuses; no cluster is needed."""

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from extractor.cli.app import app
from extractor.distributed import run
from extractor.distributed.cluster import require_place
from extractor.distributed.items import Item, Plan, pack, unpack
from extractor.distributed.known import is_known, known_files, no_files
from extractor.errors import ConfigError, EmptyDocumentError, RateLimitError
from extractor.storage import open_store
from extractor.validation.settings import DECLARED
from tests.storage.fictional import entry

FILE = Path("r.txt")


class OddError(Exception):
    def __init__(self):
        self.held = lambda: None


@pytest.mark.parametrize(
    "error",
    [EmptyDocumentError(name="r.txt"), RateLimitError(provider="host", retry_after=2.5)],
    ids=["document", "model"],
)
def test_errors_arrive_as_they_were(error):
    arrived = unpack(pack(Item(FILE, error=error))).error
    assert type(arrived) is type(error)
    assert (arrived.message_id, arrived.params) == (error.message_id, error.params)
    assert vars(arrived) == vars(error)


def test_error_that_cannot_be_sent_arrives_with_its_name():
    arrived = unpack(pack(Item(FILE, error=OddError()))).error
    assert isinstance(arrived, RuntimeError)
    assert "OddError" in str(arrived)


def test_only_the_same_bytes_under_the_same_name_are_known(tmp_path):
    item = entry(1, name="r1.txt")
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        store.save(item)
        digest = item.report.source.sha256
        known = known_files(store, "rules", DECLARED, None)
        by_model = known_files(store, "llm", DECLARED, "m")
    assert len(known) == 1
    assert len(by_model) == 0
    assert known[0] not in known_marks(digest, "r2.txt")
    assert known[0] in known_marks(digest, "r1.txt")


def known_marks(digest, name):
    from extractor.distributed import known

    return np.array([known._mark(bytes.fromhex(digest), name)], dtype="S16")


def test_nothing_is_known_of_an_empty_store():
    assert not is_known(no_files(), b"1", "r.txt")


def test_files_of_lost_workers_are_named_and_stored_ones_told(monkeypatch):
    files = [Path(f"{number}.txt") for number in range(5)]
    came = [(1, Item(files[1], error=EmptyDocumentError(name="1.txt"))), (3, Item(files[3], stored="ab"))]
    monkeypatch.setattr(run, "_results", lambda *_: iter(came))
    told = []
    plan = Plan("rules", DECLARED, 1, 1, 1, "0")
    found = list(run.outcomes(files, plan, no_files(), lambda *skipped: told.append(skipped)))
    assert [one.path for one in found] == [files[0], files[1], files[2], files[4]]
    assert [one.error.message_id for one in found] == [
        "error.reader_died",
        "error.empty",
        "error.reader_died",
        "error.reader_died",
    ]
    assert told == [(files[3], "ab")]


@pytest.mark.parametrize("on", ["spark", "ray://", "ray://host", "ray:host:1"])
def test_unknown_places_are_refused(on):
    with pytest.raises(ConfigError):
        require_place(on)


@pytest.mark.parametrize(
    "options",
    [("--engine", "llm", "--max-cost", "1"), ("--engine", "llm", "--dry-run"), ("--password", "x")],
    ids=["cost", "dry-run", "password"],
)
def test_options_that_several_machines_cannot_keep_are_refused(options, tmp_path):
    (tmp_path / "r.txt").write_text("1")
    result = CliRunner().invoke(app, ["extract", str(tmp_path / "r.txt"), "--on", "ray", *options])
    assert result.exit_code == 2
