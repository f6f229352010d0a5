"""`nianbao list` and `nianbao show`: what is in the store, or in one file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import (
    DataOption,
    FormOption,
    IssuerOption,
    LangOption,
    MembersOption,
    PasswordOption,
    SettingsOption,
    StatusOption,
    YearOption,
    text,
)
from extractor.cli.terminal import guarded, output
from extractor.errors import DocumentLoadError
from extractor.messages import render

if TYPE_CHECKING:
    from extractor.config import Settings
    from extractor.messages import Language
    from extractor.schema import Report
    from extractor.schema.life import TrackedFinding
    from extractor.storage import ReportSummary

_COLUMNS = ("id", "issuer", "year", "form", "status", "revision", "facts", "findings", "errors", "names")
_NARROW = ("id", "issuer", "year", "status", "findings", "errors")
_NUMBERS = {"revision", "facts", "findings", "errors"}
_WIDE = 120
"""Columns of a terminal that hold the whole list without breaking names into shreds."""


@guarded
def list_reports(
    issuer: IssuerOption = None,
    year: YearOption = None,
    form: FormOption = None,
    status: StatusOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help=text("cli.help.limit"))] = 100,
    offset: Annotated[int, typer.Option("--offset", min=0, help=text("cli.help.offset"))] = 0,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """List the reports that fit."""
    from extractor.cli.store import existing_store, filters
    from extractor.config import load_settings

    settings = load_settings(data_dir=data, lang=lang)
    chosen = filters(issuer, year, form, status)
    with existing_store(settings) as store:
        total = store.count(**chosen)
        rows = store.list(limit=limit, offset=offset, **chosen)
        place = store.place
    console = output()
    if not rows:
        console.print(render("cli.list.empty", {"place": place}, settings.lang), markup=False, soft_wrap=True)
        return
    _print_list(rows, settings.lang)
    shown = {"total": total, "first": offset + 1, "last": offset + len(rows)}
    console.print(render("cli.list.total" if len(rows) == total else "cli.list.more", shown, settings.lang))


@guarded
def show(
    report_id: Annotated[str, typer.Argument(help=text("cli.help.id"), metavar="ID|PATH", show_default=False)],
    revision: Annotated[int | None, typer.Option("--revision", min=1, help=text("cli.help.revision"))] = None,
    html: Annotated[Path | None, typer.Option("--html", help=text("cli.help.html"), metavar="FILE")] = None,
    open_page: Annotated[bool, typer.Option("--open", help=text("cli.help.open"))] = False,
    password: PasswordOption = None,
    members: MembersOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Show one report, or write its page."""
    from extractor.config import load_settings

    config = load_settings(data_dir=data, settings=settings, lang=lang)
    if open_page and html is None:
        raise typer.BadParameter(render("cli.open_needs_html", lang=config.lang))
    report, source, tracked = _load(report_id, revision, config, password, members)
    if html is None:
        from extractor.cli.views import report_view

        output().print(report_view(report, config.lang, tracked))
    else:
        _write_page(report, source, tracked, html, config.lang, where=report_id)
        if open_page:
            typer.launch(html.resolve().as_uri())


def _load(
    wanted: str, revision: int | None, settings: Settings, password: str | None, members: Path | None
) -> tuple[Report, str | None, tuple[TrackedFinding, ...]]:
    """Return a report and its text: from a JSON file (no text), a source file or one in an archive, or the store.

    The current revision of a stored one has the findings between years and levels behind its own; then come the states
    of its findings.
    """
    from extractor.archive import holder_of

    path = Path(wanted)
    if path.is_dir():
        raise DocumentLoadError("error.show_folder", path=wanted)
    if path.is_file() and path.suffix.lower() == ".json":
        from extractor.export.files import read_report

        return read_report(path), None, ()
    if path.is_file() or holder_of(path):
        from extractor.batch import display_name, read_file
        from extractor.reader import isolated_reader, office_settings

        with isolated_reader(settings, password, office_settings(settings)) as read:
            processed = read(read_file(path, settings.max_bytes), display_name(path), "rules")
        return processed.report, processed.document.text, ()
    if path.suffix or len(path.parts) > 1:
        raise DocumentLoadError(name=wanted, reason="ENOENT")
    from extractor.cli.between import stored_with_series
    from extractor.cli.store import existing_store

    with existing_store(settings) as store:
        report, text = store.get(wanted, revision), store.document(wanted, revision).text
        if revision is None:
            (report,) = stored_with_series(store, [report], settings, members)
        return report, text, store.tracked(report) if revision is None else ()


def _write_page(
    report: Report, source: str | None, tracked: Sequence[TrackedFinding], path: Path, lang: Language, where: str
) -> None:
    from extractor.errors import ExportError
    from extractor.export.files import write_whole
    from extractor.export.page import render_page

    if source is None:
        raise ExportError("error.page_without_text", path=where)
    write_whole(path, render_page(report, source, lang, tracked).encode("utf-8", "replace"))
    output().print(render("cli.page_written", {"path": path}, lang), markup=False, soft_wrap=True)


def _print_list(rows: tuple[ReportSummary, ...], lang: Language) -> None:
    from rich.markup import escape
    from rich.table import Table

    console = output()
    columns = _COLUMNS if console.width >= _WIDE else _NARROW
    table = Table(show_edge=False)
    for column in columns:
        table.add_column(
            render(f"cli.column.{column}", lang=lang),
            justify="right" if column in _NUMBERS else "left",
            no_wrap=column not in ("issuer", "names"),
            overflow="fold",
        )
    for row in rows:
        cells = _cells(row, lang)
        table.add_row(*(escape(cells[column]) for column in columns))
    console.print(table)
    if left := [render(f"cli.column.{column}", lang=lang) for column in _COLUMNS if column not in columns]:
        comma = "、" if lang == "zh" else ", "
        console.print(render("cli.list.narrow", {"columns": comma.join(left), "width": _WIDE}, lang), style="dim")


def _cells(row: ReportSummary, lang: Language) -> dict[str, str]:
    """Return a line of the list by column."""
    return {
        "id": row.id,
        "issuer": row.issuer or "—",
        "year": str(row.year or "—"),
        "form": row.form or "—",
        "status": render(f"cli.status.{row.status}", lang=lang),
        "revision": str(row.revision),
        "facts": str(row.facts),
        "findings": str(row.findings),
        "errors": str(row.errors),
        "names": "; ".join(row.names),
    }
