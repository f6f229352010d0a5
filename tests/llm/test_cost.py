import pytest

from extractor.errors import ConfigError
from extractor.llm.connect import ModelOptions, connect
from extractor.llm.cost import cost, estimate_tokens, most_tokens
from extractor.llm.settings import Price
from tests.llm.asking import ask, ask_one, asking, outcomes, quick, request, rows, said
from tests.llm.server import Server, completion, good, in_turn, refused

PRICE = Price(input=1000, output=1000)
ANSWER = 0.12
"""What 100 tokens in and 20 out cost at that price."""


def priced(**more):
    return {"prices": {"qingchuan-1": PRICE}, **more}


def test_cost_is_unknown_without_price_or_count():
    assert cost(None, 100, 20) is None
    assert cost(PRICE, None, 20) is None
    assert cost(Price(input=2, output=8), 1_000_000, 500_000) == 6.0


def test_estimate_is_rather_too_many_than_too_few():
    assert estimate_tokens("公开政府信息") >= 6
    assert estimate_tokens("abc def ghi") >= 4
    assert most_tokens("公开政府信息") >= 18
    assert estimate_tokens("甲" * 100) < estimate_tokens("甲" * 200)


def test_cost_of_an_answer_and_of_those_that_were_no_good(tmp_path):
    script = in_turn(lambda call: completion(call, "嗯"), good)
    with Server(script) as server, asking(server, tmp_path, **priced()) as connection:
        answer = ask(connection)[0]
    assert answer.cost == pytest.approx(2 * ANSWER)
    assert connection.totals.cost == pytest.approx(2 * ANSWER)
    assert [row[0] for row in rows(tmp_path, "SELECT cost FROM attempts")] == [pytest.approx(ANSWER)] * 2


def test_known_answer_costs_nothing(tmp_path):
    with Server(good) as server:
        ask_one(server, tmp_path, **priced())
        with asking(server, tmp_path, **priced()) as connection:
            assert ask(connection)[0].cost == 0.0
    assert (connection.totals.cost, connection.totals.cached, connection.totals.attempts) == (0.0, 1, 0)


def test_limit_stops_before_it_is_exceeded_and_leaves_the_rest_unsent(tmp_path):
    with Server(good) as server, asking(server, tmp_path, ModelOptions(max_cost=0.9), **priced()) as connection:
        answers = [ask(connection, request(f"第{number}份"))[0] for number in range(8)]
    assert connection.totals.cost <= 0.9
    assert said(answers[0]) is None
    assert said(answers[-1]) == "error.model_budget"
    assert len(server.calls) == sum(said(answer) is None for answer in answers)


def test_limit_holds_for_many_at_once(tmp_path):
    options = ModelOptions(max_cost=1.0, concurrency=20)
    with Server(good) as server, asking(server, tmp_path, options, **priced()) as connection:
        answers = ask(connection, *(request(f"第{number}份") for number in range(20)))
    assert connection.totals.cost <= 1.0
    assert {said(answer) for answer in answers} == {None, "error.model_budget"}


def test_attempt_without_usage_counts_with_the_most_it_may_have_cost(tmp_path):
    options = ModelOptions(max_cost=1.2)
    script = lambda call: good(call, usage=False)  # noqa: E731
    with Server(script) as server, asking(server, tmp_path, options, **priced()) as connection:
        answers = [ask(connection, request(f"第{number}份"))[0] for number in range(4)]
    assert [said(answer) for answer in answers][-1] == "error.model_budget"
    assert answers[0].cost is None


def test_attempt_that_was_turned_away_costs_nothing(tmp_path):
    options = ModelOptions(max_cost=0.6)
    script = in_turn(lambda call: refused(429), lambda call: refused(500), good)
    with Server(script) as server, asking(server, tmp_path, options, **priced()) as connection:
        assert ask(connection)[0].cost == pytest.approx(ANSWER)
    assert outcomes(tmp_path) == ["error.model_rate_limit", "error.model_server", "answer"]


def test_limit_without_a_price_is_refused_before_anything_is_sent(tmp_path):
    options = ModelOptions(max_cost=1.0)
    with Server(good) as server, pytest.raises(ConfigError) as caught, connect(quick(server), tmp_path, options):
        pass
    assert caught.value.message_id == "error.model_no_price"


def test_dry_run_counts_and_sends_nothing(tmp_path):
    with Server(good) as server:
        ask_one(server, tmp_path)
        with asking(server, tmp_path, ModelOptions(dry_run=True), **priced()) as connection:
            answers = ask(connection, request(), request("另一份"))
    totals = connection.totals
    assert [said(answer) for answer in answers] == ["model.not_sent"] * 2
    assert (totals.requests, totals.cached, totals.attempts, totals.output_tokens) == (1, 1, 0, 100)
    assert totals.input_tokens > 10
    assert totals.cost > 0
    assert len(server.calls) == 1


def test_no_model_is_said(tmp_path):
    options = ModelOptions()
    with (
        Server(good) as server,
        pytest.raises(ConfigError) as caught,
        connect(quick(server, model=None), tmp_path, options),
    ):
        pass
    assert caught.value.message_id == "error.model_missing"
