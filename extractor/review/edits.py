"""From what a person does to what the log records: the changes of one edit, each with its place and cause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.review.errors import EditError
from extractor.review.model import (
    REMOVED,
    AddFact,
    AddItem,
    AsRead,
    Edit,
    Kind,
    LogEntry,
    Logged,
    Move,
    Payload,
    Read,
    Remove,
    SetValue,
    TakeSuggestion,
    Value,
)
from extractor.review.paths import (
    HEAD_PATHS,
    ITEMS,
    fact_path,
    field_of,
    is_form_cell,
    item_path,
    kind_of,
)
from extractor.review.standing import base_of, span_of
from extractor.review.view import ReviewedReport
from extractor.schema import Cause, Document, Span, Suggestion
from extractor.schema.fields import FIELD_BY_NAME
from extractor.validation.rules.quotes import number_follows


@dataclass(frozen=True)
class Change:
    """One path of an edit; `new` None is as read."""

    path: str
    new: Payload | None
    base: Payload | None
    old: Payload | None
    cause: Cause | None
    reason: str

    def entry(self, version: int, step: int, revision: int, by: str, at: str) -> LogEntry:
        """Return the change as the log keeps it: the edit `step` of the save that made `version`, by whom and when."""
        return LogEntry(
            version=version,
            step=step,
            kind=Logged.CORRECTION,
            path=self.path,
            base=self.base,
            old=self.old,
            new=self.new,
            cause=self.cause,
            reason=self.reason,
            by=by,
            at=at,
            revision=revision,
        )


def changes_of(edit: Edit, view: ReviewedReport, document: Document) -> list[Change]:
    """Return what an edit changes; nothing where that holds already.

    Raises:
        EditError: It can't be made: no such value, field or place, or a value of the wrong kind.
        FindingNotFoundError: There is no such finding.
    """
    made = [*_made(edit, view, document)]
    superseded = [
        Change(value.correction.path, None, None, value.correction.new, None, change.reason)
        for change in made
        if (value := view.values.get(change.path)) and value.correction and value.correction.path != change.path
    ]
    return [*superseded, *(change for change in made if not _holds(change, view.values.get(change.path)))]


def _made(edit: Edit, view: ReviewedReport, document: Document) -> Iterator[Change]:
    match edit:
        case SetValue():
            yield _set(edit, view, document)
        case AddFact():
            yield _added_fact(edit, view, document)
        case AddItem():
            yield _added_item(edit, view, document)
        case Remove():
            _removable(edit.path, view)
            yield _change(view, edit.path, REMOVED, edit.reason, Cause.EXTRACTION)
        case Move():
            yield from _moved(edit, view, document)
        case AsRead():
            _existing(edit.path, view)
            yield _change(view, edit.path, None, edit.reason, None)
        case TakeSuggestion():
            yield from _suggested(edit, view, document)


def _holds(change: Change, value: Value | None) -> bool:
    """Return whether a change says what holds already."""
    if value is None:
        return change.new is None
    if value.in_doubt:
        return False
    return value.corrected == change.new


def _set(edit: SetValue, view: ReviewedReport, document: Document) -> Change:
    kind, value = kind_of(edit.path), view.values.get(edit.path)
    _require_place(edit, kind, value)
    payload: Payload = {**_kept(value), **_valued(edit, kind)}
    if edit.span is not None:
        payload |= {"span": list(edit.span), "quote": _quote(edit.span, document)}
    if value is not None and value.read is not None and payload == value.read.payload:
        return _change(view, edit.path, None, edit.reason, None)
    cause = edit.cause or likely_cause(edit, kind, value.read if value else None, payload)
    return _change(view, edit.path, payload, edit.reason, cause)


def _kept(value: Value | None) -> Payload:
    """Return what a further correction of a value leaves as it is: field, unit, place."""
    if value is None:
        return {}
    held = value.corrected if value.corrected and not value.removed else value.read.payload if value.read else {}
    return dict(held)


def _valued(edit: SetValue, kind: Kind) -> Payload:
    """Return the value of an edit, if it is of the kind that the path holds."""
    value = edit.value
    if isinstance(value, str):
        value = value.strip()
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind is Kind.ITEM or (kind is Kind.HEAD and edit.path != "year"):
        right = isinstance(value, str) and bool(value)
    elif kind is Kind.CELL:
        right = value is None or number
    else:
        right = number
    if not right:
        raise EditError("review.wrong_value", path=edit.path, value=str(edit.value))
    return {"text": value} if kind is Kind.ITEM else {"value": value}


def _require_place(edit: SetValue, kind: Kind, value: Value | None) -> None:
    """Refuse a value that would have no place in the source: but for the missing cell of a faulty form."""
    if value is not None or edit.span is not None:
        return
    if kind is Kind.CELL and is_form_cell(edit.path) and edit.cause is Cause.SOURCE:
        return
    if edit.path == "form":
        return
    raise EditError("review.no_place", path=edit.path)


def likely_cause(edit: SetValue, kind: Kind, read: Read | None, payload: Payload) -> Cause:
    """Return whose mistake a corrected value was: the source's where it plainly prints what was read.

    Digits recognised in a picture are not plain. A fact was misread where the new number follows from its words too.
    """
    if read is None or edit.span is not None:
        return Cause.EXTRACTION
    if kind is Kind.CELL:
        plain = str(read.printed).isdecimal() and read.value == int(str(read.printed)) and read.place.score is None
        return Cause.SOURCE if plain else Cause.EXTRACTION
    if kind is Kind.FACT:
        followed = number_follows(float(payload["value"]), str(read.printed))
        return Cause.EXTRACTION if followed else Cause.SOURCE
    return Cause.EXTRACTION


def _added_fact(edit: AddFact, view: ReviewedReport, document: Document) -> Change:
    spec = FIELD_BY_NAME.get(edit.field)
    if spec is None:
        raise EditError("review.no_such_field", field=edit.field)
    payload: Payload = {
        "value": edit.value,
        "field": edit.field,
        "unit": edit.unit if edit.unit is not None else spec.unit,
        "approximate": edit.approximate,
        "span": list(edit.span),
        "quote": _quote(edit.span, document),
    }
    return _change(view, fact_path(edit.field, edit.span), payload, edit.reason, Cause.EXTRACTION)


def _added_item(edit: AddItem, view: ReviewedReport, document: Document) -> Change:
    if edit.group not in ITEMS:
        raise EditError("review.no_such_field", field=edit.group)
    quote = _quote(edit.span, document)
    payload: Payload = {"text": " ".join(quote.split()), "span": list(edit.span), "quote": quote}
    return _change(view, item_path(edit.group, edit.span), payload, edit.reason, Cause.EXTRACTION)


def _moved(edit: Move, view: ReviewedReport, document: Document) -> Iterator[Change]:
    value = _existing(edit.path, view)
    fact = value.kind is Kind.FACT
    if value.kind not in (Kind.FACT, Kind.ITEM) or edit.to not in (FIELD_BY_NAME if fact else ITEMS):
        raise EditError("review.no_such_field", field=edit.to)
    span = span_of(value.corrected) or (value.read.place.span if value.read else None)
    if span is None or value.removed or edit.to == field_of(edit.path):
        raise EditError("review.no_place", path=edit.path)
    payload = {**_kept(value), "span": list(span), "quote": _quote(span, document)}
    if fact:
        payload |= {"field": edit.to}
    yield _change(view, edit.path, REMOVED, edit.reason, Cause.EXTRACTION)
    target = fact_path(edit.to, span) if fact else item_path(edit.to, span)
    yield _change(view, target, payload, edit.reason, Cause.EXTRACTION)


def _suggested(edit: TakeSuggestion, view: ReviewedReport, document: Document) -> Iterator[Change]:
    finding = view.finding(edit.finding).finding
    suggestion = _chosen(edit, finding.suggestion, finding.alternatives)
    cause = None if finding.cause is Cause.OPEN else finding.cause
    for change in (suggestion, *suggestion.others):
        wanted = SetValue(change.cell, change.value, suggestion.reason, cause)
        if change.cell not in view.values:
            wanted = SetValue(change.cell, change.value, suggestion.reason, Cause.SOURCE)
        yield _set(wanted, view, document)


def _chosen(edit: TakeSuggestion, suggestion: Suggestion | None, others: tuple[Suggestion, ...]) -> Suggestion:
    offered = suggestion if edit.alternative is None else dict(enumerate(others)).get(edit.alternative)
    if offered is None:
        raise EditError("review.no_suggestion", key=edit.finding)
    return offered


def _change(view: ReviewedReport, path: str, new: Payload | None, reason: str, cause: Cause | None) -> Change:
    value = view.values.get(path)
    held = value.correction if value else None
    old = held.new if held and held.path == path else None
    return Change(path, new, base_of(value.read if value else None), old, cause, reason.strip())


def _removable(path: str, view: ReviewedReport) -> None:
    value = _existing(path, view)
    if value.kind is Kind.CELL or (value.kind is Kind.HEAD and path == HEAD_PATHS[-1]):
        raise EditError("review.cell_stays", path=path)


def _existing(path: str, view: ReviewedReport) -> Value:
    value = view.values.get(path)
    if value is None:
        raise EditError("review.no_such_value", path=path)
    return value


def _quote(span: Span, document: Document) -> str:
    """Return the words at a place, if there are any."""
    start, end = span
    quote = document.text[start:end] if 0 <= start < end <= len(document.text) else ""
    if not quote.strip():
        raise EditError("review.empty_place", start=start, end=end)
    return quote
