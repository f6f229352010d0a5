import pytest

from extractor.schema import Basis, Outcome, Severity
from extractor.validation import check
from tests.builders import applications, disclosure, fact, report, review, tables

SIX_TABLE = applications(
    new_received__company=5, new_received__total=5, carried_over__company=1, carried_over__total=1,
    granted__company=2, granted__total=2, denied_third_party__company=2, denied_third_party__total=2,
    denied_internal_affairs__company=1, denied_internal_affairs__total=1,
    total_processed__company=5, total_processed__total=5, carried_forward__company=1, carried_forward__total=1,
)  # fmt: skip


def prose_findings(*facts, **changes):
    whole = tables(**({"applications": SIX_TABLE} | changes))
    return [item for item in check(report(tables=whole, facts=facts))[0] if item.rule.startswith("prose.")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("applications.received", 5),
        ("applications.received", 6),
        ("applications.total", 6),
        ("applications.total", 5),
        ("applications.carried_over", 1),
        ("applications.answered", 5),
        ("applications.carried_forward", 1),
        ("applications.granted", 2),
        ("applications.denied", 3),
        ("applications.unavailable", 0),
        ("applications.reconsiderations", 0),
        ("applications.lawsuits", 0),
        ("disclosure.normative_documents", 0),
    ],
)
def test_prose_that_says_what_the_table_says_gives_no_finding(field, value):
    assert prose_findings(fact(field, value)) == []


def test_prose_that_differs_names_both_numbers_and_the_words():
    (found,) = prose_findings(fact("applications.denied", 4, "不予公开4件"))
    assert (found.rule, found.left, found.right) == ("prose.applications.denied", 4, 3)
    assert found.evidence[0].quote == "不予公开4件"
    assert len(found.cells) == 8


def test_none_in_the_prose_against_a_number_is_an_error():
    (found,) = prose_findings(fact("applications.received", 0, "未收到申请", Basis.IMPLIED))
    assert found.severity is Severity.ERROR
    assert "没有" in found.message


def test_lawsuits_are_both_litigation_rows():
    table = review(
        litigation_direct__upheld=1, litigation_direct__total=1,
        litigation_after_reconsideration__upheld=2, litigation_after_reconsideration__total=2,
    )  # fmt: skip
    assert prose_findings(fact("applications.lawsuits", 3), review_litigation=table) == []
    assert prose_findings(fact("applications.lawsuits", 1), review_litigation=table)[0].right == 3


def test_single_other_row_is_compared():
    table = applications("2019", other_handling__total=2)
    assert prose_findings(fact("applications.other", 2), applications=table) == []


@pytest.mark.parametrize(("stated", "fits"), [(100, True), (60, False)])
def test_approximate_number_agrees_within_a_tenth(stated, fits):
    table = disclosure(normative_documents__issued=104)
    found = prose_findings(fact("disclosure.normative_documents", stated, approximate=True), disclosure=table)
    assert (found == []) is fits


def test_blank_cell_leaves_the_comparison_unknown():
    table = applications(granted__total=None)
    (found,) = prose_findings(fact("applications.granted", 2), applications=table)
    assert found.outcome is Outcome.UNKNOWN
    assert "予以公开" in found.message


def test_fact_without_its_table_is_unknown_not_silent():
    found = prose_findings(fact("applications.lawsuits", 1), review_litigation=None)
    assert [item.outcome for item in found] == [Outcome.UNKNOWN]
