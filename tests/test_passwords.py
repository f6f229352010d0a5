"""Protected PDFs: opened with the password that was given, which then stands nowhere."""

import json
import multiprocessing
import re
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

pytest.importorskip("reportlab", reason="reportlab writes the PDFs; install nianbao[dev]")

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas

from eval.scoring import score_cells
from eval.synth.formats.pdf import write_pdf
from extractor.cli.app import app
from extractor.errors import DocumentLoadError
from extractor.isolation import Isolated, Limits
from extractor.parsing.readers.pdf.reader import load_pdf
from extractor.reader import Reader
from extractor.schema import Report
from extractor.storage import open_store

SEED, PASSWORD = 7021, "kein-Wort-7"


class Protected(canvas.Canvas):
    def __init__(self, *args, **options):
        super().__init__(*args, encrypt=StandardEncryption(PASSWORD, strength=128), **options)


@cache
def locked():
    """A fictional report that needs a password."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(canvas, "Canvas", Protected)
        return write_pdf(SEED)


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("NIANBAO_PDF_PASSWORD", raising=False)
    path = tmp_path / "locked.pdf"
    path.write_bytes(locked().data)
    return path


def nianbao(*arguments, **environment):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], env=environment)


def test_protected_report_is_read_as_an_open_one_under_its_own_identity():
    processed = Reader(PASSWORD)(locked().data, "a.pdf")
    assert score_cells(processed.report, locked().gold["tables"]).wrong == ()
    direct, _ = load_pdf(locked().data, "a.pdf", PASSWORD)
    assert processed.document == direct
    assert (processed.report.id, processed.report.source.sha256) == (direct.sha256[:16], direct.sha256)


@pytest.mark.parametrize("command", ["extract", "check", "show"])
@pytest.mark.parametrize(
    ("password", "words"), [(None, "有密码保护"), ("wrong", "给出的密码打不开")], ids=["none", "wrong"]
)
def test_error_names_the_option_and_never_the_password(file, command, password, words):
    result = nianbao(command, file, *(["--password", password] if password else []))
    assert result.exit_code == 3
    assert words in result.stderr
    assert "--password" in result.stderr and "NIANBAO_PDF_PASSWORD" in result.stderr
    assert "wrong" not in result.output


def test_password_goes_to_the_isolated_reader(file):
    with Isolated(Reader(PASSWORD), Limits(60, 2**31)) as read:
        assert read(file.read_bytes(), "a.pdf", "rules").report.issuer.value == locked().gold["issuer"]


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs a list of processes under /proc")
def test_password_is_not_on_the_command_line_of_the_isolated_reader():
    with Isolated(Reader(PASSWORD), Limits(60, 2**31)) as read:
        read(locked().data, "a.pdf", "rules")
        (worker,) = multiprocessing.active_children()
        assert PASSWORD not in Path(f"/proc/{worker.pid}/cmdline").read_text(encoding="utf-8")


def test_password_comes_from_the_environment_too(file):
    result = nianbao("check", file, "--json", NIANBAO_PDF_PASSWORD=PASSWORD)
    assert json.loads(result.stdout)["error"] is None


def test_password_is_kept_nowhere(file, tmp_path):
    result = nianbao("extract", file, "--password", PASSWORD, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) >= 3
    assert not any(PASSWORD.encode() in path.read_bytes() for path in written)
    assert PASSWORD not in result.output + repr(Reader(PASSWORD))


def test_stored_is_the_protected_file(file, tmp_path):
    nianbao("extract", file, "--password", PASSWORD, "--out", tmp_path / "out")
    report = Report.model_validate_json((tmp_path / "out" / "locked.json").read_bytes())
    with open_store(f"sqlite:///{tmp_path / 'data' / 'nianbao.db'}") as store:
        assert store.get(report.id).source.sha256 == report.source.sha256
        assert store.raw(report.id) == locked().data


def test_password_in_the_environment_is_not_shown_by_the_help(file):
    shown = nianbao("extract", "--help", NIANBAO_PDF_PASSWORD=PASSWORD).output
    assert "NIANBAO_PDF_PASSWORD" in re.sub(r"\s+", "", shown)
    assert PASSWORD not in shown


def test_other_damage_of_a_pdf_is_told_as_before():
    with pytest.raises(DocumentLoadError) as caught:
        Reader(PASSWORD)(b"%PDF-1.4 cut off", "a.pdf")
    assert caught.value.params["reason"] == "damaged"
