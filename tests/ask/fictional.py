"""A store of invented issuers whose reports say little, and only what a test needs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from extractor.schema import (
    Basis,
    Cell,
    Document,
    Evidence,
    Fact,
    Finding,
    Outcome,
    Report,
    Run,
    Severity,
    Source,
    Stated,
    Status,
    Tables,
)
from extractor.storage import Entry

Cells = Mapping[str, float | None]


def entry(
    issuer: str,
    year: int,
    cells: Cells | None = None,
    facts: Mapping[str, float] | None = None,
    *,
    form: str | None = None,
    wrong: tuple[str, ...] = (),
    note: str = "",
) -> Entry:
    """Return a report; each cell and fact stands on a line of its document. A cell of None is a blank."""
    lines = [f"{issuer}{year}年政府信息公开工作年度报告{note}"]
    tables: dict[str, dict[str, dict[str, Cell]]] = {}
    for path, value in (cells or {}).items():
        table, row, column = path.split(".")
        printed = "" if value is None else f"{value:g}"
        start = sum(len(line) + 1 for line in lines) + len(path) + 1
        lines.append(f"{path} {printed}")
        cell = Cell(value=value, printed=printed, span=(start, start + len(printed)))
        tables.setdefault(table, {}).setdefault(row, {})[column] = cell
    stated = []
    for field, value in (facts or {}).items():
        start = sum(len(line) + 1 for line in lines)
        quote = f"{field}共{value:g}条"
        lines.append(quote)
        evidence = Evidence(quote=quote, span=(start, start + len(quote)), part=1)
        stated.append(Fact(field=field, value=value, unit="条", engine="rules", basis=Basis.STATED, evidence=evidence))
    return _entry("\n".join(lines), issuer, year, form or ("2019" if year < 2021 else "2021"), tables, stated, wrong)


def _entry(
    text: str, issuer: str, year: int, form: str, tables: dict, stated: list[Fact], wrong: tuple[str, ...]
) -> Entry:
    raw = text.encode()
    digest = hashlib.sha256(raw).hexdigest()
    name = f"{issuer}{year}.txt"
    document = Document(name=name, sha256=digest, media_type="text/plain", encoding="utf-8", text=text)
    head = Evidence(quote=issuer, span=(0, len(issuer)))
    report = Report(
        id=digest[:16],
        status=Status.COMPLETE,
        source=Source(name=name, sha256=digest, media_type="text/plain", encoding="utf-8", characters=len(text)),
        issuer=Stated(value=issuer, evidence=head),
        year=Stated(value=year, evidence=head),
        form=form,
        tables=Tables.model_validate(tables),
        facts=tuple(stated),
        findings=tuple(_finding(path) for path in wrong),
        runs=(Run(engine="rules", version="0.1.0", started_at="2024-01-01T00:00:00+00:00"),),
    )
    return Entry(report=report, document=document, raw=raw)


def _finding(path: str) -> Finding:
    return Finding(
        rule="applications.balance",
        outcome=Outcome.FAIL,
        severity=Severity.ERROR,
        message="",
        message_id="rule.made_up",
        cells=(path,),
    )
