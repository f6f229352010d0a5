import pytest

from extractor.schema import Severity
from tests.builders import cell, disclosure, fact, tables
from tests.validation.worded import findings


def table_2(amount=25.1, **numbers):
    table = disclosure(**numbers)
    table["fees"]["amount"] = cell(amount)
    return {"tables": tables(disclosure=table)}


WHOLE = table_2(
    licensing__decisions=64, penalties__decisions=12, coercion__decisions=3,
    normative_documents__in_force=9, normative_documents__repealed=2,
)  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        ("prose.licensing", "作出行政许可决定64件。", "作出行政许可决定46件。"),
        ("prose.penalties", "行政处罚决定共12件。", "行政处罚决定共21件。"),
        ("prose.coercion", "实施行政强制措施3起。", "实施行政强制措施2起。"),
        ("prose.fees", "收取行政事业性收费251000元。", "收取行政事业性收费25.2万元。"),
        ("prose.normative_in_force", "现行有效行政规范性文件9件。", "现行有效的规范性文件8件。"),
        ("prose.normative_repealed", "废止规范性文件2件。", "废止行政规范性文件3件。"),
    ],
)
def test_number_in_the_prose_is_held_against_its_cell(rule, right, wrong):
    assert findings(right, rule, **WHOLE) == []
    (found,) = findings(wrong, rule, **WHOLE)
    assert found.left != found.right
    assert len(found.cells) == 1


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("prose.licensing", "公开行政许可决定信息30条。"),
        ("prose.penalties", "公示行政处罚决定8件。"),
        ("prose.licensing", "受理行政许可申请671件。"),
        ("prose.licensing", "撤销行政许可决定2件。"),
        ("prose.penalties", "送达行政处罚决定书30份。"),
        ("prose.fees", "收取信息处理费500元。"),
        ("prose.fees", "行政事业性收费25万元。"),
        ("prose.normative_in_force", "清理现行有效规范性文件6件。"),
    ],
)
def test_other_counts_near_the_word_are_not_compared(rule, text):
    assert findings(text, rule, **table_2(25.04, licensing__decisions=64, normative_documents__in_force=9)) == []


def test_none_in_the_prose_against_a_number_is_named_so():
    (found,) = findings("全年没有行政处罚案件。", "prose.penalties", **WHOLE)
    assert found.message_id == "prose.none_against_table"


@pytest.mark.parametrize(("text", "count"), [("全年无行政事业性收费。", 1), ("信息公开工作无行政事业性收费。", 0)])
def test_none_is_of_the_agency_not_of_disclosure(text, count):
    assert len(findings(text, "prose.fees", **WHOLE)) == count


def test_number_in_the_prose_against_a_zero_is_named_so():
    (found,) = findings("本年新收政府信息公开申请3件。", "prose.applications.received")
    assert (found.message_id, found.severity) == ("prose.number_against_none", Severity.WARNING)


@pytest.mark.parametrize(("amount", "count"), [(0.05, 1), (500, 1), (0, 0), (25.1, 0)])
def test_processing_fee_does_not_belong_to_table_2(amount, count):
    stated = {"facts": (fact("other.fee_amount", 500, "收取信息处理费500元"),)}
    assert len(findings("收取信息处理费500元。", "prose.processing_fee", **table_2(amount), **stated)) == count
