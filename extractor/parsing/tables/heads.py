"""The order in which the head of table 3 prints its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.parsing.flow import fold_document
from extractor.schema import Evidence, Remark, Span
from extractor.schema.forms import APPLICANTS, COLUMN_LABELS, RowSpec, cell_path

_BETWEEN = r"[\s|｜*]*"
_ENDS = re.compile("本年新收|新收政府|上年度?结转")
_MOVABLE = APPLICANTS[1:6]
"""The columns under 法人或其他组织."""
_NAMES = re.compile("|".join(f"(?P<{key}>{_BETWEEN.join(COLUMN_LABELS[key])}(?!{_BETWEEN}组织))" for key in _MOVABLE))


def follow_head(
    text: str, region: Span, specs: Sequence[RowSpec], skip: Sequence[Span]
) -> tuple[Sequence[RowSpec], list[Remark]]:
    """Return the rows with their columns in the order of the printed head, and a remark where that is not the form's.

    Nothing changes unless the head names each of the five columns exactly once.

    Args:
        text: Document text.
        region: Where the table stands.
        specs: The rows with their columns in the form's order.
        skip: Spans that are no table text, such as page marks.
    """
    names = list(_NAMES.finditer(_head(text, region, skip)))
    order = tuple(str(name.lastgroup) for name in names)
    if sorted(order) != sorted(_MOVABLE) or order == _MOVABLE:
        return specs, []
    moved = [key for key, usual in zip(order, _MOVABLE, strict=True) if key != usual]
    span = (region[0] + names[0].start(), region[0] + names[-1].end())
    remark = Remark(
        rule="reading.columns_reordered",
        params={"table": "applications", "columns": list(order)},
        cells=tuple(cell_path("applications", spec.key, key) for spec in specs for key in moved),
        evidence=(Evidence(quote=text[slice(*span)], span=span),),
    )
    return [replace(spec, columns=(APPLICANTS[0], *order, APPLICANTS[-1])) for spec in specs], [remark]


def _head(text: str, region: Span, skip: Sequence[Span]) -> str:
    """Return the folded text before the first row, what is to be skipped blanked out; offsets count from the region."""
    folded = fold_document(text)
    first_row = _ENDS.search(folded, region[0], region[1])
    end = first_row.start() if first_row else region[0]
    head = folded[region[0] : end]
    for start, stop in ((max(mark[0], region[0]), min(mark[1], end)) for mark in skip):
        if start < stop:
            head = head[: start - region[0]] + " " * (stop - start) + head[stop - region[0] :]
    return head
