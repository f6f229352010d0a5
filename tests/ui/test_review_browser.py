"""The queue, the overview and the double review with a mouse and keys."""

import re

import pytest
from playwright.sync_api import expect

from extractor.review import LOCAL, ReviewService, Role, SetValue
from extractor.review.accounts import Accounts
from extractor.review.double import DoubleReview
from extractor.review.queue import QueueFilter, ReviewQueue
from extractor.storage import open_store
from tests.review.made_up import LEAD, LIN, TOTAL, ZHOU
from tests.ui.desks import drawn
from tests.ui.windows import heading, open_page, settled, tables

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PASSWORD = "云溪-河边-七座桥-19"
FEES = "disclosure.fees.amount"


@pytest.fixture
def stored(data):
    with open_store(f"sqlite:///{data / 'nianbao.db'}") as store:
        yield store


def test_click_on_a_line_opens_the_report_and_back_returns_to_the_filters(server, page, shot):
    open_page(page, server, "review", "?year=2023")
    (queue,) = tables(page, 1).all()
    shot("queue-zh")
    queue.click(position={"x": 120, "y": 52})
    expect(page).to_have_url(re.compile(r"/review\?report="))
    drawn(page)
    page.go_back()
    expect(page).to_have_url(f"{server}/review?year=2023")
    settled(page, heading(page, "review"))
    tables(page, 1)


def test_key_takes_the_next_report(server, page, stored):
    open_page(page, server, "review")
    expect(page.get_by_role("button", name="下一份")).to_be_enabled()  # the key is the button's
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"/review\?report="))
    taken = ReviewQueue(stored).page(LOCAL, QueueFilter(assignee="local"))
    assert taken.total == 1
    assert taken.items[0].report_id in page.url


def test_bar_of_a_year_leads_to_its_list(server, page, shot):
    open_page(page, server, "overview")
    bar = page.locator('[data-testid="stVegaLiteChart"] svg path[aria-label*="2019"]').first
    settled(page, bar)
    shot("overview-zh")
    bar.click()
    expect(page).to_have_url(re.compile(r"/review\?state=.*year=2019"))
    tables(page, 1)


def test_double_review_shows_agreement_and_differences(server, page, stored, shot):
    report = reviewed_twice(stored)
    page.goto(f"{server}/double")
    page.get_by_label("账号", exact=True).fill("shen")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    take = page.get_by_role("button", name="取复核")
    settled(page, take)
    shot("double-zh")
    take.click()
    expect(page.get_by_text("已裁定")).to_be_visible()
    assert ReviewService(stored).open(LEAD, report).view.values[FEES].holding == 8


def reviewed_twice(store):
    """Return a report that two people reviewed differently."""
    accounts, service, double = Accounts(store), ReviewService(store), DoubleReview(store)
    accounts.add(LOCAL, "gu", "顾川", Role.ADMINISTRATOR, password=PASSWORD)
    for someone in (LEAD, ZHOU, LIN):
        accounts.add(LOCAL, someone.login, someone.name, someone.role, password=PASSWORD)
    report = ReviewQueue(store).page(ZHOU, QueueFilter(issuer="柳坪县商务局", year=2023)).items[0].report_id
    version = service.save(ZHOU, report, 0, [SetValue(TOTAL, 2), SetValue(FEES, 9)]).version
    service.sign_off(ZHOU, report, version, "其余为原文差错")
    sample = double.draw(LEAD, "一季度", 1, ["lin"], plants=3)
    double.save(LIN, sample, report, 0, [SetValue(TOTAL, 2), SetValue(FEES, 8)])
    double.finish(LIN, sample, report)
    return report
