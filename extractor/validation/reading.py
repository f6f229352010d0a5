"""The remarks of the reading steps, and the findings they become. Their messages stand in `messages/reading.py`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extractor.schema import Outcome, Remark, Severity
from extractor.validation.context import Context
from extractor.validation.labels import TABLE_NUMBERS, column_label, row_label
from extractor.validation.result import Result

_FAIL, _UNKNOWN = Outcome.FAIL, Outcome.UNKNOWN
_WARNING, _INFO = Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class ReadingRule:
    """A remark that a reading step may make: whether it is a fault found or something that stays unknown."""

    id: str
    outcome: Outcome
    severity: Severity


READING_RULES = {
    rule.id: rule
    for rule in (
        ReadingRule("reading.doubled", _FAIL, _WARNING),
        ReadingRule("reading.second_report", _FAIL, _WARNING),
        ReadingRule("reading.split_ambiguous", _UNKNOWN, _WARNING),
        ReadingRule("reading.split_inconsistent", _UNKNOWN, _WARNING),
        ReadingRule("reading.split_by_identity", _FAIL, _INFO),
        ReadingRule("reading.row_by_position", _FAIL, _WARNING),
        ReadingRule("reading.cell_by_inference", _FAIL, _WARNING),
        ReadingRule("reading.cell_missing", _UNKNOWN, _WARNING),
        ReadingRule("reading.extra_cells", _FAIL, _WARNING),
        ReadingRule("reading.row_missing", _FAIL, _WARNING),
        ReadingRule("reading.row_blank", _FAIL, _WARNING),
        ReadingRule("reading.row_doubled", _FAIL, _WARNING),
        ReadingRule("reading.label_damaged", _FAIL, _INFO),
        ReadingRule("reading.number_in_header", _FAIL, _WARNING),
        ReadingRule("reading.columns_reordered", _FAIL, _WARNING),
        ReadingRule("reading.note_in_table", _FAIL, _INFO),
        ReadingRule("reading.unplaced_numbers", _UNKNOWN, _WARNING),
        ReadingRule("reading.not_a_number", _FAIL, _WARNING),
        ReadingRule("reading.table_unread", _UNKNOWN, _WARNING),
        ReadingRule("reading.heading_missing", _FAIL, _WARNING),
        ReadingRule("reading.encoding_guessed", _UNKNOWN, _INFO),
        ReadingRule("reading.nul_dropped", _FAIL, _INFO),
        ReadingRule("reading.ocr_unsure", _UNKNOWN, _WARNING),
        ReadingRule("reading.ocr_by_identity", _FAIL, _INFO),
        ReadingRule("reading.ocr_line_unsure", _UNKNOWN, _INFO),
        ReadingRule("reading.ocr_unread", _UNKNOWN, _WARNING),
        ReadingRule("reading.undecodable", _FAIL, _WARNING),
        ReadingRule("reading.wrong_decoding_undone", _FAIL, _WARNING),
        ReadingRule("reading.garbled", _FAIL, _WARNING),
        ReadingRule("reading.private_use", _FAIL, _WARNING),
        ReadingRule("reading.foreign_text", _UNKNOWN, _WARNING),
        ReadingRule("reading.encoding_mislabelled", _FAIL, _INFO),
        ReadingRule("reading.hidden_page", _UNKNOWN, _WARNING),
        ReadingRule("reading.watermark", _FAIL, _INFO),
        ReadingRule("reading.page_furniture", _FAIL, _INFO),
        ReadingRule("reading.page_is_picture", _UNKNOWN, _WARNING),
        ReadingRule("reading.tracked_changes", _FAIL, _WARNING),
        ReadingRule("reading.hidden_text", _FAIL, _WARNING),
        ReadingRule("reading.pictures", _UNKNOWN, _INFO),
        ReadingRule("reading.converted", _UNKNOWN, _INFO),
        ReadingRule("reading.sheets_left_out", _UNKNOWN, _INFO),
        ReadingRule("reading.formula_without_value", _UNKNOWN, _WARNING),
        ReadingRule("reading.rounded_display", _FAIL, _WARNING),
        ReadingRule("reading.hidden_cells", _FAIL, _WARNING),
        ReadingRule("reading.tables_elsewhere", _FAIL, _WARNING),
        ReadingRule("reading.prose_elsewhere", _FAIL, _WARNING),
        ReadingRule("narrative.unlabelled", _UNKNOWN, _INFO),
        ReadingRule("narrative.labelled_twice", _UNKNOWN, _WARNING),
        ReadingRule("narrative.unknown_quantity", _UNKNOWN, _INFO),
        ReadingRule("narrative.unknown_field", _UNKNOWN, _INFO),
        ReadingRule("narrative.wrong_unit", _UNKNOWN, _WARNING),
        ReadingRule("narrative.unknown_sentence", _UNKNOWN, _INFO),
        ReadingRule("narrative.quote_not_found", _UNKNOWN, _WARNING),
        ReadingRule("narrative.no_number", _UNKNOWN, _WARNING),
        ReadingRule("narrative.no_answer", _UNKNOWN, _WARNING),
        ReadingRule("narrative.one_engine", _UNKNOWN, _INFO),
        ReadingRule("narrative.items_disagree", _UNKNOWN, _INFO),
    )
}
"""Every declared remark by id."""


def results_of_remarks(context: Context) -> Iterator[tuple[str, Severity, Result]]:
    """Yield each remark as a result, with its rule's id and severity."""
    for remark in context.remarks:
        declared = READING_RULES.get(remark.rule)
        yield remark.rule, declared.severity if declared else _WARNING, _result(remark, declared)


def _named(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of a remark with the form's names for the keys of its table, row and columns."""
    named, table = dict(params), params.get("table")
    if table in TABLE_NUMBERS:
        named["table"] = TABLE_NUMBERS[table]
    if isinstance(row := params.get("row"), str):
        named["label"] = row_label(table, row) if isinstance(table, str) else row
    for name in ("column", "columns"):
        keys = params.get(name)
        if isinstance(keys, str | list | tuple):
            named[name] = "、".join(map(column_label, [keys] if isinstance(keys, str) else keys)) or "—"
    return named


def _result(remark: Remark, declared: ReadingRule | None) -> Result:
    """Return a remark as a result; an undeclared one keeps its id and values in a general message."""
    params, message_id = _named(remark.params), remark.rule
    if declared is None:
        values = "、".join(f"{name}={value}" for name, value in params.items())
        params |= {"rule": remark.rule, "values": values or "—"}
        message_id = "reading.undeclared"
    return Result(
        outcome=declared.outcome if declared else _UNKNOWN,
        params=params,
        message_id=message_id,
        severity=declared.severity if declared else _WARNING,
        cells=remark.cells,
        candidates=remark.candidates,
        evidence=remark.evidence,
        suggestion=remark.suggestion,
    )
