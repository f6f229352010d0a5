"""Generated series: the years follow from each other, and a planted break is found."""

from itertools import pairwise

import pytest

from eval.bench.pairs import findings, measure
from eval.synth.series import Break, generate_series
from extractor.schema import Outcome


def test_the_same_seed_gives_the_same_series():
    one, other = (generate_series(7, planted=Break.CARRIED_OVER) for _ in range(2))
    assert [report.data for report in one.reports] == [report.data for report in other.reports]


def test_what_a_year_carries_forward_the_next_one_carries_over():
    made = generate_series(3, noise=0)
    tables = [report.gold["tables"]["applications"] for report in made.reports]
    columns = [
        (last["carried_forward"][column], now["carried_over"][column])
        for last, now in pairwise(tables)
        for column in now["carried_over"]
    ]
    assert any(before for before, _ in columns)
    assert all(before == now for before, now in columns if None not in (before, now))


def test_years_that_follow_from_each_other_give_no_alarm():
    assert measure(6, 0, first=100).alarms == []


@pytest.mark.parametrize("kind", Break)
def test_a_planted_break_is_named_on_its_year(kind):
    made = generate_series(11, planted=kind)
    named = {(year, item.rule) for year, item in findings(made) if item.outcome is Outcome.FAIL}
    assert (made.year, kind.value) in named


def test_a_second_report_is_for_the_last_year():
    made = generate_series(5, planted=Break.TWO_REPORTS)
    years = [report.gold["year"] for report in made.reports]
    assert (len(years), years.count(made.year)) == (6, 2)
