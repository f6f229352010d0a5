import openpyxl
import pytest
from typer.testing import CliRunner

from extractor.cli.app import app
from extractor.export.worded import in_words
from extractor.storage import open_store
from tests.storage.fictional import entry


@pytest.fixture
def sheets(tmp_path, monkeypatch):
    """Return the sheets of a workbook in a language."""
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(tmp_path))
    with open_store(f"sqlite:///{tmp_path / 'nianbao.db'}") as store:
        store.save(entry(1))

    def export(lang):
        out = tmp_path / f"{lang}.xlsx"
        words = ["export", "--lang", lang, "--format", "xlsx", "--out", str(out)]
        assert CliRunner().invoke(app, words).exit_code == 0
        book = openpyxl.load_workbook(out)
        return {sheet.title: [list(row) for row in sheet.values] for sheet in book}

    return export


@pytest.mark.parametrize(
    ("lang", "sheet", "words"),
    [("zh", "发现", {"不符", "错误", "待处理"}), ("en", "Findings", {"fails", "error", "open"})],
)
def test_a_workbook_has_words_for_codes(sheets, lang, sheet, words):
    rows = sheets(lang)[sheet]
    assert words <= set(rows[1])
    assert not {"fail", "confirmed"} & set(rows[1])


def test_headings_of_a_workbook_list_no_codes(sheets):
    headings = [heading for rows in sheets("zh").values() for heading in rows[0]]
    assert not [heading for heading in headings if "unread" in heading or "dismissed" in heading]


def test_a_code_without_words_and_other_text_stay_as_they_are():
    assert in_words("status", "unheard-of", "zh") == "unheard-of"
    assert in_words("message", "open", "zh") == "open"
