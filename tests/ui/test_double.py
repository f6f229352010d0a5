"""The double review: drawing, agreement, settling."""

import pytest

from extractor.review import LOCAL, ReviewService, Role, SetValue
from extractor.review.accounts import Accounts
from extractor.review.double import DoubleReview
from extractor.review.queue import QueueFilter, ReviewQueue
from tests.review.made_up import LEAD, LIN, TOTAL, ZHOU

PASSWORD = "云溪-河边-七座桥-19"
FEES = "disclosure.fees.amount"


def the_store():
    from ui.session import store

    return store()


@pytest.fixture
def report(data):
    """A report that ZHOU corrected and signed off, among people with accounts."""
    accounts, service = Accounts(the_store()), ReviewService(the_store())
    accounts.add(LOCAL, "gu", "顾川", Role.ADMINISTRATOR, password=PASSWORD)
    for someone in (LEAD, ZHOU, LIN):
        accounts.add(LOCAL, someone.login, someone.name, someone.role, password=PASSWORD)
    wanted = QueueFilter(issuer="柳坪县商务局", year=2023)
    found = ReviewQueue(the_store()).page(ZHOU, wanted).items[0].report_id
    version = service.save(ZHOU, found, 0, [SetValue(TOTAL, 2), SetValue(FEES, 9)]).version
    service.sign_off(ZHOU, found, version, "其余为原文差错")
    return found


@pytest.fixture
def signed_in(app, report):
    def start(login):
        page = app("double")
        page.text_input[0].set_value(login)
        page.text_input[1].set_value(PASSWORD)
        return page.button[0].click().run()

    return start


def test_lead_draws_a_sample_that_waits_for_the_second(signed_in, report):
    page = signed_in("shen")
    page.multiselect[0].set_value(["zhou", "lin"])
    next(button for button in page.button if button.label == "抽取").click().run()
    assert not page.exception
    assert not page.error
    assert DoubleReview(the_store()).waiting(LIN) == ((1, report),)
    assert "还有 1 份" in page.info[0].value


def test_second_reviewer_opens_the_report_blind(signed_in, report):
    DoubleReview(the_store()).draw(LEAD, "一季度", 1, ["lin"])
    page = signed_in("lin")
    next(button for button in page.button if button.label == "开始复核").click().run()
    assert page.query_params == {"report": report, "sample": "1"}


def test_difference_is_settled_by_a_lead(signed_in, report):
    double = DoubleReview(the_store())
    double.draw(LEAD, "一季度", 1, ["lin"])
    double.save(LIN, 1, report, 0, [SetValue(TOTAL, 2), SetValue(FEES, 8)])
    double.finish(LIN, 1, report)
    page = signed_in("shen")
    assert page.dataframe[0].value["agreed"].tolist()[0] > 0
    page.text_input(key=f"double.1.{report}.{FEES}.reason").set_value("表二印的是 8")
    page.button(key=f"double.1.{report}.{FEES}.second").click().run()
    assert not page.exception
    assert "已裁定" in page.success[0].value
    assert ReviewService(the_store()).open(LEAD, report).view.values[FEES].holding == 8


def test_without_accounts_the_page_says_what_is_needed(app):
    assert "至少两位" in app("double").info[0].value
