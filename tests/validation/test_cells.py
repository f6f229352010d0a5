import pytest

from extractor.schema import Remark, Severity
from extractor.validation import check
from tests.builders import applications, cell, disclosure, report, tables


def rules_of(new_cell, row="granted", column="company", remarks=()):
    table = applications()
    table[row][column] = new_cell
    found, _ = check(report(tables=tables(applications=table)), remarks)
    return {item.rule: item for item in found if item.rule.startswith("cell.")}


@pytest.mark.parametrize(
    ("printed", "value", "rule"),
    [
        ("", None, "cell.blank"),
        (" ", None, "cell.blank"),
        ("-", None, "cell.placeholder"),
        ("无", None, "cell.placeholder"),
        ("－", None, "cell.placeholder"),
        ("若干", None, "cell.not_a_number"),
        ("-2", -2, "cell.negative"),
        ("1.5", 1.5, "cell.fraction"),
        ("3件", 3, "cell.annotated"),
        ("26(含修订3件)", 26, "cell.annotated"),
        ("12", 21, "cell.value"),
    ],
)
def test_cell_kind_gives_its_finding(printed, value, rule):
    found = rules_of(cell(value, printed))
    assert list(found) == [rule]
    assert found[rule].cells == ("applications.granted.company",)


@pytest.mark.parametrize(("printed", "value"), [("0", 0), ("1,234", 1234), ("１２", 12), ("1 234", 1234), ("〇", 0)])
def test_printed_number_gives_none(printed, value):
    assert rules_of(cell(value, printed)) == {}


def test_cell_explained_by_a_remark_is_not_named_twice():
    remark = Remark(rule="reading.split_ambiguous", cells=("applications.granted.company",))
    assert rules_of(cell(None, "6233440"), remarks=(remark,)) == {}


def test_change_may_be_negative():
    table = disclosure("2019", licensing__change=-2)
    found, _ = check(report(form="2019", tables=tables(disclosure=table, applications=applications("2019"))))
    assert "cell.negative" not in [item.rule for item in found]


def test_yuan_in_a_column_of_ten_thousand_is_converted_in_the_suggestion_only():
    table = disclosure()
    table["fees"]["amount"] = cell(251000, "251000元")
    whole = report(tables=tables(disclosure=table))
    found = next(item for item in check(whole)[0] if item.rule == "cell.wrong_unit")
    assert found.suggestion.value == 25.1
    assert found.severity is Severity.WARNING
    assert whole.tables.disclosure["fees"]["amount"].value == 251000


def test_amount_in_its_own_unit_is_only_annotated():
    table = disclosure()
    table["fees"]["amount"] = cell(25.1, "25.1万元")
    found = [item.rule for item in check(report(tables=tables(disclosure=table)))[0]]
    assert "cell.annotated" in found
    assert "cell.wrong_unit" not in found
