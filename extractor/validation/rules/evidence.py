"""Whether every value rests on words that stand in the document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from extractor.confidence import calibration
from extractor.schema import Basis, Cell, Fact, Match, Quantity, Severity
from extractor.schema.fields import FIELD_BY_NAME
from extractor.validation.context import Context
from extractor.validation.labels import number_text
from extractor.validation.result import PASSED, Result, failed, passed, unknown
from extractor.validation.rule import rule
from extractor.validation.rules.by_table import by_table
from extractor.validation.rules.quotes import number_follows

_PROMISE = "nianbao: nothing invented"
_LISTED = 12


@rule("evidence.not_found", Severity.WARNING, source=_PROMISE, formula="match ≠ none")
def not_found(context: Context) -> Iterator[Result]:
    """Name each quote that does not stand in the document."""
    lost = [evidence for evidence in context.evidence if evidence.match is Match.NONE]
    yield passed(len(context.evidence) - len(lost))
    yield from (failed({"quote": evidence.quote}, evidence=(evidence,)) for evidence in lost)


@rule("evidence.place", Severity.ERROR, needs=("document",), source=_PROMISE, formula="text[span] = quote")
def place(context: Context) -> Iterator[Result]:
    """Name each exact quote whose place in the document holds other words, or that has no place."""
    text = context.text
    right = 0
    for evidence in context.evidence:
        span = evidence.span
        if evidence.match is not Match.EXACT:
            continue
        if span is not None and text[span[0] : span[1]] == evidence.quote:
            right += 1
        else:
            yield failed({"quote": evidence.quote, "found": text[slice(*span)] if span else "—"}, evidence=(evidence,))
    yield passed(right)


@rule("evidence.cell_place", Severity.ERROR, needs=("document",), source=_PROMISE, formula="text[span] = printed")
def cell_place(context: Context) -> Iterator[Result]:
    """Name the cells of each table whose place in the document holds something else, or that have no place."""
    text = context.text
    elsewhere = [
        (path, cell)
        for path, cell in context.cells.items()
        if (span := cell.span) is None or text[span[0] : span[1]] != cell.printed
    ]
    wrong = [path for path, cell in elsewhere if cell.printed and not _stands_there(text, cell)]
    yield from by_table(context, wrong)


def _stands_there(text: str, cell: Cell) -> bool:
    """Return whether a cell's place holds what was printed, line breaks and other space aside."""
    return cell.span is not None and "".join(text[slice(*cell.span)].split()) == "".join(cell.printed.split())


@rule("evidence.number", Severity.WARNING, source=_PROMISE, formula="value follows from quote")
def number(context: Context) -> Iterator[Result]:
    """Name each fact or quantity whose number does not follow from its words; a none (未收到) must be 0."""
    values: list[Fact | Quantity] = [*context.report.facts, *context.report.quantities]
    following = 0
    for value in values:
        if value.basis is Basis.CALCULATED:
            continue
        implied = value.basis is Basis.IMPLIED
        if value.value == 0 if implied else number_follows(value.value, value.evidence.quote):
            following += 1
        else:
            yield _number_differs(value)
    yield passed(following)


def _number_differs(value: Fact | Quantity) -> Result:
    name = _field_label(value.field) if isinstance(value, Fact) else value.subject
    params = {"name": name, "value": number_text(value.value), "quote": value.evidence.quote}
    return failed(params, left=value.value, evidence=(value.evidence,))


def _field_label(field: str) -> str:
    return FIELD_BY_NAME[field].label if field in FIELD_BY_NAME else field


@rule("facts.conflict", Severity.WARNING, needs=("facts",), source=_PROMISE, formula="one value per field")
def conflict(context: Context) -> Iterator[Result]:
    """Name each field to which the prose gives different values, as one engine reads it."""
    single = 0
    for field, facts in context.facts.items():
        for group in _by_engine(facts).values():
            values = list(dict.fromkeys(fact.value for fact in group))
            if len(values) == 1:
                single += 1
            else:
                yield _several_values(field, group, values)
    yield passed(single)


def _by_engine(facts: list[Fact]) -> dict[str, list[Fact]]:
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.engine, []).append(fact)
    return groups


def _several_values(field: str, facts: list[Fact], values: list[float]) -> Result:
    params = {"field": _field_label(field), "values": "、".join(number_text(value) for value in values)}
    return failed(params, evidence=tuple(fact.evidence for fact in facts))


@rule(
    "facts.engines_disagree",
    Severity.WARNING,
    needs=("facts",),
    source="nianbao: nothing silent",
    formula="values of one engine = values of the other",
)
def engines_disagree(context: Context) -> Iterator[Result]:
    """Name each field that several engines read with different values: one of them has misread."""
    for field, facts in context.facts.items():
        groups = _by_engine(facts)
        if len(groups) < 2:
            continue
        values = {engine: sorted({fact.value for fact in group}) for engine, group in groups.items()}
        if len({tuple(read) for read in values.values()}) == 1:
            yield PASSED
            continue
        listed = "、".join(f"{engine} {'/'.join(map(number_text, read))}" for engine, read in values.items())
        params = {"field": _field_label(field), "values": listed}
        evidence = tuple(fact.evidence for fact in facts)
        yield unknown(params, message_id="facts.engines_disagree", evidence=evidence)


@rule("facts.unknown_field", Severity.WARNING, needs=("facts",), source=_PROMISE, formula="field ∈ catalogue")
def unknown_field(context: Context) -> Iterator[Result]:
    """Name each fact whose field the catalogue does not have."""
    unknown_fields = context.facts.keys() - FIELD_BY_NAME.keys()
    yield passed(len(context.facts) - len(unknown_fields))
    for field in sorted(unknown_fields):
        yield failed({"field": field}, evidence=tuple(fact.evidence for fact in context.facts[field]))


@rule("quantities.unassigned", Severity.INFO, source="nianbao: nothing lost", formula="quantity ∈ facts")
def unassigned(context: Context) -> Iterator[Result]:
    """List, as one finding, the quantities that no field accounts for."""
    spans = sorted(fact.evidence.span for fact in context.report.facts if fact.evidence.span is not None)
    starts, ends = [start for start, _ in spans], list(accumulate((end for _, end in spans), max))
    left = [quantity for quantity in context.report.quantities if not _is_assigned(quantity, starts, ends)]
    yield passed(len(context.report.quantities) - len(left))
    if left:
        listed = "、".join(f"{item.subject} {number_text(item.value)}{item.unit}" for item in left[:_LISTED])
        more = " …" if len(left) > _LISTED else ""
        params = {"count": len(left), "listed": listed + more}
        evidence = tuple(item.evidence for item in left)
        yield unknown(params, severity=Severity.INFO, evidence=evidence, message_id="quantities.unassigned")


def _is_assigned(quantity: Quantity, starts: list[int], ends: list[int]) -> bool:
    """Return whether the evidence of a quantity overlaps that of a fact.

    Args:
        quantity: Of the prose.
        starts: Where the evidence of the facts begins, in order.
        ends: The furthest that any of them reaches, up to each.
    """
    if quantity.evidence.span is None:
        return False
    start, end = quantity.evidence.span
    before = bisect_left(starts, end)
    return before > 0 and ends[before - 1] > start


@rule(
    "facts.unsure",
    Severity.INFO,
    needs=("facts",),
    source="nianbao: nothing silent",
    formula="confidence >= threshold",
)
def unsure(context: Context) -> Iterator[Result]:
    """Name each fact that is less sure than what can be accepted unseen; what was not measured is not judged."""
    threshold = calibration().kinds["facts"].threshold
    for fact in context.report.facts:
        if fact.confidence is not None and fact.confidence < threshold:
            params = {"field": _field_label(fact.field), "value": number_text(fact.value)}
            params["percent"] = f"{100 * fact.confidence:.1f}"
            yield unknown(params, message_id="facts.unsure", severity=Severity.INFO, evidence=(fact.evidence,))
