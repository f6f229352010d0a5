import asyncio

import pytest

from eval.synth import generate
from extractor.errors import ConfigError, ModelTimeoutError
from extractor.llm.model import ChatRequest
from extractor.llm.narrate import narrate
from extractor.pipeline import Processed, Reading, narrate_by_rules, narrative_of, process, process_with_model, read
from extractor.schema import Finding, Status
from tests.llm.standin import Answer, StandIn, ids, labelled


@pytest.fixture(scope="module")
def reading() -> Reading:
    report = generate(70_002)
    return read(report.data, report.name)


def run(reading: Reading, model: StandIn, engine: str = "llm") -> Processed:
    return asyncio.run(process_with_model(reading, model, engine))


def findings(processed: Processed, rule: str) -> list[Finding]:
    return [finding for finding in processed.report.findings if finding.rule == rule]


def as_rules(reading: Reading, request: ChatRequest) -> Answer:
    """What a model answers that reads just as the rules do."""
    facts = narrate_by_rules(reading).facts
    chosen = {}
    for quantity in reading.quantities:
        for fact in facts:
            start, end = quantity.evidence.span or (0, 0)
            if fact.evidence.span and fact.evidence.span[0] <= start and end <= fact.evidence.span[1]:
                chosen.setdefault(quantity.id, fact.field)
    return {"quantities": [{"id": name, "field": chosen.get(name, "other")} for name in ids(request)]}


def test_a_right_answer_is_asked_for_once_and_leaves_no_remark(reading: Reading) -> None:
    model = StandIn(labelled)
    processed = run(reading, model)
    assert len(model.requests) == 1
    assert processed.report.status is Status.COMPLETE
    assert not [finding for finding in processed.report.findings if finding.rule.startswith("narrative.")]


def test_the_run_says_which_model_and_prompt_and_what_it_took(reading: Reading) -> None:
    run_record = run(reading, StandIn(labelled)).report.runs[0]
    assert (run_record.engine, run_record.model, run_record.prompt) == ("llm", "stand-in", "narrative.v1")
    assert (run_record.mode, run_record.requests) == ("json_schema", 1)
    assert (run_record.input_tokens, run_record.output_tokens) == (100, 20)


def test_what_is_wrong_is_asked_about_once_more(reading: Reading) -> None:
    def answer(request: ChatRequest) -> Answer:
        return labelled(request) if "上一次" in request.user else labelled(request) | {"quantities": []}

    model = StandIn(answer)
    processed = run(reading, model)
    assert len(model.requests) == 2
    assert "q1" in model.requests[1].user.split("上一次")[1]
    assert model.requests[1].system == model.requests[0].system
    assert not findings(processed, "narrative.unlabelled")


def test_what_stays_wrong_is_kept_and_marked(reading: Reading) -> None:
    model = StandIn(
        lambda request: {"quantities": [*labelled(request)["quantities"][1:], {"id": "q999", "field": "x"}]}
    )
    processed = run(reading, model)
    assert len(model.requests) == 2
    assert findings(processed, "narrative.unlabelled")[0].params["id"] == "q1"
    assert findings(processed, "narrative.unknown_quantity")[0].params["id"] == "q999"
    assert {quantity.id for quantity in processed.report.quantities} == {q.id for q in reading.quantities}


def test_a_model_that_gives_nothing_leaves_a_partial_report_that_says_why(reading: Reading) -> None:
    error = ModelTimeoutError(provider="model.example", seconds=60)
    processed = run(reading, StandIn(lambda _: error))
    assert processed.report.status is Status.PARTIAL
    assert processed.report.errors[0].step == "model"
    assert processed.report.facts == ()
    assert processed.report.tables == reading.tables.tables
    assert findings(processed, "narrative.no_answer")


def test_an_answer_that_can_not_be_used_is_said_with_its_place(reading: Reading) -> None:
    processed = run(reading, StandIn(lambda _: None))
    found = findings(processed, "narrative.no_answer")
    assert (found[0].params["count"], found[0].params["lost"]) == (1, 1)
    assert found[0].evidence[0].span is not None


def test_the_second_question_may_fail_without_losing_the_first_answer(reading: Reading) -> None:
    def answer(request: ChatRequest) -> Answer:
        if "上一次" in request.user:
            return ModelTimeoutError(provider="model.example", seconds=60)
        return {"quantities": [{"id": "q1", "field": "other"}]}

    processed = run(reading, StandIn(answer))
    assert processed.report.status is Status.COMPLETE
    assert findings(processed, "narrative.unlabelled")


def test_a_long_report_is_asked_about_in_portions(reading: Reading) -> None:
    model = StandIn(labelled)
    narrated = asyncio.run(narrate(narrative_of(reading), model, most_characters=300))
    assert len(model.requests) > 2
    assert not narrated.remarks
    assert sorted(name for request in model.requests for name in ids(request)) == sorted(
        q.id for q in reading.quantities
    )


def test_a_portion_without_answer_is_named_and_the_others_count(reading: Reading) -> None:
    model = StandIn(lambda request: None if "«q1»" in request.user else labelled(request))
    narrated = asyncio.run(narrate(narrative_of(reading), model, most_characters=300))
    assert [remark.rule for remark in narrated.remarks] == ["narrative.no_answer"]
    assert narrated.remarks[0].params["lost"] == 1


def test_both_engines_that_agree_are_one(reading: Reading) -> None:
    processed = run(reading, StandIn(lambda request: as_rules(reading, request)), "both")
    assert [each.engine for each in processed.report.runs] == ["rules", "llm"]
    assert "both" in {fact.engine for fact in processed.report.facts}
    assert not findings(processed, "facts.engines_disagree")


def test_both_engines_that_differ_are_kept_and_named(reading: Reading) -> None:
    field = narrate_by_rules(reading).facts[0].field
    right = narrate_by_rules(reading).facts[0]

    def answer(request: ChatRequest) -> Answer:
        found = labelled(request)
        other = next(
            quantity
            for quantity in reading.quantities
            if quantity.value != right.value and quantity.unit == right.unit and quantity.basis.value != "implied"
        )
        found["quantities"] = [
            {"id": each["id"], "field": field if each["id"] == other.id else "other"} for each in found["quantities"]
        ]
        return found

    processed = run(reading, StandIn(answer), "both")
    engines = {fact.engine for fact in processed.report.facts if fact.field == field}
    assert engines == {"rules", "llm"}
    assert findings(processed, "facts.engines_disagree")


def test_without_an_answer_both_is_what_the_rules_read(reading: Reading) -> None:
    processed = run(reading, StandIn(lambda _: ModelTimeoutError(provider="model.example", seconds=60)), "both")
    assert [fact.field for fact in processed.report.facts] == [f.field for f in narrate_by_rules(reading).facts]
    assert processed.report.status is Status.PARTIAL
    assert not findings(processed, "narrative.one_engine")


def test_the_rules_pipeline_takes_no_other_engine() -> None:
    report = generate(70_002)
    with pytest.raises(ConfigError):
        process(report.data, report.name, "llm")
