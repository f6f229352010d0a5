"""The official tables as HTML, laid out as on the form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from extractor.export.form_layout import Head, Line, Slot, lay_table
from extractor.export.page_marks import mark_id
from extractor.messages import Language, render
from extractor.schema import Cell, Report


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


def cell_look(cell: Cell | None) -> tuple[str, str]:
    """Return the class of a cell and what it shows: a number, a printed zero, blank, no number, or not there."""
    if cell is None:
        return "missing", "✕"
    if cell.value is not None:
        return ("zero" if cell.value == 0 else "number"), number(cell.value)
    return ("null", cell.printed) if cell.printed.strip() else ("blank", "")


def table_html(view: TableView, report: Report, key: str) -> str | None:
    """Return an official table or the annex as HTML; None where the document has none."""
    laid = lay_table(report, key, view.lang)
    if laid is None:
        return None
    beside = ""
    if laid.beside:
        title = escape(render("page.beside_the_form", lang=view.lang))
        beside = f"<p>{title}</p><table>{_rows(view, laid.beside)}</table>"
    return f'<table class="{key}">{_rows(view, laid.lines)}</table>{beside}'


def _rows(view: TableView, lines: Iterable[Line]) -> str:
    return "".join(f"<tr>{''.join(_entry(view, entry) for entry in line)}</tr>" for line in lines)


def _entry(view: TableView, entry: Head | Slot) -> str:
    return _th(entry) if isinstance(entry, Head) else _td(view, entry)


def _th(head: Head) -> str:
    spans = f' colspan="{head.colspan}"' if head.colspan > 1 else ""
    spans += f' rowspan="{head.rowspan}"' if head.rowspan > 1 else ""
    spans += f' class="{head.look}"' if head.look else ""
    return f"<th{spans}>{escape(head.label)}</th>"


def _td(view: TableView, slot: Slot) -> str:
    """Return a cell of a table; what was printed stands in its title."""
    path, cell = slot.path, slot.cell
    css, shown = cell_look(cell)
    hover = render(f"page.cell_{css}", {"printed": cell.printed if cell else ""}, view.lang)
    value_id = mark_id("cell", path)
    placed = "" if value_id in view.placed or css in ("missing", "blank") else " unplaced"
    note = "*" if cell and cell.value is not None and cell.printed.strip() != shown else ""
    spans = f' colspan="{slot.colspan}"' if slot.colspan > 1 else ""
    return (
        f'<td{spans} class="c {css}{placed}{view.flags.get(path, "")}" data-v="{escape(value_id)}" tabindex="-1"'
        f' title="{escape(path)}&#10;{escape(hover)}">{escape(shown)}{note}</td>'
    )
