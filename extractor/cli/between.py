"""What `check`, `show` and `export` say between the reports of an issuer, and between levels."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from extractor.cli.terminal import output

if TYPE_CHECKING:
    from rich.text import Text

    from extractor.config import Settings
    from extractor.messages import Language
    from extractor.schema import Finding, Report
    from extractor.series import Members, RunShelf
    from extractor.storage import ReportStore


def run_shelf(stack: ExitStack, settings: Settings, data: Path | None) -> RunShelf:
    """Return where the reports of a run are brought together; beside it the store, where one is named.

    Args:
        stack: Closes the store.
        settings: May name a store by an environment variable; it need not be there yet.
        data: Folder of a store as given on the command line, which has to be there.
    """
    from extractor.cli.store import existing_store
    from extractor.errors import StorageError
    from extractor.series import RunShelf, StoreShelf
    from extractor.validation.settings_file import read_check_settings

    checks = read_check_settings(settings.settings_file)
    if not settings.model_fields_set & {"data_dir", "database_url"}:
        return RunShelf(checks)
    try:
        store = stack.enter_context(existing_store(settings))
    except StorageError as error:
        if data is None and error.message_id == "error.no_store":
            return RunShelf(checks)
        raise
    return RunShelf(checks, StoreShelf(store, checks))


def members_of(path: Path | None) -> Members | None:
    """Return who makes up each government; None where no list is given."""
    from extractor.members import read_members

    return read_members(path) if path else None


def stored_with_series(
    store: ReportStore, reports: Iterable[Report], settings: Settings, members: Path | None = None
) -> Iterator[Report]:
    """Yield stored reports with the findings between years and levels behind their own."""
    from extractor.series import with_series
    from extractor.validation.settings_file import read_check_settings

    return with_series(store, reports, members_of(members), read_check_settings(settings.settings_file))


def between_of(
    store: ReportStore, settings: Settings, members: Path | None = None
) -> Callable[[Report], Sequence[Finding]]:
    """Return what tells what is wrong between a stored report and others; one shelf serves all that are asked."""
    from extractor.series import between_reports
    from extractor.validation.settings_file import read_check_settings

    return between_reports(store, members_of(members), read_check_settings(settings.settings_file))


def print_series(path: Path, report: Report, lang: Language, *, as_json: bool, as_lines: bool, every: bool) -> None:
    """Print what is wrong between a report of the run and others, in the manner of the findings of a file.

    Args:
        path: Of the report's file.
        report: With those findings alone.
        lang: Of the messages.
        as_json: As one JSON object.
        as_lines: As one line a finding.
        every: All findings of a kind, however many.
    """
    from extractor.cli.progress import shown
    from extractor.cli.views import finding_message, findings_view
    from extractor.export.lines import finding_lines

    if as_json:
        told = [{**item.model_dump(mode="json"), "message": finding_message(item, lang)} for item in report.findings]
        own = {"name": report.source.name, "path": shown(path), "id": report.id, "scope": "series"}
        typer.echo(json.dumps({**own, "error": None, "findings": told}, ensure_ascii=False))
    elif as_lines:
        for line in finding_lines(shown(path), report, lang):
            typer.echo(line)
    else:
        console = output()
        console.print(_head(report, lang))
        console.print(findings_view(report, lang, every))


def _head(report: Report, lang: Language) -> Text:
    """Return the line over the findings between a report and others."""
    from rich.text import Text

    from extractor.messages import render

    params = {
        "name": report.source.name,
        "issuer": report.issuer.value if report.issuer else "—",
        "year": report.year.value if report.year else "—",
    }
    return Text(render("series.head", params, lang), style="bold")
