import asyncio
import subprocess
import sys
import threading

import pytest

from extractor.errors import ModelStoppedError, StorageError
from extractor.llm.batch import run
from extractor.llm.loop import LoopThread

STOPPED = ModelStoppedError(provider="host", cause="down")


@pytest.fixture
def loop():
    with LoopThread() as thread:
        yield thread


async def double(number):
    await asyncio.sleep(0.02 if number % 3 == 0 else 0.0)
    return 2 * number


def test_answers_come_in_the_order_of_the_items(loop):
    steps = list(run(range(30), lambda number: number, double, loop, 8))
    assert [step.answer for step in steps] == [2 * number for number in range(30)]


def test_one_thread_reads_while_another_awaits_answers(loop):
    threads = set()

    async def ask(number):
        threads.add(threading.current_thread().name)
        await asyncio.sleep(0.01)
        return number

    def read(number):
        threads.add(threading.current_thread().name)
        return number

    list(run(range(5), read, ask, loop, 5))
    assert threads == {"nianbao-read_0", "nianbao-model"}


def test_no_more_is_read_ahead_than_the_window(loop):
    read = []

    async def ask(number):
        await asyncio.sleep(0.01)
        return number

    steps = run(range(50), lambda number: read.append(number) or number, ask, loop, 6)
    for done, _ in enumerate(steps):
        assert len(read) <= done + 7


def test_item_that_cannot_be_read_or_answered_does_not_stop_the_others(loop):
    def read(number):
        return 1 // (number - 1)

    async def ask(number):
        return 1 // (number - 1)

    steps = list(run([0, 1, 2, 3], read, ask, loop, 2))
    assert [type(step.error) for step in steps] == [type(None), ZeroDivisionError, ZeroDivisionError, type(None)]


@pytest.mark.parametrize("reason", [STOPPED, StorageError(store="model.db", reason="full")], ids=["stopped", "disk"])
def test_once_the_run_has_to_stop_the_rest_is_not_even_read(reason, loop):
    read = []

    async def ask(number):
        if number >= 3:
            raise reason
        return number

    steps = list(run(range(100), lambda number: read.append(number) or number, ask, loop, 4))
    assert len(steps) == 100
    assert all(step.untouched for step in steps[3:])
    assert len(read) < 15


def test_leaving_in_the_middle_cancels_what_is_under_way():
    began, ended = [], []

    async def ask(number):
        began.append(number)
        try:
            while number or len(began) < 3:
                await asyncio.sleep(0.01)
        except asyncio.CancelledError:
            ended.append(number)
            raise
        return number

    with LoopThread() as loop:
        steps = run(range(10), lambda number: number, ask, loop, 4)
        assert next(steps).answer == 0
        steps.close()
    assert len(ended) >= 2


def test_loops_follow_each_other():
    for _ in range(2):
        with LoopThread() as loop:
            assert loop.run(double(4)) == 8


def test_loading_the_command_loads_no_model():
    code = "import sys, extractor.cli.app; sys.exit(bool({'langchain', 'openai', 'httpx'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
