"""A report as its reviewers see it: stored and corrected side by side, with the findings of the corrected one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.errors import FindingNotFoundError
from extractor.review.apply import corrected_report
from extractor.review.model import LogEntry, Read, Value
from extractor.review.paths import read_values
from extractor.review.recheck import recheck
from extractor.review.standing import last_corrections, values_of
from extractor.schema import Document, Finding, Outcome, Report
from extractor.schema.life import Decision, State, TrackedFinding
from extractor.validation.life import gone_since, track, with_findings
from extractor.validation.settings import DECLARED, CheckSettings


@dataclass(frozen=True)
class ReviewedReport:
    """A report with its corrections.

    Attributes:
        stored: As extracted; never edited.
        corrected: With every correction that is not in doubt, checked again; its findings are those it has now.
        values: Every value by path: printed, read and corrected, each apart.
        findings: First those of the corrected report with their states, then those that are gone, by correction too.
        packed: What was made of it to be sent, by name; it is as unchanging as the rest.
    """

    stored: Report
    corrected: Report
    values: dict[str, Value]
    findings: tuple[TrackedFinding, ...]
    packed: dict[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    @property
    def in_doubt(self) -> tuple[Value, ...]:
        """Return the values whose correction was made of another print and is not applied."""
        return tuple(value for value in self.values.values() if value.in_doubt)

    @property
    def corrections(self) -> tuple[Value, ...]:
        """Return the values that a person corrected, those in doubt left out."""
        return tuple(value for value in self.values.values() if value.corrected is not None)

    @property
    def open_findings(self) -> tuple[TrackedFinding, ...]:
        """Return what nobody has decided on and no correction has mended."""
        return tuple(item for item in self.findings if item.state is State.OPEN and not item.gone)

    @property
    def open_failures(self) -> tuple[TrackedFinding, ...]:
        """Return the open findings that are failed checks."""
        return tuple(item for item in self.open_findings if item.finding.outcome is Outcome.FAIL)

    def finding(self, key: str) -> TrackedFinding:
        """Return a finding by its key.

        Raises:
            FindingNotFoundError: The report has none with that key.
        """
        found = next((item for item in self.findings if item.key == key), None)
        if found is None:
            raise FindingNotFoundError(id=self.stored.id, key=key)
        return found


def reviewed(
    report: Report,
    corrections: Iterable[LogEntry],
    document: Document | None = None,
    decisions: Iterable[Decision] = (),
    *,
    revision: int = 1,
    also: Sequence[Finding] = (),
    settings: CheckSettings = DECLARED,
) -> ReviewedReport:
    """Return a report with its corrections applied and checked again; without any, its findings stay as they are.

    Args:
        report: As stored.
        corrections: The log, or any part of it; the last entry about a path holds.
        document: In which the places count; with it the rules about the text run too.
        decisions: On findings of the report.
        revision: Number of the report's revision.
        also: Findings between reports, which are not stored with it.
        settings: Of the office.
    """
    values, corrected = with_corrections(report, read_values(report), last_corrections(corrections), document, settings)
    return with_states(report, values, with_findings(corrected, also), revision, decisions)


def with_corrections(
    report: Report,
    reads: Mapping[str, Read],
    corrections: Mapping[str, LogEntry],
    document: Document | None,
    settings: CheckSettings = DECLARED,
    plain: Mapping[str, Value] | None = None,
) -> tuple[dict[str, Value], Report]:
    """Return every value of a report, and the report with the corrections that are not in doubt, checked again."""
    values = values_of(reads, corrections, document, plain)
    corrected = corrected_report(report, values, document)
    if corrected is not report:
        changed = [path for path, value in values.items() if value.corrected is not None]
        corrected = recheck(report, corrected, changed, document, settings)
    return values, corrected


def with_states(
    report: Report, values: dict[str, Value], corrected: Report, revision: int, decisions: Iterable[Decision]
) -> ReviewedReport:
    """Return a report and its corrected form with what was decided on their findings."""
    tracked = track(corrected, revision, decisions)
    return ReviewedReport(report, corrected, values, (*tracked, *gone_since(report, revision, tracked)))
