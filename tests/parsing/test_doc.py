import hashlib
import shutil
import stat

import pytest

from eval.synth.formats.xlsx import write_xlsx
from extractor.errors import DocumentLoadError, UnsupportedFormatError
from extractor.parsing.load import load_document
from extractor.parsing.readers import doc
from extractor.pipeline import process
from tests.parsing.test_docx import PARAGRAPH, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
DOC = OLE + "WordDocument".encode("utf-16-le") + b"\x01" * 100
RTF = b"{\\rtf1 \\u20844?}"


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A folder that is the only place where programs are found; returns how to put a shell script there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    real = shutil.which
    monkeypatch.setattr(doc.shutil, "which", lambda name: real(name, path=str(folder)))

    def put(name, script):
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IEXEC)

    return put


def converting_to(tmp_path, data):
    """A script that pretends to be LibreOffice: it puts ready bytes where `--outdir` says."""
    (tmp_path / "ready").write_bytes(data)
    return f'while [ "$1" != --outdir ]; do shift; done\nmkdir -p "$2"; cp {tmp_path}/ready "$2/source.docx"'


@pytest.mark.parametrize(("data", "suffix"), [(DOC, ".doc"), (RTF, ".rtf")], ids=["doc", "rtf"])
def test_without_a_program_the_message_says_what_to_install(programs, data, suffix):
    with pytest.raises(UnsupportedFormatError) as error:
        load_document(data, "a.doc")
    assert error.value.message_id == "error.needs_office"
    assert error.value.params == {"name": "a.doc", "suffix": suffix, "package": "libreoffice-writer-nogui"}


def test_a_converted_file_keeps_its_own_identity_and_says_the_program(programs, tmp_path):
    programs("soffice", converting_to(tmp_path, word(PARAGRAPH.format("公开"))))
    document, remarks = load_document(DOC, "a.doc")
    assert (document.text, document.media_type) == ("公开\n", "application/msword")
    assert document.sha256 == hashlib.sha256(DOC).hexdigest()
    assert [(remark.rule, remark.params) for remark in remarks] == [("reading.converted", {"program": "LibreOffice"})]


def test_each_conversion_has_its_own_profile(programs, tmp_path):
    programs("soffice", f'echo "$1" >> {tmp_path}/profiles\n{converting_to(tmp_path, word(PARAGRAPH.format("文")))}')
    for _ in range(2):
        load_document(DOC, "a.doc")
    first, second = (tmp_path / "profiles").read_text().split()
    assert first.startswith("-env:UserInstallation=file:///")
    assert first != second


def test_antiword_reads_what_libreoffice_is_not_there_for(programs):
    programs("antiword", "echo '公开|12|'")
    document, remarks = load_document(DOC, "a.doc")
    assert document.text == "公开|12|\n"
    assert remarks[0].params == {"program": "antiword"}


def test_antiword_is_asked_where_libreoffice_lacks_the_component(programs):
    programs("soffice", "exit 0")
    programs("antiword", "echo 公开")
    assert load_document(DOC, "a.doc")[0].text == "公开\n"


def test_a_conversion_that_gives_nothing_is_an_error(programs):
    programs("soffice", "exit 1")
    with pytest.raises(DocumentLoadError) as error:
        load_document(RTF, "a.rtf")
    assert error.value.message_id == "error.conversion"


def test_a_conversion_that_hangs_is_ended_with_its_children(programs, tmp_path, monkeypatch):
    monkeypatch.setattr(doc, "SECONDS", 0.3)
    programs("soffice", f"(sleep 2; touch {tmp_path}/alive) & wait")
    with pytest.raises(DocumentLoadError) as error:
        load_document(DOC, "a.doc")
    assert error.value.message_id == "error.conversion_time"
    assert not (tmp_path / "alive").exists()


def test_a_protected_office_file_says_so():
    with pytest.raises(DocumentLoadError) as error:
        load_document(OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx")
    assert error.value.params["reason"] == "password"


def test_another_file_of_that_container_is_refused_by_name():
    with pytest.raises(UnsupportedFormatError) as error:
        load_document(OLE + "PowerPoint Document".encode("utf-16-le"), "a.doc")
    assert error.value.params["media_type"] == "application/x-ole-storage"


@pytest.mark.slow
def test_an_old_workbook_is_read_through_libreoffice():
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    made = write_xlsx(3)
    old = doc.convert(made.data, "a.xlsx", "xlsx", "xls").data
    report = process(old, "a.xls").report
    for row, cells in made.gold["tables"]["disclosure"].items():
        assert {name: cell.value for name, cell in report.tables.disclosure[row].items()} == cells
