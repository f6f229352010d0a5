"""The official tables as HTML, laid out as on the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from extractor.export.page_marks import mark_id
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

_THREE_OTHER_ROWS = ("other_not_corrected", "other_fee_unpaid", "other_other")
_SINGLE_OTHER_ROW = next(row for row in APPLICATIONS["2019"].rows if row.key == "other_handling")
_LABELS_2019 = {"decisions": "处理决定数量", "amount": "采购总金额"}


@dataclass(frozen=True, slots=True)
class TableView:
    """What the cells of a page need to know besides themselves.

    Attributes:
        flags: Classes of the cells that findings name, by path.
        placed: Ids of the values that have a mark in the text.
    """

    lang: Language
    flags: dict[str, str]
    placed: frozenset[str]


def number(value: float) -> str:
    """Return a number for reading: `1295`, `348.37`."""
    return str(int(value)) if float(value).is_integer() else f"{value:.6f}".rstrip("0")


def _th(label: str, colspan: int = 1, rowspan: int = 1, css: str = "") -> str:
    spans = (f' colspan="{colspan}"' if colspan > 1 else "") + (f' rowspan="{rowspan}"' if rowspan > 1 else "")
    spans += f' class="{css}"' if css else ""
    return f"<th{spans}>{escape(label)}</th>"


def _state(cell: Cell | None) -> tuple[str, str]:
    """Return the class of a cell and what it shows: a number, a printed zero, blank, no number, or not there."""
    if cell is None:
        return "missing", "✕"
    if cell.value is not None:
        return ("zero" if cell.value == 0 else "number"), number(cell.value)
    return ("null", cell.printed) if cell.printed.strip() else ("blank", "")


def cell_html(view: TableView, path: str, cell: Cell | None, colspan: int = 1) -> str:
    """Return a cell of a table; what was printed stands in its title."""
    css, shown = _state(cell)
    hover = render(f"page.cell_{css}", {"printed": cell.printed if cell else ""}, view.lang)
    value_id = mark_id("cell", path)
    placed = "" if value_id in view.placed or css in ("missing", "blank") else " unplaced"
    note = "*" if cell and cell.value is not None and cell.printed.strip() != shown else ""
    spans = f' colspan="{colspan}"' if colspan > 1 else ""
    return (
        f'<td{spans} class="c {css}{placed}{view.flags.get(path, "")}" data-v="{escape(value_id)}" tabindex="-1"'
        f' title="{escape(path)}&#10;{escape(hover)}">{escape(shown)}{note}</td>'
    )


def _cells(view: TableView, table: str, cells: TableCells, spec: RowSpec, width: int | None = None) -> str:
    """Return the cells of a row; the last one is widened to fill `width` columns."""
    row = cells.get(spec.key) or {}
    paths = [(cell_path(table, spec.key, column), row.get(column)) for column in spec.columns]
    last = (width or len(paths)) - len(paths) + 1
    return "".join(
        cell_html(view, path, cell, last if at == len(paths) - 1 else 1) for at, (path, cell) in enumerate(paths)
    )


def _columns(form: str, columns: Sequence[str], width: int) -> str:
    labels = COLUMN_LABELS | (_LABELS_2019 if form == "2019" else {})
    last = width - len(columns) + 1
    heads = (_th(labels[column], last if at == len(columns) - 1 else 1) for at, column in enumerate(columns))
    return "".join(heads)


def _disclosure(view: TableView, cells: TableCells, form: TableForm) -> Iterator[str]:
    """Yield the rows of table 2: for each item of article 20 its heading, its columns and its rows."""
    for group, specs in groupby(form.rows, key=lambda row: row.group):
        rows = list(specs)
        yield f"<tr>{_th(group, 4, css='group')}</tr>"
        yield f"<tr>{_th('信息内容')}{_columns(form.form, rows[0].columns, 3)}</tr>"
        for row in rows:
            yield f"<tr>{_th(row.label, css='label')}{_cells(view, 'disclosure', cells, row, 3)}</tr>"


def _applications_head() -> Iterator[str]:
    note = "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)"
    yield f"<tr>{_th(note, 3, 3, 'note')}{_th('申请人情况', 7)}</tr>"
    yield f"<tr>{_th('自然人', 1, 2)}{_th('法人或其他组织', 5)}{_th('总计', 1, 2)}</tr>"
    yield f"<tr>{''.join(_th(COLUMN_LABELS[column]) for column in APPLICANTS[1:-1])}</tr>"


def _rows_shown(cells: TableCells, form: TableForm) -> list[RowSpec]:
    """Return the rows of table 3; where (六) stands as one row under the 2021 form, that row in place of the three."""
    if cells.get("other_handling") is None or form.form == "2019":
        return list(form.rows)
    rows = [row for row in form.rows if row.key not in _THREE_OTHER_ROWS or cells.get(row.key) is not None]
    at = next(place for place, row in enumerate(rows) if row.key == "total_processed")
    return [*rows[:at], _SINGLE_OTHER_ROW, *rows[at:]]


def _applications(view: TableView, cells: TableCells, form: TableForm) -> Iterator[str]:
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
            heads = ""
            if row.ordinal in outer:
                heads = _th(label, 3, css="label")
            else:
                heads = _th("三、本年度办理结果", 1, results, "side") if first_result else ""
                first_result = False
                if not row.group:
                    heads += _th(label, 2, css="label")
                else:
                    heads += _th(group, 1, len(members), "side") if at == 0 else ""
                    heads += _th(label, css="label")
            yield f"<tr>{heads}{_cells(view, 'applications', cells, row)}</tr>"


def _review(view: TableView, cells: TableCells) -> Iterator[str]:
    """Yield the rows of table 4: fifteen cells side by side."""
    rows = REVIEW_LITIGATION.rows
    yield f"<tr>{_th('行政复议', 5)}{_th('行政诉讼', 10)}</tr>"
    heads = "".join(_th(COLUMN_LABELS[column], 1, 2) for column in OUTCOMES)
    yield f"<tr>{heads}{''.join(_th(row.label, 5) for row in rows[1:])}</tr>"
    yield f"<tr>{''.join(_th(COLUMN_LABELS[column]) for _ in rows[1:] for column in OUTCOMES)}</tr>"
    yield f"<tr>{''.join(_cells(view, 'review_litigation', cells, row) for row in rows)}</tr>"


def _beside_the_form(view: TableView, table: str, cells: TableCells, specs: Sequence[RowSpec]) -> str:
    """Return the cells that the form has no place for, so that none is lost."""
    known = {(row.key, column) for row in specs for column in row.columns}
    extra = [
        (cell_path(table, row, column), cell)
        for row, columns in cells.items()
        for column, cell in (columns or {}).items()
        if cell is not None and (row, column) not in known
    ]
    if not extra:
        return ""
    rows = "".join(f"<tr>{_th(path, css='label')}{cell_html(view, path, cell)}</tr>" for path, cell in extra)
    return f"<p>{escape(render('page.beside_the_form', lang=view.lang))}</p><table>{rows}</table>"


def _annex(view: TableView, report: Report) -> str:
    titles = "".join(_th(render(f"page.annex_{name}", lang=view.lang)) for name in ("label", "unit", "year", "all"))
    rows = [f"<tr>{titles}</tr>"]
    for at, row in enumerate(report.tables.annex or ()):
        cells = "".join(
            cell_html(view, cell_path("annex", str(at), name), cell)
            for name, cell in (("this_year", row.this_year), ("cumulative", row.cumulative))
        )
        rows.append(f"<tr>{_th(row.label, css='label')}{_th(row.unit or '')}{cells}</tr>")
    return f'<table class="annex">{"".join(rows)}</table>'


def table_html(view: TableView, report: Report, key: str) -> str | None:
    """Return an official table or the annex as HTML; None where the document has none."""
    if key == "annex":
        return _annex(view, report) if report.tables.annex else None
    cells: TableCells | None = getattr(report.tables, key)
    if cells is None:
        return None
    form = "2019" if report.form == "2019" else "2021"
    if key == "disclosure":
        specs: Sequence[RowSpec] = DISCLOSURE[form].rows
        rows = _disclosure(view, cells, DISCLOSURE[form])
    elif key == "applications":
        specs = _rows_shown(cells, APPLICATIONS[form])
        rows = _applications(view, cells, APPLICATIONS[form])
    else:
        specs = REVIEW_LITIGATION.rows
        rows = _review(view, cells)
    return f'<table class="{key}">{"".join(rows)}</table>{_beside_the_form(view, key, cells, specs)}'
