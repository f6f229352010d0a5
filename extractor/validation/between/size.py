"""Between the years of one issuer: figures of another order of magnitude, and jumps beyond a robust bound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import log, log1p
from statistics import median

from extractor.schema import Severity
from extractor.schema.fields import FIELD_BY_NAME
from extractor.schema.forms import cell_path
from extractor.validation.between.model import Series, names, other_report, series_rule
from extractor.validation.context import Context
from extractor.validation.labels import cell_label, number_text
from extractor.validation.result import PASSED, Result, failed

WATCHED_CELLS = (
    cell_path("applications", "new_received", "total"),
    cell_path("applications", "total_processed", "total"),
    cell_path("disclosure", "normative_documents", "in_force"),
    cell_path("disclosure", "licensing", "decisions"),
    cell_path("disclosure", "penalties", "decisions"),
    cell_path("disclosure", "coercion", "decisions"),
    cell_path("disclosure", "fees", "amount"),
    cell_path("disclosure", "procurement", "amount"),
    cell_path("review_litigation", "reconsideration", "total"),
    cell_path("review_litigation", "litigation_direct", "total"),
    cell_path("review_litigation", "litigation_after_reconsideration", "total"),
)
WATCHED_FACTS = ("disclosure.total",)

JUMP_YEARS = 4
"""Other years a bound needs."""
_LEAST_DEVIATION = log(1.5)
"""Steady figures are allowed a factor of 1.5 a deviation."""
_LEAST_DIFFERENCE = 30
"""A jump of fewer counts is none."""
ABSURD_FACTOR = 1000
_SMALLEST_COUNT = 5
"""A count below this may grow by any factor."""
_AMOUNTS = frozenset({cell_path("disclosure", "fees", "amount"), cell_path("disclosure", "procurement", "amount")})
_YUAN_IN_WAN = 10_000


def figures_of(context: Context) -> dict[str, float]:
    """Return the figures of a report that are watched over the years, by path of the cell or name of the field."""
    figures = {path: context.values[path] for path in WATCHED_CELLS if path in context.values}
    for name in WATCHED_FACTS:
        stated = {fact.value for fact in context.facts.get(name, ()) if not fact.approximate}
        if len(stated) == 1:
            figures[name] = stated.pop()
    return figures


def _label(path: str) -> str:
    return FIELD_BY_NAME[path].label if path in FIELD_BY_NAME else cell_label(path)


def deviations(value: float, others: Sequence[float]) -> float:
    """Return how many robust deviations a figure is away from the median of others, on a scale of ratios.

    With y = ln(1 + figure): |y − median(y)| / max(1.4826 × MAD(y), ln 1.5). 1.4826 makes the median absolute
    deviation that of a normal distribution.
    """
    scaled = [log1p(other) for other in others]
    middle = median(scaled)
    spread = 1.4826 * median(abs(other - middle) for other in scaled)
    return abs(log1p(value) - middle) / max(spread, _LEAST_DEVIATION)


@series_rule(
    "series.jump",
    Severity.WARNING,
    source="nianbao: median and MAD over the issuer's other years (at least 4)",
    formula="|ln(1+x) − median| ≤ 4 · max(1.4826 · MAD, ln 1.5), or |x − median| < 30; a warning from 8 on, else info",
)
def jump(series: Series) -> Iterator[Result]:
    """Name the figures that are far from those of the issuer's other years."""
    for path, value in figures_of(series.own).items():
        others = {year: figures[path] for year, figures in sorted(series.history.items()) if path in figures}
        if len(others) >= JUMP_YEARS and value >= 0 and min(others.values()) >= 0:
            yield _judge(series, path, value, others)


def _judge(series: Series, path: str, value: float, others: Mapping[int, float]) -> Result:
    usual = median(others.values())
    away = deviations(value, tuple(others.values()))
    bound = series.own.tolerance("jump")
    if away <= bound or abs(value - usual) < _LEAST_DIFFERENCE:
        return PASSED
    params = {
        "label": _label(path),
        "value": number_text(value),
        "median": number_text(usual),
        "deviations": f"{away:.1f}",
        "years": [f"{year}:{number_text(other)}" for year, other in others.items()],
    }
    evidence = tuple(fact.evidence for fact in series.own.facts.get(path, ()))
    return failed(
        params,
        severity=Severity.WARNING if away > 2 * bound else Severity.INFO,
        left=value,
        right=usual,
        cells=(path,) if path in series.own.cells else (),
        evidence=evidence,
    )


@series_rule(
    "series.absurd_size",
    Severity.WARNING,
    source="nianbao: 元 written into a column of 万元, digits run together",
    formula="1/1000 < x(Y) / x(Y−1) < 1000, for amounts and for counts of 5 and more",
)
def absurd_size(series: Series) -> Iterator[Result]:
    """Name the cells that are a thousand times last year's, or a thousandth."""
    last = series.last
    if last is None:
        return
    own = series.own.values
    for path in (path for path in own if path in last.values):
        low, high = sorted((own[path], last.values[path]))
        comparable = low > 0 and (path in _AMOUNTS or low >= _SMALLEST_COUNT)
        yield _absurd(series, last, path) if comparable and high >= ABSURD_FACTOR * low else PASSED


def _absurd(series: Series, last: Context, path: str) -> Result:
    left, right = last.values[path], series.own.values[path]
    factor = max(left, right) / min(left, right)
    in_yuan = path in _AMOUNTS and _YUAN_IN_WAN / 5 <= factor <= _YUAN_IN_WAN * 5
    params = {
        "label": cell_label(path),
        "left": number_text(left),
        "right": number_text(right),
        "factor": f"{factor:.0f}",
    }
    return failed(
        names(series, last) | params,
        message_id="series.absurd_size.unit" if in_yuan else None,
        left=left,
        right=right,
        cells=(path,),
        other_reports=(other_report(last, [path]),),
    )
