import json

import pytest

from extractor.errors import ConfigError, ReplayError
from extractor.llm.connect import ModelOptions
from extractor.llm.recording import file_name
from tests.llm.asking import KEY, Words, ask, asking, request
from tests.llm.server import Server, completion, good


@pytest.fixture
def recorded(tmp_path):
    with (
        Server(good) as server,
        asking(server, tmp_path / "data", ModelOptions(record=tmp_path / "tape")) as connection,
    ):
        answer = ask(connection)[0]
    return tmp_path / "tape", answer


def replaying(folder):
    return asking(
        "http://127.0.0.1:9/v1", folder.parent / "other", ModelOptions(replay=folder), model=None, api_key=None
    )


def test_replay_gives_the_same_answer_without_key_or_network(recorded):
    folder, answer = recorded
    with replaying(folder) as connection:
        again = ask(connection)[0]
    assert connection.model.name == "qingchuan-1"
    assert (again.parsed, again.text, again.mode, again.input_tokens) == (
        answer.parsed,
        answer.text,
        answer.mode,
        answer.input_tokens,
    )
    assert not (folder.parent / "other").exists()


def test_recording_can_be_read(recorded):
    folder, _ = recorded
    exchange = json.loads((folder / file_name(request())).read_text(encoding="utf-8"))
    assert exchange["user"] == ["青川县第一份报告"]
    assert (folder / exchange["system"]).read_text(encoding="utf-8") == "数一数字数。"
    assert "length" in (folder / exchange["schema"]).read_text(encoding="utf-8")
    assert KEY not in "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())


def test_name_follows_from_the_request_alone(recorded):
    assert file_name(request()) == file_name(request())
    assert len({file_name(request()), file_name(request("另")), file_name(request(prompt="words.v2"))}) == 3


def test_missing_exchange_is_named(recorded):
    folder, _ = recorded
    with replaying(folder) as connection:
        error = ask(connection, request("没有录的"))[0]
    assert isinstance(error, ReplayError)
    assert error.params["file"] == file_name(request("没有录的"))


def test_damaged_exchange_is_named(recorded):
    folder, _ = recorded
    with replaying(folder) as connection:
        (folder / file_name(request())).write_text("{", encoding="utf-8")
        error = ask(connection)[0]
    assert error.message_id == "error.model_recording"


def test_answer_that_was_no_good_is_replayed_as_such(tmp_path):
    options = ModelOptions(record=tmp_path / "tape")
    script = lambda call: completion(call, None, refusal="no")  # noqa: E731
    with Server(script) as server, asking(server, tmp_path / "data", options) as connection:
        ask(connection)
    with replaying(tmp_path / "tape") as connection:
        assert ask(connection)[0].problem == "model.output.refusal"


def test_edited_answer_is_validated_again(recorded):
    folder, _ = recorded
    path = folder / file_name(request())
    path.write_text(path.read_text(encoding="utf-8").replace('"length', '"size').replace("length", "size"))
    with replaying(folder) as connection:
        assert ask(connection)[0].problem == "model.output.invalid"


def test_changed_form_of_the_answer_is_another_exchange(recorded):
    class Wider(Words):
        more: int

    folder, _ = recorded
    with replaying(folder) as connection:
        assert isinstance(ask(connection, request(answer=Wider))[0], ReplayError)


def test_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ConfigError), replaying(tmp_path / "none"):
        pass
