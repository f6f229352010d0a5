"""A table's text as rows of numbers, each with the label text before it, whatever the layout.

Six layouts lead to the same list: pipe rows, pipe cells one to a line, tabs, one cell to a line, lines of PDF text,
and flat text in which digits are glued to the labels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from extractor.parsing.flow import fold
from extractor.parsing.tables.cells import is_cell
from extractor.schema import Span

_UNIT = "(?:件|条|笔|万?元)"
NUMBERS = re.compile(rf"\S+(?:[ \t]{_UNIT}(?!\S))?")
"""The numbers of a run that white space shows; a unit behind its number belongs to it."""


class Atom(NamedTuple):
    """A printed cell or a run of digits that may hold several cells.

    Attributes:
        text: As printed, without the white space around it; empty for a cell that is there and blank.
        span: Where it stands; for a blank, the empty span between its separators.
        soft: A run whose cell borders are not printed: it may be split, at its spaces or inside.
        column: Place among the cells of a delimited line, 0 for the first; None in other layouts.
    """

    text: str
    span: Span
    soft: bool = False
    column: int | None = None

    @property
    def blank(self) -> bool:
        """Return whether the cell is there and empty."""
        return not self.text

    @property
    def tokens(self) -> int:
        """Return how many numbers white space shows: one for a cell, maybe more for a run."""
        return len(NUMBERS.findall(self.text)) if self.soft else 1


@dataclass
class NumberRow:
    """Consecutive cells and the text since the row before.

    Attributes:
        label: Text before the cells, white space and separators removed.
        label_span: Where that text stands; None when there is none.
        atoms: The cells, leading and trailing blanks included.
        values: Those that hold something.
        delimited: Whether the cells stand in one line between printed borders, so that only its end can be cut off.
        width: How many cells that line has, labels included.
    """

    label: str = ""
    label_span: Span | None = None
    atoms: list[Atom] = field(default_factory=list)
    values: list[Atom] = field(default_factory=list)
    delimited: bool = False
    width: int = 0

    def add(self, atom: Atom) -> None:
        """Append a cell."""
        self.atoms.append(atom)
        if atom.text:
            self.values.append(atom)

    def annotate(self, note: str, end: int) -> None:
        """Give the last cell the bracketed note that stands on the next line."""
        last = self.values[-1]
        self.atoms[-1] = self.values[-1] = Atom(last.text + note, (last.span[0], end))

    @property
    def tokens(self) -> int:
        """Return how many numbers white space and borders show."""
        return sum(atom.tokens for atom in self.values)

    @property
    def span(self) -> Span:
        """Return from the first to the last printed cell."""
        cells = self.values or self.atoms
        return cells[0].span[0], cells[-1].span[1]

    @property
    def printed(self) -> str:
        """Return the cells as printed, blanks shown as `□`."""
        return " ".join(atom.text or "□" for atom in self.atoms)


_EDGES = " \t\r\u3000\u00a0*"
_BORDER = re.compile(r"[|\t｜]")
_BLANK_LINE = " |｜\t\u3000\u00a0\r"
_MOST_BLANKS = 500
"""A line of nothing but borders is read so far: no form is that wide, and nothing is printed behind it."""
_SEPARATOR_LINE = re.compile(r"[\s|:\-—]*-{2,}[\s|:\-]*")
_NOISE = re.compile(r"[\s|#*_>]+")
_SIGN = r"(?:--?|—{1,2}|/|〇|○|无)(?=[ \t]|$)"
_NOTED = (
    r"(?:(?:件|条|笔|万?元)?[(（](?![一二三四五六七八九十\d]{1,2}[)）])[^()（）\n]{1,24}[)）]"
    r"|(?:件|条|笔|万?元)(?=[ \t]|$)"
    rf"|[ \t]{_UNIT}(?=[ \t]+\d))"
)
_COUNT = rf"[+-]?\d[\d,.]*{_NOTED}?"
_RUN = re.compile(rf"(?:(?<![^ \t])(?:{_SIGN}[ \t]+)+)?{_COUNT}(?:[ \t]+(?:{_COUNT}|{_SIGN}))*|(?<=[ \t]){_SIGN}$")
_MAY_HOLD_CELLS = re.compile(rf"\d|[ \t]{_SIGN}$")
_NOT_A_CELL_AFTER = re.compile(r"\s*[年月日号%条项类款件份个次人家位]")
_BRACKET_NOTE = re.compile(r"[(（](?![一二三四五六七八九十\d]{1,2}[)）])[^()（）]+[)）]?")


def number_rows(text: str, region: Span, skip: tuple[Span, ...] = ()) -> tuple[list[NumberRow], str]:
    """Return the rows of a region in reading order, and the label text after the last one.

    Args:
        text: Document text.
        region: Where the table stands.
        skip: Spans in order that are no table text, such as page marks.

    Returns:
        Rows with at least one cell (possibly blank), and what follows them.
    """
    lexer = _Lexer(text)
    position = region[0]
    for start, end in skip:
        if region[0] <= start < region[1]:
            lexer.read(position, start)
            position = max(position, end)
    lexer.read(position, region[1])
    return lexer.finish()


class _Lexer:
    """Collects rows while the lines of a region go by."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._rows: list[NumberRow] = []
        self._row = NumberRow()

    def finish(self) -> tuple[list[NumberRow], str]:
        """Return the rows, and the label text that no cell follows."""
        if self._row.atoms:
            return [*self._rows, self._row], ""
        return self._rows, self._row.label

    def read(self, start: int, end: int) -> None:
        """Read the lines of a stretch of text."""
        for line in self._text[start:end].split("\n"):
            if line:
                self._line(line, start)
            start += len(line) + 1

    def _line(self, line: str, offset: int) -> None:
        if "|" in line or "\t" in line or "｜" in line:
            self._bordered_line(line, offset)
            return
        body = line.strip(_EDGES)
        if not body:
            return
        left = offset + line.index(body)
        if body.isdecimal() or (is_cell(body) and not _spaced(body)):
            self._row.add(Atom(body, (left, left + len(body))))
        elif not _SEPARATOR_LINE.fullmatch(line) and self._mixed(body, left, None) > 1:
            self._end_row(delimited=False, width=0)

    def _bordered_line(self, line: str, offset: int) -> None:
        if _SEPARATOR_LINE.fullmatch(line):
            return
        pieces = _pieces(line)
        filled = 0
        for column, (left, right) in enumerate(pieces):
            raw = line[left:right]
            body = raw.strip(_EDGES)
            if not body:
                self._row.add(Atom("", (offset + left, offset + left), column=column))
                continue
            at = offset + left + raw.index(body)
            if body.isdecimal() or is_cell(body):
                self._row.add(Atom(body, (at, at + len(body)), column=column))
                filled += 1
            else:
                filled += self._mixed(body, at, column)
        if filled > 1:
            self._end_row(delimited=len(pieces) > 2, width=len(pieces))

    def _mixed(self, body: str, offset: int, column: int | None) -> int:
        """Take a piece in which labels and digit runs may stand together; return how many numbers it holds."""
        if not _MAY_HOLD_CELLS.search(body):
            self._label(body, offset)
            return 0
        folded = fold(body)
        done = count = 0
        for match in _RUN.finditer(folded):
            start, end = match.start(), _without_ordinal(folded, match)
            if start >= end or not _holds_cells(folded, start, end):
                continue
            if body[done:start].strip():
                self._label(body[done:start], offset + done)
            self._row.add(Atom(body[start:end], (offset + start, offset + end), soft=True, column=column))
            count += len(NUMBERS.findall(body[start:end]))
            done = end
        if body[done:].strip():
            self._label(body[done:], offset + done)
        return count

    def _label(self, text: str, offset: int) -> None:
        row = self._row
        if row.atoms and row.atoms[-1].text and _BRACKET_NOTE.fullmatch(text.strip()):
            row.annotate(text, offset + len(text))
            return
        if row.atoms:
            self._rows.append(row)
            row = self._row = NumberRow()
        row.label_span = (row.label_span[0] if row.label_span else offset, offset + len(text))
        row.label += _NOISE.sub("", text)

    def _end_row(self, delimited: bool, width: int) -> None:
        if self._row.values:
            self._row.delimited, self._row.width = delimited, width
            self._rows.append(self._row)
            self._row = NumberRow()


def _pieces(line: str) -> list[Span]:
    """Return the cells of a line cut at pipes and tabs, without the empty ones outside the outer pipes."""
    borders = [match.start() for match in _BORDER.finditer(line)]
    if not line.strip(_BLANK_LINE):
        return [(index, index) for index in borders[:_MOST_BLANKS] if line[index] != "\t"]
    cuts = [-1, *borders, len(line)]
    cells = [(left + 1, right) for left, right in pairwise(cuts)]
    if line[borders[-1]] != "\t" and not line[borders[-1] + 1 :].strip():
        del cells[-1]
    if line[borders[0]] != "\t" and not line[: borders[0]].strip():
        del cells[0]
    return cells


def _spaced(body: str) -> bool:
    return NUMBERS.fullmatch(body) is None and " " in body and "(" not in body and "（" not in body


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
    return not ((before in "〔第((" and before) or (before.isascii() and before.isalpha()))
