"""The statistics annex (附表) of reports before 2019: label, unit, this year, and sometimes a cumulative figure."""

from __future__ import annotations

import re

from extractor.parsing.flow import fold_document
from extractor.parsing.outline import Outline
from extractor.parsing.tables.cells import read_cell
from extractor.schema import AnnexRow, Cell, Span

_HEAD = re.compile(r"指标名称[\s|]*(?:计量)?单位[\s|]*(?P<columns>[^\d]{2,40}?)(?=主动公开|一、|1)")
_ROW = re.compile(
    r"(?P<label>(?:其中[:：]\s*)?(?:[一二三四五六七八九十]、|[(（][一二三四五六七八九十\d][)）]|\d\s*[.．、]\s*)?"
    r"[\u4e00-\u9fff（）()、“”A-Za-z]{3,40}?)[\s|]+(?P<unit>条|件|次|篇|万?元|人次?|个|期|场)[\s|]+"
    r"(?P<first>-?[\d,]+(?:\.\d+)?|[-—/])(?:[\s|]+(?P<second>-?[\d,]+(?:\.\d+)?|[-—/]))?(?=[\s|]|$)"
)


def read_annex(text: str, outline: Outline) -> tuple[tuple[AnnexRow, ...] | None, Span | None]:
    """Return the rows of the annex and where it stands; (None, None) where there is none."""
    if "指标" not in text:
        return None, None
    folded = fold_document(text)
    head = _HEAD.search(folded, outline.body[0], outline.body[1])
    if head is None:
        return None, None
    cumulative_first = head.group("columns").find("累计") in range(0, max(head.group("columns").find("年度"), 0))
    rows = [
        _row(text, match, cumulative_first) for match in _ROW.finditer(folded, head.end("columns"), outline.body[1])
    ]
    if not rows:
        return None, None
    last = max(cell.span[1] for row in rows for cell in (row.this_year, row.cumulative) if cell and cell.span)
    return tuple(rows), (head.start(), last)


def _row(text: str, match: re.Match[str], cumulative_first: bool) -> AnnexRow:
    cells = [_cell(text, match.span(name)) for name in ("first", "second")]
    this_year, cumulative = reversed(cells) if cumulative_first and cells[1] else cells
    return AnnexRow(
        label=" ".join(match.group("label").split()),
        unit=match.group("unit"),
        this_year=this_year,
        cumulative=cumulative,
    )


def _cell(text: str, span: Span) -> Cell | None:
    if span[0] < 0:
        return None
    printed = text[span[0] : span[1]]
    return Cell(value=read_cell(printed).value, printed=printed, span=span)
