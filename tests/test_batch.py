import os
from pathlib import Path

import pytest

from extractor.batch import Outcome, find_files, read_file, run, store_in_portions
from extractor.errors import ConfigError, DocumentLoadError, DocumentTooLargeError, NotAReportError
from tests.rights import folder_for_all, without_rights
from tests.storage.fictional import entry


def process(raw, name, engine):
    if b"bad" in raw:
        raise NotAReportError(name=name, reason="other_text")
    if b"bug" in raw:
        raise RecursionError("deep")
    return entry(int(raw), name=name)


@pytest.fixture
def folder(tmp_path):
    for name, content in {"b/2.txt": "2", "a/1.md": "1", "a/bad.txt": "bad", "bug.txt": "bug", "x.json": "{}"}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
    return tmp_path


def names(found, folder):
    return [str(path.relative_to(folder)) for path in found.files]


def test_folders_are_searched_in_sorted_order_and_other_kinds_are_counted(folder):
    (folder / "README.md").write_text("about")
    (folder / ".hidden.txt").write_text("1")
    found = find_files([folder])
    assert names(found, folder) == ["bug.txt", "a/1.md", "a/bad.txt", "b/2.txt"]
    assert found.skipped == {".json": 1, "README.md": 1}


def test_file_given_by_name_is_taken_whatever_its_kind(folder):
    assert names(find_files([folder / "x.json"]), folder) == ["x.json"]


def test_file_given_twice_is_taken_once(folder):
    assert len(find_files([folder, folder / "bug.txt"]).files) == 4


def test_folder_of_results_is_left_out(folder):
    (folder / "out").mkdir()
    (folder / "out" / "page.txt").write_text("1")
    assert "out/page.txt" not in names(find_files([folder], leave_out=folder / "out"), folder)


def test_links_that_lead_back_are_followed_once(folder):
    (folder / "a" / "up").symlink_to(folder)
    (folder / "z").symlink_to(folder / "b")
    assert len(find_files([folder]).files) == 4


def test_link_to_nowhere_fails_alone(folder):
    (folder / "gone.txt").symlink_to(folder / "nothing")
    outcomes = list(run(find_files([folder]).files, process, "rules", 100))
    (gone,) = [outcome for outcome in outcomes if outcome.path.name == "gone.txt"]
    assert isinstance(gone.error, DocumentLoadError)


def test_folder_and_file_without_rights_are_reported():
    with folder_for_all() as folder:
        (folder / "closed").mkdir(mode=0)
        (folder / "secret.txt").write_text("1")
        (folder / "secret.txt").chmod(0)
        (folder / "z.txt").write_text("2")
        with without_rights():
            found = find_files([folder])
            secret, readable = run(found.files, process, "rules", 100)
    assert [outcome.path.name for outcome in found.failures] == ["closed"]
    assert isinstance(secret.error, DocumentLoadError)
    assert readable.error is None


def test_a_file_that_fails_does_not_stop_the_others(folder):
    outcomes = {outcome.path.name: outcome for outcome in run(find_files([folder]).files, process, "rules", 100)}
    assert isinstance(outcomes["bad.txt"].error, NotAReportError)
    assert isinstance(outcomes["bug.txt"].error, RecursionError)
    assert outcomes["2.txt"].processed.report == entry(2, name="2.txt").report


def test_unusable_engine_stops_at_once(folder):
    def refuse(raw, name, engine):
        raise ConfigError("error.engine", engine=engine, known="rules")

    with pytest.raises(ConfigError):
        list(run(find_files([folder]).files, refuse, "nothing", 100))


def test_file_over_the_limit_is_not_read_whole(folder):
    with pytest.raises(DocumentTooLargeError) as caught:
        read_file(folder / "a" / "bad.txt", max_bytes=2)
    assert caught.value.params["size"] == 3


def test_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DocumentLoadError):
        read_file(tmp_path / "pipe", 100)


def test_name_that_is_no_utf8_is_shown_escaped(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb9\xab.txt"))
    path.write_text("1")
    (outcome,) = run([path], process, "rules", 100)
    assert outcome.processed.report.source.name == "\\xb9\\xab.txt"


def outcomes(number):
    return (Outcome(Path(f"{index}"), entry(index), b"raw") for index in range(number))


def test_reports_are_stored_in_portions(monkeypatch):
    portions = []
    passed = list(store_in_portions(outcomes(120), lambda portion: portions.append(len(portion)) or (), lambda _: None))
    assert (len(passed), portions) == (120, [50, 50, 20])


def test_large_documents_are_stored_sooner(monkeypatch):
    monkeypatch.setattr("extractor.batch.PORTION_BYTES", 9)
    portions = []
    list(store_in_portions(outcomes(7), lambda portion: portions.append(len(portion)) or (), lambda _: None))
    assert portions == [3, 3, 1]


def test_reports_that_take_long_are_stored_sooner(monkeypatch):
    monkeypatch.setattr("extractor.batch.PORTION_SECONDS", 0)
    portions = []
    list(store_in_portions(outcomes(3), lambda portion: portions.append(len(portion)) or (), lambda _: None))
    assert portions == [1, 1, 1]


def test_interrupt_stores_what_is_done():
    portions = []
    going = store_in_portions(outcomes(100), lambda portion: portions.append(len(portion)) or (), lambda _: None)
    for _ in range(7):
        next(going)
    going.close()
    assert portions == [7]
