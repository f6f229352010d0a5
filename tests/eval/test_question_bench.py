"""The section `ask` of the benchmark: what it calls reached, and what it keeps to itself."""

import pytest

from eval.bench import ask
from eval.questions.run import Tally, lines
from eval.questions.score import Verdict

MISSED = Verdict("test-rank-01.1", "rank", "谁最多?", right=False, why=("wants 3, got 4",))


@pytest.mark.parametrize(("reports", "reached"), [(2_000, None), (ask.PROMISED, True)])
def test_a_time_is_reached_only_over_as_many_reports_as_promised(reports, reached):
    row = ask._row("numeric", ["多少?"], 150, lambda question, last: None, reports, "again")
    assert row.reached is reached


def test_a_time_that_is_too_long_over_few_reports_is_missed():
    row = ask._row("numeric", ["多少?"], -1, lambda question, last: None, 2_000, "again")
    assert row.reached is False


def test_misses_of_the_test_half_are_listed_by_id_alone():
    assert list(lines("test", Tally((MISSED,)))) == ["test-rank-01.1"]


def test_misses_of_the_dev_half_tell_question_and_reason():
    assert list(lines("dev", Tally((MISSED,)))) == ["test-rank-01.1 谁最多? → wants 3, got 4"]


def test_one_wrong_number_of_two_misses_the_target():
    rows = {row.what: row for row in ask._quality("dev", Tally((MISSED, Verdict("x", "rank", "", right=True))), "")}
    assert rows["numeric questions right"].reached is False
    assert rows["numeric questions right"].figure == "50.00 % (1 of 2)"


def test_what_nobody_asked_for_is_neither_reached_nor_missed():
    rows = {row.what: row for row in ask._quality("dev", Tally((MISSED,)), "")}
    assert rows["right citation for a right number"].reached is None
    assert rows["passage recall@5"].reached is None


def test_times_are_measured_on_questions_of_either_kind():
    assert ask._texts(numeric=True)
    assert not set(ask._texts(numeric=True)) & set(ask._texts(numeric=False))
