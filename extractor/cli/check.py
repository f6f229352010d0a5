"""`nianbao check`: the findings of files, nothing stored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.options import EngineOption, LangOption, PasswordOption, Paths, text
from extractor.cli.terminal import FILES_FAILED, FINDINGS, USAGE, error_text, guarded, output, print_error

if TYPE_CHECKING:
    from extractor.batch import Outcome
    from extractor.messages import Language
    from extractor.schema import Report


@guarded
def check(
    paths: Paths,
    engine: EngineOption = "rules",
    password: PasswordOption = None,
    lang: LangOption = None,
    as_json: Annotated[bool, typer.Option("--json", help=text("cli.help.json"))] = False,
    every: Annotated[bool, typer.Option("--all", help=text("cli.help.all"))] = False,
) -> None:
    """Show the findings; exits with 3 when a file could not be read, else with 1 when a finding is an error."""
    from extractor.batch import find_files, run
    from extractor.cli.progress import Tally, print_skipped, print_total
    from extractor.cli.unlock import isolated_reader
    from extractor.config import load_settings
    from extractor.messages import render
    from extractor.schema import Severity

    settings = load_settings(lang=lang)
    found = find_files(paths, max_bytes=settings.max_bytes)
    print_skipped(found, settings.lang)
    tally = Tally(started=0)
    with isolated_reader(settings, password) as isolated:
        for outcome in (*found.failures, *run(found.files, isolated, engine, settings.max_bytes)):
            tally.add(outcome)
            _print(outcome, settings.lang, as_json=as_json, every=every)
    if tally.files > 1 and not as_json:
        print_total(tally, settings.lang)
    if not found.files and not found.failures:
        print_error(render("cli.no_files", lang=settings.lang), settings.lang)
        raise typer.Exit(USAGE)
    if tally.failed:
        raise typer.Exit(FILES_FAILED)
    if tally.severities[Severity.ERROR]:
        raise typer.Exit(FINDINGS)


def _print(outcome: Outcome, lang: Language, *, as_json: bool, every: bool) -> None:
    from extractor.cli.progress import print_relation, print_unreadable

    if as_json:
        typer.echo(json.dumps(_record(outcome, lang), ensure_ascii=False))
    elif outcome.processed is None:
        print_unreadable(outcome, lang)
    else:
        _print_report(outcome.processed.report, lang, every)
        print_relation(outcome, lang)


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
        error = error_text(outcome.error, lang, name) if outcome.error else None
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
