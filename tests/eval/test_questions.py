"""The question set: a store that can be built again, gold that follows from the generator, halves that don't mix."""

from itertools import chain

import pytest

from eval.questions.gold import AmbiguousRankError, make_gold, make_golds
from eval.questions.metrics import metric, reading
from eval.questions.model import HALVES, Op, Turn, golds, questions
from eval.questions.store import CONFLICTS, bodies, events, plain, reports

UNANSWERABLE, LOOK_ALIKE, COLLOQUIAL = 30, 30, 20


def turns(half):
    return [turn for question in questions(half) for turn in question.turns]


def test_the_store_has_400_reports_of_which_some_years_are_missing():
    assert len(reports()) == 400
    assert 5 * len(bodies()) > 400


@pytest.mark.parametrize("half", HALVES)
def test_the_gold_on_file_is_what_the_generator_says(half):
    assert golds(half) == {gold.id: gold for gold in make_golds(half)}


def test_there_are_enough_questions_of_each_kind():
    kinds = [question.kind for half in HALVES for question in questions(half)]
    assert len(kinds) >= 200
    assert kinds.count("unanswerable") >= UNANSWERABLE
    assert kinds.count("look_alike") >= LOOK_ALIKE
    assert kinds.count("colloquial") >= COLLOQUIAL


def test_no_question_stands_in_both_halves():
    dev, test = ({turn.q for turn in turns(half)} for half in HALVES)
    follow_ups = {"问题呢？", "2023年呢", "2021年呢？", "前一年呢？"}
    assert not (dev & test) - follow_ups


def test_the_halves_name_different_issuers():
    def named(half):
        whole = [turn.who for turn in turns(half) if isinstance(turn.who, tuple) and not turn.or_ask]
        return set(chain.from_iterable(whole))

    assert not named("dev") & named("test")


def test_what_cannot_be_answered_has_no_gold():
    gold = golds("dev")
    abstaining = [value for value in gold.values() if value.op is Op.ABSTAIN]
    assert abstaining
    assert not any(value.values or value.passages for value in abstaining)


def test_two_that_share_a_place_are_no_gold_for_a_rank():
    turn = Turn(q="", op=Op.RANK, m="received", who=("澹原区卫生健康局",), years=(2021, 2022))
    with pytest.raises(AmbiguousRankError):
        make_gold("x", turn)


@pytest.mark.parametrize("of", sorted(CONFLICTS))
def test_a_planted_conflict_is_between_prose_and_table(of):
    found = reading(metric("received"), reports()[of].gold)
    assert found.conflict == found.value + 3
    assert "applications.received" not in found.paths


def test_each_event_is_told_by_one_report():
    texts = {key: plain(made.report.text) for key, made in reports().items()}
    for event in events().values():
        telling = [key for key, text in texts.items() if plain(event["text"]) in text]
        assert telling == [(event["who"], event["year"])]
