import pytest

from extractor.parsing.outline import find_outline
from extractor.parsing.tables import read_tables
from extractor.schema.forms import APPLICANTS, APPLICATIONS_2021

HEAD = "柳坪县商务局2023年政府信息公开工作年度报告\n一、总体情况\n无。\n"
TABLE_2 = (
    "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n"
    "规章 0 0 0\n行政规范性文件 6 1 12\n第二十条第（五）项\n信息内容 本年处理决定数量\n行政许可 31\n"
    "第二十条第（六）项\n信息内容 本年处理决定数量\n行政处罚 4\n行政强制 0\n第二十条第（八）项\n"
    "信息内容 本年收费金额（单位：万元）\n行政事业性收费 1.5\n"
)
TABLE_4 = "四、政府信息公开行政复议、行政诉讼情况\n行政复议 行政诉讼\n1 0 0 0 1 0 0 0 0 0 2 0 0 1 3\n"
REST = "五、存在的主要问题及改进情况\n问题。\n六、其他需要报告的事项\n无。\n"

ROWS = {spec.key: [0] * 7 for spec in APPLICATIONS_2021.rows} | {
    "new_received": [12, 0, 0, 1, 0, 2, 15],
    "granted": [9, 0, 0, 1, 0, 0, 10],
    "unavailable_not_held": [2, 0, 0, 0, 0, 2, 4],
    "total_processed": [11, 0, 0, 1, 0, 2, 14],
    "carried_forward": [1, 0, 0, 0, 0, 0, 1],
}


def table_3(line="{label} {cells}\n", joint=" ", rows=ROWS):
    lines = []
    for spec in APPLICATIONS_2021.rows:
        if spec.key in rows:
            cells = joint.join(str(cell) for cell in rows[spec.key])
            lines.append(line.format(label=spec.ordinal + spec.label, cells=cells))
    return "三、收到和处理政府信息公开申请情况\n申请人情况 自然人 法人或其他组织 总计\n" + "".join(lines)


def read(applications, table_2=TABLE_2, table_4=TABLE_4):
    text = HEAD + table_2 + applications + table_4 + REST
    return text, read_tables(text, find_outline(text))


def numbers(table):
    return {key: [cell and cell.value for cell in row.values()] if row else None for key, row in table.items()}


def rules(read_):
    return [remark.rule for remark in read_.remarks]


@pytest.mark.parametrize(
    ("line", "joint"),
    [
        ("{label} {cells}\n", " "),
        ("| {label} | {cells} |\n", " | "),
        ("{label} | {cells} | |\n", " | "),
        ("{label} |\n{cells} |\n", " |\n"),
        ("{label}\t{cells}\n", "\t"),
        ("{label}\n\n{cells}\n\n", "\n\n"),
        ("{label}\n{cells}\n", " "),
        ("{label}{cells}", ""),
        ("{label} {cells}", " "),
    ],
    ids=["lines", "pipes", "pipes with filler", "pipe cells", "tabs", "cell lines", "label over", "glued", "flat"],
)
def test_every_layout_gives_the_same_table(line, joint):
    _, found = read(table_3(line, joint))
    assert numbers(found.tables.applications) == ROWS
    assert found.form == "2021"


def test_every_cell_is_where_it_says():
    text, found = read(table_3())
    for table in (found.tables.disclosure, found.tables.applications, found.tables.review_litigation):
        for row in table.values():
            for cell in row.values():
                assert text[slice(*cell.span)] == cell.printed


def test_table_2_and_4_are_read():
    _, found = read(table_3())
    assert numbers(found.tables.disclosure)["normative_documents"] == [6, 1, 12]
    assert numbers(found.tables.disclosure)["fees"] == [1.5]
    assert numbers(found.tables.review_litigation)["litigation_after_reconsideration"] == [2, 0, 0, 1, 3]


def test_a_missing_row_is_none_and_a_blank_row_has_blank_cells():
    rows = {key: row for key, row in ROWS.items() if key != "not_processed_publication"}
    _, found = read(table_3("| {label} | {cells} |\n", " | ", rows | {"denied_third_party": [""] * 7}))
    assert found.tables.applications["not_processed_publication"] is None
    assert [cell.printed for cell in found.tables.applications["denied_third_party"].values()] == [""] * 7
    assert "reading.row_missing" in rules(found)


@pytest.mark.parametrize("printed", ["-", "—", "/", "无", "不适用"])
def test_a_placeholder_is_null_and_keeps_what_is_printed(printed):
    _, found = read(table_3("| {label} | {cells} |\n", " | ", ROWS | {"carried_over": [printed, 0, 0, 0, 0, 0, 0]}))
    cell = found.tables.applications["carried_over"]["natural_person"]
    assert (cell.value, cell.printed) == (None, printed)


@pytest.mark.parametrize(
    ("printed", "value"),
    [("１２", 12), ("1,234", 1234), ("1 234", 1234), ("3件", 3), ("〇", 0), ("26（含失效3件）", 26)],
)
def test_an_unusual_cell_is_read_and_kept_as_printed(printed, value):
    _, found = read(table_3("| {label} | {cells} |\n", " | ", ROWS | {"carried_over": [printed, 0, 0, 0, 0, 0, 0]}))
    cell = found.tables.applications["carried_over"]["natural_person"]
    assert (cell.value, cell.printed) == (value, printed)


def test_glued_digits_of_table_2_that_nothing_decides_stay_open_with_their_readings():
    _, found = read(table_3(), TABLE_2.replace("行政规范性文件 6 1 12", "行政规范性文件6112"))
    row = found.tables.disclosure["normative_documents"]
    assert [(cell.value, cell.printed) for cell in row.values()] == [(None, "6112")] * 3
    remark = next(remark for remark in found.remarks if remark.rule == "reading.split_ambiguous")
    assert "6|1|12" in remark.candidates


def test_glued_rows_are_decided_by_the_columns():
    rows = ROWS | {"new_received": [27, 0, 0, 2, 0, 1, 30], "granted": [26, 0, 0, 1, 0, 1, 28]}
    rows |= {"unavailable_not_held": [0, 0, 0, 1, 0, 0, 1], "total_processed": [26, 0, 0, 2, 0, 1, 29]}
    _, found = read(table_3("{label}{cells}", "", rows))
    assert numbers(found.tables.applications) == rows
    assert "reading.split_by_identity" in rules(found)


def test_glued_rows_that_cannot_agree_are_named():
    rows = ROWS | {"new_received": [27, 0, 0, 2, 0, 1, 30], "total_processed": [99, 0, 0, 0, 0, 0, 99]}
    _, found = read(table_3("{label}{cells}", "", rows))
    named = {cell for remark in found.remarks for cell in remark.cells}
    assert {f"applications.new_received.{column}" for column in APPLICANTS} <= named


def test_a_damaged_label_is_matched_and_said():
    text = table_3().replace("其他法律行政法规禁止公开", "其他法律行政止公开")
    _, found = read(text)
    assert numbers(found.tables.applications) == ROWS
    assert "reading.label_damaged" in rules(found)


def test_numbers_without_a_label_are_placed_between_their_neighbours_and_said():
    _, found = read(table_3().replace("3.要求提供公开出版物", ""))
    assert numbers(found.tables.applications) == ROWS
    assert "reading.row_by_position" in rules(found)


def test_a_doubled_row_is_said_and_the_first_kept():
    again = "(一)予以公开 8 0 0 1 0 0 9\n"
    _, found = read(table_3().replace("(二)部分", again + "(二)部分"))
    assert numbers(found.tables.applications)["granted"] == ROWS["granted"]
    assert "reading.row_doubled" in rules(found)


def test_a_page_mark_inside_a_table_is_no_cell():
    _, found = read(table_3().replace("(二)部分", "— 4 —\n(二)部分"))
    assert numbers(found.tables.applications) == ROWS


def test_a_note_with_a_year_inside_the_table_is_no_row():
    _, found = read(table_3().replace("(二)部分", "注：其中2022年受理3件\n(二)部分"))
    assert numbers(found.tables.applications) == ROWS


def test_a_single_row_six_is_other_handling():
    rows = {key: row for key, row in ROWS.items() if not key.startswith("other_")}
    text = table_3(rows=rows).replace("(七)总计", "(六)其他处理 0 0 0 0 0 0 0\n(七)总计")
    _, found = read(text)
    assert numbers(found.tables.applications)["other_handling"] == [0] * 7
    assert found.form == "2021"


@pytest.mark.parametrize(("line", "joint"), [("{label}\n{cells}\n", "\n"), ("{label} {cells}\n", " ")])
def test_a_unit_apart_from_its_number_belongs_to_the_cell(line, joint):
    rows = ROWS | {"carried_over": ["0 件", *ROWS["carried_over"][1:]]}
    _, found = read(table_3(line, joint, rows))
    assert numbers(found.tables.applications) == ROWS
    assert found.tables.applications["carried_over"]["natural_person"].printed == "0 件"


def test_a_number_in_a_header_is_said():
    _, found = read(table_3(), TABLE_2.replace("信息内容 本年处理决定数量\n行政许可", "信息内容 | 0 | |\n行政许可"))
    assert "reading.number_in_header" in rules(found)
    assert numbers(found.tables.disclosure)["licensing"] == [31]


def test_table_4_as_three_tables_is_one():
    heading = "四、政府信息公开行政复议、行政诉讼情况\n"
    split = heading + "行政复议\n1 0 0 0 1\n未经复议直接起诉\n0 0 0 0 0\n复议后起诉\n2 0 0 1 3\n"
    _, found = read(table_3(), table_4=split)
    assert numbers(found.tables.review_litigation)["litigation_after_reconsideration"] == [2, 0, 0, 1, 3]


def test_a_blank_in_one_of_three_tables_stays_where_it_is():
    heading = "四、政府信息公开行政复议、行政诉讼情况\n"
    head = "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n"
    rows = ("| 1 | | 0 | 0 | 1 |\n", "| 0 | 0 | 0 | 0 | 0 |\n", "| 2 | 0 | 0 | 1 | 3 |\n")
    names = ("行政复议", "未经复议直接起诉", "复议后起诉")
    split = heading + "".join(f"{name}\n{head}{row}" for name, row in zip(names, rows, strict=True))
    _, found = read(table_3(), table_4=split)
    assert numbers(found.tables.review_litigation) == {
        "reconsideration": [1, None, 0, 0, 1],
        "litigation_direct": [0, 0, 0, 0, 0],
        "litigation_after_reconsideration": [2, 0, 0, 1, 3],
    }


def test_columns_in_another_order_are_read_by_their_head_and_said():
    head = "商业企业 科研机构 法律服务 机构 社会公益组织 其他"
    _, found = read(table_3().replace("法人或其他组织", f"法人或其他组织 {head}"))
    row = found.tables.applications["new_received"]
    assert (row["legal_service"].value, row["social_organization"].value) == (1, 0)
    assert list(row) == list(APPLICANTS)
    assert "reading.columns_reordered" in rules(found)


def test_a_head_that_repeats_a_column_changes_nothing():
    head = "商业企业 科研机构 法律服务机构 社会公益组织 社会公益组织 其他"
    _, found = read(table_3().replace("法人或其他组织", f"法人或其他组织 {head}"))
    assert numbers(found.tables.applications) == ROWS


def test_a_blank_total_column_of_a_table_with_wide_labels_is_blank():
    rows = {key: [*row[:6], ""] for key, row in ROWS.items()}
    grid = table_3("{label}\t{cells}\n", "\t", rows).replace("申请数量\t", "申请数量\t\t")
    lines = [line if "\t\t" in line or "\t" not in line else f"\t{line}" for line in grid.split("\n")]
    _, found = read("\n".join(lines))
    assert numbers(found.tables.applications) == {key: [*row[:6], None] for key, row in ROWS.items()}


@pytest.mark.parametrize(("line", "joint"), [("{label}\n{cells}\n", "\n"), ("{label} {cells}\n", " ")])
def test_a_blank_total_column_that_leaves_no_trace_is_found(line, joint):
    _, found = read(table_3(line, joint, {key: row[:6] for key, row in ROWS.items()}))
    assert numbers(found.tables.applications) == {key: [*row[:6], None] for key, row in ROWS.items()}
    assert "reading.cell_missing" in rules(found)


def test_a_blank_column_before_the_total_stays_open():
    _, found = read(table_3("{label} {cells}\n", " ", {key: [*row[:4], *row[5:]] for key, row in ROWS.items()}))
    assert None in numbers(found.tables.applications)["new_received"]
    assert "reading.cell_missing" in rules(found)


def test_a_report_without_tables_has_none():
    text = HEAD + REST
    assert read_tables(text, find_outline(text)).tables.applications is None
