import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter

import pytest

from extractor.errors import SchemaVersionError, StorageError
from extractor.llm.connect import ModelOptions
from extractor.llm.keys import request_key
from extractor.llm.ledger import Ledger
from tests.llm.asking import Words, ask, ask_one, asking, outcomes, quick, request, rows
from tests.llm.server import Call, Server, completion, good, hang, steady

RUN = """
import sys
from pathlib import Path
from tests.llm.asking import ask, asking, request
with asking(sys.argv[1], Path(sys.argv[2])) as connection:
    answers = ask(connection, *(request(f"第{number}份") for number in range(int(sys.argv[3]))))
    assert all(answer.problem is None for answer in answers), answers
"""


def start(server, folder, count):
    return subprocess.Popen([sys.executable, "-c", RUN, server.base_url, str(folder), str(count)])


def test_same_request_is_paid_once_over_runs(tmp_path):
    with Server(good) as server:
        first, second = ask_one(server, tmp_path), ask_one(server, tmp_path)
    assert len(server.calls) == 1
    assert (second.parsed, second.text, second.mode) == (first.parsed, first.text, first.mode)
    assert (second.cached, second.attempts, second.cost, second.input_tokens) == (True, 0, 0.0, 100)


def test_same_request_sent_together_is_paid_once(tmp_path):
    with Server(steady(0.05)) as server, asking(server, tmp_path) as connection:
        answers = ask(connection, *[request()] * 5)
    assert len(server.calls) == 1
    assert sorted(answer.cached for answer in answers) == [False] + [True] * 4


class Other(Words):
    pass


@pytest.mark.parametrize(
    "change",
    [{"user": "另一份"}, {"system": "另一段"}, {"prompt": "words.v2"}, {"answer": Other}],
    ids=lambda change: next(iter(change)),
)
def test_whatever_decides_the_answer_makes_another_request(change, tmp_path):
    with Server(good) as server, asking(server, tmp_path) as connection:
        ask(connection, request())
        ask(connection, request().model_copy(update=change))
    assert len(server.calls) == 2


@pytest.mark.parametrize("setting", [{"model": "qingchuan-2"}, {"temperature": 0.7}, {"max_tokens": 50}], ids=str)
def test_another_model_or_parameter_is_asked_anew(setting, tmp_path):
    with Server(good) as server:
        ask_one(server, tmp_path)
        ask_one(server, tmp_path, **setting)
    assert len(server.calls) == 2


def test_answer_that_was_no_good_is_asked_for_again_in_the_next_run(tmp_path):
    with Server(lambda call: completion(call, None, refusal="no")) as server:
        ask_one(server, tmp_path)
        server.script = good
        assert ask_one(server, tmp_path).problem is None


def test_request_attempt_and_answer_are_all_written_down(tmp_path):
    with Server(good) as server:
        ask_one(server, tmp_path)
    sent = "SELECT prompt, model, text FROM requests JOIN texts ON hash = user_hash"
    assert rows(tmp_path, sent) == [("words.v1", "qingchuan-1", "青川县第一份报告")]
    assert rows(tmp_path, "SELECT number, mode, outcome, input_tokens FROM attempts") == [
        (1, "json_schema", "answer", 100)
    ]
    assert rows(tmp_path, "SELECT count(*) FROM claims") == [(0,)]


def test_audit_by_hash_keeps_no_word_of_what_was_sent(tmp_path):
    with Server(good) as server:
        ask_one(server, tmp_path, audit="hash")
        again = ask_one(server, tmp_path, audit="hash")
    assert again.cached
    assert rows(tmp_path, "SELECT DISTINCT text FROM texts") == [(None,)]
    assert "数一数字数".encode() not in (tmp_path / "model.db").read_bytes()


def test_text_kept_later_fills_the_hash(tmp_path):
    with Server(good) as server:
        ask_one(server, tmp_path, audit="hash")
        with asking(server, tmp_path, audit="keep") as connection:
            ask(connection, request("另一份"))
    assert ("数一数字数。",) in rows(tmp_path, "SELECT text FROM texts")


def arrived(folder):
    """Return the texts whose answers had arrived when a run was killed: in the ledger, or in its spool."""
    lines = [line for path in folder.glob("*.spool") for line in path.read_bytes().splitlines(keepends=True)]
    attempts = [line.split(b" ")[0].decode() for line in lines if line.endswith(b"\n")]
    query = "SELECT text FROM attempts JOIN requests USING (key) JOIN texts ON hash = user_hash WHERE "
    return {row[0] for row in rows(folder, f"{query} outcome = 'answer' OR id IN ({','.join(attempts)})")}


def test_killed_run_goes_on_without_paying_twice_for_what_had_arrived(tmp_path):
    with Server(steady(0.2)) as server:
        process = start(server, tmp_path, 40)
        while len(server.paid) < 12:
            time.sleep(0.01)
        process.kill()
        process.wait()
        had = arrived(tmp_path)
        assert 0 < len(had) < 40
        assert start(server, tmp_path, 40).wait() == 0
    asked = Counter(call.user for call in server.calls)
    assert {asked[text] for text in had} == {1}
    assert server.stats()["answered"] == 40
    assert len(rows(tmp_path, "SELECT key FROM answers")) == 40
    assert None not in outcomes(tmp_path)
    assert "killed" in outcomes(tmp_path)


def test_answer_that_had_arrived_before_the_kill_is_taken_up(tmp_path):
    ledger = Ledger(tmp_path / "model.db")
    with Server(good) as server:
        whole = good(Call({"messages": [{"content": request().user}], "model": "m"}, {}, "", 1, 1))
        with asking(server, tmp_path) as connection:
            asked = connection.model._asked(request(), request_key(request(), "qingchuan-1", quick(server).parameters))
            connection.loop.run(ledger.claim(asked))
            attempt = connection.loop.run(ledger.begin(asked.key, 1, "json_schema"))
            ledger.sent(attempt)
            ledger.arrived(attempt, whole.body.encode())
            connection.loop.run(ledger.release(asked.key))
            answer = ask(connection)[0]
    assert (answer.parsed.length, answer.cached, server.calls) == (8, True, [])
    assert outcomes(tmp_path) == ["answer"]


def test_two_processes_pay_once_for_the_same_requests(tmp_path):
    with Server(steady(0.05)) as server:
        processes = [start(server, tmp_path, 20) for _ in range(2)]
        assert [process.wait() for process in processes] == [0, 0]
    assert (server.stats()["calls"], server.stats()["again"]) == (20, [])


def test_interrupted_run_writes_that_it_was_cancelled(tmp_path):
    with Server(lambda call: hang()) as server, asking(server, tmp_path) as connection:
        connection.loop.submit(connection.model.ask(request()))
        while not server.calls:
            time.sleep(0.01)
    assert outcomes(tmp_path) == ["cancelled"]
    assert rows(tmp_path, "SELECT count(*) FROM claims") == [(0,)]


def test_attempt_that_waits_is_written_down_and_gone_if_it_does_not_go_out(tmp_path):
    one_at_a_time = ModelOptions(concurrency=1)
    with Server(lambda call: hang()) as server, asking(server, tmp_path, one_at_a_time) as connection:
        for text in ("先来", "后到"):
            connection.loop.submit(connection.model.ask(request(text)))
            while len(rows(tmp_path, "SELECT id FROM attempts")) < ("先来", "后到").index(text) + 1:
                time.sleep(0.01)
        while not server.calls or None not in outcomes(tmp_path):
            time.sleep(0.01)
        assert outcomes(tmp_path) == [None, "ready"]
    assert outcomes(tmp_path) == ["cancelled"]


def test_answer_to_an_attempt_that_was_just_going_out_at_the_kill_is_taken_up(tmp_path):
    with Server(good) as server, asking(server, tmp_path) as connection:
        asked = connection.model._asked(request(), request_key(request(), "qingchuan-1", quick(server).parameters))
        with Ledger(tmp_path / "model.db") as ledger:
            connection.loop.run(ledger.claim(asked))
            connection.loop.run(ledger.begin(asked.key, 1, "json_schema"))
        ask(connection)
    assert outcomes(tmp_path) == ["killed", "answer"]


def test_ledger_of_a_newer_version_is_left_alone(tmp_path):
    with sqlite3.connect(tmp_path / "model.db") as ledger:
        ledger.execute("PRAGMA user_version = 99")
    with pytest.raises(SchemaVersionError):
        Ledger(tmp_path / "model.db")


def test_damaged_ledger_is_said_and_left_alone(tmp_path):
    (tmp_path / "model.db").write_bytes(b"no database" * 1000)
    with pytest.raises(StorageError):
        Ledger(tmp_path / "model.db")
    assert (tmp_path / "model.db").read_bytes().startswith(b"no database")


def test_ledger_in_a_place_that_is_no_folder_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        Ledger(tmp_path / "file" / "model.db")


def test_nothing_is_sent_that_cannot_be_written_down(tmp_path):
    with Server(good) as server, asking(server, tmp_path) as connection:
        with sqlite3.connect(tmp_path / "model.db") as ledger:
            ledger.execute("DROP TABLE attempts")
        answer = ask(connection)[0]
    assert isinstance(answer, StorageError)
    assert server.calls == []


def test_interrupt_of_a_process_ends_it_at_once(tmp_path):
    with Server(lambda call: hang()) as server:
        process = start(server, tmp_path, 3)
        while not server.calls:
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(timeout=10) != 0
    assert set(outcomes(tmp_path)) == {"cancelled"}
