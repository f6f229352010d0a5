import multiprocessing

import pytest

from extractor.errors import FindingNotFoundError, ReportNotFoundError, StorageError
from extractor.schema.life import Reopened, State
from extractor.storage import Entry, open_store
from tests.storage.fictional import entry


def with_findings(item: Entry, *findings) -> Entry:
    return Entry(item.report.model_copy(update={"findings": findings}), item.document, item.raw)


@pytest.fixture
def saved(store):
    return store.save(entry(1)).report_id


def only(store, report_id):
    (item,) = store.findings_of(report_id)
    return item


def test_decision_is_kept_with_all_that_was_said(store, saved):
    key = only(store, saved).key
    decision = store.decide(saved[:6], key[:4], State.CONFIRMED, by=" 周云 ", reason="已电话核实")
    item = only(store, saved)
    assert item.state is State.CONFIRMED
    assert item.history == (decision,)
    assert (decision.by, decision.reason, decision.revision) == ("周云", "已电话核实", 1)
    assert decision.finding == entry(1).report.findings[0]


def test_decisions_are_appended(store, saved):
    key = only(store, saved).key
    for state, by in ((State.CONFIRMED, "周云"), (State.OPEN, "林溪"), (State.DISMISSED, "周云")):
        store.decide(saved, key, state, by=by, reason="另核")
    assert [(step.state, step.by) for step in only(store, saved).history] == [
        (State.CONFIRMED, "周云"),
        (State.OPEN, "林溪"),
        (State.DISMISSED, "周云"),
    ]


def test_changed_value_of_a_new_revision_reopens(store, saved):
    store.decide(saved, only(store, saved).key, State.DISMISSED, by="周云", reason="口径不同")
    (finding,) = entry(1).report.findings
    store.save(with_findings(entry(1), finding.model_copy(update={"left": 13})))
    item = only(store, saved)
    assert (item.state, item.reopened) == (State.OPEN, Reopened.VALUE)


def test_decision_holds_through_a_revision_of_other_values(store, saved):
    store.decide(saved, only(store, saved).key, State.DISMISSED, by="周云", reason="口径不同")
    assert store.save(entry(1, note="另一个问题")).created
    assert only(store, saved).state is State.DISMISSED


@pytest.mark.parametrize("state", [State.CONFIRMED, None], ids=["decided", "open"])
def test_finding_that_vanishes_is_shown_as_gone(store, saved, state):
    if state:
        store.decide(saved, only(store, saved).key, state, by="周云")
    store.save(with_findings(entry(1, note="重读")))
    item = only(store, saved)
    assert (item.gone, item.state) == (True, state or State.OPEN)


@pytest.mark.parametrize(
    ("key", "by", "reason", "error"),
    [
        ("ffffffffff", "周云", "理由", FindingNotFoundError),
        ("", "周云", "理由", FindingNotFoundError),
        (None, " ", "理由", StorageError),
        (None, "周云", " ", StorageError),
    ],
    ids=["no such key", "empty key", "nobody", "no reason"],
)
def test_incomplete_decision_is_refused_and_nothing_is_kept(store, saved, key, by, reason, error):
    with pytest.raises(error):
        store.decide(saved, only(store, saved).key if key is None else key, State.DISMISSED, by=by, reason=reason)
    assert only(store, saved).history == ()


def test_unknown_report_is_refused(store):
    with pytest.raises(ReportNotFoundError):
        store.findings_of("abcdef")


def _decide(url, report_id, key, name):
    with open_store(url) as store:
        for number in range(10):
            store.decide(report_id, key, State.CONFIRMED, by=name, reason=str(number))


def test_two_processes_deciding_at_once_lose_nothing(url, store, saved):
    key = only(store, saved).key
    context = multiprocessing.get_context("spawn")
    names = ("周云", "林溪")
    others = [context.Process(target=_decide, args=(url, saved, key, name)) for name in names]
    for other in others:
        other.start()
    for other in others:
        other.join()
    history = only(store, saved).history
    assert [[step.reason for step in history if step.by == name] for name in names] == [list(map(str, range(10)))] * 2


def test_reviewed_reports_come_with_their_states(store, saved):
    store.save(entry(2))
    store.decide(saved, only(store, saved).key, State.CONFIRMED, by="周云")
    states = {item.report.id: [one.state for one in item.findings] for item in store.reviewed()}
    assert states == {saved: [State.CONFIRMED], entry(2).report.id: [State.OPEN]}
    assert [item.report for item in store.reviewed()] == list(store.iterate())


def test_revision_records_the_settings_of_its_checks(store):
    plain = entry(1)
    run = plain.report.runs[0].model_copy(update={"settings": "0f" * 8})
    other = Entry(plain.report.model_copy(update={"runs": (run,)}), plain.document, plain.raw)
    assert store.save(plain).revision == 1
    assert store.save(other).revision == 2
    assert [item.settings for item in store.revisions(plain.report.id)] == [None, "0f" * 8]
    assert store.get(plain.report.id).runs == (run,)


def test_finding_between_reports_has_a_life_too(store, saved):
    between = entry(1).report.findings[0].model_copy(update={"rule": "series.made_up"})
    key = store.findings_of(saved, [between])[1].key
    store.decide(saved, key, State.CONFIRMED, by="周云", also=[between])
    assert [item.state for item in store.findings_of(saved, [between])] == [State.OPEN, State.CONFIRMED]
    (reviewed,) = store.reviewed(also=lambda _: [between])
    assert [item.state for item in reviewed.findings] == [State.OPEN, State.CONFIRMED]
    assert reviewed.report.findings[1] == between
