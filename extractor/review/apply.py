"""The report with its corrections: a second report beside the stored one, for re-checking, exports and questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from extractor.parsing.places import locate
from extractor.review.model import REMOVED, Kind, Payload, Value
from extractor.review.paths import ANNEX_COLUMNS, HEAD, ITEMS, fact_paths, item_paths, stated_of
from extractor.review.standing import span_of
from extractor.schema import Basis, Cause, Cell, Document, Evidence, Fact, Item, Match, Report, Span, Stated, Tables
from extractor.validation.context import TABLE_KEYS
from extractor.validation.labels import number_text
from extractor.validation.rules.quotes import number_follows

ENGINE = "review"
"""Engine of a fact that a person corrected or added."""


def corrected_report(report: Report, values: Mapping[str, Value], document: Document | None) -> Report:
    """Return a report in which every correction that is not in doubt holds; the given one is not changed.

    A corrected cell prints its new value, as if the source did. Findings and checks are still those of the given one.
    """
    changed = {path: value for path, value in values.items() if value.corrected is not None}
    if not changed:
        return report
    kinds = {kind: [value for value in changed.values() if value.kind is kind] for kind in Kind}
    changes: dict[str, Any] = {}
    if kinds[Kind.CELL]:
        changes["tables"] = _tables(report.tables, kinds[Kind.CELL])
    if kinds[Kind.FACT]:
        changes["facts"] = _facts(report, kinds[Kind.FACT], document)
    for group in ITEMS:
        ours = [value for value in kinds[Kind.ITEM] if value.path.startswith(f"{group}@")]
        if ours:
            changes[group] = _items(report, group, ours, document)
    corrected = report.model_copy(update=changes | _head(report, kinds[Kind.HEAD], document))
    has_places = any(span_of(value.corrected) for value in changed.values())
    return locate(corrected, document) if document and has_places else corrected


def part_at(report: Report, offset: int) -> int | None:
    """Return the part that holds a character; None in the preamble or the tail."""
    return next((part.part for part in report.sections if part.span[0] <= offset < part.span[1]), None)


def _tables(tables: Tables, cells: Iterable[Value]) -> Tables:
    changes: dict[str, Any] = {}
    for value in cells:
        table, row, column = value.path.split(".")
        if table in TABLE_KEYS:
            rows = changes.setdefault(table, dict(getattr(tables, table) or {}))
            rows[row] = {**(rows.get(row) or {}), column: _cell((rows.get(row) or {}).get(column), value)}
        elif tables.annex and column in ANNEX_COLUMNS and int(row) < len(tables.annex):
            lines = changes.setdefault("annex", list(tables.annex))
            line = lines[int(row)]
            lines[int(row)] = line.model_copy(update={column: _cell(getattr(line, column), value)})
    if "annex" in changes:
        changes["annex"] = tuple(changes["annex"])
    return tables.model_copy(update=changes)


def _cell(cell: Cell | None, value: Value) -> Cell | None:
    if value.removed:
        return None
    payload = value.corrected or {}
    number = payload["value"]
    printed = "" if number is None else number_text(number)
    if cell is None:
        return Cell(value=number, printed=printed, span=span_of(payload))
    return cell.model_copy(update={"value": number, "printed": printed, "span": span_of(payload) or cell.span})


def _head(report: Report, values: Iterable[Value], document: Document | None) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    contact: dict[str, Any] = {}
    for value in values:
        if value.path == "form":
            changes["form"] = (value.corrected or {}).get("value")
        elif value.path in HEAD:
            changes[value.path] = _stated(report, value, document)
        else:
            contact[value.path.removeprefix("contact.")] = _stated(report, value, document)
    return changes | ({"contact": report.contact.model_copy(update=contact)} if contact else {})


def _stated(report: Report, value: Value, document: Document | None) -> Stated[Any] | None:
    if value.removed:
        return None
    old = stated_of(report, value.path)
    evidence = _evidence(report, value.corrected or {}, old.evidence if old else None, document)
    return Stated[Any](value=(value.corrected or {})["value"], evidence=evidence)


def _facts(report: Report, values: Iterable[Value], document: Document | None) -> tuple[Fact, ...]:
    """Return the facts in the order of the text, corrected ones once, removed ones not at all."""
    wanted = {value.path: value for value in values}
    facts: list[Fact] = []
    for path, fact in zip(fact_paths(report.facts), report.facts, strict=True):
        if path not in wanted:
            facts.append(fact)
            continue
        value = wanted.pop(path)
        # A second engine's reading of the same words has the same path: both become the corrected one.
        wanted[path] = replace(value, corrected=REMOVED)
        if not value.removed:
            facts.append(_fact(report, fact, value, document))
    added = [value for value in wanted.values() if not value.removed]
    facts += [_fact(report, None, value, document) for value in added]
    return tuple(sorted(facts, key=lambda fact: fact.evidence.span or (0, 0)))


def _fact(report: Report, fact: Fact | None, value: Value, document: Document | None) -> Fact:
    payload = value.corrected or {}
    evidence = _evidence(report, payload, fact.evidence if fact else None, document)
    return Fact(
        field=payload["field"],
        value=payload["value"],
        unit=payload["unit"],
        engine=ENGINE,
        basis=_basis(fact, value, evidence),
        approximate=payload.get("approximate", False),
        evidence=evidence,
    )


def _basis(fact: Fact | None, value: Value, evidence: Evidence) -> Basis:
    """Return how a corrected value follows from its words; not at all where the source is in error."""
    number = (value.corrected or {})["value"]
    if number_follows(number, evidence.quote):
        return Basis.STATED
    if number == 0 and fact is not None and fact.basis is Basis.IMPLIED:
        return Basis.IMPLIED
    from_source = value.correction is not None and value.correction.cause is Cause.SOURCE
    return Basis.CALCULATED if from_source else Basis.STATED


def _items(report: Report, group: str, values: Iterable[Value], document: Document | None) -> tuple[Item, ...]:
    wanted = {value.path: value for value in values}
    items: list[Item] = []
    old: tuple[Item, ...] = getattr(report, group)
    for path, item in zip(item_paths(group, old), old, strict=True):
        value = wanted.pop(path, None)
        if value is None:
            items.append(item)
        elif not value.removed:
            items.append(_item(report, value.corrected or {}, item.evidence, document))
    items += [_item(report, value.corrected or {}, None, document) for value in wanted.values() if not value.removed]
    return tuple(sorted(items, key=lambda item: item.evidence.span or (0, 0)))


def _item(report: Report, payload: Payload, old: Evidence | None, document: Document | None) -> Item:
    return Item(text=payload["text"], evidence=_evidence(report, payload, old, document))


def _evidence(report: Report, payload: Payload, old: Evidence | None, document: Document | None) -> Evidence:
    """Return the words a corrected value rests on: those the person chose, else those it was read from."""
    span = span_of(payload)
    if span is None or (old is not None and span == old.span):
        return old or Evidence(quote="", match=Match.NONE)
    return Evidence(quote=_quote(payload, span, document), span=span, part=part_at(report, span[0]))


def _quote(payload: Payload, span: Span, document: Document | None) -> str:
    return document.text[span[0] : span[1]] if document else str(payload.get("quote", ""))
