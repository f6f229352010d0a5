from pathlib import Path

import pytest

from extractor.errors import ExportError
from extractor.export.files import ReportFolder, read_report
from tests.storage.fictional import entry


def written(folder, pairs):
    target = ReportFolder(folder, [Path(source) for source, _ in pairs])
    return [target.write(Path(source), entry(number).report).name for source, number in pairs]


def test_file_is_named_after_its_source_and_reads_back(tmp_path):
    assert written(tmp_path / "deep" / "out", [("in/云溪.txt", 1)]) == ["云溪.json"]
    assert read_report(tmp_path / "deep" / "out" / "云溪.json") == entry(1).report


def test_same_stem_in_other_folders_gets_the_report_id(tmp_path):
    names = written(tmp_path, [("a/x.txt", 1), ("b/x.txt", 2), ("b/y.txt", 3)])
    assert names == [f"x.{entry(1).report.id[:8]}.json", f"x.{entry(2).report.id[:8]}.json", "y.json"]


def test_copies_with_the_same_stem_do_not_overwrite_each_other(tmp_path):
    names = written(tmp_path, [("a/x.txt", 1), ("b/X.md", 1), ("c/x.txt", 1)])
    assert len({name.casefold() for name in names}) == len(list(tmp_path.iterdir())) == 3


def test_next_run_replaces_its_own_file(tmp_path):
    assert written(tmp_path, [("x.txt", 1)]) == written(tmp_path, [("x.txt", 2)])
    assert read_report(tmp_path / "x.json") == entry(2).report


def test_folder_that_cannot_be_made_is_a_clear_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError):
        ReportFolder(tmp_path / "file" / "out", [])


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\xfe"])
def test_file_that_holds_no_report_is_a_clear_error(tmp_path, content):
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(ExportError) as caught:
        read_report(path)
    assert caught.value.message_id == "error.report_file"
