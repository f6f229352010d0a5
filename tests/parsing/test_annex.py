"""The statistics annex of reports before 2019, in every format that can hold it; the report is fictional."""

import io

import docx
import openpyxl
import pytest

from extractor.pipeline import process
from tests.promises import broken_promises

HEAD = ("指标名称", "计量单位", "本年度", "历年累计")
ROWS = [
    ("一、主动公开情况", "——", "", ""),
    ("（一）主动公开政府信息数（不同渠道公开相同信息计1条）", "条", "312", "2,456"),
    ("其中：制发规范性文件总数", "件", "", "31"),
    ("2.政府网站公开政府信息数", "条", "0", "/"),
    ("七、依申请公开信息收取的费用", "万元", "0.5", "1.25"),
    ("（三）接受培训人员数", "人次", "45", "300"),
]
PROSE = [
    "柳坪县水务局2014年政府信息公开工作年度报告",
    "一、概述",
    "本年度主动公开政府信息312条。自2008年以来，累计主动公开政府信息2456条。",
    "二、主动公开政府信息情况",
    "主要公开水利工程建设信息。",
    "三、依申请公开政府信息情况",
    "2014年收到政府信息公开申请12件，历年累计收到80件。",
    "四、行政复议和行政诉讼情况",
    "本年度无行政复议、行政诉讼。",
    "五、存在的问题和改进措施",
    "一是公开不够及时。下一步加强培训。",
    "六、附表",
]
GOLD = [
    ("（一）主动公开政府信息数（不同渠道公开相同信息计1条）", "条", 312, 2456),
    ("其中：制发规范性文件总数", "件", None, 31),
    ("2.政府网站公开政府信息数", "条", 0, None),
    ("七、依申请公开信息收取的费用", "万元", 0.5, 1.25),
    ("（三）接受培训人员数", "人次", 45, 300),
]


def page(rows):
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    prose = "".join(f"<p>{line}</p>" for line in PROSE)
    return f"<html><body>{prose}<table>{lines}</table></body></html>".encode(), "a.html"


def divs(rows):
    lines = "".join(f"<div>{''.join(f'<div>{cell}</div>' for cell in row)}</div>" for row in rows)
    prose = "".join(f"<p>{line}</p>" for line in PROSE)
    return f"<html><body>{prose}<div>{lines}</div></body></html>".encode(), "a.html"


def word(rows):
    document, stream = docx.Document(), io.BytesIO()
    for line in PROSE:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, printed in zip(table.add_row().cells, row, strict=True):
            cell.text = printed
    document.save(stream)
    return stream.getvalue(), "a.docx"


def workbook(rows):
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for line in PROSE:
        book.active.append([line])
    for row in rows:
        book.active.append([int(printed) if printed.isdigit() else printed for printed in row])
    book.save(stream)
    return stream.getvalue(), "a.xlsx"


def tabs(rows):
    return "\n".join([*PROSE, *("\t".join(row) for row in rows)]).encode(), "a.txt"


FORMATS = pytest.mark.parametrize("write", [page, divs, word, workbook, tabs])


def read(data, name):
    processed = process(data, name)
    assert broken_promises(processed.report, processed.document) == []
    return processed.report


def figures(report):
    """Label, unit and the two values of each row that has a unit."""
    pairs = [(row, (row.this_year, row.cumulative)) for row in report.tables.annex or ()]
    return [(row.label, row.unit, *(cell and cell.value for cell in cells)) for row, cells in pairs if row.unit != "——"]


@FORMATS
def test_annex_is_read_with_its_blanks_in_every_format(write):
    report = read(*write([HEAD, *ROWS]))
    assert (report.form, figures(report)) == ("pre2019", GOLD)


@FORMATS
def test_columns_are_told_by_the_head(write):
    swapped = [(label, unit, later, first) for label, unit, first, later in [HEAD, *ROWS]]
    assert figures(read(*write(swapped))) == GOLD


@pytest.mark.parametrize("head", [("指 标 名 称", "单位", "2014年"), ("统计指标", "单 位", "统计数")])
def test_annex_of_one_column_has_no_cumulative_figures(head):
    report = read(*page([head, *(row[:3] for row in ROWS)]))
    assert figures(report) == [(*row[:3], None) for row in GOLD]
    assert all(row.cumulative is None for row in report.tables.annex)


def test_head_of_two_lines_is_read_as_one():
    heads = [("指标名称", "计量单位", "统计数", ""), ("", "", "累计", "本年")]
    swapped = [(label, unit, later, first) for label, unit, first, later in ROWS]
    assert figures(read(*page([*heads, *swapped]))) == GOLD


def test_annex_over_two_pages_is_read_to_its_end():
    data, name = page([HEAD, *ROWS[:3], HEAD, *ROWS[3:]])
    assert figures(read(data.replace(b"<tr><td>2.", b"</table><p>- 2 -</p><table><tr><td>2."), name)) == GOLD


def test_single_figure_of_two_columns_without_borders_gets_no_value():
    lines = "\n".join(cell for row in [HEAD, *ROWS] for cell in row if cell)
    report = read("\n".join([*PROSE, lines]).encode(), "a.txt")
    row = next(row for row in report.tables.annex if "规范性文件" in row.label)
    assert (row.this_year.value, row.this_year.printed, row.cumulative) == (None, "31", None)


@pytest.mark.parametrize("write", [page, word, tabs])
def test_figures_of_the_year_are_kept_apart_from_cumulative_ones(write):
    report = read(*write([HEAD, *ROWS]))
    stated = {fact.field: fact.value for fact in report.facts}
    assert (stated["disclosure.total"], stated["applications.received"]) == (312, 12)
    assert not {2456, 80} & {fact.value for fact in report.facts}


def test_older_report_of_prose_alone_has_no_tables():
    report = read("\n".join(PROSE[:-1]).encode(), "a.txt")
    tables = report.tables
    assert (report.form, report.year.value) == ("pre2019", 2014)
    assert (tables.disclosure, tables.applications, tables.review_litigation, tables.annex) == (None,) * 4
    assert {2456, 80} <= {quantity.value for quantity in report.quantities}
