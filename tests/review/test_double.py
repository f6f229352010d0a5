import random

import pytest

from extractor.review import NotAllowedError, ReviewError, SetValue, StateError
from extractor.review.agreement import agreement, outcome_of, settle
from extractor.review.double import DoubleReview, find_sampled
from extractor.review.model import Kind
from extractor.review.plants import wrong_value
from extractor.storage.access import reading
from tests.review.made_up import LEAD, LIN, TOTAL, ZHOU

FEES = "disclosure.fees.amount"


@pytest.fixture
def double(store):
    return DoubleReview(store)


@pytest.fixture
def sample(service, double, report_id):
    """One report that ZHOU corrected and signed off, to be reviewed again by LIN."""
    version = service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2), SetValue(FEES, 9)]).version
    service.sign_off(ZHOU, report_id, version)
    return double.draw(LEAD, "一季度", 1, ["zhou", "lin"])


def test_second_reviewer_is_another_person_and_sees_nothing_of_the_first(double, report_id, sample):
    assert double.waiting(LIN) == ((sample, report_id),)
    view = double.open(LIN, sample, report_id).view
    assert view.corrections == ()
    assert {item.finding.rule for item in view.open_findings} >= {"applications.balance"}


def test_first_reviewer_cannot_open_it(double, report_id, sample):
    with pytest.raises(ReviewError, match="second_is_other"):
        double.open(ZHOU, sample, report_id)


def test_sample_needs_enough_signed_off_reports(double, report_id):
    with pytest.raises(ReviewError, match="sample_too_small"):
        double.draw(LEAD, "一季度", 1, ["lin"])


def test_only_a_lead_draws_and_looks(store, double, report_id, sample):
    with pytest.raises(NotAllowedError):
        double.draw(LIN, "一季度", 1, ["lin"])
    with pytest.raises(NotAllowedError):
        outcome_of(store, LIN, sample)


def test_agreement_counts_the_same_and_the_different(store, double, report_id, sample):
    double.save(LIN, sample, report_id, 0, [SetValue(TOTAL, 2), SetValue(FEES, 8)])
    double.finish(LIN, sample, report_id)
    outcome = outcome_of(store, LEAD, sample)
    cells = outcome.kinds[Kind.CELL]
    assert (cells.values, cells.agreed) == (200, 199)
    assert 0.7 < cells.kappa < 1
    assert outcome.kinds[Kind.FACT].kappa is None
    assert [item.path for item in outcome.differences] == [FEES]


def test_unfinished_review_counts_nothing(store, double, report_id, sample):
    double.save(LIN, sample, report_id, 0, [SetValue(FEES, 8)])
    outcome = outcome_of(store, LEAD, sample)
    assert (outcome.finished, outcome.open, outcome.kinds) == (0, 1, {})


def test_finished_second_review_stays(double, report_id, sample):
    double.finish(LIN, sample, report_id)
    with pytest.raises(StateError, match="second_done"):
        double.save(LIN, sample, report_id, 0, [SetValue(FEES, 8)])


def test_second_review_leaves_the_first_untouched(service, double, report_id, sample):
    double.save(LIN, sample, report_id, 0, [SetValue(FEES, 8)])
    assert service.open(LEAD, report_id).view.values[FEES].holding == 9


def test_settlement_corrects_the_report_and_ends_the_difference(service, store, double, report_id, sample):
    double.save(LIN, sample, report_id, 0, [SetValue(TOTAL, 2), SetValue(FEES, 8)])
    double.finish(LIN, sample, report_id)
    settle(store, LEAD, sample, report_id, FEES, "second", "看过原件")
    assert service.open(LEAD, report_id).view.values[FEES].holding == 8
    (difference,) = outcome_of(store, LEAD, sample).differences
    assert (difference.settled.by, difference.settled.reason) == ("shen", "看过原件")


def test_planted_value_is_shown_as_read_and_counted_when_caught(store, service, double, report_id):
    service.sign_off(ZHOU, report_id, 0, "原文如此")
    sample = double.draw(LEAD, "埋错", 1, ["lin"], plants=2, seed=7)
    with reading(store) as connection:
        (caught, _), (missed, wrong) = find_sampled(connection, sample, report_id).plants.items()
    view = double.open(LIN, sample, report_id).view
    assert view.values[missed].holding == wrong
    true = service.open(LEAD, report_id).view.values[caught].read.value
    double.save(LIN, sample, report_id, 0, [SetValue(caught, true)])
    double.finish(LIN, sample, report_id)
    outcome = outcome_of(store, LEAD, sample)
    assert {item.path: (item.caught, item.mended) for item in outcome.plants} == {
        caught: (True, True),
        missed: (False, False),
    }
    assert outcome.differences == ()


def test_equal_seeds_draw_equal_plants(store, service, double, report_id):
    service.sign_off(ZHOU, report_id, 0, "原文如此")
    numbers = [double.draw(LEAD, name, 1, ["lin"], plants=5, seed=3) for name in ("甲", "乙")]
    with reading(store) as connection:
        first, second = (find_sampled(connection, number, report_id).plants for number in numbers)
    assert first == second
    assert len(first) == 5


@pytest.mark.parametrize("value", [0, 7, 10, 11, 3001])
def test_planted_number_is_never_the_true_one(value):
    assert all(wrong_value(value, random.Random(seed)) != value for seed in range(200))


def test_kappa_of_a_known_table():
    """20 both changed, 15 neither, 5 only the first, 10 only the second: kappa 0.4."""
    judged = [("changed", "changed", True)] * 20 + [("kept", "kept", True)] * 15
    judged += [("changed", "kept", False)] * 5 + [("kept", "changed", False)] * 10
    assert agreement(judged).kappa == pytest.approx(0.4)
