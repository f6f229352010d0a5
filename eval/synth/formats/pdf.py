"""A fictional report as a PDF with text: `write_pdf(seed)`; needs reportlab, no font file."""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from enum import StrEnum
from random import Random
from typing import Any

from eval.synth.formats.pdf_layout import HEIGHT, WIDTH, Pages, Sheet, Text, text_width
from eval.synth.formats.pdf_tables import TableStyle, TableWriter
from eval.synth.generate import compose
from eval.synth.grids import Grid
from eval.synth.plan import Harm

_CJK = "STSong-Light"
"""A font that every viewer brings itself."""
_LATIN = ("Times-Roman", "Helvetica", "Courier")
_PIECES = re.compile(r"[!-~]+| +|[^ -~]+")
PAGE_NUMBERS = ("— {} —", "- {} -", "{}", "第 {} 页 共 {total} 页", "{} / {total}", "第{}页", "")
_WATERMARK = "样本 仅供测试"


class Watermark(StrEnum):
    """What is printed across the pages."""

    NONE = "none"
    ASKEW = "askew"
    LIGHT = "light"


class Rules(StrEnum):
    """What ruling lines are drawn with."""

    LINES = "lines"
    THIN_BOXES = "thin-boxes"
    ONE_PATH = "one-path"


@dataclass(frozen=True)
class PdfStyle:
    """How the file is printed.

    Attributes:
        table: How its tables are.
        latin: Font of the figures; None for the Chinese one.
        watermark: What is printed across the pages.
        page_number: Template of the page numbers; empty for none.
        running_head: Whether the issuer stands at the head of every page.
        rotation: Degrees clockwise that the pages are stored turned by, the text standing upright when shown.
        rules: What ruling lines are drawn with.
    """

    table: TableStyle = field(default_factory=TableStyle)
    latin: str | None = None
    watermark: Watermark = Watermark.NONE
    page_number: str = PAGE_NUMBERS[0]
    running_head: bool = False
    rotation: int = 0
    rules: Rules = Rules.LINES


@dataclass(frozen=True)
class SyntheticPdf:
    """A fictional report as a PDF: its name, bytes, what a correct extraction gives, and how it is printed."""

    name: str
    data: bytes
    gold: dict[str, Any]
    style: PdfStyle


def draw_style(seed: int, *, ruled: bool | None = None) -> PdfStyle:
    """Return the style of a seed."""
    rng = Random(f"pdf {seed}")
    table = TableStyle(
        ruled=rng.random() < 0.5 if ruled is None else ruled,
        size=rng.choice((8.0, 8.5, 9.0)),
        top=rng.random() < 0.25,
        right=rng.random() < 0.25,
        upright=rng.random() < 0.5,
        repeat_head=rng.random() < 0.4,
        torn=rng.random() < 0.4,
        figures_below=rng.random() < 0.3,
    )
    return PdfStyle(
        table=table,
        latin=rng.choice((None, *_LATIN)),
        watermark=rng.choice((Watermark.NONE, Watermark.NONE, *Watermark)),
        page_number=rng.choice(PAGE_NUMBERS),
        running_head=rng.random() < 0.2,
        rotation=rng.choice((0, 0, 0, 0, 0, 90, 180, 270)),
        rules=rng.choice(tuple(Rules)),
    )


def write_pdf(
    seed: int,
    *,
    form: str | None = None,
    noise: float = 0.01,
    damage: float = 0.05,
    harms: Collection[Harm] | None = None,
    style: PdfStyle | None = None,
    ruled: bool | None = None,
) -> SyntheticPdf:
    """Return the PDF of a seed; what is not given is drawn from the seed."""
    report = compose(seed, form=form, noise=noise, damage=damage, harms=harms)
    style = style or draw_style(seed, ruled=ruled)
    if ruled is not None:
        style = replace(style, table=replace(style.table, ruled=ruled))
    pages = _pages(report.blocks, style, Random(f"pdf pages {seed}"))
    name = f"{report.stem}.pdf"
    data = _painted(pages.sheets, style, report.gold["issuer"])
    return SyntheticPdf(name, data, {**report.gold, "file": name}, style)


def _pages(blocks: list[str | Grid], style: PdfStyle, rng: Random) -> Pages:
    """Return the pages; chance decides how far down the first one begins, so that breaks fall everywhere."""
    pages = Pages()
    pages.y += rng.choice((0, 40, 90, 150, 210))
    size = rng.choice((12.0, 14.0, 16.0))
    for block in blocks:
        if isinstance(block, Grid):
            TableWriter(block, style.table).write(pages)
        elif "政府信息公开工作年度报告" in block and len(block) < 60:
            pages.prose(block, 18.0, 30.0, centred=True)
        else:
            pages.prose(block, size, size * 1.6)
    return pages


def _painted(sheets: list[Sheet], style: PdfStyle, issuer: str) -> bytes:
    """Return the file."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(_CJK))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=True)
    for number, sheet in enumerate(sheets, 1):
        _turn(canvas, style.rotation)
        _watermark(canvas, style.watermark)
        _rule(canvas, sheet, style.rules)
        for text in (*_furniture(style, issuer, number, len(sheets)), *sheet.texts):
            _print(canvas, text, style.latin)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _turn(canvas: Any, rotation: int) -> None:
    canvas.setPageRotation(rotation)
    if rotation:
        x, y = {90: (HEIGHT, 0.0), 180: (WIDTH, HEIGHT), 270: (0.0, WIDTH)}[rotation]
        canvas.translate(x, y)
        canvas.rotate(rotation)


def _furniture(style: PdfStyle, issuer: str, number: int, total: int) -> list[Text]:
    """Return the page number and the running head of a page."""
    mark = style.page_number.format(number, total=total)
    found = [Text((WIDTH - text_width(mark, 10)) / 2, 805.0, 10.0, mark)] if mark else []
    return [*found, Text(72.0, 50.0, 9.0, issuer)] if style.running_head else found


def _watermark(canvas: Any, kind: Watermark) -> None:
    if kind is Watermark.NONE:
        return
    canvas.saveState()
    canvas.setFillGray(0.86)
    canvas.setFont(_CJK, 60)
    canvas.translate(120, 330)
    if kind is Watermark.ASKEW:
        canvas.rotate(40)
    canvas.drawString(0, 0, _WATERMARK)
    canvas.restoreState()


def _rule(canvas: Any, sheet: Sheet, rules: Rules) -> None:
    canvas.setLineWidth(0.5)
    path = canvas.beginPath()
    for stroke in dict.fromkeys(sheet.strokes):
        y0, y1 = HEIGHT - stroke.y0, HEIGHT - stroke.y1
        if rules is Rules.LINES:
            canvas.line(stroke.x0, y0, stroke.x1, y1)
        elif rules is Rules.THIN_BOXES:
            canvas.rect(stroke.x0, y1, stroke.x1 - stroke.x0 or 0.5, y0 - y1 or 0.5, stroke=0, fill=1)
        else:
            path.moveTo(stroke.x0, y0)
            path.lineTo(stroke.x1, y1)
    if rules is Rules.ONE_PATH and sheet.strokes:
        canvas.drawPath(path, stroke=1, fill=0)


def _print(canvas: Any, text: Text, latin: str | None) -> None:
    """Print words, figures in their own font, each piece where the layout has room for it."""
    x = text.x
    for piece in _PIECES.findall(text.words):
        ascii_piece = piece.isascii()
        canvas.setFont(latin if latin and ascii_piece else _CJK, text.size)
        room = text_width(piece, text.size)
        wide = canvas.stringWidth(piece, latin if latin and ascii_piece else _CJK, text.size)
        canvas.saveState()
        if wide > room:
            canvas.setFontSize(text.size * room / wide)
        canvas.drawString(x, HEIGHT - text.y, piece)
        canvas.restoreState()
        x += room
