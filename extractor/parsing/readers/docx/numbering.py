"""Automatic numbers of Word paragraphs (一、 （一） 1.), which are displayed but not in the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from extractor.parsing.readers.docx.text import W

_PLACE = re.compile(r"%([1-9])")
_DIGITS = "零一二三四五六七八九"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CLOSED = ("、", "．", ".", ")", "）", ",", "，")
_STYLES_DEEP = 20


def _chinese(number: int) -> str:
    """Return a number below 100 in Chinese numerals, others in digits."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    words = ""
    for value, sign in _ROMAN:
        words += sign * (number // value)
        number %= value
    return words


def _circled(number: int) -> str:
    return chr(0x245F + number) if 0 < number <= 20 else str(number)


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_WRITTEN: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda number: "",
} | dict.fromkeys(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "japaneseDigitalTenThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    ),
    _chinese,
)


@dataclass
class _Level:
    written: str
    text: str
    start: int
    suffix: str


class Numbering:
    """The numbers of a document's paragraphs, counted in their order."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        """Take the roots of `numbering.xml` and `styles.xml`; None where the file has none."""
        self._styles = {} if styles is None else {node.get(f"{W}styleId"): node for node in styles.iter(f"{W}style")}
        self._nums: dict[str, Any] = {}
        self._abstract: dict[str, Any] = {}
        if numbering is not None:
            self._nums = {node.get(f"{W}numId"): node for node in numbering.iterchildren(f"{W}num")}
            self._abstract = {node.get(f"{W}abstractNumId"): node for node in numbering.iterchildren(f"{W}abstractNum")}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def label(self, paragraph: Any) -> str:
        """Return the number displayed before a paragraph, `""` for one without; to be asked once for each."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None or not self._nums:
            return ""
        number, depth = self._applied(properties)
        num = self._nums.get(number or "")
        if number is None or num is None:
            return ""
        return self._counted(number, num, depth)

    def _applied(self, properties: Any) -> tuple[str | None, int]:
        """Return which list a paragraph is in and how deep, by its own properties or its style's."""
        number, depth = _list_of(properties)
        style = properties.find(f"{W}pStyle")
        name = style.get(f"{W}val") if style is not None else None
        for _ in range(_STYLES_DEEP):
            if number is not None or name not in self._styles:
                break
            node = self._styles[name]
            inherited = node.find(f"{W}pPr")
            if inherited is not None:
                number, style_depth = _list_of(inherited)
                depth = depth if depth is not None else style_depth
            based = node.find(f"{W}basedOn")
            name = based.get(f"{W}val") if based is not None else None
        return number, depth or 0

    def _counted(self, number: str, num: Any, depth: int) -> str:
        abstract = num.find(f"{W}abstractNumId")
        name = abstract.get(f"{W}val") if abstract is not None else ""
        levels = self._levels(name, num)
        if depth not in levels:
            return ""
        counters = self._counters.setdefault(name, {})
        if number not in self._begun:
            self._begun.add(number)
            for override in num.iterchildren(f"{W}lvlOverride"):
                if override.find(f"{W}startOverride") is not None:
                    counters.pop(_integer(override.get(f"{W}ilvl")), None)
        counters[depth] = counters.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counters if level > depth]:
            del counters[deeper]
        return _display(levels, counters, depth)

    def _levels(self, name: str, num: Any) -> dict[int, _Level]:
        abstract = self._abstract.get(name)
        levels = {} if abstract is None else {_integer(n.get(f"{W}ilvl")): _level(n) for n in abstract.iter(f"{W}lvl")}
        for override in num.iterchildren(f"{W}lvlOverride"):
            depth, start = _integer(override.get(f"{W}ilvl")), override.find(f"{W}startOverride")
            if (own := override.find(f"{W}lvl")) is not None:
                levels[depth] = _level(own)
            if start is not None and depth in levels:
                levels[depth].start = _integer(start.get(f"{W}val"))
        return levels


def _display(levels: dict[int, _Level], counters: dict[int, int], depth: int) -> str:
    level = levels[depth]
    if level.written == "bullet":
        return ""

    def written(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        known = levels.get(at, level)
        return _WRITTEN.get(known.written, str)(counters.get(at, known.start))

    label = _PLACE.sub(written, level.text)
    return label if not label or level.suffix == "nothing" or label.endswith(_CLOSED) else label + " "


def _list_of(properties: Any) -> tuple[str | None, int | None]:
    number, depth = properties.find(f"{W}numPr/{W}numId"), properties.find(f"{W}numPr/{W}ilvl")
    return (
        number.get(f"{W}val") if number is not None else None,
        _integer(depth.get(f"{W}val")) if depth is not None else None,
    )


def _level(node: Any) -> _Level:
    def value(tag: str, otherwise: str) -> str:
        found = node.find(f"{W}{tag}")
        return otherwise if found is None else found.get(f"{W}val") or ""

    return _Level(value("numFmt", "decimal"), value("lvlText", ""), _integer(value("start", "1")), value("suff", "tab"))


def _integer(printed: str | None) -> int:
    return int(printed) if printed and printed.isdecimal() else 0
