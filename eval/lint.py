"""Whether gold can be trusted: in the format, printed in its document, its sums whole or said why, its splits apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from eval.gold import Case, Gold, GoldRow, GoldTable, read_gold
from eval.scorers.text import Printed, plain
from extractor.errors import ConfigError, NianbaoError
from extractor.messages import render
from extractor.parsing.load import load_document
from extractor.schema.fields import FIELD_BY_NAME
from extractor.schema.forms import APPLICANTS, APPLICATIONS, DISCLOSURE, OUTCOMES, RESULT_ROWS, REVIEW_LITIGATION

ERROR, WARNING = "error", "warning"
_FORMS = ("2021", "2019", "pre2019")
_SINGLE_OTHER = "other_handling"
_SCALES = (1, 10_000, 100_000_000)
_LISTS = ("problems", "improvements")
_ENTRY = re.compile(r"(problems|improvements|quantities)\[(\d+)\]")


@dataclass(frozen=True)
class Complaint:
    """Something about a gold file.

    Attributes:
        case: Name of the case, or its path where it can't be read.
        severity: `error` or `warning`.
        message_id: Under which messages have it.
    """

    case: str
    severity: str
    message_id: str
    params: dict[str, Any] = field(default_factory=dict)


def lint(cases: Sequence[Case]) -> list[Complaint]:
    """Return what is wrong with some cases, one after the other, and then with their split."""
    complaints: list[Complaint] = []
    golds: list[tuple[Case, Gold]] = []
    for case in cases:
        try:
            gold = read_gold(case.gold_path)
        except ConfigError as error:
            complaints.append(Complaint(case.name, ERROR, error.message_id, dict(error.params)))
            continue
        golds.append((case, gold))
        complaints += [Complaint(case.name, *found) for found in _case(case, gold)]
    return [*complaints, *_splits(golds)]


Found = tuple[str, str, dict[str, Any]]


def _case(case: Case, gold: Gold) -> Iterator[Found]:
    yield from _names(gold)
    yield from _sums(gold)
    if not case.document.is_file():
        yield ERROR, "eval.lint.document", {"file": case.document}
        return
    try:
        document, _ = load_document(case.document.read_bytes(), case.document.name)
    except NianbaoError as error:
        reason = render(error.message_id, {"name": case.document.name, **error.params})
        yield ERROR, "eval.lint.unreadable", {"reason": reason}
        return
    yield from _places(gold, document.text)


def _names(gold: Gold) -> Iterator[Found]:
    """Yield fields, tables, rows, columns, forms and dates that there are not."""
    for name in (*gold.facts, *gold.optional):
        if name not in FIELD_BY_NAME:
            yield ERROR, "eval.lint.field", {"name": name}
    if gold.form is not None and gold.form not in _FORMS:
        yield ERROR, "eval.lint.form", {"name": gold.form}
    if gold.published_on is not None and not _is_date(gold.published_on):
        yield ERROR, "eval.lint.date", {"name": gold.published_on}
    for table, rows in (gold.tables or {}).items():
        yield from _table_names(table, gold.form or "2021", rows or {})
    for name in gold.evidence:
        if not _has_value(gold, name):
            yield ERROR, "eval.lint.evidence", {"name": name}


def _table_names(table: str, form: str, rows: GoldTable) -> Iterator[Found]:
    forms = {
        "disclosure": [DISCLOSURE[form]] if form in DISCLOSURE else [],
        "applications": list(APPLICATIONS.values()),
        "review_litigation": [REVIEW_LITIGATION],
    }
    if table not in forms:
        yield ERROR, "eval.lint.table", {"name": table}
        return
    columns = {row.key: row.columns for known in forms[table] for row in known.rows}
    for row, cells in rows.items():
        if row not in columns:
            yield ERROR, "eval.lint.row", {"name": f"{table}.{row}", "form": form}
            continue
        for column in cells or {}:
            if column not in columns[row]:
                yield ERROR, "eval.lint.column", {"name": f"{table}.{row}.{column}"}


def _sums(gold: Gold) -> Iterator[Found]:
    """Yield sums that don't hold where nothing says why."""
    if gold.expect_findings or gold.planted or gold.findings or gold.notes:
        return
    tables = gold.tables or {}
    for name, left, right in (
        *_row_totals("applications", tables.get("applications"), APPLICANTS[:-1]),
        *_row_totals("review_litigation", tables.get("review_litigation"), OUTCOMES[:-1]),
        *_columns(tables.get("applications")),
    ):
        if left != right:
            yield ERROR, "eval.lint.sum", {"name": name, "left": left, "right": right}


Sum = tuple[str, float, float]


def _row_totals(table: str, rows: GoldTable | None, parts: Sequence[str]) -> Iterator[Sum]:
    for row, cells in (rows or {}).items():
        values = [(cells or {}).get(column) for column in (*parts, "total")]
        if cells and (summed := _numbers(values)):
            yield f"{table}.{row}", sum(summed[:-1]), summed[-1]


def _columns(rows: GoldTable | None) -> Iterator[Sum]:
    """Yield the two sums of each column of table 3: what came and what became of it, and the results."""
    if not rows:
        return
    results = RESULT_ROWS["2019" if rows.get(_SINGLE_OTHER) else "2021"]
    for column in APPLICANTS:
        balance = _numbers([_value(rows.get(row), column) for row in ("new_received", "carried_over")])
        after = _numbers([_value(rows.get(row), column) for row in ("total_processed", "carried_forward")])
        if balance and after:
            yield f"applications.*.{column}", sum(balance), sum(after)
        parts = _numbers([_value(rows.get(row), column) for row in (*results, "total_processed")])
        if parts:
            yield f"applications.total_processed.{column}", sum(parts[:-1]), parts[-1]


def _value(row: GoldRow | None, column: str) -> float | None:
    return (row or {}).get(column)


def _numbers(values: Iterable[float | None]) -> list[float]:
    """Return the numbers; none at all where one is blank."""
    known = list(values)
    return [value for value in known if value is not None] if None not in known else []


def _places(gold: Gold, text: str) -> Iterator[Found]:
    """Yield values that don't stand in the document."""
    printed, squeezed = Printed(text), plain(text)
    for name, quote in gold.evidence.items():
        if not printed.quotes(quote):
            yield ERROR, "eval.lint.quote", {"name": name, "quote": quote}
    for kind in _LISTS:
        for at, item in enumerate(getattr(gold, kind)):
            if plain(item) not in squeezed:
                yield ERROR, "eval.lint.quote", {"name": f"{kind}[{at}]", "quote": item}
    if gold.issuer and plain(gold.issuer) not in squeezed:
        yield WARNING, "eval.lint.issuer", {"name": gold.issuer}
    for name, value in _printed_values(gold):
        if not _is_printed(value, squeezed):
            yield WARNING, "eval.lint.number", {"name": name, "value": value}


def _printed_values(gold: Gold) -> Iterator[tuple[str, float]]:
    """Yield every number of gold that has to be printed; none that says nothing happened."""
    for table, rows in (gold.tables or {}).items():
        for row, cells in (rows or {}).items():
            yield from ((f"{table}.{row}.{column}", value) for column, value in (cells or {}).items() if value)
    yield from ((name, value) for name, value in gold.facts.items() if value)
    for at, quantity in enumerate(gold.quantities):
        if quantity.value:
            yield f"quantities[{at}]", quantity.value


def _is_printed(value: float, squeezed: str) -> bool:
    """Return whether a number is printed in digits, as it is or in 万 or 亿, or in Chinese numerals."""
    import cn2an

    size = abs(value)
    if any(f"{size / scale:.15g}" in squeezed for scale in _SCALES):
        return True
    if not size.is_integer() or size >= _SCALES[-1]:
        return False
    words = str(cn2an.an2cn(int(size)))
    return any(form in squeezed for form in (words, words.replace("二", "两", 1), words.removeprefix("一")) if form)


def _has_value(gold: Gold, name: str) -> bool:
    """Return whether gold has the value that a piece of evidence is for."""
    entry = _ENTRY.fullmatch(name)
    if entry:
        return int(entry[2]) < len(getattr(gold, entry[1]))
    if name in ("issuer", "year", "form", "published_on") or name in gold.facts:
        return True
    table, row, column = name.split(".") if name.count(".") == 2 else ("", "", "")
    return _value(((gold.tables or {}).get(table) or {}).get(row), column) is not None


def _splits(golds: Iterable[tuple[Case, Gold]]) -> Iterator[Complaint]:
    """Yield issuers that stand in both halves of a split."""
    issuers: dict[str, list[Case]] = {}
    for case, gold in golds:
        if gold.issuer and case.split:
            issuers.setdefault(plain(gold.issuer), []).append(case)
    for issuer, cases in issuers.items():
        if len({case.split for case in cases}) > 1:
            params = {"issuer": issuer, "names": ", ".join(case.name for case in cases)}
            yield Complaint(cases[0].name, ERROR, "eval.lint.split", params)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
