"""Tables without ruling lines: rows of figures found in the print of a page, their labels put beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extractor.parsing.readers.ocr.cells import numeric
from extractor.parsing.readers.ocr.engine import Box
from extractor.parsing.readers.ocr.lines import Print

_FULL_ROW = 4
"""Figures in a line from which its places are those of the columns."""
_SHORT_ROW = 3
"""Most figures of a row of table 2, whose columns change from row to row."""
_BELONGS = 2.2
"""Heights of a line within which a piece of a label stands beside its row's figures."""


@dataclass(frozen=True)
class FigureRow:
    """A row of a table: its label's pieces, group first, and a box for each column; None where nothing is printed."""

    labels: tuple[Print, ...]
    figures: tuple[Print | None, ...]

    @property
    def top(self) -> float:
        """Return where the row begins, in pixels."""
        return min(piece.box.top for piece in self.figures if piece is not None)


def figure_rows(lines: Sequence[Sequence[Print]]) -> tuple[list[FigureRow], list[list[Print]]]:
    """Return the rows of figures on a page, and the lines that are none."""
    figures = [_figures(line) for line in lines]
    rows = [index for index, found in enumerate(figures) if found]
    labels: dict[int, list[Print]] = {index: [] for index in rows}
    rest: list[list[Print]] = []
    for index, line in enumerate(lines):
        loose = [piece for piece in line if piece not in figures[index]]
        for piece in loose:
            home = _home(piece, rows, figures)
            if home is not None:
                labels[home].append(piece)
        outside = [piece for piece in loose if _home(piece, rows, figures) is None]
        if outside:
            rest.append(outside)
    columns = _columns([figures[index] for index in rows if len(figures[index]) >= _FULL_ROW])
    return [FigureRow(_in_order(labels[index]), _placed(figures[index], columns)) for index in rows], rest


def _figures(line: Sequence[Print]) -> list[Print]:
    """Return the figures of a line that is a row of a table, else none: prose has words between its numbers."""
    found = [
        piece for piece in line if numeric(piece.text) and any(char.isalnum() or char in "—-/" for char in piece.text)
    ]
    words = [piece for piece in line if piece not in found]
    if len(found) >= _FULL_ROW:
        return found
    beside = len(words) == 1 and words[0].box.right < min((piece.box.left for piece in found), default=0)
    return found if beside and len(found) <= _SHORT_ROW else []


def _home(piece: Print, rows: Sequence[int], figures: Sequence[Sequence[Print]]) -> int | None:
    """Return the row beside whose figures a piece of a label stands; None where there is none."""
    best, nearest = None, 0.0
    for index in rows:
        first = figures[index][0].box
        height = piece.box.bottom - piece.box.top
        away = abs((piece.box.top + piece.box.bottom - first.top - first.bottom) / 2)
        if piece.box.right <= first.left and away < _BELONGS * height / 2 and (best is None or away < nearest):
            best, nearest = index, away
    return best


def _in_order(labels: Sequence[Print]) -> tuple[Print, ...]:
    """Return the pieces of a label, those of the group before those of the row, each from the top."""
    if not labels:
        return ()
    height = median(piece.box.bottom - piece.box.top for piece in labels)
    columns: list[list[Print]] = []
    for piece in sorted(labels, key=lambda piece: piece.box.left):
        if columns and piece.box.left - columns[-1][0].box.left < 3 * height:
            columns[-1].append(piece)
        else:
            columns.append([piece])
    return tuple(piece for column in columns for piece in sorted(column, key=lambda piece: piece.box.top))


def _columns(rows: Sequence[Sequence[Print]]) -> list[float]:
    """Return the middles of the columns of the widest rows that agree; empty where there is no such table."""
    widest = max((len(row) for row in rows), default=0)
    whole = [row for row in rows if len(row) == widest]
    return [median(_middle(row[column].box) for row in whole) for column in range(widest)] if len(whole) > 1 else []


def _middle(box: Box) -> float:
    return (box.left + box.right) / 2


def _placed(figures: Sequence[Print], columns: Sequence[float]) -> tuple[Print | None, ...]:
    """Return the figures of a row in its columns; as they come where they don't fit in."""
    if len(figures) < _FULL_ROW or len(figures) > len(columns):
        return tuple(figures)
    line: list[Print | None] = [None] * len(columns)
    for piece in figures:
        place = min(range(len(columns)), key=lambda index: abs(columns[index] - _middle(piece.box)))
        if line[place] is not None:
            return tuple(figures)
        line[place] = piece
    return tuple(line)
