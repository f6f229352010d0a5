import json

import pytest

from extractor.llm import modes
from extractor.llm.model import JSON_OBJECT, JSON_SCHEMA, MODES, TEXT, TOOLS
from tests.llm.asking import Words, ask, ask_one, asking, request, rows
from tests.llm.server import Action, Server, completion, good, only, refused


@pytest.mark.parametrize("mode", MODES)
def test_endpoint_is_asked_in_the_strictest_way_it_knows(mode, tmp_path):
    with Server(only({mode, TEXT})) as server:
        answer = ask_one(server, tmp_path)
    assert (answer.mode, answer.parsed.length) == (mode, 8)
    assert [call.mode for call in server.calls] == list(MODES[: MODES.index(mode) + 1])


def test_way_that_worked_is_remembered_for_the_next_run(tmp_path):
    with Server(only({TOOLS})) as server:
        ask_one(server, tmp_path)
        with asking(server, tmp_path) as connection:
            answer = ask(connection, request("青川县第二份报告"))[0]
    assert (answer.mode, answer.attempts) == (TOOLS, 1)
    assert rows(tmp_path, "SELECT mode FROM answers") == [(TOOLS,), (TOOLS,)]


def test_requests_sent_together_all_find_the_way(tmp_path):
    with Server(only({TEXT})) as server, asking(server, tmp_path) as connection:
        answers = ask(connection, *(request(f"第{number}份") for number in range(8)))
    assert {answer.mode for answer in answers} == {TEXT}
    assert len(server.calls) <= 8 * len(MODES)


def test_schema_that_is_silently_ignored_is_noticed(tmp_path):
    """The model never saw the schema; in the words of a less strict mode it does."""

    def script(call):
        return good(call) if "JSON Schema" in call.system else completion(call, "这份报告写得不错。")

    with Server(script) as server:
        answer = ask_one(server, tmp_path)
    assert (answer.problem, answer.mode) == (None, JSON_OBJECT)


def test_proven_way_is_kept_when_one_answer_is_no_good(tmp_path):
    with Server(good) as server, asking(server, tmp_path) as connection:
        ask(connection)
        server.script = lambda call: completion(call, "嗯")
        ask(connection, request("坏的"))
        server.script = good
        answer = ask(connection, request("好的"))[0]
    assert {call.mode for call in server.calls} == {JSON_SCHEMA}
    assert answer.problem is None


def test_streaming_only_endpoint_that_says_so_is_streamed(tmp_path):
    def script(call):
        return good(call) if call.body.get("stream") else refused(400, "Only stream mode is supported")

    with Server(script) as server:
        answer = ask_one(server, tmp_path)
    assert (answer.parsed.words, answer.input_tokens, answer.attempts) == ("青川县第一份报告", 100, 2)


def test_endpoint_that_streams_unasked_is_streamed(tmp_path):
    def script(call):
        events = Action(headers={"content-type": "text/event-stream"}, body="data: [DONE]\n\n")
        return good(call) if call.body.get("stream") else events

    with Server(script) as server:
        assert ask_one(server, tmp_path).problem is None


def test_stream_that_is_cut_is_no_answer(tmp_path):
    def script(call):
        action = good(call)
        action.cut = len(action.body) // 2 if call.body.get("stream") else None
        return action if call.body.get("stream") else refused(400, "stream only")

    with Server(script) as server:
        answer = ask_one(server, tmp_path)
    assert answer.message_id in ("error.model_unreachable", "error.model_output")


def test_streamed_tool_call_that_is_cut_is_not_completed(tmp_path):
    def script(call):
        if not call.body.get("stream"):
            return refused(400, "stream only")
        return completion(call, '{"length": 8, "words": "青') if call.mode == TOOLS else refused(400, "tools only")

    with Server(script) as server:
        assert ask_one(server, tmp_path).problem == "model.output.invalid"


def test_model_that_knows_no_temperature_is_asked_without(tmp_path):
    def script(call):
        return refused(400, "Unsupported value: 'temperature'") if "temperature" in call.body else good(call)

    with Server(script) as server:
        assert ask_one(server, tmp_path).mode == JSON_SCHEMA
    assert len(server.calls) == 2


def test_constant_part_comes_first_and_is_the_same_for_all(tmp_path):
    with Server(only({TEXT})) as server, asking(server, tmp_path) as connection:
        ask(connection, request("甲"), request("乙"))
    systems = {call.system for call in server.calls if call.mode == TEXT}
    assert len(systems) == 1
    assert systems.pop().startswith("数一数字数。")


def test_strict_schema_requires_every_field_and_no_other():
    schema = modes.body(request(), JSON_SCHEMA)["response_format"]["json_schema"]
    assert schema["strict"] is True
    assert schema["schema"]["required"] == ["length", "words"]
    assert schema["schema"]["additionalProperties"] is False


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"a": 1}', '{"a": 1}'),
        (' {"a": {"b": 2}} \n', '{"a": {"b": 2}}'),
        ('```json\n{"a": 1}\n```', '{"a": 1}'),
        ('如下:{"a": "}"}。', '{"a": "}"}'),
        ('<think>{"a": 0}</think>\n{"a": 1}', '{"a": 1}'),
        ('{"a": 1', '{"a": 1'),
        ("没有", None),
        ("", None),
    ],
)
def test_json_is_found_among_words(text, found):
    assert modes.find_json(text) == found


def test_finding_json_in_megabytes_of_braces_is_linear():
    assert modes.find_json("```" * 1_000_000) is None
    assert modes.read(modes.Reply("{" * 2_000_000), Words, 10).problem == "model.output.invalid"


def test_reason_names_the_field_but_not_what_stood_there():
    reading = modes.read(modes.Reply(json.dumps({"length": "秘密", "words": "a"})), Words, 10)
    assert reading.problem == "model.output.invalid"
    assert "length" in reading.params["reason"]
    assert "秘密" not in reading.params["reason"]
