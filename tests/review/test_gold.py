from eval.scoring import score
from extractor.review import SetValue
from extractor.review.gold import gold_of, signed_off_gold
from extractor.schema import Cause
from extractor.schema.life import State
from tests.review.made_up import READER, TOTAL, ZHOU, entry

BALANCE = "db86d1983d"


def total_of(gold):
    return gold["tables"]["applications"]["new_received"]["total"]


def test_uncorrected_report_is_its_own_gold(service, report_id):
    gold = gold_of(service.open(READER, report_id).view)
    result = score(entry().report, gold)
    assert (result.cells.share, result.facts.f1) == (1, 1)


def test_source_error_stays_as_printed_and_is_said(service, report_id):
    gold = gold_of(service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2)]).view)
    assert total_of(gold) == 3
    assert gold["expect_findings"] == [f"{TOTAL}: printed '3', meant 2"]


def test_misreading_is_put_right(service, report_id):
    gold = gold_of(service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2, cause=Cause.EXTRACTION)]).view)
    assert (total_of(gold), gold["expect_findings"]) == (2, [])


def test_confirmed_finding_is_expected(service, report_id):
    gold = gold_of(service.decide(ZHOU, report_id, 0, BALANCE, State.CONFIRMED).view)
    (expected,) = gold["expect_findings"]
    assert expected.startswith("applications.balance: ")


def test_only_signed_off_reports_are_gold(service, store, report_id):
    store.save(entry(1))
    service.sign_off(ZHOU, report_id, 0, "原文如此")
    assert [key for key, _ in signed_off_gold(store, READER)] == [report_id]
