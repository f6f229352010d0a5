"""Annotation: a store of its own, gold when signed off, nothing overwritten."""

import json
import shutil
import signal
import subprocess
import sys
import time

import pytest

from eval.annotate import prepare, signed_off, write
from eval.gold import find_cases
from extractor.errors import ConfigError
from extractor.review import LOCAL, ReviewService, SetValue
from extractor.storage import open_store
from tests.ui.conftest import SAMPLES

NAME = "青泽市水务局-2023.txt"
CELL = "applications.new_received.natural_person"


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    """A data folder in which the annotation of a sample was begun."""
    folder = tmp_path_factory.mktemp("annotate")
    prepare(SAMPLES / NAME, folder / "data", folder / "out")
    return folder


@pytest.fixture
def begun(extracted, tmp_path):
    shutil.copytree(extracted, tmp_path / "a")
    return prepare(SAMPLES / NAME, tmp_path / "a" / "data", tmp_path / "out")


def sign_off(annotation, *edits):
    with open_store(f"sqlite:///{annotation.folder / 'nianbao.db'}") as store:
        service = ReviewService(store)
        version = service.open(LOCAL, annotation.report).version
        if edits:
            version = service.save(LOCAL, annotation.report, version, edits).version
        service.take(LOCAL, annotation.report)
        version = service.open(LOCAL, annotation.report).version
        service.sign_off(LOCAL, annotation.report, version, "标注")


def test_there_is_no_gold_before_the_report_is_signed_off(begun):
    assert signed_off(begun) is None


def test_signed_off_report_becomes_a_case(begun):
    sign_off(begun, SetValue(CELL, 77, "看错"))
    assert write(begun, signed_off(begun))
    (case,) = find_cases([begun.gold.parent.parent])
    assert case.document.read_bytes() == (SAMPLES / NAME).read_bytes()
    assert case.read().file == NAME


def test_gold_is_written_once(begun):
    sign_off(begun)
    gold = signed_off(begun)
    assert [write(begun, gold), write(begun, gold)] == [True, False]


def test_other_gold_is_left_as_it_is(begun):
    begun.gold.parent.mkdir(parents=True)
    begun.gold.write_text(json.dumps({"file": NAME, "year": 1999}), encoding="utf-8")
    with pytest.raises(ConfigError, match="exists"):
        prepare(SAMPLES / NAME, begun.folder.parents[1], begun.gold.parents[1])
    assert json.loads(begun.gold.read_text(encoding="utf-8"))["year"] == 1999


def test_file_that_is_no_report_is_refused(tmp_path):
    (tmp_path / "x.txt").write_text("买菜清单", encoding="utf-8")
    with pytest.raises(ConfigError, match="unread"):
        prepare(tmp_path / "x.txt", tmp_path / "data", tmp_path)
    assert not list((tmp_path / "data" / "annotate").glob("x-*[!t]/nianbao.db"))


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="file"):
        prepare(tmp_path / "nowhere.txt", tmp_path / "data", tmp_path)


@pytest.mark.slow
def test_command_writes_gold_while_the_workbench_runs(begun):
    arguments = ("eval", "annotate", str(SAMPLES / NAME), "--data", str(begun.folder.parents[1]))
    out = begun.gold.parents[1]
    command = [sys.executable, "-m", "extractor", *arguments, "--out", str(out), "--no-browser"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        time.sleep(1)
        sign_off(begun)
        until = time.monotonic() + 60
        while not begun.gold.is_file() and time.monotonic() < until:
            time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        said, told = running.communicate(timeout=60)
    assert begun.gold.is_file()
    assert f"/review?report={begun.report}" in told
    assert str(begun.gold) in said.replace("\n", "")
    assert running.returncode == 0
