"""Unsure figures of a scan: the identities of the tables decide where they leave one reading, else it is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from extractor.parsing.outline import find_outline
from extractor.parsing.readers.ocr.text import CellText, PageText
from extractor.parsing.tables import read_tables
from extractor.parsing.tables.candidates import Option, Piece
from extractor.parsing.tables.cells import read_cell
from extractor.parsing.tables.decode import Identity, decode
from extractor.schema import BBox, Document, Evidence, Remark, Row, Span, TableCells, Tables
from extractor.schema.forms import OUTCOMES, RESULT_ROWS, cell_path

CellPlace = tuple[int, BBox]
"""Page and box of a cell."""

_MAX_READINGS = 400
"""Of one row: as many as the search can take."""


@dataclass(frozen=True)
class _Unsure:
    """A cell of an official table with the readings it may have, the likeliest first."""

    place: CellPlace
    table: str
    row: str
    column: str
    readings: tuple[str, ...]

    @property
    def path(self) -> str:
        return cell_path(self.table, self.row, self.column)


def settle(
    draw: Callable[[Mapping[CellPlace, str]], Document], pages: Sequence[PageText]
) -> tuple[Document, tuple[Remark, ...]]:
    """Return the document with its unsure figures settled, and a remark on each cell that was unsure.

    Args:
        draw: Writes the document, given other texts for some cells.
        pages: What was recognised.
    """
    cells = {(page.number, cell.bbox): cell for page in pages for cell in _unsure_cells(page)}
    document = draw({})
    if not cells:
        return document, ()
    spans = _spans(document, cells)
    tables = read_tables(document.text, find_outline(document.text)).tables
    unsure = list(_in_tables(tables, {span: (place, cells[place]) for place, span in spans.items()}))
    chosen = _chosen(tables, unsure)
    if any(chosen[item.place] != item.readings[0] for item in unsure if item.place in chosen):
        document = draw(chosen)
        spans = _spans(document, cells)
    remarks = [_remark(item, document, spans[item.place], chosen.get(item.place)) for item in unsure]
    return document, tuple(remarks)


def _unsure_cells(page: PageText) -> Iterator[CellText]:
    return (cell for item in page.items for row in item.rows for cell in row if cell.unsure and cell.text)


def _spans(document: Document, cells: Mapping[CellPlace, CellText]) -> dict[CellPlace, Span]:
    found = {}
    for anchor in document.anchors:
        if anchor.page is not None and anchor.bbox is not None and (anchor.page, anchor.bbox) in cells:
            found[anchor.page, anchor.bbox] = anchor.span
    return found


def _in_tables(tables: Tables, cells: Mapping[Span, tuple[CellPlace, CellText]]) -> Iterator[_Unsure]:
    """Yield the unsure cells that are figures of an official table."""
    for table in ("disclosure", "applications", "review_litigation"):
        for row, columns in (getattr(tables, table) or {}).items():
            for column, cell in (columns or {}).items():
                if cell is not None and cell.span in cells:
                    place, text = cells[cell.span]
                    yield _Unsure(place, table, row, column, (text.text, *text.candidates))


def _chosen(tables: Tables, unsure: Sequence[_Unsure]) -> dict[CellPlace, str]:
    """Return the readings that the identities leave as the only ones."""
    chosen: dict[CellPlace, str] = {}
    for table in ("applications", "review_litigation"):
        items = [item for item in unsure if item.table == table]
        cells: TableCells = getattr(tables, table) or {}
        if items:
            chosen |= _settled(cells, items, _identities(table, cells))
    return chosen


def _settled(cells: TableCells, items: Sequence[_Unsure], identities: Sequence[Identity]) -> dict[CellPlace, str]:
    by_cell = {(item.row, item.column): item for item in items}
    rows = {key: _options(key, row, by_cell) for key, row in cells.items() if row is not None}
    if any(len(options) > _MAX_READINGS for options in rows.values()):
        return {}
    decoded = decode(rows, identities)
    choices = decoded.solutions if decoded.exhaustive else ()
    found = {}
    for item in items:
        column = list(cells[item.row] or {}).index(item.column)
        values = {choice[item.row].values[column] for choice in choices if item.row in choice}
        touching = [identity for identity in identities if (item.row, column) in {(r, c) for r, c, _ in identity.terms}]
        if len(values) == 1 and touching and all(_holds(c, identity) for c in choices for identity in touching):
            found[item.place] = next(text for text in item.readings if _meant(text) in values)
    return found


def _meant(text: str) -> float | None:
    """Return the number by which a reading counts in a sum: a placeholder counts as 0; None for no number."""
    read = read_cell(text)
    return 0.0 if read.kind == "placeholder" else read.value


def _options(key: str, row: Row, by_cell: Mapping[tuple[str, str], _Unsure]) -> list[Option]:
    """Return every way to read a row, given the readings of its cells; readings of equal value are one."""
    readings: list[list[str]] = []
    for column, cell in row.items():
        item = by_cell.get((key, column))
        values = dict.fromkeys(value for text in item.readings if (value := _meant(text)) is not None) if item else {}
        readings.append([f"{value:.10g}" for value in values] or [cell.printed if cell else ""])
    ways = islice(product(*readings), _MAX_READINGS + 1)
    return [Option(tuple(Piece(text, (0, 0)) for text in texts)) for texts in ways]


def _identities(table: str, cells: TableCells) -> list[Identity]:
    """Return the identities over the rows that are printed."""
    present = {key for key, row in cells.items() if row is not None}
    last = len(OUTCOMES) - 1 if table == "review_litigation" else 6
    found = [Identity((*((key, c, 1) for c in range(last)), (key, last, -1))) for key in sorted(present)]
    if table == "applications":
        form = "2019" if "other_handling" in present else "2021"
        for column in range(last + 1):
            balance = (("new_received", 1), ("carried_over", 1), ("total_processed", -1), ("carried_forward", -1))
            results = (*((key, 1) for key in RESULT_ROWS[form]), ("total_processed", -1))
            found += [Identity(tuple((key, column, sign) for key, sign in terms)) for terms in (balance, results)]
    return [identity for identity in found if all(row in present for row, _, _ in identity.terms)]


def _holds(choice: Mapping[str, Option], identity: Identity) -> bool:
    """Return whether an identity holds, blanks and placeholders counted as 0."""
    terms = [(choice[row].values[column] or 0.0) * sign for row, column, sign in identity.terms if row in choice]
    return abs(sum(terms)) < 1e-6


def _remark(item: _Unsure, document: Document, span: Span, chosen: str | None) -> Remark:
    """Return what to say of an unsure cell: that the identities settled it, or that they could not."""
    params = {"table": item.table, "row": item.row, "column": item.column, "printed": document.text[slice(*span)]}
    rule = "reading.ocr_unsure" if chosen is None else "reading.ocr_by_identity"
    params["readings"] = "、".join(item.readings)
    evidence = (Evidence(quote=document.text[slice(*span)], span=span),)
    return Remark(rule=rule, params=params, cells=(item.path,), candidates=item.readings, evidence=evidence)
