"""The page exports in a browser: the file that is downloaded opens and holds the corrected value."""

import openpyxl
import pytest

from extractor.review import LOCAL, ReviewService, SetValue
from extractor.schema import Cause
from extractor.storage import open_store

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
    page.goto(f"{server}/exports")
    page.get_by_label("发布机关").fill(ISSUER)
    page.get_by_label("发布机关").press("Enter")
    page.get_by_text("符合条件的报告:3 份").wait_for()
    page.get_by_role("button", name="生成文件").click()
    page.get_by_text("文件里有 3 份报告").wait_for()
    shot("exports-zh")
    with page.expect_download() as caught:
        page.get_by_role("button", name="下载").click()
    caught.value.save_as(tmp_path / "out.xlsx")
    rows = openpyxl.load_workbook(tmp_path / "out.xlsx")["表三 依申请公开"].iter_rows(values_only=True)
    assert any(row[12] == 2 and "更正为 2" in str(row[13]) for row in rows)


def test_page_in_english(server, page, shot):
    page.goto(f"{server}/exports")
    page.get_by_text("English").click()
    page.get_by_text("Reports that fit: 18").wait_for()
    page.get_by_text("Correction notices").click()
    page.get_by_text("Confirm findings on the page Review first").wait_for()
    shot("exports-en")
