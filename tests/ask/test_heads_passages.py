"""Passages go by the issuer and year that the review put in, and name reports that can't be placed."""

import pytest

from extractor.ask.asker import Asker
from extractor.index import open_index
from extractor.index.settings import IndexSettings
from extractor.review import LOCAL, ReviewService, SetValue
from extractor.storage import Entry, open_store
from tests.index.fictional import indexed_entry

QUESTION = "云溪县财政局{year}年存在哪些问题"


@pytest.fixture
def asked(tmp_path):
    """A store of two years of one issuer, indexed, with what asks it; a third report has no year."""
    nameless = indexed_entry(year=2021)
    nameless = Entry(nameless.report.model_copy(update={"year": None}), nameless.document, nameless.raw)
    with (
        open_store(f"sqlite:///{tmp_path / 'nianbao.db'}") as store,
        open_index(store, tmp_path, IndexSettings()) as ix,
    ):
        store.save_many([indexed_entry(year=2023), indexed_entry(year=2022, problem="培训覆盖面不足"), nameless])
        ix.sync()
        yield store, ix, Asker(store, ix)


def correct(store, year, to):
    (report,) = store.list(year=year)
    ReviewService(store).save(LOCAL, report.id, 0, [SetValue("year", to, "读错了")])
    return report.id


def reasons(answer):
    return [left.reason.message_id for left in answer.left_out]


def test_a_report_without_a_year_is_named_beside_passages(asked):
    _, _, asker = asked
    answer = asker.ask(QUESTION.format(year=2023))
    assert {citation.year for citation in answer.citations} == {2023}
    assert reasons(answer) == ["ask.left_out.no_year"]
    assert answer.left_out[0].named[0] in answer.text


def test_passages_of_a_corrected_year_are_found_under_it_and_say_so(asked):
    store, index, asker = asked
    report = correct(store, 2022, 2020)
    waiting = asker.ask(QUESTION.format(year=2020))
    assert not waiting.citations
    assert "ask.problem.pending" in [note.message_id for note in waiting.problems]
    index.sync()
    answer = asker.ask(QUESTION.format(year=2020))
    assert {(citation.report, citation.as_read) for citation in answer.citations} == {(report, ("云溪县财政局", 2022))}
    assert "原读作 云溪县财政局 2022" in answer.text
    assert index.check().agrees
