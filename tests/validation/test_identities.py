import pytest

from extractor.schema import Outcome
from extractor.validation import check
from extractor.validation.equations import identities
from tests.builders import applications, report, review, tables


def findings(**changes):
    found, _ = check(report(tables=tables(**changes)))
    return [finding for finding in found if finding.cells]


def test_table_of_zeros_agrees_with_every_identity():
    assert findings() == []


@pytest.mark.parametrize(("single_other_row", "count"), [(False, 25 + 7 + 7 + 3), (True, 23 + 7 + 7 + 3)])
def test_tables_3_and_4_have_all_their_identities(single_other_row, count):
    assert len(identities(single_other_row)) == count


def test_row_total_names_all_cells_of_the_row():
    table = applications(denied_third_party__company=2, denied_third_party__total=3)
    row = next(item for item in findings(applications=table) if item.rule == "applications.row_total")
    assert (row.left, row.right) == (2, 3)
    assert len(row.cells) == 7
    assert row.cells[-1] == "applications.denied_third_party.total"


def test_balance_mismatch_gives_one_finding_a_column():
    table = applications(new_received__company=5, new_received__total=5)
    balance = [item for item in findings(applications=table) if item.rule == "applications.balance"]
    assert [item.params["key"] for item in balance] == ["company", "total"]
    assert "5" in balance[0].message


def test_results_are_summed_over_all_result_rows():
    table = applications(granted__company=1, other_other__company=2, total_processed__company=4)
    results = next(item for item in findings(applications=table) if item.rule == "applications.results")
    assert (results.left, results.right) == (3, 4)
    assert len(results.cells) == 22


def test_single_other_row_under_form_2021_is_one_of_the_results():
    table = applications(total_processed__company=2)
    for row in ("other_not_corrected", "other_fee_unpaid", "other_other"):
        table[row] = None
    table["other_handling"] = applications("2019", other_handling__company=2)["other_handling"]
    results = [item for item in findings(applications=table) if item.rule == "applications.results"]
    assert results == []


def test_review_row_total_left_at_zero_is_found():
    found = findings(review_litigation=review(reconsideration__upheld=10, reconsideration__corrected=1))
    assert [(item.rule, item.left, item.right) for item in found] == [("review_litigation.row_total", 11, 0)]


def test_blank_total_is_unknown_and_suggested():
    table = applications(granted__company=4, granted__total=None, total_processed__company=4)
    table |= applications(total_processed__company=4, total_processed__total=4) | {"granted": table["granted"]}
    row = next(item for item in findings(applications=table) if item.rule == "applications.row_total")
    assert row.outcome is Outcome.UNKNOWN
    assert (row.suggestion.cell, row.suggestion.value) == ("applications.granted.total", 4)


def test_a_blank_of_which_different_values_are_demanded_is_not_filled_in():
    table = applications(new_received__total=None, total_processed__total=3)
    open_items = [item for item in findings(applications=table) if "applications.new_received.total" in item.cells]
    assert len(open_items) >= 2
    suggested = {(item.suggestion.cell, item.suggestion.value) for item in open_items if item.suggestion}
    assert suggested == {("applications.total_processed.total", 0)}


def test_negative_value_is_never_suggested():
    table = applications(new_received__company=5, new_received__natural_person=None)
    suggested = [item.suggestion for item in findings(applications=table) if item.suggestion]
    assert {(item.cell, item.value, item.others) for item in suggested} == {
        ("applications.new_received.company", 0, ())
    }


def test_two_blanks_in_a_row_are_both_named_without_suggestion():
    table = applications(granted__company=None, granted__total=None)
    row = next(item for item in findings(applications=table) if item.rule == "applications.row_total")
    assert "商业企业" in row.message
    assert "总计" in row.message
    assert row.suggestion is None


def test_wholly_blank_rows_are_one_finding():
    table = applications()
    for row in ("granted", "partially_granted"):
        table[row] = dict.fromkeys(table[row])
    rows = [item for item in findings(applications=table) if item.rule == "applications.row_total"]
    assert len(rows) == 1
    assert rows[0].params["count"] == 2


@pytest.mark.parametrize("missing", ["applications", "review_litigation"])
def test_identity_of_a_missing_table_is_unknown(missing):
    found, counts = check(report(tables=tables(**{missing: None})))
    unknown = [item.rule for item in found if item.message_id == "rule.table_missing"]
    assert f"{missing}.row_total" in unknown
    assert counts.unknown >= 1


def test_blank_that_would_have_to_be_negative_is_a_failure():
    table = review(reconsideration__upheld=3, reconsideration__other=None, reconsideration__total=1)
    (row,) = [item for item in findings(review_litigation=table) if item.rule == "review_litigation.row_total"]
    assert (row.outcome, row.left, row.right) == (Outcome.FAIL, 3, 1)
    assert {(item.cell, item.value) for item in row.alternatives} == {
        ("review_litigation.reconsideration.upheld", 1),
        ("review_litigation.reconsideration.total", 3),
    }


def test_blank_that_may_make_up_the_difference_is_no_failure():
    table = review(reconsideration__upheld=1, reconsideration__other=None, reconsideration__total=3)
    (row,) = [item for item in findings(review_litigation=table) if item.rule == "review_litigation.row_total"]
    assert row.outcome is Outcome.UNKNOWN
    assert (row.suggestion.cell, row.suggestion.printed, row.suggestion.value) == (
        "review_litigation.reconsideration.other",
        "",
        2,
    )


def blank_column(column, **changes):
    table = applications(**changes)
    blank = {"value": None, "printed": ""}
    return {row: {**cells, column: cells[column].model_copy(update=blank)} for row, cells in table.items()}


def test_a_blank_column_is_one_finding_that_proposes_every_number():
    table = blank_column("company", granted__company=3, granted__total=3, total_processed__total=3)
    (item,) = [item for item in findings(applications=table) if item.message_id == "identity.blanks"]
    assert item.outcome is Outcome.UNKNOWN
    assert len(item.cells) == item.params["count"] == 25
    changes = (item.suggestion, *item.suggestion.others)
    assert {change.cell: change.value for change in changes}["applications.granted.company"] == 3


def test_a_blank_column_counts_every_check_that_was_not_possible():
    _, before = check(report(tables=tables(applications=applications())))
    _, after = check(report(tables=tables(applications=blank_column("company"))))
    assert after.unknown - before.unknown == 25 + 2


def test_blanks_without_a_line_of_their_own_stay_apart():
    table = applications()
    for row, column in (("new_received", "company"), ("granted", "natural_person"), ("other_other", "legal_service")):
        table[row] = {**table[row], column: table[row][column].model_copy(update={"value": None, "printed": ""})}
    rows = [item for item in findings(applications=table) if item.rule == "applications.row_total"]
    assert [item.message_id for item in rows] == ["applications.row_total.unknown"] * 3
