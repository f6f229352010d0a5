"""The confidence of facts: from the table that ships, for engines that were measured, said where it is low."""

import pytest

from extractor.confidence import KINDS, Curve, Signs, calibration, with_confidence
from extractor.confidence.features import cell_features, fact_features
from extractor.review.counts import kind_of_finding
from extractor.validation import check
from tests.builders import cell, fact, report

STEPS = Curve(
    bias=0.0,
    weights={"a": 1.0, "b": -1.0},
    scores=(0.0, 1.0),
    confidences=(0.2, 0.6, 0.9),
    threshold=0.9,
    right=1,
    wrong=1,
)
TOTAL = fact("disclosure.total", 300, "主动公开政府信息总数300条")
OTHER = fact("disclosure.total", 310, "其中公开310条")


def features(one, facts, **more):
    return set(fact_features(one, facts, (), more.get("rank"), more.get("agrees")))


def unsure(**changes):
    return [finding for finding in check(report(**changes))[0] if finding.rule == "facts.unsure"]


@pytest.mark.parametrize(("given", "confidence"), [(["b"], 0.2), ([], 0.6), (["a"], 0.9), (["a", "unheard of"], 0.9)])
def test_confidence_is_that_of_the_step_a_score_falls_on(given, confidence):
    assert STEPS.confidence(given) == confidence


def test_table_that_ships_has_every_kind_and_rising_steps():
    table = calibration()
    assert tuple(table.kinds) == KINDS
    for curve in table.kinds.values():
        assert len(curve.confidences) == len(curve.scores) + 1
        assert list(curve.confidences) == sorted(curve.confidences)


def test_another_value_of_the_same_field_is_a_rival():
    assert "rival" in features(TOTAL, (TOTAL, OTHER))
    assert "rival" not in features(TOTAL, (TOTAL,))


@pytest.mark.parametrize(("agrees", "said"), [(None, "table=none"), (True, "table=agrees"), (False, "table=differs")])
def test_table_that_says_the_same_speaks_for_a_fact(agrees, said):
    assert said in features(TOTAL, (TOTAL,), agrees=agrees)


@pytest.mark.parametrize(("value", "borne_out"), [(12, True), (3, False)])
def test_table_bears_out_a_number_that_is_no_coincidence(value, borne_out):
    one = fact("applications.answered", value, f"答复申请{value}件")
    assert ("borne out" in features(one, (one,), agrees=True)) is borne_out


@pytest.mark.parametrize(("website", "adds_up"), [(180, True), (170, False)])
def test_total_and_channels_that_add_up_to_it_bear_each_other_out(website, adds_up):
    channels = fact("disclosure.website", website, "网站"), fact("disclosure.wechat", 120, "微信")
    facts = (TOTAL, *channels)
    assert {"adds up" in features(one, facts) for one in facts} == {adds_up}


def test_single_media_are_in_the_number_of_all_new_media():
    facts = (TOTAL, *(fact(f"disclosure.{name}", 150, name) for name in ("website", "new_media", "wechat")))
    assert "adds up" in features(TOTAL, facts)


@pytest.mark.parametrize(("words", "beside"), [("新媒体公开30条", False), ("新增30条", True)])
def test_words_for_new_media_are_none_for_something_beside(words, beside):
    one = fact("disclosure.new_media", 30, words)
    assert ("beside" in features(one, (one,))) is beside


def test_recognized_cell_that_a_finding_names_says_both():
    read = cell(3).model_copy(update={"score": 0.7})
    assert {"named=warning", "recognized"} <= set(cell_features(read, "warning"))


def test_rivals_are_less_sure_than_one_value_alone():
    alone = with_confidence(report(facts=(TOTAL,)), Signs({("disclosure.total", 300): 1}))
    beside = with_confidence(report(facts=(TOTAL, OTHER)), Signs({("disclosure.total", 300): 1}))
    assert beside.facts[0].confidence < alone.facts[0].confidence


def test_what_a_model_alone_read_has_no_confidence():
    read = TOTAL.model_copy(update={"engine": "llm"})
    assert with_confidence(report(facts=(read,)), Signs()).facts[0].confidence is None


def test_unsure_fact_is_named_and_counted_by_the_queue():
    (found,) = unsure(facts=(TOTAL.model_copy(update={"confidence": 0.8}),))
    assert found.params["percent"] == "80.0"
    assert kind_of_finding(found.rule, found.outcome, found.severity) == "unsure"


@pytest.mark.parametrize("confidence", [None, 1.0])
def test_sure_fact_and_one_not_measured_are_not_named(confidence):
    assert not unsure(facts=(TOTAL.model_copy(update={"confidence": confidence}),))
