"""The names of values: what a report has, by path.

`applications.granted.total` a cell · `annex.3.this_year` one of the annex · `year`, `contact.phone`, `form` the head ·
`facts.disclosure.total@512-521` a fact by field and place · `problems@1890-1910`, `improvements@…` an item by place.
A value whose quote was not found has a number in its place: `facts.disclosure.total@?1`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extractor.review.errors import EditError
from extractor.review.model import Kind, Payload, Read
from extractor.schema import Cell, Fact, Item, Report, Span, Stated
from extractor.schema.forms import APPLICATIONS, DISCLOSURE, REVIEW_LITIGATION, cell_path
from extractor.schema.report import Place
from extractor.validation.context import TABLE_KEYS

HEAD = ("issuer", "year", "title", "published_on", "period_start", "period_end")
CONTACT = ("address", "phone", "email", "postcode")
ITEMS = ("problems", "improvements")
ANNEX_COLUMNS = ("this_year", "cumulative")
HEAD_PATHS = (*HEAD, *(f"contact.{name}" for name in CONTACT), "form")

_CELLS = frozenset(
    cell_path(form.key, row.key, column)
    for form in (*DISCLOSURE.values(), *APPLICATIONS.values(), REVIEW_LITIGATION)
    for row in form.rows
    for column in row.columns
)


def fact_path(field: str, span: Span) -> str:
    """Return the path of a fact with a place."""
    return f"facts.{field}@{span[0]}-{span[1]}"


def item_path(group: str, span: Span) -> str:
    """Return the path of a problem or an improvement with a place."""
    return f"{group}@{span[0]}-{span[1]}"


def field_of(path: str) -> str:
    """Return the field of a fact's path, or the group of an item's: the part before the place."""
    return path.partition("@")[0].removeprefix("facts.")


def kind_of(path: str) -> Kind:
    """Return what kind of value a path names.

    Raises:
        EditError: There can be no such value.
    """
    name, at, _ = path.partition("@")
    if at and name.startswith("facts."):
        return Kind.FACT
    if at and name in ITEMS:
        return Kind.ITEM
    if path in HEAD_PATHS:
        return Kind.HEAD
    if path in _CELLS or path.startswith("annex.") or (path.split(".")[0] in TABLE_KEYS and path.count(".") == 2):
        return Kind.CELL
    raise EditError("review.no_such_value", path=path)


def is_form_cell(path: str) -> bool:
    """Return whether one of the official forms has this cell."""
    return path in _CELLS


def read_values(report: Report) -> dict[str, Read]:
    """Return every value of a report that can be corrected, by path, in the order of the form and the text.

    Of two engines that read the same field at the same place, the first one's value stands here; a correction is of
    both.
    """
    found: dict[str, Read] = {}
    for read in (*_head(report), *_cells(report), *_facts(report), *_items(report)):
        found.setdefault(read.path, read)
    return found


def fact_paths(facts: tuple[Fact, ...]) -> list[str]:
    """Return the path of each fact, in their order."""
    return list(_placed([(f"facts.{fact.field}", fact.evidence.span) for fact in facts]))


def item_paths(group: str, items: tuple[Item, ...]) -> list[str]:
    """Return the path of each item, in their order."""
    return list(_placed([(group, item.evidence.span) for item in items]))


def stated_of(report: Report, path: str) -> Stated[str] | Stated[int] | None:
    """Return a head value by its path; None where the report does not state it."""
    owner = report.contact if path.startswith("contact.") else report
    stated: Stated[str] | Stated[int] | None = getattr(owner, path.removeprefix("contact."))
    return stated


def _placed(names: list[tuple[str, Span | None]]) -> Iterator[str]:
    unplaced: Counter[str] = Counter()
    for name, span in names:
        if span is None:
            unplaced[name] += 1
            yield f"{name}@?{unplaced[name]}"
        else:
            yield f"{name}@{span[0]}-{span[1]}"


def _head(report: Report) -> Iterator[Read]:
    for path in HEAD_PATHS[:-1]:
        stated = stated_of(report, path)
        if stated is not None:
            payload: Payload = {"value": stated.value}
            yield Read(path, Kind.HEAD, stated.value, stated.evidence.quote, stated.evidence, payload)
    if report.form is not None:
        yield Read("form", Kind.HEAD, report.form, report.form, Place(), {"value": report.form})


def _cells(report: Report) -> Iterator[Read]:
    for table in TABLE_KEYS:
        for row, columns in (getattr(report.tables, table) or {}).items():
            for column, cell in (columns or {}).items():
                if cell is not None:
                    yield _cell(cell_path(table, row, column), cell)
    for number, line in enumerate(report.tables.annex or ()):
        for column in ANNEX_COLUMNS:
            cell = getattr(line, column)
            if cell is not None:
                yield _cell(f"annex.{number}.{column}", cell)


def _cell(path: str, cell: Cell) -> Read:
    return Read(path, Kind.CELL, cell.value, cell.printed, cell, {"value": cell.value})


def _facts(report: Report) -> Iterator[Read]:
    for path, fact in zip(fact_paths(report.facts), report.facts, strict=True):
        payload = {"value": fact.value, "field": fact.field, "unit": fact.unit, "approximate": fact.approximate}
        yield Read(path, Kind.FACT, fact.value, fact.evidence.quote, fact.evidence, payload)


def _items(report: Report) -> Iterator[Read]:
    for group in ITEMS:
        items: tuple[Item, ...] = getattr(report, group)
        for path, item in zip(item_paths(group, items), items, strict=True):
            yield Read(path, Kind.ITEM, item.text, item.evidence.quote, item.evidence, {"text": item.text})
