"""Chinese names of parts, tables, rows and cells, as the findings say them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extractor.schema import Change, Suggestion
from extractor.schema.forms import APPLICATIONS, COLUMN_LABELS, DISCLOSURE, REVIEW_LITIGATION

TABLE_NUMBERS = {"disclosure": "表二", "applications": "表三", "review_litigation": "表四"}

PART_TITLES = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
"""Titles of the six parts; the first is that of part 1."""


def part_names(parts: Iterable[int]) -> str:
    """Return parts as the findings name them: `五(存在的主要问题及改进情况)`."""
    return "、".join(f"{'一二三四五六'[part - 1]}({PART_TITLES[part - 1]})" for part in parts)


_TABLES = (*DISCLOSURE.values(), *APPLICATIONS.values(), REVIEW_LITIGATION)
_ROWS = {(table.key, row.key): row for table in reversed(_TABLES) for row in table.rows}


@cache
def row_label(table: str, row: str) -> str:
    """Return the form's label of a row with its ordinals, cut at a bracket or comma; an unknown key as it is."""
    spec = _ROWS.get((table, row))
    if spec is None:
        return row
    group = spec.group.split(")")[0] + ")" if spec.ordinal and spec.group else ""
    return group + spec.ordinal + re.split("[(、]", spec.label)[0]


@cache
def column_label(column: str) -> str:
    """Return the form's head of a column; an unknown key as it is."""
    return COLUMN_LABELS.get(column, column).split("(")[0]


@cache
def cell_label(path: str) -> str:
    """Return how a finding names a cell: `表三·(一)予以公开·自然人`."""
    table, row, column = path.split(".")
    return f"{TABLE_NUMBERS.get(table, table)}·{row_label(table, row)}·{column_label(column)}"


def place_label(path: str) -> str:
    """Return the name of a cell; a path that is none as it is."""
    return cell_label(path) if path.count(".") == 2 else path


def cell_list(paths: Iterable[str], limit: int = 8) -> str:
    """Return the names of some cells in one line; more than `limit` are counted, the finding's cells hold all."""
    names = [cell_label(path) for path in paths]
    shown = "、".join(names[:limit])
    return f"{shown} … ({len(names)})" if len(names) > limit else shown


def changes_text(suggestion: Suggestion) -> str:
    """Return the changes of a suggestion: `表四·行政复议·总计 0 → 11;…`."""
    return ";".join(_change_text(change) for change in (suggestion, *suggestion.others))


def _change_text(change: Change) -> str:
    return f"{place_label(change.cell)} {_printed(change)} → {number_text(change.value)}"


def _printed(change: Change) -> str:
    """Return what stands in a cell now; a blank and a cell that is not there are told."""
    return "(缺)" if change.printed is None else change.printed or "(空白)"


def number_text(value: float) -> str:
    """Return a number as a person writes it: `3`, `348.37`."""
    return str(int(value)) if float(value).is_integer() else f"{value:.6f}".rstrip("0")
