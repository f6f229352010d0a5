"""Two files with a report of one issuer for one year."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.schema import Report, Severity
from extractor.validation.between.model import Series, names, other_report, series_rule
from extractor.validation.context import Context
from extractor.validation.labels import cell_label, number_text
from extractor.validation.result import Result, failed

_LISTED = 8
_DIGITS = 8


@series_rule(
    "series.two_reports",
    Severity.WARNING,
    source="政府信息公开条例(2019修订)第四十九条",
    formula="one report a year; info where the cells of both agree",
)
def two_reports(series: Series) -> Iterator[Result]:
    """Name each other file with a report for the same year, and the cells in which the two differ.

    Prose in one file and tables in the other are the halves of one report, which reading tells already.
    """
    for other in series.doubles:
        if bool(other.tables) == bool(series.own.tables):
            yield _doubled(series, other)


def _doubled(series: Series, other: Context) -> Result:
    own = series.own.values
    different = [path for path in own if path in other.values and own[path] != other.values[path]]
    listed = [
        f"{cell_label(path)} {number_text(own[path])} / {number_text(other.values[path])}"
        for path in different[:_LISTED]
    ]
    params = {"count": len(different), "cells": listed, **_told_apart(series.own.report, other.report)}
    return failed(
        names(series, other) | params,
        message_id=None if different else "series.two_reports.alike",
        severity=None if different else Severity.INFO,
        cells=tuple(different),
        other_reports=(other_report(other, different),),
    )


def _told_apart(own: Report, other: Report) -> dict[str, str]:
    """Return how the message names the two files: with the first digits of their ids where they bear one name."""
    if own.source.name != other.source.name:
        return {"own_name": own.source.name}
    named = {"own_name": own, "other_name": other}
    return {key: f"{report.source.name} [{report.id[:_DIGITS]}]" for key, report in named.items()}
