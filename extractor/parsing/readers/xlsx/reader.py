"""Spreadsheets (.xlsx): each sheet as lines and pipe rows, each cell with its address."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from extractor.errors import DocumentLoadError, EmptyDocumentError
from extractor.parsing.readers.builder import TextBuilder
from extractor.parsing.readers.package import UNREADABLE, XLSX, require_safe
from extractor.parsing.readers.xlsx.sheet import Sheet, read_sheet, write_sheet
from extractor.schema import Document, Remark

_TABLE_CUES = {
    2: re.compile("第二十条|制发件数|新制作数|对外公开总数"),
    3: re.compile("申请人情况|本年新收|勾稽关系"),
    4: re.compile("结果维持|复议后起诉|未经复议"),
}
"""Words of the tables of parts 2 to 4."""
_REPORT_CUE = re.compile("信息公开|年度报告|存在的?(?:主要)?问题|总体情况|其他需要报告|行政复议")
_MOST_SHOWN = 12
_DAMAGE = (SyntaxError, LookupError, ValueError, TypeError, AttributeError)
"""What openpyxl and its XML parsers raise over workbooks that don't keep to the format."""


def load_xlsx(data: bytes, name: str) -> tuple[Document, tuple[Remark, ...]]:
    """Return a workbook's sheets as text with the address of every cell (`表三!C7`), and what was left out.

    Sheets with the tables of the parts 2 to 4 come in that order. Workbooks are read as a whole and not in openpyxl's
    read-only mode, which knows neither merged nor hidden cells and trusts the size that a file states.

    Raises:
        DocumentLoadError: Damaged, protected or unsafe to unpack.
        DocumentTooLargeError: Unpacked it is over the limits.
        EmptyDocumentError: No sheet holds anything.
    """
    require_safe(data, name)
    try:
        sheets = _read_sheets(data)
    except (*UNREADABLE, *_DAMAGE) as error:
        raise DocumentLoadError(name=name, reason="damaged") from error
    kept = _in_order(_with_report(sheets))
    builder = TextBuilder()
    for sheet in kept:
        write_sheet(sheet, builder)
    if not builder.text.strip():
        raise EmptyDocumentError(name=name)
    document = Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=XLSX,
        text=builder.text,
        anchors=builder.anchors,
    )
    return document, tuple(_remarks(sheets, kept))


def _read_sheets(data: bytes) -> list[Sheet]:
    values = _workbook(data, values=True)
    if len(values.sheetnames) != _declared_sheets(data):
        raise ValueError("a sheet that the workbook names is not in the file")
    formulas = _workbook(data, values=False) if _holds_formulas(data) else None
    return [read_sheet(sheet, None if formulas is None else formulas[sheet.title]) for sheet in values.worksheets]


def _workbook(data: bytes, *, values: bool) -> Any:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data), data_only=values, keep_links=False)


def _declared_sheets(data: bytes) -> int:
    """Return how many sheets the workbook names, at least 1; openpyxl passes over those whose part is missing."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return max(len(re.findall(rb"<(?:\w+:)?sheet\s", package.read("xl/workbook.xml"))), 1)


def _holds_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [part for part in package.namelist() if part.startswith("xl/worksheets/")]
        return any(re.search(rb"<(?:\w+:)?f[\s>/]", package.read(part)) for part in parts)


def _with_report(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the visible sheets that hold something of a report; all visible ones where none does."""
    visible = [sheet for sheet in sheets if not sheet.hidden and not sheet.too_wide and sheet.rows]
    kept = [sheet for sheet in visible if _part(sheet) or _REPORT_CUE.search(sheet.words)]
    return kept or visible


def _part(sheet: Sheet) -> int | None:
    """Return the first part whose table a sheet holds; None where it holds none."""
    return next((part for part, cue in _TABLE_CUES.items() if cue.search(sheet.words)), None)


def _in_order(sheets: list[Sheet]) -> list[Sheet]:
    """Return the sheets with those that hold tables in the order of the parts, the others in their place."""
    ranked = iter(sorted((sheet for sheet in sheets if _part(sheet)), key=lambda sheet: _part(sheet) or 0))
    return [next(ranked) if _part(sheet) else sheet for sheet in sheets]


def _remarks(sheets: Sequence[Sheet], kept: Sequence[Sheet]) -> Iterator[Remark]:
    """Yield what a reader of the text should know about the workbook."""
    left_out = [sheet.title for sheet in sheets if sheet.rows and not any(sheet is other for other in kept)]
    if left_out:
        yield Remark(rule="reading.sheets_left_out", params={"count": len(left_out), "names": "、".join(left_out)})
    for rule, places in (
        ("reading.formula_without_value", [place for sheet in kept for place in sheet.without_value]),
        ("reading.rounded_display", [place for sheet in kept for place in sheet.rounded]),
        ("reading.hidden_cells", [place for sheet in kept for place in sheet.hidden_cells]),
    ):
        if places:
            more = ["…"] if len(places) > _MOST_SHOWN else []
            shown = "、".join([*places[:_MOST_SHOWN], *more])
            yield Remark(rule=rule, params={"count": len(places), "places": shown})
