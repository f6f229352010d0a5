import pytest

from extractor.ask.asker import Asker
from extractor.ask.model import Kind, Operation
from extractor.storage import open_store
from tests.ask.conftest import NEW, PROCESSED
from tests.ask.fictional import entry


@pytest.fixture
def checked(tmp_path):
    """A store of three reports, two of them with errors that the checks found."""
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        store.save(entry("荻坪市水务局", 2022, {NEW: 5, PROCESSED: 4}, wrong=(NEW, PROCESSED)))
        store.save(entry("荻坪市民政局", 2021, {NEW: 6}, wrong=(NEW,)))
        store.save(entry("荻坪市民政局", 2022, {NEW: 7}))
        yield store


@pytest.mark.parametrize(
    "question",
    [
        "哪些报告表格有差错?",
        "有多少份报告核对不通过?",
        "哪几份年报没有通过校验",
        "库里几家单位的数据存在错误?",
        "哪些单位的合计对不上?",
    ],
)
def test_reports_with_open_errors_are_counted_and_listed(checked, question):
    answer = Asker(checked).ask(question)
    assert answer.query.operation is Operation.FAULTS
    assert [(figure.issuer, figure.year, figure.value) for figure in answer.figures] == [
        (None, None, 2),
        ("荻坪市水务局", 2022, 2),
        ("荻坪市民政局", 2021, 1),
    ]
    assert {citation.path for citation in answer.citations} == {NEW, PROCESSED}
    assert "nianbao findings" in answer.text


def test_errors_are_counted_of_the_years_and_issuers_that_are_named(checked):
    asker = Asker(checked)
    assert [figure.value for figure in asker.ask("2021年哪些报告有差错?").figures] == [1, 1]
    none = asker.ask("荻坪市民政局2022年的表格有没有错误")
    assert (none.kind, [figure.value for figure in none.figures]) == (Kind.NUMBERS, [0])


def test_who_may_not_read_a_report_hears_nothing_of_its_errors(checked):
    answer = Asker(checked, visible={"荻坪市民政局"}).ask("哪些报告表格有差错?")
    assert [figure.value for figure in answer.figures] == [1, 1]
    assert {citation.issuer for citation in answer.citations} == {"荻坪市民政局"}


def test_what_the_reports_write_of_errors_is_no_finding(checked):
    planned = Asker(checked).plan("哪些报告提到信息差错")
    assert planned.query.operation is not Operation.FAULTS


def test_what_is_not_understood_beside_errors_is_said(checked):
    answer = Asker(checked).ask("哪些报告的表格有火星差错, 颜色是蓝莓?")
    assert answer.kind is Kind.ABSTAINED
