"""A fictional report as an office's scanner delivers it: pictures of pages, slightly turned, noisy, compressed."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from eval.synth.formats.spans import SpanCell, span_cells
from eval.synth.generate import Composition
from eval.synth.grids import Grid

FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
)
"""Where Debian's fonts-noto-cjk and fonts-wqy-zenhei put their fonts."""

_NOTO_SIMPLIFIED = 2
_PAGE = (595.0, 842.0)
_MARGIN = 62.0
_BODY, _TITLE, _TABLE = 14.0, 18.0, 9.5
_LEADING = 1.55
_LABEL_WIDTHS = {"disclosure": (150.0,), "applications": (50.0, 62.0, 122.0), "review_litigation": ()}
_CELL_PADDING = 3.0
_CENTRED_BELOW = 12
_BREAKS_BEFORE = "，。；：、）”！？,.;:)"


def font_path() -> Path | None:
    """Return a font with Chinese characters; None where none of Debian's is installed."""
    return next((Path(path) for path in FONTS if Path(path).exists()), None)


def write_scan(
    report: Composition,
    *,
    dpi: int = 200,
    skew: float = 2.0,
    noise: float = 6.0,
    quality: int = 60,
    ruled: bool = True,
    kind: str = "pdf",
) -> bytes:
    """Return a report as an image-only PDF, a TIFF of several pages, or one long PNG or JPEG.

    Args:
        report: What to print.
        dpi: Of the scan.
        skew: Most degrees by which a page is turned; each page has its own angle.
        noise: Standard deviation of the grey noise, of 255.
        quality: Of the JPEG compression that every page goes through.
        ruled: Whether the tables have ruling lines.
        kind: `pdf`, `tiff`, `png` or `jpeg`.
    """
    rng = Random(report.stem)
    pages = [_scanned(page, rng, skew, noise, quality) for page in draw_pages(report, dpi, ruled)]
    return _encode(pages, kind, dpi, quality)


def draw_pages(report: Composition, dpi: int, ruled: bool = True) -> list[Image.Image]:
    """Return the report's pages as printed, before the scanner touches them.

    Raises:
        FileNotFoundError: No font with Chinese characters.
    """
    press = _Press(dpi, ruled)
    for block in report.blocks:
        if isinstance(block, Grid):
            press.table(block)
        else:
            for paragraph in block.split("\n"):
                press.paragraph(paragraph, _TITLE if "年度报告" in block[:60] and len(block) < 60 else _BODY)
    return press.pages


@lru_cache(maxsize=32)
def _font(pixels: int) -> ImageFont.FreeTypeFont:
    path = font_path()
    if path is None:
        raise FileNotFoundError("no font with Chinese characters: install fonts-noto-cjk or fonts-wqy-zenhei")
    return ImageFont.truetype(str(path), pixels, index=_NOTO_SIMPLIFIED if "Noto" in path.name else 0)


class _Press:
    """Sets paragraphs and tables onto pages, top down."""

    def __init__(self, dpi: int, ruled: bool) -> None:
        self._scale, self._ruled = dpi / 72, ruled
        self.pages: list[Image.Image] = []
        self._new_page()

    def _new_page(self) -> None:
        size = (round(_PAGE[0] * self._scale), round(_PAGE[1] * self._scale))
        self.pages.append(Image.new("L", size, 252))
        self._draw = ImageDraw.Draw(self.pages[-1])
        self._top = _MARGIN
        if len(self.pages) > 1:
            self._text(f"— {len(self.pages)} —", _PAGE[0] / 2 - 15, _PAGE[1] - 40, 10)

    def _text(self, text: str, left: float, top: float, size: float) -> None:
        font = _font(round(size * self._scale))
        self._draw.text((left * self._scale, top * self._scale), text, font=font, fill=25)

    def _width(self, text: str, size: float) -> float:
        return float(_font(round(size * self._scale)).getlength(text)) / self._scale

    def _wrap(self, text: str, width: float, size: float) -> list[str]:
        """Return the lines of a text; no line starts with a closing mark."""
        lines = [""]
        for char in text:
            full = self._width(lines[-1] + char, size) > width
            if full and lines[-1] and char not in _BREAKS_BEFORE:
                lines.append("")
            lines[-1] += char
        return lines

    def paragraph(self, text: str, size: float) -> None:
        """Print a paragraph, indented by two characters; a title in the middle of its line."""
        room = _PAGE[0] - 2 * _MARGIN
        for line in self._wrap(text if size == _TITLE else "　　" + text, room, size):
            if self._top + size * _LEADING > _PAGE[1] - _MARGIN:
                self._new_page()
            left = _MARGIN + (room - self._width(line, size)) / 2 if size == _TITLE else _MARGIN
            self._text(line, left, self._top, size)
            self._top += size * _LEADING

    def table(self, grid: Grid) -> None:
        """Print a table, going on on the next page where a row no longer fits."""
        self._top += 6
        lefts = self._column_edges(grid)
        cells = [cell for row in span_cells(grid) for cell in row]
        heights = self._row_heights(grid, cells, lefts)
        first = 0
        while first < len(heights):
            after = self._fitting(heights, first)
            if after == first:
                self._new_page()
                continue
            self._rows(cells, lefts, heights, first, after)
            first = after
            if first < len(heights):
                self._new_page()
        self._top += 10

    def _column_edges(self, grid: Grid) -> list[float]:
        labels = _LABEL_WIDTHS[grid.table]
        room = _PAGE[0] - 2 * _MARGIN - sum(labels)
        widths = [*labels, *[room / (grid.width - len(labels))] * (grid.width - len(labels))]
        return [_MARGIN + sum(widths[:index]) for index in range(len(widths) + 1)]

    def _lines(self, cell: SpanCell, lefts: list[float]) -> list[str]:
        width = lefts[cell.column + cell.colspan] - lefts[cell.column] - 2 * _CELL_PADDING
        return self._wrap(cell.text, width, _TABLE) if cell.text else []

    def _row_heights(self, grid: Grid, cells: list[SpanCell], lefts: list[float]) -> list[float]:
        lines = [1] * len(grid.rows)
        for cell in cells:
            if cell.rowspan == 1:
                lines[cell.row] = max(lines[cell.row], len(self._lines(cell, lefts)))
        return [count * _TABLE * 1.25 + 8 for count in lines]

    def _fitting(self, heights: list[float], first: int) -> int:
        """Return up to which row the table fits onto the page."""
        after, bottom = first, self._top
        while after < len(heights) and bottom + heights[after] <= _PAGE[1] - _MARGIN:
            bottom += heights[after]
            after += 1
        return after

    def _rows(self, cells: list[SpanCell], lefts: list[float], heights: list[float], first: int, after: int) -> None:
        tops = [self._top + sum(heights[first:row]) for row in range(first, after + 1)]
        for cell in cells:
            begin, end = max(cell.row, first), min(cell.row + cell.rowspan, after)
            if begin >= end:
                continue
            box = (lefts[cell.column], tops[begin - first], lefts[cell.column + cell.colspan], tops[end - first])
            if self._ruled:
                self._draw.rectangle([round(edge * self._scale) for edge in box], outline=40, width=self._rule)
            shares = [min(cell.row + cell.rowspan, after) - begin, cell.row + cell.rowspan - after, first - cell.row]
            if shares[0] == max(shares) or cell.rowspan == 1:
                self._cell_text(cell, box, lefts)
        self._top = tops[-1]

    @property
    def _rule(self) -> int:
        return max(1, round(0.6 * self._scale))

    def _cell_text(self, cell: SpanCell, box: tuple[float, float, float, float], lefts: list[float]) -> None:
        lines = self._lines(cell, lefts)
        top = (box[1] + box[3]) / 2 - len(lines) * _TABLE * 1.25 / 2 - 1.5
        for line in lines:
            spare = box[2] - box[0] - self._width(line, _TABLE)
            left = box[0] + (spare / 2 if len(cell.text) < _CENTRED_BELOW else _CELL_PADDING)
            self._text(line, left, top, _TABLE)
            top += _TABLE * 1.25


def _scanned(page: Image.Image, rng: Random, skew: float, noise: float, quality: int) -> Image.Image:
    """Return a page as a scanner sees it: turned, noisy, compressed."""
    turned = page.rotate(rng.uniform(-skew, skew), Image.Resampling.BICUBIC, fillcolor=252)
    grain = np.random.default_rng(rng.randrange(2**32)).normal(0, noise, (turned.height, turned.width))
    grey = np.clip(np.asarray(turned, dtype=np.float32) + grain, 0, 255).astype(np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(grey).save(buffer, "JPEG", quality=quality)
    return Image.open(io.BytesIO(buffer.getvalue())).convert("L")


def _encode(pages: list[Image.Image], kind: str, dpi: int, quality: int) -> bytes:
    buffer = io.BytesIO()
    if kind in ("pdf", "tiff"):
        options: dict[str, Any] = {"resolution": dpi} if kind == "pdf" else {"dpi": (dpi, dpi)}
        pages[0].save(buffer, kind.upper(), save_all=True, append_images=pages[1:], **options)
        return buffer.getvalue()
    long = Image.new("L", (pages[0].width, sum(page.height for page in pages)), 252)
    for number, page in enumerate(pages):
        long.paste(page, (0, number * page.height))
    long.save(buffer, kind.upper(), dpi=(dpi, dpi), **({"quality": quality} if kind == "jpeg" else {}))
    return buffer.getvalue()
