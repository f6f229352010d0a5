"""From the readings that fit to cells: a value where all readings agree, else null with what is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.parsing.tables.candidates import Option, Piece
from extractor.parsing.tables.cells import read_cell
from extractor.parsing.tables.decode import Decoded, Identity, decode
from extractor.parsing.tables.lexer import NumberRow
from extractor.parsing.tables.rows import PrintedRow, close_common_gap
from extractor.schema import Cell, Evidence, Remark, Row
from extractor.schema.forms import RowSpec, cell_path

_SHOWN_CANDIDATES = 12


@dataclass
class Filled:
    """A table's rows and what was unsure about them."""

    rows: dict[str, Row | None] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    solved: list[str] = field(default_factory=list)


def fill(table: str, rows: Sequence[PrintedRow], identities: Sequence[Identity]) -> Filled:
    """Return the cells of a table's printed rows.

    A cell gets a value when every equally good reading gives the same; otherwise it is null, `printed` holds the whole
    run, and a remark lists the readings.

    Args:
        table: Key of the table.
        rows: Its printed rows.
        identities: What ties its cells together; asked only when some row has no single printed reading.
    """
    filled = Filled()
    close_common_gap(rows)
    decoded = _decode(rows, identities)
    for item in rows:
        if item.plain:
            filled.rows[item.spec.key] = {
                column: Cell(value=read_cell(atom.text).value, printed=atom.text, span=atom.span)
                for column, atom in zip(item.spec.columns, item.row.values, strict=True)
            }
            continue
        readings = _readings(item, decoded)
        filled.rows[item.spec.key] = _cells(item, readings)
        filled.remarks += _remarks(table, item, readings, decoded, filled)
    if filled.solved:
        cells = tuple(path for item in rows if item.spec.key in filled.solved for path in _paths(table, item.spec))
        filled.remarks.append(
            Remark(rule="reading.split_by_identity", params={"table": table, "count": len(filled.solved)}, cells=cells)
        )
    return filled


def _decode(rows: Sequence[PrintedRow], identities: Sequence[Identity]) -> Decoded:
    """Return which readings of the rows go together; where each has one printed reading there is nothing to ask."""
    if all(row.plain or (len(row.options) <= 1 and not row.glued) for row in rows):
        return decode({row.spec.key: row.options for row in rows if not row.plain and row.options}, ())
    return decode({row.spec.key: row.options for row in rows if row.options}, identities)


def _paths(table: str, spec: RowSpec) -> list[str]:
    return [cell_path(table, spec.key, column) for column in spec.columns]


def _readings(item: PrintedRow, decoded: Decoded) -> list[Option]:
    if not item.options:
        return []
    if decoded.solutions and decoded.exhaustive:
        placed = [solution[item.spec.key] for solution in decoded.solutions if item.spec.key in solution]
        if placed:
            return list(dict.fromkeys(placed))
    return list(decoded.kept[item.spec.key])


def _cells(item: PrintedRow, readings: Sequence[Option]) -> Row:
    columns = item.spec.columns
    if len(readings) == 1:
        return dict(zip(columns, map(_printed_cell, readings[0].pieces), strict=True))
    return {
        column: _agreed_cell(item.row, [option.pieces[index] for option in readings])
        for index, column in enumerate(columns)
    }


def _printed_cell(piece: Piece) -> Cell | None:
    if not piece.text and piece.span is None:
        return None
    return Cell(value=piece.value, printed=piece.text, span=piece.span)


def _agreed_cell(row: NumberRow, pieces: Sequence[Piece]) -> Cell | None:
    """Return the cell on which all readings agree; null with all that is printed where they don't, or there is none."""
    if len({(piece.value, bool(piece.text)) for piece in pieces}) == 1:
        return _printed_cell(pieces[0])
    return Cell(value=None, printed=row.printed, span=row.span)


def _remarks(
    table: str, item: PrintedRow, readings: Sequence[Option], decoded: Decoded, filled: Filled
) -> list[Remark]:
    spec, row = item.spec, item.row
    if len(readings) == 1 and not item.glued and all(piece.value is not None for piece in readings[0].pieces):
        return []
    label = {"table": table, "row": spec.key, "printed": row.printed}
    evidence = (Evidence(quote=row.printed, span=row.span),)
    if not readings and item.glued:
        cells = tuple(_paths(table, spec))
        return [Remark(rule="reading.split_ambiguous", params=label | {"count": 0}, cells=cells, evidence=evidence)]
    if not readings:
        found = {"found": len(row.values), "expected": len(spec.columns)}
        cells = tuple(_paths(table, spec))
        return [Remark(rule="reading.extra_cells", params=label | found, cells=cells, evidence=evidence)]
    remarks = _not_numbers(table, item, readings[0]) if len(readings) == 1 else []
    blanks = max(option.blanks_guessed for option in readings)
    missing = _missing(spec, readings)
    if blanks or missing:
        params = label | {
            "found": len(spec.columns) - max(blanks, len(missing)),
            "expected": len(spec.columns),
            "columns": missing if len(readings) == 1 else [],
        }
        cells = tuple(_paths(table, spec)) if blanks else tuple(cell_path(table, spec.key, c) for c in missing)
        remarks.append(Remark(rule="reading.cell_missing", params=params, cells=cells, evidence=evidence))
    if len(readings) > 1:
        remarks.append(_ambiguous(table, item, readings, label, evidence))
    elif item.glued and decoded.broken:
        cells = tuple(_paths(table, spec))
        remarks.append(Remark(rule="reading.split_inconsistent", params=label, cells=cells, evidence=evidence))
    elif item.glued and table != "disclosure":  # table 2 has no identities: its one reading is the only cut there is
        filled.solved.append(spec.key)
    return remarks


def _missing(spec: RowSpec, readings: Sequence[Option]) -> list[str]:
    """Return the columns of which nothing is printed, in every reading."""
    return [
        column
        for index, column in enumerate(spec.columns)
        if all(not option.pieces[index].text and option.pieces[index].span is None for option in readings)
    ]


def _not_numbers(table: str, item: PrintedRow, reading: Option) -> list[Remark]:
    remarks = []
    for column, piece in zip(item.spec.columns, reading.pieces, strict=True):
        if piece.text and read_cell(piece.text).kind == "text":
            path = cell_path(table, item.spec.key, column)
            evidence = (Evidence(quote=piece.text, span=piece.span),)
            params = {"table": table, "row": item.spec.key, "column": column, "printed": piece.text}
            remarks.append(Remark(rule="reading.not_a_number", params=params, cells=(path,), evidence=evidence))
    return remarks


def _ambiguous(
    table: str, item: PrintedRow, readings: Sequence[Option], label: Mapping[str, str], evidence: tuple[Evidence, ...]
) -> Remark:
    columns = item.spec.columns
    cells = tuple(
        cell_path(table, item.spec.key, column)
        for index, column in enumerate(columns)
        if len({option.pieces[index].value for option in readings}) > 1
    )
    shown = ["|".join(piece.text or "□" for piece in option.pieces) for option in readings]
    return Remark(
        rule="reading.split_ambiguous",
        params={**label, "count": len(shown)},
        cells=cells,
        candidates=tuple(dict.fromkeys(shown))[:_SHOWN_CANDIDATES],
        evidence=evidence,
    )
