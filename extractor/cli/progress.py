"""What `extract` and `check` show while they work, and the summary at the end."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from extractor.batch import Found, Outcome, display_name
from extractor.cli.terminal import errors, output
from extractor.messages import Language, render
from extractor.problems import describe
from extractor.schema import Severity, Status

if TYPE_CHECKING:
    from extractor.storage import Saved


@dataclass
class Tally:
    """Counts of a run; `started` in seconds of the monotonic clock, `between` of findings between reports."""

    started: float
    statuses: Counter[Status] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)
    between: Counter[Severity] = field(default_factory=Counter)
    failed: int = 0
    new: int = 0
    revised: int = 0
    known: int = 0
    carried: list[Saved] = field(default_factory=list)

    @property
    def files(self) -> int:
        """Return how many files were counted."""
        return self.statuses.total() + self.failed

    def add(self, outcome: Outcome) -> None:
        """Count what became of a file."""
        if outcome.processed is None:
            self.failed += 1
            return
        report = outcome.processed.report
        self.statuses[report.status] += 1
        self.severities.update(finding.severity for finding in report.findings)

    def count_saved(self, saved: Sequence[Saved]) -> None:
        """Count what the store did with a portion."""
        self.known += sum(not item.created for item in saved)
        self.new += sum(item.created and item.revision == 1 for item in saved)
        self.carried += [item for item in saved if item.carried]
        self.revised += sum(item.created and item.revision > 1 for item in saved)


def print_unreadable(outcome: Outcome, lang: Language, console: Console | None = None) -> None:
    """Print why a file could not be read, with its path."""
    if outcome.error is None:
        return
    head = render("cli.file_failed", {"path": shown(outcome.path)}, lang)
    message = describe(outcome.error, lang, display_name(outcome.path))
    (console or errors()).print(f"[red]{escape(head)}[/red]\n  {escape(message)}")


def print_relation(outcome: Outcome, lang: Language, console: Console | None = None) -> None:
    """Print that a file is a copy of another one, or that the rest of its report stands in another one."""
    for message, other in (("cli.same_content", outcome.same_as), ("cli.other_half", outcome.other_half)):
        if other is not None:
            params = {"path": shown(outcome.path), "other": shown(other)}
            (console or errors()).print(escape(render(message, params, lang)))


def shown(path: Path) -> str:
    """Return a path for people, what is no text in it escaped."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def print_skipped(found: Found, lang: Language) -> None:
    """Print which files in folders were not read for their kind."""
    if found.skipped:
        kinds = ", ".join(f"{kind} × {number}" for kind, number in sorted(found.skipped.items()))
        params = {"number": found.skipped.total(), "kinds": kinds}
        errors().print(escape(render("cli.skipped", params, lang)))


def print_total(tally: Tally, lang: Language) -> None:
    """Print how many files and findings there were."""
    params = {"files": tally.files, "read": tally.statuses.total(), "failed": tally.failed}
    errors().print(render("cli.check.total", params | _by_severity(tally.severities), lang), style="bold")
    if tally.between:
        errors().print(render("cli.check.total_between", _by_severity(tally.between), lang), style="bold")


def _by_severity(counts: Counter[Severity]) -> dict[str, int]:
    return {
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "infos": counts[Severity.INFO],
    }


def print_summary(tally: Tally, lang: Language, place: str | None, folder: Path | None) -> None:
    """Print what was done; one line where not a single report was read."""
    if not tally.statuses:
        if tally.failed:
            errors().print(render("cli.summary.nothing", {"failed": tally.failed}, lang), style="bold")
        return
    table = Table(title=render("cli.summary", lang=lang), show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for key, value in _lines(tally, stored=place is not None):
        table.add_row(render(f"cli.summary.{key}", lang=lang), str(value))
    seconds = time.monotonic() - tally.started
    params = {"seconds": seconds, "rate": tally.files / max(seconds, 0.001)}
    table.add_row(render("cli.summary.seconds", lang=lang), render("cli.summary.time", params, lang))
    console = output()
    console.print(table)
    if place:
        console.print(escape(render("cli.stored_in", {"place": place}, lang)), soft_wrap=True)
    for item in tally.carried:
        told = {"id": item.report_id, "other": item.carried_from, "count": item.carried}
        console.print(escape(render("findings.carried_over", told, lang)), soft_wrap=True)
    if folder:
        console.print(escape(render("cli.written_to", {"folder": folder}, lang)), soft_wrap=True)


def print_made(missing: Iterable[Path], lang: Language) -> None:
    """Print which of the folders that were missing before the run are there now."""
    for folder in missing:
        if folder.exists():
            errors().print(escape(render("cli.made_folder", {"folder": shown(folder)}, lang)))


def _lines(tally: Tally, *, stored: bool) -> Iterator[tuple[str, int]]:
    yield "complete", tally.statuses[Status.COMPLETE]
    yield "partial", tally.statuses[Status.PARTIAL]
    yield "failed", tally.failed + tally.statuses[Status.FAILED]
    yield "errors", tally.severities[Severity.ERROR]
    yield "warnings", tally.severities[Severity.WARNING]
    yield "infos", tally.severities[Severity.INFO]
    if stored:
        yield "new", tally.new
        yield "revised", tally.revised
        yield "known", tally.known
