"""Reports of invented issuers, built from schema objects, as the store and the exports take them."""

from __future__ import annotations

import hashlib

from extractor.schema import (
    Basis,
    Cell,
    Checks,
    Document,
    Evidence,
    Fact,
    Finding,
    Item,
    Outcome,
    Quantity,
    Report,
    Run,
    Section,
    Severity,
    Source,
    Stated,
    Status,
    TableCells,
    Tables,
)
from extractor.schema.forms import APPLICATIONS, DISCLOSURE, REVIEW_LITIGATION, TableForm
from extractor.storage import Entry


def entry(
    number: int = 1,
    *,
    name: str | None = None,
    engine: str = "rules",
    version: str = "0.1.0",
    received: int = 12,
    note: str = "",
) -> Entry:
    """Return one report; `number` decides its bytes, `received` and `note` what was extracted from them."""
    text = (
        f"云溪县第{number}局2023年政府信息公开工作年度报告\n"
        "一、总体情况\n本年收到申请12件。全年公开300条。\n问题:栏目更新慢。\n"
    )
    raw = text.encode()
    digest = hashlib.sha256(raw).hexdigest()
    name = name or f"report-{number}.txt"
    document = Document(name=name, sha256=digest, media_type="text/plain", encoding="utf-8", text=text)
    return Entry(report=_report(document, number, engine, version, received, note), document=document, raw=raw)


def _report(document: Document, number: int, engine: str, version: str, received: int, note: str) -> Report:
    place = _evidence(document.text, "收到申请12件")
    return Report(
        id=document.sha256[:16],
        status=Status.COMPLETE,
        source=Source(
            name=document.name,
            sha256=document.sha256,
            media_type=document.media_type,
            encoding=document.encoding,
            characters=len(document.text),
        ),
        issuer=Stated(value=f"云溪县第{number}局", evidence=_evidence(document.text, f"云溪县第{number}局")),
        year=Stated(value=2023, evidence=_evidence(document.text, "2023年")),
        form="2021",
        sections=(Section(part=1, title="总体情况", span=(20, 40)),),
        tables=Tables(
            disclosure=_table(DISCLOSURE["2021"]),
            applications=_table(APPLICATIONS["2021"], received),
            review_litigation=_table(REVIEW_LITIGATION),
        ),
        facts=(
            Fact(field="applications.received", value=12, unit="件", engine=engine, basis=Basis.STATED, evidence=place),
        ),
        quantities=(
            Quantity(id="q1", subject="收到申请", value=12, unit="件", sentence=place.span or (0, 0), evidence=place),
        ),
        problems=(Item(text=note or "栏目更新慢", evidence=_evidence(document.text, "栏目更新慢")),),
        findings=(
            Finding(
                rule="applications.balance",
                outcome=Outcome.FAIL,
                severity=Severity.ERROR,
                message="新收与结转之和 12 不等于总计与结转下年之和 0",
                message_id="rule.made_up",
                left=12,
                right=0,
                cells=("applications.new_received.total",),
                evidence=(place,),
            ),
        ),
        checks=Checks(passed=3, failed=1),
        runs=(Run(engine=engine, version=version, started_at="2024-01-01T00:00:00+00:00"),),
    )


def _table(form: TableForm, received: int = 0) -> TableCells:
    """Return a table of zeros with a blank, a placeholder, an annotated cell and a missing row at fixed places."""
    table: TableCells = {
        row.key: {column: Cell(value=0, printed="0", span=(30, 31)) for column in row.columns} for row in form.rows
    }
    first = form.rows[0]
    table[first.key] = {
        **(table[first.key] or {}),
        first.columns[0]: Cell(value=received, printed=f"{received}（含自然失效3件）"),
        first.columns[1]: Cell(value=None, printed=""),
        first.columns[2]: None,
    }
    table[form.rows[1].key] = None
    return table


def _evidence(text: str, quote: str) -> Evidence:
    start = text.index(quote)
    return Evidence(quote=quote, span=(start, start + len(quote)), part=1)
