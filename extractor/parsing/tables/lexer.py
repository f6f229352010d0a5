"""A table's text as rows of numbers, each with the label text before it, whatever the layout.

Six layouts lead to the same list: pipe rows, pipe cells one to a line, tabs, one cell to a line, lines of PDF text,
and flat text in which digits are glued to the labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.parsing.flow import fold
from extractor.parsing.tables.cells import is_cell
from extractor.schema import Span


@dataclass(frozen=True)
class Atom:
    """A printed cell or a run of digits that may hold several cells.

    Attributes:
        text: As printed, without the white space around it; empty for a cell that is there and blank.
        span: Where it stands; for a blank, the empty span between its separators.
        soft: A run whose cell borders are not printed: it may be split, at its spaces or inside.
    """

    text: str
    span: Span
    soft: bool = False

    @property
    def blank(self) -> bool:
        """Return whether the cell is there and empty."""
        return not self.text


@dataclass
class NumberRow:
    """Consecutive cells and the text since the row before.

    Attributes:
        label: Text before the cells, white space and separators removed.
        label_span: Where that text stands; None when there is none.
        atoms: The cells, leading and trailing blanks included.
        delimited: Whether the cells stand in one line between printed borders, so that only its end can be cut off.
    """

    label: str = ""
    label_span: Span | None = None
    atoms: list[Atom] = field(default_factory=list)
    delimited: bool = False

    @property
    def values(self) -> list[Atom]:
        """Return the atoms that hold something."""
        return [atom for atom in self.atoms if not atom.blank]

    @property
    def span(self) -> Span:
        """Return from the first to the last printed cell."""
        cells = self.values or self.atoms
        return cells[0].span[0], cells[-1].span[1]

    @property
    def printed(self) -> str:
        """Return the cells as printed, blanks shown as `□`."""
        return " ".join(atom.text or "□" for atom in self.atoms)


@dataclass(frozen=True)
class _Item:
    kind: str  # "label", "cell", "end" (of a line that holds a whole row) or "end delimited"
    text: str = ""
    span: Span = (0, 0)
    soft: bool = False


_SEPARATOR_LINE = re.compile(r"[\s|:\-—]*-{2,}[\s|:\-]*")
_NOISE = re.compile(r"[\s|#*_>]+")
_RUN = re.compile(r"[+-]?\d[\d,.]*(?:[ \t]+(?:[+-]?\d[\d,.]*|[-—/](?=\s|$)))*")
_NOT_A_CELL_AFTER = re.compile(r"\s*[年月日号%条项类款件份个次人家位]")
_BRACKET_NOTE = re.compile(r"\([^()]*\)?")


def number_rows(text: str, region: Span, skip: tuple[Span, ...] = ()) -> tuple[list[NumberRow], str]:
    """Return the rows of a region in reading order, and the label text after the last one.

    Args:
        text: Document text.
        region: Where the table stands.
        skip: Spans inside the region that are no table text, such as page marks.

    Returns:
        Rows with at least one cell (possibly blank), and what follows them.
    """
    rows: list[NumberRow] = []
    row = NumberRow()
    for item in _items(text, region, skip):
        if item.kind == "label":
            if row.values and _BRACKET_NOTE.fullmatch(fold(item.text).replace("（", "(").replace("）", ")")):
                row.atoms[-1] = _annotated(row.atoms[-1], item)
                continue
            if row.atoms:
                rows.append(row)
                row = NumberRow()
            start = row.label_span[0] if row.label_span else item.span[0]
            row.label += _NOISE.sub("", item.text)
            row.label_span = (start, item.span[1])
        elif item.kind == "cell":
            row.atoms.append(Atom(item.text, item.span, item.soft))
        elif row.values:
            row.delimited = item.kind == "end delimited"
            rows.append(row)
            row = NumberRow()
    if row.atoms:
        rows.append(row)
        return rows, ""
    return rows, row.label


def _annotated(atom: Atom, item: _Item) -> Atom:
    """Return the cell with the bracketed note that stands on the next line."""
    return Atom(atom.text + item.text, (atom.span[0], item.span[1]))


def _items(text: str, region: Span, skip: tuple[Span, ...]) -> Iterator[_Item]:
    position = region[0]
    while position < region[1]:
        newline = text.find("\n", position, region[1])
        end = region[1] if newline < 0 else newline
        if end > position and not any(start <= position and end <= stop for start, stop in skip):
            yield from _line_items(text, position, end, skip)
        position = end + 1


def _line_items(text: str, start: int, end: int, skip: tuple[Span, ...]) -> Iterator[_Item]:
    line = text[start:end]
    if is_cell(line.strip()) and not _spaced(line.strip()):
        yield from _piece_items(text, start, end, separated=False)
        return
    if line.isspace() or _SEPARATOR_LINE.fullmatch(line):
        return
    for inner in skip:
        if start <= inner[0] and inner[1] <= end:
            yield from _line_items(text, start, inner[0], ())
            yield from _line_items(text, inner[1], end, ())
            return
    pieces = list(_pieces(line, start))
    cells = 0
    for piece_start, piece_end in pieces:
        for item in _piece_items(text, piece_start, piece_end, len(pieces) > 1):
            if item.kind == "cell" and item.text:
                cells += len(item.text.split()) if item.soft else 1
            yield item
    if cells >= 2:
        yield _Item("end delimited" if len(pieces) > 2 else "end")


def _pieces(line: str, offset: int) -> Iterator[Span]:
    """Yield the cells of a line cut at pipes and tabs, without the empty ones outside the outer pipes."""
    borders = [index for index, char in enumerate(line) if char in "|\t｜"]
    if not borders:
        yield offset, offset + len(line)
        return
    cuts = [-1, *borders, len(line)]
    last = len(cuts) - 2
    for number, (left, right) in enumerate(zip(cuts, cuts[1:], strict=False)):
        outside = number in (0, last) and not line[left + 1 : right].strip()
        if outside and (line[borders[0]] != "\t" or number == 0):
            continue
        yield offset + left + 1, offset + right


def _piece_items(text: str, start: int, end: int, separated: bool) -> Iterator[_Item]:
    raw = text[start:end]
    body = raw.strip(" \t\r\u3000\u00a0*")
    if not body:
        if separated:
            yield _Item("cell", "", (start, start))
        return
    left = start + raw.find(body)
    span = (left, left + len(body))
    if is_cell(body) and (separated or not _spaced(body)):
        yield _Item("cell", body, span)
        return
    yield from _mixed_items(body, left)


def _spaced(body: str) -> bool:
    return " " in body and "(" not in body and "（" not in body


def _mixed_items(body: str, offset: int) -> Iterator[_Item]:
    """Yield labels and digit runs of a piece in which both stand together."""
    folded = fold(body)
    done = 0
    for match in _RUN.finditer(folded):
        start, end = match.start(), _without_ordinal(folded, match)
        if start >= end or not _holds_cells(folded, start, end):
            continue
        if done < start and body[done:start].strip():
            yield _Item("label", body[done:start], (offset + done, offset + start))
        yield _Item("cell", body[start:end], (offset + start, offset + end), soft=True)
        done = end
    if body[done:].strip():
        yield _Item("label", body[done:], (offset + done, offset + len(body)))


def _without_ordinal(folded: str, match: re.Match[str]) -> int:
    """Return where the cells of a run end: `00000002.` before a label is seven cells and the ordinal `2.`."""
    end = match.end()
    run = match.group()
    if run.endswith((".", ",")):
        end -= 2
    elif folded[end : end + 1] == "、":
        end -= 1
    return match.start() + len(folded[match.start() : max(end, match.start())].rstrip())


def _holds_cells(folded: str, start: int, end: int) -> bool:
    """Return whether a run is cells of the table and not a year, an article or a count in a note or label."""
    if _NOT_A_CELL_AFTER.match(folded, end):
        return False
    before = folded[start - 1 : start]
    return not (before in "〔第((" and before or before.isascii() and before.isalpha())
