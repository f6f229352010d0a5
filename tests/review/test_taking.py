import pytest

from extractor.review import NotAllowedError
from extractor.review.queue import QueueFilter, ReviewQueue
from extractor.review.taking import take_next
from tests.review.made_up import LIN, READER, ZHOU
from tests.storage.fictional import entry as small


@pytest.fixture
def queue(store):
    return ReviewQueue(store)


def test_next_report_is_the_riskiest_that_nobody_has(service, queue, store, report_id):
    calm = store.save(small(1)).report_id
    taken = [take_next(service, queue, person, QueueFilter()) for person in (ZHOU, LIN, ZHOU)]
    assert taken == [report_id, calm, None]
    assert service.open(ZHOU, calm).assignee == "lin"


def test_filters_hold_for_the_next_report_but_not_whose_it_is(service, queue, report_id):
    assert take_next(service, queue, ZHOU, QueueFilter(year=1999)) is None
    assert take_next(service, queue, ZHOU, QueueFilter(year=2023, assignee="zhou")) == report_id


def test_reader_takes_nothing(service, queue, report_id):
    with pytest.raises(NotAllowedError):
        take_next(service, queue, READER, QueueFilter())


def test_rule_filter_knows_what_was_decided(service, queue, report_id):
    from extractor.schema.life import State

    wanted = QueueFilter(rule="applications.balance")
    assert queue.page(ZHOU, wanted).total == 1
    service.decide(ZHOU, report_id, 0, "db86d1983d", State.CONFIRMED)
    assert queue.page(ZHOU, wanted).total == 0
    assert queue.page(ZHOU, QueueFilter(rule="applications.row_total")).total == 1


def test_reports_that_state_no_year_can_be_listed(queue, report_id):
    assert queue.page(ZHOU, QueueFilter(lacking=("year",))).total == 0
    assert queue.choices(ZHOU).years == (2023,)
