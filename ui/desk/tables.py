"""The official tables for the desk: laid out as on the form, with the sums beside the rows and under the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extractor.export.form_layout import TABLES, Head, Line, Slot, lay_empty, lay_table
from extractor.messages import Language, render
from extractor.review import ReviewedReport
from extractor.review.sums import Sum, sums_of
from extractor.schema import Report
from extractor.schema.forms import APPLICANTS, OUTCOMES, REVIEW_LITIGATION

_UNDER = {"applications": ("applications.results", "applications.balance")}
_TABLE_4 = "review_litigation.row_total"
_LABEL_COLUMNS = 3


def tables_data(view: ReviewedReport, lang: Language) -> list[dict[str, Any]]:
    """Return every table with its rows; an entry is a head (`h`), a cell (`p`, its path) or a sum (`s`)."""
    sums = sums_of(view.corrected)
    found = [_table(view.corrected, key, sums, lang) for key in TABLES]
    return [table for table in found if table is not None]


def _table(report: Report, key: str, sums: Sequence[Sum], lang: Language) -> dict[str, Any] | None:
    laid = lay_table(report, key, lang)
    if laid is None and key == "annex":
        return None
    shown = laid or lay_empty(report, key)
    rows = [[*_entries(line), *_beside(line, sums, lang)] for line in shown.lines]
    return {
        "key": key,
        "title": render(f"page.table_{key}", lang=lang),
        "absent": _why_absent(report, lang) if laid is None else "",
        "rows": [*rows, *_under(key, sums, lang)],
        "beside": [[*_entries(line)] for line in shown.beside],
    }


def _why_absent(report: Report, lang: Language) -> str:
    """Return why there is no such table: the document lacks it, or the tables could not be read at all."""
    failed = any(error.step == "tables" for error in report.errors)
    return render(f"ui.desk.table_{'failed' if failed else 'absent'}", lang=lang)


def _entries(line: Line) -> Iterator[dict[str, Any]]:
    for entry in line:
        if isinstance(entry, Head):
            yield {"h": entry.label, "c": entry.colspan, "r": entry.rowspan, "look": entry.look}
        else:
            yield {"p": entry.path, "c": entry.colspan}


def _beside(line: Line, sums: Sequence[Sum], lang: Language) -> Iterator[dict[str, Any]]:
    """Yield the sum of a row of table 3."""
    slots = [entry for entry in line if isinstance(entry, Slot)]
    table, row, _ = slots[-1].path.split(".") if slots else ("", "", "")
    if table == "applications":
        yield from (_sum(item, lang) for item in sums if item.rule == "applications.row_total" and item.key == row)


def _under(key: str, sums: Sequence[Sum], lang: Language) -> Iterator[list[dict[str, Any]]]:
    """Yield a row for each kind of sum over the columns of table 3, or the one row under table 4."""
    found = {(item.rule, item.key): item for item in sums}
    for rule in _UNDER.get(key, ()):
        if any(item.rule == rule for item in sums):
            label = {"h": render(f"ui.report.{rule}", lang=lang), "c": _LABEL_COLUMNS, "r": 1, "look": "sums"}
            yield [label, *(_sum(found.get((rule, column)), lang) for column in APPLICANTS)]
    if key == "review_litigation" and any(item.rule == _TABLE_4 for item in sums):
        width = len(OUTCOMES)
        yield [_sum(found.get((_TABLE_4, row)), lang) | {"c": width} for row in REVIEW_LITIGATION.row_keys]


def _sum(item: Sum | None, lang: Language) -> dict[str, Any]:
    if item is None:
        return {"s": "none", "c": 1}
    values = {"label": item.label, "left": item.left, "right": item.right}
    said = render(f"ui.report.sum_{item.state.value}", values, lang)
    return {"s": item.state.value, "id": f"{item.rule}:{item.key}", "cells": [*item.cells], "said": said, "c": 1}
