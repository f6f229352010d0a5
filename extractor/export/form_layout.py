"""The official tables laid out as on the form: lines of heads and cells, for every page that shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from extractor.messages import Language, render
from extractor.schema import Cell, Report, TableCells
from extractor.schema.forms import (
    APPLICANTS,
    APPLICATIONS,
    COLUMN_LABELS,
    DISCLOSURE,
    OUTCOMES,
    REVIEW_LITIGATION,
    RowSpec,
    TableForm,
    cell_path,
)

TABLES = ("disclosure", "applications", "review_litigation", "annex")
_THREE_OTHER_ROWS = ("other_not_corrected", "other_fee_unpaid", "other_other")
_SINGLE_OTHER_ROW = next(row for row in APPLICATIONS["2019"].rows if row.key == "other_handling")
_LABELS_2019 = {"decisions": "处理决定数量", "amount": "采购总金额"}
_FORM_NOTE = "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)"


@dataclass(frozen=True, slots=True)
class Head:
    """A head or label of a table; `look` says which: group, label, side, note or none."""

    label: str
    colspan: int = 1
    rowspan: int = 1
    look: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a cell; `cell` is None where the document has none."""

    path: str
    cell: Cell | None
    colspan: int = 1


Line = tuple[Head | Slot, ...]


@dataclass(frozen=True)
class LaidTable:
    """A table as the form prints it.

    Attributes:
        key: Name in the contract.
        lines: Its rows, heads among them.
        beside: Rows for the cells that the form has no place for, so that none is lost.
    """

    key: str
    lines: tuple[Line, ...]
    beside: tuple[Line, ...] = ()


def lay_table(report: Report, key: str, lang: Language = "zh") -> LaidTable | None:
    """Return an official table or the annex as laid out on the form; None where the document has none."""
    if key == "annex":
        return LaidTable(key, tuple(_annex(report, lang))) if report.tables.annex else None
    cells: TableCells | None = getattr(report.tables, key)
    return None if cells is None else _lay(report, key, cells)


def lay_empty(report: Report, key: str) -> LaidTable:
    """Return an official table of the report's form with no cell in it, for one that the document lacks."""
    return _lay(report, key, {})


def _lay(report: Report, key: str, cells: TableCells) -> LaidTable:
    form = "2019" if report.form == "2019" else "2021"
    if key == "disclosure":
        specs: Sequence[RowSpec] = DISCLOSURE[form].rows
        lines = _disclosure(cells, DISCLOSURE[form])
    elif key == "applications":
        specs = _rows_shown(cells, APPLICATIONS[form])
        lines = _applications(cells, APPLICATIONS[form])
    else:
        specs = REVIEW_LITIGATION.rows
        lines = _review(cells)
    return LaidTable(key, tuple(lines), tuple(_beside(key, cells, specs)))


def _slots(table: str, cells: TableCells, spec: RowSpec, width: int | None = None) -> Line:
    """Return the cells of a row; the last one is widened to fill `width` columns."""
    row = cells.get(spec.key) or {}
    last = (width or len(spec.columns)) - len(spec.columns) + 1
    return tuple(
        Slot(cell_path(table, spec.key, column), row.get(column), last if column == spec.columns[-1] else 1)
        for column in spec.columns
    )


def _columns(form: str, columns: Sequence[str], width: int) -> Line:
    labels = COLUMN_LABELS | (_LABELS_2019 if form == "2019" else {})
    last = width - len(columns) + 1
    return tuple(Head(labels[column], last if column == columns[-1] else 1) for column in columns)


def _disclosure(cells: TableCells, form: TableForm) -> Iterator[Line]:
    """Yield the rows of table 2: for each item of article 20 its heading, its columns and its rows."""
    for group, specs in groupby(form.rows, key=lambda row: row.group):
        rows = list(specs)
        yield (Head(group, 4, look="group"),)
        yield (Head("信息内容"), *_columns(form.form, rows[0].columns, 3))
        for row in rows:
            yield (Head(row.label, look="label"), *_slots("disclosure", cells, row, 3))


def _applications_head() -> Iterator[Line]:
    yield Head(_FORM_NOTE, 3, 3, "note"), Head("申请人情况", 7)
    yield Head("自然人", 1, 2), Head("法人或其他组织", 5), Head("总计", 1, 2)
    yield tuple(Head(COLUMN_LABELS[column]) for column in APPLICANTS[1:-1])


def _rows_shown(cells: TableCells, form: TableForm) -> list[RowSpec]:
    """Return the rows of table 3; where (六) stands as one row under the 2021 form, that row in place of the three."""
    if cells.get("other_handling") is None or form.form == "2019":
        return list(form.rows)
    rows = [row for row in form.rows if row.key not in _THREE_OTHER_ROWS or cells.get(row.key) is not None]
    at = next(place for place, row in enumerate(rows) if row.key == "total_processed")
    return [*rows[:at], _SINGLE_OTHER_ROW, *rows[at:]]


def _applications(cells: TableCells, form: TableForm) -> Iterator[Line]:
    """Yield the rows of table 3: three head rows, then labels over one to three columns."""
    yield from _applications_head()
    rows = _rows_shown(cells, form)
    outer = ("一、", "二、", "四、")
    results = sum(row.ordinal not in outer for row in rows)
    first_result = True
    for group, specs in groupby(rows, key=lambda row: row.group or row.key):
        members = list(specs)
        for at, row in enumerate(members):
            label = row.ordinal + row.label
            slots = _slots("applications", cells, row)
            if row.ordinal in outer:
                yield (Head(label, 3, look="label"), *slots)
                continue
            first = (Head("三、本年度办理结果", 1, results, "side"),) if first_result else ()
            first_result = False
            if not row.group:
                yield (*first, Head(label, 2, look="label"), *slots)
                continue
            side = (Head(group, 1, len(members), "side"),) if at == 0 else ()
            yield (*first, *side, Head(label, look="label"), *slots)


def _review(cells: TableCells) -> Iterator[Line]:
    """Yield the rows of table 4: fifteen cells side by side."""
    rows = REVIEW_LITIGATION.rows
    yield Head("行政复议", 5), Head("行政诉讼", 10)
    yield (*(Head(COLUMN_LABELS[column], 1, 2) for column in OUTCOMES), *(Head(row.label, 5) for row in rows[1:]))
    yield tuple(Head(COLUMN_LABELS[column]) for _ in rows[1:] for column in OUTCOMES)
    yield tuple(slot for row in rows for slot in _slots("review_litigation", cells, row))


def _beside(table: str, cells: TableCells, specs: Sequence[RowSpec]) -> Iterator[Line]:
    """Yield a row for each cell that the form has no place for."""
    known = {(row.key, column) for row in specs for column in row.columns}
    for row, columns in cells.items():
        for column, cell in (columns or {}).items():
            if cell is not None and (row, column) not in known:
                path = cell_path(table, row, column)
                yield Head(path, look="label"), Slot(path, cell)


def _annex(report: Report, lang: Language) -> Iterator[Line]:
    yield tuple(Head(render(f"page.annex_{name}", lang=lang)) for name in ("label", "unit", "year", "all"))
    for at, row in enumerate(report.tables.annex or ()):
        named = (("this_year", row.this_year), ("cumulative", row.cumulative))
        slots = (Slot(cell_path("annex", str(at), name), cell) for name, cell in named)
        yield Head(row.label, look="label"), Head(row.unit or ""), *slots
