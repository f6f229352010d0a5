"""One printed cell: what it means, without ever changing what stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.parsing.flow import fold

PLACEHOLDERS = frozenset({"-", "--", "—", "——", "/", "//", "\\", "无", "不适用", "暂无", "N/A", "n/a", "*", "…", "……"})
ZEROS = frozenset({"〇", "○", "零", "Ｏ"})

_UNIT = r"(?:万元|亿元|元|件|条|笔|个|宗|起|项|份|次|人)"
_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d+)?"
_NOTE = r"(?:\s*\([^()]*\)?)"
_VALUE = re.compile(rf"({_NUMBER})\s*({_UNIT})?{_NOTE}?")
_MOST_DIGITS = 15
"""A longer number can't be kept exactly, and counts nothing."""
_PLACEHOLDER_RUN = re.compile(r"[-—/\\ ]+")


@dataclass(frozen=True)
class Reading:
    """What a printed cell means.

    Attributes:
        value: The number; None for a blank, a placeholder or a text that is no number.
        kind: `number`, `zero_word`, `blank`, `placeholder` or `text`.
        unit: Unit printed in the cell, if any.
        note: Whether something stands in the cell beside the number and its unit.
    """

    value: float | None
    kind: str
    unit: str | None = None
    note: bool = False


@lru_cache(maxsize=4096)
def read_cell(printed: str) -> Reading:
    """Return what a cell means. A blank is None and so is a placeholder; only a printed zero is 0."""
    text = _folded(printed)
    if not text:
        return Reading(None, "blank")
    if text in PLACEHOLDERS or _PLACEHOLDER_RUN.fullmatch(text):
        return Reading(None, "placeholder")
    if text in ZEROS:
        return Reading(0.0, "zero_word")
    match = _VALUE.fullmatch(text)
    if not match:
        return Reading(None, "text")
    number = match.group(1).replace(",", "").replace(" ", "")
    if len(number) > _MOST_DIGITS:
        return Reading(None, "text")
    return Reading(float(number), "number", match.group(2), match.end(2 if match.group(2) else 1) < len(text))


def is_cell(text: str) -> bool:
    """Return whether a piece of text, taken alone, is a cell's content and not a label."""
    return read_cell(text).kind in ("number", "zero_word", "placeholder")


def _folded(printed: str) -> str:
    return fold(printed).replace("*", "").strip()
