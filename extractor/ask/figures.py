"""Numbers as they are shown: figures, rows with their citations, notes, and the reports left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import fsum
from typing import NamedTuple

from extractor.ask.catalogue import Metric
from extractor.ask.computing import Computing, Numbers, metric_in
from extractor.ask.model import MOST_SHOWN, Figure, LeftOut, Note, Row
from extractor.ask.unplaced import left_out_as, name_of, unplaced_left_out
from extractor.ask.values import Value, Values
from extractor.storage.scopes import Listed

_NAMED = 5
"""Issuers and years named of those without a report."""
MOST_LISTED = 100
"""Rows of a list or rank that are shown and cited."""


def look_up(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter each value, in the order the issuers were asked for."""
    asked = {name: at for at, name in enumerate(work.query.issuers)}
    names = work.directory.issuer_of_name
    values = sorted(
        found.every(),
        key=lambda value: (asked.get(names.get(value.report.issuer or "", ""), 0), value.report.year or 0),
    )
    show(work, found, [value.report.order for value in values], numbers, most=MOST_LISTED)


class Entry(NamedTuple):
    """A value of a rank or trend: of one report, or of several of an issuer or year, by their orders."""

    issuer: str | None
    year: int | None
    value: float
    parts: Sequence[int]


def show(work: Computing, found: Values, orders: Sequence[int], numbers: Numbers, most: int) -> None:
    """Enter values as figures and rows, each by itself; of very many only the first, or those from `work.start` on."""
    shown = most if len(orders) <= most or work.start else MOST_SHOWN
    entries = [entry_of(found, order) for order in orders[work.start : work.start + shown]]
    show_entries(work, found, entries, numbers, total=len(orders))


def entry_of(found: Values, order: int) -> Entry:
    """Return the value of one report."""
    report = found.known[order]
    return Entry(report.issuer, report.year, found.numbers[order], (order,))


def show_entries(work: Computing, found: Values, entries: Sequence[Entry], numbers: Numbers, total: int) -> None:
    """Enter values as figures and rows, each with its citations."""
    metric = metric_in(found)
    shown = [found.pick(entry.parts[:MOST_SHOWN]) for entry in entries]
    work.citations.load([part for parts in shown for part in parts])
    for entry, parts in zip(entries, shown, strict=True):
        cited = tuple(place for part in parts for place in work.citations.of(part, metric))
        told = notes_of(parts[0]) if len(entry.parts) == 1 else many_notes(found.told_of(entry.parts))
        over = Note(message_id="ask.note.over", params={"count": len(entry.parts)})
        notes = (*told, over) if entry.issuer is None and len(entry.parts) > 1 else tuple(told)
        figure = figure_of(
            Note(message_id="ask.figure.value"), metric.name, entry.value, metric.unit, cited, len(entry.parts), notes
        )
        numbers.figures.append(figure.model_copy(update={"issuer": entry.issuer, "year": entry.year}))
        numbers.rows.append(_row(metric, entry.issuer, entry.year, entry.value, cited, notes))
    numbers.total += total
    numbers.entered += sum(len(entry.parts) for entry in entries)


def years_of(found: Values, numbers: Numbers) -> list[Entry]:
    """Return the sum of each year, the earliest first; reports whose year is not known are named as left out."""
    by_year: dict[int, list[int]] = defaultdict(list)
    lost: list[int] = []
    for order in sorted(found.numbers):
        year = found.known[order].year
        (lost if year is None else by_year[year]).append(order)
    leave_out(found, "ask.left_out.no_year", lost, numbers)
    return [Entry(None, year, total_of(found, same), same) for year, same in sorted(by_year.items())]


def total_of(found: Values, orders: Iterable[int]) -> float:
    """Return the sum over some reports, the same in whatever order they come."""
    return fsum(map(found.numbers.__getitem__, orders))


def leave_out(found: Values, message_id: str, orders: Sequence[int], numbers: Numbers) -> None:
    """Name reports with a value that can't count here, once."""
    left = left_out_as(message_id, [found.known[order] for order in orders])
    if orders and left not in numbers.left_out:
        numbers.left_out.append(left)


def enter_rows(work: Computing, found: Values, orders: Sequence[int], numbers: Numbers) -> tuple[int, ...]:
    """Enter values as rows alone, and return their citations."""
    metric, values = metric_in(found), found.pick(orders)
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
    yield from head_notes(value.report)


def head_notes(report: Listed) -> Iterable[Note]:
    """Yield what has to be known about whose a report is and of which year."""
    if report.issuer is None or report.year is None:
        yield Note(message_id="ask.note.unplaced", params={"report": name_of(report)})
    before = report.before
    for name in ("issuer", "year", "form"):
        if before is not None and getattr(before, name) != getattr(report, name):
            params = {"read": str(getattr(before, name) or "—"), "now": str(getattr(report, name) or "—")}
            yield Note(message_id=f"ask.note.corrected_{name}", params=params)


def many_notes(values: Sequence[Value]) -> Iterable[Note]:
    """Yield the same of many values, counted."""
    kinds = (
        ("ask.note.many_stated", [value for value in values if value.stated]),
        ("ask.note.many_conflicts", [value for value in values if value.conflicts]),
        ("ask.note.many_blanks", [value for value in values if value.blanks]),
        ("ask.note.many_corrected", [value for value in values if value.corrected]),
        ("ask.note.many_flagged", [value for value in values if value.flagged]),
        ("ask.note.many_heads", [value for value in values if value.report.before is not None]),
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
    left = [left_out_as(message_id, some, metric) for message_id, some in kinds if some]
    doubtful = [value.report for value in found.special.values() if value.in_doubt]
    if doubtful:
        left.append(left_out_as("ask.left_out.in_doubt", doubtful, metric))
    left += unplaced_left_out(found.unplaced)
    if found.absent:
        reason = Note(message_id="ask.left_out.absent")
        left.append(LeftOut(reason=reason, count=len(found.absent), named=tuple(found.absent[:_NAMED])))
    return left


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
