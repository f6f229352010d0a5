import pytest

from extractor.ask.asker import Asker
from extractor.review import LOCAL, ReviewService, SetValue
from extractor.storage import Entry, open_store
from tests.ask.conftest import NEW
from tests.ask.fictional import entry


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        opened.save(entry("荻坪市财政局", 2022, {NEW: 30}))
        opened.save(entry("荻坪市教育局", 2022, {NEW: 12}))
        yield opened


def correct(store, number):
    report = store.list(issuer="荻坪市财政局")[0]
    ReviewService(store).save(LOCAL, report.id, 0, [SetValue(NEW, number, "漏读一位")])
    return report.id


def notes(figure):
    return [note.message_id for note in figure.notes]


def test_a_corrected_value_counts_and_that_is_said(store):
    asker = Asker(store)
    assert asker.ask("2022年所有单位一共收到多少件申请").figures[0].value == 42
    correct(store, 300)
    answer = asker.ask("荻坪市财政局2022年申请量")
    assert (answer.figures[0].value, notes(answer.figures[0])) == (300, ["ask.note.corrected"])
    assert answer.citations[0].quote == "30"
    total = asker.ask("2022年所有单位一共收到多少件申请").figures[0]
    assert (total.value, notes(total)) == (312, ["ask.note.many_corrected"])


def test_a_correction_in_doubt_is_not_used_and_is_named(store):
    report_id = correct(store, 300)
    report, document = store.get(report_id), store.document(report_id)
    cell = report.tables.applications["new_received"]["total"].model_copy(update={"value": 31, "printed": "31"})
    tables = report.tables.model_copy(update={"applications": {"new_received": {"total": cell}}})
    again = Entry(report.model_copy(update={"tables": tables}), document, store.raw(report_id))
    store.save(again)
    answer = Asker(store).ask("荻坪市财政局2022年申请量")
    assert (answer.figures[0].value, notes(answer.figures[0])) == (31, ["ask.note.in_doubt"])
    assert [left.named for left in answer.left_out] == [("荻坪市财政局 2022",)]


def test_the_source_of_a_corrected_value_says_what_is_printed_and_what_holds(store):
    correct(store, 300)
    citation = Asker(store).ask("荻坪市财政局2022年申请量").citations[0]
    assert (citation.quote, citation.value, citation.corrected) == ("30", 30, 300)
    assert Asker(store).ask("荻坪市教育局2022年申请量").citations[0].corrected is None


def test_whole_numbers_are_drawn_on_an_axis_of_whole_steps(store):
    chart = Asker(store).ask("2022年各单位新收申请分别多少").chart
    assert chart["encoding"]["x"]["axis"] == {"tickMinStep": 1}


def test_names_and_other_values_stay_known_while_one_value_is_corrected(store):
    asker = Asker(store)
    assert asker.ask("2022年所有单位一共收到多少件申请").figures[0].value == 42
    directory, known = asker.directory(), dict(asker._known)
    correct(store, 300)
    assert asker.directory() is directory
    assert asker.ask("2022年所有单位一共收到多少件申请").figures[0].value == 312
    assert all(asker._known[key] is not values for key, values in known.items())
