"""Numbers as they are shown: figures, rows with their citations, notes, and the reports left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor.ask.catalogue import Metric
from extractor.ask.computing import Computing, Numbers, metric_in
from extractor.ask.model import MOST_SHOWN, Figure, LeftOut, Note, Row
from extractor.ask.values import Value, Values
from extractor.storage.values import Listed

_NAMED = 5
"""Reports named of those that are left out."""
MOST_LISTED = 100
"""Rows of a list or rank that are shown and cited."""


def look_up(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter each value, in the order the issuers were asked for."""
    asked = {name: at for at, name in enumerate(work.query.issuers)}
    names = work.directory.issuer_of_name
    values = sorted(
        found.values, key=lambda value: (asked.get(names.get(value.report.issuer or "", ""), 0), value.report.year or 0)
    )
    show(work, found, values, numbers, most=MOST_LISTED)


class Entry(NamedTuple):
    """A value of a rank or trend: of one report, or of several of an issuer or year."""

    issuer: str | None
    year: int | None
    value: float
    parts: list[Value]


def show(work: Computing, found: Values, values: Sequence[Value], numbers: Numbers, most: int) -> None:
    """Enter values as figures and rows, each by itself; of very many only the first, or those from `work.start` on."""
    shown = most if len(values) <= most or work.start else MOST_SHOWN
    cut = values[work.start : work.start + shown]
    entries = [Entry(value.report.issuer, value.report.year, value.value, [value]) for value in cut]
    show_entries(work, found, entries, numbers, total=len(values))


def show_entries(work: Computing, found: Values, entries: Sequence[Entry], numbers: Numbers, total: int) -> None:
    """Enter values as figures and rows, each with its citations."""
    metric = metric_in(found)
    work.citations.load([part for entry in entries for part in entry.parts[:MOST_SHOWN]])
    for entry in entries:
        cited = tuple(place for part in entry.parts[:MOST_SHOWN] for place in work.citations.of(part, metric))
        notes = tuple(notes_of(entry.parts[0])) if len(entry.parts) == 1 else tuple(many_notes(entry.parts))
        figure = figure_of(
            Note(message_id="ask.figure.value"), metric.name, entry.value, metric.unit, cited, len(entry.parts), notes
        )
        numbers.figures.append(figure.model_copy(update={"issuer": entry.issuer, "year": entry.year}))
        numbers.rows.append(_row(metric, entry.issuer, entry.year, entry.value, cited, notes))
    numbers.total += total
    numbers.entered += sum(len(entry.parts) for entry in entries)


def enter_rows(work: Computing, found: Values, values: Sequence[Value], numbers: Numbers) -> tuple[int, ...]:
    """Enter values as rows alone, and return their citations."""
    metric = metric_in(found)
    work.citations.load(values)
    places: list[int] = []
    for value in values:
        cited = work.citations.of(value, metric)
        places += cited
        report = value.report
        numbers.rows.append(_row(metric, report.issuer, report.year, value.value, cited, tuple(notes_of(value))))
    return tuple(places)


def _row(
    metric: Metric, issuer: str | None, year: int | None, value: float, cited: tuple[int, ...], notes: tuple[Note, ...]
) -> Row:
    return Row(values={"issuer": issuer, "year": year, metric.name: value}, citations=cited, notes=notes)


def notes_of(value: Value) -> Iterable[Note]:
    """Yield what has to be known about one value."""
    if value.stated:
        yield Note(message_id="ask.note.stated")
    if value.conflicts:
        yield Note(message_id="ask.note.conflict", params={"stated": value.conflicts[0], "count": len(value.conflicts)})
    if value.blanks:
        yield Note(message_id="ask.note.blanks", params={"count": value.blanks})
    if value.corrected:
        yield Note(message_id="ask.note.corrected")
    if value.in_doubt:
        yield Note(message_id="ask.note.in_doubt")
    if value.flagged:
        yield Note(message_id="ask.note.flagged")


def many_notes(values: Sequence[Value]) -> Iterable[Note]:
    """Yield the same of many values, counted."""
    kinds = (
        ("ask.note.many_stated", [value for value in values if value.stated]),
        ("ask.note.many_conflicts", [value for value in values if value.conflicts]),
        ("ask.note.many_blanks", [value for value in values if value.blanks]),
        ("ask.note.many_corrected", [value for value in values if value.corrected]),
        ("ask.note.many_flagged", [value for value in values if value.flagged]),
    )
    for message_id, some in kinds:
        if some:
            named = "、".join(name_of(value.report) for value in some[:3])
            yield Note(message_id=message_id, params={"count": len(some), "named": named})


def left_out_of(found: Values) -> list[LeftOut]:
    """Return the reports that could not count, by reason."""
    metric = found.metric.name if found.metric else "reports"
    kinds = (
        ("ask.left_out.missing", found.missing),
        ("ask.left_out.other_form", found.other_form),
        ("ask.left_out.contradictory", found.contradictory),
        ("ask.left_out.doubles", found.doubles),
    )
    left = [
        LeftOut(
            reason=Note(message_id=message_id, params={"metric": metric}),
            count=len(some),
            named=tuple(name_of(report) for report in some[:_NAMED]),
        )
        for message_id, some in kinds
        if some
    ]
    doubtful = [value.report for value in found.values if value.in_doubt]
    if doubtful:
        named = tuple(name_of(report) for report in doubtful[:_NAMED])
        reason = Note(message_id="ask.left_out.in_doubt", params={"metric": metric})
        left.append(LeftOut(reason=reason, count=len(doubtful), named=named))
    if found.absent:
        reason = Note(message_id="ask.left_out.absent")
        left.append(LeftOut(reason=reason, count=len(found.absent), named=tuple(found.absent[:_NAMED])))
    return left


def name_of(report: Listed) -> str:
    """Return how a report is named in a list: issuer and year."""
    return f"{report.issuer or report.id} {report.year or '—'}"


def figure_of(
    label: Note,
    metric: str,
    value: float,
    unit: str,
    citations: tuple[int, ...] = (),
    reports: int = 1,
    notes: tuple[Note, ...] = (),
) -> Figure:
    """Return a figure; its label is written when the language is known."""
    return Figure(
        label=label.message_id,
        metric=metric,
        value=round(value, 6),
        unit=unit,
        reports=reports,
        citations=citations,
        notes=(label, *notes),
    )
