import pytest

from extractor.validation import check
from tests.builders import document, report


def named(text, rule):
    found, _ = check(report(), document=document(text))
    return [item.evidence[0].quote for item in found if item.rule == rule]


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("期限自2022年1月1日起至2022年12月31日止。", []),
        ("期限自2022年1月1日至12月31日。", []),
        ("期限自 2022 年 1 月 1 日起至 2022 年 12 月 31 日止。", []),
        ("期限自202211日起至1231日止。", ["202211日", "1231日"]),
        ("期限自20221月1日起至202212月31日止。", ["20221月1日", "202212月31日"]),
        ("期限自2022月1日起", ["2022月1日"]),
        ("至202020年12月31日", ["202020年12月"]),
        ("公示1000日,收到365件。", []),
    ],
)
def test_damaged_dates_are_named_and_whole_ones_are_not(text, damaged):
    assert named(text, "text.damaged_date") == damaged


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("国办发〔2021〕12号", []),
        ("(云政办发[2021]7号)", []),
        ("国务院令第711号", []),
        ("国办发〔202112号", ["发〔202112号"]),
        ("国办公开办函202130号", ["函202130号"]),
    ],
)
def test_document_numbers_without_both_brackets_are_named(text, damaged):
    assert named(text, "text.damaged_document_number") == damaged
