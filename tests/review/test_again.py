"""Reports that are extracted again: corrections stay, and are in doubt where the print they were made of changed."""

import pytest

from extractor.review import AddFact, AsRead, Remove, SetValue, StateError
from extractor.schema import Cell
from extractor.storage import Entry
from tests.review.made_up import LIN, TOTAL, ZHOU, entry, span_of

WECHAT = "facts.disclosure.wechat@287-302"


def save_again(store, **changes):
    """Store the sample once more, with changes to what was extracted."""
    item = entry()
    run = item.report.runs[0].model_copy(update={"version": "9.9.9"})
    report = item.report.model_copy(update={"runs": (run,), **changes})
    assert store.save(Entry(report, item.document, item.raw)).created


def with_total(value, printed):
    tables = entry().report.tables
    row = {**tables.applications["new_received"], "total": Cell(value=value, printed=printed, span=(0, 1))}
    return tables.model_copy(update={"applications": {**tables.applications, "new_received": row}})


def moved(fact):
    start, end = fact.evidence.span
    evidence = fact.evidence.model_copy(update={"span": (start + 1, end + 1)})
    return fact.model_copy(update={"evidence": evidence})


@pytest.fixture
def corrected(service, report_id):
    return service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2)]).version


def test_correction_holds_through_a_new_revision_of_the_same_print(service, store, report_id, corrected):
    save_again(store)
    case = service.open(ZHOU, report_id)
    assert (case.revision, case.view.values[TOTAL].holding) == (2, 2)


def test_correction_of_another_print_is_in_doubt_and_not_applied(service, store, report_id, corrected):
    save_again(store, tables=with_total(8, "8"))
    view = service.open(ZHOU, report_id).view
    (value,) = view.in_doubt
    assert (value.path, value.holding, value.correction.new) == (TOTAL, 8, {"value": 2})
    assert view.corrected.tables.cell(TOTAL).value == 8


def test_correction_that_the_new_reading_bears_out_is_not_in_doubt(service, store, report_id, corrected):
    save_again(store, tables=with_total(2, "2"))
    assert service.open(ZHOU, report_id).view.in_doubt == ()


def test_doubt_ends_when_somebody_says_so(service, store, report_id, corrected):
    save_again(store, tables=with_total(8, "8"))
    saved = service.save(LIN, report_id, corrected, [SetValue(TOTAL, 2)])
    assert (saved.view.in_doubt, saved.view.values[TOTAL].holding) == ((), 2)


def test_doubt_ends_with_the_new_reading(service, store, report_id, corrected):
    save_again(store, tables=with_total(8, "8"))
    saved = service.save(LIN, report_id, corrected, [AsRead(TOTAL)])
    assert (saved.view.in_doubt, saved.view.values[TOTAL].holding) == ((), 8)


def test_doubt_keeps_a_report_from_being_signed_off_in_silence(service, store, report_id, corrected):
    save_again(store, tables=with_total(8, "8"))
    with pytest.raises(StateError) as caught:
        service.sign_off(ZHOU, report_id, corrected)
    assert caught.value.params["doubts"] == 1


def test_fact_that_only_moved_takes_its_correction_along(service, store, report_id):
    service.save(ZHOU, report_id, 0, [SetValue(WECHAT, 166)])
    save_again(store, facts=tuple(map(moved, entry().report.facts)))
    values = service.open(ZHOU, report_id).view.values
    assert values["facts.disclosure.wechat@288-303"].holding == 166
    assert WECHAT not in values


def test_further_correction_of_a_moved_fact_replaces_the_first(service, store, report_id):
    version = service.save(ZHOU, report_id, 0, [SetValue(WECHAT, 166)]).version
    save_again(store, facts=tuple(map(moved, entry().report.facts)))
    view = service.save(LIN, report_id, version, [SetValue("facts.disclosure.wechat@288-303", 167)]).view
    assert [fact.value for fact in view.corrected.facts if fact.field == "disclosure.wechat"] == [167]
    assert view.in_doubt == ()


def test_correction_of_a_fact_that_is_no_longer_read_is_in_doubt(service, store, report_id):
    service.save(ZHOU, report_id, 0, [SetValue(WECHAT, 166)])
    save_again(store, facts=entry().report.facts[1:])
    (value,) = service.open(ZHOU, report_id).view.in_doubt
    assert (value.path, value.read) == (WECHAT, None)


def test_removed_fact_that_is_no_longer_read_is_no_matter(service, store, report_id):
    service.save(ZHOU, report_id, 0, [Remove(WECHAT)])
    save_again(store, facts=entry().report.facts[1:])
    assert service.open(ZHOU, report_id).view.in_doubt == ()


@pytest.mark.parametrize(("value", "doubtful"), [(4, False), (5, True)])
def test_added_fact_that_is_read_now_is_in_doubt_where_the_value_differs(service, store, report_id, value, doubtful):
    span = span_of(entry().document.text, "图文稿件4篇")
    service.save(ZHOU, report_id, 0, [AddFact("disclosure.policy_interpretations", span, 4)])
    first = entry().report.facts[0]
    evidence = first.evidence.model_copy(update={"span": span, "quote": "图文稿件4篇"})
    update = {"field": "disclosure.policy_interpretations", "value": value, "evidence": evidence}
    save_again(store, facts=(*entry().report.facts, first.model_copy(update=update)))
    assert bool(service.open(ZHOU, report_id).view.in_doubt) is doubtful
