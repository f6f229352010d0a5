"""A notice as a Word document in the layout of official letters (GB/T 9704): A4, 小标宋 and 仿宋, seal and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from extractor.notice.content import Letter, Notice
from extractor.notice.layout import Words

TITLE, BODY, HEADING, LATIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "Times New Roman"
_FALLBACKS = {
    TITLE: "方正小标宋_GBK,小标宋,宋体,Noto Serif CJK SC",
    BODY: "仿宋,FangSong,Noto Serif CJK SC",
    HEADING: "SimHei,Noto Sans CJK SC",
}
"""What stands in where a font is not installed; Word and LibreOffice read it from the document's font table."""

_BODY_SIZE, _TITLE_SIZE, _TABLE_SIZE, _LINE = Pt(16), Pt(22), Pt(11), Pt(28)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def docx_bytes(notice: Notice) -> bytes:
    """Return the notice as a .docx file."""
    words = Words(notice)
    page = _Page(words.title, notice.sender)
    page.title(words.title)
    if notice.open:
        page.line(words.draft, font=HEADING, centred=True)
    if words.is_letter:
        page.line(words.addressee, indent=False)
    page.line(words.opening)
    if not words.is_letter:
        page.table(words.summary)
    for number, letter in enumerate(notice.letters, start=1):
        if len(notice.letters) > 1:
            page.line(words.section(number, letter), font=HEADING)
        _entries(page, words, letter)
    page.line(words.closing, kept=True)
    page.signature(words.signature)
    return page.saved()


def _entries(page: _Page, words: Words, letter: Letter) -> None:
    """Write the mistakes of one report one by one, then as a table."""
    for number, entry in enumerate(letter.entries, start=1):
        page.line(words.heading(number, entry), font=HEADING)
        for text in words.details(entry):
            page.line(text)
    if rows := words.table(letter):
        page.line(words.table_title, centred=True)
        page.table(rows)


class _Page:
    """A document that is written from top to bottom."""

    def __init__(self, title: str, author: str) -> None:
        self._document = Document()
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = _printable(title), _printable(author), ""
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        _set_font(self._document.styles["Normal"].font, BODY, _BODY_SIZE)
        _add_fallbacks(self._document)
        _number_pages(section.footer.paragraphs[0])

    def title(self, text: str) -> None:
        """Write the title, with a line of room below."""
        paragraph = self._paragraph(text, TITLE, _TITLE_SIZE)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing = Pt(34)
        paragraph.paragraph_format.space_after = _LINE

    def line(
        self, text: str, *, font: str = BODY, indent: bool = True, centred: bool = False, kept: bool = False
    ) -> None:
        """Write a paragraph, its first line set in by two characters unless it is centred or an address.

        `kept` keeps it on one page with what follows, as headings are.
        """
        paragraph = self._paragraph(text, font, _BODY_SIZE)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif indent:
            paragraph.paragraph_format.first_line_indent = _BODY_SIZE * 2
        paragraph.paragraph_format.keep_with_next = kept or centred or font == HEADING

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Write a table; its first row is repeated on every page."""
        table = self._document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for at, row in enumerate(rows):
            line = table.add_row()
            properties = line._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if at == 0:
                properties.append(OxmlElement("w:tblHeader"))
            for cell, text in zip(line.cells, row, strict=True):
                run = cell.paragraphs[0].add_run(_printable(text))
                _set_font(run.font, HEADING if at == 0 else BODY, _TABLE_SIZE)
        _set_widths(table, rows)
        self._document.add_paragraph()

    def signature(self, lines: Sequence[str]) -> None:
        """Write name, date and the place of the seal at the right, after some room; they stay on one page."""
        for at, text in enumerate(lines):
            paragraph = self._paragraph(text, BODY, _BODY_SIZE)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = _BODY_SIZE * 4
            paragraph.paragraph_format.space_before = _LINE * 2 if at == 0 else Pt(0)
            paragraph.paragraph_format.keep_with_next = at < len(lines) - 1

    def saved(self) -> bytes:
        """Return the file."""
        stream = BytesIO()
        self._document.save(stream)
        return stream.getvalue()

    def _paragraph(self, text: str, font: str, size: Pt) -> Any:
        paragraph = self._document.add_paragraph()
        _set_font(paragraph.add_run(_printable(text)).font, font, size)
        layout = paragraph.paragraph_format
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
        layout.space_before = layout.space_after = Pt(0)
        return paragraph


def _set_font(font: Any, name: str, size: Pt) -> None:
    """Set a font for Chinese, and the one for digits and Latin letters beside it."""
    font.name, font.size = LATIN, size
    font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _set_widths(table: Any, rows: Sequence[Sequence[str]]) -> None:
    """Give each column room by the longest text in it, within limits; a number column stays narrow."""
    lengths = [min(max(len(row[at]) for row in rows), 30) + 3 for at in range(len(rows[0]))]
    whole = Mm(156)
    table.autofit = False
    for column, length in zip(table.columns, lengths, strict=True):
        width = column.width = int(whole * length / sum(lengths))
        for cell in column.cells:
            cell.width = width


def _add_fallbacks(document: Any) -> None:
    """Name the fonts that stand in for those of official letters, in the document's font table."""
    part = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    fonts = etree.fromstring(part.blob)
    for name, others in _FALLBACKS.items():
        font = etree.SubElement(fonts, qn("w:font"), {qn("w:name"): name})
        etree.SubElement(font, qn("w:altName"), {qn("w:val"): others})
        etree.SubElement(font, qn("w:charset"), {qn("w:val"): "86"})
    part._blob = etree.tostring(fonts, xml_declaration=True, encoding="UTF-8", standalone=True)


def _number_pages(paragraph: Any) -> None:
    """Write the page number as official letters do: — 1 —."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, kind in (("— ", None), ("", "begin"), ("PAGE", "code"), ("", "end"), (" —", None)):
        run = paragraph.add_run(text if kind != "code" else "")
        _set_font(run.font, BODY, Pt(14))
        if kind == "code":
            code = OxmlElement("w:instrText")
            code.text = text
            run._r.append(code)
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _printable(text: str) -> str:
    """Return a text that XML can hold; what it can't is shown as �."""
    return _UNPRINTABLE.sub("\ufffd", text)
