"""Issuer and year as the review corrected them: what a question goes by, and that it is said."""

import pytest

from extractor.ask.asker import Asker
from extractor.ask.model import Kind, Operation, Query
from extractor.review import LOCAL, ReviewService, SetValue
from extractor.storage import open_store
from extractor.storage.levels import Level
from tests.ask.conftest import NEW
from tests.ask.fictional import entry


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        opened.save(entry("荻坪市财政局", 2021, {NEW: 20}))
        opened.save(entry("荻坪市财政局", 2022, {NEW: 30}))
        opened.save(entry("荻坪市教育局", 2022, {NEW: 12}))
        yield opened


def correct(store, name, of, **head):
    (report,) = store.list(issuer=name, year=of)
    service = ReviewService(store)
    edits = [SetValue(path, value, "读错了") for path, value in head.items()]
    service.save(LOCAL, report.id, service.open(LOCAL, report.id).version, edits)
    return report.id


def notes(figure):
    return [note.message_id for note in figure.notes]


def test_a_corrected_year_moves_the_report_and_that_is_said(store):
    asker = Asker(store)
    assert asker.ask("2022年所有单位一共收到多少件申请").figures[0].value == 42
    report = correct(store, "荻坪市教育局", 2022, year=2021)
    assert asker.ask("2022年所有单位一共收到多少件申请").figures[0].value == 30
    total = asker.ask("2021年所有单位一共收到多少件申请").figures[0]
    assert (total.value, notes(total)) == (32, ["ask.note.many_heads"])
    (one,) = asker.ask("荻坪市教育局2021年申请量").figures
    assert (one.value, one.year, notes(one)) == (12, 2021, ["ask.note.corrected_year"])
    assert asker.ask("荻坪市教育局2022年申请量").kind is Kind.ABSTAINED
    (citation,) = asker.ask("荻坪市教育局2021年申请量").citations
    assert (citation.report, citation.year, citation.as_read) == (report, 2021, ("荻坪市教育局", 2022))


def test_a_corrected_issuer_is_the_one_that_is_asked_for(store):
    asker = Asker(store)
    correct(store, "荻坪市教育局", 2022, issuer="芷溪区教育局")
    assert asker.ask("荻坪市教育局2022年申请量").kind is Kind.ABSTAINED
    answer = asker.ask("芷溪区教育局2022年申请量")
    assert (answer.figures[0].value, answer.figures[0].issuer) == (12, "芷溪区教育局")
    assert "原读作“荻坪市教育局”" in answer.text
    assert answer.citations[0].as_read == ("荻坪市教育局", 2022)
    assert asker.ask("2022年荻坪市市直部门一共收到多少件申请").figures[0].value == 30
    county = Query(operation=Operation.SUM, metrics=(NEW,), years=(2022,), levels=(Level.COUNTY_DEPARTMENT,))
    assert asker.run(county).figures[0].value == 12


def test_a_year_corrected_to_that_of_another_report_makes_a_double(store):
    correct(store, "荻坪市财政局", 2021, year=2022)
    answer = Asker(store).ask("荻坪市财政局2022年申请量")
    assert answer.figures[0].value == 30
    assert [left.reason.message_id for left in answer.left_out] == ["ask.left_out.doubles"]


def test_a_correction_taken_back_leaves_all_as_it_was(store):
    asker = Asker(store)
    report = correct(store, "荻坪市教育局", 2022, year=2021)
    assert asker.ask("2022年所有单位一共收到多少件申请").figures[0].value == 30
    service = ReviewService(store)
    service.undo(LOCAL, report, service.open(LOCAL, report).version)
    answer = asker.ask("2022年所有单位一共收到多少件申请")
    assert (answer.figures[0].value, notes(answer.figures[0])) == (42, [])


def test_a_correction_that_the_next_reading_leaves_in_doubt_is_not_used_and_named(store):
    correct(store, "荻坪市教育局", 2022, year=2021)
    before = entry("荻坪市教育局", 2022, {NEW: 12})
    runs = tuple(run.model_copy(update={"version": "9"}) for run in before.report.runs)
    evidence = before.report.year.evidence.model_copy(update={"quote": "二〇二〇年"})
    year = before.report.year.model_copy(update={"value": 2020, "evidence": evidence})
    report = before.report.model_copy(update={"runs": runs, "year": year})
    store.save(before.__class__(report, before.document, before.raw))
    answer = Asker(store).ask("荻坪市教育局2020年申请量")
    assert answer.figures[0].value == 12
    assert [left.reason.message_id for left in answer.left_out] == ["ask.left_out.head_in_doubt"]


def test_visibility_goes_by_the_issuer_that_holds(store):
    correct(store, "荻坪市教育局", 2022, issuer="芷溪区教育局")
    old, new = Asker(store, visible={"荻坪市教育局"}), Asker(store, visible={"芷溪区教育局"})
    assert old.ask("2022年所有单位一共收到多少件申请").kind is Kind.ABSTAINED
    assert new.ask("2022年所有单位一共收到多少件申请").figures[0].value == 12
