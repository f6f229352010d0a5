"""The page exports in a browser: the file that is downloaded opens and holds the corrected value."""

import openpyxl
import pytest
from playwright.sync_api import expect

from extractor.review import LOCAL, ReviewService, SetValue
from extractor.schema import Cause
from extractor.storage import open_store
from tests.ui.windows import in_english, open_page, settled

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TOTAL = "applications.new_received.total"
ISSUER = "柳坪县商务局"


@pytest.fixture
def corrected(data):
    """The sample with a wrong total, corrected to 2."""
    with open_store(f"sqlite:///{data / 'nianbao.db'}") as store:
        (summary,) = store.list(issuer=ISSUER, year=2023)
        ReviewService(store).save(LOCAL, summary.id, 0, [SetValue(TOTAL, 2, cause=Cause.SOURCE)])


def test_downloaded_workbook_holds_the_corrected_value(corrected, server, page, shot, tmp_path):
    open_page(page, server, "exports")
    page.get_by_label("发布机关").fill(ISSUER)
    page.get_by_label("发布机关").press("Enter")
    settled(page, page.get_by_text("符合条件的报告:3 份"))
    page.get_by_role("button", name="生成文件").click()
    settled(page, page.get_by_text("文件里有 3 份报告"))
    shot("exports-zh")
    with page.expect_download() as caught:
        page.get_by_role("button", name="下载").click()
    caught.value.save_as(tmp_path / "out.xlsx")
    rows = openpyxl.load_workbook(tmp_path / "out.xlsx")["表三 依申请公开"].iter_rows(values_only=True)
    assert any(row[12] == 2 and "更正为 2" in str(row[13]) for row in rows)


def test_switch_to_english_keeps_what_was_chosen(server, page, shot):
    open_page(page, server, "exports")
    page.get_by_text("读出的数值", exact=True).click()
    expect(page.get_by_role("radio", name="读出的数值")).to_be_checked()
    in_english(page, "exports")
    expect(page.get_by_text("Reports that fit: 18")).to_be_visible()
    expect(page.get_by_role("radio", name="As it was read")).to_be_checked()
    expect(page.get_by_role("radio", name="Excel")).to_be_checked()
    page.get_by_text("Correction notices").click()
    expect(page.get_by_text("Confirm findings on the page Review first")).to_be_visible()
    shot("exports-en")
