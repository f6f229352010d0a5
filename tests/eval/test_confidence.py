"""Measures of confidence, by hand; learning from examples; spoilt prose that keeps its truth."""

import pytest

from eval.confidence.calibrate import calibrate
from eval.confidence.measure import NEVER, Point, above, accepted_at, bins, calibration_error, curve, threshold_for
from eval.perturb.prose import spoil_prose
from extractor.errors import ConfigError

SURE = [Point("facts", 0.9, True)] * 9 + [Point("facts", 0.9, False)]
DOUBTFUL = [Point("facts", 0.5, True), Point("facts", 0.5, False)]
TEXT = (
    "一、总体情况\n全年新收政府信息公开申请12件，办结11件。门户网站公开40条。\n"
    "二、主动公开政府信息情况\n收到申请12件。\n"
)


def test_confidences_that_hold_have_no_calibration_error():
    assert calibration_error(SURE + DOUBTFUL) == pytest.approx(0)


def test_calibration_error_is_the_mean_distance_by_values():
    assert calibration_error([Point("facts", 1.0, True)] * 3 + [Point("facts", 0.6, False)]) == pytest.approx(0.15)


def test_nothing_has_no_calibration_error():
    assert calibration_error([]) is None


def test_equal_confidences_share_a_bin():
    assert [one.values for one in bins(SURE + DOUBTFUL)] == [2, 10]


def test_curve_goes_from_the_surest_values_to_all():
    assert curve(SURE + DOUBTFUL) == [(10 / 12, 0.9, 0.9), (1.0, 10 / 12, 0.5)]


@pytest.mark.parametrize(("precision", "share"), [(0.8, 1.0), (0.9, 10 / 12), (0.95, 0.0)])
def test_accepted_is_the_largest_share_with_the_precision(precision, share):
    assert accepted_at(SURE + DOUBTFUL, precision) == pytest.approx(share)


def test_threshold_is_the_least_confidence_with_the_precision():
    assert threshold_for(SURE + DOUBTFUL, 0.9) == 0.9
    assert threshold_for(SURE + DOUBTFUL, 0.95) == NEVER


def test_above_counts_each_kind_by_its_own_threshold():
    cells = [Point("cells", 0.7, True)] * 2
    assert above([*SURE, *cells], {"facts": NEVER, "cells": 0.7}) == (2 / 12, 1.0)


def test_order_of_values_is_irrelevant():
    assert curve(DOUBTFUL + SURE) == curve(SURE + DOUBTFUL)


def test_spoilt_prose_is_the_same_each_time_and_leaves_the_rest():
    spoilt = spoil_prose(TEXT, 5, 1.0)
    assert spoilt == spoil_prose(TEXT, 5, 1.0) != TEXT
    assert spoilt.endswith("二、主动公开政府信息情况\n收到申请12件。\n")


def test_unspoilt_prose_is_as_it_was():
    assert spoil_prose(TEXT, 5, 0.0) == TEXT


def test_nothing_is_calibrated_on_reports_that_rules_were_made_from():
    with pytest.raises(ConfigError):
        calibrate(())


def test_training_puts_what_speaks_against_a_value_below_the_rest():
    pytest.importorskip("sklearn")
    from eval.confidence.examples import Example
    from eval.confidence.train import train

    own = [Example(f"r{at % 7}", "facts", ("rival",) if at % 4 == 0 else ("plain",), at % 4 != 0) for at in range(140)]
    own += [Example("r1", kind, (), True) for kind in ("quantities", "items", "cells")]
    found = train(own, [], {}).kinds["facts"]
    assert found.confidence(("rival",)) < 0.1 < 0.9 < found.confidence(("plain",))
    assert found.confidence(("rival",)) < found.threshold <= found.confidence(("plain",)) or found.threshold == NEVER
