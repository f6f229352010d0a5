"""The queue, the overview and the double review with a mouse and keys."""

import pytest

from extractor.review import LOCAL, ReviewService, Role, SetValue
from extractor.review.accounts import Accounts
from extractor.review.double import DoubleReview
from extractor.review.queue import QueueFilter, ReviewQueue
from extractor.storage import open_store
from tests.review.made_up import LEAD, LIN, TOTAL, ZHOU

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PASSWORD = "云溪-河边-七座桥-19"
FEES = "disclosure.fees.amount"


@pytest.fixture
def stored(data):
    with open_store(f"sqlite:///{data / 'nianbao.db'}") as store:
        yield store


def ready(page, test_id):
    page.get_by_test_id(test_id).first.wait_for()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def test_click_on_a_line_opens_the_report_and_back_returns_to_the_filters(server, page, shot):
    page.goto(f"{server}/review?year=2023")
    ready(page, "stDataFrame")
    shot("queue-zh")
    box = page.get_by_test_id("stDataFrame").bounding_box()
    page.mouse.click(box["x"] + 120, box["y"] + 52)
    page.wait_for_url("**/review?report=*")
    page.locator(".desk").first.wait_for()
    page.go_back()
    page.wait_for_url("**/review?year=2023")
    ready(page, "stDataFrame")


def test_key_takes_the_next_report(server, page, stored):
    page.goto(f"{server}/review")
    ready(page, "stDataFrame")
    page.keyboard.press("n")
    page.wait_for_url("**/review?report=*")
    taken = ReviewQueue(stored).page(LOCAL, QueueFilter(assignee="local"))
    assert taken.total == 1
    assert taken.items[0].report_id in page.url


def test_bar_of_a_year_leads_to_its_list(server, page, shot):
    page.goto(f"{server}/overview")
    ready(page, "stVegaLiteChart")
    shot("overview-zh")
    page.locator('[data-testid="stVegaLiteChart"] svg path[aria-label*="2019"]').first.click()
    page.wait_for_url("**/review?state=*year=2019*")
    ready(page, "stDataFrame")


def test_double_review_shows_agreement_and_differences(server, page, stored, shot):
    report = reviewed_twice(stored)
    page.goto(f"{server}/double")
    page.get_by_label("账号", exact=True).fill("shen")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="取复核").wait_for()
    shot("double-zh")
    page.get_by_role("button", name="取复核").click()
    page.get_by_text("已裁定").wait_for()
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
