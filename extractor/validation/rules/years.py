"""The year the report is for, and the dates that must agree with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from extractor.parsing.flow import fold
from extractor.schema import Report, Severity, Stated
from extractor.validation.context import Context
from extractor.validation.result import PASSED, Result, failed, unknown
from extractor.validation.rule import rule

_ARTICLE_49 = "政府信息公开条例(2019修订)第四十九条;此前为2007年条例第三十一条"
_FORM = "国办公开办函〔2021〕30号、〔2019〕60号"
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s*(?:年|\D|$))")
_GOVERNMENT = re.compile(
    r"(?:[省市州县区旗盟](?:人民)?政府(?:办公[厅室])?|管委会|管理委员会|(?:实验|开发|高新|示范|合作|新|园)区|[省市州县区旗盟])$"
)
"""Governments of county level and up, and the bodies that stand in for one."""
_SUMMER = frozenset((7, 8, 9))
"""Months in which a 学年 ends and the next one begins."""
_DEPARTMENT = re.compile(r"(?:[局厅委]|委员会|中心|总?队|法院|检察院)$")


def _year_of(text: str) -> int | None:
    """Return the first year in a text, in digits or Chinese numerals; None where there is none."""
    found = _YEAR.search(fold(text).translate(_CHINESE_DIGITS))
    return int(found.group(1)) if found else None


def _date_of(stated: Stated[str]) -> date | None:
    """Return a stated ISO date; None where it is damaged."""
    try:
        return date.fromisoformat(stated.value)
    except ValueError:
        return None


@rule("structure.year_missing", Severity.ERROR, source=_FORM, formula="year stated")
def year_missing(context: Context) -> Iterator[Result]:
    """Say where the report does not tell which year it is for."""
    yield failed() if context.report.year is None else PASSED


@rule("structure.issuer_missing", Severity.ERROR, source=_FORM, formula="issuer stated")
def issuer_missing(context: Context) -> Iterator[Result]:
    """Say where the report does not tell whose it is."""
    yield failed() if context.report.issuer is None else PASSED


@rule(
    "structure.title_year", Severity.WARNING, needs=("year", "title"), source=_FORM, formula="year(title) = report year"
)
def title_year(context: Context) -> Iterator[Result]:
    """Hold the year in the title against the report year."""
    title, year = context.report.title, context.report.year
    found = _year_of(title.value) if title else None
    if title is None or year is None or found is None:
        return
    params = {"found": found, "year": year.value}
    evidence = (title.evidence, year.evidence)
    yield PASSED if found == year.value else failed(params, left=found, right=year.value, evidence=evidence)


def _counts_by_school_year(report: Report) -> bool:
    """Return whether a report is a university's, for a 学年: by its title, or by a period from summer to summer."""
    if report.title is not None and "学年" in report.title.value:
        return True
    start, end = (_date_of(stated) if stated else None for stated in (report.period_start, report.period_end))
    return start is not None and end is not None and end.year == start.year + 1 and {start.month, end.month} <= _SUMMER


@rule(
    "structure.period_year",
    Severity.WARNING,
    needs=("year",),
    source=_FORM,
    formula="year(period) = report year; a 学年 ends in the next",
)
def period_year(context: Context) -> Iterator[Result]:
    """Hold the beginning and the end of the statistics period against the report year."""
    report = context.report
    year, over = report.year, int(_counts_by_school_year(report))
    for stated, later in ((report.period_start, 0), (report.period_end, over)):
        if stated is None or year is None:
            continue
        day, expected = _date_of(stated), int(year.value) + later
        if day is None:
            yield unknown({"printed": stated.value}, evidence=(stated.evidence,))
        elif day.year == expected:
            yield PASSED
        else:
            params = {"found": day.year, "year": expected}
            yield failed(params, left=day.year, right=expected, evidence=(stated.evidence, year.evidence))


@rule(
    "structure.published_early",
    Severity.WARNING,
    needs=("year", "published_on"),
    source=_ARTICLE_49,
    formula="published > 31 Dec of the report year; > 31 Aug of the next for a 学年",
)
def published_early(context: Context) -> Iterator[Result]:
    """Say where the report was published before its year had ended."""
    published, year = context.report.published_on, context.report.year
    if published is None or year is None:
        return
    day = _date_of(published)
    if day is None:
        yield unknown({"printed": published.value}, evidence=(published.evidence,))
        return
    params = {"published": published.value, "year": year.value}
    last = date(int(year.value) + 1, 8, 31) if _counts_by_school_year(context.report) else date(int(year.value), 12, 31)
    yield PASSED if day > last else failed(params, evidence=(published.evidence, year.evidence))


@rule(
    "structure.published_late",
    Severity.WARNING,
    needs=("year", "published_on"),
    source=_ARTICLE_49,
    formula="published ≤ 31 Jan (departments), 31 Mar (governments; all reports before 2019) of the next year",
)
def published_late(context: Context) -> Iterator[Result]:
    """Say where the report was published after its deadline.

    The deadlines of the 条例 are not those of universities, which count by 学年.
    """
    published, year = context.report.published_on, context.report.year
    day = _date_of(published) if published else None
    if published is None or year is None or day is None or _counts_by_school_year(context.report):
        return
    deadlines = _deadlines(context, int(year.value))
    grace = timedelta(days=context.tolerance("deadline_days"))
    params = {"published": published.value, "deadline": deadlines[-1].isoformat()}
    if day <= deadlines[0] + grace:
        yield PASSED
    elif day > deadlines[-1] + grace:
        yield failed(params, evidence=(published.evidence,))
    else:
        yield unknown(params, evidence=(published.evidence,))


def _deadlines(context: Context, year: int) -> tuple[date, ...]:
    """Return the deadline; both possible ones where the issuer is unknown or of another kind, such as a town."""
    department, government = date(year + 1, 1, 31), date(year + 1, 3, 31)
    if year < 2019:
        return (government,)
    if context.report.issuer is None:
        return department, government
    name = context.report.issuer.value
    if _GOVERNMENT.search(name):
        return (government,)
    return (department,) if _DEPARTMENT.search(name) else (department, government)
