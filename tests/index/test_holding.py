"""What the review corrects is renewed in the index: issuer, year, and values in the rows of tables."""

import pytest

from extractor.review import LOCAL, ReviewService, SetValue
from extractor.storage.indexing import changing, outbox, reading
from tests.index.fictional import indexed_entry

CELL = "applications.new_received.total"


@pytest.fixture
def report(store, index):
    """The only report, indexed."""
    store.save(indexed_entry())
    index.sync()
    return store.list()[0].id


def correct(store, report, **values):
    service = ReviewService(store)
    edits = [SetValue(path.replace("__", "."), value, "读错了") for path, value in values.items()]
    service.save(LOCAL, report, service.open(LOCAL, report).version, edits)


def waiting(store):
    with reading(store) as connection:
        return len(connection.execute(outbox.select()).all())


def test_a_correction_waits_in_the_outbox_and_a_decision_does_not(store, report):
    correct(store, report, **{CELL: 6})
    assert waiting(store) == 1
    service = ReviewService(store)
    service.take(LOCAL, report)
    assert waiting(store) == 1


def test_a_corrected_year_and_issuer_are_those_that_are_found(store, index, report):
    correct(store, report, year=2022, issuer="云溪县教育局")
    index.sync()
    assert index.search("业务培训", years=[2023]) == []
    assert index.search("业务培训", issuers=["云溪县财政局"]) == []
    chunk = index.search("业务培训", years=[2022], issuers=["云溪县教育局"])[0].chunk
    assert (chunk.issuer, chunk.year) == ("云溪县教育局", 2022)
    assert index.check().agrees


def test_a_corrected_cell_is_found_by_its_number_with_what_is_printed(store, index, report):
    correct(store, report, **{CELL: 654321})
    index.sync()
    (row,) = [hit.chunk for hit in index.search("新收 654321") if hit.chunk.row == "applications.new_received"]
    assert "654321(更正,原文5)" in row.text
    assert index.check().agrees


def test_a_correction_taken_back_brings_the_old_passages_back(store, index, report):
    before = [hit.chunk.text for hit in index.search("新收政府信息公开申请")]
    correct(store, report, **{CELL: 654321}, year=2022)
    index.sync()
    service = ReviewService(store)
    for _ in range(2):
        service.undo(LOCAL, report, service.open(LOCAL, report).version)
    index.sync()
    assert [hit.chunk.text for hit in index.search("新收政府信息公开申请", years=[2023])] == before
    assert index.check().agrees


def test_the_check_sees_an_index_that_missed_a_correction(store, index, report):
    correct(store, report, year=2022)
    with changing(store) as connection:
        connection.execute(outbox.delete())
    assert index.check().stale == (report,)
