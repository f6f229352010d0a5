from datetime import UTC, datetime

import openpyxl
import pytest
from typer.testing import CliRunner

from extractor.cli.app import app
from extractor.export.source import as_exported
from extractor.export.worded import in_words
from extractor.export.workbook import write_workbook
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
    [("zh", "核对结果", {"不符", "错误", "待处理"}), ("en", "Findings", {"fails", "error", "open"})],
)
def test_a_workbook_has_words_for_codes(sheets, lang, sheet, words):
    rows = sheets(lang)[sheet]
    assert words <= set(rows[1])
    assert not {"fail", "confirmed"} & set(rows[1])


@pytest.mark.parametrize(
    ("column", "code", "words"),
    [
        ("review", "signed_off", "已通过"),
        ("assignee", "local", "本机"),
        ("by", "zhou", "zhou"),
        ("engine", "rules", "规则"),
        ("engine", "rules+llm", "规则和模型"),
    ],
)
def test_states_people_and_engines_are_words(column, code, words):
    assert in_words(column, code, "zh") == words


def test_times_are_those_of_this_place():
    here = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
    assert in_words("at", here.isoformat(), "zh") == here.astimezone().strftime("%Y-%m-%d %H:%M")


def test_sheets_without_lines_are_hidden(tmp_path):
    path = tmp_path / "a.xlsx"
    write_workbook(as_exported([entry(1).report]), path, "zh")
    shown = {sheet.title: sheet.sheet_state for sheet in openpyxl.load_workbook(path)}
    assert (shown["概览"], shown["附表"], shown["更正"]) == ("visible", "hidden", "hidden")


def test_headings_of_a_workbook_list_no_codes(sheets):
    headings = [heading for rows in sheets("zh").values() for heading in rows[0]]
    assert not [heading for heading in headings if "unread" in heading or "dismissed" in heading]


def test_a_code_without_words_and_other_text_stay_as_they_are():
    assert in_words("status", "unheard-of", "zh") == "unheard-of"
    assert in_words("message", "open", "zh") == "open"
