"""The whole way of one report, on one screen: bytes → document → parts → tables → prose → facts → findings."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from extractor.errors import ConfigError
from extractor.extraction.head import Head, extract_head
from extractor.extraction.items import extract_items
from extractor.extraction.rules import extract_facts
from extractor.messages import render
from extractor.parsing.load import load_document
from extractor.parsing.outline import find_outline
from extractor.parsing.passages import recover_part_five, split_prose
from extractor.parsing.places import locate
from extractor.parsing.quantities import scan
from extractor.parsing.recognize import require_report
from extractor.parsing.tables import NO_TABLES, read_tables
from extractor.schema import Document, Report, Run, Source, Status, StepError
from extractor.validation import check
from extractor.validation.settings import DECLARED, CheckSettings
from extractor.version import __version__

ENGINES = ("rules",)
NOTHING: tuple[Any, ...] = ()
"""What a step that broke leaves behind; the report then says which one it was."""

T = TypeVar("T")


@dataclass(frozen=True)
class Processed:
    """A report and the document it was read from; every span of the report counts in `document.text`."""

    report: Report
    document: Document


def process(data: bytes, name: str, engine: str = "rules", settings: CheckSettings = DECLARED) -> Processed:
    """Return what one file says, checked.

    Args:
        data: The file's bytes.
        name: File name, for messages and the report's source.
        engine: Who reads the prose; `rules` needs neither key nor network.
        settings: What the office decides about the checks.

    Raises:
        DocumentError: The file can't become a report; the subclass says why.
        ConfigError: No such engine.
    """
    if engine not in ENGINES:
        raise ConfigError("error.engine", engine=engine, known=", ".join(ENGINES))
    started, clock = datetime.now(UTC), time.perf_counter()
    errors: list[StepError] = []

    document, load_remarks = load_document(data, name)
    text = document.text
    outline = find_outline(text)
    tables = _step("tables", errors, lambda: read_tables(text, outline), NO_TABLES)
    outline = recover_part_five(outline, text, tables.spans)
    prose = split_prose(text, outline, tables.spans)
    require_report(document, outline, tables.tables, prose)

    head = _step("head", errors, lambda: extract_head(document, prose.head, prose.tail, prose.passages), Head())
    quantities = _step("quantities", errors, lambda: scan(document, prose.passages), NOTHING)
    facts = _step("facts", errors, lambda: extract_facts(document, prose.passages, quantities, tables.tables), NOTHING)
    problems, improvements = _step("items", errors, lambda: extract_items(document, prose.passages), (NOTHING, NOTHING))

    run = Run(
        engine=engine,
        version=__version__,
        settings=settings.hash,
        seconds=round(time.perf_counter() - clock, 4),
        started_at=started.isoformat(timespec="seconds"),
    )
    report = Report(
        id=document.sha256[:16],
        status=Status.PARTIAL if errors else Status.COMPLETE,
        source=_source(document),
        form=tables.form,
        **dict(head),
        sections=outline.sections,
        tables=tables.tables,
        facts=facts,
        quantities=quantities,
        problems=problems,
        improvements=improvements,
        runs=(run,),
        errors=tuple(errors),
    )
    report = locate(report, document)
    findings, checks = check(report, (*load_remarks, *outline.remarks, *tables.remarks), document, settings)
    return Processed(report.model_copy(update={"findings": findings, "checks": checks}), document)


def _step(name: str, errors: list[StepError], work: Callable[[], T], otherwise: T) -> T:
    """Return what a step yields; when it breaks, keep the other steps' results and say so in the report."""
    try:
        return work()
    except Exception as error:
        logging.getLogger(__name__).exception("step %s broke", name)
        params = {"step": name, "type": type(error).__name__}
        errors.append(StepError(step=name, message_id="error.step", message=render("error.step", params)))
        return otherwise


def _source(document: Document) -> Source:
    return Source(
        name=document.name,
        sha256=document.sha256,
        media_type=document.media_type,
        encoding=document.encoding,
        characters=len(document.text),
        pages=len(document.pages) if document.pages is not None else None,
    )
