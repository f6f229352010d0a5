from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.schema import Basis
from tests.extraction.prose import quantities


def counted(text: str) -> list[tuple[float, str]]:
    """Value and unit of the counts that are printed."""
    return [(item.value, item.unit) for item in quantities(text) if item.basis is not Basis.IMPLIED]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年公开信息2130条,其中网站1500条。", [(2130, "条"), (1500, "条")]),
        ("目录共6大类30条109项。", [(6, "大类"), (30, "条"), (109, "项")]),
        ("规章13件(含新制定5件,修改4件,废止4件)。", [(13, "件"), (5, "件"), (4, "件"), (4, "件")]),
        ("工作动态50;通知公告9;政策文件6。", [(50, ""), (9, ""), (6, "")]),
        ("公开信息1,234条,阅读12.5万次。", [(1234, "条"), (125000, "次")]),
        ("收入２５１０００元,支出348.37万元。", [(251000, "元"), (348.37, "万元")]),
        ("结转至2026年6件。", [(6, "件")]),
        ("2021 年共公开 300 条,占 17.46%。", [(300, "条"), (17.46, "%")]),
        ("召开发布会两场,培训三次,配备一名专员。", [(2, "场"), (3, "次"), (1, "名")]),
        ("出动45台次,新装路灯30盏。", [(45, "台次"), (30, "盏")]),
        ("占百分之十二,增长两成。", [(12, "%"), (20, "%")]),
        ("粉丝28.6万。", [(286000, "")]),
    ],
)
def test_every_number_with_a_unit_counts(text: str, expected: list[tuple[float, str]]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "依据条例第9至12条和第二十条规定。",
        "按国办发〔2021〕30号、国令第711号文件办理。",
        "自2021年1月1日起至12月31日止,截至12月14日。",
        "自202111日起至1231日止,共项内容。",
        "拨打12345热线,24小时服务,电话0000-5550120,邮编000000。",
        "收到之日起15个工作日内答复,保存5年。",
        "地址:望岫大道1号4楼407室。",
        "落实《关于印发4个制度的通知》和“三个一”机制。",
        "坚持一事一审,实行一网通办,每年进一步完善。",
        "第一时间发布,位列第四,第134届大会。",
        "近150十万元。",
        "建立一张清单、一套流程、一名责任人。",
    ],
)
def test_numbers_that_count_nothing_are_left_out(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("共260余条。", 260),
        ("10471多条记录。", 10471),
        ("近300个视频。", 300),
        ("访问278余万次。", 2780000),
        ("约4900人次。", 4900),
    ],
)
def test_approximate_number_keeps_the_printed_value(text: str, value: float) -> None:
    (found,) = quantities(text)

    assert found.approximate
    assert found.value == value


def test_number_after_tongguo_is_exact() -> None:
    (found,) = quantities("通过3次会议研究。")

    assert not found.approximate


@pytest.mark.parametrize(
    "text",
    [
        "未收到政府信息公开申请。",
        "没有发生收费情况。",
        "无收费及减免情况。",
        "零投诉。",
        "不存在责任追究情形。",
        "申请均已办结,无转下年。",
        "办理申请时没有收过费。",
        "群众投诉没有发生。",
        "公众申请一件也没有收到。",
    ],
)
def test_statement_of_none_is_an_implied_zero(text: str) -> None:
    (found,) = quantities(text)

    assert (found.value, found.basis) == (0, Basis.IMPLIED)


def test_none_of_two_things_gives_two_zeros() -> None:
    found = quantities("未因信息公开被申请行政复议、提起行政诉讼。")

    assert [item.subject for item in found] == ["复议", "诉讼"]


def test_none_said_behind_what_there_was_none_of_gives_a_zero_for_each() -> None:
    text = "收到申请2件,行政复议、行政诉讼均未发生。"
    _, reconsiderations, lawsuits = quantities(text)

    assert [item.subject for item in (reconsiderations, lawsuits)] == ["复议", "诉讼"]
    assert reconsiderations.evidence.quote == lawsuits.evidence.quote == "行政复议、行政诉讼均未发生"


@pytest.mark.parametrize("text", ["申请人未收到。", "答复书申请人没有收到。", "此前未发生。"])
def test_negation_about_nothing_that_is_counted_states_no_zero(text: str) -> None:
    assert quantities(text) == ()


def test_lone_none_under_a_heading_is_about_the_heading() -> None:
    (found,) = quantities("(一)收取信息处理费情况\n无。\n")

    assert "处理费" in found.subject


def test_quote_is_what_stands_in_the_document() -> None:
    text = "全年共公开政\n府信息 1 2条,收到申请　３ 件。"

    for item in quantities(text):
        assert item.evidence.span is not None
        assert text[slice(*item.evidence.span)] == item.evidence.quote


def test_ids_follow_the_reading_order() -> None:
    found = quantities("公开3条。未收到申请。培训2次。")

    assert [item.id for item in found] == ["q1", "q2", "q3"]


@given(
    st.text(alphabet="公开信息收到未无零0123456789,.。;:()《》“”\n 一二三十百万亿条件个次元年月日第%近余", max_size=200)
)
@settings(deadline=None, max_examples=150)
def test_any_prose_gives_quantities_with_their_place(text: str) -> None:
    for item in quantities(text):
        assert item.evidence.span is not None
        assert text[slice(*item.evidence.span)] == item.evidence.quote


@pytest.mark.parametrize("unit", ["1", "一", "1,", "十", "《", "第", " ", "未收到", "a@"])
def test_long_runs_are_scanned_in_linear_time(unit: str) -> None:
    started = time.process_time()

    quantities(unit * (200_000 // len(unit)))

    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("培训课时达24学时,复印材料共计85页。", [24, 85]),
        ("总面积3.6平方公里,绿地12公顷,栽种树木5200棵。", [3.6, 12, 5200]),
        ("开设“公开课堂”8讲,专题会议研究4回。", [8, 4]),
        ("每周更新一次目录,每月一次例会。", [1, 1]),
        ("群众满意度达到九成以上。", [90]),
        ("公开信息640条,较上年的600条多出40条。", [640, 600, 40]),
        ("包括农技指导12条、惠民补贴31条、土地流转9条。", [12, 31, 9]),
        ("落实惠民31条,宣传到村。", []),
        ("举办培训4期/310人次。", [4, 310]),
        ("公开专题1次。", [1]),
        ("进度3/4件,2021/3/5起施行。", []),
    ],
)
def test_counts_of_less_usual_units_and_wordings(text: str, values: list[float]) -> None:
    assert [quantity.value for quantity in quantities(text)] == values
