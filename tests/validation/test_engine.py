import time
from pathlib import Path

import pytest

from extractor.messages import MESSAGES, render
from extractor.messages.rule_examples import EXAMPLES
from extractor.schema import Outcome, Remark, Severity, Suggestion
from extractor.validation import RULES, check
from extractor.validation.between import SERIES_RULES
from extractor.validation.catalogue import PAGE, catalogue, meaning, short_name
from extractor.validation.reading import READING_RULES
from tests.builders import applications, disclosure, fact, report, tables


def remark_finding(remark):
    return next(item for item in check(report(), (remark,))[0] if item.rule == remark.rule)


def test_counts_are_those_of_the_findings():
    table = applications(new_received__company=5, granted__total=None)
    found, counts = check(report(tables=tables(applications=table)))
    assert counts.failed == sum(item.outcome is Outcome.FAIL for item in found)
    assert counts.passed > 500


def test_gravest_findings_come_first():
    table = applications(new_received__company=5, granted__total=None)
    severities = [item.severity for item in check(report(tables=tables(applications=table)))[0]]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    assert severities[0] is Severity.ERROR


def test_remark_becomes_a_finding_with_all_it_carries():
    suggestion = Suggestion(cell="disclosure.fees.amount", value=1, reason="试")
    remark = Remark(
        rule="reading.split_ambiguous",
        params={"label": "行政规范性文件", "printed": "6233440", "count": 2},
        cells=("disclosure.normative_documents.issued",),
        candidates=("62|33|440",),
        suggestion=suggestion,
    )
    found = remark_finding(remark)
    assert found.outcome is Outcome.UNKNOWN
    assert "6233440" in found.message
    assert (found.candidates, found.suggestion) == (("62|33|440",), suggestion)


def test_remark_without_its_values_shows_dashes():
    found = remark_finding(Remark(rule="reading.row_by_position"))
    assert "—" in found.message
    assert "—" in render(found.message_id, found.params, "en")


def test_undeclared_remark_is_a_warning_with_its_values():
    found = remark_finding(Remark(rule="reading.new_kind", params={"printed": "{x}", "rule": 1}))
    assert found.severity is Severity.WARNING
    assert "printed={x}" in found.message


def test_list_in_a_remark_is_shown_as_a_line():
    found = remark_finding(Remark(rule="reading.cell_missing", params={"columns": ["自然人", "总计"]}))
    assert "自然人、总计" in found.message


def test_every_finding_renders_in_both_languages():
    table = applications(new_received__company=5, granted__total=None, denied_third_party__company=-1)
    whole = report(tables=tables(applications=table), facts=(fact("applications.received", 9),), sections=())
    for item in check(whole)[0]:
        assert item.message == render(item.message_id, item.params)
        assert render(item.message_id, item.params, "en") != item.message


@pytest.mark.parametrize("rule_id", [*RULES, *READING_RULES])
def test_every_rule_has_its_texts(rule_id):
    assert any(name.startswith(rule_id) for name in MESSAGES) or rule_id.startswith("prose.")
    assert rule_id in READING_RULES or all(meaning(rule_id))


@pytest.mark.parametrize("rule_id", [*RULES, *SERIES_RULES])
def test_every_rule_has_an_example(rule_id):
    assert EXAMPLES.get(rule_id)


@pytest.mark.parametrize("rule_id", [*RULES, *SERIES_RULES, *READING_RULES])
def test_every_rule_has_a_short_name_for_lists(rule_id):
    chinese, english = short_name(rule_id)
    assert chinese != rule_id != english
    assert len(chinese) <= 24
    assert "{" not in chinese + english
    assert "…" not in chinese + english


def test_short_names_tell_the_rules_apart():
    names = [short_name(rule) for rule in (*RULES, *SERIES_RULES, *READING_RULES)]
    assert len(names) == len(set(names))


def test_docs_of_the_rules_are_in_step():
    page = Path(__file__).parents[2] / PAGE
    assert page.read_text(encoding="utf-8") == catalogue(), "run python -m extractor.validation.catalogue"


def test_all_rules_take_a_few_milliseconds_at_most():
    whole = report(tables=tables(disclosure=disclosure(licensing__decisions=3)))
    check(whole)
    started = time.process_time()
    for _ in range(20):
        check(whole)
    assert (time.process_time() - started) / 20 < 0.02
