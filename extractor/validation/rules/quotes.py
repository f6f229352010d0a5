"""Whether a number follows from the words quoted for it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from extractor.parsing.flow import fold
from extractor.parsing.numbers import read_chinese

_FACTORS = {"": 1, "十": 10, "百": 100, "千": 1_000, "万": 10_000, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12}
_PRINTED = re.compile(r"(\d+(?:\.\d+)?)[余多]?(万亿|千万|百万|[十百千万亿])?")
_CHINESE = re.compile(r"[零〇○一二两三四五六七八九十百千万亿]+")
_RUNS = re.compile(r"\d+(?:\.\d+)?")
_AMOUNT_UNITS = (1, 10_000, 0.0001)
"""Amounts are kept in the unit of their field, 元 or 万元; the quote may print the other one."""


_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")


def _compact(quote: str) -> str:
    text = fold(quote)
    return "".join((_THOUSANDS.sub("", text) if "," in text else text).split())


def _numbers(text: str) -> Iterator[float]:
    """Yield the numbers that the words can mean: as printed and with 万 or 亿 behind them."""
    for number, factor in _PRINTED.findall(text):
        yield float(number)
        yield float(number) * _FACTORS[factor]
    for numeral in _CHINESE.findall(text):
        if (value := read_chinese(numeral)) is not None:
            yield value


def number_follows(value: float, quote: str) -> bool:
    """Return whether a quote prints a number; its sign may stand in a word (减少), 元 may stand for 万元."""
    text = _compact(quote)
    wanted = abs(value)
    plain = str(int(wanted)) if wanted == int(wanted) else str(wanted)
    if plain in _RUNS.findall(text):
        return True
    return any(math.isclose(number * unit, wanted, rel_tol=1e-9) for number in _numbers(text) for unit in _AMOUNT_UNITS)
