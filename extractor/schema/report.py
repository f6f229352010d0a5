"""The report: what one file says, every value with its place. Field names are the contract with every other part."""

from enum import StrEnum
from typing import Any, Generic, TypeVar

from pydantic import Field

from extractor.schema.document import BBox, Frozen, Number, Span

SCHEMA_VERSION = 1


class Match(StrEnum):
    """How a quote was found in the document."""

    EXACT = "exact"
    NORMALIZED = "normalized"
    FUZZY = "fuzzy"
    NONE = "none"


class Basis(StrEnum):
    """How a value follows from its quote."""

    STATED = "stated"
    NORMALIZED = "normalized"
    IMPLIED = "implied"
    CALCULATED = "calculated"


class Outcome(StrEnum):
    """What became of a check that did not pass."""

    FAIL = "fail"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    """How much a finding weighs: an error makes `nianbao check` exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Status(StrEnum):
    """Whether every step of the extraction was done."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    FAILED = "failed"


def _is_none(value: object) -> bool:
    return value is None


def _is_zero(value: object) -> bool:
    return value == 0


def _is_empty(value: tuple[object, ...]) -> bool:
    return not value


class Place(Frozen):
    """A place in the source."""

    span: Span | None = None
    page: int | None = Field(default=None, exclude_if=_is_none, description="1-based; absent without pages")
    bbox: BBox | None = Field(default=None, exclude_if=_is_none, description="absent where the reader has none")
    path: str | None = Field(default=None, exclude_if=_is_none, description="address inside the file, if it has any")
    score: float | None = Field(default=None, exclude_if=_is_none, description="of the character recognition, if any")


class Evidence(Place):
    """The words a value rests on."""

    quote: str
    part: int | None = Field(default=None, description="1–6, None in the preamble or the tail")
    match: Match = Match.EXACT


T = TypeVar("T")


class Stated(Frozen, Generic[T]):
    """A value of the head of the report, with the words that state it."""

    value: T
    evidence: Evidence


StatedText = Stated[str]
StatedYear = Stated[int]
"""The two kinds there are, by name, so that a report can be handed from one process to another."""


class Contact(Frozen):
    """Where questions about the report go."""

    address: Stated[str] | None = None
    phone: Stated[str] | None = None
    email: Stated[str] | None = None
    postcode: Stated[str] | None = None


class Source(Frozen):
    """The file behind the report."""

    name: str
    sha256: str
    media_type: str
    encoding: str | None = None
    characters: int
    pages: int | None = None


class Section(Frozen):
    """One of the six parts, where it stands."""

    part: int = Field(ge=1, le=6)
    title: str = Field(description="as printed; empty where the part was found by its content, without a heading")
    span: Span = Field(description="from the heading to the next part")


class Cell(Place):
    """A cell of an official table.

    `value` is None for a blank (`printed == ""`), for a placeholder such as '-' or '无', and where
    digits can't be split or read for certain (`printed` then holds what stands there). A cell that
    is not in the document at all is None as a whole, not a `Cell`.
    """

    value: Number | None
    printed: str


Row = dict[str, Cell | None]
TableCells = dict[str, Row | None]
"""Row key → column key → cell; a row that is not in the document is None."""


class AnnexRow(Frozen):
    """A row of the statistics annex (附表) of reports before 2019."""

    label: str
    unit: str | None = None
    this_year: Cell | None = None
    cumulative: Cell | None = None


class Tables(Frozen):
    """The official tables 2, 3 and 4, and the annex of older reports; None where the document has none."""

    disclosure: TableCells | None = None
    applications: TableCells | None = None
    review_litigation: TableCells | None = None
    annex: tuple[AnnexRow, ...] | None = None

    def cell(self, path: str) -> Cell | None:
        """Return the cell with a path `table.row.column`; None where the document has none."""
        table, row, column = path.split(".") if path.count(".") == 2 else ("", "", "")
        rows = getattr(self, table) if table in ("disclosure", "applications", "review_litigation") else None
        return ((rows or {}).get(row) or {}).get(column)


class Fact(Frozen):
    """A typed value that the prose states for the report year."""

    field: str = Field(description="a name of the field catalogue, `extractor.schema.fields`")
    value: Number
    unit: str
    engine: str
    basis: Basis
    confidence: float | None = Field(default=None, ge=0, le=1, description="measured on gold; None before that")
    approximate: bool = Field(default=False, description="余, 多, 近, 约, 超: the printed number is a bound")
    evidence: Evidence


class Quantity(Frozen):
    """Any number with a unit that counts something in the prose, also those that became facts.

    A statement of none (未收到…) is a quantity of 0 with `basis` implied.
    """

    id: str = Field(description="q1, q2, … in reading order")
    subject: str
    value: Number
    unit: str = Field(description="as printed; empty where none is printed")
    basis: Basis = Basis.STATED
    approximate: bool = False
    sentence: Span = Field(description="the sentence it stands in")
    evidence: Evidence


class Item(Frozen):
    """A problem or an improvement of part 5, as printed."""

    text: str
    evidence: Evidence


class Cause(StrEnum):
    """Whose mistake a finding points at: the reading's, the document's own, or not known."""

    EXTRACTION = "extraction"
    SOURCE = "source"
    OPEN = "open"


class Change(Frozen):
    """Another value for one cell."""

    cell: str
    printed: str | None = Field(default=None, description="what stands there; None where the cell is not there")
    value: Number


class Reason(Frozen):
    """One reason of a suggestion, as a message that either language can show."""

    message_id: str
    params: dict[str, Any] = Field(default_factory=dict)


class Suggestion(Change):
    """What a check computed; never written into the cell.

    `others` are the further cells that have to change with this one: only together do they mend the table.
    """

    reason: str = Field(description="Chinese; `reasons` render it in another language")
    reasons: tuple[Reason, ...] = Field(
        default=(), exclude_if=_is_empty, description="absent in reports of earlier versions: `reason` is all there is"
    )
    others: tuple[Change, ...] = ()


class OtherReport(Frozen):
    """Another report that a finding holds this one against: another year, another file, or a member."""

    id: str
    name: str = Field(description="file name")
    issuer: str | None = None
    year: int | None = None
    cells: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = Field(default=(), description="spans count in the other report's document")


class Finding(Frozen):
    """A fact about the report: a check that failed, or one that could not be done and why."""

    rule: str
    outcome: Outcome
    severity: Severity
    message: str = Field(description="Chinese; `message_id` and `params` render it in another language")
    message_id: str
    params: dict[str, Any] = Field(default_factory=dict)
    left: Number | None = None
    right: Number | None = None
    cells: tuple[str, ...] = Field(default=(), description="`table.row.column` of every cell the finding is about")
    candidates: tuple[str, ...] = Field(default=(), description="readings that remain possible, e.g. '69|36|65'")
    evidence: tuple[Evidence, ...] = ()
    suggestion: Suggestion | None = None
    alternatives: tuple[Suggestion, ...] = Field(default=(), description="equally small repairs, the likeliest first")
    cause: Cause = Cause.OPEN
    setting: str | None = Field(
        default=None, exclude_if=_is_none, description="which entry of the settings file changed the rule, if one did"
    )
    other_reports: tuple[OtherReport, ...] = Field(
        default=(), exclude_if=_is_empty, description="absent where the finding is about this report alone"
    )


class Remark(Frozen):
    """What a reading step could not do for certain; the rule engine makes a finding of it.

    `rule` is declared in `extractor.validation.reading`, which knows its severity and whether it is a failure of the
    source or something that stays unknown. The message has the same id.
    """

    rule: str
    params: dict[str, Any] = Field(default_factory=dict)
    cells: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    suggestion: Suggestion | None = None


class Checks(Frozen):
    """How the checks went."""

    passed: int = 0
    failed: int = 0
    unknown: int = 0


class Run(Frozen):
    """One pass of an engine over the report."""

    engine: str
    model: str | None = None
    prompt: str | None = None
    version: str = Field(description="of this software")
    settings: str | None = Field(
        default=None, exclude_if=_is_none, description="hash of the office's settings of the checks, if there are any"
    )
    mode: str | None = Field(
        default=None, exclude_if=_is_none, description="how a typed answer was asked for; None without a model"
    )
    requests: int = Field(default=0, exclude_if=_is_zero, description="sent to the model, those that failed too")
    cached: int = Field(default=0, exclude_if=_is_zero, description="answered before and not sent again")
    cost: float | None = Field(default=None, exclude_if=_is_none, description="None where no price is known")
    input_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0
    started_at: str


class StepError(Frozen):
    """A step that failed; the report is then partial."""

    step: str
    message_id: str
    message: str


class Report(Frozen):
    """One report as extracted from one file: the contract between all parts of the software."""

    schema_version: int = SCHEMA_VERSION
    id: str = Field(description="first 16 hex digits of the SHA-256 of the file's bytes")
    status: Status
    source: Source
    issuer: Stated[str] | None = None
    year: Stated[int] | None = None
    form: str | None = Field(default=None, description="2021, 2019 or pre2019, from the tables, not from the year")
    title: Stated[str] | None = None
    published_on: Stated[str] | None = Field(default=None, description="ISO date")
    period_start: Stated[str] | None = Field(default=None, description="ISO date")
    period_end: Stated[str] | None = Field(default=None, description="ISO date")
    contact: Contact = Contact()
    sections: tuple[Section, ...] = ()
    tables: Tables = Tables()
    facts: tuple[Fact, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    problems: tuple[Item, ...] = ()
    improvements: tuple[Item, ...] = ()
    findings: tuple[Finding, ...] = ()
    checks: Checks = Checks()
    runs: tuple[Run, ...] = ()
    errors: tuple[StepError, ...] = ()
