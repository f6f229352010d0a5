"""What a spreadsheet cell displays: counts, amounts, shares and dates as a reader of the sheet sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, localcontext

_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_PLACES = re.compile(r"[0#?]\.([0#?]+)")
_THOUSANDS = re.compile(r"[0#?],[0#?]")


@dataclass(frozen=True)
class Shown:
    """A cell as it is displayed.

    Attributes:
        text: Empty for a blank cell.
        stored: What the file holds where the display is rounded; None where both are the same.
    """

    text: str
    stored: str | None = None


def shown(value: object, number_format: str) -> Shown:
    """Return a cell's value as displayed. A zero is `0` even where the format draws it as a dash or hides it."""
    if value is None:
        return Shown("")
    if isinstance(value, bool):
        return Shown(str(value).upper())
    if isinstance(value, int | float):
        return _number(Decimal(f"{value:.15g}"), number_format)
    if isinstance(value, date | time):
        return Shown(_date(value, number_format))
    return Shown(str(value))


def _number(value: Decimal, number_format: str) -> Shown:
    """Return a number with the decimals, separators and percent sign of its format."""
    pattern = _LITERALS.sub("", number_format.split(";")[0])
    if not re.search("[0#?]", pattern) or "E" in pattern.upper().replace("GENERAL", ""):
        return Shown(_plain(value))
    percent = "%" in pattern
    exact = value * 100 if percent else value
    printed = _PLACES.search(pattern)
    places = printed[1] if printed else ""
    with localcontext(rounding=ROUND_HALF_UP):
        text = format(exact, f"{',' if _THOUSANDS.search(pattern) else ''}.{len(places)}f")
    for _ in range(len(places) - len(places.rstrip("#"))):
        text = text.removesuffix("0")
    text = text.removesuffix(".")
    stored = None if Decimal(text.replace(",", "")) == exact else _plain(value)
    return Shown(text + ("%" if percent else ""), stored)


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").removesuffix(".") if "." in text else text


def _date(value: date | time, number_format: str) -> str:
    if isinstance(value, time):
        return value.isoformat("minutes")
    if "年" in number_format:
        day = f"{value.day}日" if "d" in number_format.lower() else ""
        return f"{value.year}年{value.month}月{day}"
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat(" ", "minutes")
    return f"{value.year}-{value.month:02}-{value.day:02}"
