import pytest

from extractor.ask.model import Operation
from extractor.ask.streaming import Step, ask_stream
from tests.ask.conftest import NEW, PROCESSED

FIRST = "荻坪市财政局2021年新收多少件申请"


@pytest.mark.parametrize(
    "question",
    [
        "2022年各单位新收申请分别是多少?",
        "哪些机关2022年新收申请超过10件",
        "全部报告一共新收多少件申请",
        "所有年报里新收申请合计是多少",
        "2022年哪个新收申请最多",
        "各年度平均每份报告新收多少件申请?",
    ],
)
def test_a_question_about_everybody_is_not_about_the_issuer_before(ask, question):
    assert ask(FIRST, question).query.issuers == ()


def test_a_whole_question_about_everybody_takes_nothing_over(ask):
    answer = ask(FIRST, "全部报告一共新收多少件申请")
    assert answer.query.years == ()
    assert "接着上一问" not in answer.text


@pytest.mark.parametrize("question", ["那2022年呢?", "它2022年新收多少件申请", "其中办理结果总计是多少", "2022年呢"])
def test_a_fragment_goes_on_and_its_first_line_says_so(ask, question):
    answer = ask(FIRST, question)
    assert answer.query.issuers == ("荻坪市财政局",)
    first = answer.text.splitlines()[0]
    assert first.startswith("接着上一问")
    assert "荻坪市财政局" in first


def test_the_first_line_is_streamed_first(asker):
    last = asker.ask(FIRST)
    lines = [event.text for event in ask_stream(asker, "那2022年呢?", last) if event.step is Step.TEXT]
    assert lines[0].startswith("接着上一问")


def test_of_which_is_about_the_issuer_before_whatever_is_asked(ask):
    assert ask(FIRST, "其中哪个年度新收最多").query.issuers == ("荻坪市财政局",)


def test_reports_are_counted_whatever_was_asked_before(ask):
    answer = ask(FIRST, "库里有多少份报告?")
    assert answer.query.operation is Operation.COUNT
    assert answer.figures[0].metric == "reports"


def test_what_is_to_be_done_is_not_taken_over_where_it_is_said(ask):
    answer = ask("2022年各单位平均新收多少件申请", "最多的是哪个单位?")
    assert answer.query.operation is Operation.RANK
    assert answer.query.metrics == (NEW,)


def test_a_first_question_begins_with_what_it_is_about(ask):
    assert not ask("荻坪市财政局2022年办理结果总计").text.startswith("接着")
    assert ask("荻坪市财政局2022年办理结果总计").query.metrics == (PROCESSED,)
