"""A fictional report as a workbook: `write_xlsx(seed)`. Some offices exchange only the three tables so."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from enum import StrEnum
from random import Random
from typing import Any

from eval.synth.formats.office import SyntheticFile
from eval.synth.formats.spans import SpanCell, span_cells
from eval.synth.generate import compose
from eval.synth.grids import Grid

_COUNT = re.compile(r"0|[1-9]\d{0,14}")
_AMOUNT = re.compile(r"(?:0|[1-9]\d{0,8})\.(\d{1,6})")
_SHEETS = ("表二", "表三", "表四")
_OTHER_SHEET = (("序号", "联系人", "备注"), (1, "办公室", ""), (2, "值班室", ""))


class BookStyle(StrEnum):
    """How a workbook holds a report."""

    TABLES = "tables"
    ONE_SHEET = "one-sheet"
    WHOLE = "whole"


def write_xlsx(seed: int, style: BookStyle | None = None, **choices: Any) -> SyntheticFile:
    """Return the report of a seed as a workbook.

    The tables stand on three sheets or one, alone with their headings or with the prose; a figure is a number or a
    text; labels and heads are merged. A sheet that has nothing to do with the report may stand between them.

    Args:
        seed: Decides everything that is not given.
        style: What the workbook holds.
        choices: As for `compose`.
    """
    import openpyxl

    composition = compose(seed, **choices)
    rng = Random(seed)
    style = style or rng.choice(tuple(BookStyle))
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, blocks in _sheets(style, composition.blocks):
        _write_sheet(book.create_sheet(title), blocks, rng)
    if rng.random() < 0.3:
        other = book.create_sheet("通讯录", index=rng.randint(0, len(book.worksheets)))
        for row in _OTHER_SHEET:
            other.append(row)
    stream = io.BytesIO()
    book.save(stream)
    name = composition.stem + ".xlsx"
    return SyntheticFile(name, stream.getvalue(), {"file": name, **composition.gold})


def _sheets(style: BookStyle, blocks: Sequence[str | Grid]) -> list[tuple[str, list[str | Grid]]]:
    """Return what stands on which sheet."""
    if style is BookStyle.WHOLE:
        return [("Sheet1", list(blocks))]
    headed: list[list[str | Grid]] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            before = blocks[number - 1]
            headed.append([before, block] if isinstance(before, str) and len(before) < 40 else [block])
    if style is BookStyle.ONE_SHEET:
        return [("统计表", [block for part in headed for block in part])]
    return [(_SHEETS[at] if at < len(_SHEETS) else f"表{at}", part) for at, part in enumerate(headed)]


def _write_sheet(sheet: Any, blocks: Sequence[str | Grid], rng: Random) -> None:
    row = 1
    gap = rng.randint(0, 1)
    as_text = rng.random() < 0.3
    for block in blocks:
        if isinstance(block, Grid):
            _write_grid(sheet, span_cells(block), row, as_text=as_text)
            row += len(block.rows) + gap
            continue
        for line in block.split("\n"):
            sheet.cell(row, 1, line)
            if len(line) < 40 and rng.random() < 0.7:
                sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=15)
            row += 1


def _write_grid(sheet: Any, rows: Sequence[Sequence[SpanCell]], top: int, *, as_text: bool) -> None:
    for cell in (cell for cells in rows for cell in cells):
        place = sheet.cell(top + cell.row, 1 + cell.column)
        _write_cell(place, cell.text, as_text=as_text or not cell.is_value)
        if cell.rowspan > 1 or cell.colspan > 1:
            sheet.merge_cells(
                start_row=place.row,
                start_column=place.column,
                end_row=place.row + cell.rowspan - 1,
                end_column=place.column + cell.colspan - 1,
            )


def _write_cell(place: Any, text: str, *, as_text: bool) -> None:
    """Write a figure as a number where its digits can be displayed again, else as text."""
    amount = _AMOUNT.fullmatch(text)
    if as_text or not (amount or _COUNT.fullmatch(text)):
        place.value = text or None
        place.data_type = "s" if text else "n"
    elif amount:
        place.value, place.number_format = float(text), "0." + "0" * len(amount[1])
    else:
        place.value = int(text)
