import pytest

from extractor.review import LOCAL, ReviewService
from tests.ui.desks import WRONG, opened_store, report_of


def shown(test):
    """What the component was given."""
    return test.session_state["desk"]


@pytest.fixture
def wrong(data):
    return report_of(WRONG)


def test_page_shows_the_report_of_its_address(app, wrong):
    test = app("review", report=wrong)
    assert not test.exception
    assert shown(test).case.report_id == wrong


def test_report_that_is_not_there_is_told(app, data):
    test = app("review", report="0123456789abcdef")
    assert not test.exception
    assert "0123456789abcdef" in test.error[0].value


def test_page_looks_again_when_it_is_opened_again(app, wrong):
    test = app("review", report=wrong)
    with opened_store() as store:
        ReviewService(store).take(LOCAL, wrong)
    test.run()
    assert shown(test).case.version == 1


def test_next_report_is_another_one_of_the_queue(app, wrong):
    test = app("review", report=wrong)
    shown(test).act([{"id": "1", "do": "next"}])
    test.run()
    assert test.query_params["report"] != [wrong]
