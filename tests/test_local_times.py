import time

import pytest

from extractor.messages.times import local_time


@pytest.fixture
def shanghai(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("shanghai")
def test_a_moment_is_shown_in_the_time_of_the_place():
    assert local_time("2024-03-31T17:30:05+00:00") == "2024-04-01 01:30"


def test_what_is_no_moment_is_shown_as_it_is():
    assert local_time("昨天") == "昨天"
