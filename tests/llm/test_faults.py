"""Every fault of an endpoint: what the user sees, and what the ledger holds."""

import json

import pytest

from extractor.errors import ModelOutputError
from extractor.messages import render
from tests.llm.asking import ask, ask_one, asking, outcomes, request, rows, said
from tests.llm.server import Action, Server, completion, good, half, hang, in_turn, only, refused, reset, right

LIMITED, BROKEN, DOWN = "error.model_rate_limit", "error.model_unreachable", "error.model_server"
NO_ANSWER, NOT_JSON, INVALID = "error.model_output", "model.output.not_json", "model.output.invalid"

FAULTS = {
    "429": (lambda call: refused(429), LIMITED),
    "429 with seconds": (lambda call: refused(429, retry_after="0.05"), LIMITED),
    "429 with a date": (lambda call: refused(429, retry_after="Wed, 21 Oct 2015 07:28:00 GMT"), LIMITED),
    "408": (lambda call: refused(408), DOWN),
    "500": (lambda call: refused(500), DOWN),
    "503": (lambda call: refused(503), DOWN),
    "502 from a proxy": (lambda call: Action(status=502, body="<html>Bad Gateway</html>"), DOWN),
    "reset": (lambda call: reset(), BROKEN),
    "half a body": (half, BROKEN),
    "invalid JSON around the answer": (
        lambda call: Action(body="{", headers={"content-type": "application/json"}),
        NO_ANSWER,
    ),
    "wrong content type": (lambda call: Action(body="<p>hi</p>", headers={"content-type": "text/html"}), NO_ANSWER),
    "JSON of something else": (
        lambda call: Action(body='{"a": 1}', headers={"content-type": "application/json"}),
        NO_ANSWER,
    ),
    "choices null": (
        lambda call: Action(body='{"choices": null}', headers={"content-type": "application/json"}),
        NO_ANSWER,
    ),
    "empty choices": (lambda call: completion(call, None, choices=False), NO_ANSWER),
    "invalid JSON in the answer": (lambda call: completion(call, '{"length": 3,'), INVALID),
    "no JSON in the answer": (lambda call: completion(call, "好的,我数过了。"), NOT_JSON),
    "a field of another type": (lambda call: completion(call, '{"length": "long", "words": "a"}'), INVALID),
    "a field missing": (lambda call: completion(call, '{"length": 3}'), INVALID),
    "empty answer": (lambda call: completion(call, ""), "model.output.empty"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_passing_fault_is_survived_and_both_attempts_are_kept(fault, tmp_path):
    script, outcome = fault
    with Server(in_turn(script, good)) as server:
        answer = ask_one(server, tmp_path)
    assert answer.parsed.length == len(request().user)
    assert outcomes(tmp_path) == [outcome, "answer"]
    assert answer.attempts == 2


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_lasting_fault_is_said_in_words_and_every_attempt_is_kept(fault, tmp_path):
    script, outcome = fault
    with Server(script) as server:
        answer = ask_one(server, tmp_path)
    assert said(answer) == outcome
    assert all("{" not in render(outcome, answer.params, lang)[:20] for lang in ("zh", "en"))
    assert set(outcomes(tmp_path)) == {outcome}
    assert len(outcomes(tmp_path)) == len(server.calls) > 1
    assert rows(tmp_path, "SELECT * FROM answers") == []


def test_hang_is_a_timeout_and_is_tried_again(tmp_path):
    with Server(in_turn(lambda call: hang(), good)) as server, asking(server, tmp_path, timeout=0.5) as connection:
        connection.loop.run(connection.model.prepare())
        answer = ask(connection)[0]
    assert answer.problem is None
    assert outcomes(tmp_path) == ["error.model_timeout", "answer"]


def test_answer_that_drips_is_a_timeout_too(tmp_path):
    with Server(lambda call: hang()) as server:
        error = ask_one(server, tmp_path, timeout=0.3, attempts=1)
    assert said(error) == "error.model_timeout"
    assert error.params["seconds"] == "0.3"


def test_nobody_listening_is_unreachable(tmp_path):
    error = ask_one("http://127.0.0.1:9/v1", tmp_path)
    assert said(error) == "error.model_unreachable"
    assert outcomes(tmp_path) == ["error.model_unreachable"] * 3


def test_code_fence_words_and_thoughts_around_the_answer_are_left_out(tmp_path):
    texts = ("```json\n{}\n```", "好的:\n```\n{}\n```\n完成。", "答案是 {} 。", "<think>{{嗯}}</think>{}")

    def script(call):
        return completion(call, texts[int(call.user)].replace("{}", json.dumps(right(call))).replace("{{嗯}}", "{嗯}"))

    with Server(script) as server, asking(server, tmp_path) as connection:
        answers = ask(connection, *(request(str(number)) for number in range(len(texts))))
    assert [answer.problem for answer in answers] == [None] * len(texts)


def test_refusal_is_not_asked_again(tmp_path):
    with Server(lambda call: completion(call, None, refusal="I can't help with that")) as server:
        answer = ask_one(server, tmp_path)
    assert (answer.problem, answer.params["start"]) == ("model.output.refusal", "I can't help with that")
    assert outcomes(tmp_path) == ["model.output.refusal"]


def test_cut_answer_is_said_even_where_its_json_is_whole(tmp_path):
    with Server(lambda call: completion(call, json.dumps(right(call)), finish_reason="length")) as server:
        answer = ask_one(server, tmp_path)
    assert (answer.problem, answer.params, answer.parsed) == ("model.output.length", {"limit": 100}, None)
    assert rows(tmp_path, "SELECT finish_reason FROM attempts") == [("length",)]


def test_filtered_answer_is_said(tmp_path):
    with Server(lambda call: completion(call, "", finish_reason="content_filter")) as server:
        assert ask_one(server, tmp_path).problem == "model.output.filtered"


def test_ten_megabytes_are_not_read_to_the_end(tmp_path):
    with Server(lambda call: completion(call, "字" * 10_000_000)) as server:
        error = ask_one(server, tmp_path)
    assert (said(error), error.params["limit"]) == ("error.model_too_long", 1_000_000)
    assert len(server.calls) == 1
    assert (tmp_path / "model.db").stat().st_size < 500_000


def test_missing_usage_is_unknown_not_zero(tmp_path):
    with Server(lambda call: good(call, usage=False)) as server, asking(server, tmp_path) as connection:
        answer = ask(connection)[0]
    assert (answer.problem, answer.input_tokens, answer.output_tokens, answer.cost) == (None, None, None, None)
    assert connection.totals.uncounted == 1
    assert rows(tmp_path, "SELECT input_tokens, cost FROM attempts") == [(None, None)]


def test_tokens_of_answers_that_were_no_good_are_counted(tmp_path):
    with Server(in_turn(lambda call: completion(call, "嗯"), good)) as server, asking(server, tmp_path) as connection:
        answer = ask(connection)[0]
    assert (answer.input_tokens, answer.output_tokens) == (200, 40)
    assert connection.totals.input_tokens == 200


@pytest.mark.parametrize(
    ("script", "message"),
    [
        (lambda call: refused(401, "Incorrect API key"), "error.model_key"),
        (lambda call: refused(403), "error.model_key"),
        (lambda call: refused(404, "model qingchuan-1 does not exist"), "error.model_unknown"),
        (lambda call: refused(429, "insufficient_quota"), "error.model_quota"),
    ],
    ids=["401", "403", "404", "quota"],
)
def test_what_meets_every_request_stops_the_run_and_leaves_the_rest_unsent(script, message, tmp_path):
    with Server(script) as server, asking(server, tmp_path) as connection:
        first = ask(connection)[0]
        second = ask(connection, request("青川县第二份报告"))[0]
    assert said(first) == message
    assert said(second) == "error.model_stopped"
    assert render(message, first.params) in render("error.model_stopped", second.params)
    assert len(server.calls) == 1
    assert outcomes(tmp_path) == [message]


def test_too_long_for_the_model_is_refused_once_and_changes_nothing_else(tmp_path):
    def script(call):
        too_long = refused(400, "maximum context length is 8 tokens")
        return too_long if len(call.user) > 20 else good(call)

    with Server(script) as server, asking(server, tmp_path) as connection:
        long, short = ask(connection, request("长" * 30))[0], ask(connection)[0]
    assert said(long) == "error.model_request"
    assert (short.problem, short.mode) == (None, "json_schema")
    assert len(server.calls) == 2


def test_what_came_instead_of_an_answer_is_kept(tmp_path):
    with Server(lambda call: Action(body="<p>维护中</p>", headers={"content-type": "text/html"})) as server:
        error = ask_one(server, tmp_path)
    assert isinstance(error, ModelOutputError)
    assert error.text == "<p>维护中</p>"
    kept = "SELECT text FROM texts JOIN attempts ON hash = received_hash"
    assert set(rows(tmp_path, kept)) == {("<p>维护中</p>",)}


def test_redirect_is_not_followed_with_the_key(tmp_path):
    with Server(good) as other, Server(lambda call: Action(307, headers={"location": other.base_url})) as server:
        error = ask_one(server, tmp_path)
    assert said(error) == "error.model_request"
    assert other.calls == []


def test_only_the_modes_it_knows_are_used(tmp_path):
    with Server(only({"tools"})) as server:
        assert ask_one(server, tmp_path).mode == "tools"
