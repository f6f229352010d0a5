import csv
import json

import openpyxl
import pytest

from extractor.export.formats import Format
from extractor.export.sheets import SHEETS
from extractor.export.tables import export
from extractor.review import AddFact, Remove, ReviewState, SetValue
from extractor.review.exporting import ids_in_state, noticed, printed_exports, reviewed_exports
from extractor.schema import Cause, Report
from tests.review.made_up import TOTAL, ZHOU, entry, span_of


@pytest.fixture
def corrected(service, report_id):
    """A report whose total was printed wrong, corrected to 2; it prints 3."""
    edit = SetValue(TOTAL, 2, reason="两项相加为 2", cause=Cause.SOURCE)
    service.save(ZHOU, report_id, 0, [edit])
    return report_id


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def written(tmp_path, items, kind="csv", sheet="cells"):
    path = tmp_path / f"out.{kind}"
    export(items, Format(kind), path, SHEETS[sheet], "zh")
    return path


def total_of(path):
    return next(row for row in rows_of(path) if row["单元格路径"] == TOTAL)


def printed_of(report_id, store):
    return store.get(report_id).tables.cell(TOTAL).printed


def test_cell_shows_what_holds_what_is_printed_and_what_was_read(tmp_path, store, corrected):
    row = total_of(written(tmp_path, reviewed_exports(store, [corrected])))
    assert (row["数值"], row["原文写法"]) == ("2", printed_of(corrected, store))
    assert (row["更正为"], row["更正前读出的数值"]) == ("2", "3")
    assert "source" in row.values()


def test_as_printed_leaves_corrections_aside(tmp_path, store, corrected):
    row = total_of(written(tmp_path, printed_exports(store, [corrected])))
    assert (row["数值"], row["更正为"]) == ("3", "")


def test_line_of_the_form_has_the_corrected_number_and_says_what_is_printed(tmp_path, store, corrected):
    path = written(tmp_path, reviewed_exports(store, [corrected]), "xlsx")
    first = [cell.value for cell in openpyxl.load_workbook(path)["表三 依申请公开"][2]]
    assert first[12] == 2
    assert f"总计:原文“{printed_of(corrected, store)}”,更正为 2(原文有误)" in first[13]


def test_every_correction_stands_in_a_sheet_with_who_and_why(tmp_path, store, corrected):
    (row,) = rows_of(written(tmp_path, reviewed_exports(store, [corrected]), sheet="corrections"))
    assert (row["路径"], row["读出"], row["更正为"], row["更正方式"]) == (TOTAL, "3", "2", "改")
    assert (row["处理人"], row["处理说明"]) == ("zhou", "两项相加为 2")


def test_removed_fact_is_gone_from_the_facts_and_told_among_the_corrections(tmp_path, store, service, report_id):
    path = next(p for p in service.open(ZHOU, report_id).view.values if p.startswith("facts."))
    before = rows_of(written(tmp_path, reviewed_exports(store, [report_id]), sheet="facts"))
    service.save(ZHOU, report_id, 0, [Remove(path, reason="不是本年的数")])
    after = rows_of(written(tmp_path, reviewed_exports(store, [report_id]), sheet="facts"))
    (told,) = rows_of(written(tmp_path, reviewed_exports(store, [report_id]), sheet="corrections"))
    assert len(after) == len(before) - 1
    assert (told["路径"], told["更正方式"]) == (path, "删")


def test_added_fact_stands_among_the_facts(tmp_path, store, service, report_id):
    document = store.document(report_id)
    span = span_of(document.text, "2023")
    service.save(ZHOU, report_id, 0, [AddFact("supervision.trainings", span, 2)])
    rows = rows_of(written(tmp_path, reviewed_exports(store, [report_id]), sheet="facts"))
    assert ("supervision.trainings", "2") in {(row["字段"], row["更正为"]) for row in rows}


def test_json_line_keeps_what_was_read_and_has_the_review_beside_it(tmp_path, store, corrected):
    line = json.loads(written(tmp_path, reviewed_exports(store, [corrected]), "jsonl").read_text(encoding="utf-8"))
    review = line.pop("review")
    assert Report.model_validate(line) == store.get(corrected)
    assert [(item["path"], item["value"], item["kind"]) for item in review["corrections"]] == [(TOTAL, 2, "changed")]
    assert review["state"] == "in_review"


def test_json_line_of_an_untouched_report_is_the_report(tmp_path, store, report_id):
    line = written(tmp_path, reviewed_exports(store, [report_id]), "jsonl").read_text(encoding="utf-8")
    assert Report.model_validate_json(line) == store.get(report_id)


def test_findings_are_those_of_the_corrected_report(tmp_path, store, corrected):
    before = rows_of(written(tmp_path, printed_exports(store, [corrected]), sheet="findings"))
    after = rows_of(written(tmp_path, reviewed_exports(store, [corrected]), sheet="findings"))
    mended = [row for row in after if TOTAL in row["涉及单元格"]]
    assert any(TOTAL in row["涉及单元格"] for row in before)
    assert {list(row.values())[-4] for row in mended} == {"gone"}


def test_notice_tells_the_error_of_the_source_that_was_corrected(store, corrected):
    (item,) = noticed(store, [corrected])
    assert item.report.tables.cell(TOTAL).value == 3
    assert [found.finding.cells for found in item.findings if found.state == "confirmed" and not found.gone]


def test_notice_leaves_out_what_was_only_misread(store, service, report_id):
    service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2, cause=Cause.EXTRACTION)])
    (item,) = noticed(store, [report_id])
    assert not [found for found in item.findings if TOTAL in found.finding.cells and not found.gone]


def test_only_signed_off_reports_can_be_chosen(store, service, corrected):
    other = store.save(entry(1)).report_id
    version = service.open(ZHOU, corrected).version
    service.sign_off(ZHOU, corrected, version, reason="已核对")
    assert ids_in_state(store, ReviewState.SIGNED_OFF) == {corrected}
    assert other not in ids_in_state(store, ReviewState.SIGNED_OFF)
