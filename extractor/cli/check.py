"""`nianbao check`: the findings of files, nothing stored."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.model import (
    ConcurrencyOption,
    MaxCostOption,
    ModelChoice,
    RecordOption,
    ReplayOption,
    print_left,
    was_not_sent,
)
from extractor.cli.options import (
    EngineOption,
    LangOption,
    MembersOption,
    PasswordOption,
    Paths,
    SettingsOption,
    text,
)
from extractor.cli.terminal import FILES_FAILED, FINDINGS, USAGE, guarded, output, print_error
from extractor.problems import describe

if TYPE_CHECKING:
    from extractor.batch import Outcome
    from extractor.messages import Language
    from extractor.schema import Report

_STDOUT = Path("-")


@guarded
def check(
    paths: Paths,
    engine: EngineOption = "rules",
    password: PasswordOption = None,
    settings: SettingsOption = None,
    data: Annotated[Path | None, typer.Option("--data", help=text("cli.help.check_data"), metavar="DIR")] = None,
    members: MembersOption = None,
    lang: LangOption = None,
    as_json: Annotated[bool, typer.Option("--json", help=text("cli.help.json"))] = False,
    as_lines: Annotated[bool, typer.Option("--lines", help=text("check.help.lines"))] = False,
    sarif: Annotated[Path | None, typer.Option("--sarif", help=text("check.help.sarif"), metavar="FILE")] = None,
    every: Annotated[bool, typer.Option("--all", help=text("cli.help.all"))] = False,
    concurrency: ConcurrencyOption = 8,
    max_cost: MaxCostOption = None,
    record: RecordOption = None,
    replay: ReplayOption = None,
) -> None:
    """Show the findings; exits with 3 when a file could not be read or was left, else with 1 for an error."""
    from extractor.batch import find_files
    from extractor.cli.between import members_of, print_series, run_shelf
    from extractor.cli.progress import Tally, print_skipped, print_total
    from extractor.cli.reading import read_files
    from extractor.config import load_settings
    from extractor.messages import render
    from extractor.reader import office_settings
    from extractor.schema import Severity

    alone = sarif == _STDOUT
    if alone and (as_json or as_lines):
        raise typer.BadParameter(text("check.sarif_alone"))
    choice = ModelChoice(concurrency, max_cost, False, record, replay)
    choice.require_engine(engine)
    config = load_settings(data_dir=data, settings=settings, lang=lang)
    made_up_of = members_of(members)
    checks = office_settings(config)
    found = find_files(paths, max_bytes=config.max_bytes)
    print_skipped(found, config.lang)
    tally = Tally(started=0)
    outcomes: list[Outcome] = []
    left: list[Exception] = []
    places: dict[str, Path] = {}
    series: list[tuple[Path, Report]] = []
    with ExitStack() as stack:
        shelf = run_shelf(stack, config, data)
        read = read_files(stack, found, engine, config, checks, password, choice)
        for outcome in chain(found.failures, read):
            if sarif is not None:
                outcomes.append(replace(outcome, raw=b""))
            if outcome.error is not None and was_not_sent(outcome):
                left.append(outcome.error)
                if as_json:
                    typer.echo(json.dumps(_record(outcome, config.lang), ensure_ascii=False))
                continue
            tally.add(outcome)
            _print(outcome, config.lang, as_json=as_json, as_lines=as_lines, every=every, quiet=alone)
            if outcome.processed is not None and outcome.same_as is None:
                places[outcome.processed.report.id] = outcome.path
                shelf.add(outcome.processed)
        for report in shelf.findings(made_up_of):
            tally.between.update(finding.severity for finding in report.findings)
            series.append((places[report.id], report))
            if not alone:
                print_series(*series[-1], config.lang, as_json=as_json, as_lines=as_lines, every=every)
    if sarif is not None:
        _write_sarif(outcomes, series, sarif, config.lang)
    if tally.files > 1 and not as_json and not as_lines:
        print_total(tally, config.lang)
    if not found.files and not found.failures:
        print_error(render("cli.no_files", lang=config.lang), config.lang)
        raise typer.Exit(USAGE)
    if left:
        print_left(left, config.lang)
    if tally.failed or left:
        raise typer.Exit(FILES_FAILED)
    if tally.severities[Severity.ERROR] or tally.between[Severity.ERROR]:
        raise typer.Exit(FINDINGS)


def _print(outcome: Outcome, lang: Language, *, as_json: bool, as_lines: bool, every: bool, quiet: bool) -> None:
    """Print what was found in a file; only why it could not be read where findings go elsewhere."""
    from extractor.cli.progress import print_relation, print_unreadable, shown

    if as_json:
        typer.echo(json.dumps(_record(outcome, lang), ensure_ascii=False))
    elif outcome.processed is None:
        print_unreadable(outcome, lang)
    elif quiet:
        return
    elif as_lines:
        from extractor.export.lines import finding_lines

        for line in finding_lines(shown(outcome.path), outcome.processed.report, lang):
            typer.echo(line)
    else:
        _print_report(outcome.processed.report, lang, every)
        print_relation(outcome, lang)


def _write_sarif(
    outcomes: Iterable[Outcome], series: Iterable[tuple[Path, Report]], path: Path, lang: Language
) -> None:
    """Write what was found in all files and between them as one SARIF log."""
    from extractor.batch import display_name
    from extractor.export.files import write_whole
    from extractor.export.sarif import SarifLog

    log = SarifLog(lang)
    for outcome in outcomes:
        if outcome.processed is not None:
            log.add(str(outcome.path), outcome.processed.report)
        elif outcome.error is not None:
            log.add_failure(str(outcome.path), describe(outcome.error, lang, display_name(outcome.path)))
    for place, report in series:
        log.add(str(place), report)
    if path == _STDOUT:
        typer.echo(log.dump())
    else:
        write_whole(path, log.dump().encode("utf-8", "replace"))


def _record(outcome: Outcome, lang: Language) -> dict[str, Any]:
    """Return what `--json` prints for a file; `error` is null where it could be read."""
    from extractor.batch import display_name
    from extractor.cli.progress import shown
    from extractor.cli.views import finding_message

    name = display_name(outcome.path)
    file = {
        "name": name,
        "path": shown(outcome.path),
        "same_as": shown(outcome.same_as) if outcome.same_as else None,
        "other_half": shown(outcome.other_half) if outcome.other_half else None,
    }
    if outcome.processed is None:
        error = describe(outcome.error, lang, name) if outcome.error else None
        return {**file, "error": error, "findings": []}
    report = outcome.processed.report
    findings = [
        {**finding.model_dump(mode="json"), "message": finding_message(finding, lang)} for finding in report.findings
    ]
    return {**file, "error": None, "id": report.id, "checks": report.checks.model_dump(), "findings": findings}


def _print_report(report: Report, lang: Language, every: bool) -> None:
    from extractor.cli.views import check_head, findings_view

    console = output()
    console.print(check_head(report, lang))
    console.print(findings_view(report, lang, every))
