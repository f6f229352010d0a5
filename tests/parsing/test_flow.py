from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.parsing.flow import fold, running_text

WIDE = "我局在政府网站和公告栏主动公开各类政府信息并及时回应群众关切共"


def flow_text(text: str) -> str:
    """The running text of a whole text."""
    return running_text(text, [(0, len(text))]).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{WIDE}\n300 条。\n", f"{WIDE}300条。\n"),
        (f"{WIDE}\n一是公开。\n", f"{WIDE}\n一是公开。\n"),
        ("2023 年 1 月 1 日共 300 条", "2023年1月1日共300条\n"),
        ("English name 1 234 条", "English name 1 234条\n"),
        ("总体情况\n我局公开。\n", "总体情况\n我局公开。\n"),
        ("甲。\n\n\n乙。", "甲。\n乙。\n"),
    ],
    ids=["hard-wrapped", "new ordinal", "spaces in a date", "ASCII words", "short lines", "blank lines"],
)
def test_running_text(text: str, expected: str) -> None:
    assert flow_text(text) == expected


def test_page_mark_left_out_does_not_end_the_sentence() -> None:
    text = f"{WIDE}\n\n— 1 —\n\n公开三百条。"
    mark = text.index("—")

    flow = running_text(text, [(0, mark), (mark + 5, len(text))])

    assert flow.text == f"{WIDE}公开三百条。\n"


def test_span_of_the_flow_is_the_place_in_the_document() -> None:
    text = f"{WIDE}\n3 0 0 条。"
    flow = running_text(text, [(0, len(text))])
    at = flow.text.index("条")

    start, end = flow.span(at, at + 1)

    assert text[start:end] == "条"


@given(st.text(max_size=200))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="甲乙。,:1a \n\t\u3000一是", max_size=120))
def test_every_character_of_the_flow_has_its_place(text: str) -> None:
    flow = running_text(text, [(0, len(text))])

    assert len(flow.offsets) == len(flow.text)
    assert list(flow.offsets) == sorted(flow.offsets)


@pytest.mark.parametrize("unit", [" ", "\n", "甲 ", "1 ", "甲\n"])
def test_long_input_is_read_in_linear_time(unit: str) -> None:
    started = time.process_time()

    flow_text(unit * 200_000)

    assert time.process_time() - started < 10
