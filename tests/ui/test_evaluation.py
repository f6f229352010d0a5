"""The page evaluation: runs are listed, shown, compared and started; what is held out stays unseen."""

import json
import re
from datetime import datetime, timedelta

import pytest

from eval.gold import find_cases
from eval.runs.folder import VALUES
from eval.runs.work import Plan, run
from eval.shelf import runs_in
from tests.ui.conftest import SAMPLES

NAMES = ("柳坪县商务局-2022", "青泽市水务局-2023")


@pytest.fixture
def runs(data):
    """A folder of runs with one that is right everywhere."""
    run(Plan(find_cases([SAMPLES / "gold" / f"{name}.json" for name in NAMES])), data / "runs" / "good")
    return data / "runs"


@pytest.fixture
def spoilt(runs):
    """The runs, and one of them again in which a cell is wrong."""
    run(Plan(find_cases([SAMPLES / "gold" / f"{name}.json" for name in NAMES])), runs / "bad")
    values = runs / "bad" / VALUES
    found = re.compile(r'"name":"applications.new_received.total","verdict":"right","gold":8,"found":8')
    wrong = '"name":"applications.new_received.total","verdict":"wrong","source":"**新收**","gold":8,"found":9'
    text, count = found.subn(wrong, re.sub(r"8\.0", "8", values.read_text(encoding="utf-8")))
    assert count == 1
    values.write_text(text, encoding="utf-8")
    return runs


def words(page):
    shown = (*page.markdown, *page.text, *page.caption, *page.info, *page.error, *page.success, *page.subheader)
    return " ".join(str(one.value) for one in shown).replace("\u200b", "").replace("\\", "")


def test_page_without_runs_says_how_to_make_one(app):
    page = app("evaluation")
    assert "还没有评测运行" in words(page)


def test_figures_of_a_run_are_shown(app, runs):
    page = app("evaluation", run="good")
    assert not page.exception
    assert page.dataframe[0].value.iloc[0]["表格单元格正确(空白≠0)"] == "1.000"
    assert page.selectbox(key="evaluation.run").value == "good"


def test_wrong_value_leads_to_its_cell_in_the_workbench(app, spoilt):
    page = app("evaluation", run="bad")
    table = next(one for one in page.dataframe if "判定" in one.value.columns)
    assert list(table.value["抽取"]) == ["9"]
    page.session_state["evaluation.worst.bad.None"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    page.run()
    assert "**新收**" in [one.value for one in page.text]
    links = [one.proto.query_string for one in page.get("page_link")]
    assert [link for link in links if link.endswith("at=applications.new_received.total")]


def test_two_runs_are_compared_with_what_became_wrong(app, spoilt):
    page = app("evaluation", **{"run": "bad", "with": "good"})
    assert not page.exception
    assert "变化的值 1 个(变对 0,变错 1)" in words(page)


def test_held_out_values_are_counted_not_listed(app, spoilt):
    for name in ("values.jsonl", "reports.jsonl", "run.json", "usage.jsonl"):
        file = spoilt / "bad" / name
        file.write_text(file.read_text(encoding="utf-8").replace(NAMES[0], f"test/{NAMES[0]}"), encoding="utf-8")
    page = app("evaluation", run="bad")
    assert "留出(test)部分另有 1 个值" in words(page)
    assert "判定" not in {column for one in page.dataframe for column in one.value.columns}


def test_confidences_are_shown_where_the_run_has_them(app, runs):
    summary = runs / "good" / "summary.json"
    found = json.loads(summary.read_text(encoding="utf-8"))
    bins = [{"values": 9, "confidence": 0.8, "right": 0.75}]
    kind = {
        "values": 9,
        "wrong": 2,
        "calibration_error": 0.05,
        "accepted": 0.7,
        "accepted_precision": 1.0,
        "bins": bins,
    }
    summary.write_text(json.dumps({**found, "confidence": {"facts": kind}}), encoding="utf-8")
    page = app("evaluation", run="good")
    assert not page.exception
    assert "可信度" in [tab.label for tab in page.tabs]
    assert any("校准误差" in one.value.columns for one in page.dataframe)


def test_run_without_confidences_has_no_such_picture(app, runs):
    summary = runs / "good" / "summary.json"
    found = json.loads(summary.read_text(encoding="utf-8"))
    found.pop("confidence", None)
    summary.write_text(json.dumps(found), encoding="utf-8")
    assert "可信度" not in [tab.label for tab in app("evaluation", run="good").tabs]


class Clock:
    """A second passes each time somebody looks."""

    seconds = 0

    @classmethod
    def now(cls):
        cls.seconds += 1
        return datetime(2026, 1, 2) + timedelta(seconds=cls.seconds)


def test_run_is_started_beside_the_page(app, data, monkeypatch):
    import time

    monkeypatch.setattr("ui.views.evaluation.start.datetime", Clock)
    page = app("evaluation")
    page.text_input[0].set_value("../out")
    start = next(one for one in page.button if one.label == "开始")
    start.click().run()
    assert "名称只用文字" in words(page)
    page.text_input[0].set_value("mine")
    next(one for one in page.button if one.label == "开始").click().run()
    assert not page.exception
    next(one for one in page.button if one.label == "停止").click().run()
    time.sleep(0.2)
    assert not page.exception
    assert not (data / "out").exists()
    assert [one.name for one in runs_in(data / "runs")] in ([], ["mine"])


def test_reader_may_not_start_a_run(app, data, monkeypatch):
    from extractor.review import Person, Role
    from ui import sign_in

    reader = Person(login="du", name="读者", role=Role.READER)
    monkeypatch.setattr(sign_in, "LOCAL", reader)
    page = app("evaluation")
    next(one for one in page.button if one.label == "开始").click().run()
    assert page.error
    assert not (data / "runs").exists()
