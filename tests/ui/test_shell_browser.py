import re

import pytest

from extractor.messages import render
from ui.navigation import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def title(name, lang):
    return render(f"ui.{name}.title", lang=lang)


def test_every_page_opens_by_its_address_and_by_the_menu_in_both_languages(server, page, shot):
    for name in PAGES:
        page.goto(f"{server}/{name}")
        page.get_by_role("heading", name=title(name, "zh"), exact=True).wait_for()
        assert page.get_by_role("dialog").count() == 0
        assert page.url == f"{server}/{name}"
    page.get_by_text("English", exact=True).click()
    for name in PAGES:
        page.get_by_test_id("stSidebarNav").get_by_text(title(name, "en"), exact=True).click()
        page.get_by_role("heading", name=title(name, "en"), exact=True).wait_for()
    assert re.match(r"Annual report workbench|Accounts", page.title())
    shot("shell-en")
