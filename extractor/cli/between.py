"""What `check`, `show` and `export` say between the reports of an issuer, and between levels."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from extractor.cli.terminal import output

if TYPE_CHECKING:
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


def print_series(report: Report, findings: tuple[Finding, ...], lang: Language, *, as_json: bool, every: bool) -> None:
    """Print what is wrong between a report of the run and others: a line of JSON, or head and findings."""
    from rich.text import Text

    from extractor.cli.views import finding_message, findings_view
    from extractor.messages import render

    own = {
        "name": report.source.name,
        "issuer": report.issuer.value if report.issuer else None,
        "year": report.year.value if report.year else None,
    }
    if as_json:
        told = [{**item.model_dump(mode="json"), "message": finding_message(item, lang)} for item in findings]
        typer.echo(json.dumps({**own, "id": report.id, "scope": "series", "findings": told}, ensure_ascii=False))
        return
    console = output()
    console.print(Text(render("series.head", own, lang), style="bold"))
    console.print(findings_view(report.model_copy(update={"findings": findings}), lang, every))
