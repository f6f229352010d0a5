"""The statistics annex (附表) printed with borders or tabs: every cell in its column, a blank one too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.parsing.flow import fold_document
from extractor.parsing.tables.cells import read_cell
from extractor.schema import AnnexRow, Cell, Span

_LINE = re.compile(r"[^\n]+")
_PLACES = {"|": re.compile(r"[^|]*"), "\t": re.compile(r"[^\t]*")}
_RULE = re.compile(r"[|:\- ]+")
_LONGEST_BETWEEN = 40
"""A longer line between two rows ends the annex; a shorter one is a page mark or 续表."""
_UNIT = re.compile(r"[^\d|]{0,6}")


class _Columns(NamedTuple):
    """Which columns hold what, 0 for the first; None where the annex has no such column."""

    unit: int
    this_year: int | None
    cumulative: int | None


def read_grid(text: str, body: Span) -> tuple[tuple[AnnexRow, ...], Span]:
    """Return the rows of the annex and where it stands; no rows where no head of one stands between borders."""
    folded = fold_document(text)
    heads: list[str] = []
    columns: _Columns | None = None
    rows: list[AnnexRow] = []
    start, end = body[0], body[0]
    for line in _LINE.finditer(folded, *body):
        if _border(line[0]) is None:
            if columns is not None and len(line[0].strip()) > _LONGEST_BETWEEN:
                break
            continue
        places = list(_places(folded, line))
        words = ["".join(folded[slice(*place)].split()) for place in places]
        found = _columns(words) or (_columns(_joined(heads, words)) if heads and not rows else None)
        if found is not None:
            start = start if columns is not None else line.start()
            heads, columns = words, found
        elif columns is not None and (row := _row(text, places, columns)) is not None:
            rows.append(row)
            end = line.end()
    return tuple(rows), (start, end)


def _border(line: str) -> str | None:
    """Return what stands between the cells of a line; None where it isn't a row."""
    return next((border for border in _PLACES if border in line), None)


def _places(folded: str, line: re.Match[str]) -> Iterator[Span]:
    """Yield where the cells of a line stand, without the blanks around them."""
    border = _border(line[0])
    if border is None or _RULE.fullmatch(line[0]):
        return
    first = line.start() + line[0].startswith("|")
    last = line.end() - line[0].endswith("|")
    while first <= last:
        found = _PLACES[border].match(folded, first, last)
        printed = found[0] if found is not None else ""
        begin = first + len(printed) - len(printed.lstrip())
        yield begin, max(begin, first + len(printed.rstrip()))
        first += len(printed) + 1


def _columns(words: Sequence[str]) -> _Columns | None:
    """Return the columns that a row names as the annex's head; None where it is none."""
    unit = next((at for at, word in enumerate(words) if word.endswith("单位") and len(word) <= 6), None)
    if unit is None or not any("指标" in word for word in words[:unit]):
        return None
    figures = [at for at in range(unit + 1, len(words)) if words[at]]
    cumulative = next((at for at in figures if "累计" in words[at]), None)
    this_year = next((at for at in figures if "累计" not in words[at]), None)
    return _Columns(unit, this_year, cumulative) if figures else None


def _joined(heads: Sequence[str], below: Sequence[str]) -> list[str]:
    """Return a head of two lines as one; nothing where the second line is a row of its own."""
    if len(below) != len(heads) or not any("累计" in word for word in below) or below[0]:
        return []
    return [word or above for above, word in zip(heads, below, strict=True)]


def _row(text: str, places: Sequence[Span], columns: _Columns) -> AnnexRow | None:
    """Return a line's row; None for a line of words without unit and figures, such as a group's title or a note."""
    printed = [text[slice(*place)] for place in places]
    label = next((words for words in reversed(printed[: columns.unit]) if words), "")
    unit = printed[columns.unit] if columns.unit < len(printed) else ""
    this_year, cumulative = (_cell(text, places, at) for at in (columns.this_year, columns.cumulative))
    filled = [cell for cell in (this_year, cumulative) if cell is not None and cell.printed]
    if not label or not (unit or filled) or not _UNIT.fullmatch(unit):
        return None
    return AnnexRow(label=" ".join(label.split()), unit=unit or None, this_year=this_year, cumulative=cumulative)


def _cell(text: str, places: Sequence[Span], at: int | None) -> Cell | None:
    if at is None or at >= len(places):
        return None
    printed = text[slice(*places[at])]
    return Cell(value=read_cell(printed).value, printed=printed, span=places[at])
