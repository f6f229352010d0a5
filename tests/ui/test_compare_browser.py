"""The page compare in a browser: found by search, coloured, and one click from the source."""

import re

import pytest

from extractor.storage import open_store

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ISSUER = "柳坪县商务局"


@pytest.fixture
def ids(data):
    with open_store(f"sqlite:///{data / 'nianbao.db'}") as store:
        return {summary.year: summary.id for summary in store.list(issuer=ISSUER)}


def test_two_years_are_compared_and_a_cell_opens_its_source(ids, server, page, shot):
    page.goto(f"{server}/compare?a={ids[2022]}&b={ids[2023]}")
    page.get_by_text("表三").first.wait_for()
    for number in range(3):  # a table drawn late moves those beneath it away from the mouse
        page.get_by_test_id("stDataFrame").nth(number).locator("canvas").first.wait_for()
    shot("compare-tables-zh")
    page.get_by_test_id("stDataFrame").first.click(position={"x": 700, "y": 85})
    page.get_by_role("button", name="在报告二中查看").wait_for()
    shot("compare-cell-zh")
    page.get_by_role("button", name="在报告二中查看").click()
    page.wait_for_url(re.compile(f"/review\\?report={ids[2023]}&at=disclosure"))


def test_words_and_fields_are_coloured(ids, server, page, shot):
    page.goto(f"{server}/compare?a={ids[2022]}&b={ids[2023]}")
    page.get_by_text("文字", exact=True).click()
    page.get_by_text("一(总体情况)").wait_for()
    page.get_by_text("263.4万").wait_for()
    shot("compare-text-zh")
    page.get_by_text("English").click()
    page.get_by_text("Fields", exact=True).click()
    page.get_by_test_id("stDataFrame").wait_for()
    shot("compare-fields-en")
