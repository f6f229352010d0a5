import asyncio
import time

import pytest

from extractor.errors import ModelServerError, ModelStoppedError
from extractor.llm.faults import LONGEST_WAIT, retry_after
from extractor.llm.pace import Breaker, Pace, backoff
from tests.llm.asking import ask, ask_one, asking, request, said
from tests.llm.server import Server, good, in_turn, refused, steady

DOWN = ModelServerError(provider="host", status=503, reason="down")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("3", 3.0), ("0.5", 0.5), ("-1", 0.0), ("999999", LONGEST_WAIT), ("nan", None), ("soon", None), ("", None)],
)
def test_retry_after_in_seconds(text, seconds):
    assert retry_after({"retry-after": text}, now=0) == seconds


def test_retry_after_as_a_date_counts_from_now():
    date = {"retry-after": "Thu, 01 Jan 1970 00:01:40 GMT"}
    assert retry_after(date, now=70) == 30
    assert retry_after(date, now=1000) == 0


def test_waits_grow_at_random_and_never_undercut_the_endpoint():
    assert 0.5 <= backoff(1, 1.0, None) <= 1.0
    assert 4.0 <= backoff(4, 1.0, None) <= 8.0
    assert len({backoff(4, 1.0, None) for _ in range(10)}) > 1
    assert backoff(30, 1.0, None) <= 60
    assert backoff(1, 1.0, 20.0) >= 20


def test_pace_halves_once_for_all_that_were_under_way():
    pace, began = Pace(16), time.monotonic()
    for _ in range(5):
        pace.slow_down(began, None)
    assert pace.limit == 8
    pace.slow_down(time.monotonic() + 1, None)
    assert pace.limit == 4


def test_pace_rises_slowly_to_where_it_began():
    pace = Pace(4)
    pace.slow_down(time.monotonic(), None)
    pace.speed_up()
    assert 2 < pace.limit < 3
    for _ in range(100):
        pace.speed_up()
    assert pace.limit == 4


def test_pace_lets_in_no_more_than_its_limit_in_the_order_they_came():
    running, most, order = 0, 0, []

    async def work(pace, number):
        nonlocal running, most
        async with pace.turn():
            running += 1
            most = max(most, running)
            order.append(number)
            await asyncio.sleep(0.005)
            running -= 1

    async def main():
        pace = Pace(3)
        await asyncio.gather(*(work(pace, number) for number in range(12)))

    asyncio.run(main())
    assert (most, order) == (3, list(range(12)))


async def _behind(pace, then):
    """Return the turn that waits behind one that is held, after something was done meanwhile."""
    async with pace.turn():
        waiting = asyncio.create_task(_turn(pace))
        await asyncio.sleep(0)
        then(waiting)
    await asyncio.sleep(0.01)
    return waiting


def test_cancelled_turn_is_given_back():
    async def main():
        pace = Pace(1)
        waiting = await _behind(pace, asyncio.Task.cancel)
        next_one = asyncio.create_task(_turn(pace))
        await asyncio.sleep(0.01)
        return waiting.cancelled(), next_one.done()

    assert asyncio.run(main()) == (True, True)


def test_nobody_goes_out_in_the_place_of_what_is_cancelled():
    async def main():
        pace = Pace(1)
        waiting = await _behind(pace, lambda _: pace.stop())
        return waiting.done()

    assert not asyncio.run(main())


async def _turn(pace):
    async with pace.turn():
        pass


def test_everything_waits_as_long_as_the_endpoint_asks(tmp_path):
    sent = []

    def script(call):
        sent.append(time.monotonic())
        return refused(429, retry_after="0.4") if len(sent) == 1 else good(call)

    with Server(script) as server, asking(server, tmp_path) as connection:
        first = connection.loop.submit(connection.model.ask(request("甲")))
        while not sent:
            time.sleep(0.01)
        time.sleep(0.05)
        ask(connection, request("乙"))
        first.result()
    assert min(sent[1:]) - sent[0] >= 0.4


def test_breaker_opens_after_three_in_a_row_without_an_answer():
    breaker = Breaker("host")
    for step in (breaker.unanswered, breaker.unanswered):
        step(DOWN)
    breaker.answered()
    for _ in range(2):
        breaker.unanswered(DOWN)
    breaker.check()
    breaker.unanswered(DOWN)
    with pytest.raises(ModelStoppedError):
        breaker.check()


def test_dead_endpoint_is_given_up_and_the_rest_is_not_sent(tmp_path):
    with Server(lambda call: refused(503)) as server, asking(server, tmp_path) as connection:
        texts = [request(f"第{number}份") for number in range(6)]
        answers = [ask(connection, one)[0] for one in texts]
    assert [said(answer) for answer in answers] == ["error.model_server"] * 3 + ["error.model_stopped"] * 3
    assert len(server.calls) == 9


def test_those_that_wait_for_another_try_stop_with_the_rest(tmp_path):
    def script(call):
        return refused(401) if call.user == "钥匙" else refused(503, retry_after="60")

    with Server(script) as server, asking(server, tmp_path) as connection:
        waiting = connection.loop.submit(connection.model.ask(request("等")))
        while not server.calls:
            time.sleep(0.01)
        assert said(ask(connection, request("钥匙"))[0]) == "error.model_key"
        assert said(waiting.exception(timeout=5)) == "error.model_stopped"


def test_patience_ends_the_waiting(tmp_path):
    with Server(lambda call: refused(429, retry_after="30")) as server:
        answer = ask_one(server, tmp_path, patience=1)
    assert said(answer) == "error.model_rate_limit"


def test_many_429_are_all_answered_in_the_end(tmp_path):
    limited = in_turn(lambda call: refused(429), lambda call: refused(429, retry_after="0.02"), good)
    with Server(limited) as server, asking(server, tmp_path) as connection:
        answers = ask(connection, *(request(f"第{number}份") for number in range(20)))
    assert {answer.problem for answer in answers} == {None}
    assert connection.totals.attempts == 60


def test_no_more_are_under_way_than_allowed(tmp_path):
    from extractor.llm.connect import ModelOptions

    with Server(steady(0.05)) as server, asking(server, tmp_path, ModelOptions(concurrency=3)) as connection:
        began = time.monotonic()
        ask(connection, *(request(f"第{number}份") for number in range(9)))
    assert time.monotonic() - began >= 0.15


def test_time_of_an_attempt_runs_from_its_turn_on(tmp_path):
    from extractor.llm.connect import ModelOptions

    one_at_a_time = ModelOptions(concurrency=1)
    with Server(steady(0.4)) as server, asking(server, tmp_path, one_at_a_time, timeout=1, attempts=1) as connection:
        answers = ask(connection, *(request(f"第{number}份") for number in range(4)))
    assert {said(answer) for answer in answers} == {None}
    assert all(0.4 <= answer.seconds < 1 for answer in answers)
