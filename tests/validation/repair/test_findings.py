"""What the findings say: suggestion, alternatives, whose error, and what could not be searched."""

import time
from importlib import import_module

import pytest

from extractor.schema import Cause, Outcome, Remark, Severity
from extractor.validation import check
from extractor.validation.repair import find
from tests.builders import applications, document, fact, report, review, tables

UPHELD, REVIEWS = "review_litigation.reconsideration.upheld", "review_litigation.reconsideration.total"
COMPANY = "applications.granted.company"


def findings(facts=(), remarks=(), text=None, **changes):
    found, _ = check(report(tables=tables(**changes), facts=facts), remarks, text)
    return [item for item in found if item.rule.endswith(("row_total", "balance", "results")) and item.cells]


def printed(table, text_of=str):
    """A table whose cells stand in a text, one to a line; returns both."""
    lines, at = [], 0
    placed = {}
    for row, cells in table.items():
        placed[row] = {}
        for column, cell in cells.items():
            line = text_of(cell.printed)
            placed[row][column] = cell.model_copy(update={"span": (at, at + len(cell.printed))})
            lines.append(line)
            at += len(line) + 1
    return placed, document("\n".join(lines))


def test_every_broken_identity_of_a_table_carries_the_same_repair():
    found = findings(applications=applications(granted__company=2, carried_over__total=3))
    assert {item.params["key"] for item in found} == {"granted", "company", "carried_over", "total"}
    assert all(item.suggestion == found[0].suggestion for item in found)
    changed = [found[0].suggestion, *found[0].suggestion.others]
    assert [(item.cell, item.printed, item.value) for item in changed] == [
        ("applications.carried_over.total", "3", 0),
        (COMPANY, "2", 0),
    ]


def test_candidates_that_are_as_likely_are_listed_and_none_is_proposed():
    (item,) = findings(review_litigation=review(reconsideration__upheld=3, reconsideration__total=5))
    assert item.suggestion is None
    assert len(item.alternatives) >= 2
    assert "只在这一项勾稽关系中" in item.alternatives[0].reason


def test_the_only_repair_of_a_row_of_table_4_is_not_called_uncertain():
    (item,) = findings(review_litigation=review(reconsideration__upheld=10, reconsideration__corrected=1))
    assert (item.suggestion.cell, item.suggestion.value, item.alternatives) == (REVIEWS, 11, ())
    assert "只在这一项勾稽关系中" not in item.suggestion.reason


def test_the_number_of_the_prose_decides_and_is_named():
    table = review(reconsideration__upheld=3, reconsideration__total=5)
    (item,) = findings([fact("applications.reconsiderations", 3)], review_litigation=table)
    assert (item.suggestion.cell, item.suggestion.value) == (REVIEWS, 3)
    assert "正文" in item.suggestion.reason
    assert REVIEWS not in {other.cell for other in item.alternatives}


def test_a_rounded_number_of_the_prose_decides_nothing():
    table = review(reconsideration__upheld=3, reconsideration__total=5)
    (item,) = findings([fact("applications.reconsiderations", 3, approximate=True)], review_litigation=table)
    assert item.suggestion is None


def test_an_error_in_plain_print_is_the_documents():
    table, text = printed(applications(granted__company=2))
    assert {item.cause for item in findings(applications=table, text=text)} == {Cause.SOURCE}


@pytest.mark.parametrize("around", ["1{}", "{}0"], ids=["digit before", "digit behind"])
def test_digits_that_run_into_others_are_not_plain(around):
    table, text = printed(applications(granted__company=2), around.format)
    assert {item.cause for item in findings(applications=table, text=text)} == {Cause.OPEN}


def test_without_the_document_the_cause_is_open():
    table, _ = printed(applications(granted__company=2))
    assert {item.cause for item in findings(applications=table)} == {Cause.OPEN}


def test_a_second_reading_that_mends_the_table_makes_it_an_error_of_the_extraction():
    params = {"table": "applications", "row": "granted", "column": "company", "printed": "2", "readings": "2、0"}
    unsure = Remark(rule="reading.ocr_unsure", params=params, cells=(COMPANY,), candidates=("2", "0"))
    found = findings(applications=applications(granted__company=2), remarks=[unsure])
    assert {item.cause for item in found} == {Cause.EXTRACTION}
    assert "也可读作 0" in found[0].suggestion.reason


def test_the_prose_against_a_cell_in_plain_print_is_the_documents_error():
    table, text = printed(applications(granted__total=2))
    (item, *_) = findings([fact("applications.granted", 0)], applications=table, text=text)
    assert (item.suggestion.cell, item.cause) == ("applications.granted.total", Cause.SOURCE)


def test_the_prose_against_a_cell_not_in_plain_print_is_an_error_of_the_extraction():
    (item, *_) = findings([fact("applications.granted", 0)], applications=applications(granted__total=2))
    assert item.cause is Cause.EXTRACTION


def test_a_search_that_was_stopped_is_said(monkeypatch):
    monkeypatch.setattr(find, "search", lambda *_: find.Found((), complete=False))
    monkeypatch.setattr(find, "solve_program", lambda *_: find.Found((), complete=False))
    found, _ = check(report(tables=tables(applications=applications(granted__company=2))))
    (item,) = [item for item in found if item.rule == "repair.time_limit"]
    assert (item.outcome, item.severity) == (Outcome.UNKNOWN, Severity.INFO)
    assert any(item.rule == "applications.row_total" for item in found)


BLANK = {"value": None, "printed": ""}


def all_blank():
    return {row: {c: x.model_copy(update=BLANK) for c, x in cells.items()} for row, cells in applications().items()}


def only_totals():
    return {row: cells | {"total": applications()[row]["total"]} for row, cells in all_blank().items()}


def scrambled():
    table = applications()
    cells = [(row, column) for row in table for column in table[row]]
    numbers = {f"{row}__{column}": (at * 7919) % 997 for at, (row, column) in enumerate(cells)}
    return applications(**numbers)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (None, "rule.table_missing"),
        (all_blank(), "identity.all_blank"),
        (only_totals(), "applications.row_total.unknown"),
        (scrambled(), "repair.time_limit"),
        (applications(granted__company=9_999_999_999), "applications.row_total"),
    ],
    ids=["no table", "all blank", "only totals", "nothing adds up", "ten digits"],
)
def test_bad_input_is_answered_within_a_second_and_said(table, said):
    import_module("scipy.optimize")
    started = time.process_time()
    found, _ = check(report(tables=tables(applications=table)))
    assert time.process_time() - started < 1
    assert said in {item.message_id for item in found}


def test_a_thousand_findings_are_answered_within_a_second():
    params = {"table": "applications", "row": "granted", "column": "company", "printed": "2", "readings": "2、0"}
    unsure = Remark(rule="reading.ocr_unsure", params=params, cells=(COMPANY,), candidates=("2", "0"))
    started = time.process_time()
    found, counts = check(report(tables=tables(applications=applications(granted__company=2))), [unsure] * 1000)
    assert time.process_time() - started < 1
    assert len([item for item in found if item.rule == "reading.ocr_unsure"]) == 1000
    assert counts.failed == 2
