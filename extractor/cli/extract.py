"""`nianbao extract`: files to stored reports."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import DataOption, EngineOption, LangOption, PasswordOption, Paths, SettingsOption, text
from extractor.cli.terminal import FILES_FAILED, USAGE, guarded

if TYPE_CHECKING:
    from extractor.batch import Found, Outcome
    from extractor.cli.progress import Tally
    from extractor.config import Settings
    from extractor.export.files import ReportFolder
    from extractor.isolation import Isolated
    from extractor.validation.settings import CheckSettings


@guarded
def extract(
    paths: Paths,
    out: Annotated[Path | None, typer.Option("--out", help=text("cli.help.out"), metavar="DIR")] = None,
    engine: EngineOption = "rules",
    password: PasswordOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    lang: LangOption = None,
    no_store: Annotated[bool, typer.Option("--no-store", help=text("cli.help.no_store"))] = False,
) -> None:
    """Extract, store, write and sum up; exits with 3 when a file failed."""
    from extractor.batch import find_files
    from extractor.cli.progress import Tally, print_skipped, print_summary, print_unreadable
    from extractor.cli.unlock import isolated_reader, office_settings
    from extractor.config import load_settings
    from extractor.export.files import ReportFolder

    config = load_settings(data_dir=data, settings=settings, lang=lang)
    checks = office_settings(config)
    found = find_files(paths, leave_out=out, max_bytes=config.max_bytes)
    print_skipped(found, config.lang)
    tally = Tally(started=time.monotonic())
    for outcome in found.failures:
        tally.add(outcome)
        print_unreadable(outcome, config.lang)
    if not found.files:
        if tally.failed:
            raise typer.Exit(FILES_FAILED)
        _no_files(config)
    folder = ReportFolder(out, found.files) if out else None
    reader = isolated_reader(config, password, checks)
    place = _work(found, tally, engine, config, checks, folder, reader, store=not no_store)
    print_summary(tally, config.lang, place, out)
    if tally.failed:
        raise typer.Exit(FILES_FAILED)


def _work(
    found: Found,
    tally: Tally,
    engine: str,
    settings: Settings,
    checks: CheckSettings,
    folder: ReportFolder | None,
    reader: Isolated,
    *,
    store: bool,
) -> str | None:
    """Work through the files, counting and showing how far it is; return where the store is, None without one."""
    from extractor.cli.progress import print_relation, print_unreadable, progress_bar

    with ExitStack() as stack:
        outcomes, place = _outcomes(stack, found, tally, engine, settings, checks, reader, store=store)
        bar = stack.enter_context(progress_bar(len(found.files), settings.lang))
        for outcome in outcomes:
            tally.add(outcome)
            if outcome.processed is None:
                print_unreadable(outcome, settings.lang, bar.console)
            elif folder is not None:
                folder.write(outcome.path, outcome.processed.report)
            print_relation(outcome, settings.lang, bar.console)
            bar.advance()
    return place


def _outcomes(
    stack: ExitStack,
    found: Found,
    tally: Tally,
    engine: str,
    settings: Settings,
    checks: CheckSettings,
    reader: Isolated,
    *,
    store: bool,
) -> tuple[Iterator[Outcome], str | None]:
    """Return the results of the files, stored on the way, and where; the stack closes what is open."""
    from extractor.batch import run, store_in_portions

    outcomes = run(found.files, stack.enter_context(reader), engine, settings.max_bytes, checks)
    if not store:
        return outcomes, None
    from extractor.storage import open_store

    opened = stack.enter_context(open_store(settings.store_url))
    stored = store_in_portions(outcomes, opened.save_many, tally.count_saved)
    stack.enter_context(closing(stored))
    return stored, opened.place


def _no_files(settings: Settings) -> None:
    from extractor.cli.terminal import print_error
    from extractor.messages import render

    print_error(render("cli.no_files", lang=settings.lang), settings.lang)
    raise typer.Exit(USAGE)
