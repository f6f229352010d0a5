import pytest

from extractor.validation import check
from tests.builders import applications, cell, disclosure, report, stated, tables
from tests.validation.worded import findings


def fee(value, printed=None):
    table = disclosure()
    table["fees"]["amount"] = cell(value, printed)
    return tables(disclosure=table)


def found(rule, **changes):
    return [item for item in check(report(**changes))[0] if item.rule == rule]


def test_ten_digit_count_is_absurd():
    table = applications(new_received__company=5557768001, new_received__total=5557768001)
    assert [item.cells for item in found("cell.absurd_size", tables=tables(applications=table))] == [
        ("applications.new_received.company",),
        ("applications.new_received.total",),
    ]


def test_counts_of_a_large_city_are_not_absurd():
    whole = tables(
        applications=applications(new_received__natural_person=98000, new_received__total=98000),
        disclosure=disclosure(penalties__decisions=9_000_000, normative_documents__in_force=12000),
    )
    assert found("cell.absurd_size", tables=whole) == []


@pytest.mark.parametrize(
    ("printed", "count"), [("12.34567891", 1), ("12.345678", 0), ("12", 0), ("１２．５", 0), ("7.50万元", 0)]
)
def test_fee_has_six_decimals_at_most(printed, count):
    assert len(found("cell.fee_decimals", tables=fee(12.3, printed))) == count


def test_fee_that_the_prose_states_in_yuan_is_proposed_in_ten_thousands():
    (item,) = findings("收取行政事业性收费251000元。", "cell.fee_size", tables=fee(251000))
    assert (item.suggestion.cell, item.suggestion.value) == ("disclosure.fees.amount", 25.1)


@pytest.mark.parametrize("text", ["收取行政事业性收费251000万元。", "收取信息处理费251000元。", "未收费。"])
def test_fee_of_a_possible_size_is_left_alone(text):
    assert findings(text, "cell.fee_size", tables=fee(251000)) == []


def test_fee_too_large_for_a_bureau_is_named_but_not_for_a_province():
    assert found("cell.fee_size", tables=fee(2_510_000))
    assert found("cell.fee_size", tables=fee(2_510_000), issuer=stated("砚海省人民政府")) == []


def test_town_with_regulations_is_named_a_city_is_not():
    whole = tables(disclosure=disclosure(regulations__issued=1))
    assert found("disclosure.regulations_of_town", tables=whole, issuer=stated("云溪县苇埭镇人民政府"))
    assert found("disclosure.regulations_of_town", tables=whole, issuer=stated("荻坪市人民政府")) == []
