"""The whole way of one report, on one screen: bytes → document → parts → tables → prose → facts → findings."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from extractor.confidence import Signs, with_confidence
from extractor.errors import ConfigError
from extractor.extraction.engines import BOTH, LLM, RULES, Narrated, side_by_side
from extractor.extraction.head import Head, extract_head
from extractor.extraction.items import extract_items
from extractor.extraction.rules import ReadFacts, read_facts
from extractor.messages import render
from extractor.parsing.flow import Passage
from extractor.parsing.load import load_document
from extractor.parsing.outline import Outline, find_outline
from extractor.parsing.passages import recover_part_five, split_prose
from extractor.parsing.places import locate
from extractor.parsing.quantities import scan
from extractor.parsing.recognize import require_report
from extractor.parsing.tables import NO_TABLES, TablesRead, read_tables
from extractor.schema import Document, Quantity, Remark, Report, Run, Source, Status, StepError
from extractor.validation import check
from extractor.validation.agreement import agreements
from extractor.validation.settings import DECLARED, CheckSettings
from extractor.version import __version__

if TYPE_CHECKING:
    from extractor.extraction.narrative import Narrative
    from extractor.llm.model import ChatModel

NOTHING: tuple[Any, ...] = ()
"""What a step that broke leaves behind; the report then says which one it was."""

T = TypeVar("T")


@dataclass(frozen=True)
class Processed:
    """A report and the document it was read from; every span of the report counts in `document.text`."""

    report: Report
    document: Document


@dataclass(frozen=True)
class Reading:
    """What a file holds before an engine has read its prose; passes between processes."""

    document: Document
    outline: Outline
    tables: TablesRead
    passages: tuple[Passage, ...]
    head: Head
    quantities: tuple[Quantity, ...]
    remarks: tuple[Remark, ...]
    errors: tuple[StepError, ...]


def process(
    data: bytes, name: str, engine: str = RULES, settings: CheckSettings = DECLARED, password: str | None = None
) -> Processed:
    """Return what one file says by rules, checked; neither key nor network is needed.

    Args:
        data: The file's bytes.
        name: File name, for messages and the report's source.
        engine: Must be `rules`; the other engines wait for a model, see `process_with_model`.
        settings: What the office decides about the checks.
        password: Opens a protected PDF.

    Raises:
        DocumentError: The file can't become a report; the subclass says why.
        ConfigError: No such engine, or one that needs a model.
    """
    if engine != RULES:
        raise ConfigError("error.engine", engine=engine, known=RULES)
    reading = read(data, name, password)
    return finish(reading, narrate_by_rules(reading), settings)


async def process_with_model(
    reading: Reading, model: ChatModel, engine: str = LLM, settings: CheckSettings = DECLARED
) -> Processed:
    """Return what a file says, its prose read by a model, with engine `both` by the rules as well.

    Args:
        reading: From `read`.
        model: Who is asked.
        engine: `llm` or `both`.
        settings: What the office decides about the checks.
    """
    narrated = await narrate_by_model(reading, model)
    if engine == BOTH:
        narrated = side_by_side(narrate_by_rules(reading), narrated)
    return finish(reading, narrated, settings)


def read(data: bytes, name: str, password: str | None = None) -> Reading:
    """Return a file's text, parts, tables and quantities; the password opens a protected PDF.

    Raises:
        DocumentError: The file can't become a report; the subclass says why.
    """
    errors: list[StepError] = []
    document, remarks = load_document(data, name, password)
    text = document.text
    outline = find_outline(text)
    tables = _step("tables", errors, lambda: read_tables(text, outline), NO_TABLES)
    outline = recover_part_five(outline, text, tables.spans)
    prose = split_prose(text, outline, tables.spans)
    require_report(document, outline, tables.tables, prose)
    head = _step("head", errors, lambda: extract_head(document, prose.head, prose.tail, prose.passages), Head())
    quantities = _step("quantities", errors, lambda: scan(document, prose.passages), NOTHING)
    return Reading(document, outline, tables, prose.passages, head, quantities, tuple(remarks), tuple(errors))


def narrate_by_rules(reading: Reading) -> Narrated:
    """Return the facts and items of the prose by rules."""
    started, clock = datetime.now(UTC), time.perf_counter()
    errors: list[StepError] = []
    document, passages, tables = reading.document, reading.passages, reading.tables.tables
    nothing: ReadFacts = ((), {})
    facts, ranks = _step("facts", errors, lambda: read_facts(document, passages, reading.quantities, tables), nothing)
    problems, improvements = _step("items", errors, lambda: extract_items(document, passages), (NOTHING, NOTHING))
    seconds = round(time.perf_counter() - clock, 4)
    run = Run(engine=RULES, version=__version__, seconds=seconds, started_at=started.isoformat(timespec="seconds"))
    return Narrated(facts, problems, improvements, ranks=ranks, runs=(run,), errors=tuple(errors))


async def narrate_by_model(reading: Reading, model: ChatModel) -> Narrated:
    """Return the facts and items of the prose by a model that points at sentences and quantities."""
    from extractor.llm.narrate import narrate

    return await narrate(narrative_of(reading), model)


def narrative_of(reading: Reading) -> Narrative:
    """Return the prose of a report as a model is shown it, personal data masked."""
    from extractor.extraction.material import number_lines
    from extractor.extraction.narrative import Narrative

    material = number_lines(reading.passages, reading.quantities)
    return Narrative(reading.document, reading.passages, reading.quantities, material)


def finish(reading: Reading, narrated: Narrated, settings: CheckSettings = DECLARED) -> Processed:
    """Return the report of a file, every value with its place in the file, checked."""
    document, outline, tables = reading.document, reading.outline, reading.tables
    errors = (*reading.errors, *narrated.errors)
    report = Report(
        id=document.sha256[:16],
        status=Status.PARTIAL if errors else Status.COMPLETE,
        source=_source(document),
        form=tables.form,
        **dict(reading.head),
        sections=outline.sections,
        tables=tables.tables,
        facts=narrated.facts,
        quantities=tuple(_named(quantity, narrated) for quantity in reading.quantities),
        problems=narrated.problems,
        improvements=narrated.improvements,
        runs=tuple(run.model_copy(update={"settings": settings.hash}) for run in narrated.runs),
        errors=errors,
    )
    report = with_confidence(locate(report, document), Signs(narrated.ranks, agreements(report)))
    remarks = (*reading.remarks, *outline.remarks, *tables.remarks, *narrated.remarks)
    findings, checks = check(report, remarks, document, settings)
    return Processed(report.model_copy(update={"findings": findings, "checks": checks}), document)


def _named(quantity: Quantity, narrated: Narrated) -> Quantity:
    """Return a quantity under the word an engine has for what it counts."""
    subject = narrated.subjects.get(quantity.id)
    return quantity.model_copy(update={"subject": subject}) if subject else quantity


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
