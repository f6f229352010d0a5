import pytest

from extractor.schema import Finding, Outcome, Severity
from extractor.schema.report import OtherReport
from extractor.validation import check
from extractor.validation.identity import finding_key, fingerprint, identities_of
from tests.builders import applications, evidence, report, tables

RULE = "applications.row_total"


def finding(rule=RULE, *, cells=(), quotes=(), **changes):
    made = {
        "rule": rule,
        "outcome": Outcome.FAIL,
        "severity": Severity.ERROR,
        "message": "",
        "message_id": rule,
        "cells": tuple(cells),
        "evidence": tuple(evidence(quote, (0, len(quote))) for quote in quotes),
    }
    return Finding.model_validate(made | changes)


def row_total(total):
    table = applications(granted__company=2, granted__total=total)
    whole = report(tables=tables(applications=table))
    return next(item for item in check(whole)[0] if item.rule == RULE), whole


def test_key_stays_when_a_value_changes_and_the_fingerprint_does_not():
    (one, whole), (other, changed) = row_total(3), row_total(4)
    assert finding_key(one) == finding_key(other)
    assert fingerprint(one, whole) != fingerprint(other, changed)


def test_key_stays_when_a_check_that_failed_could_not_be_done():
    assert finding_key(row_total(3)[0]) == finding_key(row_total(None)[0])


def test_places_are_no_part_of_key_or_fingerprint():
    one = finding("prose.x", quotes=["共12件"], left=12, right=13, cells=["applications.granted.total"])
    moved = one.model_copy(update={"evidence": (evidence("共12件", (900, 904)),)})
    assert finding_key(one) == finding_key(moved)
    assert fingerprint(one, report()) == fingerprint(moved, report())


@pytest.mark.parametrize(
    "other",
    [
        finding("applications.balance", cells=["applications.granted.total"]),
        finding(cells=["applications.denied_third_party.total"]),
        finding(cells=["applications.granted.total", "applications.granted.company"]),
    ],
    ids=["rule", "cell", "more cells"],
)
def test_another_rule_or_other_cells_are_another_finding(other):
    assert finding_key(other) != finding_key(finding(cells=["applications.granted.total"]))


def test_labels_tell_findings_without_cells_apart_and_values_do_not():
    one = finding("facts.conflict", params={"field": "培训次数", "values": "3、4"})
    assert finding_key(one) == finding_key(finding("facts.conflict", params={"field": "培训次数", "values": "3、5"}))
    assert finding_key(one) != finding_key(finding("facts.conflict", params={"field": "参训人次", "values": "3、4"}))


def test_two_findings_of_one_rule_about_the_same_cells_stay_apart():
    quotes = ("全年收到申请12件", "依申请公开共13件", "依申请公开共14件")
    keys = [item.key for item in identities_of([finding(cells=["a.b.c"], quotes=[quote]) for quote in quotes])]
    assert len(set(keys)) == 3
    assert len({key[:10] for key in keys}) == 1


def test_key_of_one_of_two_stays_when_numbers_are_put_right():
    def keys(first, second):
        pair = [finding(cells=["a.b.c"], quotes=[first]), finding(cells=["a.b.c"], quotes=[second])]
        return [item.key for item in identities_of(pair)]

    assert keys("全年收到申请12件", "共三件") == keys("全年收到申请15件", "共 四 件")


def test_other_report_is_no_part_of_the_key_of_a_finding_that_stands_alone():
    one = finding("series.x", cells=["a.b.c"], other_reports=(OtherReport(id="1", name="一.txt", year=2021),))
    assert finding_key(one) == finding_key(finding("series.x", cells=["a.b.c"]))


def test_other_reports_tell_two_findings_apart():
    years = [(OtherReport(id=str(year), name="a.txt", year=year),) for year in (2020, 2021)]
    keys = [item.key for item in identities_of([finding("series.x", other_reports=other) for other in years])]
    assert keys[0] != keys[1]
    assert keys == [item.key for item in identities_of([finding("series.x", other_reports=other) for other in years])]


def test_fingerprint_ignores_what_the_software_concludes():
    one, whole = row_total(3)
    reworded = one.model_copy(update={"message": "…", "severity": Severity.INFO, "setting": "severity.x"})
    assert fingerprint(one, whole) == fingerprint(reworded, whole)


def test_fingerprint_of_words_changes_with_them():
    one, other = (finding("text.x", quotes=[quote]) for quote in ("××县", "云溪县"))
    assert fingerprint(one, report()) != fingerprint(other, report())


def test_keys_of_a_report_are_unique():
    table = applications(granted__company=2, denied_third_party__natural_person=None, new_received__total=7)
    found, _ = check(report(tables=tables(applications=table), sections=()))
    keys = [item.key for item in identities_of(found)]
    assert len(keys) == len(set(keys)) > 5
