"""Between levels: the tables of a government against the sums of its departments and towns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractor.schema import OtherReport, Severity
from extractor.schema.forms import APPLICANTS, cell_path
from extractor.validation.between.model import Series, issuer_of, other_report, series_rule
from extractor.validation.context import Context
from extractor.validation.labels import TABLE_NUMBERS, column_label, number_text, row_label
from extractor.validation.result import Result, failed, passed, unknown

_ROUNDING = 1e-6
_LISTED_MEMBERS = 12
_NOT_SUMMED = frozenset({"other_not_corrected", "other_fee_unpaid", "other_other", "other_handling"})
"""Rows of (六)其他处理, which stand as three or as one; their sum is compared instead."""


@series_rule(
    "levels.sum",
    Severity.WARNING,
    source="国办公开办函〔2021〕30号、〔2019〕60号:政府的年度报告汇总本级各部门和下级",
    formula="cell of the government = Σ the same cell of its members, tables 2, 3 and 4",
)
def levels_sum(series: Series) -> Iterator[Result]:
    """Hold a government's tables against the sums of its members', row by row."""
    if series.members is None:
        return
    missing = [name for name, context in series.members.items() if context is None]
    reports = [context for context in series.members.values() if context is not None]
    if missing or not reports:
        params = {"year": series.year, "missing": missing, "count": len(missing), "all": len(series.members)}
        yield unknown(params, message_id="levels.members_missing")
        return
    values = [comparable_values(context) for context in (series.own, *reports)]
    rows: dict[tuple[str, str], list[str]] = {}
    for path in values[0]:
        table, row, _ = path.split(".")
        rows.setdefault((table, row), []).append(path)
    for row_key, paths in rows.items():
        yield from _row(series, reports, values, row_key, paths)


def comparable_values(context: Context) -> dict[str, float]:
    """Return the numbers of a report's cells, (六)其他处理 as one row whatever the form."""
    values = {path: value for path, value in context.values.items() if path.split(".")[1] not in _NOT_SUMMED}
    for column in APPLICANTS:
        parts = [cell_path("applications", row, column) for row in _NOT_SUMMED]
        present = [path for path in parts if path in context.cells]
        if present and all(path in context.values for path in present):
            values[cell_path("applications", "other_handling", column)] = sum(context.values[path] for path in present)
    return values


def _row(
    series: Series,
    members: Sequence[Context],
    values: Sequence[Mapping[str, float]],
    row: tuple[str, str],
    paths: Sequence[str],
) -> Iterator[Result]:
    """Yield whether a row's cells are the sums of the members' cells."""
    own, theirs = values[0], values[1:]
    blank = [path for path in paths if any(path not in member for member in theirs)]
    known = [path for path in paths if path not in blank]
    sums = {path: sum(member[path] for member in theirs) for path in known}
    wrong = [path for path in known if abs(own[path] - sums[path]) > _ROUNDING]
    label = f"{TABLE_NUMBERS[row[0]]}·{row_label(*row)}"
    yield passed(len(known) - len(wrong))
    if wrong:
        yield _different(series, members, values, label, {path: sums[path] for path in wrong})
    if blank:
        without = [
            issuer_of(member)
            for member, numbers in zip(members, theirs, strict=True)
            if any(path not in numbers for path in blank)
        ]
        params = {"label": label, "columns": [column_label(path.split(".")[2]) for path in blank], "members": without}
        yield unknown(params, severity=Severity.INFO, cells=_printed(series.own, blank), count=len(blank))


def _different(
    series: Series,
    members: Sequence[Context],
    values: Sequence[Mapping[str, float]],
    label: str,
    sums: Mapping[str, float],
) -> Result:
    """Return the failure of a row; `sums` are those of its members in the columns that differ."""
    own, theirs = values[0], values[1:]
    listed = [
        f"{column_label(path.split('.')[2])} {number_text(own[path])} ≠ {number_text(total)}"
        f"({_shares(members, theirs, path)})"
        for path, total in sums.items()
    ]
    last = list(sums)[-1]
    return failed(
        {"label": label, "year": series.year, "all": len(members), "differences": listed},
        left=own[last],
        right=sums[last],
        cells=_printed(series.own, list(sums)),
        other_reports=tuple(_contributions(members, theirs, list(sums))),
        count=len(sums),
    )


def _printed(context: Context, paths: Sequence[str]) -> tuple[str, ...]:
    return tuple(path for path in paths if path in context.cells)


def _shares(members: Sequence[Context], values: Sequence[Mapping[str, float]], path: str) -> str:
    """Return what each member has in a cell, zeros left out."""
    shares = [
        f"{issuer_of(member)} {number_text(value)}"
        for member, numbers in zip(members, values, strict=True)
        if (value := numbers.get(path, 0))
    ]
    more = f" … ({len(shares)})" if len(shares) > _LISTED_MEMBERS else ""
    return "、".join(shares[:_LISTED_MEMBERS]) + more if shares else "0"


def _contributions(
    members: Sequence[Context], values: Sequence[Mapping[str, float]], wrong: Sequence[str]
) -> Iterator[OtherReport]:
    """Yield the members with the cells in which they have anything."""
    for member, numbers in zip(members, values, strict=True):
        paths = [path for path in wrong if numbers.get(path)]
        if paths:
            yield other_report(member, paths)
