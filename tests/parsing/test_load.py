import io
import zipfile

import pytest

from extractor.errors import DocumentTooLargeError, EmptyDocumentError, UnsupportedFormatError
from extractor.parsing import load
from extractor.parsing.load import load_document

TEXT = "柳坪县商务局2023年政府信息公开工作年度报告\n一、总体情况\n全年主动公开政府信息12条。\n"
TRADITIONAL = "柳坪縣商務局2023年政府信息公開工作年度報告\n一、總體情況\n全年主動公開政府信息12條。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_text_is_read_in_every_encoding_of_the_field(encoding):
    document, _ = load_document(TEXT.encode(encoding), "a.txt")
    assert document.text == TEXT


def test_big5_is_told_from_gbk_by_its_words():
    document, remarks = load_document(TRADITIONAL.encode("big5"), "a.txt")
    assert document.text == TRADITIONAL
    assert document.encoding == "big5"
    assert [remark.rule for remark in remarks] == ["reading.encoding_guessed"]


def test_a_short_gbk_text_is_not_taken_for_big5():
    document, _ = load_document("信息公开年报".encode("gbk"), "a.txt")
    assert document.text == "信息公开年报"


def test_a_few_undecodable_bytes_are_shown_and_said():
    data = TEXT.encode() + b"\xff" + TEXT.encode()
    document, remarks = load_document(data, "a.txt")
    assert document.text == TEXT + "\ufffd" + TEXT
    assert [(r.rule, r.params["count"], r.params["offset"]) for r in remarks] == [("reading.undecodable", 1, len(TEXT))]


def test_nul_bytes_are_dropped_and_counted():
    document, remarks = load_document(TEXT.encode().replace(b"12", b"1\x002"), "a.txt")
    assert document.text == TEXT
    assert remarks[0].params == {"count": 1}


def test_line_ends_become_one_kind():
    document, _ = load_document(TEXT.replace("\n", "\r\n").encode("gb18030"), "a.txt")
    assert document.text == TEXT


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\x00" * 40])
def test_a_file_of_nothing_is_said_to_be_empty(data):
    with pytest.raises(EmptyDocumentError) as error:
        load_document(data, "a.txt")
    assert error.value.params["name"] == "a.txt"


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", TEXT)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (_zip(), "application/zip"),
        (b"GIF89a" + b"\x00" * 50, "image/gif"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 50, "application/x-ole-storage"),
        (bytes(range(1, 32)) * 40, "application/octet-stream"),
        (bytes(range(256)) * 40, "application/octet-stream"),
    ],
    ids=["zip", "gif", "doc", "control", "binary"],
)
def test_a_kind_that_is_not_read_is_named_whatever_the_file_is_called(data, media_type):
    with pytest.raises(UnsupportedFormatError) as error:
        load_document(data, "report.txt")
    assert error.value.params["media_type"] == media_type


def test_a_text_far_beyond_a_report_is_refused(monkeypatch):
    monkeypatch.setattr(load, "MAX_CHARACTERS", 20)
    with pytest.raises(DocumentTooLargeError) as error:
        load_document(TEXT.encode(), "a.txt")
    assert error.value.params["limit"] == 20


def test_the_name_is_kept_without_its_folder():
    document, _ = load_document(TEXT.encode(), "C:\\reports\\2023\\a.txt")
    assert document.name == "a.txt"
