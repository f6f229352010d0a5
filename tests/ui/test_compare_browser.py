"""The page compare in a browser: found by search, coloured, and one click from the source."""

import re

import pytest
from playwright.sync_api import expect

from extractor.storage import open_store
from tests.ui.windows import in_english, open_page, settled, tables

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ISSUER = "柳坪县商务局"


@pytest.fixture
def pair(data):
    """The ids of two years of one issuer, and the address that compares them."""
    with open_store(f"sqlite:///{data / 'nianbao.db'}") as store:
        ids = {summary.year: summary.id for summary in store.list(issuer=ISSUER)}
    return ids, f"?a={ids[2022]}&b={ids[2023]}"


def test_two_years_are_compared_and_a_cell_opens_its_source(pair, server, page, shot):
    ids, query = pair
    open_page(page, server, "compare", query)
    found = tables(page, 3)  # a table drawn late moves those beneath it away from the mouse
    shot("compare-tables-zh")
    found.first.click(position={"x": 700, "y": 85})
    source = page.get_by_role("button", name="在报告二中查看")
    settled(page, source)
    shot("compare-cell-zh")
    source.click()
    expect(page).to_have_url(re.compile(f"/review\\?report={ids[2023]}&at=disclosure"))


def test_words_and_fields_are_coloured(pair, server, page, shot):
    open_page(page, server, "compare", pair[1])
    page.get_by_text("文字", exact=True).click()
    settled(page, page.get_by_text("一(总体情况)"))
    expect(page.get_by_text("263.4万")).to_be_visible()
    shot("compare-text-zh")
    in_english(page, "compare")
    page.get_by_text("Fields", exact=True).click()
    tables(page, 1)
    expect(page.get_by_text("263.4万")).to_have_count(0)
    shot("compare-fields-en")
