"""The page exports: what is chosen comes out as a file that opens."""

import json

import openpyxl
import pytest

from extractor.export.formats import Format
from extractor.orders import What
from extractor.review import LOCAL, ReviewService, SetValue
from extractor.schema import Cause
from extractor.storage import open_store

TOTAL = "applications.new_received.total"
ISSUER = "柳坪县商务局"


@pytest.fixture
def corrected(data):
    """The sample with a wrong total, corrected to 2."""
    with open_store(f"sqlite:///{data / 'nianbao.db'}") as store:
        (summary,) = store.list(issuer=ISSUER, year=2023)
        ReviewService(store).save(LOCAL, summary.id, 0, [SetValue(TOTAL, 2, cause=Cause.SOURCE)])
        return summary.id


def make(page):
    page.button[-1].click().run()
    return page


def made(page):
    return page.session_state["exports.made"]


def test_nothing_fits_and_the_page_says_so(app):
    page = app("exports")
    page.text_input(key="exports.issuer").set_value("没有这个机关").run()
    assert "没有符合条件的报告" in page.info[0].value


def test_all_reports_are_chosen_at_first(app):
    assert "18" in app("exports").caption[0].value


def test_workbook_holds_the_corrected_value_and_the_print(app, corrected):
    page = app("exports")
    page.text_input(key="exports.issuer").set_value(ISSUER).run()
    page.selectbox(key="exports.year").set_value(2023).run()
    make(page)
    assert not page.error
    first = [cell.value for cell in openpyxl.load_workbook(made(page).path)["表三 依申请公开"][2]]
    assert first[12] == 2
    assert "更正为 2" in first[13]


def test_json_lines_as_it_was_read_has_no_review(app, corrected):
    page = app("exports")
    page.radio(key="exports.data").set_value(Format.JSONL).run()
    page.radio(key="exports.reviewed").set_value("as_printed").run()
    make(page)
    lines = made(page).path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 18
    assert not any("review" in json.loads(line) for line in lines)


def test_a_file_of_another_choice_is_not_offered(app):
    page = app("exports")
    page.radio(key="exports.data").set_value(Format.CSV).run()
    make(page)
    assert page.success
    page.radio(key="exports.data").set_value(Format.JSONL).run()
    assert not page.success


def test_notices_without_anything_confirmed_say_what_to_do(app):
    page = app("exports")
    page.segmented_control(key="exports.what").set_value(What.NOTICE).run()
    make(page)
    assert "没有已确认的问题" in page.error[0].value


def test_gold_without_a_sign_off_says_what_to_do(app):
    page = app("exports")
    page.segmented_control(key="exports.what").set_value(What.GOLD).run()
    make(page)
    assert "签发" in page.error[0].value


def test_an_empty_store_sends_to_import(app, data):
    (data / "nianbao.db").unlink()
    page = app("exports")
    assert "导入" in page.info[0].value
