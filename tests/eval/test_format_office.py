"""Fictional reports as Word files and workbooks: every cell as in the gold, with its place in the file."""

import io

import docx
import openpyxl
import pytest

from eval.scoring import score_cells
from eval.synth.formats.docx import write_docx
from eval.synth.formats.xlsx import BookStyle, write_xlsx
from eval.synth.plan import Harm
from extractor.pipeline import process
from extractor.schema import Status


def cells(report):
    """The cells of the three tables that print something."""
    tables = (report.tables.disclosure, report.tables.applications, report.tables.review_litigation)
    rows = [row for table in tables for row in (table or {}).values() if row]
    return [cell for row in rows for cell in row.values() if cell and cell.printed]


@pytest.mark.parametrize("seed", range(71001, 71007))
@pytest.mark.parametrize("write", [write_docx, write_xlsx])
def test_every_cell_is_as_in_the_gold_and_has_its_place(write, seed):
    made = write(seed, errors=seed % 3, noise=0.03)
    processed = process(made.data, made.name)
    assert score_cells(processed.report, made.gold["tables"]).wrong == ()
    for cell in cells(processed.report):
        assert cell.path
        assert processed.document.text[slice(*cell.span)] == cell.printed


@pytest.mark.parametrize("style", BookStyle)
def test_a_workbook_of_any_style_is_a_complete_report(style):
    made = write_xlsx(71020, style, harms=())
    report = process(made.data, made.name).report
    assert report.status is Status.COMPLETE
    assert score_cells(report, made.gold["tables"]).wrong == ()


@pytest.mark.parametrize("harm", [Harm.TWICE, Harm.LOST_ROW, Harm.BLANK_TOTALS, Harm.MISSPELT, Harm.DOUBLED_ROW])
@pytest.mark.parametrize("write", [write_docx, write_xlsx])
def test_harmed_tables_are_read_too(write, harm):
    made = write(71030, harms=[harm])
    assert score_cells(process(made.data, made.name).report, made.gold["tables"]).wrong == ()


def test_path_leads_to_the_cell_of_a_workbook():
    made = write_xlsx(71040, BookStyle.TABLES, harms=(), noise=0)
    book = openpyxl.load_workbook(io.BytesIO(made.data))
    for cell in cells(process(made.data, made.name).report):
        sheet, address = cell.path.split("!")
        assert float(book[sheet][address].value) == cell.value


def test_path_leads_to_the_cell_of_a_word_file():
    made = write_docx(71041, harms=(), noise=0)
    body = docx.Document(io.BytesIO(made.data)).element.body
    for cell in cells(process(made.data, made.name).report):
        path = "/".join(f"w:{step}" for step in cell.path.split("/")[1:])
        (found,) = body.xpath(path)
        assert "".join(found.xpath(".//w:t/text()")) == cell.printed


def test_labels_are_merged_as_offices_draw_the_form():
    made = write_docx(71042, harms=())
    tables = docx.Document(io.BytesIO(made.data)).tables
    assert [len(table.columns) for table in tables] == [4, 10, 15]
    assert tables[1]._tbl.xpath(".//w:vMerge") and tables[1]._tbl.xpath(".//w:gridSpan")


def test_prose_of_a_word_file_is_read_as_in_its_gold():
    made = write_docx(71043, harms=())
    report = process(made.data, made.name).report
    assert (report.issuer.value, report.year.value) == (made.gold["issuer"], made.gold["year"])
    assert {section.part for section in report.sections} == {1, 2, 3, 4, 5, 6}
