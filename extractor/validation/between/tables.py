"""Between two years of one issuer: what last year's tables hand on to this year's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.schema import Severity
from extractor.schema.forms import APPLICANTS, REVIEW_LITIGATION, cell_path
from extractor.validation.between.model import Series, issuer_of, names, other_report, series_rule
from extractor.validation.context import Context
from extractor.validation.labels import TABLE_NUMBERS, cell_label, cell_list, column_label, number_text, row_label
from extractor.validation.result import PASSED, Result, failed, passed, unknown

_FORM_NOTE = "国办公开办函〔2021〕30号、〔2019〕60号"
_DOCUMENT_ROWS = ("regulations", "normative_documents")


def _missing_table(series: Series, last: Context, table: str) -> Result | None:
    """Return why two years can't be held against each other; None where both have the table."""
    for context in (series.own, last):
        if table not in context.tables:
            params = {"table": TABLE_NUMBERS[table], "missing_name": context.report.source.name}
            return unknown(
                names(series, last) | params,
                message_id="series.table_missing",
                severity=Severity.INFO,
                other_reports=(other_report(last),),
            )
    return None


def _blank(series: Series, last: Context, own_blanks: list[str], last_blanks: list[str]) -> Result:
    """Return that some cells of the two reports hold no number."""
    named = names(series, last)
    lists = ((named["year"], own_blanks), (named["other_year"], last_blanks))
    params = named | {"blanks": [f"{year} {cell_list(blanks)}" for year, blanks in lists if blanks]}
    return unknown(
        params,
        message_id="series.blank",
        severity=Severity.INFO,
        cells=tuple(own_blanks),
        other_reports=(other_report(last, last_blanks),),
        count=len({*own_blanks, *last_blanks}),
    )


@series_rule(
    "series.gap", Severity.INFO, source="nianbao: nothing silent", formula="report for Y−1 at hand where older ones are"
)
def gap(series: Series) -> Iterator[Result]:
    """Say where older reports are at hand, but not the one for the year before."""
    earlier = [year for year in series.history if year < series.year]
    if series.last is None and earlier:
        yield unknown(
            {"year": series.year, "missing": series.year - 1, "nearest": max(earlier)}, severity=Severity.INFO
        )


@series_rule(
    "series.issuer_unclear",
    Severity.INFO,
    source="nianbao: nothing guessed",
    formula="issuer names its place where other reports bear the same name",
)
def issuer_unclear(series: Series) -> Iterator[Result]:
    """Say where reports are not brought together since their issuer's name could be that of many."""
    if series.unclear:
        params = {"issuer": issuer_of(series.own), "years": sorted(set(series.unclear))}
        yield unknown(params, severity=Severity.INFO)


@series_rule(
    "series.carried_over",
    Severity.ERROR,
    source=f"{_FORM_NOTE} 表三:上年结转即上年度报告的结转下年度继续办理",
    formula="上年结转(Y) = 结转下年度继续办理(Y−1), per column",
)
def carried_over(series: Series) -> Iterator[Result]:
    """Hold what was carried over against what last year's report carried forward, column by column."""
    last = series.last
    if last is None or not last.has_forms:
        return
    if (missing := _missing_table(series, last, "applications")) is not None:
        yield missing
        return
    pairs = [
        tuple(cell_path("applications", row, c) for row in ("carried_forward", "carried_over")) for c in APPLICANTS
    ]
    known = [pair for pair in pairs if pair[0] in last.values and pair[1] in series.own.values]
    wrong = [(before, now) for before, now in known if last.values[before] != series.own.values[now]]
    yield passed(len(known) - len(wrong))
    if wrong:
        yield _carried_differently(series, last, wrong)
    if len(known) < len(pairs):
        own_blanks = [now for _, now in pairs if now not in series.own.values]
        yield _blank(series, last, own_blanks, [before for before, _ in pairs if before not in last.values])


def _carried_differently(series: Series, last: Context, wrong: Sequence[tuple[str, str]]) -> Result:
    """Return one failure for all columns that differ; its two sides are the totals where those differ."""
    own = series.own.values
    listed = [
        f"{column_label(now.split('.')[2])} {number_text(last.values[before])} → {number_text(own[now])}"
        for before, now in wrong
    ]
    before, now = wrong[-1]
    return failed(
        names(series, last) | {"differences": listed},
        left=last.values[before],
        right=own[now],
        cells=tuple(now for _, now in wrong),
        other_reports=(other_report(last, [before for before, _ in wrong]),),
        count=len(wrong),
    )


@series_rule(
    "series.in_force",
    Severity.WARNING,
    source=f"{_FORM_NOTE} 表二",
    formula="现行有效(Y) = 现行有效(Y−1) + 制发(Y) − 废止(Y), form 2021 in both years",
)
def in_force(series: Series) -> Iterator[Result]:
    """Hold the documents in force against last year's, those issued and those repealed."""
    last = series.last
    if last is None or {series.own.report.form, last.report.form} != {"2021"}:
        return
    if (missing := _missing_table(series, last, "disclosure")) is not None:
        yield missing
        return
    for row in _DOCUMENT_ROWS:
        yield _row_in_force(series, last, row)


def _row_in_force(series: Series, last: Context, row: str) -> Result:
    issued, repealed, now = (cell_path("disclosure", row, column) for column in ("issued", "repealed", "in_force"))
    values = series.own.values
    blanks = [path for path in (issued, repealed, now) if path not in values]
    if blanks or now not in last.values:
        return _blank(series, last, blanks, [] if now in last.values else [now])
    expected = last.values[now] + values[issued] - values[repealed]
    if expected == values[now]:
        return PASSED
    params = {
        "label": row_label("disclosure", row),
        "before": number_text(last.values[now]),
        "issued": number_text(values[issued]),
        "repealed": number_text(values[repealed]),
        "left": number_text(expected),
        "right": number_text(values[now]),
    }
    return failed(
        names(series, last) | params,
        message_id="series.in_force_negative" if expected < 0 else None,
        left=expected,
        right=values[now],
        cells=(issued, repealed, now),
        other_reports=(other_report(last, [now]),),
    )


@series_rule(
    "series.pending",
    Severity.WARNING,
    source=f"{_FORM_NOTE} 表四:含上年尚未审结的案件",
    formula="总计(Y) ≥ 尚未审结(Y−1), per row of table 4",
)
def pending(series: Series) -> Iterator[Result]:
    """Say where cases that were pending last year stand nowhere this year."""
    last = series.last
    if last is None or not last.has_forms:
        return
    if (missing := _missing_table(series, last, "review_litigation")) is not None:
        yield missing
        return
    for row in REVIEW_LITIGATION.row_keys:
        before, now = cell_path("review_litigation", row, "pending"), cell_path("review_litigation", row, "total")
        left, right = last.values.get(before), series.own.values.get(now)
        if left is None or right is None:
            yield _blank(series, last, [now] * (right is None), [before] * (left is None))
        elif left <= right:
            yield PASSED
        else:
            params = {"label": cell_label(now), "left": number_text(left), "right": number_text(right)}
            others = (other_report(last, [before]),)
            yield failed(names(series, last) | params, left=left, right=right, cells=(now,), other_reports=others)
