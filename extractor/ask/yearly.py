"""Sums, means, counts and shares year by year: each number over the reports of one year alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from extractor.ask.computing import Computing, Numbers, metric_in
from extractor.ask.figures import years_of
from extractor.ask.model import SHARE_COLUMN, Figure, Note, Operation, Query, Ranked, Row
from extractor.ask.plan import Plan
from extractor.ask.question import Question
from extractor.ask.values import Values
from extractor.ask.vocabulary import OPERATION

YEARLY = (Operation.SUM, Operation.MEAN, Operation.COUNT, Operation.SHARE)
"""What can be computed year by year; a trend is so anyway, and lists and ranks show their years."""
_EACH_YEAR = re.compile(
    r"(?<!平均)(?:各个?年|每一?个?年|逐年|历年(?!来)|按年|分年|每个?年份|(?:by|each|every|per) year)"
    r"|哪一?年|哪个?年[度份]|which year"
)
_WHICH_YEAR = re.compile(r"哪[一两二三几]?个?年|什么年份|年份是哪|which years?")
_MANY_YEARS = re.compile(r"哪([两二三几])个?年")
_COUNTS: dict[str, int | None] = {"两": 2, "二": 2, "三": 3, "几": None}
_WHICH_ISSUER = re.compile(
    r"哪[一两几]?[个家些]?(?:单位|部门|机关|机构|局|政府|乡镇|街道|区县|县区|区|县|镇)|哪[一几]?家|谁"
    r"|\bwho\b|which (?:issuers?|bureaus?|departments?|offices?|towns?|count(?:y|ies))"
)
_IN_ALL = re.compile(r"合计|总共|一共|总计|加起来|累计|总和|in total|altogether|combined")


def is_yearly(query: Query, read: Question) -> bool:
    """Return whether each year is asked for by itself: 各年度平均, or a share of years that are named."""
    if query.operation not in YEARLY or not query.metrics or len(query.years) == 1:
        return False
    if _EACH_YEAR.search(read.text):
        return True
    named = query.operation is Operation.SHARE and len(query.years) > 1
    return named and not _IN_ALL.search(read.text) and "sum" not in read.keys(OPERATION)


def each_year(
    compute: Callable[[Computing, Values, Numbers], None], work: Computing, found: Values, numbers: Numbers
) -> None:
    """Enter what is computed for each year that has values, the earliest first."""
    metric = metric_in(found).name
    issuers = {found.known[order].issuer for order in found.numbers}
    issuer = issuers.pop() if len(issuers) == 1 else None
    for entry in years_of(found, numbers):
        year = entry.year or 0
        query = work.query.model_copy(update={"years": (year,), "by_year": False})
        one = Numbers()
        compute(replace(work, query=query), found.only(entry.parts), one)
        one.figures = [_of_year(figure, year, issuer) for figure in one.figures]
        _enter(one, metric, work.query, numbers)


def _of_year(figure: Figure, year: int, issuer: str | None) -> Figure:
    """Return a figure of one year, of the only issuer there is; None of several."""
    over = (Note(message_id="ask.note.over", params={"count": figure.reports}),) if issuer is None else ()
    return figure.model_copy(update={"issuer": issuer, "year": year, "notes": (*figure.notes, *over)})


def with_ranked(query: Query, read: Question, plan: Plan) -> Query:
    """Return a rank as one of years, or of each report by itself, where it is asked which year; and say so."""
    several = query.operation is Operation.RANK and len(query.years) != 1 and len(query.issuers) != 1
    if not several or not _WHICH_YEAR.search(read.text):
        return query
    ranked = Ranked.REPORTS if _WHICH_ISSUER.search(read.text) else Ranked.YEARS
    plan.say(f"ask.understood.ranked_{ranked.value}")
    many = _MANY_YEARS.search(read.text)
    limit = _COUNTS[many[1]] if many else query.limit
    return query.model_copy(update={"ranked": ranked, "limit": limit})


def is_left_together(query: Query, read: Question) -> bool:
    """Return whether each year is asked for and the ranks add all years up: that has to be said."""
    ranked = query.operation in (Operation.RANK, Operation.GROWTH) and len(query.years) != 1
    ranked = ranked and query.ranked is Ranked.ISSUERS
    return ranked and len(query.issuers) != 1 and _EACH_YEAR.search(read.text) is not None


def _enter(one: Numbers, metric: str, query: Query, numbers: Numbers) -> None:
    """Enter the numbers of one year: the asked figure with what it was made of, and its row."""
    numbers.problems += [note for note in (*one.problems, one.none) if note and note not in numbers.problems]
    numbers.left_out += [item for item in one.left_out if item not in numbers.left_out]
    numbers.entered += one.entered
    if not one.figures:
        return
    figure = one.figures[0]
    parts = [part.value for part in one.figures[1:3]]
    if query.operation is Operation.SHARE and query.whole is not None and len(parts) == 2:
        made = Note(message_id="ask.note.share_of", params={"part": parts[0], "of": parts[1]})
        figure = figure.model_copy(update={"notes": (*figure.notes, made)})
        numbers.rows.append(_row(figure, {metric: parts[0]} | _whole(query, metric, parts[1]), SHARE_COLUMN))
    else:
        numbers.rows.append(_row(figure, {}, metric))
    numbers.figures.append(figure)
    numbers.total += 1


def _whole(query: Query, metric: str, value: float | None) -> dict[str, float | None]:
    return {query.whole: value} if query.whole is not None and query.whole != metric else {}


def _row(figure: Figure, made_of: dict[str, float | None], key: str) -> Row:
    values: dict[str, str | float | None] = {"issuer": figure.issuer, "year": figure.year, **made_of}
    return Row(values=values | {key: figure.value}, citations=figure.citations, notes=figure.notes[1:])
