import hashlib
import json
from importlib.resources import files

import pytest
from pydantic import ValidationError

from eval.synth import generate
from extractor.ask.helper import PlannedQuery, WrittenAnswer
from extractor.errors import PromptError, PromptNotFoundError
from extractor.extraction.answers import NarrativeAnswer
from extractor.extraction.material import render
from extractor.llm.prompts import NARRATIVE, Prompt, catalogue, load_prompt
from extractor.pipeline import narrative_of, read
from extractor.schema.fields import FIELDS

RELEASED = json.loads((files("prompts") / "released.json").read_text(encoding="utf-8"))
FILES = sorted(entry.name for entry in files("prompts").iterdir() if entry.name.endswith(".yaml"))


@pytest.mark.parametrize("name", FILES)
def test_a_released_prompt_is_never_edited(name: str) -> None:
    content = (files("prompts") / name).read_bytes()
    assert RELEASED[name.removesuffix(".yaml")] == hashlib.sha256(content).hexdigest()


def test_no_released_prompt_is_gone() -> None:
    assert set(RELEASED) == {name.removesuffix(".yaml") for name in FILES}


@pytest.mark.parametrize("name", FILES)
def test_a_prompt_says_for_itself_who_it_is(name: str) -> None:
    prompt = load_prompt(name.removesuffix(".yaml"))
    assert prompt.name == name.removesuffix(".yaml")
    assert prompt.output in (NarrativeAnswer.__name__, PlannedQuery.__name__, WrittenAnswer.__name__)


def test_the_constant_part_is_the_same_for_every_report() -> None:
    prompt = load_prompt(NARRATIVE)
    assert prompt.render(prompt.system, fields=catalogue()) == prompt.render(prompt.system, fields=catalogue())
    assert "$" not in prompt.render(prompt.system, fields=catalogue())


def test_it_renders_on_a_report() -> None:
    report = generate(70_001)
    narrative = narrative_of(read(report.data, report.name))
    prompt = load_prompt(NARRATIVE)
    shown = prompt.render(prompt.user, report=render(narrative.material.lines))
    assert shown.startswith("<report>\n【")
    assert shown.rstrip().endswith("</report>")
    assert all(f"«{quantity.id}" in shown for quantity in narrative.quantities)


def test_the_catalogue_names_every_field_once() -> None:
    lines = catalogue().splitlines()
    assert [line.split(" ")[0] for line in lines] == [field.name for field in FIELDS]


@pytest.mark.parametrize("name", ["narrative.v99", "../pyproject", "narrative"])
def test_a_prompt_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(PromptNotFoundError) as caught:
        load_prompt(name)
    assert caught.value.params["prompt"] == name


def test_a_missing_value_is_named() -> None:
    prompt = load_prompt(NARRATIVE)
    with pytest.raises(PromptError) as caught:
        prompt.render(prompt.user)
    assert caught.value.params["names"] == "report"


def test_a_value_that_no_text_asks_for_is_named() -> None:
    prompt = load_prompt(NARRATIVE)
    with pytest.raises(PromptError) as caught:
        prompt.render(prompt.user, report="", invented="")
    assert caught.value.params["names"] == "invented"


def content(**changes: object) -> dict[str, object]:
    whole: dict[str, object] = {
        "id": "narrative", "version": 1, "notes": "", "output": "X", "variables": ["report"], "system": "s",
        "user": "$report",
    }  # fmt: skip
    return whole | changes


@pytest.mark.parametrize(
    "changes",
    [{"variables": []}, {"variables": ["report", "fields"]}, {"user": "$report $more"}, {"temperature": 1}],
)
def test_a_prompt_with_other_variables_or_keys_than_declared_is_refused(changes: dict[str, object]) -> None:
    assert Prompt.model_validate(content()).name == "narrative.v1"
    with pytest.raises(ValidationError):
        Prompt.model_validate(content(**changes))


def test_a_report_with_dollar_signs_is_shown_as_it_is() -> None:
    prompt = load_prompt(NARRATIVE)
    assert "$report ${fields} $5" in prompt.render(prompt.user, report="$report ${fields} $5")
