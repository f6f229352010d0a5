"""Reports of which no issuer or no year could be read: named wherever they could have belonged."""

import pytest

from extractor.ask.asker import Asker
from extractor.ask.model import Kind
from extractor.storage import Entry, open_store
from tests.ask.conftest import NEW, PROCESSED
from tests.ask.fictional import entry


def without(entry_: Entry, *names: str) -> Entry:
    return Entry(entry_.report.model_copy(update=dict.fromkeys(names)), entry_.document, entry_.raw)


@pytest.fixture(scope="module")
def asker(tmp_path_factory):
    """Two departments; one more report without a year, one without an issuer, one without either."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('unplaced') / 'store.db'}") as store:
        store.save(entry("荻坪市财政局", 2021, {NEW: 20, PROCESSED: 20}))
        store.save(entry("荻坪市财政局", 2022, {NEW: 30, PROCESSED: 30}))
        store.save(entry("荻坪市教育局", 2022, {NEW: 12, PROCESSED: 12}))
        store.save(without(entry("荻坪市教育局", 2021, {NEW: 700, PROCESSED: 700}, note="(缺年度)"), "year"))
        store.save(without(entry("某某单位", 2022, {NEW: 5000, PROCESSED: 5000}), "issuer"))
        store.save(without(entry("又一单位", 2020, {NEW: 90000, PROCESSED: 90000}), "issuer", "year"))
        yield Asker(store)


def left_out(answer):
    return {left.reason.message_id.removeprefix("ask.left_out."): left.count for left in answer.left_out}


@pytest.mark.parametrize(
    ("question", "value", "left"),
    [
        ("荻坪市教育局2022年申请量", 12, {"no_issuer": 2, "no_year": 1}),
        ("荻坪市财政局2022年申请量", 30, {"no_issuer": 2}),
        ("荻坪市财政局2021年申请量", 20, {"no_issuer": 1}),
        ("2022年所有单位一共收到多少件申请", 5042, {"no_year": 2}),
        ("2021年所有单位一共收到多少件申请", 20, {"no_year": 2}),
        ("2022年荻坪市市直部门一共收到多少件申请", 42, {"no_issuer": 2, "no_year": 1}),
        ("2022年有多少份报告", 3, {"no_year": 2}),
        ("荻坪市财政局一共收到多少件申请", 50, {"no_issuer": 2}),
    ],
)
def test_what_may_belong_to_a_question_is_counted_as_left_out(asker, question, value, left):
    answer = asker.ask(question)
    assert (answer.figures[0].value, left_out(answer)) == (value, left)


def test_they_are_named_by_their_file_in_the_text_and_by_id(asker):
    answer = asker.ask("荻坪市教育局2022年申请量")
    (left,) = (left for left in answer.left_out if left.reason.message_id == "ask.left_out.no_year")
    assert "荻坪市教育局2021.txt" in left.named[0]
    assert left.reports[0] in left.named[0]
    assert left.named[0] in answer.text


def test_a_rank_of_issuers_leaves_out_who_is_not_known(asker):
    answer = asker.ask("收到申请最多的单位是哪家")
    assert (answer.figures[0].issuer, answer.figures[0].value) == ("荻坪市教育局", 712)
    assert left_out(answer) == {"no_issuer": 2}


def test_years_by_themselves_leave_out_what_has_none(asker):
    for question in ("各年度一共新收多少件申请", "哪年收到的申请最多"):
        answer = asker.ask(question)
        assert {figure.year for figure in answer.figures} <= {2021, 2022}
        assert left_out(answer) == {"no_year": 2}


def test_growth_makes_no_issuer_of_those_without_a_name(asker):
    answer = asker.ask("2022年比2021年申请量增加最多的单位是哪家")
    assert [figure.issuer for figure in answer.figures] == ["荻坪市财政局"]
    assert left_out(answer)["no_issuer"] == 1
    assert left_out(answer)["no_year"] == 2


def test_a_refusal_names_what_may_be_the_report_it_misses(asker):
    answer = asker.ask("荻坪市教育局2021年申请量")
    assert answer.kind is Kind.ABSTAINED
    assert left_out(answer) == {"no_issuer": 1, "no_year": 1}
    assert "荻坪市教育局2021.txt" in answer.text
    assert left_out(asker.ask("2019年一共收到多少件申请")) == {"no_year": 2}
    assert left_out(asker.ask("荻坪市林业局2022年申请量")) == {"no_issuer": 2}


def test_a_value_without_issuer_says_so(asker):
    answer = asker.ask("2022年新收申请前三名的单位")
    assert [figure.issuer for figure in answer.figures] == [None, "荻坪市财政局", "荻坪市教育局"]
    assert [note.message_id for note in answer.figures[0].notes] == ["ask.note.unplaced"]


def test_who_may_not_see_them_is_not_told_of_them(asker):
    narrow = Asker(asker._store, visible={"荻坪市财政局"})
    assert left_out(narrow.ask("荻坪市财政局2022年申请量")) == {}
