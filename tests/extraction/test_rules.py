from __future__ import annotations

import pytest

from extractor.schema import Basis, Cell, Tables
from extractor.schema.fields import FIELD_BY_NAME
from tests.extraction.prose import facts, values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "主动公开政府信息2130条,其中网站1500条,微信400条,微博30条,公示栏200条。",
            {"total": 2130, "website": 1500, "wechat": 400, "weibo": 30, "print_and_boards": 200},
        ),
        ("通过政府网站、微信公众号主动公开政府信息2890条。", {"total": 2890}),
        ("在政府网站平台主动公开政府信息5,500条。", {"website": 5500}),
        ("通过微信、微博等新媒体发布信息123条。", {"new_media": 123}),
        ("主动公开政府信息300条,与上年相比减少25条。", {"total": 300, "change": -25}),
        ("主动公开信息由2013年的1128条增加到2014年的1887条。", {"total": 1887, "change": 759}),
        ("制发行政规范性文件7件,发布政策解读9篇,召开新闻发布会两场。",
         {"normative_documents": 7, "policy_interpretations": 9, "press_conferences": 2}),
        ("办理人大代表建议12件、政协提案20件。", {"npc_proposals": 12, "cppcc_proposals": 20}),
        ("受理12345热线转办件427件,回复网民留言18条。", {"hotline_12345": 427, "responses": 18}),
        ("政府采购项目5个,合同金额共251000元。", {"procurement_projects": 5, "procurement_amount": 25.1}),
        ("自2008年以来累计公开政府信息4359条。", {}),
        ("承办人大代表建议和政协提案共5件。", {}),
    ],
)  # fmt: skip
def test_disclosure_is_read(text: str, expected: dict[str, float]) -> None:
    assert values(text) == {f"disclosure.{name}": value for name, value in expected.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本年新收政府信息公开申请57件,上年结转3件,合计60件。", {"received": 57, "carried_over": 3, "total": 60}),
        ("共办理政府信息公开申请60件(含上年结转3件)。", {"total": 60, "carried_over": 3}),
        ("收到政府信息公开申请9件,办结8件,1件结转下年度继续办理。",
         {"received": 9, "answered": 8, "carried_forward": 1}),
        ("共收到依申请公开15件,其中自然人10件,法人5件。", {"received": 15}),
        ("答复申请20件,其中予以公开10件、部分公开3件、不予公开2件、无法提供4件、其他处理1件。",
         {"answered": 20, "granted": 10, "partially_granted": 3, "denied": 2, "unavailable": 4, "other": 1}),
        ("办结申请20件,予以公开及部分公开13件。", {"answered": 20}),
        ("因政府信息公开被申请行政复议3件、提起行政诉讼2件。", {"reconsiderations": 3, "lawsuits": 2}),
        ("行政复议、行政诉讼分别为2件、1件,均因政府信息公开引起。", {"reconsiderations": 2, "lawsuits": 1}),
        ("因政府信息公开引起的复议诉讼74件。", {}),
        ("未收到政府信息公开申请,未因此被申请行政复议、提起行政诉讼。",
         {"received": 0, "reconsiderations": 0, "lawsuits": 0}),
        ("办理行政许可申请671件。", {}),
        ("依申请公开信息数182条。", {}),
    ],
)  # fmt: skip
def test_applications_are_read(text: str, expected: dict[str, float]) -> None:
    assert values(text) == {f"applications.{name}": value for name, value in expected.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("未收取任何费用。", {"other.fee_amount": 0}),
        ("发出收费通知1件,收取信息处理费120元。", {"other.fee_notices": 1, "other.fee_amount": 120}),
        ("收取信息处理费3笔共计1200元。", {"other.fee_amount": 1200}),
        ("网站访问量278余万次,现有政务新媒体账号36个。",
         {"platform.website_visits": 2780000, "platform.accounts": 36}),
        ("自查发现问题15个,已整改13个。", {"platform.issues_found": 15, "platform.issues_fixed": 13}),
        ("开展业务培训3次,参训120余人次。", {"supervision.trainings": 3, "supervision.trainees": 120}),
        ("清理规范性文件58件。", {"management.documents_reviewed": 58}),
        ("未发生责任追究情形。", {"supervision.accountability": 0}),
        ("关停政务新媒体2个。", {}),
    ],
)  # fmt: skip
def test_the_office_behind_disclosure_is_read(text: str, expected: dict[str, float]) -> None:
    assert values(text) == expected


def _applications(new: float, carried: float) -> Tables:
    rows = {
        "new_received": {"total": Cell(value=new, printed="")},
        "carried_over": {"total": Cell(value=carried, printed="")},
    }
    return Tables(applications=rows)


@pytest.mark.parametrize(("printed", "field"), [(21, "applications.received"), (24, "applications.total")])
def test_table_three_decides_between_received_and_total(printed: int, field: str) -> None:
    found = values(f"受理政府信息公开申请{printed}件。", _applications(21, 3))

    assert found == {field: printed}


def test_statement_of_none_is_implied_and_a_printed_zero_stated() -> None:
    implied, stated = facts("未收到政府信息公开申请。行政复议0件,均因信息公开。")

    assert (implied.basis, stated.basis) == (Basis.IMPLIED, Basis.STATED)


def test_change_from_two_printed_values_is_calculated_from_both() -> None:
    text = "主动公开信息由2013年的1128条增加到2014年的1887条。"

    change = next(fact for fact in facts(text) if fact.field == "disclosure.change")

    assert change.basis is Basis.CALCULATED
    assert "1128" in change.evidence.quote and "1887" in change.evidence.quote


def test_fact_is_in_the_unit_of_its_field_and_quotes_the_clause() -> None:
    text = "全年公开政\n府采购项目5个,采购金额2亿元。"

    amount = next(fact for fact in facts(text) if fact.field == "disclosure.procurement_amount")

    assert (amount.value, amount.unit, amount.basis) == (20000, "万元", Basis.NORMALIZED)
    assert amount.evidence.span is not None
    assert text[slice(*amount.evidence.span)] == amount.evidence.quote == "采购金额2亿元"


def test_every_pattern_names_a_field_of_the_catalogue() -> None:
    from extractor.extraction.fact_patterns import COUNT_PATTERNS, NONE_PATTERNS

    named = {pattern.field for group in COUNT_PATTERNS for pattern in group.patterns} | {p.field for p in NONE_PATTERNS}

    assert named <= set(FIELD_BY_NAME)
