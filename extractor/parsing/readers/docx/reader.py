"""Word files (.docx): paragraphs, tables and text boxes in the order of the body, each cell with its path."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

from extractor.errors import DocumentLoadError, EmptyDocumentError, UnsupportedFormatError
from extractor.parsing.readers.builder import GridCell, TextBuilder
from extractor.parsing.readers.docx.numbering import Numbering
from extractor.parsing.readers.docx.text import DELETED, INSERTED, LeftOut, ParagraphReader, W
from extractor.parsing.readers.package import DOCX, UNREADABLE, require_safe
from extractor.schema import Document, Remark

_LAYOUT_CELL = 200
"""From how many characters on several paragraphs in a cell are prose in a table that only arranges the page."""
_SHOWN = 200


def load_docx(data: bytes, name: str) -> tuple[Document, tuple[Remark, ...]]:
    """Return a Word file's text with the path of every paragraph and cell, and what its text leaves out.

    Paths are counted from 1: `body/p[3]`, `body/tbl[2]/tr[5]/tc[3]`, `…/txbx[1]/p[1]` for a text box.

    Raises:
        DocumentLoadError: Damaged, protected or unsafe to unpack.
        DocumentTooLargeError: Unpacked it is over the limits.
        UnsupportedFormatError: Pictures of pages and no text.
        EmptyDocumentError: Neither text nor pictures.
    """
    require_safe(data, name)
    document = _open(data, name)
    reader = _Reader(Numbering(_numbering(document), document.part.styles.element))
    reader.blocks(document.element.body, "body")
    for note, path in _footnotes(document):
        reader.blocks(note, path)
    if not reader.builder.text.strip():
        if reader.left_out.pictures:
            raise UnsupportedFormatError("error.only_pictures", name=name)
        raise EmptyDocumentError(name=name)
    read = Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=DOCX,
        text=reader.builder.text,
        anchors=reader.builder.anchors,
    )
    return read, tuple(_remarks(reader.left_out))


def _open(data: bytes, name: str) -> Any:
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(io.BytesIO(data))
        document.element.body, document.part.styles  # noqa: B018  (parsed here, so that damage shows here)
    except (*UNREADABLE, OpcError, SyntaxError, LookupError, ValueError, AttributeError) as error:
        raise DocumentLoadError(name=name, reason="damaged") from error
    return document


def _numbering(document: Any) -> Any | None:
    from docx.opc.constants import RELATIONSHIP_TYPE

    try:
        return document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        return None


def _footnotes(document: Any) -> Iterator[tuple[Any, str]]:
    """Yield the notes at the foot of the pages, each with its path."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.parser import parse_xml

    for kind in (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES):
        try:
            root = parse_xml(document.part.part_related_by(kind).blob)
        except KeyError:
            continue
        for number, note in enumerate(root.iterchildren("*"), 1):
            if note.get(f"{W}type") in (None, "normal"):
                yield note, f"notes/note[{number}]"


class _Reader:
    """Writes the blocks of a document down."""

    def __init__(self, numbering: Numbering) -> None:
        self.builder = TextBuilder()
        self._numbering = numbering
        self._paragraphs = ParagraphReader()

    @property
    def left_out(self) -> LeftOut:
        """Return what the text leaves out so far."""
        return self._paragraphs.left_out

    def blocks(self, parent: Any, path: str) -> None:
        """Write what stands in the body, a cell or a text box."""
        counts: Counter[str] = Counter()
        for child in self._children(parent, (f"{W}p", f"{W}tbl")):
            kind = child.tag.removeprefix(W)
            counts[kind] += 1
            where = f"{path}/{kind}[{counts[kind]}]"
            if kind == "p":
                self._paragraph(child, where)
            else:
                self._table(child, where)

    def _children(self, parent: Any, tags: tuple[str, ...]) -> Iterator[Any]:
        """Yield the children of some kinds, also inside content controls and insertions; deletions are left out."""
        for child in parent.iterchildren("*"):
            if child.tag in tags:
                yield child
            elif child.tag in DELETED:
                self._paragraphs.leave_out(child)
            elif child.tag in INSERTED or child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag"):
                yield from self._children(child, tags)

    def _paragraph(self, paragraph: Any, path: str) -> None:
        words, boxes = self._paragraphs.read(paragraph)
        label = self._numbering.label(paragraph) if words.strip() else ""
        self.builder.write(label + words, path=path)
        self.builder.write("\n")
        for number, box in enumerate(boxes, 1):
            self.blocks(box, f"{path}/txbx[{number}]")

    def _table(self, table: Any, path: str) -> None:
        """Write a table as pipe rows; a row that only arranges the page is written as what stands in it."""
        rows: list[list[GridCell]] = []
        for number, row in enumerate(self._children(table, (f"{W}tr",)), 1):
            if row.find(f"{W}trPr/{W}del") is not None:
                self._paragraphs.leave_out(row)
                continue
            where = f"{path}/tr[{number}]"
            cells = list(self._children(row, (f"{W}tc",)))
            if any(_arranges(cell) for cell in cells):
                self.builder.table(rows)
                rows = []
                for place, cell in enumerate(cells, 1):
                    self.blocks(cell, f"{where}/tc[{place}]")
            else:
                rows.append([*_before(row), *(self._cell(cell, f"{where}/tc[{p}]") for p, cell in enumerate(cells, 1))])
        self.builder.table(rows)

    def _cell(self, cell: Any, path: str) -> GridCell:
        """Return a cell; one that continues a merged cell above is blank, as it is displayed."""
        if cell.find(f"{W}tcPr/{W}cellDel") is not None:
            self._paragraphs.leave_out(cell)
            return GridCell("", colspan=_width(cell), path=path)
        return GridCell("\n".join(self._lines(cell)), colspan=_width(cell), path=path)

    def _lines(self, parent: Any) -> list[str]:
        """Return the paragraphs of a cell, those of its text boxes and of a table of one cell among them."""
        lines = []
        for child in self._children(parent, (f"{W}p", f"{W}tbl")):
            if child.tag == f"{W}tbl":
                lines += [line for cell in child.iter(f"{W}tc") for line in self._lines(cell)]
                continue
            words, boxes = self._paragraphs.read(child)
            label = self._numbering.label(child) if words.strip() else ""
            lines += [label + words, *(line for box in boxes for line in self._lines(box))]
        return lines


def _arranges(cell: Any) -> bool:
    """Return whether a cell holds a table of several cells, or paragraphs of prose."""
    if any(len(list(table.iter(f"{W}tc"))) > 1 for table in cell.iter(f"{W}tbl")):
        return True
    lengths = [sum(len(node.text or "") for node in p.iter(f"{W}t")) for p in cell.iterchildren(f"{W}p")]
    return sum(lengths) > _LAYOUT_CELL and sum(length > 0 for length in lengths) > 1


def _width(cell: Any) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    printed = span.get(f"{W}val") if span is not None else "1"
    return min(int(printed), 60) if printed and printed.isdecimal() else 1


def _before(row: Any) -> list[GridCell]:
    """Return the places that a row leaves free at its beginning."""
    skipped = row.find(f"{W}trPr/{W}gridBefore")
    printed = skipped.get(f"{W}val") if skipped is not None else "0"
    return [GridCell("")] * (min(int(printed), 60) if printed and printed.isdecimal() else 0)


def _remarks(left_out: LeftOut) -> Iterator[Remark]:
    """Yield what a reader of the text should know about the file."""
    if left_out.deleted or left_out.insertions:
        printed = " / ".join(left_out.deleted)[:_SHOWN] or "—"
        params = {"insertions": left_out.insertions, "deletions": len(left_out.deleted), "printed": printed}
        yield Remark(rule="reading.tracked_changes", params=params)
    if left_out.hidden:
        params = {"count": len(left_out.hidden), "printed": " / ".join(left_out.hidden)[:_SHOWN]}
        yield Remark(rule="reading.hidden_text", params=params)
    if left_out.pictures:
        yield Remark(rule="reading.pictures", params={"count": left_out.pictures})
