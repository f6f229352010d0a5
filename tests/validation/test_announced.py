import pytest

from extractor.schema import AnnexRow, Section
from tests.builders import stated, tables
from tests.validation.worded import findings, quotes

FIVE = "本报告包括总体情况、主动公开政府信息情况、收到和处理申请情况、复议诉讼情况、存在的主要问题及改进情况。"
SIX = FIVE.replace("。", "和其他需要报告的事项。")


def after(preamble: str) -> dict[str, object]:
    """Part 1 begins where the preamble ends."""
    return {"sections": (Section(part=1, title="", span=(len(preamble), len(preamble) + 6)),)}


def test_part_that_the_preamble_leaves_out_is_named():
    (found,) = findings(FIVE + "一、总体情况", "structure.parts_announced", **after(FIVE))
    assert found.params["count"] == 5
    assert "其他需要报告的事项" in found.message


@pytest.mark.parametrize(
    "preamble", [SIX, "本报告根据条例编制。", "本报告包括总体情况概述和今后打算两个方面的内容等。"]
)
def test_preamble_that_lists_all_parts_or_none_gives_no_finding(preamble):
    assert findings(preamble + "一、总体情况", "structure.parts_announced", **after(preamble)) == []


def test_list_broken_over_lines_is_read_whole():
    broken = SIX.replace("复议", "复\n  议")
    assert findings(broken + "一、总体情况", "structure.parts_announced", **after(broken)) == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("本报告并附指标统计表。", ["并附指标统计表"]),
        ("详见附件。", ["详见附件"]),
        ("详见附件。\n附件:目录", []),
        ("本报告并附指标统计表。\n附表:主动公开 6 条", []),
        ("本报告附有说明。", []),
    ],
)
def test_announced_attachment_that_does_not_follow_is_named(text, missing):
    assert quotes(text, "structure.attachment_missing") == missing


def test_official_tables_may_be_what_the_text_calls_its_table():
    assert findings("数据见附表。", "structure.attachment_missing") == []


def test_annex_of_an_older_report_is_the_attachment():
    whole = tables(annex=(AnnexRow(label="主动公开信息数"),))
    assert findings("并附指标统计表。", "structure.attachment_missing", tables=whole) == []


@pytest.mark.parametrize(
    ("text", "changes", "missing"),
    [
        ("本报告根据条例编制。", {}, True),
        ("统计期限自2022年1月1日起。", {"period_start": stated("2022-01-01")}, False),
        ("统计期限自202211日起至1231日止。", {}, False),
        ("本报告根据条例编制。", {"form": "pre2019", "year": stated(2015)}, False),
    ],
)
def test_missing_statistics_period_is_said_a_damaged_one_is_not_missing(text, changes, missing):
    assert bool(findings(text, "structure.period_missing", **changes)) is missing
