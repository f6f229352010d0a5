"""A store of many reports: those of the questions first, then the same in other places, every span still right."""

from itertools import islice

import pytest

from eval.questions import crowd as crowding
from eval.questions.store import reports
from extractor.storage import open_store


@pytest.fixture
def store(tmp_path, monkeypatch):
    few = dict(islice(reports().items(), 2))
    monkeypatch.setattr(crowding, "reports", lambda: few)
    url = f"sqlite:///{tmp_path / 'crowd.db'}"
    crowding.crowd(url, 5)
    with open_store(url) as opened:
        yield opened


def test_it_has_as_many_reports_as_asked_for_each_issuer_and_year_once(store):
    found = [(summary.issuer, summary.year) for summary in store.list()]
    assert len(found) == len(set(found)) == 5


def test_the_first_are_those_of_the_questions(store):
    assert [summary.id for summary in store.list(limit=2)] == [made.id for made in islice(reports().values(), 2)]


def test_a_moved_report_names_its_own_issuer_and_its_spans_hold(store):
    summary = store.list()[-1]
    report, text = store.get(summary.id), store.document(summary.id).text
    cell = report.tables.cell("applications.new_received.total")
    assert report.id == summary.id
    assert text[slice(*report.issuer.evidence.span)] == report.issuer.value == summary.issuer
    assert text[slice(*cell.span)] == cell.printed
