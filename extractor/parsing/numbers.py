"""Numbers as reports print them: 1,234 · 45.9万 · 278余万 · 三十五 · 12.3% and what they are worth."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

ARABIC = r"\d{1,3}(?:[, ]\d{3})+(?!\d)(?:\.\d+)?|\d++(?:\.\d+)?"
"""An Arabic number; `1,234` and `1 234` are one number, possessive so that a long run of digits is read once."""
CHINESE = r"[零〇○一二两三四五六七八九十百千][零〇○一二两三四五六七八九十百千万亿]{0,11}"
"""A Chinese numeral; longer ones are no counts."""

_SCALE = {"百": 100, "千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
SCALES = "|".join(sorted(_SCALE, key=len, reverse=True))
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2, "〇": 0, "○": 0}
_MAX_DIGITS = 15
"""A longer run of digits can't be kept exactly, and counts nothing."""
_PLACES = frozenset("十百千万亿")
_TENS = re.compile(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)")


@dataclass(frozen=True)
class Reading:
    """What a printed number is worth.

    Attributes:
        value: The number.
        plain: Whether it is printed in digits, without 万 or 亿.
    """

    value: float
    plain: bool


def read_number(printed: str, scale: str = "") -> Reading | None:
    """Return what an Arabic or Chinese numeral is worth, times `scale` (百, 千, 万, 亿); None where it is damaged."""
    value = _arabic(printed) if printed[:1].isdigit() and printed.isascii() else read_chinese(printed)
    if value is None:
        return None
    plain = printed.isascii() and not scale
    return Reading(_exact(value * _SCALE[scale]) if scale else value, plain)


def _arabic(printed: str) -> float | None:
    digits = printed.replace(",", "").replace(" ", "")
    if len(digits) > _MAX_DIGITS:
        return None
    return float(digits)


def _exact(value: float) -> float:
    """Return a product without the noise of binary fractions: 45.9 × 10000 = 459000."""
    return float(round(value)) if math.isclose(value, round(value), rel_tol=1e-12) else round(value, 6)


@lru_cache(maxsize=1024)
def read_chinese(numeral: str) -> float | None:
    """Return what a Chinese numeral is worth; None where it isn't a well-formed one (三三两, 二十百)."""
    if numeral in _DIGITS:
        return float(_DIGITS[numeral])
    if tens := _TENS.fullmatch(numeral):
        return 10.0 * _DIGITS.get(tens[1], 1) + _DIGITS.get(tens[2], 0)
    if not numeral or not _PLACES.intersection(numeral):
        return None
    tidy = numeral.replace("○", "〇")
    return _cn2an(f"一{tidy}" if tidy[0] in "百千" else tidy)


def _cn2an(numeral: str) -> float | None:
    import cn2an  # takes 0.25 s, and few reports count beyond ninety-nine in words

    try:
        return float(cn2an.cn2an(numeral, "strict" if "两" not in numeral else "normal"))
    except (ValueError, KeyError):  # KeyError: 两 at an odd place
        return None


_YEAR_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_CHINESE_YEAR = re.compile(r"[12][0-9]{3}")


def read_year(printed: str) -> int | None:
    """Return the year printed as 2021, 二〇二一 or 二○二一; None where it isn't one of 1980 to 2099."""
    digits = printed.translate(_YEAR_DIGITS)
    if not _CHINESE_YEAR.fullmatch(digits) or not digits.isascii():
        return None
    return int(digits) if 1980 <= int(digits) <= 2099 else None
