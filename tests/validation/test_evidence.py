import pytest

from extractor.schema import Basis, Match
from extractor.validation import check
from extractor.validation.rules.quotes import number_follows
from tests.builders import applications, cell, document, evidence, fact, quantity, report, stated, tables


def named(document=None, **changes):
    return {item.rule: item for item in check(report(**changes), document=document)[0]}


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        (300, "公开政府信息300条"),
        (1234, "共1,234件"),
        (12000, "访问量1.2万次"),
        (600000000, "6亿余次"),
        (3, "三次"),
        (2, "两名"),
        (-25, "较上年减少25条"),
        (12, "共１２件"),
        (25.1, "收费251000元"),
        (348.37, "348.37万元"),
        (2130, "2 130 条"),
    ],
)
def test_number_follows_from_its_words(value, quote):
    assert number_follows(value, quote)


@pytest.mark.parametrize(
    ("value", "quote"), [(30, "公开300条"), (3, "收到申请"), (0, "10件"), (13, "三次"), (5, "1.5万")]
)
def test_number_that_is_not_printed_does_not_follow(value, quote):
    assert not number_follows(value, quote)


def test_fact_whose_number_is_not_in_its_quote_is_named():
    found = named(facts=(fact("supervision.trainings", 7, "举办培训6次"),))
    assert found["evidence.number"].params["value"] == "7"


def test_implied_none_needs_no_number():
    assert "evidence.number" not in named(facts=(fact("applications.received", 0, "未收到申请", Basis.IMPLIED),))


def test_quote_that_was_not_found_is_named():
    broken = stated("云溪县林业局").model_copy(update={"evidence": evidence("云溪县林业局", match=Match.NONE)})
    assert named(issuer=broken)["evidence.not_found"].evidence[0].quote == "云溪县林业局"


def test_exact_quote_must_stand_at_its_place():
    text = document("云溪县林业局年报")
    right = stated("x").model_copy(update={"evidence": evidence("林业局", (3, 6), Match.EXACT)})
    wrong = stated("x").model_copy(update={"evidence": evidence("林业局", (2, 5), Match.EXACT)})
    assert "evidence.place" not in named(text, issuer=right)
    assert named(text, issuer=wrong)["evidence.place"].params["found"] == "县林业"


def test_cell_must_stand_at_its_place():
    table = applications()
    table["granted"]["company"] = cell(4, "4", (1, 2))
    found, _ = check(report(tables=tables(applications=table)), document=document("14"))
    wrong = [path for item in found if item.rule == "evidence.cell_place" for path in item.cells]
    assert "applications.granted.company" not in wrong
    assert "applications.granted.total" in wrong


def test_two_values_for_a_field_are_named():
    found = named(facts=(fact("disclosure.total", 3636), fact("disclosure.total", 1913)))
    assert found["facts.conflict"].params["values"] == "3636、1913"


def test_two_values_of_two_engines_are_a_disagreement_not_a_conflict():
    other = fact("disclosure.total", 3663).model_copy(update={"engine": "model"})
    found = named(facts=(fact("disclosure.total", 3636), other))
    assert found["facts.engines_disagree"].params["values"] == "rules 3636、model 3663"
    assert "facts.conflict" not in found


def test_engines_that_read_the_same_agree():
    other = fact("disclosure.total", 3636).model_copy(update={"engine": "model"})
    assert (
        not {"facts.engines_disagree", "facts.conflict"} & named(facts=(fact("disclosure.total", 3636), other)).keys()
    )


def test_quantities_without_a_field_are_one_finding():
    found = named(quantities=(quantity("q1", 3), quantity("q2", 5, "检查")))
    assert found["quantities.unassigned"].params["count"] == 2
    assert "检查 5次" in found["quantities.unassigned"].message
