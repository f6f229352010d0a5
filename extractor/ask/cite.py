"""Citations: where the values that are shown stand, read back from the stored reports and their documents."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from extractor.ask.catalogue import Metric
from extractor.ask.model import CELL, FACT, Citation
from extractor.ask.values import Value
from extractor.storage import ReportStore
from extractor.storage.scopes import Listed
from extractor.storage.values import Body, bodies, revisions_of

_KEPT = 32
"""Reports that stay unpacked."""
_PARTS = {"disclosure": 2, "applications": 3, "review_litigation": 4}


class Cited:
    """Reports that answers cited, unpacked. A revision is never changed: one that is current still is what it was."""

    def __init__(self) -> None:
        self._bodies: dict[int, Body] = {}

    def read(self, store: ReportStore, orders: Collection[int]) -> dict[int, Body]:
        """Return the current revisions of some reports, by their order; the last few read stay known."""
        known = self._bodies.keys() & orders
        current = revisions_of(store, known) if known else {}
        found = {order: self._bodies[order] for order in known if self._bodies[order].revision == current.get(order)}
        if missing := set(orders) - found.keys():
            found |= bodies(store, missing)
        others = ((order, body) for order, body in self._bodies.items() if order not in found)
        self._bodies = dict([*others, *found.items()][-_KEPT:])
        return found

    def clear(self) -> None:
        """Forget them."""
        self._bodies.clear()


class Citations:
    """The citations of one answer, each once; what refers to them keeps their places."""

    def __init__(self, store: ReportStore, cited: Cited) -> None:
        self._store, self._cited = store, cited
        self._bodies: dict[int, Body] = {}
        self._places: dict[tuple[str, str | None, object], int] = {}
        self.all: list[Citation] = []

    def load(self, values: Sequence[Value]) -> None:
        """Read the reports of some values, all at once."""
        wanted = {value.report.order for value in values} - set(self._bodies)
        if wanted:
            self._bodies |= self._cited.read(self._store, wanted)

    def of(self, value: Value, metric: Metric | None) -> tuple[int, ...]:
        """Return the places of the citations of a value; the report must have been loaded."""
        body = self._bodies.get(value.report.order)
        if body is None or metric is None:
            return ()
        found = _facts(value, metric, body) if value.stated else _cells(value, metric, body)
        cited = list(found)
        if value.corrected and len(cited) == 1 and cited[0].value != value.value:
            cited = [cited[0].model_copy(update={"corrected": value.value})]
        return tuple(self.add(citation) for citation in cited)

    def cells(self, value: Value, paths: Sequence[str]) -> tuple[int, ...]:
        """Return the places of the citations of cells of a report, whatever is in them; it must have been loaded."""
        body = self._bodies.get(value.report.order)
        if body is None:
            return ()
        there = [(path, cell) for path in paths if path.count(".") == 2 and (cell := _cell(body.report, path))]
        found = (
            _citation(value.report, body, CELL, path, _PARTS[path.split(".")[0]], cell, str(cell["printed"]))
            for path, cell in there
        )
        return tuple(self.add(citation) for citation in found)

    def add(self, citation: Citation) -> int:
        """Return the place of a citation, entering it if it is new."""
        key = (citation.report, citation.path, citation.span)
        if key not in self._places:
            self._places[key] = len(self.all)
            self.all.append(citation)
        return self._places[key]


def _cells(value: Value, metric: Metric, body: Body) -> Iterator[Citation]:
    """Yield the cells of a value that hold a number; of a sum those that add to it, all where none does."""
    paths = metric.cells.paths if metric.cells else ()
    cells = {
        path: cell
        for path in paths
        if (cell := _cell(body.report, path)) and (value.corrected or cell.get("value") is not None)
    }
    adding = {path: cell for path, cell in cells.items() if cell["value"] != 0} or cells
    for path, cell in adding.items():
        yield _citation(value.report, body, CELL, path, _PARTS[path.split(".")[0]], cell, str(cell["printed"]))


def _cell(report: Mapping[str, Any], path: str) -> dict[str, Any] | None:
    table, row, column = path.split(".")
    rows = (report.get("tables") or {}).get(table) or {}
    cell: dict[str, Any] | None = (rows.get(row) or {}).get(column)
    return cell


def _facts(value: Value, metric: Metric, body: Body) -> Iterator[Citation]:
    """Yield the statements of the prose with the value."""
    for fact in body.report.get("facts") or ():
        if fact["field"] == metric.field and (value.corrected or fact["value"] == value.value):
            evidence = fact["evidence"]
            place = {**evidence, "value": fact["value"]}
            yield _citation(value.report, body, FACT, fact["field"], evidence.get("part"), place, evidence["quote"])


def as_read(report: Listed) -> tuple[str | None, int | None] | None:
    """Return issuer and year as they were read, where the review corrected one of them; else None."""
    before = report.before
    if before is None or (before.issuer, before.year) == (report.issuer, report.year):
        return None
    return before.issuer, before.year


def _citation(
    report: Listed, body: Body, kind: str, path: str, part: int | None, place: Mapping[str, Any], printed: str
) -> Citation:
    """Return a citation that quotes the document at its span; what was read there where it has none."""
    span = tuple(place["span"]) if place.get("span") else None
    return Citation(
        report=body.id,
        revision=body.revision,
        issuer=report.issuer,
        year=report.year,
        kind=kind,
        path=path,
        part=part,
        span=span,
        page=place.get("page"),
        bbox=place.get("bbox"),
        quote=body.text[span[0] : span[1]] if span else printed,
        value=place["value"],
        as_read=as_read(report),
    )
