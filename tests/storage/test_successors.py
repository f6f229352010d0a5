"""A corrected file of a stored report takes over what was decided about what it left as it was."""

import pytest

from extractor.schema.life import State
from extractor.storage import Entry
from tests.storage.fictional import entry


def published_again(*, issuer="云溪县第1局", **changed) -> Entry:
    """A file of other bytes with the report of the first one."""
    first, other = entry(1), entry(2)
    named = first.report.issuer.model_copy(update={"value": issuer})
    head = {"id": other.report.id, "source": other.report.source, "issuer": named}
    return Entry(first.report.model_copy(update=head | changed), other.document, other.raw)


def decided(store, state, **more):
    report_id = store.save(entry(1)).report_id
    (item,) = store.findings_of(report_id)
    return store.decide(report_id, item.key, state, by="周云", reason="已电话核实", **more)


@pytest.mark.parametrize("state", [State.CONFIRMED, State.DISMISSED])
def test_a_decision_holds_for_the_corrected_file(store, state):
    made = decided(store, state)
    saved = store.save(published_again())
    (item,) = store.findings_of(saved.report_id)
    assert (saved.carried, saved.carried_from) == (1, entry(1).report.id)
    assert (item.state, item.history[0].by, item.history[0].at) == (state, "周云", made.at)
    assert item.history[0].carried_from == entry(1).report.id


def test_a_finding_on_other_values_stays_open(store):
    decided(store, State.CONFIRMED)
    (finding,) = entry(1).report.findings
    saved = store.save(published_again(findings=(finding.model_copy(update={"left": 13}),)))
    (item,) = store.findings_of(saved.report_id)
    assert (saved.carried, item.state, item.history) == (0, State.OPEN, ())


def test_what_was_marked_as_fixed_and_stands_there_still_is_open(store):
    decided(store, State.FIXED)
    saved = store.save(published_again())
    assert store.findings_of(saved.report_id)[0].state is State.OPEN


@pytest.mark.parametrize("issuer", ["云溪县第3局", "教育局"])
def test_nothing_is_taken_over_from_another_issuer(store, issuer):
    decided(store, State.CONFIRMED)
    assert store.save(published_again(issuer=issuer)).carried == 0


def test_names_that_many_issuers_have_bring_nothing_together(store):
    first = entry(1)
    named = first.report.issuer.model_copy(update={"value": "教育局"})
    report_id = store.save(
        Entry(first.report.model_copy(update={"issuer": named}), first.document, first.raw)
    ).report_id
    store.decide(report_id, store.findings_of(report_id)[0].key, State.CONFIRMED, by="周云")
    assert store.save(published_again(issuer="教育局")).carried == 0


def test_the_same_file_again_takes_over_nothing_twice(store):
    decided(store, State.CONFIRMED)
    store.save(published_again())
    saved = store.save(published_again())
    assert saved.carried == 0
    assert len(store.findings_of(saved.report_id)[0].history) == 1
