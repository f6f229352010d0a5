"""The head and the facts of two reports, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.compare.model import Difference, Side, difference_of
from extractor.review.paths import CONTACT, HEAD, fact_paths, stated_of
from extractor.schema import Report
from extractor.schema.fields import FIELDS
from extractor.validation.labels import number_text


@dataclass(frozen=True)
class Held:
    """What a report says about a field; a fact that several places state differently has several values.

    Attributes:
        path: Of the first value, for the workbench.
    """

    values: tuple[float | str, ...]
    text: str
    path: str


@dataclass(frozen=True)
class FieldPair:
    """A field in both reports; None where a report does not state it.

    Attributes:
        name: Of the fact or the head field.
        label: Chinese name of a fact; empty for the head, whose names are messages.
    """

    name: str
    label: str
    unit: str
    left: Held | None
    right: Held | None
    difference: Difference


def compare_fields(left: Side, right: Side) -> tuple[FieldPair, ...]:
    """Return the fields that at least one of two reports states: the head, then the facts in their usual order."""
    return (*_head(left.report, right.report), *_facts(left.report, right.report))


def _head(left: Report, right: Report) -> Iterator[FieldPair]:
    for path in (*HEAD, *(f"contact.{name}" for name in CONTACT)):
        ours, theirs = _stated(left, path), _stated(right, path)
        if ours or theirs:
            yield _pair(path, "", "", ours, theirs)


def _stated(report: Report, path: str) -> Held | None:
    stated = stated_of(report, path)
    return Held((stated.value,), str(stated.value), path) if stated else None


def _facts(left: Report, right: Report) -> Iterator[FieldPair]:
    ours, theirs = _by_field(left), _by_field(right)
    known = {spec.name: (spec.label, spec.unit) for spec in FIELDS}
    others = (name for name in (*ours, *theirs) if name not in known)
    for name in dict.fromkeys((*known, *others)):
        if name in ours or name in theirs:
            label, unit = known.get(name, (name, ""))
            yield _pair(name, label, unit, ours.get(name), theirs.get(name))


def _by_field(report: Report) -> dict[str, Held]:
    found: dict[str, Held] = {}
    for path, fact in zip(fact_paths(report.facts), report.facts, strict=True):
        known = found.get(fact.field)
        if known is None:
            found[fact.field] = Held((fact.value,), number_text(fact.value), path)
        elif fact.value not in known.values:
            values = (*known.values, fact.value)
            found[fact.field] = Held(values, f"{known.text}、{number_text(fact.value)}", known.path)
    return found


def _pair(name: str, label: str, unit: str, left: Held | None, right: Held | None) -> FieldPair:
    ours, theirs = (set(held.values) if held else None for held in (left, right))
    difference = difference_of(ours, theirs, is_left=left is not None, is_right=right is not None)
    return FieldPair(name, label, unit, left, right, difference)
