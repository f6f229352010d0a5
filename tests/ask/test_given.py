"""Queries that are given rather than planned: whatever they hold, they are answered or refused."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from extractor.ask.asker import Asker
from extractor.ask.catalogue import metrics
from extractor.ask.model import Comparison, Condition, Kind, Operation, Order, Query, Ranked, Told
from extractor.storage import open_store
from tests.ask.conftest import NEW, PROCESSED
from tests.ask.fictional import entry

WATER, CIVIL = "荻坪市水务局", "荻坪市民政局"
SOME = st.lists(st.sampled_from([NEW, PROCESSED, *list(metrics())[::9], "nothing"]), max_size=3).map(tuple)
QUERIES = st.builds(
    Query,
    operation=st.sampled_from(Operation),
    metrics=SOME,
    whole=st.sampled_from([None, NEW, "nothing"]),
    issuers=st.lists(st.sampled_from([WATER, CIVIL, "无此单位"]), max_size=2).map(tuple),
    region=st.sampled_from([None, "荻坪市", "别处"]),
    years=st.lists(st.sampled_from([2021, 2022, 1, 9999]), max_size=2).map(tuple),
    form=st.sampled_from([None, "2021", "x"]),
    condition=st.none() | st.builds(Condition, comparison=st.sampled_from(Comparison), bound=st.sampled_from([0, 5.5])),
    order=st.sampled_from(Order),
    ranked=st.sampled_from(Ranked),
    limit=st.none() | st.integers(1, 1000),
    words=st.sampled_from([None, "培训", "", "\u0004"]),
    told=st.none() | st.sampled_from(Told),
    parts=st.lists(st.integers(1, 6), max_size=2).map(tuple),
    relative=st.booleans(),
    by_year=st.booleans(),
)


@pytest.fixture(scope="module")
def asker(tmp_path_factory):
    """Over three reports, two of them with errors."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('given') / 'store.db'}") as store:
        store.save(entry(WATER, 2022, {NEW: 5, PROCESSED: 4}, wrong=(NEW, PROCESSED)))
        store.save(entry(CIVIL, 2021, {NEW: 6}, wrong=(NEW,)))
        store.save(entry(CIVIL, 2022, {NEW: 7}))
        yield Asker(store)


@settings(max_examples=100, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(query=QUERIES)
def test_any_query_is_answered_or_refused_with_a_reason(asker, query):
    answer = asker.run(query)

    assert answer.text
    assert answer.kind is not Kind.ABSTAINED or answer.problems


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ({"metrics": ("nothing",)}, "ask.problem.no_such_metric"),
        ({"metrics": (NEW,), "whole": "nothing", "operation": "share"}, "ask.problem.no_such_metric"),
        ({"metrics": (NEW,), "issuers": ("无此单位",)}, "ask.problem.issuer_unknown"),
        ({"metrics": (NEW,), "operation": "growth"}, "ask.problem.growth_years"),
        ({"metrics": (NEW,), "operation": "growth", "years": (2022, 2022)}, "ask.problem.growth_years"),
    ],
)
def test_what_there_can_not_be_is_refused_by_name(asker, query, problem):
    answer = asker.run(Query(**query))

    assert answer.kind is Kind.ABSTAINED
    assert [note.message_id for note in answer.problems] == [problem]


@pytest.mark.parametrize("wrong", [{"years": (10**12,)}, {"parts": (7,)}, {"prefer": (0,)}])
def test_years_and_parts_that_can_not_be_make_no_query(wrong):
    with pytest.raises(ValidationError):
        Query(**wrong)
