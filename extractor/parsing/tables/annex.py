"""The statistics annex (附表) of reports before 2019: label, unit, this year, and sometimes a cumulative figure."""

from __future__ import annotations

import re

from extractor.parsing.flow import fold_document
from extractor.parsing.outline import Outline
from extractor.parsing.tables.annex_grid import read_grid
from extractor.parsing.tables.cells import read_cell
from extractor.schema import AnnexRow, Cell, Span

_NAMED = re.compile(r"指\s?标")
_HEAD = re.compile(
    r"指标(?:名称)?[\s|]*(?:计量)?单位[\s|]*(?P<columns>(?:(?:19|20)\d\d年|[^\d]){2,40}?)(?=主动公开|一、|\(一|1)"
)
_ROW = re.compile(
    r"(?P<label>(?:其中[:：]\s*)?(?:[一二三四五六七八九十]、|\([一二三四五六七八九十\d]\)|\d\s*[.．、]\s*)?"
    r"(?:[\u4e00-\u9fff、“”A-Za-z]|\([^()|\n]{1,40}\)){3,40}?)[\s|]+(?P<unit>条|件|次|篇|万?元|人次?|个|期|场)[\s|]+"
    r"(?P<first>-?[\d,]+(?:\.\d+)?|[-—/])(?:[\s|]+(?P<second>-?[\d,]+(?:\.\d+)?|[-—/]))?(?=[\s|]|$)"
)


def read_annex(text: str, outline: Outline) -> tuple[tuple[AnnexRow, ...] | None, Span | None]:
    """Return the rows of the annex and where it stands; (None, None) where there is none."""
    if not _NAMED.search(fold_document(text)):
        return None, None
    rows, span = read_grid(text, outline.body)
    if rows:
        return rows, span
    return _read_run(text, outline)


def _read_run(text: str, outline: Outline) -> tuple[tuple[AnnexRow, ...] | None, Span | None]:
    """Return the rows of an annex whose cells follow each other without borders that show a blank."""
    folded = fold_document(text)
    head = _HEAD.search(folded, outline.body[0], outline.body[1])
    if head is None:
        return None, None
    columns = head.group("columns")
    cumulative = columns.find("累计")
    year = re.search("年度|本年|当年|年", columns)
    first = cumulative >= 0 and year is not None and cumulative < year.start()
    rows = [
        _row(text, match, cumulative >= 0, first)
        for match in _ROW.finditer(folded, head.end("columns"), outline.body[1])
    ]
    if not rows:
        return None, None
    last = max(cell.span[1] for row in rows for cell in (row.this_year, row.cumulative) if cell and cell.span)
    return tuple(rows), (head.start(), last)


def _row(text: str, match: re.Match[str], two: bool, cumulative_first: bool) -> AnnexRow:
    """Return a row; where one of two figures is blank nothing shows which, so the other stays without a value."""
    cells = [_cell(text, match.span(name)) for name in ("first", "second")]
    if two and cells[0] is not None and cells[1] is None:
        cells = [cells[0].model_copy(update={"value": None}), None]
    this_year, cumulative = reversed(cells) if cumulative_first and cells[1] else cells
    return AnnexRow(
        label=" ".join(text[slice(*match.span("label"))].split()),
        unit=match.group("unit"),
        this_year=this_year,
        cumulative=cumulative,
    )


def _cell(text: str, span: Span) -> Cell | None:
    if span[0] < 0:
        return None
    printed = text[span[0] : span[1]]
    return Cell(value=read_cell(printed).value, printed=printed, span=span)
