"""The three tables as grids: what stands in which column, before any layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.synth.model import RowCells, TableCells
from extractor.schema.forms import (
    APPLICANTS,
    APPLICATIONS,
    COLUMN_LABELS,
    DISCLOSURE,
    OUTCOMES,
    REVIEW_LITIGATION,
    RowSpec,
)

RELATION = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
PERSONS = [COLUMN_LABELS[column] for column in APPLICANTS]
RESULTS = [COLUMN_LABELS[column] for column in OUTCOMES]
LABEL_COLUMNS = 3
"""Columns that the labels of table 3 take."""


@dataclass
class GridRow:
    """A row of a table.

    Attributes:
        labels: Label or head cells at their place; empty where a cell above or to the left reaches in.
        values: The row's figures as printed; empty in a head.
        key: Row key of the contract; None for a head.
    """

    labels: list[str]
    values: list[str]
    key: str | None = None


@dataclass
class Grid:
    """A table as rows of one width."""

    table: str
    rows: list[GridRow]
    width: int


_FULL_WIDTH = str.maketrans("(),:", "（），：")


def _full(label: str) -> str:
    return label.translate(_FULL_WIDTH)


def _labels(row: RowSpec) -> tuple[str, str]:
    """Return the group and the label with its ordinal, in full-width brackets."""
    return _full(row.group), _full(row.ordinal + row.label)


LABELS = {form: {row.key: _labels(row) for row in table.rows} for form, table in APPLICATIONS.items()}
"""Form → row key → (group, label with ordinal)."""

HEADS_2019 = {"decisions": "处理决定数量", "amount": "采购总金额"}
ITEMS_2021 = {"licensing": "第二十条第（五）项", "penalties": "第二十条第（六）项", "fees": "第二十条第（八）项"}
ITEMS_2019 = ITEMS_2021 | {"procurement": "第二十条第（九）项"}


def _printed(cells: RowCells) -> list[str]:
    return [cell.printed for cell in cells.values()]


def disclosure_grid(cells: TableCells, form: str) -> Grid:
    """Return table 2: groups by item of article 20, each with its own head."""
    articles = {"regulations": "第二十条第（一）项"} | (ITEMS_2021 if form == "2021" else ITEMS_2019)
    rows = []
    for row in DISCLOSURE[form].rows:
        if row.key in articles:
            heads = [(HEADS_2019.get(c) if form == "2019" else None) or _full(COLUMN_LABELS[c]) for c in row.columns]
            rows.append(GridRow([articles[row.key], "", "", ""], []))
            rows.append(GridRow(["信息内容", *heads, "", "", ""][:4], []))
        if row.key in cells:
            rows.append(GridRow([row.label], _printed(cells[row.key]), row.key))
    return Grid("disclosure", rows, 4)


def applications_grid(cells: TableCells, form: str) -> Grid:
    """Return table 3; `form` decides the rows under (六)."""
    rows = [
        GridRow([RELATION, "", "", "申请人情况", *[""] * 6], []),
        GridRow(["", "", "", PERSONS[0], "法人或其他组织", "", "", "", "", PERSONS[-1]], []),
        GridRow(["", "", "", "", *PERSONS[1:-1], ""], []),
    ]
    opened = ""
    started = False
    for key, (group, label) in LABELS[form].items():
        if key not in cells:
            continue
        if key in ("new_received", "carried_over", "carried_forward"):
            labels = [label, "", ""]
        else:
            first = "" if started else "三、本年度办理结果"
            started = True
            labels = [first, "" if group == opened else group, label] if group else [first, label, ""]
            opened = group
        rows.append(GridRow(labels, _printed(cells[key]), key))
    return Grid("applications", rows, LABEL_COLUMNS + len(APPLICANTS))


def review_grid(cells: TableCells) -> Grid:
    """Return table 4: one row of fifteen figures under three heads."""
    size = len(OUTCOMES)
    values = [cell.printed for row in REVIEW_LITIGATION.rows for cell in cells[row.key].values()]
    rows = [
        GridRow(["行政复议", *[""] * (size - 1), "行政诉讼", *[""] * (2 * size - 1)], []),
        GridRow([*RESULTS, "未经复议直接起诉", *[""] * (size - 1), "复议后起诉", *[""] * (size - 1)], []),
        GridRow([*[""] * size, *RESULTS, *RESULTS], []),
        GridRow([], values, "review_litigation"),
    ]
    return Grid("review_litigation", rows, 3 * size)


def compact(row: GridRow) -> Sequence[str]:
    """Return the cells that are there: labels without the places that a span covers, and all figures."""
    return [label for label in row.labels if label] + row.values
