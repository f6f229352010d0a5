"""The exchanges that come with the project: a person answered the prompt, through a real endpoint."""

import asyncio
import json
from pathlib import Path

import pytest

import eval
from extractor.llm.recording import ReplayModel
from extractor.pipeline import Processed, process_with_model, read

FOLDER = Path(eval.__file__).parent
SAMPLES = ("柳坪县商务局-2023", "青泽市水务局-2023")


def replay(name: str, engine: str) -> Processed:
    path = FOLDER / "samples" / f"{name}.txt"
    model = ReplayModel(FOLDER / "exchanges")
    return asyncio.run(process_with_model(read(path.read_bytes(), path.name), model, engine))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_prompt_can_be_followed_to_the_gold(name: str) -> None:
    report = replay(name, "llm").report
    gold = json.loads((FOLDER / "samples" / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    assert {fact.field: fact.value for fact in report.facts} == gold["facts"]
    assert [item.text for item in report.problems] == gold["problems"]
    assert not report.errors


@pytest.mark.parametrize("name", SAMPLES)
def test_both_engines_run_without_key_and_network(name: str) -> None:
    report = replay(name, "both").report
    assert {run.engine for run in report.runs} == {"rules", "llm"}
    assert {fact.engine for fact in report.facts} == {"both"}
