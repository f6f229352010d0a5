"""The scorers and measures: an example counted by hand for each, and what holds for any gold."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eval.gold import Gold
from eval.scorers import SCORERS, Judged, Sample, Verdict, judge, judge_failed
from eval.scorers.lists import align
from eval.scorers.metrics import FIELD_METRICS, METRICS, Metric, figure, tally
from eval.scorers.text import Printed, likeness
from eval.scorers.values import MEASURES, same_in_field
from extractor.schema import Evidence, Finding, Item, Outcome, Report, Severity, Source, Status
from extractor.schema.fields import FIELDS, Measure
from tests.builders import applications, evidence, fact, quantity, report, review, stated, tables

BY_NAME = {metric.name: metric for metric in METRICS}
NAMES = [spec.name for spec in FIELDS]
TEXTS = ("栏目更新不够及时", "解读形式比较单一", "基层力量有待加强", "公开意识还不够强", "平台功能需要完善")


def gold_of(**given: object) -> Gold:
    return Gold.model_validate({"file": "", **given})


def verdicts(kind: str, found: Report, gold: Gold, text: str = "") -> dict[str, str]:
    return {value.name: str(value.verdict) for value in SCORERS[kind](Sample(gold, found, text))}


def measured(name: str, found: Report, text: str = "", **gold: object) -> float | None:
    return figure(BY_NAME[name], [tally(judge(Sample(gold_of(**gold), found, text)))])


def item(text: str, start: int = 0) -> Item:
    return Item(text=text, evidence=evidence(text, (start, start + len(text))))


def finding(rule: str = "applications.row_total", *cells: str, **more: object) -> Finding:
    given = {"outcome": Outcome.FAIL, "severity": Severity.ERROR, "message": "", "message_id": rule} | more
    return Finding(rule=rule, cells=cells, **given)


def empty() -> Report:
    return Report(id="", status=Status.FAILED, source=Source(name="", sha256="", media_type="", characters=0))


def test_cells_are_told_apart_by_what_is_wrong_with_them():
    printed = {"upheld": 2, "corrected": 0, "other": None, "pending": 1, "total": None}
    found = report(tables=tables(review_litigation=review(**{f"reconsideration__{k}": v for k, v in printed.items()})))
    wanted = {"upheld": 2, "corrected": None, "other": 0, "pending": 4, "total": None}
    gold = gold_of(tables={"review_litigation": {"reconsideration": wanted}})
    assert [*verdicts("cells", found, gold).values()] == ["right", "invented", "omitted", "wrong", "absent"]
    assert measured("cells.right", found, tables=gold.tables) == 2 / 5
    assert measured("cells.silent", found, tables=gold.tables) == 3


def test_row_and_table_that_the_document_lacks_must_not_be_there():
    found = report()
    gold = gold_of(tables={"disclosure": None, "applications": {"granted": None}})
    assert verdicts("cells", found, gold) == {"disclosure": "invented", "applications.granted": "invented"}
    assert verdicts("cells", report(tables={}), gold) == {"applications.granted": "absent"}


def test_wrong_cell_of_a_row_that_a_finding_names_is_not_silent():
    found = report(findings=(finding("reading.row", "applications.granted.total"),))
    assert measured("cells.silent", found, tables={"applications": {"granted": None, "carried_over": None}}) == 1


def test_facts_tell_omissions_inventions_and_wrong_values_apart():
    found = report(
        facts=[fact("disclosure.total", 40), fact("applications.received", 12), fact("supervision.staff", 3)]
    )
    facts = {"disclosure.total": 40, "applications.received": 11, "platform.columns": 5}
    names = ("disclosure.total", "applications.received", "platform.columns", "supervision.staff", "other.fee_amount")
    told = verdicts("facts", found, gold_of(facts=facts))
    assert [told[name] for name in names] == ["right", "wrong", "omitted", "invented", "absent"]
    assert measured("facts.precision", found, facts=facts) == 1 / 3
    assert measured("facts.recall", found, facts=facts) == 1 / 3
    assert measured("facts.f1", found, facts=facts) == 1 / 3
    counts = [measured(f"facts.{name}", found, facts=facts) for name in ("wrong", "omitted", "invented")]
    assert counts == [1, 1, 1]


def test_correct_absences_are_credited():
    found = report(facts=[fact("supervision.staff", 3)])
    assert measured("facts.absences", found) == (len(FIELDS) - 1) / len(FIELDS)


def test_optional_facts_count_neither_way():
    gold = gold_of(facts={"applications.answered": 2}, optional=["applications.answered"])
    assert "applications.answered" not in verdicts("facts", report(), gold)


def test_second_value_beside_a_right_one_is_counted():
    found = report(facts=[fact("disclosure.total", 41), fact("disclosure.total", 40)])
    assert measured("facts.f1", found, facts={"disclosure.total": 40}) == 1
    assert measured("facts.contradicted", found, facts={"disclosure.total": 40}) == 1


def test_every_measure_of_the_catalogue_has_a_comparison():
    assert set(MEASURES) == set(Measure) == {spec.measure for spec in FIELDS}


@pytest.mark.parametrize(
    ("name", "value", "same"),
    [
        ("other.fee_amount", 1_000_000.5, True),
        ("applications.received", 1_000_000.5, False),
        ("other.fee_amount", 1_000_002, False),
    ],
)
def test_fields_compare_as_they_declare(name, value, same):
    assert same_in_field(name, value, 1_000_000) is same


def test_quantities_are_a_bag_of_amounts():
    found = report(quantities=[quantity("q1", 40), quantity("q2", 12), quantity("q3", 0), quantity("q4", 7)])
    wanted = [{"value": 12}, {"value": 12}, {"value": -40}, {"value": 0}]
    assert measured("quantities.recall", found, quantities=wanted) == 2 / 3
    assert measured("quantities.precision", found, quantities=wanted) == 2 / 3


def test_lists_are_aligned_for_the_most_pairs():
    short, long = "加强队伍建设", "加强队伍建设和业务培训力度"
    assert likeness(short, long) == 1.0
    assert align([long, short], [short, "加强队伍建设与业务培训力度"]) == {0: 1, 1: 0}


def test_list_entries_are_right_omitted_or_invented():
    found = report(problems=[item(TEXTS[1]), item("完全无关的内容在此")])
    assert verdicts("problems", found, gold_of(problems=TEXTS[:2])) == {
        "problems[0]": "omitted",
        "problems[1]": "right",
        "problems[+1]": "invented",
    }
    assert measured("lists.f1", found, problems=TEXTS[:2]) == 1 / 2


def test_head_leaves_open_what_gold_leaves_open():
    found = report(issuer=stated("云溪县林业局"), year=None, published_on=stated("2023-01-20"))
    gold = gold_of(issuer="临江市云溪县林业局", year=2022, published_on="2023-01-21")
    assert verdicts("head", found, gold) == {
        "issuer": "right",
        "year": "omitted",
        "form": "absent",
        "published_on": "wrong",
    }


def test_place_is_counted_by_characters_where_gold_has_the_words():
    text = "全年主动公开政府信息3000条,问题是栏目更新不够及时。"
    at = text.index("3000")
    stated_at = Evidence(quote="信息3000条", span=(at - 2, at + 5), part=1)
    found = report(facts=[fact("disclosure.total", 3000).model_copy(update={"evidence": stated_at})])
    gold = {"facts": {"disclosure.total": 3000}, "evidence": {"disclosure.total": "公开政府信息3000条"}}
    assert measured("evidence.place", found, text, **gold) == 1
    assert measured("evidence.span_f1", found, text, **gold) == 2 * 7 / (11 + 7)


def test_value_elsewhere_than_gold_says_is_at_the_wrong_place():
    text = "公开3000条。另有5000份。"
    elsewhere = Evidence(quote="另有5000份", span=(8, 14), part=1)
    found = report(facts=[fact("disclosure.total", 3000).model_copy(update={"evidence": elsewhere})])
    assert measured("evidence.place", found, text, facts={"disclosure.total": 3000}) == 0


def test_number_printed_twice_or_small_has_no_place_of_its_own():
    printed = Printed("公开3,000条和500条,附件500件,8名")
    assert [printed.number(value) for value in (3000, 500, 8)] == [[(2, 7)], [], []]


def test_findings_are_held_against_what_gold_names():
    cell = "applications.granted.total"
    found = report(findings=(finding("applications.row_total", cell), finding("text.template"), finding("a.b", cell)))
    wanted = [{"rule": "applications.row_total", "cells": [cell]}, {"rule": "structure.order"}]
    assert measured("findings.recall", found, findings=wanted) == 1 / 2
    assert measured("findings.precision", found, findings=wanted) == 1 / 3


def test_planted_cell_is_found_by_any_failed_check_about_it():
    planted = {"planted": [{"cell": "applications.granted.total", "printed": "3", "true": 2}], "expect_findings": ["x"]}
    unknown = finding("a.b", "applications.granted.total", outcome=Outcome.UNKNOWN)
    assert measured("findings.recall", report(findings=(unknown,)), **planted) == 0
    assert measured("findings.recall", report(findings=(finding("a.b", "applications.granted.total"),)), **planted) == 1


def test_findings_are_not_measured_where_gold_has_only_words():
    found = report(findings=(finding("applications.row_total"),))
    assert measured("findings.recall", found, expect_findings=["the balance fails"]) is None
    assert measured("findings.precision", found, expect_findings=["the balance fails"]) is None


def test_report_is_right_when_every_value_is():
    assert measured("reports.right", report(), issuer="云溪县林业局") == 1
    assert measured("reports.right", report(quantities=[quantity("q1", 4)]), issuer="云溪县林业局") == 0


numbers = st.integers(1, 10**6).map(float)
golds = st.fixed_dictionaries(
    {
        "issuer": st.just("云溪县林业局"),
        "facts": st.dictionaries(st.sampled_from(NAMES), numbers, min_size=1),
        "quantities": st.lists(numbers, min_size=1, max_size=8),
        "problems": st.lists(st.sampled_from(TEXTS), min_size=1, max_size=5, unique=True),
        "improvements": st.lists(st.sampled_from(TEXTS), min_size=1, max_size=5),
        "row": st.lists(st.none() | numbers, min_size=7, max_size=7).filter(any),
    }
)
lenient = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def as_gold(drawn: dict) -> Gold:
    columns = list(applications()["granted"])
    return gold_of(
        issuer=drawn["issuer"],
        facts=drawn["facts"],
        quantities=[{"value": value} for value in drawn["quantities"]],
        problems=drawn["problems"],
        improvements=drawn["improvements"],
        tables={"applications": {"granted": dict(zip(columns, drawn["row"], strict=True))}},
    )


def as_report(drawn: dict, reverse: bool = False) -> Report:
    step = -1 if reverse else 1
    columns = list(applications()["granted"])
    cells = {f"granted__{column}": value for column, value in zip(columns, drawn["row"], strict=True)}
    return report(
        tables=tables(applications=applications(**cells)),
        facts=[fact(name, value) for name, value in drawn["facts"].items()][::step],
        quantities=[quantity(f"q{at}", value) for at, value in enumerate(drawn["quantities"])][::step],
        problems=[item(text) for text in drawn["problems"]][::step],
        improvements=[item(text) for text in drawn["improvements"]][::step],
    )


def figures(judged: list[Judged]) -> dict[str, float | None]:
    return {metric.name: figure(metric, [tally(judged)]) for metric in (*METRICS, *FIELD_METRICS)}


def is_share(metric: Metric) -> bool:
    return not metric.count


@lenient
@given(golds)
def test_report_that_says_what_gold_says_is_perfect(drawn):
    found = figures(judge(Sample(as_gold(drawn), as_report(drawn))))
    assert all(found[name] in (1, None) for name, metric in BY_NAME.items() if is_share(metric))
    assert all(found[name] == 0 for name, metric in BY_NAME.items() if metric.count)


@lenient
@given(golds)
def test_failed_report_scores_nothing(drawn):
    found = figures(judge_failed(Sample(as_gold(drawn), empty())))
    shares = ("cells.right", "facts.f1", "facts.absences", "quantities.f1", "lists.f1", "head.right", "reports.right")
    assert [found[name] for name in shares] == [0] * len(shares)


@lenient
@given(golds)
def test_order_of_what_was_found_is_irrelevant(drawn):
    gold = as_gold(drawn)
    forwards, backwards = (figures(judge(Sample(gold, as_report(drawn, reverse)))) for reverse in (False, True))
    assert forwards == backwards


@lenient
@given(st.lists(st.text("加强公开队伍建设平台", max_size=8), max_size=6), st.data())
def test_alignment_finds_as_many_pairs_in_any_order(texts, data):
    gold = data.draw(st.lists(st.text("加强公开队伍建设平台", max_size=8), max_size=6))
    shuffled = data.draw(st.permutations(texts))
    assert len(align(texts, gold)) == len(align(shuffled, gold))


def test_verdicts_of_a_failed_report_take_nothing_for_right():
    gold = gold_of(tables={"review_litigation": {"reconsideration": {"upheld": None, "total": 2}}})
    told = {value.verdict for value in judge_failed(Sample(gold, empty()))}
    assert told == {Verdict.OMITTED, Verdict.LOST}
