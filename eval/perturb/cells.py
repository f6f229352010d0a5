"""Edits of single cells, rows and columns."""

from __future__ import annotations

from eval.perturb.draft import Draft
from eval.synth.grids import GridRow
from extractor.schema.forms import APPLICANTS

_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
_APPLICATIONS = "applications"


def placeholder(draft: Draft) -> None:
    """Print '/' or '—' in a cell of table 3."""
    key = draft.rng.choice(draft.rows(_APPLICATIONS))
    draft.print(_APPLICATIONS, key, draft.rng.choice(APPLICANTS), draft.rng.choice("/—"), None)


def zero_row_blank(draft: Draft) -> None:
    """Leave a row of zeros blank."""
    zero = [key for key in draft.rows(_APPLICATIONS) if not any(draft.tables[_APPLICATIONS][key].values())]
    key = draft.rng.choice(zero)
    for column in APPLICANTS:
        draft.print(_APPLICATIONS, key, column, "", None)


def thousands(draft: Draft) -> None:
    """Write every figure from 1,000 on with a separator; a sum is made so large where there is none."""
    for table, rows in draft.tables.items():
        for key, cells in rows.items():
            for column, value in (cells or {}).items():
                if table != "review_litigation" and isinstance(value, int) and value >= 1000:
                    draft.print(table, key, column, f"{value:,}", value)
    if not draft.touched:
        draft.print("disclosure", "licensing", "decisions", "12,345", 12345)


def annotated(draft: Draft) -> None:
    """Explain a figure in its cell."""
    value = 20 + draft.rng.randrange(10)
    printed = f"{value}（含自然失效{draft.rng.randrange(1, 9)}件）"
    draft.print("disclosure", "normative_documents", "in_force", printed, value)


def slashes(draft: Draft) -> None:
    """Print a slash in each cell of the regulations."""
    for column in ("issued", "repealed", "in_force"):
        draft.print("disclosure", "regulations", column, "/", None)


def full_width(draft: Draft) -> None:
    """Write every figure of the tables in full-width digits."""
    for block in draft.blocks:
        if not isinstance(block, str):
            for row in block.rows:
                row.values = [value.translate(_FULL_WIDTH) for value in row.values]


def wrong_total(draft: Draft) -> None:
    """Print a total that its row doesn't give."""
    key = draft.rng.choice(draft.rows(_APPLICATIONS))
    value = draft.tables[_APPLICATIONS][key]["total"] + draft.rng.randrange(1, 9)
    draft.print(_APPLICATIONS, key, "total", str(value), value)


def row_dropped(draft: Draft) -> None:
    """Leave a row out."""
    key = _numbered(draft)
    draft.grid(_APPLICATIONS).rows.remove(draft.row(_APPLICATIONS, key))
    draft.tables[_APPLICATIONS][key] = None
    draft.touched.add(f"{_APPLICATIONS}.{key}")


def row_doubled(draft: Draft) -> None:
    """Print a row twice."""
    key = _numbered(draft)
    rows, row = draft.grid(_APPLICATIONS).rows, draft.row(_APPLICATIONS, key)
    rows.insert(rows.index(row) + 1, GridRow(["", "", row.labels[-1]], list(row.values), key))
    draft.touched |= {f"{_APPLICATIONS}.{key}.{column}" for column in APPLICANTS}


def columns_swapped(draft: Draft) -> None:
    """Swap two neighbouring columns of table 3 together with their heads."""
    at = draft.rng.randrange(1, 4)
    grid = draft.grid(_APPLICATIONS)
    head = grid.rows[2].labels
    place = [label.replace(" ", "") for label in head].index("商业企业") + at - 1
    head[place], head[place + 1] = head[place + 1], head[place]
    for row in grid.rows:
        if row.key:
            row.values[at], row.values[at + 1] = row.values[at + 1], row.values[at]
    swapped = APPLICANTS[at : at + 2]
    draft.touched |= {f"{_APPLICATIONS}.{key}.{column}" for key in draft.rows(_APPLICATIONS) for column in swapped}


def totals_blank(draft: Draft) -> None:
    """Leave the column 总计 blank."""
    for key in draft.rows(_APPLICATIONS):
        draft.print(_APPLICATIONS, key, "total", "", None)


def unit_in_cell(draft: Draft) -> None:
    """Write the unit behind some figures."""
    cells = draft.tables["disclosure"]
    for key, column, unit in (("licensing", "decisions", "件"), ("fees", "amount", "万元")):
        value = cells[key][column]
        if value is not None:
            draft.print("disclosure", key, column, f"{value}{unit}", value)
    value = draft.tables[_APPLICATIONS]["new_received"]["natural_person"]
    draft.print(_APPLICATIONS, "new_received", "natural_person", f"{value} 件", value)


def _numbered(draft: Draft) -> str:
    """Return a row of table 3 whose label holds an ordinal of its own and no group begins with it."""
    rows = draft.grid(_APPLICATIONS).rows
    return draft.rng.choice([row.key for row in rows if row.key and not row.labels[0] and not row.labels[1]])
