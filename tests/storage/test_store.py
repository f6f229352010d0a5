import json
from dataclasses import replace

import pytest
from sqlalchemy import text

from extractor.errors import ReportNotFoundError, SchemaVersionError
from extractor.schema import Status
from tests.storage.fictional import entry


def rows(store, sql):
    with store.engine.connect() as connection:
        return connection.execute(text(sql)).all()


def test_report_document_and_bytes_come_back_unchanged(store):
    item = entry(1)
    saved = store.save(item)
    assert store.get(saved.report_id) == item.report
    assert store.document(saved.report_id) == item.document
    assert store.raw(saved.report_id) == item.raw


def test_same_result_again_changes_nothing(store):
    first, again = store.save(entry(1)), store.save(entry(1))
    assert (first.created, again.created) == (True, False)
    assert again.revision == first.revision == 1
    assert len(store.revisions(first.report_id)) == 1


@pytest.mark.parametrize(
    "change", [{"engine": "llm"}, {"version": "0.2.0"}, {"received": 13}], ids=lambda c: next(iter(c))
)
def test_other_engine_version_or_result_adds_a_revision(store, change):
    old, new = entry(1), entry(1, **change)
    store.save(old)
    saved = store.save(new)
    assert (saved.revision, saved.created) == (2, True)
    assert store.get(saved.report_id) == new.report
    assert store.get(saved.report_id, revision=1) == old.report


def test_an_engine_run_again_leaves_the_newer_one_of_another_engine_current(store):
    store.save_many([entry(1), entry(1, engine="llm")])
    saved = store.save(entry(1))
    assert (saved.revision, saved.created) == (1, False)
    assert store.get(saved.report_id).runs[0].engine == "llm"


def test_a_partial_result_is_kept_but_never_hides_a_complete_one(store):
    good, failed = entry(), entry(engine="llm", received=0)
    partial = replace(failed, report=failed.report.model_copy(update={"status": Status.PARTIAL, "facts": ()}))
    store.save(good)
    assert store.save(partial).created
    assert store.get(good.report.id).status is Status.COMPLETE
    assert store.get(good.report.id, revision=2).status is Status.PARTIAL
    assert [summary.revision for summary in store.list()] == [1]


def test_a_partial_result_is_current_until_a_complete_one_comes(store):
    failed, good = entry(engine="llm", received=0), entry()
    partial = replace(failed, report=failed.report.model_copy(update={"status": Status.PARTIAL, "facts": ()}))
    store.save(partial)
    assert store.get(good.report.id).status is Status.PARTIAL
    store.save(good)
    assert store.get(good.report.id).status is Status.COMPLETE


def test_a_result_that_changes_back_becomes_current_again(store):
    saved = store.save_many([entry(1), entry(1, received=13), entry(1)])
    assert [item.revision for item in saved] == [1, 2, 3]
    assert store.get(saved[0].report_id) == entry(1).report


def test_times_and_token_counts_do_not_make_a_revision(store):
    item = entry(1)
    run = item.report.runs[0].model_copy(update={"seconds": 9.0, "started_at": "2030-01-01T00:00:00+00:00"})
    later = type(item)(item.report.model_copy(update={"runs": (run,)}), item.document, item.raw)
    store.save(item)
    assert not store.save(later).created


def test_another_file_name_is_recorded_and_nothing_is_doubled(store):
    store.save(entry(1, name="a.txt"))
    assert not store.save(entry(1, name="b.txt")).created
    (summary,) = store.list()
    assert summary.names == ("a.txt", "b.txt")


def test_same_file_twice_in_one_batch_is_one_report(store):
    saved = store.save_many([entry(1, name="a.txt"), entry(2), entry(1, name="b.txt")])
    assert [item.created for item in saved] == [True, True, False]
    assert store.count() == 2


def test_reports_of_a_batch_are_stored_in_its_order(store):
    batch = [entry(number) for number in range(1, 9)]
    store.save_many([batch[3], batch[0]])
    store.save_many(batch)
    expected = [batch[at].report.id for at in (3, 0, 1, 2, 4, 5, 6, 7)]
    assert [summary.id for summary in store.list()] == expected
    assert expected != sorted(expected)


def test_text_of_an_older_reader_stays_with_its_revision(store):
    old = entry(1)
    text_now = old.document.model_copy(update={"text": old.document.text + "补"})
    store.save(old)
    saved = store.save(type(old)(old.report, text_now, old.raw))
    assert saved.revision == 2
    assert store.document(saved.report_id, revision=1) == old.document
    assert store.document(saved.report_id) == text_now


def test_id_may_be_a_unique_prefix(store):
    saved = store.save_many([entry(1), entry(2)])
    assert store.get(saved[0].report_id[:6].upper()).id == saved[0].report_id


def test_ambiguous_prefix_names_the_candidates(store):
    store.save_many(entry(number) for number in range(40))
    first = store.list()[0].id[0]
    with pytest.raises(ReportNotFoundError) as caught:
        store.get(first)
    assert caught.value.message_id == "error.report_ambiguous"
    assert first in caught.value.params["candidates"]


@pytest.mark.parametrize("wrong", ["", "zzzz", "ffffffffffffffff", "%", "0' OR 1=1"])
def test_unknown_id_is_not_found(store, wrong):
    store.save(entry(1))
    with pytest.raises(ReportNotFoundError):
        store.get(wrong)


def test_unknown_revision_is_not_found(store):
    saved = store.save(entry(1))
    with pytest.raises(ReportNotFoundError):
        store.get(saved.report_id, revision=2)


def test_list_filters_and_pages(store):
    store.save_many(entry(number) for number in range(1, 31))
    assert [item.issuer for item in store.list(issuer="第7局")] == ["云溪县第7局"]
    assert store.list(issuer="%") == ()
    assert store.count(year=2023, form="2021", status=Status.COMPLETE.value) == 30
    assert store.list(year=1999) == ()
    assert [item.names[0] for item in store.list(limit=2, offset=28)] == ["report-29.txt", "report-30.txt"]


def test_iterate_yields_every_current_report_once(store):
    store.save_many(entry(number) for number in range(450))
    store.save(entry(3, received=99))
    found = list(store.iterate())
    assert len(found) == len({report.id for report in found}) == 450
    assert found[3].tables.applications["new_received"]["natural_person"].value == 99


def test_flat_rows_are_those_of_the_current_revision(store):
    store.save_many([entry(1), entry(1, received=13)])
    assert rows(store, "SELECT natural_person FROM application_rows WHERE row = 'new_received'") == [(13,)]
    assert rows(store, "SELECT count(*) FROM facts") == [(1,)]
    assert rows(store, "SELECT rule, severity FROM findings") == [("applications.balance", "error")]


def test_flat_rows_tell_blank_zero_and_missing_apart(store):
    store.save(entry(1))
    ((printed, zero),) = rows(store, "SELECT printed, legal_service FROM application_rows WHERE row = 'new_received'")
    assert zero == 0
    assert json.loads(printed) == {"natural_person": "12（含自然失效3件）", "company": "", "research_institution": None}
    assert rows(store, "SELECT 1 FROM application_rows WHERE row = 'carried_over'") == []


def test_cell_under_a_column_the_form_lacks_is_kept(store):
    item = entry(1)
    applications = dict(item.report.tables.applications)
    applications["granted"] = {**applications["granted"], "extra": applications["granted"]["total"]}
    tables = item.report.tables.model_copy(update={"applications": applications})
    store.save(type(item)(item.report.model_copy(update={"tables": tables}), item.document, item.raw))
    assert rows(store, "SELECT printed FROM application_rows WHERE row = 'granted'") == [('{"extra": "0"}',)]


def test_report_of_a_newer_schema_is_named_as_such(store):
    item = entry(1)
    newer = item.report.model_copy(update={"schema_version": 99})
    saved = store.save(type(item)(newer, item.document, item.raw))
    with pytest.raises(SchemaVersionError):
        store.get(saved.report_id)


def test_empty_batch_is_fine(store):
    assert store.save_many([]) == ()
