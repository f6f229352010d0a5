"""What must hold of every report, whatever it was read from: nothing invented, and everything has its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from extractor.schema import Cell, Document, Evidence, Match, Report, Section

_SEPARATOR = re.compile(r"(?<=\d)[, ](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_ZEROS = ("〇", "○", "零", "O")


def broken_promises(report: Report, document: Document) -> list[str]:
    """Every value of a report that has no place, has other words at its place, or says what isn't printed."""
    broken = [problem for value in values_of(report) for problem in _problems(value, document.text)]
    if Report.model_validate_json(report.model_dump_json()) != report:
        broken.append("JSON gives another report")
    return broken


def values_of(node: Any) -> Iterator[BaseModel]:
    """Every model inside a value, itself included."""
    if isinstance(node, BaseModel):
        yield node
        node = {name: getattr(node, name) for name in type(node).model_fields}
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, tuple) else ():
        yield from values_of(child)


def _problems(value: BaseModel, text: str) -> Iterator[str]:
    span = getattr(value, "span", None)
    if span is not None and not 0 <= span[0] <= span[1] <= len(text):
        yield f"no such place: {value!r}"
    elif isinstance(value, Cell):
        yield from _cell_problems(value, text)
    elif isinstance(value, Evidence) and not _is_quoted(value, text):
        yield f"not quoted: {value!r}"
    elif isinstance(value, Section) and value.title and not _is_heading(value.title, text[slice(*value.span)]):
        yield f"no such heading: {value!r}"


def _cell_problems(cell: Cell, text: str) -> Iterator[str]:
    if cell.printed and (cell.span is None or not _same_but_for_space(text[slice(*cell.span)], cell.printed)):
        yield f"not printed there: {cell!r}"
    if cell.value is not None and Decimal(cell.value) != _spelled(cell.printed):
        yield f"invented: {cell!r}"


def _same_but_for_space(found: str, printed: str) -> bool:
    """A cell broken over two lines is printed as one."""
    return "".join(found.split()) == "".join(printed.split())


def _spelled(printed: str) -> Decimal | None:
    """The number that the first digits of a cell spell; None where there are none."""
    plain = unicodedata.normalize("NFKC", printed).strip("*\ufeff ")
    if plain in _ZEROS:
        return Decimal(0)
    match = _NUMBER.match(_SEPARATOR.sub("", plain))
    return Decimal(float(match[0])) if match and len(match[0]) <= 16 else None


def _is_quoted(evidence: Evidence, text: str) -> bool:
    if evidence.match is Match.NONE or (evidence.span is None and not evidence.quote):
        return True
    found = text[slice(*evidence.span)] if evidence.span else None
    if evidence.match is Match.EXACT:
        return found == evidence.quote
    return found is not None and _squeezed(found) == _squeezed(evidence.quote)


def _is_heading(title: str, part: str) -> bool:
    """A heading torn by spaces or borders is given as one."""
    return _squeezed(title) in _squeezed(part.replace("|", ""))


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
