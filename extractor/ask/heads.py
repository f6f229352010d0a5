"""Whose reports these are and of which year: as read, and where the review corrected that, as it has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from sqlalchemy import func, select

from extractor.review.log import entries_of
from extractor.review.model import MAIN, Logged, Value
from extractor.review.paths import read_values
from extractor.review.standing import last_corrections, values_of
from extractor.storage import ReportStore
from extractor.storage.access import reading
from extractor.storage.levels import level_of
from extractor.storage.review_tables import entries
from extractor.storage.scopes import Listed, listed, sources
from extractor.storage.tables import reports, revisions

_PATHS = ("issuer", "year", "form")
_ABOUT = (entries.c.lane == MAIN, entries.c.kind == Logged.CORRECTION.value, entries.c.path.in_(_PATHS))
"""Entries of the review that are about heads."""
_STANDING = select(
    select(func.max(revisions.c.id)).scalar_subquery(),
    select(func.count(reports.c.id)).scalar_subquery(),
    select(func.count(entries.c.id)).where(*_ABOUT).scalar_subquery(),
)


@dataclass(frozen=True)
class _Head:
    """What the review says of a report: by path the value that holds instead, and whether a correction is in doubt."""

    holding: Mapping[str, float | str | None]
    doubtful: bool


_State = tuple[int, int]
"""The revision of a report, and the last entry of its review about its head."""
_known: WeakKeyDictionary[ReportStore, dict[int, tuple[_State, _Head]]] = WeakKeyDictionary()


def state_of_heads(store: ReportStore) -> tuple[int, int, int]:
    """Return what changes whenever `held_reports` does: newest revision, number of reports, corrections of heads."""
    with reading(store) as connection:
        newest, count, corrected = connection.execute(_STANDING).one()
    return newest or 0, count, corrected


def held_reports(store: ReportStore) -> list[Listed]:
    """Return every report of the store as the review has it; of those without issuer or year, the file too."""
    heads = _heads(store)
    found = [_held(report, heads[report.order]) if report.order in heads else report for report in listed(store)]
    lacking = [report.order for report in found if report.issuer is None or report.year is None]
    files = sources(store, lacking) if lacking else {}
    return [replace(report, source=files[report.order]) if report.order in files else report for report in found]


def _held(report: Listed, head: _Head) -> Listed:
    if not head.holding:
        return replace(report, doubtful=head.doubtful)
    held = {"issuer": report.issuer, "year": report.year, "form": report.form, **head.holding}
    issuer = str(held["issuer"] or "") or None
    year = None if held["year"] is None else int(held["year"])
    form = str(held["form"] or "") or None
    return Listed(report.order, report.id, issuer, year, form, level_of(issuer), report, head.doubtful)


def _heads(store: ReportStore) -> dict[int, _Head]:
    """Return by order what the review says of the heads it touched; what is known of an unchanged one is kept."""
    c = entries.c
    query = select(reports.c.id, reports.c.key, reports.c.revision, func.max(c.id).label("last"))
    query = query.join(entries, c.report_id == reports.c.id).where(*_ABOUT)
    with reading(store) as connection:
        rows = connection.execute(query.group_by(reports.c.id, reports.c.key, reports.c.revision)).all()
    before = _known.get(store, {})
    found: dict[int, tuple[_State, _Head]] = {}
    for order, key, revision, last in rows:
        state = (revision, last)
        known = before.get(order)
        found[order] = known if known and known[0] == state else (state, _read(store, order, key))
    _known[store] = found
    return {order: head for order, (_, head) in found.items()}


def _read(store: ReportStore, order: int, key: str) -> _Head:
    report, document = store.get(key), store.document(key)
    with reading(store) as connection:
        log = entries_of(connection, order)
    values = values_of(read_values(report), last_corrections(log), document)
    ours: list[Value] = [values[path] for path in _PATHS if path in values]
    return _Head(
        holding={value.path: value.holding for value in ours if value.corrected is not None},
        doubtful=any(value.in_doubt for value in ours),
    )
