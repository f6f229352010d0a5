import logging

import pytest

from extractor.llm.connect import ModelOptions
from extractor.llm.secrecy import MASK, Redactor
from extractor.llm.settings import load_model_settings
from extractor.messages import render
from tests.llm.asking import KEY, ask, asking, quick
from tests.llm.server import Action, Server, completion, good, refused

ECHOES = {
    "401": lambda call: refused(401, f"Incorrect API key provided: {KEY}"),
    "500": lambda call: refused(500, f"header was {call.headers['authorization']}"),
    "400": lambda call: refused(400, f"bad {KEY}"),
    "html": lambda call: Action(body=f"<p>{KEY}</p>", headers={"content-type": "text/html"}),
    "answer": lambda call: completion(call, f"the key is {KEY}"),
    "refusal": lambda call: completion(call, None, refusal=f"no, {KEY}"),
    "right": good,
}


@pytest.mark.parametrize("script", ECHOES.values(), ids=ECHOES.keys())
def test_key_is_nowhere_even_when_the_endpoint_echoes_it(script, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    with Server(script) as server:
        options = ModelOptions(record=tmp_path / "tape")
        with asking(server, tmp_path / "data", options) as connection:
            answer = ask(connection)[0]
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    words = render(answer.message_id, answer.params) if isinstance(answer, Exception) else repr(answer)
    assert KEY.encode() not in files
    assert KEY not in words + repr(answer) + repr(getattr(answer, "__cause__", "")) + caplog.text
    assert KEY not in repr(quick(server))


def test_vendors_error_is_not_dragged_along(tmp_path):
    with Server(lambda call: refused(400, KEY)) as server, asking(server, tmp_path) as connection:
        error = ask(connection)[0]
    assert error.__cause__ is None
    assert error.__context__ is None


def test_whatever_is_shaped_like_a_key_is_masked():
    redact = Redactor(["geheim-123"])
    assert redact("a geheim-123 b sk-proj-abc123DEF c") == f"a {MASK} b {MASK} c"
    assert redact("Authorization: Bearer abc.def-123456") == f"Authorization: Bearer {MASK}"
    assert Redactor(["none"])('{"field": "none"}') == '{"field": "none"}'
    assert redact("公开政府信息300条") == "公开政府信息300条"


def test_password_in_the_address_is_a_secret_and_not_in_the_host():
    settings = load_model_settings(model="m", base_url="https://user:secret99@model.example/v1")
    assert settings.host == "model.example"
    assert settings.secrets == ("secret99",)


@pytest.mark.parametrize("name", ["LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"])
def test_nothing_is_traced_elsewhere(name, monkeypatch, tmp_path):
    with Server(good) as elsewhere, Server(good) as server:
        monkeypatch.setenv(name, "true")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", elsewhere.base_url)
        monkeypatch.setenv("LANGSMITH_API_KEY", "lsv2_test")
        with asking(server, tmp_path) as connection:
            assert ask(connection)[0].problem is None
    assert elsewhere.connections == 0


def test_proxy_of_the_environment_is_not_used_for_this_machine(monkeypatch, tmp_path):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "OPENAI_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    with Server(good) as server, asking(server, tmp_path) as connection:
        assert ask(connection)[0].problem is None


def test_variables_of_the_gateway_do_not_lead_the_request_elsewhere(monkeypatch, tmp_path):
    with Server(good) as elsewhere, Server(good) as server:
        monkeypatch.setenv("OPENAI_API_BASE", elsewhere.base_url)
        monkeypatch.setenv("OPENAI_BASE_URL", elsewhere.base_url)
        monkeypatch.setenv("LANGSMITH_GATEWAY", "true")
        with asking(server, tmp_path) as connection:
            assert ask(connection)[0].problem is None
    assert (len(elsewhere.calls), len(server.calls)) == (0, 1)
