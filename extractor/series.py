"""Bringing the reports of one issuer together, from a store or from the files of a run, and checking between them."""

from __future__ import annotations

import zlib
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from extractor.schema import Document, Finding, Report
from extractor.validation.between import (
    JUMP_YEARS,
    WATCHED_CELLS,
    WATCHED_FACTS,
    Series,
    check_series,
    figures_of,
    issuer_key,
    names_one,
)
from extractor.validation.context import Context
from extractor.validation.settings import DECLARED, CheckSettings

if TYPE_CHECKING:
    from extractor.outcome import Processed
    from extractor.storage import ReportStore

Members = Mapping[str, Sequence[str]]
"""Issuer key of a government → the names of all departments and towns whose reports it sums up."""

_OPEN = 32
"""Reports a store's shelf keeps decoded."""


class Volume(Protocol):
    """A report as one of a series; `order` grows as reports come in."""

    @property
    def id(self) -> str: ...  # noqa: D102

    @property
    def year(self) -> int: ...  # noqa: D102

    @property
    def order(self) -> int: ...  # noqa: D102


class Shelf(Protocol):
    """Where the reports of an issuer stand."""

    def volumes(self, key: str) -> Sequence[Volume]:
        """Return the reports of an issuer that state a year, by `issuer_key`."""

    def open(self, volume: Volume) -> Context:
        """Return a report with its document."""

    def figures(self, volumes: Sequence[Volume]) -> Mapping[str, Mapping[str, float]]:
        """Return the figures of reports that are watched over the years, by id."""


def series_findings(
    store: ReportStore, report_id: str, members: Members | None = None, settings: CheckSettings = DECLARED
) -> tuple[Finding, ...]:
    """Return what is wrong between a stored report and the others of its issuer, the gravest first.

    Computed from the current revisions each time: what another report says may change.

    Args:
        store: Where the reports are.
        report_id: Its id, or a prefix that only one report has.
        members: Who makes up each government; None asks nothing between levels.
        settings: Of the office.
    """
    shelf = StoreShelf(store, settings)
    report = store.get(report_id)
    return findings_between(shelf, report, partial(shelf.take, report), members)


def findings_between(
    shelf: Shelf, report: Report, own: Callable[[], Context], members: Members | None = None
) -> tuple[Finding, ...]:
    """Return what is wrong between a report and the others of its issuer on a shelf.

    Where several files have a report for the year before, the one with the most cells counts, of equal ones the latest.

    Args:
        shelf: Where the reports stand.
        report: The report that is checked.
        own: Gives it with its document; asked for only where there is something to hold it against.
        members: Who makes up each government; None asks nothing between levels.
    """
    if report.issuer is None or report.year is None:
        return ()
    key, year = issuer_key(report.issuer.value), int(report.year.value)
    others = [volume for volume in shelf.volumes(key) if volume.id != report.id]
    names = members.get(key) if members is not None else None
    if not others and names is None:
        return ()
    if others and not names_one(report.issuer.value):
        return check_series(Series(own(), unclear=[volume.year for volume in others]))
    series = Series(
        own(),
        last=_fullest(shelf, [volume for volume in others if volume.year == year - 1]),
        doubles=[shelf.open(volume) for volume in others if volume.year == year],
        history=_history(shelf, [volume for volume in others if volume.year != year]),
        members=_members(shelf, names, year),
    )
    return check_series(series)


def _fullest(shelf: Shelf, volumes: Sequence[Volume]) -> Context | None:
    opened = [shelf.open(volume) for volume in sorted(volumes, key=lambda volume: -volume.order)]
    return max(opened, key=lambda context: len(context.values), default=None)


def _history(shelf: Shelf, volumes: Sequence[Volume]) -> dict[int, Mapping[str, float]]:
    """Return the watched figures of each year; of several files for one year those of the fullest, then the latest.

    Where there are too few years for a bound, only the years, without figures.
    """
    history: dict[int, Mapping[str, float]] = {volume.year: {} for volume in volumes}
    if len(history) >= JUMP_YEARS:
        figures = shelf.figures(volumes)
        for volume in sorted(volumes, key=lambda volume: (len(figures[volume.id]), volume.order)):
            history[volume.year] = figures[volume.id]
    return history


def _members(shelf: Shelf, names: Sequence[str] | None, year: int) -> dict[str, Context | None] | None:
    """Return the members of a government with their reports for a year; None for an issuer that has none."""
    if names is None:
        return None
    volumes = {name: [volume for volume in shelf.volumes(issuer_key(name)) if volume.year == year] for name in names}
    return {name: _fullest(shelf, found) for name, found in volumes.items()}


class StoreShelf:
    """The current revisions of a store; one shelf serves many reports and keeps the last ones decoded."""

    def __init__(self, store: ReportStore, settings: CheckSettings = DECLARED) -> None:
        self._store = store
        self._settings = settings
        self._names: dict[str, list[str]] | None = None
        self._opened: OrderedDict[str, Context] = OrderedDict()

    def take(self, report: Report) -> Context:
        """Return a report that was read from the store, with its document."""
        context = Context(report, (), self._store.document(report.id), self._settings)
        self._opened[report.id] = context
        if len(self._opened) > _OPEN:
            self._opened.popitem(last=False)
        return context

    def volumes(self, key: str) -> Sequence[Volume]:
        """Return the stored reports of an issuer."""
        from extractor.storage import series as queries

        if self._names is None:
            self._names = defaultdict(list)
            for name in queries.issuers(self._store):
                self._names[issuer_key(name)].append(name)
        return queries.volumes(self._store, self._names.get(key, ()))

    def open(self, volume: Volume) -> Context:
        """Return a stored report with its document."""
        return self._opened.get(volume.id) or self.take(self._store.get(volume.id))

    def figures(self, volumes: Sequence[Volume]) -> Mapping[str, Mapping[str, float]]:
        """Return the watched figures from the flat rows, without opening the reports."""
        from extractor.storage import series as queries

        ids = {volume.order: volume.id for volume in volumes}
        return queries.figures(self._store, ids, WATCHED_CELLS, WATCHED_FACTS)


@dataclass(frozen=True)
class _Packed:
    """A report of a run, compressed until it is needed."""

    id: str
    year: int
    order: int
    report: bytes
    document: bytes


class RunShelf:
    """The reports of one run, kept compressed; where a store is given, its reports stand beside them.

    A report that is in both counts as the run has it.
    """

    def __init__(self, settings: CheckSettings = DECLARED, stored: StoreShelf | None = None) -> None:
        self._settings = settings
        self._stored = stored
        self._by_issuer: dict[str, list[_Packed]] = {}
        self._ids: set[str] = set()

    def add(self, processed: Processed) -> None:
        """Take in a report that states its issuer and year; the same file a second time adds nothing."""
        report, document = processed.report, processed.document
        if report.issuer is None or report.year is None or report.id in self._ids:
            return
        self._ids.add(report.id)
        packed = (zlib.compress(value.model_dump_json().encode(), 1) for value in (report, document))
        entry = _Packed(report.id, int(report.year.value), len(self._ids), *packed)
        self._by_issuer.setdefault(issuer_key(report.issuer.value), []).append(entry)

    def findings(self, members: Members | None = None) -> Iterator[Report]:
        """Yield each report of the run that has findings between years or levels, with these alone, by issuer."""
        for key, entries in self._by_issuer.items():
            if len(self.volumes(key)) == 1 and (members is None or key not in members):
                continue
            for entry in sorted(entries, key=lambda entry: (entry.year, entry.order)):
                own = self.open(entry)
                found = findings_between(
                    self, own.report, partial(Context, own.report, (), own.document, self._settings), members
                )
                if found:
                    yield own.report.model_copy(update={"findings": found})

    def volumes(self, key: str) -> Sequence[Volume]:
        """Return the reports of an issuer, those of the run last."""
        run: list[Volume] = list(self._by_issuer.get(key, ()))
        stored = self._stored.volumes(key) if self._stored else ()
        return [*(volume for volume in stored if volume.id not in self._ids), *run]

    def open(self, volume: Volume) -> Context:
        """Return a report with its document."""
        if isinstance(volume, _Packed):
            report = Report.model_validate_json(zlib.decompress(volume.report))
            document = Document.model_validate_json(zlib.decompress(volume.document))
            return Context(report, (), document, self._settings)
        if self._stored is None:
            raise KeyError(volume.id)
        return self._stored.open(volume)

    def figures(self, volumes: Sequence[Volume]) -> Mapping[str, Mapping[str, float]]:
        """Return the watched figures of reports."""
        ours = {volume.id: figures_of(self.open(volume)) for volume in volumes if isinstance(volume, _Packed)}
        rest = [volume for volume in volumes if volume.id not in ours]
        return {**ours, **(self._stored.figures(rest) if self._stored and rest else {})}


def with_series(
    store: ReportStore, reports: Iterable[Report], members: Members | None = None, settings: CheckSettings = DECLARED
) -> Iterator[Report]:
    """Yield stored reports with the findings between years and levels behind their own."""
    between = between_reports(store, members, settings)
    for report in reports:
        found = between(report)
        yield report.model_copy(update={"findings": (*report.findings, *found)}) if found else report


def between_reports(
    store: ReportStore, members: Members | None = None, settings: CheckSettings = DECLARED
) -> Callable[[Report], tuple[Finding, ...]]:
    """Return what tells what is wrong between a stored report and the others of its issuer; one shelf serves all."""
    shelf = StoreShelf(store, settings)
    return lambda report: findings_between(shelf, report, partial(shelf.take, report), members)
