"""The queue: filters that live in the address, taking, assigning."""

import pytest

from extractor.review import LOCAL, ReviewService, ReviewState, Role
from extractor.review.accounts import Accounts
from extractor.review.queue import Order, QueueFilter
from tests.review.made_up import ZHOU
from tests.ui.desks import opened_store
from ui.views.review.address import TO_DO, read_address


def table(page):
    return page.dataframe[0].value


def test_queue_lists_every_report_the_riskiest_first(app):
    listed = table(app("review"))
    assert len(listed) == 18
    assert list(listed["risk"]) == sorted(listed["risk"], reverse=True)


def test_address_filters_the_queue_and_shows_in_the_widgets(app):
    page = app("review", year="2023", having="errors,unsure")
    assert set(table(page)["year"]) == {2023}
    assert page.selectbox(key="queue.year").value == "2023"
    assert page.multiselect(key="queue.having").value == ["errors", "unsure"]


def test_widget_changes_the_address_and_begins_at_the_first_page(app):
    page = app("review", page="2")
    page.text_input(key="queue.issuer").set_value("柳坪").run()
    assert page.query_params == {"issuer": "柳坪"}
    assert len(table(page)) == 3


def test_filters_that_fit_nothing_can_be_cleared(app):
    page = app("review", issuer="无此单位")
    assert "没有符合" in page.info[0].value
    page.button[0].click().run()
    assert (page.query_params, len(table(page))) == ({}, 18)


def test_queue_with_nothing_left_says_so_and_leads_to_all(app):
    with opened_store() as stored:
        for report in stored.list():
            ReviewService(stored).sign_off(LOCAL, report.id, 0, "已与发布机关核实")
    page = app("review")
    assert "没有待办的报告了" in page.success[0].value
    assert len(table(app("review", state="all"))) == 18


def test_taking_the_next_opens_the_riskiest(app):
    page = app("review")
    riskiest = table(page)["issuer"][0]
    page.button[0].click().run()
    assert not page.exception
    report = page.query_params["report"]
    case = ReviewService(the_store()).open(LOCAL, report)
    assert (case.state, case.assignee, case.view.stored.issuer.value) == (ReviewState.IN_REVIEW, "local", riskiest)


def test_reader_sees_the_queue_and_may_take_nothing(app, data, monkeypatch):
    accounts = Accounts(the_store())
    accounts.add(LOCAL, "gu", "顾川", Role.ADMINISTRATOR, password="云溪-河边-七座桥-19")
    accounts.add(LOCAL, "he", "何枝", Role.READER, password="云溪-河边-七座桥-19")
    page = app("review")
    page.text_input[0].set_value("he")
    page.text_input[1].set_value("云溪-河边-七座桥-19")
    page.button[0].click().run()
    assert len(table(page)) == 18
    assert [button.label for button in page.button] == ["退出登录"]


def test_empty_store_says_what_to_do_next(app, data):
    (data / "nianbao.db").unlink()
    page = app("review")
    assert "还没有报告" in page.info[0].value
    assert "导入" in page.button[0].label


@pytest.mark.parametrize(
    ("params", "wanted"),
    [
        ({}, QueueFilter(states=TO_DO)),
        ({"state": "all", "whose": "mine"}, QueueFilter(assignee="zhou")),
        ({"state": "signed_off", "whose": "nobody"}, QueueFilter(states=(ReviewState.SIGNED_OFF,), unassigned=True)),
        ({"state": "?", "year": "x", "order": "y", "page": "-3", "having": "z"}, QueueFilter(states=TO_DO)),
        ({"year": "none", "level": "none"}, QueueFilter(states=TO_DO, lacking=("year", "level"))),
    ],
)
def test_address_means(params, wanted):
    listed = read_address(params, ZHOU)
    assert (listed.wanted, listed.order, listed.page) == (wanted, Order.RISK, 1)


def the_store():
    from ui.session import store

    return store()
