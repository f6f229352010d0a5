"""The injector: exactly what was planted is wrong, and the rest is as it was."""

from random import Random

import pytest

from eval.bench.repair import Tally, first_changes, in_prose, in_values, is_named, through_text
from eval.inject import Planted, spoil_report, with_wrong_cells, with_wrong_prose
from eval.inject.digits import wrong_digit
from eval.synth import Layout
from extractor.pipeline import process
from extractor.schema import Suggestion
from extractor.validation import check
from tests.builders import applications, report, tables


@pytest.mark.parametrize("value", [0, 7, 10, 4096])
def test_one_digit_differs_and_the_length_stays(value):
    for seed in range(50):
        wrong = str(wrong_digit(Random(seed), value))
        assert len(wrong) == len(str(value))
        assert sum(one != other for one, other in zip(wrong, str(value), strict=True)) == 1


@pytest.mark.parametrize("layout", Layout)
def test_planted_cells_are_printed_in_every_layout(layout):
    spoilt = with_wrong_cells(3, 2, layout)
    gold = spoilt.report.gold["tables"]
    for item in spoilt.planted:
        table, row, column = item.place.split(".")
        assert gold[table][row][column] == item.printed != item.true


def test_same_seed_gives_the_same_mistakes_and_no_mistake_is_possible():
    assert with_wrong_cells(5, 2) == with_wrong_cells(5, 2)
    assert with_wrong_cells(5, 0).planted == ()


def test_one_number_of_the_prose_differs_from_the_tables():
    spoilt = next(filter(None, map(with_wrong_prose, range(5))))
    (item,) = spoilt.planted
    assert spoilt.report.gold["facts"][item.place] == item.printed != item.true


def test_cells_of_a_report_are_spoilt_and_the_report_itself_is_left_alone():
    whole = report()
    spoilt, planted = spoil_report(Random(1), whole, 2)
    cells = [spoilt.tables, whole.tables]
    for item in planted:
        table, row, column = item.place.split(".")
        assert [getattr(each, table)[row][column].value for each in cells] == [item.printed, item.true]


def test_a_mistake_counts_as_named_only_where_its_true_value_is_proposed():
    found, _ = check(report(tables=tables(applications=applications(granted__company=4))))
    tally = Tally()
    tally.add(1, [Planted("applications.granted.company", 4, 0)], found)
    tally.add(2, [Planted("applications.granted.company", 4, 3)], found)
    tally.add(3, [Planted("applications.carried_over.total", 4, 0)], found)
    assert (tally.reports, tally.detected, tally.named[True]) == (3, 2, 1)
    assert tally.misnamed[0].startswith("2: applications.granted.company 3 → 4")


def test_a_blank_that_could_not_be_checked_is_no_mistake_found():
    found, _ = check(report(tables=tables(applications=applications(granted__company=None))))
    assert not is_named("applications.granted.company", found)
    assert all(value == 0 for value in first_changes(found).values())


def test_further_cells_of_a_suggestion_count_as_proposed():
    (item, *_) = [
        item
        for item in check(report(tables=tables(applications=applications(granted__company=4, carried_over__total=1))))[
            0
        ]
        if item.suggestion
    ]
    assert isinstance(item.suggestion, Suggestion)
    assert first_changes([item]) == {"applications.carried_over.total": 0, "applications.granted.company": 0}


@pytest.mark.parametrize("tally", [lambda: through_text(4, 1), lambda: in_values(4, 2), lambda: in_prose(4)])
def test_mistakes_are_found(tally):
    found = tally()
    assert 0 < found.detected == found.reports
    assert found.missed == []


def test_correct_reports_are_not_accused():
    for seed in range(6):
        made = with_wrong_cells(seed, 0).report
        assert not any(item.alternatives for item in process(made.data, made.name).report.findings)
