"""Rules between the years of one issuer: each finds its break, and years that follow from each other pass."""

import re

import pytest

from extractor.messages import MESSAGES, render
from extractor.messages.rule_examples import EXAMPLES
from extractor.schema import Outcome, Section, Severity
from extractor.validation.between import SERIES_RULES, Series, check_series, figures_of, issuer_key
from extractor.validation.catalogue import meaning
from extractor.validation.context import Context
from extractor.validation.settings import CheckSettings, Tolerances
from tests.builders import (
    applications,
    disclosure,
    document,
    evidence,
    fact,
    quantity,
    report,
    review,
    stated,
    tables,
)

FORWARD = {"carried_forward__company": 3, "carried_forward__total": 3}
OVER = {"carried_over__company": 3, "carried_over__total": 3}


def year(number, *, name=None, text=None, settings=None, **changes):
    source = report().source.model_copy(update={"name": name or f"{number}.txt"})
    made = report(id=f"{number:016x}", source=source, year=stated(number, f"{number}年"), **changes)
    more = [settings] if settings else []
    return Context(made, (), document(text) if text is not None else None, *more)


def found(own, last=None, **more):
    return check_series(Series(own, last, **more))


def rules(findings):
    return [finding.rule for finding in findings]


def test_years_that_follow_from_each_other_give_no_finding():
    last = year(2022, tables=tables(
        applications=applications(**FORWARD),
        disclosure=disclosure(normative_documents__in_force=10, fees__amount=12.5),
        review_litigation=review(reconsideration__pending=2, reconsideration__total=2),
    ))  # fmt: skip
    own = year(2023, tables=tables(
        applications=applications(**OVER),
        disclosure=disclosure(
            normative_documents__issued=3, normative_documents__repealed=1, normative_documents__in_force=12,
            fees__amount=14,
        ),
        review_litigation=review(reconsideration__upheld=2, reconsideration__total=2),
    ))  # fmt: skip
    assert found(own, last) == ()


def test_what_was_carried_over_is_what_last_year_carried_forward():
    last = year(2022, tables=tables(applications=applications(**FORWARD)))
    own = year(2023, tables=tables(applications=applications(carried_over__company=5, carried_over__total=5)))
    (finding,) = found(own, last)
    assert (finding.rule, finding.severity) == ("series.carried_over", Severity.ERROR)
    assert finding.cells == ("applications.carried_over.company", "applications.carried_over.total")
    assert (finding.left, finding.right) == (3, 5)


def test_a_finding_between_years_names_the_other_report_and_its_words():
    last = year(2022, name="去年.txt", tables=tables(applications=applications(**FORWARD)))
    (finding,) = found(year(2023), last)
    (other,) = finding.other_reports
    assert (other.id, other.name, other.year) == (last.report.id, "去年.txt", 2022)
    assert [words.quote for words in other.evidence] == ["3", "3"]
    assert "去年.txt" in finding.message


def test_a_blank_is_not_taken_for_nothing_carried_over():
    own = year(2023, tables=tables(applications=applications(carried_over__total=None)))
    (finding,) = found(own, year(2022))
    assert (finding.rule, finding.outcome) == ("series.carried_over", Outcome.UNKNOWN)
    assert finding.cells == ("applications.carried_over.total",)


def test_a_missing_table_is_said():
    findings = found(year(2023), year(2022, tables=tables(applications=None)))
    assert [(item.rule, item.outcome) for item in findings] == [("series.carried_over", Outcome.UNKNOWN)]
    assert "2022.txt" in findings[0].message


def test_a_report_without_official_tables_has_nothing_to_hand_on():
    last = year(2018, form="pre2019", tables=tables(disclosure=None, applications=None, review_litigation=None))
    assert found(year(2019, form="2019", tables=tables(disclosure=disclosure("2019"))), last) == ()


def test_documents_in_force_follow_from_last_year():
    last = year(2022, tables=tables(disclosure=disclosure(normative_documents__in_force=10)))
    own = year(2023, tables=tables(disclosure=disclosure(
        normative_documents__issued=3, normative_documents__repealed=1, normative_documents__in_force=13,
    )))  # fmt: skip
    (finding,) = found(own, last)
    assert (finding.rule, finding.left, finding.right) == ("series.in_force", 12, 13)


def test_documents_in_force_are_not_held_against_another_form():
    last = year(2020, form="2019", tables=tables(disclosure=disclosure("2019")))
    assert found(year(2021, tables=tables(disclosure=disclosure(normative_documents__in_force=40))), last) == ()


def test_pending_cases_do_not_vanish():
    before = review(litigation_direct__pending=4, litigation_direct__total=4)
    own = year(2023, tables=tables(review_litigation=review(litigation_direct__upheld=1, litigation_direct__total=1)))
    (finding,) = found(own, year(2022, tables=tables(review_litigation=before)))
    assert (finding.rule, finding.left, finding.right) == ("series.pending", 4, 1)


def test_an_older_report_without_the_one_between_is_said():
    (finding,) = found(year(2023), history={2020: {}, 2019: {}})
    assert (finding.rule, finding.outcome, finding.severity) == ("series.gap", Outcome.UNKNOWN, Severity.INFO)
    assert "2020" in finding.message


def test_a_lone_report_gives_no_finding():
    assert found(year(2023)) == ()


def test_a_stated_change_follows_from_last_year():
    own = year(2023, facts=(fact("disclosure.total", 120), fact("disclosure.change", 20, "比上年增加20条")))
    assert found(own, year(2022, facts=(fact("disclosure.total", 100),))) == ()
    (finding,) = found(own, year(2022, facts=(fact("disclosure.total", 90),)))
    assert (finding.rule, finding.left, finding.right) == ("series.stated_change", 100, 90)
    assert finding.other_reports[0].evidence[0].quote == "共90件"


def test_a_change_on_a_figure_that_last_year_does_not_state_stays_open():
    own = year(2023, facts=(fact("disclosure.total", 120), fact("disclosure.change", 20)))
    (finding,) = found(own, year(2022))
    assert (finding.outcome, finding.severity) == (Outcome.UNKNOWN, Severity.INFO)


def with_change(text, first, second):
    """A report of 2023 whose prose states a figure and right after it another one."""
    quantities, at = [], 0
    for number, (quote, unit) in enumerate((first, second)):
        at = text.index(quote, at)
        made = quantity(f"q{number}", float(quote.rstrip("件%")), quote=quote)
        span = (at, at + len(quote))
        place = evidence(quote, span)
        quantities.append(made.model_copy(update={"unit": unit, "evidence": place, "sentence": (0, len(text))}))
    return text, tuple(quantities)


@pytest.mark.parametrize(
    ("words", "unit", "before", "agrees"),
    [
        ("收到申请60件,同比增长20%。", "%", 50, True),
        ("收到申请60件,较上年增长20%。", "%", 49, False),
        ("收到申请60件,比上年下降14.28%。", "%", 70, True),
        ("收到申请60件,比2022年增加10件。", "件", 50, True),
        ("收到申请60件,比上年减少10件。", "件", 50, False),
        ("收到申请60件,比2019年增加10件。", "件", 3, True),
    ],
)
def test_a_change_of_any_field_is_held_against_the_tables_of_last_year(words, unit, before, agrees):
    second = re.search(r"[\d.]+[件%](?=。)", words)[0]
    text, quantities = with_change(words, ("60件", "件"), (second, unit))
    received = fact("applications.received", 60).model_copy(update={"evidence": quantities[0].evidence})
    own = year(2023, text=text, facts=(received,), quantities=quantities)
    last = year(2022, tables=tables(applications=applications(new_received__total=before)))
    assert rules(found(own, last)) == ([] if agrees else ["series.stated_change"])


def test_the_old_value_in_the_prose_is_last_years():
    text = "收到申请由2022年的50件增至2023年的60件。"
    _, quantities = with_change(text, ("50件", "件"), ("60件", "件"))
    received = fact("applications.received", 60).model_copy(update={"evidence": quantities[1].evidence})
    own = year(2023, text=text, facts=(received,), quantities=quantities)
    last = year(2022, tables=tables(applications=applications(new_received__total=40)))
    (finding,) = found(own, last)
    assert (finding.rule, finding.left, finding.right) == ("series.stated_change", 50, 40)


def test_the_old_total_counts_where_the_change_is_no_fact_of_its_own():
    text = "主动公开信息由2022年的50件增至2023年的60件。"
    _, quantities = with_change(text, ("50件", "件"), ("60件", "件"))
    total = fact("disclosure.total", 60).model_copy(update={"evidence": quantities[1].evidence})
    last = year(2022, facts=(fact("disclosure.total", 40),))
    assert rules(found(year(2023, text=text, facts=(total,), quantities=quantities), last)) == ["series.stated_change"]
    change = fact("disclosure.change", 20, "由40件增至60件")
    own = year(2023, text=text, facts=(total, change), quantities=quantities)
    assert found(own, last) == ()


LICENSING = "disclosure.licensing.decisions"


def history(*values, first=2019):
    return {first + at: {LICENSING: value} for at, value in enumerate(values)}


@pytest.mark.parametrize(
    ("value", "others", "severity"),
    [
        (120, (100, 90, 110, 105), None),
        (4000, (100, 90, 110, 105), Severity.WARNING),
        (700, (100, 90, 110, 105), Severity.INFO),
        (25, (1, 0, 1, 2), None),
        (4000, (100, 90, 110), None),
        (4000, (1, 5000, 60, 900), None),
    ],
    ids=["steady", "far", "less far", "small counts", "three years only", "always varied"],
)
def test_a_jump_is_one_beyond_the_robust_bound(value, others, severity):
    own = year(2023, tables=tables(disclosure=disclosure(licensing__decisions=value)))
    findings = found(own, year(2022), history=history(*others))
    assert [item.severity for item in findings if item.rule == "series.jump"] == ([severity] if severity else [])


def test_an_office_decides_what_a_jump_is():
    settings = CheckSettings(tolerance=Tolerances(jump=20))
    own = year(2023, settings=settings, tables=tables(disclosure=disclosure(licensing__decisions=4000)))
    assert found(own, year(2022), history=history(100, 90, 110, 105)) == ()


def test_an_office_switches_a_rule_off_and_sets_severities():
    last = year(2022, tables=tables(applications=applications(**FORWARD)))
    assert found(year(2023, settings=CheckSettings(off={"series.carried_over"})), last) == ()
    (finding,) = found(year(2023, settings=CheckSettings(severity={"series.carried_over": "info"})), last)
    assert (finding.severity, finding.setting) == (Severity.INFO, "severity.series.carried_over")


@pytest.mark.parametrize(
    ("before", "now", "message"),
    [
        (12.5, 125000, "series.absurd_size.unit"),
        (125000, 12.5, "series.absurd_size.unit"),
        (0.001, 1.2, "series.absurd_size"),
        (12.5, 900, None),
        (0, 125000, None),
    ],
)
def test_an_amount_of_another_size_is_told(before, now, message):
    last, own = (year(2022, tables=tables(disclosure=disclosure(fees__amount=value))) for value in (before, now))
    findings = found(own.__class__(own.report.model_copy(update={"year": stated(2023)}), (), None), last)
    assert [item.message_id for item in findings] == ([message] if message else [])


SENTENCES = [f"第{chr(0x4E00 + at * 7)}项工作按照既定的安排稳步推进,共办理{at + 10}件。" for at in range(10)]


def prose(number, sentences):
    text = "".join(sentences)
    return year(number, text=text, sections=(Section(part=1, title="", span=(0, len(text))),))


def test_prose_copied_from_last_year_is_told_with_its_sentences():
    copied = [sentence.replace("1", "2") for sentence in SENTENCES]
    (finding,) = found(prose(2023, copied), prose(2022, SENTENCES))
    assert (finding.rule, finding.severity, finding.left) == ("series.same_text", Severity.WARNING, 1)
    assert [words.quote for words in finding.evidence] == copied[:3]
    assert [words.quote for words in finding.other_reports[0].evidence] == SENTENCES[:3]


def test_prose_of_this_year_passes_though_some_sentences_stay():
    fresh = [f"本年新设{chr(0x5E00 + at)}类专栏并组织力量逐条核对有关信息。" for at in range(5)]
    assert found(prose(2023, SENTENCES[:5] + fresh), prose(2022, SENTENCES)) == ()


def test_two_reports_for_a_year_name_the_cells_in_which_they_differ():
    own = year(2023, name="一.txt")
    other = year(2023, name="二.txt", tables=tables(applications=applications(new_received__total=4)))
    (finding,) = found(own, doubles=[other])
    assert (finding.rule, finding.severity) == ("series.two_reports", Severity.WARNING)
    assert finding.cells == ("applications.new_received.total",)
    assert "一.txt" in finding.message and "二.txt" in finding.message


def test_two_reports_of_one_name_are_told_apart_by_their_ids():
    own, other = year(2023), year(2023)
    other.report = other.report.model_copy(update={"id": "fedcba9876543210"})
    (finding,) = found(own, doubles=[other])
    assert "2023.txt [00000000]" in finding.message and "2023.txt [fedcba98]" in finding.message


def test_two_reports_with_the_same_figures_are_mentioned_only():
    (finding,) = found(year(2023), doubles=[year(2023, name="二.txt")])
    assert (finding.message_id, finding.severity) == ("series.two_reports.alike", Severity.INFO)


def test_two_halves_of_one_report_are_no_two_reports():
    prose_only = year(2023, tables=tables(disclosure=None, applications=None, review_litigation=None))
    assert found(year(2023), doubles=[prose_only]) == ()


def test_issuers_are_one_where_only_script_width_and_spaces_differ():
    assert issuer_key("雲溪縣 林業局") == issuer_key("云溪县林业局　")
    assert issuer_key("澹湖市云溪县林业局") != issuer_key("云溪县林业局")


def test_watched_figures_leave_out_what_is_only_about_or_told_twice():
    facts = (fact("disclosure.total", 5), fact("disclosure.total", 6))
    assert "disclosure.total" not in figures_of(year(2023, facts=facts))
    assert figures_of(year(2023, facts=facts[:1]))["disclosure.total"] == 5
    about = fact("disclosure.total", 5, approximate=True)
    assert "disclosure.total" not in figures_of(year(2023, facts=(about,)))


@pytest.mark.parametrize("rule_id", SERIES_RULES)
def test_every_rule_has_its_texts(rule_id):
    assert all(meaning(rule_id)) and EXAMPLES[rule_id]
    assert rule_id in MESSAGES or f"{rule_id}.unknown" in MESSAGES


def test_findings_between_years_speak_english_too():
    last = year(2022, tables=tables(applications=applications(**FORWARD)))
    (finding,) = found(year(2023), last)
    assert "carried over" in render(finding.message_id, finding.params, "en")
