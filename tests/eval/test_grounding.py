import asyncio
import random

import pytest

from eval.bench.grounding import Liar, is_printed, values_of
from eval.synth import generate
from extractor.pipeline import process, process_with_model, read
from extractor.schema import Basis, Fact, Match

GENERATED = generate(8_399_999)


def test_what_the_rules_read_is_printed_where_it_is_said_to_be():
    done = process(GENERATED.data, GENERATED.name)
    values = list(values_of(done.report))
    assert len(values) > 10
    assert all(is_printed(value, done.document.text, set()) for value in values)


@pytest.mark.parametrize(
    "change", [{"value": 7_654_321.0}, {"evidence": {"span": None}}, {"evidence": {"span": (0, 4)}}]
)
def test_value_that_is_printed_nowhere_is_noticed(change):
    done = process(GENERATED.data, GENERATED.name)
    fact = next(value for value in values_of(done.report) if isinstance(value, Fact) and value.basis is Basis.STATED)
    evidence = fact.evidence.model_copy(update=change.get("evidence", {}))
    wrong = fact.model_copy(update={**change, "evidence": evidence})
    assert not is_printed(wrong, done.document.text, set())


def test_nothing_a_liar_says_is_accepted():
    model = Liar(random.Random(1))
    done = asyncio.run(process_with_model(read(GENERATED.data, GENERATED.name), model))
    believed = [value for value in values_of(done.report) if value.evidence.match is not Match.NONE]
    assert model.said > 10
    assert all(is_printed(value, done.document.text, model.invented) for value in believed)
    assert {"evidence.not_found", "narrative.quote_not_found"} <= {finding.rule for finding in done.report.findings}
