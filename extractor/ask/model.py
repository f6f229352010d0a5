"""What is asked and what is answered: the values that pass between planner, computation, writing and display."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from extractor.schema import BBox, Span
from extractor.schema.document import Frozen, Number
from extractor.storage.levels import Level

PASSAGE, FACT = "passage", "fact"
"""Kinds of `Citation.kind` beside `cell`."""
CELL = "cell"

SHARE_COLUMN = "share"
"""Key of a row's share in per cent, beside the two metrics it is made of."""
ERRORS_COLUMN = "errors"
"""Key of how many open errors a report has."""
MOST_SHOWN = 20
"""Rows and citations of an answer at most; how many there are in all is said."""


class Operation(StrEnum):
    """What is done with the values."""

    LOOK_UP = "look_up"
    COMPARE = "compare"
    RANK = "rank"
    GROWTH = "growth"
    SUM = "sum"
    MEAN = "mean"
    COUNT = "count"
    SHARE = "share"
    TREND = "trend"
    LIST = "list"
    PASSAGES = "passages"
    FAULTS = "faults"


class Order(StrEnum):
    """Which end of a rank comes first."""

    MOST = "most"
    LEAST = "least"


class Ranked(StrEnum):
    """What a rank is of: issuers with the sum of their years, years with the sum of their issuers, single reports."""

    ISSUERS = "issuers"
    YEARS = "years"
    REPORTS = "reports"


class Comparison(StrEnum):
    """How a value is held against a bound."""

    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="
    EQUAL = "="
    NOT_EQUAL = "!="


class Told(StrEnum):
    """How a sentence tells of something: it holds the words, or says that it is lacking, too."""

    SAID = "said"
    LACKING = "lacking"


class Condition(Frozen):
    """What the values that are counted or listed have to fit."""

    comparison: Comparison
    bound: Number


Year = Annotated[int, Field(ge=0, le=9999)]
Part = Annotated[int, Field(ge=1, le=6)]


class Query(Frozen):
    """A question as it is run. Shown with every answer, and can be changed and run again.

    Attributes:
        operation: What is done; `passages` asks for words alone.
        metrics: Names of the catalogue, `extractor.ask.catalogue`: a cell `table.row.column` or a field of the prose.
        whole: What a share is a share of; None where none is asked for.
        issuers: Names as in the store; empty is all.
        region: Name of a place: only issuers that lie in it by their names.
        levels: Only issuers of these kinds; empty is all.
        years: Report years; empty is all that are stored.
        form: Only reports of this form.
        condition: What values have to fit, for `count` and `list`.
        order: For `rank` and `growth`; the least growth is the largest fall.
        ranked: For `rank`; issuers of one year, and years of one issuer, are single reports anyway.
        limit: How many a rank names; None is all that are shown.
        words: What is looked for in the passages; None for numbers alone.
        told: Only passages in which one sentence holds all the words; None is any that are about them.
        parts: Parts of the report the passages are from; empty is all.
        by_year: For `sum`, `mean`, `count` and `share`: each year by itself, not all years together.
        relative: For `growth`: ranked in per cent of the first year, not by the difference.
        prefer: Parts whose passages are shown where none is about the words.
    """

    operation: Operation = Operation.LOOK_UP
    metrics: tuple[str, ...] = ()
    whole: str | None = None
    issuers: tuple[str, ...] = ()
    region: str | None = None
    levels: tuple[Level, ...] = ()
    years: tuple[Year, ...] = ()
    form: str | None = None
    condition: Condition | None = None
    order: Order = Order.MOST
    ranked: Ranked = Ranked.ISSUERS
    limit: int | None = Field(default=None, ge=1, le=1000)
    words: str | None = None
    told: Told | None = None
    parts: tuple[Part, ...] = ()
    prefer: tuple[Part, ...] = ()
    relative: bool = False
    by_year: bool = False


class Kind(StrEnum):
    """What an answer consists of."""

    NUMBERS = "numbers"
    WORDS = "words"
    MIXED = "mixed"
    ABSTAINED = "abstained"


class Note(Frozen):
    """Something said beside the answer; `message_id` and `params` render it in either language."""

    message_id: str
    params: dict[str, Any] = Field(default_factory=dict)


class Citation(Frozen):
    """Where a value or a passage stands.

    Attributes:
        report: Id of the report.
        revision: The revision the span counts in.
        issuer: As the review has it where it corrected that, else as read; None where none is known.
        year: Likewise.
        kind: `cell`, `fact` or `passage`.
        path: `table.row.column` of a cell, the name of a fact's field; None for a passage.
        part: 1–6; None in the preamble.
        span: In the stored document of that revision; None where the value has no place in it.
        quote: What stands there.
        value: The number that was read there; None for a passage and a cell without a number.
        corrected: The number that the review put in its place; None where it put none, or one of several cells.
        as_read: Issuer and year as they were read, where the review corrected one of them; else None.
    """

    report: str
    revision: int
    issuer: str | None
    year: int | None
    kind: str
    path: str | None = None
    part: int | None = None
    span: Span | None = None
    page: int | None = None
    bbox: BBox | None = None
    quote: str
    value: Number | None = None
    corrected: Number | None = None
    as_read: tuple[str | None, int | None] | None = None


class Figure(Frozen):
    """A number of the answer.

    Attributes:
        label: What it is, in the answer's language.
        metric: Name of the catalogue.
        value: None where the report has none.
        unit: 件, 条, 万元, …; `%` for a share.
        issuer: None for a number over several issuers.
        year: None for a number over several years.
        reports: How many reports it was computed from.
        citations: Places in `Answer.citations`; of a number over many reports those of the rows shown.
        notes: What has to be known about it: from the prose, conflicting, blank cells, under review.
    """

    label: str
    metric: str
    value: Number | None
    unit: str
    issuer: str | None = None
    year: int | None = None
    reports: int = 1
    citations: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()


class Column(Frozen):
    """A column of the table; the keys of the rows' values."""

    key: str
    label: str
    unit: str = ""


class Row(Frozen):
    """A row of the table."""

    values: dict[str, str | Number | None]
    citations: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()


class AnswerTable(Frozen):
    """The rows an answer rests on; `total` counts those that are not shown too."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: int


class LeftOut(Frozen):
    """Reports that could not count, by reason; `named` are the first few, `reports` the ids of those."""

    reason: Note
    count: int
    named: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


class Answer(Frozen):
    """What came of a question.

    Attributes:
        text: In the language of the answer; never more than figures, table and passages say.
        figures: The numbers of the text, the asked one first.
        chart: A Vega-Lite specification; None where a chart says nothing.
        query: As it was run; None where nothing could be planned.
        understood: How names, years and metrics were read, where it isn't word for word.
        left_out: Reports of the question that are not in the number, counted and named.
        problems: What could not be done and why; for an abstention what is missing and what is there.
        candidates: What could be asked instead: issuers, metrics, years.
        planned_by: `rules` or the model's name.
    """

    kind: Kind
    text: str
    figures: tuple[Figure, ...] = ()
    table: AnswerTable | None = None
    chart: dict[str, Any] | None = None
    citations: tuple[Citation, ...] = ()
    query: Query | None = None
    understood: tuple[Note, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Note, ...] = ()
    candidates: tuple[str, ...] = ()
    planned_by: str = "rules"


class Asked(Frozen):
    """A question with its answer, as a conversation keeps it."""

    question: str
    answer: Answer
