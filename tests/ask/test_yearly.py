import pytest

from extractor.ask.asker import Asker
from extractor.ask.model import Operation
from extractor.storage import open_store
from tests.ask.conftest import NEW, PROCESSED
from tests.ask.fictional import entry

STATE_SECRET = "applications.denied_state_secret.total"


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    """An asker over two issuers and three years; one of them lacks what was processed in 2023."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('years') / 'store.db'}") as store:
        store.save(entry("荻坪市水务局", 2023, {NEW: 10, PROCESSED: 50, STATE_SECRET: 20}))
        store.save(entry("荻坪市水务局", 2022, {NEW: 30, PROCESSED: 40, STATE_SECRET: 4}))
        store.save(entry("荻坪市民政局", 2022, {NEW: 50, PROCESSED: 60, STATE_SECRET: 6}))
        store.save(entry("荻坪市民政局", 2021, {NEW: 8, PROCESSED: 8, STATE_SECRET: 2}))
        yield Asker(store)


def by_year(answer):
    return {figure.year: figure.value for figure in answer.figures}


@pytest.mark.parametrize(
    "question",
    [
        "荻坪市水务局2022年国家秘密占办理结果总数的比例是多少?比2023年如何?",
        "荻坪市水务局2022年和2023年国家秘密在办理总数里占比各是多少?",
        "荻坪水务局2023年、2022年国家秘密占办理总数百分之几",
    ],
)
def test_a_share_of_named_years_is_computed_for_each(years, question):
    answer = years.ask(question)
    assert by_year(answer) == {2022: 10, 2023: 40}
    assert [figure.year for figure in answer.figures] == [2022, 2023]


def test_the_parts_of_a_share_stand_in_one_row_of_issuer_and_year(years):
    answer = years.ask("荻坪市水务局2023年和2022年国家秘密占办理总数的比例")
    assert [row.values for row in answer.table.rows] == [
        {"issuer": "荻坪市水务局", "year": 2022, STATE_SECRET: 4, PROCESSED: 40, "share": 10},
        {"issuer": "荻坪市水务局", "year": 2023, STATE_SECRET: 20, PROCESSED: 50, "share": 40},
    ]
    assert all(row.citations for row in answer.table.rows)
    assert "4/40" in answer.text
    assert "None" not in answer.text


def test_the_rows_of_one_share_join_both_metrics(years):
    rows = years.ask("2022年国家秘密占办理总数的比例").table.rows
    assert {row.values["issuer"]: (row.values[STATE_SECRET], row.values[PROCESSED]) for row in rows} == {
        "荻坪市水务局": (4, 40),
        "荻坪市民政局": (6, 60),
    }


@pytest.mark.parametrize("said", ["各年度", "每年", "历年", "逐年", "按年度看"])
def test_means_of_each_year_are_not_mixed(years, said):
    answer = years.ask(f"{said}平均每份报告新收多少件申请?")
    assert answer.query.operation is Operation.MEAN
    assert by_year(answer) == {2021: 8, 2022: 40, 2023: 10}


def test_sums_and_shares_of_each_year_are_not_mixed(years):
    assert by_year(years.ask("全部单位逐年合计新收申请多少件")) == {2021: 8, 2022: 80, 2023: 10}
    assert by_year(years.ask("每个年度国家秘密占办理总数的比重")) == {2021: 25, 2022: 10, 2023: 40}


def test_columns_without_a_value_are_left_out(years):
    table = years.ask("各年度一共新收多少件申请").table
    assert [column.key for column in table.columns] == ["year", NEW]


def test_years_are_drawn_as_a_line(years):
    chart = years.ask("各年度国家秘密占办理总数的比例").chart
    assert chart["mark"] == "line"
    assert [point["value"] for point in chart["data"]["values"]] == [25, 10, 40]


def test_all_years_together_stay_one_number_where_that_is_asked(years):
    assert [figure.value for figure in years.ask("平均每份报告新收多少件申请").figures] == [24.5]
    assert years.ask("2022年和2023年合起来,国家秘密总共占办理总数的百分之几").figures[0].value == 20


def test_a_rank_that_adds_up_years_says_so(years):
    answer = years.ask("每年新收申请最多的单位")
    assert "ask.understood.not_yearly" in [note.message_id for note in answer.understood]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("哪年收到的申请最多", [(None, 2022, 80)]),
        ("历年中哪一年新收申请最少", [(None, 2021, 8)]),
        ("哪两年收到的申请最多", [(None, 2022, 80), (None, 2023, 10)]),
        ("荻坪市水务局哪年收到的申请最多", [("荻坪市水务局", 2022, 30)]),
        ("哪个单位哪年收到的申请最多", [("荻坪市民政局", 2022, 50)]),
        ("哪年哪个单位收到申请最少", [("荻坪市民政局", 2021, 8)]),
        ("Which year had the most applications?", [(None, 2022, 80)]),
    ],
)
def test_which_year_ranks_years_and_with_which_issuer_single_reports(years, question, expected):
    answer = years.ask(question)
    assert answer.query.operation is Operation.RANK
    assert [(figure.issuer, figure.year, figure.value) for figure in answer.figures] == expected
    assert all(figure.citations for figure in answer.figures)


def test_a_rank_of_years_says_how_many_reports_each_has(years):
    answer = years.ask("按年度看,哪几年收到的申请最多")
    assert {figure.year: figure.reports for figure in answer.figures} == {2022: 2, 2023: 1, 2021: 1}
    assert "2 份报告" in answer.text
