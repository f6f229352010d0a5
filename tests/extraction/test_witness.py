"""Counts of which the words say little, and a table or their parts say the rest."""

from __future__ import annotations

import pytest

from extractor.schema import Cell, Tables
from tests.extraction.prose import values


def tables(**rows: int) -> Tables:
    """Tables 3 and 4 with a total in each row named."""
    cells = {row: {"total": Cell(value=value, printed=str(value))} for row, value in rows.items()}
    review = {row: cells.pop(row) for row in [*cells] if row in ("reconsideration", "litigation_direct")}
    if review:
        review["litigation_after_reconsideration"] = {"total": Cell(value=0, printed="0")}
    return Tables(applications=cells, review_litigation=review)


@pytest.mark.parametrize(
    ("text", "rows", "expected"),
    [
        ("全年收件31件。", {"new_received": 31}, {"received": 31}),
        ("截至年底已作出答复的419件。", {"total_processed": 419}, {"answered": 419}),
        ("往年转到本年度办理的23件。", {"carried_over": 23}, {"carried_over": 23}),
        ("将于2025年继续答复的34件。", {"carried_forward": 34}, {"carried_forward": 34}),
        ("转入2026年5件。", {"carried_over": 5, "carried_forward": 5}, {"carried_forward": 5}),
        ("申请人提起行政复议19件。", {"reconsideration": 19}, {"reconsiderations": 19}),
        ("全年被诉4件。", {"litigation_direct": 4}, {"lawsuits": 4}),
        ("年内登记31件,上年顺延3件。", {"new_received": 31, "carried_over": 3}, {"received": 31, "carried_over": 3}),
        ("连同旧存的2份,合27份。", {"new_received": 25, "carried_over": 2}, {"carried_over": 2, "total": 27}),
    ],
)
def test_loose_words_are_enough_where_the_table_says_the_same(
    text: str, rows: dict[str, int], expected: dict[str, float]
) -> None:
    assert values(text, tables(**rows)) == {f"applications.{field}": value for field, value in expected.items()}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("全年收件31件。", {"new_received": 30}),
        ("受理行政许可31件。", {"new_received": 31}),
        ("受理燃气工单31件。", {"new_received": 31}),
        ("市司法局办理复议维持8件。", {"reconsideration": 8}),
        ("走访企业31家。", {"new_received": 31}),
    ],
)
def test_loose_words_give_nothing_where_the_table_differs_or_the_matter_is_another(
    text: str, rows: dict[str, int]
) -> None:
    assert values(text, tables(**rows)) == {}


def test_all_requests_are_the_new_ones_where_none_was_carried_over() -> None:
    found = values("共办理3件。", tables(new_received=3, carried_over=0))

    assert "applications.total" not in found


def test_total_is_the_count_that_the_channels_add_up_to() -> None:
    found = values("镇里亮出来的信息有346条:网站158条,微信117条,公示栏71条。")

    assert found["disclosure.total"] == 346


def test_count_beside_the_channels_is_no_total_where_they_add_up_to_another() -> None:
    found = values("镇里亮出来的信息有350条:网站158条,微信117条,公示栏71条。")

    assert "disclosure.total" not in found


def test_each_of_many_things_gets_its_own_number() -> None:
    text = "(二)依申请公开。予以公开、部分公开、不予公开、无法提供和其他处理分别为14件、4件、2件、5件和1件。"

    assert values(text) == {
        "applications.granted": 14,
        "applications.partially_granted": 4,
        "applications.denied": 2,
        "applications.unavailable": 5,
        "applications.other": 1,
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我委去年一共公开信息2095条。", {"disclosure.total": 2095}),
        ("去年公开信息58条,今年公开信息60条。", {"disclosure.total": 60}),
        ("主动公开政府信息278条(去年为301条,减少23条)。", {"disclosure.total": 278, "disclosure.change": -23}),
        ("主动公开政府信息278条,较2024年下降6.2%(减少18条)。", {"disclosure.total": 278, "disclosure.change": -18}),
        ("2件被申请复议,没有发生诉讼。", {"applications.lawsuits": 0}),
        ("专题栏目新设3个,共有27个。", {"platform.columns": 27}),
    ],
)
def test_last_year_is_told_from_the_year_of_the_report(text: str, expected: dict[str, float]) -> None:
    found = values(text)

    assert {field: found.get(field) for field in expected} == expected
