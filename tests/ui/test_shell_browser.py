import re

import pytest
from playwright.sync_api import expect

from tests.ui.windows import heading, in_english, language_kept, open_page, settled, title
from ui.navigation import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_every_page_opens_by_its_address_and_by_the_menu_in_both_languages(server, page, shot):
    for name in PAGES:
        open_page(page, server, name)
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page).to_have_url(f"{server}/{name}")
    in_english(page, "accounts")
    for name in PAGES:
        page.get_by_test_id("stSidebarNav").get_by_text(title(name, "en"), exact=True).click()
        settled(page, heading(page, name, "en"))
    expect(page).to_have_title(re.compile(r"Annual report workbench|Accounts"))
    shot("shell-en")


def test_language_chosen_is_kept_for_a_reload_and_for_other_windows(server, page):
    open_page(page, server, "exports")
    in_english(page, "exports")
    language_kept(page, "en")
    page.reload()
    settled(page, heading(page, "exports", "en"))
    other = page.context.new_page()
    other.goto(f"{server}/review")
    settled(other, heading(other, "review", "en"))
    other.get_by_test_id("stSidebar").get_by_text("中文", exact=True).click()
    settled(other, heading(other, "review"))
    language_kept(other, "zh")
    page.reload()
    settled(page, heading(page, "exports"))
