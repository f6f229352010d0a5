"""What else the source says of a cell: the prose, and other ways to read what is printed there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extractor.parsing.tables.cells import read_cell
from extractor.schema import Fact, Remark
from extractor.schema.forms import APPLICANTS, OUTCOMES, cell_path

_STATED = {
    "applications.received": "applications.new_received.total",
    "applications.carried_over": "applications.carried_over.total",
    "applications.answered": "applications.total_processed.total",
    "applications.carried_forward": "applications.carried_forward.total",
    "applications.granted": "applications.granted.total",
    "applications.partially_granted": "applications.partially_granted.total",
    "applications.reconsiderations": "review_litigation.reconsideration.total",
}
"""Fields of the prose that count what one cell counts."""

_COLUMNS = {"applications": APPLICANTS, "review_litigation": OUTCOMES}


@dataclass(frozen=True)
class SecondReadings:
    """What is known of cells besides their value.

    Attributes:
        prose: Cell → numbers that the prose states for it.
        print: Cell → other readings of what is printed there: of a picture, of digits that run together.
    """

    prose: Mapping[str, frozenset[int]] = field(default_factory=dict)
    print: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def all(self) -> dict[str, frozenset[int]]:
        """Return both together."""
        cells = [*self.prose, *self.print]
        return {cell: self.prose.get(cell, frozenset()) | self.print.get(cell, frozenset()) for cell in cells}


def second_readings(facts: Iterable[Fact], remarks: Iterable[Remark]) -> SecondReadings:
    """Return what the facts and the remarks of reading say of cells; rounded numbers of the prose are left out."""
    prose: dict[str, set[int]] = {}
    for fact in facts:
        if fact.field in _STATED and not fact.approximate and float(fact.value).is_integer():
            prose.setdefault(_STATED[fact.field], set()).add(int(fact.value))
    printed: dict[str, set[int]] = {}
    for remark in remarks:
        for cell, value in _candidates(remark):
            printed.setdefault(cell, set()).add(value)
    return SecondReadings(_frozen(prose), _frozen(printed))


def _frozen(values: Mapping[str, set[int]]) -> dict[str, frozenset[int]]:
    return {cell: frozenset(numbers) for cell, numbers in values.items()}


def _candidates(remark: Remark) -> Iterable[tuple[str, int]]:
    """Yield the readings of each cell: those of one cell, or rows such as `22|0|3` with a piece for each column."""
    if len(remark.cells) == 1 and not any("|" in text for text in remark.candidates):
        yield from ((remark.cells[0], value) for text in remark.candidates if (value := _count(text)) is not None)
    table, row = remark.params.get("table"), remark.params.get("row")
    columns = _COLUMNS.get(str(table), ())
    for text in remark.candidates:
        pieces = text.split("|")
        if len(pieces) > 1 and len(pieces) == len(columns):
            for column, piece in zip(columns, pieces, strict=True):
                if (value := _count(piece)) is not None:
                    yield cell_path(str(table), str(row), column), value


def _count(text: str) -> int | None:
    value = read_cell(text).value
    return int(value) if value is not None and float(value).is_integer() else None
