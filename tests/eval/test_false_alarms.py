"""The benchmark of false alarms: what it takes for a correct report, and what it counts."""

import pytest

from eval.bench.false_alarms import correct_reports, is_about_glue, is_correct, measure
from eval.synth import generate
from eval.synth.model import Layout
from extractor.pipeline import process

SEED = 20_000
"""For development; the benchmark's own seeds start at 31,000."""


def test_correct_reports_alarm_nobody():
    alarms = measure(18, SEED)
    assert (alarms.reports, alarms.refused, alarms.with_error, alarms.with_warning) == (18, 0, 0, 0), alarms.listed


def test_reports_come_in_every_layout_and_both_forms():
    made = [report for _, report in correct_reports(18, SEED)]
    assert {report.layout for report in made} == set(Layout)
    assert {report.gold["form"] for report in made} == {"2021", "2019"}


@pytest.mark.parametrize(
    ("published", "correct"), [("2022-01-28", True), (None, True), ("2022-02-03", False), ("2022-03-31", False)]
)
def test_report_published_after_january_is_not_counted_as_correct(published, correct):
    made = generate(SEED, form="2019", noise=0, damage=0, harms=())
    made.gold["published_on"] = published
    assert is_correct(made) is correct


def test_report_with_an_error_alarms():
    made = generate(SEED, layout=Layout.PIPE_ROWS, form="2021", size=1, errors=3, noise=0, damage=0, harms=())
    report = process(made.data, made.name).report
    assert any(not is_about_glue(finding, report) for finding in report.findings if finding.severity == "error")


def test_glued_digits_that_stay_open_are_about_the_file():
    for seed in range(SEED, SEED + 40):
        made = generate(seed, layout=Layout.GLUED, form="2019", size=2, noise=0, damage=0, harms=())
        report = process(made.data, made.name).report
        split = [finding for finding in report.findings if finding.rule == "reading.split_ambiguous"]
        if split:
            assert all(is_about_glue(finding, report) for finding in split)
            return
    pytest.fail("no report with digits that can't be split")
