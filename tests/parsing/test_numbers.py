from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.parsing.numbers import read_chinese, read_number, read_year


@pytest.mark.parametrize(
    ("printed", "scale", "value"),
    [
        ("300", "", 300),
        ("1,234", "", 1234),
        ("1 234 567", "", 1234567),
        ("45.9", "万", 459000),
        ("6", "亿", 600_000_000),
        ("348.37", "", 348.37),
        ("五十八", "", 58),
        ("两", "", 2),
        ("一百零五", "", 105),
    ],
)
def test_number_is_worth_what_is_printed(printed: str, scale: str, value: float) -> None:
    reading = read_number(printed, scale)

    assert reading is not None
    assert reading.value == value


def test_scaled_number_is_not_plain() -> None:
    reading = read_number("1.2", "万")

    assert reading is not None
    assert not reading.plain


@pytest.mark.parametrize("damaged", ["三三两", "二十百", "二三", "", "万"])
def test_malformed_numeral_is_none(damaged: str) -> None:
    assert read_chinese(damaged) is None


def test_run_of_digits_too_long_to_keep_is_none() -> None:
    assert read_number("9" * 16) is None


@pytest.mark.parametrize(("printed", "year"), [("2021", 2021), ("二○二一", 2021), ("二〇一○", 2010), ("2121", None)])
def test_year_is_read_in_digits_and_circles(printed: str, year: int | None) -> None:
    assert read_year(printed) == year


@given(st.text(alphabet="零〇○一二两三四五六七八九十百千万亿", max_size=12))
def test_any_numeral_gives_a_number_or_none(numeral: str) -> None:
    value = read_chinese(numeral)

    assert value is None or value >= 0
