"""Tables on pages: cells wrapped and aligned, with or without ruling lines, rows torn by page breaks on request."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from eval.synth.formats.pdf_layout import MARGIN, Pages, Text, boxed, text_width, wrap_words
from eval.synth.formats.spans import SpanCell, span_cells
from eval.synth.grids import Grid

_PAD = 3.0
_UPRIGHT = "三、本年度办理结果"
_WIDTHS = {
    "disclosure": (160.0, 97.0, 97.0, 97.0),
    "applications": (24.0, 62.0, 127.0, *[34.0] * 7),
    "review_litigation": (*[30.0] * 15,),
}


@dataclass(frozen=True)
class TableStyle:
    """How tables are printed.

    Attributes:
        ruled: Whether cells have borders.
        size: Of the font, in points.
        top: Whether cells begin at their top instead of standing in the middle.
        right: Whether figures stand at the right of their cell instead of in its middle.
        upright: Whether the label 三、本年度办理结果 stands a character a line.
        repeat_head: Whether the head of table 3 stands again on the next page.
        torn: Whether a page break may tear the label of a row.
        figures_below: Whether the figures of a torn row stand in its lower part.
    """

    ruled: bool = True
    size: float = 9.0
    top: bool = False
    right: bool = False
    upright: bool = False
    repeat_head: bool = False
    torn: bool = False
    figures_below: bool = False


@dataclass
class _Strip:
    """The part of a table's row that stands on one page: its number, lines of each cell and height."""

    row: int
    lines: dict[int, list[str]]
    height: float


class TableWriter:
    """Writes one table."""

    def __init__(self, grid: Grid, style: TableStyle) -> None:
        self._style = style
        self._size = style.size - 1 if grid.table == "review_litigation" else style.size
        self._leading = self._size * 1.25
        widths = _WIDTHS[grid.table]
        self._xs = list(accumulate(widths, initial=MARGIN))
        self._rows = span_cells(grid)
        self._heads = next((number for number, row in enumerate(grid.rows) if row.key), 0)
        self._rest: dict[tuple[int, int], list[str]] = {}
        self._can_repeat = grid.table == "applications"

    def write(self, pages: Pages) -> None:
        """Write the table from where the pages stand."""
        strips = [_Strip(number, *self._wrapped(row)) for number, row in enumerate(self._rows)]
        self._stretch(strips)
        waiting, drawn = strips, list[_Strip]()
        while waiting:
            strip = waiting.pop(0)
            height = sum(other.height for other in drawn)
            if height + strip.height <= pages.left:
                drawn.append(strip)
                continue
            upper, strip = self._tear(strip, pages.left - height)
            self._draw(pages, [*drawn, *([upper] if upper else [])])
            pages.turn()
            drawn = []
            if self._style.repeat_head and self._can_repeat and strip.row >= self._heads:
                drawn = self._head_strips()
            waiting.insert(0, strip)
        self._draw(pages, drawn)
        pages.y += self._leading

    def _head_strips(self) -> list[_Strip]:
        strips = [_Strip(number, *self._wrapped(row)) for number, row in enumerate(self._rows[: self._heads])]
        self._stretch(strips)
        return strips

    def _wrapped(self, row: list[SpanCell]) -> tuple[dict[int, list[str]], float]:
        """Return the lines of the cells that begin in a row, by column, and the height those of one row need."""
        lines = {cell.column: self._lines(cell) for cell in row}
        needed = [len(lines[cell.column]) for cell in row if cell.rowspan == 1]
        return lines, max(needed, default=1) * self._leading + 2 * _PAD

    def _lines(self, cell: SpanCell) -> list[str]:
        if cell.text == _UPRIGHT and self._style.upright:
            return list(cell.text)
        width = self._xs[cell.column + cell.colspan] - self._xs[cell.column] - 2 * _PAD
        return wrap_words(cell.text, self._size, width)

    def _stretch(self, strips: list[_Strip]) -> None:
        """Make the last row of a cell that covers several high enough for it."""
        for row in self._rows[: len(strips)]:
            for cell in row:
                last = min(cell.row + cell.rowspan, len(strips))
                height = sum(strip.height for strip in strips[cell.row : last])
                need = len(strips[cell.row].lines[cell.column]) * self._leading + 2 * _PAD
                strips[last - 1].height += max(0.0, need - height)

    def _tear(self, strip: _Strip, room: float) -> tuple[_Strip | None, _Strip]:
        """Return the part of a row that still fits the page, if it may be torn, and the rest."""
        cells = [cell for cell in self._rows[strip.row] if cell.rowspan == 1 and cell.text]
        labels = [cell for cell in cells if not cell.is_value]
        fits = int((room - 2 * _PAD) / self._leading)
        long = next((cell for cell in labels if len(strip.lines[cell.column]) > 1), None)
        tall = any(cell.is_value and len(strip.lines[cell.column]) > 1 for cell in cells)
        if not self._style.torn or long is None or fits < 1 or tall:
            return None, strip
        fits = min(fits, len(strip.lines[long.column]) - 1)
        upper, lower = dict(strip.lines), dict(strip.lines)
        for cell in self._rows[strip.row]:
            whole = strip.lines[cell.column]
            if cell is long:
                upper[cell.column], lower[cell.column] = whole[:fits], whole[fits:]
            elif cell.is_value and self._style.figures_below:
                upper[cell.column] = []
            else:
                lower[cell.column] = []
        rest = len(lower[long.column]) * self._leading + 2 * _PAD
        return _Strip(strip.row, upper, room), _Strip(strip.row, lower, rest)

    def _draw(self, pages: Pages, strips: list[_Strip]) -> None:
        """Draw rows one below the other; a cell that covers several stands in what of them is on this page."""
        tops = list(accumulate((strip.height for strip in strips), initial=pages.y))
        seen: set[int] = set()
        for index, strip in enumerate(strips):
            for cell in self._reaching(strip.row):
                if id(cell) in seen:
                    continue
                seen.add(id(cell))
                end = index + 1
                while end < len(strips) and cell.row <= strips[end].row < cell.row + cell.rowspan:
                    end += 1
                lines = (
                    strip.lines[cell.column] if strip.row == cell.row else self._rest.pop((cell.row, cell.column), [])
                )
                if cell.rowspan > 1:
                    fits = int((tops[end] - tops[index] - _PAD) / self._leading)
                    lines, self._rest[cell.row, cell.column] = lines[:fits], lines[fits:]
                self._draw_cell(pages, cell, lines, tops[index], tops[end])
        pages.y = tops[-1]

    def _reaching(self, row: int) -> list[SpanCell]:
        """Return the cells that cover places of a row."""
        return [cell for cells in self._rows[: row + 1] for cell in cells if cell.row + cell.rowspan > row]

    def _draw_cell(self, pages: Pages, cell: SpanCell, lines: list[str], top: float, bottom: float) -> None:
        x0, x1 = self._xs[cell.column], self._xs[cell.column + cell.colspan]
        if self._style.ruled:
            pages.sheet.strokes += boxed(x0, top, x1, bottom)
        free = bottom - top - len(lines) * self._leading
        y = top + (_PAD if self._style.top and cell.rowspan == 1 else free / 2)
        for number, line in enumerate(lines):
            words = line.strip()
            width = text_width(words, self._size)
            x = x0 + _PAD if not cell.is_value and cell.colspan < 4 else (x0 + x1 - width) / 2
            if cell.is_value and self._style.right:
                x = x1 - _PAD - width
            if words:
                pages.sheet.texts.append(Text(x, y + (number + 0.85) * self._leading, self._size, words))
