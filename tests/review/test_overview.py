import pytest
from sqlalchemy import func, select

from extractor.review import LOCAL, ReviewState
from extractor.review.overview import Yearly, newest_revision, region_of, regions, trends
from extractor.storage.access import reading
from extractor.storage.tables import application_rows
from tests.review.made_up import entry

COMMERCE = ("柳坪县商务局-2021.txt", "柳坪县商务局-2022.txt", "柳坪县商务局-2023.txt")


@pytest.fixture
def commerce(store):
    store.save_many(entry(name=name) for name in COMMERCE)
    return store


def test_sums_say_over_how_many_reports_they_go(commerce):
    found = trends(commerce, LOCAL)
    assert found.reports == {2021: 1, 2022: 1, 2023: 1}
    assert found.received[-1] == Yearly(2023, 3, 1)
    assert [yearly.year for yearly in found.received] == [2021, 2022, 2023]


def test_each_outcome_sums_its_rows(commerce):
    c = application_rows.c
    with reading(commerce) as connection:
        total = connection.scalar(select(func.sum(c.total)).where(c.row.startswith("denied_")))
    assert sum(yearly.value for yearly in trends(commerce, LOCAL).outcomes["denied"]) == total


def test_report_of_which_a_number_is_missing_is_not_counted(commerce):
    with commerce.engine.begin() as connection:
        received = application_rows.update().where(application_rows.c.row == "new_received")
        connection.execute(received.values(total=None))
    assert trends(commerce, LOCAL).received == ()


def test_reports_are_counted_by_region_and_state(commerce):
    from extractor.review.queue import ReviewQueue

    ReviewQueue(commerce).page(LOCAL)
    assert regions(commerce, LOCAL) == {"柳坪县": {ReviewState.UNASSIGNED: 3}}


@pytest.mark.parametrize(
    ("issuer", "region"),
    [("青泽市教育局", "青泽市"), ("青泽省沅平市柳坪县商务局", "青泽省"), ("水务局", None), (None, None)],
)
def test_region_is_the_largest_place_of_the_name(issuer, region):
    assert region_of(issuer) == region


def test_every_new_revision_is_noticed(store):
    before = newest_revision(store)
    store.save(entry())
    assert newest_revision(store) > before
