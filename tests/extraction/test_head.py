from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.extraction.head import Head, extract_head
from extractor.parsing.flow import running_text
from tests.extraction.prose import document, passages


def head(top: str, bottom: str = "", prose: str = "我局认真贯彻条例。") -> Head:
    """The head fields of a document of three pieces."""
    text = f"{top}\n{prose}\n{bottom}"
    first, last = len(top), len(top) + len(prose) + 2
    return extract_head(
        document(text), running_text(text, [(0, first)]), running_text(text, [(last, len(text))]), passages(prose)
    )


@pytest.mark.parametrize(
    "title",
    [
        "澹川县水务局2021年政府信息公开工作年度报告",
        "澹川县水务局\n2021年政府信息公开工作年度报告",
        "2021年澹川县水务局政府信息公开工作年度报告",
        "澹川县水务局2021年度政府信息\n公开工作年度报告",
        "标题: 澹川县水务局2021年度政府信息公开年度报告",
        "首页>政务公开>政府信息公开年报澹川县水务局二〇二一年政府信息公开工作年度报告",
    ],
)
def test_title_names_issuer_and_year(title: str) -> None:
    found = head(title)

    assert found.issuer is not None and found.issuer.value == "澹川县水务局"
    assert found.year is not None and found.year.value == 2021


def test_issuer_and_year_come_from_the_text_without_a_title() -> None:
    found = head("按照县里安排,澹川县水务局将公开作为重要手段。现将2021年度政府信息公开工作报告如下:")

    assert found.issuer is not None and found.issuer.value == "澹川县水务局"
    assert found.year is not None and found.year.value == 2021
    assert found.title is None


def test_issuer_comes_from_the_signature_last() -> None:
    found = head("2021年政府信息公开工作年度报告", "澹川县水务局\n2022年1月20日")

    assert found.issuer is not None and found.issuer.value == "澹川县水务局"


@pytest.mark.parametrize(
    ("top", "bottom", "day"),
    [
        ("来源:局办 发布时间:2022-01-20", "", "2022-01-20"),
        ("来源:局办时间:2022年01月20日", "2022年1月25日", "2022-01-20"),
        ("无日期", "澹川县水务局\n二○二二年一月二十日", "2022-01-20"),
        ("无日期", "202212日", None),
        ("发布时间:2022-13-40", "", None),
    ],
)
def test_date_of_publication(top: str, bottom: str, day: str | None) -> None:
    found = head(top, bottom).published_on

    assert (found.value if found else None) == day


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("统计期限自2021年1月1日起至2021年12月31日止。", ("2021-01-01", "2021-12-31")),
        ("数据统计期限为2021 年 1 月 1 日至 12 月 31 日。", ("2021-01-01", "2021-12-31")),
        ("统计期限自202111日起至1231日止。", (None, None)),
        ("统计期限自20231月1日起至202312月31日止。", (None, None)),
    ],
)
def test_damaged_period_is_not_guessed(text: str, period: tuple[str | None, str | None]) -> None:
    found = head(text)

    assert (
        found.period_start.value if found.period_start else None,
        found.period_end.value if found.period_end else None,
    ) == period


def test_contact_is_read() -> None:
    contact = head("(地址:望岫大道1号,邮编:000000,电话:0000-5550120,电子邮箱:office@example.com)").contact

    assert contact.address is not None and contact.address.value == "望岫大道1号"
    assert contact.phone is not None and contact.phone.value == "0000-5550120"
    assert contact.email is not None and contact.email.value == "office@example.com"
    assert contact.postcode is not None and contact.postcode.value == "000000"


@given(st.text(alphabet="20年月日一二〇○县局政府信息公开工作度报告发布时间:-至自,。\n 1", max_size=150))
@settings(deadline=None, max_examples=150)
def test_any_head_gives_a_result(text: str) -> None:
    found = head(text)

    assert isinstance(found, Head)


@pytest.mark.parametrize(
    ("top", "title", "issuer"),
    [
        ("澹川学院2022—2023学年信息公开工作年度报告", "澹川学院2022—2023学年信息公开工作年度报告", "澹川学院"),
        ("澹川学院\n2022-2023学年度信息公开年度报告", "澹川学院2022-2023学年度信息公开年度报告", "澹川学院"),
        (
            "澹川大学二〇二二至二〇二三学年政府信息公开报告",
            "澹川大学二〇二二至二〇二三学年政府信息公开报告",
            "澹川大学",
        ),
        ("2022/2023学年澹川学院信息公开工作报告", "2022/2023学年澹川学院信息公开工作报告", "澹川学院"),
        ("澹川学院信息公开工作年度报告(2022~2023学年)", "澹川学院信息公开工作年度报告(2022~2023学年)", "澹川学院"),
        ("澹川学院2022学年信息公开年报", "澹川学院2022学年信息公开年报", "澹川学院"),
    ],
)
def test_report_of_a_school_year_is_for_the_year_in_which_that_begins(top: str, title: str, issuer: str) -> None:
    found = head(f"{top}\n数据统计期限为2022年9月1日至2023年8月31日。\n发布时间:2023-10-28\n")

    assert (found.year and found.year.value, found.year and found.year.evidence.quote[:1]) in (
        (2022, "2"),
        (2022, "二"),
    )
    assert (found.title and found.title.value, found.issuer and found.issuer.value) == (title, issuer)
    assert (found.period_start and found.period_start.value, found.period_end and found.period_end.value) == (
        "2022-09-01",
        "2023-08-31",
    )


@pytest.mark.parametrize(
    "top",
    ["现将学校2022-2023学年信息公开工作情况报告如下。", "本学年的统计期限为2022年9月1日至2023年8月31日。"],
)
def test_school_year_is_read_without_a_title(top: str) -> None:
    found = head(top)

    assert (found.title, found.year and found.year.value) == (None, 2022)


def test_school_year_in_the_text_does_not_replace_the_title() -> None:
    found = head("澹川县教育局2022年政府信息公开工作年度报告\n公布2021—2022学年招生信息,政府信息公开工作报告如下。")

    assert found.title is not None and found.title.value == "澹川县教育局2022年政府信息公开工作年度报告"
    assert found.year is not None and found.year.value == 2022
