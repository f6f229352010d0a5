import io
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest

from extractor.errors import DocumentLoadError, DocumentTooLargeError, EmptyDocumentError
from extractor.parsing.load import load_document
from extractor.parsing.readers import package
from extractor.parsing.readers.xlsx.numbers import Shown, shown
from extractor.pipeline import process
from extractor.schema import Status

HEAD = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(*sheets):
    """A workbook with sheets given as (title, rows)."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return book


def read(book):
    return load_document(saved(book), "a.xlsx")


def text(*sheets):
    return read(workbook(*sheets))[0].text


def rules(remarks):
    return {remark.rule: remark.params for remark in remarks}


def test_rows_before_the_table_are_lines_and_its_own_are_pipe_rows():
    rows = [["二、主动公开政府信息情况"], HEAD, ["规章", 0, None, 2]]
    expected = (
        "二、主动公开政府信息情况\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 | 0 |  | 2 |\n"
    )
    assert text(("Sheet1", rows)) == expected


def test_every_cell_has_its_address():
    document, _ = read(workbook(("表 二", [["信息公开"], [], ["甲", 1], ["乙", None]])))
    assert [(document.text[slice(*a.span)], a.path) for a in document.anchors] == [
        ("表 二", "表 二"),
        ("信息公开", "表 二!A1"),
        ("甲", "表 二!A3"),
        ("1", "表 二!B3"),
        ("乙", "表 二!A4"),
    ]


def test_a_label_whose_cells_are_all_blank_stays_a_row():
    assert "| 重复申请 |  |  |\n" in text(("Sheet1", [["甲", 1, 2], ["重复申请"], ["乙", 3, 4]]))


def test_a_heading_merged_over_the_table_is_a_line():
    book = workbook(("Sheet1", [["甲", 1, 2], ["三、收到和处理政府信息公开申请情况"], ["乙", 3, 4]]))
    book.active.merge_cells("A2:C2")
    assert read(book)[0].text.split("\n")[1] == "三、收到和处理政府信息公开申请情况"


def test_a_stray_cell_at_the_far_end_costs_nothing():
    book = workbook(("Sheet1", [["信息公开", 1]]))
    book.active["XFD1048576"] = "远"
    assert read(book)[0].text == "| 信息公开 | 1 |\n远\n"


def test_sheets_without_report_content_and_hidden_ones_are_left_out_and_said():
    book = workbook(("表二", [HEAD]), ("通讯录", [["张", "室"]]), ("旧表二", [HEAD]))
    book["旧表二"].sheet_state = "hidden"
    document, remarks = read(book)
    assert "张" not in document.text
    assert rules(remarks) == {"reading.sheets_left_out": {"count": 2, "names": "通讯录、旧表二"}}


def test_sheets_with_tables_come_in_the_order_of_the_parts():
    document, _ = read(workbook(("表四", [["结果维持", "结果纠正"]]), ("说明", [["信息公开"]]), ("表二", [HEAD])))
    assert [line for line in document.text.split("\n") if line in ("表二", "表四", "说明")] == ["表二", "说明", "表四"]


def test_a_workbook_of_other_things_keeps_its_sheets_for_the_refusal():
    assert text(("库存", [["螺丝", 5]])) == "库存\n| 螺丝 | 5 |\n"


def test_default_sheet_names_are_no_words_of_the_report():
    assert text(("Sheet1", [["信息公开"]]), ("工作表2", [["信息公开"]])) == "信息公开\n信息公开\n"


def test_a_formula_without_its_result_is_blank_and_said():
    document, remarks = read(workbook(("表二", [HEAD, ["规章", "=1+1", 0, 2]])))
    assert "| 规章 |  | 0 | 2 |" in document.text
    assert rules(remarks)["reading.formula_without_value"] == {"count": 1, "places": "表二!B2"}


def test_a_formula_with_its_result_is_its_result():
    data = saved(workbook(("表二", [HEAD, ["规章", "=1+1", 0, 2]])))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"))
    document, remarks = load_document(stream.getvalue(), "a.xlsx")
    assert "| 规章 | 2 | 0 | 2 |" in document.text
    assert remarks == ()


def test_a_number_displayed_shorter_than_it_is_is_said():
    book = workbook(("表二", [HEAD, ["规章", 12.344, 0, 2]]))
    book.active["B2"].number_format = "0.00"
    document, remarks = read(book)
    assert "| 规章 | 12.34 |" in document.text
    assert rules(remarks)["reading.rounded_display"]["places"] == "表二!B2 12.344 → 12.34"


def test_hidden_rows_and_columns_are_read_and_said():
    book = workbook(("表二", [HEAD, ["规章", 1, 0, 2]]))
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["D"].hidden = True
    document, remarks = read(book)
    assert "| 规章 | 1 | 0 | 2 |" in document.text
    assert rules(remarks)["reading.hidden_cells"]["count"] == 5


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (0, "General", "0"),
        (0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "0"),
        (0, "0;-0;;@", "0"),
        (None, "General", ""),
        (12.0, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567, "#,##0", "1,234,567"),
        (12.5, "0.00", "12.50"),
        (-2, "0_ ", "-2"),
        (0.125, "0.0%", "12.5%"),
        (348.37, "0.00##", "348.37"),
        (5, '0"件"', "5"),
        (96171.6, "@", "96171.6"),
        (1.5e15, "0.00E+00", "1500000000000000"),
        ("0012", "@", "0012"),
        (True, "General", "TRUE"),
        (datetime(2024, 1, 15), "yyyy/m/d", "2024-01-15"),
        (datetime(2024, 1, 15), 'yyyy"年"m"月"d"日"', "2024年1月15日"),
        (datetime(2024, 1, 15, 9, 30), "yyyy/m/d h:mm", "2024-01-15 09:30"),
        (date(2024, 1, 1), 'yyyy"年"m"月"', "2024年1月"),
        (time(9, 5), "h:mm", "09:05"),
        ("#DIV/0!", "General", "#DIV/0!"),
    ],
)
def test_values_are_written_as_displayed(value, number_format, expected):
    assert shown(value, number_format) == Shown(expected)


def test_rounding_goes_away_from_zero_at_the_half():
    assert shown(2.5, "0") == Shown("3", "2.5")


def test_a_workbook_of_tables_alone_is_a_report_whose_parts_are_missing():
    rows = [["第二十条第（一）项"], HEAD, ["规章", 0, 0, 0], ["行政规范性文件", 1, 0, 3]]
    report = process(saved(workbook(("表二", rows))), "a.xlsx").report
    cell = report.tables.disclosure["normative_documents"]["in_force"]
    assert (report.status, cell.value, cell.path) == (Status.COMPLETE, 3, "表二!D4")
    assert "structure.part_missing" in {finding.rule for finding in report.findings}


def repacked(change):
    """A workbook with the parts that `change` makes of its own."""
    stream = io.BytesIO()
    data = saved(workbook(("表二", [HEAD])))
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name, content in change({part: old.read(part) for part in old.namelist()}).items():
            new.writestr(name, content)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
DAMAGE = {
    "cut off": lambda: saved(workbook(("表二", [HEAD])))[:3000],
    "broken sheet": lambda: repacked(lambda parts: parts | {SHEET: b"<worksheet><sheetData><row>"}),
    "no sheet": lambda: repacked(lambda parts: {name: part for name, part in parts.items() if name != SHEET}),
    "odd address": lambda: repacked(lambda parts: parts | {SHEET: parts[SHEET].replace(b'r="A1"', b'r="11A"')}),
    "broken workbook": lambda: repacked(lambda parts: parts | {"xl/workbook.xml": b"<x/>"}),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_damage_gives_one_message(damage):
    with pytest.raises(DocumentLoadError) as error:
        load_document(damage(), "a.xlsx")
    assert error.value.params == {"name": "a.xlsx", "reason": "damaged"}


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_a_part_that_declares_entities_is_refused(part):
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    with pytest.raises(DocumentLoadError) as error:
        load_document(repacked(lambda parts: parts | {part: declared + parts[part]}), "a.xlsx")
    assert error.value.params["reason"] == "entities"


def test_a_sheet_that_unpacks_beyond_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(package, "MAX_XML", 300)
    with pytest.raises(DocumentTooLargeError):
        load_document(saved(workbook(("表二", [HEAD]))), "a.xlsx")


def test_a_workbook_of_nothing_is_empty():
    with pytest.raises(EmptyDocumentError):
        read(workbook(("Sheet1", [])))


def test_a_sheet_wider_than_any_table_is_left_out():
    _, remarks = read(workbook(("表二", [HEAD]), ("信息公开明细", [list(range(80))])))
    assert rules(remarks)["reading.sheets_left_out"]["names"] == "信息公开明细"
