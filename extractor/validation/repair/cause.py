"""Whose error a broken identity is: the document's own, or the reading's.

- `extraction`: the proposed repair agrees with a second reading of what is printed in one of its cells (a candidate of
  the character recognition, or another way to split digits that run together); or with the prose, where the cell it
  changes is not plainly printed.
- `source`: every cell in question is plainly printed. That is every cell of the proposed repair; where none is
  proposed, every cell of every candidate; where there is no candidate either, every cell of the identity.
- `open`: anything else.

A cell is plainly printed when its text is nothing but the digits of its value, the document has them at the cell's own
place with no digit right before or behind, no character recognition was needed, and no reading step made a remark on
it. Without the document at hand nothing is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from extractor.schema import Cause, Cell, Document
from extractor.validation.repair.readings import SecondReadings


def is_plain(cell: Cell | None, document: Document | None) -> bool:
    """Return whether a cell was read from digits that stand by themselves at its own place."""
    if cell is None or cell.span is None or document is None or cell.score is not None:
        return False
    start, end = cell.span
    around = document.text[max(start - 1, 0) : start] + document.text[end : end + 1]
    return (
        document.text[start:end] == cell.printed
        and cell.printed.isdecimal()
        and cell.value == int(cell.printed)
        and not any(char.isdigit() for char in around)
    )


def cause_of(
    proposed: Mapping[str, int] | None,
    candidates: Sequence[Mapping[str, int]],
    identity: Collection[str],
    readings: SecondReadings,
    plain: Callable[[str], bool],
) -> Cause:
    """Return whose error a broken identity is, as this module defines it.

    Args:
        proposed: Cell → what it should be; None where no repair is clearly the likeliest.
        candidates: All repairs of the smallest size that are known.
        identity: Its cells.
        readings: What else the source says.
        plain: Whether a cell is plainly printed.
    """
    for cell, value in (proposed or {}).items():
        if value in readings.print.get(cell, ()):
            return Cause.EXTRACTION
        if value in readings.prose.get(cell, ()) and not plain(cell):
            return Cause.EXTRACTION
    concerned = proposed or {cell for candidate in candidates for cell in candidate} or identity
    return Cause.SOURCE if all(map(plain, concerned)) else Cause.OPEN
