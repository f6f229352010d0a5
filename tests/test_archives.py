import io
import zipfile

import pytest

from extractor import archive
from extractor.batch import display_name, find_files, read_file, run
from extractor.errors import DocumentLoadError, DocumentTooLargeError, UnsupportedFormatError
from extractor.pipeline import process

LIMIT = 1024 * 1024
REPORT = "澄江县水利局2023年政府信息公开工作年度报告\n一、总体情况\n全年主动公开政府信息12条。\n二、主动公开情况\n略\n"


def packed(members):
    """A zip file of names and contents."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members:
            opened.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def raw_named(name, content=REPORT):
    """A zip file whose one name has these bytes and no flag, as older packers for Windows write it."""
    stand_in = "x" * len(name)
    return packed([(stand_in, content)]).replace(stand_in.encode(), name)


def found_in(tmp_path, data, name="年报.zip"):
    (tmp_path / name).write_bytes(data)
    return find_files([tmp_path], max_bytes=LIMIT)


def names(found):
    return [display_name(path) for path in found.files]


def reasons(found):
    return [(outcome.path.name, outcome.error.params.get("reason")) for outcome in found.failures]


def test_members_are_files_of_the_run_and_named_after_their_archive(tmp_path):
    found = found_in(tmp_path, packed([("水利/澄江.txt", REPORT), ("b.md", REPORT), ("x.css", "p{}")]))
    assert names(found) == ["年报.zip/b.md", "年报.zip/水利/澄江.txt"]
    assert found.skipped == {".css": 1}


def test_report_from_an_archive_names_the_archive(tmp_path):
    found = found_in(tmp_path, packed([("水利/澄江.txt", REPORT)]))
    (outcome,) = run(found.files, process, "rules", LIMIT)
    assert outcome.processed.report.source.name == "年报.zip/水利/澄江.txt"
    assert outcome.processed.document.name == "年报.zip/水利/澄江.txt"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_a_flag_are_read_as_utf8_or_gbk(tmp_path, encoding):
    found = found_in(tmp_path, raw_named("澄江县年报.txt".encode(encoding)))
    assert names(found) == ["年报.zip/澄江县年报.txt"]
    assert read_file(found.files[0], LIMIT) == REPORT.encode()


def test_an_archive_inside_is_opened_and_one_deeper_is_refused(tmp_path):
    deep = packed([("c.txt", REPORT)])
    inner = packed([("b.txt", REPORT), ("deep.zip", deep)])
    found = found_in(tmp_path, packed([("a.txt", REPORT), ("inner.zip", inner)]))
    assert names(found) == ["年报.zip/a.txt", "年报.zip/inner.zip/b.txt"]
    assert read_file(found.files[1], LIMIT) == REPORT.encode()
    assert reasons(found) == [("deep.zip", "nested_archive")]


@pytest.mark.parametrize("name", ["../../etc/a.txt", "/etc/a.txt", "C:\\a.txt", "..\\a.txt"])
def test_a_name_that_leads_out_is_refused_and_the_others_are_read(tmp_path, name):
    found = found_in(tmp_path, packed([(name, REPORT), ("good.txt", REPORT)]))
    assert names(found) == ["年报.zip/good.txt"]
    assert reasons(found) == [("a.txt" if "/" in name else name, "unsafe_name")]


@pytest.mark.parametrize("name", [b"\0bcd.txt", b"\0\0\0\0\0\0\0\0"], ids=["begins", "nothing else"])
def test_a_name_that_begins_with_nul_leaves_the_others_to_be_read(tmp_path, name):
    stand_in = b"x" * len(name)
    data = packed([(stand_in.decode(), REPORT), ("good.txt", REPORT)]).replace(stand_in, name)
    found = found_in(tmp_path, data)
    assert "年报.zip/good.txt" in names(found)
    assert len(found.files) + len(found.failures) == 2


def test_backslashes_are_folders(tmp_path):
    assert names(found_in(tmp_path, packed([("水利\\a.txt", REPORT)]))) == ["年报.zip/水利/a.txt"]


def test_members_of_one_name_are_all_read(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = packed([("a.txt", "1"), ("a.txt", "2")])
    found = found_in(tmp_path, data)
    assert names(found) == ["年报.zip/a (2).txt", "年报.zip/a.txt"]
    assert [read_file(path, LIMIT) for path in found.files] == [b"2", b"1"]


def test_what_systems_hide_in_archives_is_left_out(tmp_path):
    members = [("__MACOSX/._a.txt", "x"), (".hidden/a.txt", "x"), ("a.txt", REPORT)]
    assert names(found_in(tmp_path, packed(members))) == ["年报.zip/a.txt"]


def test_member_packed_like_a_bomb_fails_alone(tmp_path):
    found = found_in(tmp_path, packed([("a.txt", REPORT), ("bomb.txt", bytes(11 * 1024 * 1024))]))
    outcomes = {outcome.path.name: outcome for outcome in run(found.files, process, "rules", 60 * LIMIT)}
    assert outcomes["a.txt"].error is None
    assert outcomes["bomb.txt"].error.params["reason"] == "bomb"


def test_member_over_the_limit_of_bytes_is_refused(tmp_path):
    found = found_in(tmp_path, packed([("a.txt", REPORT)]))
    with pytest.raises(DocumentTooLargeError):
        read_file(found.files[0], max_bytes=10)


@pytest.mark.parametrize(("limit", "value"), [("MAX_MEMBERS", 2), ("MAX_UNPACKED", 20)])
def test_archive_over_a_limit_gives_one_message(tmp_path, monkeypatch, limit, value):
    monkeypatch.setattr(archive, limit, value)
    found = found_in(tmp_path, packed([(f"{number}.txt", REPORT) for number in range(3)]))
    assert found.files == []
    (outcome,) = found.failures
    assert isinstance(outcome.error, DocumentTooLargeError)


def test_encrypted_member_asks_for_no_guess(tmp_path):
    data = bytearray(packed([("a.txt", REPORT)]))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + offset] |= 1
    (outcome,) = run(found_in(tmp_path, bytes(data)).files, process, "rules", LIMIT)
    assert outcome.error.params["reason"] == "password"


def test_damaged_archive_gives_one_message(tmp_path):
    found = found_in(tmp_path, packed([("a.txt", REPORT)])[:60])
    (outcome,) = run(found.files, process, "rules", LIMIT)
    assert isinstance(outcome.error, DocumentLoadError)
    assert outcome.error.params == {"name": "年报.zip", "reason": "damaged"}


def test_member_with_wrong_bytes_is_damaged(tmp_path):
    data = bytearray(packed([("a.txt", REPORT * 50)]))
    data[45] ^= 0xFF
    (outcome,) = run(found_in(tmp_path, bytes(data)).files, process, "rules", LIMIT)
    assert outcome.error.params["reason"] == "damaged"


def test_archive_is_told_by_its_content(tmp_path):
    assert names(found_in(tmp_path, packed([("a.txt", REPORT)]), "年报.docx")) == ["年报.docx/a.txt"]


def test_empty_archive_is_said_to_be_empty(tmp_path):
    (outcome,) = found_in(tmp_path, packed([])).failures
    assert outcome.error.message_id == "error.empty"


@pytest.mark.parametrize("signature", [b"Rar!\x1a\x07\x01\x00", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08\x00"])
def test_archives_of_other_kinds_are_refused_by_name(signature):
    with pytest.raises(UnsupportedFormatError) as error:
        process(signature + b"\x01" * 50, "年报.rar")
    assert error.value.message_id == "error.archive_kind"


def test_missing_member_is_no_archive_member(tmp_path):
    (tmp_path / "年报.zip").write_bytes(packed([("a.txt", REPORT)]))
    with pytest.raises(DocumentLoadError) as error:
        read_file(tmp_path / "年报.zip" / "b.txt", LIMIT)
    assert error.value.params["reason"] == "ENOENT"
