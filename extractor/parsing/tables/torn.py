"""Cells that a conversion tore out of table 2: annotated cells in front of the table whose rows have a gap."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.parsing.tables.labels import Alignment
from extractor.parsing.tables.lexer import Atom, NumberRow
from extractor.schema import Evidence, Remark
from extractor.schema.forms import RowSpec, cell_path

_HINTS = (
    ("repealed", re.compile("废止|失效|修订")),
    ("issued", re.compile("制定|制发|新制")),
    ("in_force", re.compile("有效")),
)
"""Which column a note inside a cell speaks of; amended documents are counted with the repealed ones."""


def place_torn_cells(found: Alignment, specs: Sequence[RowSpec]) -> list[Remark]:
    """Give loose annotated cells to rows that lack one each, in reading order; the rows in `found` are completed.

    Done only when cells and gaps are equal in number and a note says which column; each placing is remarked.
    """
    short = [spec for spec in specs if _lacks_one(found.rows.get(spec.key), spec)]
    loose = next((row for row in found.unplaced if len(row.values) == len(short) and _noted(row)), None)
    if not short or loose is None:
        return []
    column = next((name for name, hint in _HINTS if any(hint.search(atom.text) for atom in loose.values)), None)
    if column is None or any(column not in spec.columns for spec in short):
        return []
    found.unplaced.remove(loose)
    remarks = []
    for spec, atom in zip(short, loose.values, strict=True):
        _insert(found.rows[spec.key], atom, spec.columns.index(column))
        remarks.append(
            Remark(
                rule="reading.cell_by_inference",
                params={"table": "disclosure", "row": spec.key, "column": column, "printed": atom.text},
                cells=tuple(cell_path("disclosure", spec.key, name) for name in spec.columns),
                evidence=(Evidence(quote=atom.text, span=atom.span),),
            )
        )
    return remarks


def _lacks_one(row: NumberRow | None, spec: RowSpec) -> bool:
    return row is not None and len(spec.columns) > 1 and len(row.values) == len(spec.columns) - 1


def _noted(row: NumberRow) -> bool:
    return all("(" in atom.text or "（" in atom.text for atom in row.values)


def _insert(row: NumberRow, atom: Atom, index: int) -> None:
    row.values.insert(index, atom)
    row.atoms = list(row.values)
