"""`nianbao extract`: files to stored reports."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.model import (
    ConcurrencyOption,
    DryRunOption,
    MaxCostOption,
    ModelChoice,
    RecordOption,
    ReplayOption,
    print_left,
    was_not_sent,
)
from extractor.cli.options import DataOption, EngineOption, LangOption, PasswordOption, Paths, SettingsOption, text
from extractor.cli.spread import Spread, require_spreadable
from extractor.cli.terminal import FILES_FAILED, USAGE, guarded

if TYPE_CHECKING:
    from extractor.batch import Found, Outcome
    from extractor.cli.progress import Tally
    from extractor.config import Settings
    from extractor.export.files import ReportFolder
    from extractor.isolation import Watch
    from extractor.validation.settings import CheckSettings


@dataclass(frozen=True)
class _Job:
    """What a run works with; `password` is never shown."""

    found: Found
    tally: Tally
    engine: str
    config: Settings
    checks: CheckSettings
    folder: ReportFolder | None
    password: str | None
    choice: ModelChoice
    store: bool
    on: str | None


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
    concurrency: ConcurrencyOption = 8,
    max_cost: MaxCostOption = None,
    dry_run: DryRunOption = False,
    record: RecordOption = None,
    replay: ReplayOption = None,
    on: Annotated[
        str | None, typer.Option("--on", help=text("distributed.help.on"), metavar="RAY", show_default=False)
    ] = None,
) -> None:
    """Extract, store, write and sum up; exits with 3 when a file failed or was left."""
    from extractor.batch import find_files
    from extractor.cli.progress import Tally, print_made, print_skipped, print_summary, print_unreadable
    from extractor.config import load_settings
    from extractor.export.files import ReportFolder
    from extractor.reader import office_settings

    choice = ModelChoice(concurrency, max_cost, dry_run, record, replay)
    choice.require_engine(engine)
    if on is not None:
        require_spreadable(on, choice, password)
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
    missing = [place for place in (config.data_dir.expanduser(), out) if place and not place.exists()]
    folder = ReportFolder(out, found.files) if out and not dry_run else None
    job = _Job(found, tally, engine, config, checks, folder, password, choice, not no_store, on)
    if dry_run:
        _estimate(job)
        return
    left, place = _work(job)
    print_summary(tally, config.lang, place, out)
    print_made(missing, config.lang)
    if left:
        print_left(left, config.lang)
    if tally.failed or left:
        raise typer.Exit(FILES_FAILED)


def _work(job: _Job) -> tuple[list[Exception], str | None]:
    """Work through the files, counting and showing how far it is.

    Returns:
        Why files were left as they are, an error for each, and where the store is, None without one.
    """
    from extractor.cli.bar import progress_bar
    from extractor.cli.progress import print_relation, print_unreadable

    left: list[Exception] = []
    lang = job.config.lang
    with ExitStack() as stack:
        bar = stack.enter_context(progress_bar(len(job.found.files), lang))
        outcomes, place = _stored(stack, job, _outcomes(stack, job, bar.page))
        for outcome in outcomes:
            if outcome.error is not None and was_not_sent(outcome):
                left.append(outcome.error)
                continue
            job.tally.add(outcome)
            if outcome.processed is None:
                print_unreadable(outcome, lang, bar.console)
            elif job.folder is not None:
                job.folder.write(outcome.path, outcome.processed.report)
            print_relation(outcome, lang, bar.console)
            bar.advance()
    return left, place


def _outcomes(stack: ExitStack, job: _Job, watch: Watch) -> Iterator[Outcome]:
    """Return the results of the files; the stack closes what is open, and `watch` is told of recognised pages."""
    if job.on is not None:
        folder = job.folder
        spread = Spread(job.on, job.engine, job.config, job.checks, job.choice, store=job.store)
        return spread.outcomes(stack, job.found.files, folder.write if folder else None)
    from extractor.cli.reading import read_files

    return read_files(stack, job.found, job.engine, job.config, job.checks, job.password, job.choice, watch)


def _stored(stack: ExitStack, job: _Job, outcomes: Iterator[Outcome]) -> tuple[Iterator[Outcome], str | None]:
    """Return the results, stored on the way where they are to be, and where."""
    if not job.store:
        return outcomes, None
    from extractor.batch import store_in_portions
    from extractor.storage import open_store

    opened = stack.enter_context(open_store(job.config.store_url))
    stored = store_in_portions(outcomes, opened.save_many, job.tally.count_saved)
    stack.enter_context(closing(stored))
    return stored, opened.place


def _estimate(job: _Job) -> None:
    """Print what the files would take; exits with 3 when one can't be read."""
    from extractor.cli.asking import open_asking

    with ExitStack() as stack:
        failed = open_asking(stack, job.config, job.password, job.choice).count(job.found, job.config.lang)
    if failed or job.tally.failed:
        raise typer.Exit(FILES_FAILED)


def _no_files(settings: Settings) -> None:
    from extractor.cli.terminal import print_error
    from extractor.messages import render

    print_error(render("cli.no_files", lang=settings.lang), settings.lang)
    raise typer.Exit(USAGE)
