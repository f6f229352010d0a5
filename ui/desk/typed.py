"""What a person typed or selected, as a value."""

from __future__ import annotations

import re

from extractor.parsing.flow import fold
from extractor.parsing.numbers import read_number
from extractor.review import EditError, Kind
from extractor.review.paths import kind_of

_NUMBER = re.compile(r"([+-]?)\s*(\d[\d, ]*(?:\.\d+)?|\.\d+|[〇零一二两三四五六七八九十百千万亿]+)")


def typed_value(path: str, text: str) -> float | str | None:
    """Return what was typed for a value: a number, a blank cell (None), or text for what holds text.

    Raises:
        EditError: It has to be a number and is none.
    """
    kind, stripped = kind_of(path), text.strip()
    if kind is Kind.ITEM or (kind is Kind.HEAD and path != "year"):
        return stripped
    if kind is Kind.CELL and not stripped:
        return None
    return typed_number(path, stripped)


def typed_number(name: str, text: str) -> float:
    """Return a number as people type it, in digits of any width or in characters; `name` is for the error.

    Raises:
        EditError: It is none.
    """
    match = _NUMBER.fullmatch(fold(text).strip())
    reading = read_number(match[2].replace(" ", "")) if match else None
    if match is None or reading is None:
        raise EditError("review.wrong_value", path=name, value=text)
    return -reading.value if match[1] == "-" else reading.value
