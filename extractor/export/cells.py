"""Rows of an export made from the official tables: a row per cell, or a row per line of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractor.export.source import Correction, Exported
from extractor.messages import Language, render
from extractor.schema import Cell, Report, Row, TableCells
from extractor.schema.forms import (
    APPLICATIONS,
    COLUMN_LABELS,
    DISCLOSURE,
    REVIEW_LITIGATION,
    TABLE_LABELS,
    RowSpec,
    TableForm,
    cell_path,
)
from extractor.validation.labels import number_text

TABLES = ("disclosure", "applications", "review_litigation")

_OTHER_FORMS = {
    (form.key, spec.key): spec for form in (*DISCLOSURE.values(), *APPLICATIONS.values()) for spec in form.rows
}
"""Rows of any form, for a report that has one its form lacks."""

CellRow = tuple[str | float | None, ...]


def form_of(table: str, form: str | None) -> TableForm:
    """Return the form a table is laid out by; where the report's form has no such table, the current one."""
    forms = {"disclosure": DISCLOSURE, "applications": APPLICATIONS}
    return forms[table].get(form or "", forms[table]["2021"]) if table in forms else REVIEW_LITIGATION


def lines(report: Report, table: str) -> Iterator[tuple[RowSpec, Row | None]]:
    """Yield the lines of a table that the document has: those of the form in its order, then any others."""
    cells: TableCells | None = getattr(report.tables, table)
    if cells is None:
        return
    specs = {spec.key: spec for spec in form_of(table, report.form).rows}
    for key in [*specs, *(key for key in cells if key not in specs)]:
        row = cells.get(key)
        spec = specs.get(key) or _OTHER_FORMS.get((table, key)) or RowSpec(key, key, ())
        extra = tuple(column for column in row or {} if column not in spec.columns)
        yield RowSpec(key, spec.label, (*spec.columns, *extra), spec.ordinal, spec.group), row


def cell_rows(item: Exported, only: str | None = None) -> Iterator[CellRow]:
    """Yield every cell: form, path, table, group, row and column label, value, printed, corrected, read, cause, state.

    `value` is what holds; a corrected cell also has the number that was read, and whose mistake it was.
    """
    report = item.holding
    for table in (only,) if only else TABLES:
        for spec, row in lines(report, table):
            for column in spec.columns:
                cell = row.get(column) if row else None
                path = cell_path(table, spec.key, column)
                yield (
                    report.form,
                    path,
                    TABLE_LABELS[table],
                    spec.group or None,
                    spec.ordinal + spec.label,
                    COLUMN_LABELS.get(column, column),
                    cell.value if cell else None,
                    cell.printed if cell else None,
                    *corrected_columns(item, path),
                    state_of(cell),
                )


def corrected_columns(item: Exported, path: str) -> tuple[float | None, float | None, str | None]:
    """Return of a value the number a person gave, the number that was read, and whose mistake it was."""
    correction = item.corrected.get(path)
    if correction is None:
        return None, None, None
    given, read = (value if isinstance(value, int | float) else None for value in (correction.value, correction.read))
    return given, read, correction.cause


def grid_rows(item: Exported, table: str, columns: tuple[str, ...], lang: Language) -> Iterator[CellRow]:
    """Yield every line of a table as on the form: form, group, label, a value for each column, remarks."""
    for spec, row in lines(item.holding, table):
        cells = {column: row.get(column) if row else None for column in spec.columns}
        values = (cell.value if (cell := cells.get(column)) else None for column in columns)
        corrected = {column: item.corrected.get(cell_path(table, spec.key, column)) for column in spec.columns}
        remarks = _remarks(cells, row, columns, corrected, lang)
        yield item.report.form, spec.group or None, spec.ordinal + spec.label, *values, remarks


def state_of(cell: Cell | None) -> str:
    """Return `value`, or why there is none: `missing` (no such cell), `blank`, `unread` (printed, but no number)."""
    if cell is None:
        return "missing"
    if cell.value is not None:
        return "value"
    return "unread" if cell.printed else "blank"


def _remarks(
    cells: Row,
    row: Row | None,
    columns: tuple[str, ...],
    corrected: Mapping[str, Correction | None],
    lang: Language,
) -> str | None:
    """Return in words what the numbers of a line don't tell; None where they tell all."""
    if row is None:
        return render("export.remark.no_row", lang=lang)
    remarks = [
        _remark(column, cell, corrected.get(column), lang)
        for column, cell in cells.items()
        if column not in columns or _odd(cell) or corrected.get(column)
    ]
    return "; ".join(remarks) or None


def _odd(cell: Cell | None) -> bool:
    return cell is None or cell.value is None or cell.printed != f"{cell.value:.15g}"


def _remark(column: str, cell: Cell | None, corrected: Correction | None, lang: Language) -> str:
    params: dict[str, object] = {"column": COLUMN_LABELS.get(column, column), "printed": cell.printed if cell else ""}
    if corrected is not None:
        blank = render("export.blank", lang=lang)
        value = number_text(corrected.value) if isinstance(corrected.value, int | float) else blank
        cause = render(f"export.cause.{corrected.cause}", lang=lang)
        return render("export.remark.corrected", params | {"value": value, "cause": cause}, lang)
    state = state_of(cell)
    return render(f"export.remark.{'printed' if state in ('value', 'unread') else state}", params, lang)
