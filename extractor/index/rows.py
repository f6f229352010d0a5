"""Passages of the official tables: a row with its heads; rows in which every cell is 0 stand together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from extractor.index.prose import Piece
from extractor.schema.forms import (
    APPLICATIONS,
    COLUMN_LABELS,
    DISCLOSURE,
    REVIEW_LITIGATION,
    TABLE_LABELS,
    RowSpec,
)

_PARTS = {"disclosure": 2, "applications": 3, "review_litigation": 4}
_BLANK = "空白"
_ALL_ZERO = "各列均为0"
ZEROS = "*"
"""Instead of a row's key, for the rows of a table in which every cell is 0."""
_ANNEX_ROWS = 1000
READ = "read"
"""Key of what a corrected cell prints, beside its number."""


def row_pieces(tables: dict[str, Any], form: str | None) -> list[Piece]:
    """Return the passages of the tables; a row that is not in the document has none."""
    pieces: list[Piece] = []
    for name, part in _PARTS.items():
        pieces += _table(name, part, tables[name] or {}, _specs(name, form))
    return pieces + list(_annex(tables["annex"] or []))


def rows_with(word: str) -> int:
    """Return how many rows of a report's tables name a word, in their label or a column: every report has those."""
    return sum(word in row for row in _rows_in_words())


@cache
def _rows_in_words() -> tuple[str, ...]:
    """Return what each row of the tables says without its figures."""
    return tuple(
        " ".join([TABLE_LABELS[name], _label(spec, key), *(COLUMN_LABELS.get(one, "") for one in spec.columns)])
        for name in _PARTS
        for key, spec in _specs(name, None).items()
    )


def _specs(name: str, form: str | None) -> dict[str, RowSpec]:
    """Return the rows of a table by key, those of the report's form before those of other forms."""
    tables = {"disclosure": DISCLOSURE, "applications": APPLICATIONS}.get(name, {"2021": REVIEW_LITIGATION})
    ordered = [table for key, table in tables.items() if key != form]
    ordered += [table for key, table in tables.items() if key == form]
    return {row.key: row for table in ordered for row in table.rows}


def _table(name: str, part: int, rows: dict[str, Any], specs: dict[str, RowSpec]) -> list[Piece]:
    zeros = Piece(part, f"{TABLE_LABELS[name]} {_ALL_ZERO}", row=f"{name}.{ZEROS}")
    pieces: list[Piece] = []
    for key, row in rows.items():
        cells = {column: cell for column, cell in (row or {}).items() if cell is not None}
        if not cells:
            continue
        label = _label(specs.get(key), key)
        if all(cell["value"] == 0 and READ not in cell for cell in cells.values()):
            piece, text = zeros, f"{label};"
        else:
            piece = Piece(part, f"{TABLE_LABELS[name]} {label}", row=f"{name}.{key}")
            text = ",".join(f"{COLUMN_LABELS.get(column, column)} {_shown(cell)}" for column, cell in cells.items())
            pieces.append(piece)
        piece.text += text
        piece.spans += [(cell["span"][0], cell["span"][1]) for cell in cells.values() if cell["span"]]
    return [*pieces, zeros] if zeros.text else pieces


def _label(spec: RowSpec | None, key: str) -> str:
    return f"{spec.group} {spec.ordinal}{spec.label}".strip() if spec else key


def _shown(cell: dict[str, Any]) -> str:
    """Return what stands in a cell, a blank called so; of a corrected one its number, then what is printed."""
    if READ in cell:
        return f"{cell['printed'] or _BLANK}(更正,原文{cell[READ] or _BLANK})"
    return " ".join(cell["printed"].split()) or _BLANK


def _annex(rows: list[dict[str, Any]]) -> Iterator[Piece]:
    """Yield the rows of the annex of older reports; of very many, several together."""
    together = 1 + len(rows) // _ANNEX_ROWS
    for start in range(0, len(rows), together):
        piece = Piece(None, TABLE_LABELS["annex"], row=f"annex.{start + 1}")
        for row in rows[start : start + together]:
            cells = [cell for cell in (row["this_year"], row["cumulative"]) if cell]
            piece.text += f"{row['label']} {' '.join(_shown(cell) for cell in cells)} {row['unit'] or ''};"
            piece.spans += [(cell["span"][0], cell["span"][1]) for cell in cells if cell["span"]]
        yield piece
