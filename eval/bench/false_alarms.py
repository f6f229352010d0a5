"""How often the checks cry wolf: findings on generated reports in which nothing is wrong.

A report is correct where the generator makes no error, damages nothing, writes no cell unusually, publishes in January,
in time for every issuer, and has the rows of its form; other seeds are passed over. In the glued layouts the digits
of a row run together, and where no sum tells how to split them the reader has to say so: such a warning is about the
file, not about the report, and counted apart. It is one of `reading.split_*`, or a check that stays unknown because
the cells it needs are those that such a remark names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from eval.bench.row import Row, command, percent
from eval.synth import generate
from eval.synth.model import Layout, SyntheticReport
from extractor.errors import DocumentError
from extractor.pipeline import process
from extractor.schema import Finding, Outcome, Report, Severity

FIRST_SEED = 31_000
"""Seeds from here on are used nowhere else; below 30,000 they are for development."""
COUNT = 5_000
_FORMS = ("2021", "2019")
_MOST = 0.005


@dataclass
class Alarms:
    """What the checks said of correct reports.

    Attributes:
        refused: Reports that were taken for none.
        with_error: Reports with a finding that is an error.
        with_warning: Reports with a warning, those about glued digits aside.
        glued_only: Reports whose only warnings are that glued digits can't be split.
        rules: How many reports each rule alarmed on.
        listed: Each alarm with its rule, seed and layout.
    """

    reports: int = 0
    refused: int = 0
    with_error: int = 0
    with_warning: int = 0
    glued_only: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    listed: list[str] = field(default_factory=list)


def alarm_rows(*, quick: bool, count: int | None = None) -> list[Row]:
    """Return the rows about false alarms; `count` is the number of reports, None for the usual one."""
    alarms = measure(count or (COUNT // 10 if quick else COUNT))
    on = f"{alarms.reports} correct generated reports, all layouts, both forms"
    again = command("alarms", quick=quick)
    share, glued = alarms.with_warning / alarms.reports, alarms.glued_only / alarms.reports
    return [
        Row("correct reports refused", on, str(alarms.refused), again, "0", alarms.refused == 0),
        Row("correct reports with an error", on, str(alarms.with_error), again, "0", alarms.with_error == 0),
        Row(
            "correct reports with a warning, glued digits aside",
            on,
            f"{percent(share, 3)} ({alarms.with_warning})",
            again,
            "≤ 0.5 %",
            share <= _MOST,
            tuple(alarms.listed),
        ),
        Row(
            "of these, only told that glued digits can't be split", on, f"{percent(glued)} ({alarms.glued_only})", again
        ),
    ]


def measure(count: int, first_seed: int = FIRST_SEED) -> Alarms:
    """Return what the checks say of so many correct reports, layouts and forms in turn."""
    alarms = Alarms()
    for seed, made in correct_reports(count, first_seed):
        alarms.reports += 1
        try:
            report = process(made.data, made.name).report
        except DocumentError as error:
            alarms.refused += 1
            alarms.listed.append(f"refused: seed {seed}, {made.layout.value}: {error}")
            continue
        _count(alarms, report, f"seed {seed}, {made.layout.value}")
    return alarms


def correct_reports(count: int, first_seed: int) -> Iterator[tuple[int, SyntheticReport]]:
    """Yield so many correct reports with their seeds; seeds that draw a late or odd one are passed over."""
    layouts, seed = tuple(Layout), first_seed
    for index in range(count):
        layout, form = layouts[index % len(layouts)], _FORMS[index // len(layouts) % len(_FORMS)]
        while not is_correct(made := generate(seed, layout=layout, form=form, noise=0, damage=0, harms=())):
            seed += 1
        yield seed, made
        seed += 1


def is_correct(made: SyntheticReport) -> bool:
    """Return whether a report was published in January, if it says when, and has the rows of its form."""
    published = made.gold["published_on"]
    in_time = published is None or published[5:7] == "01"
    rows = made.gold["tables"]["applications"]
    return in_time and not (made.gold["form"] == "2021" and rows.get("other_handling"))


def _count(alarms: Alarms, report: Report, where: str) -> None:
    """Enter what was found in one report."""
    loud = [finding for finding in report.findings if finding.severity is not Severity.INFO]
    alarming = [finding for finding in loud if not is_about_glue(finding, report)]
    alarms.with_error += any(finding.severity is Severity.ERROR for finding in alarming)
    alarms.with_warning += any(finding.severity is Severity.WARNING for finding in alarming)
    alarms.glued_only += bool(loud) and not alarming
    alarms.rules.update({finding.rule for finding in alarming})
    alarms.listed += [f"`{finding.rule}`: {where}: {finding.message}" for finding in alarming]


def is_about_glue(finding: Finding, report: Report) -> bool:
    """Return whether a finding only says that glued digits can't be split, or what can't be checked for it."""
    if finding.rule.startswith("reading.split_"):
        return True
    split = (item for item in report.findings if item.rule.startswith("reading.split_"))
    left_open = {cell for item in split for cell in item.cells}
    return finding.outcome is Outcome.UNKNOWN and not left_open.isdisjoint(finding.cells)
