"""`nianbao eval`: gold checked, runs made, compared and reported."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.annotate import agree, annotate
from extractor.cli.helps import App, Group
from extractor.cli.model import ConcurrencyOption, MaxCostOption, RecordOption, ReplayOption
from extractor.cli.options import LANGUAGE, EngineOption, LangOption, text
from extractor.cli.terminal import FINDINGS, errors, guarded, output

if TYPE_CHECKING:
    from eval.gold import Case
    from extractor.messages import Language

app = App(cls=Group, help=text("eval.help"), no_args_is_help=True)

_SPLITS = "dev|calibration|test"
GoldOption = Annotated[list[str], typer.Option("--gold", help=text("eval.help.gold"), metavar="PLACE")]
SplitOption = Annotated[str | None, typer.Option("--split", help=text("eval.help.split"), metavar=_SPLITS)]
JsonOption = Annotated[bool, typer.Option("--json", help=text("eval.help.json"))]
FolderArgument = typer.Argument(help=text("eval.help.run_folder"), metavar="RUN", show_default=False)

app.command("annotate", help=text("eval.help.annotate"))(annotate)
app.command("agree", help=text("eval.help.agree"))(agree)


@app.callback()
def options(lang: LangOption = None) -> None:
    """Take the language before the command."""
    if lang:
        os.environ["NIANBAO_LANG"] = lang


@app.command("lint", help=text("eval.help.lint"))
@guarded
def lint_gold(
    places: Annotated[list[str], typer.Argument(help=text("eval.help.places"), metavar="PLACE", show_default=False)],
    split: SplitOption = None,
    lang: LangOption = None,
) -> None:
    """Check gold; exits with 1 when a file has an error."""
    from eval.lint import ERROR, lint
    from extractor.cli.eval_views import complaint_line
    from extractor.messages import render

    language = _language(lang)
    cases = _cases(places, split, language)
    complaints = lint(cases)
    for complaint in complaints:
        output().print(complaint_line(complaint, language), markup=False, soft_wrap=True)
    wrong = sum(complaint.severity == ERROR for complaint in complaints)
    params = {"cases": len(cases), "errors": wrong, "warnings": len(complaints) - wrong}
    errors().print(render("eval.lint.total" if complaints else "eval.lint.ok", params, language))
    if wrong:
        raise typer.Exit(FINDINGS)


@app.command("run", help=text("eval.help.run"))
@guarded
def run_gold(
    gold: GoldOption,
    out: Annotated[Path, typer.Option("--out", help=text("eval.help.out"), metavar="DIR")],
    engine: EngineOption = "rules",
    split: SplitOption = None,
    repeat: Annotated[int, typer.Option("--repeat", min=1, max=100, help=text("eval.help.repeat"))] = 1,
    jobs: Annotated[int, typer.Option("--jobs", min=1, max=64, help=text("eval.help.jobs"))] = os.cpu_count() or 1,
    concurrency: ConcurrencyOption = 8,
    max_cost: MaxCostOption = None,
    record: RecordOption = None,
    replay: ReplayOption = None,
    lang: LangOption = None,
) -> None:
    """Extract and judge the reports that gold speaks of, and print the figures."""
    from eval.runs.work import Plan, run
    from extractor.cli.bar import progress_bar
    from extractor.cli.eval_views import print_summary, print_usage
    from extractor.cli.model import ModelChoice
    from extractor.errors import ModelError
    from extractor.messages import render

    language = _language(lang)
    ModelChoice(concurrency, max_cost, dry_run=False, record=record, replay=replay).require_engine(engine)
    cases = _cases(gold, split, language)
    plan = Plan(cases, engine, repeat, jobs, concurrency, max_cost, replay, record)
    try:
        with progress_bar(len(cases) * repeat, language) as bar:
            summary = run(plan, out, lambda _: bar.advance())
    except (ModelError, KeyboardInterrupt):
        errors().print(render("eval.run.stopped", {"folder": out}, language), markup=False, soft_wrap=True)
        raise
    print_summary(summary, language)
    print_usage(out, language)
    output().print(render("eval.run.kept", {"folder": out}, language), markup=False, soft_wrap=True)


@app.command("compare", help=text("eval.help.compare"))
@guarded
def compare_runs(
    first: Annotated[Path, typer.Argument(help=text("eval.help.run_a"), metavar="A", show_default=False)],
    second: Annotated[Path, typer.Argument(help=text("eval.help.run_b"), metavar="B", show_default=False)],
    flips: Annotated[int, typer.Option("--flips", min=0, max=100_000, help=text("eval.help.flips"))] = 20,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Compare two runs; exits with 1 when the second is significantly worse."""
    from eval.compare import as_dict, compare
    from eval.runs.folder import RunFolder
    from extractor.cli.eval_views import print_comparison

    language = _language(lang)
    found = compare(RunFolder(first), RunFolder(second))
    if as_json:
        typer.echo(json.dumps(as_dict(found), ensure_ascii=False, indent=1))
    else:
        print_comparison(found, (first, second), flips, language)
    if found.regressions:
        raise typer.Exit(FINDINGS)


@app.command("report", help=text("eval.help.report"))
@guarded
def write_report_of(
    run: Annotated[Path, FolderArgument],
    out: Annotated[Path | None, typer.Option("--out", help=text("eval.help.report_out"), metavar="DIR")] = None,
    lang: LangOption = None,
) -> None:
    """Write the report of a run in every form."""
    from eval.report.write import write_report
    from extractor.messages import render

    language = _language(lang)
    names = write_report(run, out or run / "report", language)
    params = {"folder": out or run / "report", "names": ", ".join(names)}
    output().print(render("eval.report.written", params, language), markup=False, soft_wrap=True)


@app.command("calibrate", help=text("eval.help.calibrate"))
@guarded
def calibrate_confidence(
    gold: GoldOption,
    generated: Annotated[int, typer.Option("--generated", min=0, help=text("eval.help.generated"))] = 200,
    out: Annotated[Path | None, typer.Option("--out", help=text("eval.help.calibrate_out"), metavar="FILE")] = None,
    split: SplitOption = None,
    lang: LangOption = None,
) -> None:
    """Make the table of confidences, and say what it lets be accepted unseen."""
    from eval.confidence.calibrate import SHIPPED, calibrate, write_table
    from extractor.cli.bar import progress_bar
    from extractor.cli.eval_views import calibration_lines
    from extractor.messages import render

    language = _language(lang)
    cases = [case for case in _cases(gold, split, language) if case.split != "test"]
    with progress_bar(len(cases), language) as bar:
        table = calibrate(cases, generated, bar.advance)
    write_table(table, out or SHIPPED)
    for line in calibration_lines(table, language):
        output().print(line, markup=False, soft_wrap=True)
    output().print(render("eval.calibrate.written", {"file": out or SHIPPED}, language), markup=False, soft_wrap=True)


def _language(given: str | None) -> Language:
    from extractor.config import load_settings

    return load_settings(lang=given).lang if given else LANGUAGE


def _cases(places: list[str], split: str | None, lang: Language) -> list[Case]:
    """Return the cases of some places, only those of a split where one is given; what is left out is said."""
    from eval.gold import SPLITS, find_cases
    from extractor.messages import render

    if split is not None and split not in SPLITS:
        params = {"value": split, "choices": ", ".join(SPLITS)}
        raise typer.BadParameter(render("cli.wrong_choice", params, lang), param_hint="--split")
    cases = find_cases(places)
    kept = [case for case in cases if split in (None, case.split)]
    if len(kept) < len(cases):
        left = {"count": len(cases) - len(kept), "split": split}
        errors().print(render("eval.left_out", left, lang), markup=False)
    return kept
