import csv
import json

import openpyxl
import pyarrow.parquet
import pytest

from extractor.errors import ExportError
from extractor.export import workbook
from extractor.export.formats import Format
from extractor.export.sheets import SHEETS, WORKBOOK
from extractor.export.tables import export, guard
from extractor.schema import Item, Report
from tests.storage.fictional import entry

DANGEROUS = ["=1+1", "+cmd", "-2+3", "@SUM(A1)", " =1", "\t=1", "＝1+1", "-"]


def write(tmp_path, kind, reports=None, sheet="cells", lang="zh"):
    path = tmp_path / f"out.{kind}"
    number = export(reports or [entry(1).report, entry(2).report], Format(kind), path, SHEETS[sheet], lang)
    return path, number


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def with_problem(text):
    report = entry(1).report
    return report.model_copy(update={"problems": (Item(text=text, evidence=report.problems[0].evidence),)})


def test_csv_has_a_mark_for_excel_and_every_cell_of_every_report(tmp_path):
    path, number = write(tmp_path, "csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert number == 2
    assert len(rows_of(path)) == 2 * (10 + 25 * 7 + 3 * 5)


def test_csv_tells_value_blank_missing_apart(tmp_path):
    path, _ = write(tmp_path, "csv")
    states = {row["单元格路径"]: list(row.values())[-1] for row in rows_of(path)}
    assert states["applications.new_received.natural_person"] == "value"
    assert states["applications.new_received.company"] == "blank"
    assert states["applications.new_received.research_institution"] == "missing"
    assert states["applications.carried_over.total"] == "missing"


@pytest.mark.parametrize("text", DANGEROUS)
def test_csv_text_is_never_a_formula(tmp_path, text):
    path, _ = write(tmp_path, "csv", [with_problem(text)], sheet="items")
    assert rows_of(path)[0]["内容"] == f"'{text}"


@pytest.mark.parametrize("text", ["-2", "+3", "12.5", "正常文字", "a=b", ""])
def test_harmless_text_is_not_changed(text):
    assert guard(text) == text


@pytest.mark.parametrize("text", DANGEROUS)
def test_workbook_text_is_never_a_formula(tmp_path, text):
    path, _ = write(tmp_path, "xlsx", [with_problem(text)])
    cell = openpyxl.load_workbook(path)["问题与改进"]["E2"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_workbook_has_every_sheet_with_chinese_headings(tmp_path):
    path, _ = write(tmp_path, "xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [sheet.title("zh") for sheet in WORKBOOK]
    heads = [cell.value for cell in book["表三 依申请公开"][1]]
    assert heads[6:13] == ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他组织", "总计"]
    assert book["概览"].max_row == 3


def test_workbook_line_of_table_3_says_what_the_numbers_do_not(tmp_path):
    path, _ = write(tmp_path, "xlsx")
    sheet = openpyxl.load_workbook(path)["表三 依申请公开"]
    first, second = ([cell.value for cell in sheet[row]] for row in (2, 3))
    assert first[6:9] == [12, None, None]
    assert "商业企业:空白" in first[13]
    assert "科研机构:原文无此格" in first[13]
    assert second[13] == "原文无此行"


def test_full_sheet_goes_on_in_a_second_one(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MAX_ROWS", 40)
    path, _ = write(tmp_path, "xlsx")
    book = openpyxl.load_workbook(path)
    found = sum(book[name].max_row - 1 for name in book.sheetnames if name.startswith("表三"))
    assert found == 2 * 25
    assert "表三 依申请公开 (2)" in book.sheetnames


def test_text_too_long_for_a_cell_is_cut_with_a_word(tmp_path):
    path, _ = write(tmp_path, "xlsx", [with_problem("字" * 40_000)])
    value = openpyxl.load_workbook(path)["问题与改进"]["E2"].value
    assert len(value) == workbook.MAX_CHARACTERS
    assert "40000" in value[-40:]


def test_english_headings(tmp_path):
    path, _ = write(tmp_path, "csv", sheet="facts", lang="en")
    assert rows_of(path)[0]["Issuer"] == "云溪县第1局"


def test_jsonl_gives_the_reports_back(tmp_path):
    path, _ = write(tmp_path, "jsonl")
    found = [Report.model_validate(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    assert found == [entry(1).report, entry(2).report]


@pytest.mark.parametrize("sheet", sorted(SHEETS))
def test_every_sheet_can_be_csv_and_parquet(tmp_path, sheet):
    table = pyarrow.parquet.read_table(write(tmp_path, "parquet", sheet=sheet)[0])
    assert table.column_names == list(SHEETS[sheet].columns)
    assert table.num_rows == len(rows_of(write(tmp_path, "csv", sheet=sheet)[0]))


def test_parquet_keeps_null_and_zero_apart(tmp_path):
    rows = pyarrow.parquet.read_table(write(tmp_path, "parquet")[0]).to_pylist()
    values = {row["cell"]: row["value"] for row in rows}
    assert values["applications.new_received.company"] is None
    assert values["applications.new_received.legal_service"] == 0


def test_missing_pyarrow_is_a_clear_error(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow.parquet", None)
    with pytest.raises(ExportError) as caught:
        write(tmp_path, "parquet")
    assert caught.value.message_id == "error.export_parquet"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", list(Format))
def test_no_report_gives_an_empty_file_of_the_format(tmp_path, kind):
    path = tmp_path / "out"
    assert export(iter(()), kind, path, SHEETS["cells"], "zh") == 0
    assert path.exists()


@pytest.mark.parametrize("kind", list(Format))
def test_failure_in_the_middle_keeps_the_old_file_and_no_part(tmp_path, kind):
    path = tmp_path / "out"
    path.write_text("old")

    def reports():
        yield entry(1).report
        raise OSError(28, "No space left on device")

    with pytest.raises(ExportError):
        export(reports(), kind, path, SHEETS["cells"], "zh")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_unwritable_place_is_a_clear_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError) as caught:
        export([entry(1).report], Format.XLSX, tmp_path / "file" / "out.xlsx", SHEETS["cells"], "zh")
    assert "out.xlsx" in str(caught.value.params["path"])
