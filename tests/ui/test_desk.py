import json

import pytest

from extractor.review import LOCAL, Person, ReviewService, ReviewState, Role
from extractor.review.double import DoubleReview
from extractor.schema import Status, StepError
from extractor.storage import Entry, open_store
from extractor.validation.settings import DECLARED
from tests.review.made_up import LEAD, LIN, READER, TOTAL, ZHOU, entry
from ui.desk.acting import Desk
from ui.desk.data import desk_data
from ui.desk.marks import source_data
from ui.desk.sending import packed
from ui.desk.typed import typed_number, typed_value
from ui.desk.work import Reviewing, SecondReview

SUM = "applications.row_total:new_received"


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        yield opened


@pytest.fixture
def report_id(store):
    return store.save(entry()).report_id


def desk_of(store, report_id, person=LOCAL):
    work = Reviewing(store, DECLARED, person, report_id)
    return Desk(work, work.open())


def sums(data):
    entries = [item for table in data["tables"] for row in table["rows"] for item in row]
    return {item["id"]: item["s"] for item in entries if item.get("id")}


def pieces(source):
    for block in source["blocks"]:
        rows = block.get("t", [[block.get("p", [])]])
        yield from (piece for row in rows for cell in row for piece in cell)


def suggested(desk):
    return next(item["key"] for item in desk_data(desk, "zh")["findings"] if item["open"] and item["suggestion"])


@pytest.mark.parametrize(("step", "said"), [("narrative", "文件中没有这张表"), ("tables", "还不知道")])
def test_table_that_could_not_be_read_is_not_said_to_be_missing(store, step, said):
    made = entry()
    error = StepError(step=step, message_id="error.step", message="步骤未能完成")
    tables = made.report.tables.model_copy(update={"review_litigation": None})
    report = made.report.model_copy(update={"tables": tables, "status": Status.PARTIAL, "errors": (error,)})
    desk = desk_of(store, store.save(Entry(report, made.document, made.raw)).report_id)
    shown = {table["key"]: table["absent"] for table in desk_data(desk, "zh")["tables"]}
    assert said in shown["review_litigation"]
    assert shown["applications"] == ""


def test_sign_off_is_told_of_what_waits_and_not_of_hints(store, report_id):
    desk = desk_of(store, report_id)
    data = desk_data(desk, "zh")
    waiting = [item for item in data["findings"] if item["open"] and item["severity"] != "info"]
    assert data["head"]["open"] == len(waiting) < len([item for item in data["findings"] if item["open"]])
    assert data["head"]["counts"].startswith(f"待处理 {len(waiting)}")


def test_report_without_a_title_is_called_by_issuer_and_year(store):
    made = entry()
    report = made.report.model_copy(update={"title": None})
    desk = desk_of(store, store.save(Entry(report, made.document, made.raw)).report_id)
    assert desk_data(desk, "zh")["head"]["title"] == f"{report.issuer.value} {report.year.value}"


def test_every_value_with_a_place_is_marked_where_it_stands(store, report_id):
    desk = desk_of(store, report_id)
    marked = {}
    for offset, words, _, ids, _ in pieces(source_data(desk.case.view, desk.case.document)):
        for name in ids:
            marked.setdefault(name, [offset, offset])[1] = offset + len(words)
    placed = {path: [*value.read.place.span] for path, value in desk.case.view.values.items() if value.read.place.span}
    assert {path: marked.get(path) for path in placed} == placed


def test_pieces_hold_every_character_that_is_no_border(store, report_id):
    desk = desk_of(store, report_id)
    shown = "".join(piece[1] for piece in pieces(source_data(desk.case.view, desk.case.document)))
    assert "".join(shown.split()) == "".join(desk.case.document.text.split())


def test_rows_of_bars_become_a_table(store):
    desk = desk_of(store, store.save(entry(name="荻原县岫溪街道办事处-2024.md")).report_id)
    tables = [block["t"] for block in source_data(desk.case.view, desk.case.document)["blocks"] if "t" in block]
    rows = [["".join(piece[1] for piece in cell) for cell in row] for row in tables[0]]
    assert rows[2:4] == [["规章", "0", "0", "0"], ["行政规范性文件", "0", "0", "2"]]


def test_what_is_typed_turns_the_sum_and_is_not_stored(store, report_id):
    desk = desk_of(store, report_id)
    assert sums(desk_data(desk, "zh"))[SUM] == "fails"
    desk.act([{"id": "1", "do": "preview", "path": TOTAL, "text": "２"}])
    assert sums(desk_data(desk, "zh"))[SUM] == "holds"
    assert desk.work.open().version == 0


def test_printed_read_and_corrected_stay_apart(store, report_id):
    desk = desk_of(store, report_id)
    desk.act([{"id": "1", "do": "set", "path": TOTAL, "text": "2", "reason": "笔误"}])
    value = desk_data(desk, "zh")["values"][TOTAL]
    assert (value["printed"], value["read"], value["shown"], value["why"]) == ("3", "3", "2", "笔误")


def test_an_action_that_arrives_twice_is_done_once(store, report_id):
    desk = desk_of(store, report_id)
    action = {"id": "1", "do": "set", "path": TOTAL, "text": "2"}
    desk.act([action])
    desk.act([action, {"id": "2", "do": "set", "path": TOTAL, "text": "4"}])
    assert [entry.new["value"] for entry in desk.case.log if entry.path == TOTAL] == [2, 4]


def test_what_is_no_number_is_told_and_changes_nothing(store, report_id):
    desk = desk_of(store, report_id)
    desk.act([{"id": "1", "do": "set", "path": TOTAL, "text": "两百多"}])
    assert "两百多" in desk_data(desk, "zh")["problem"]
    assert desk.case.version == 0


def test_conflict_keeps_both_until_somebody_chooses(store, report_id):
    mine, theirs = desk_of(store, report_id, ZHOU), desk_of(store, report_id, LIN)
    theirs.act([{"id": "1", "do": "set", "path": TOTAL, "text": "5"}])
    mine.act([{"id": "2", "do": "set", "path": TOTAL, "text": "6"}])
    conflict = desk_data(mine, "zh")["conflict"]
    assert (conflict["theirs"][0]["new"], conflict["theirs"][0]["by"], conflict["mine"]) == ("5", "lin", "6")
    assert mine.work.open().view.values[TOTAL].holding == 5
    mine.act([{"id": "3", "do": "settle", "mine": True}])
    assert mine.case.view.values[TOTAL].holding == 6


def test_leaving_theirs_changes_nothing(store, report_id):
    mine, theirs = desk_of(store, report_id, ZHOU), desk_of(store, report_id, LIN)
    theirs.act([{"id": "1", "do": "set", "path": TOTAL, "text": "5"}])
    mine.act([{"id": "2", "do": "set", "path": TOTAL, "text": "6"}, {"id": "3", "do": "settle", "mine": False}])
    assert (mine.case.view.values[TOTAL].holding, desk_data(mine, "zh")["conflict"]) == (5, None)


def test_actions_after_a_conflict_wait_for_the_answer(store, report_id):
    mine, theirs = desk_of(store, report_id, LEAD), desk_of(store, report_id, LIN)
    theirs.act([{"id": "1", "do": "set", "path": TOTAL, "text": "5"}])
    mine.act([{"id": "2", "do": "set", "path": TOTAL, "text": "6"}, {"id": "3", "do": "sign_off", "reason": "完成"}])
    assert mine.case.state is ReviewState.IN_REVIEW


def test_changes_of_others_to_other_values_are_merged(store, report_id):
    mine, theirs = desk_of(store, report_id, ZHOU), desk_of(store, report_id, LIN)
    theirs.act([{"id": "1", "do": "set", "path": "applications.carried_over.total", "text": "1"}])
    mine.act([{"id": "2", "do": "set", "path": TOTAL, "text": "2"}])
    assert "applications.carried_over.total" in [item["path"] for item in desk_data(mine, "zh")["merged"]]


def test_a_reader_may_look_and_nothing_else(store, report_id):
    desk = desk_of(store, report_id, READER)
    desk.act([{"id": "1", "do": "set", "path": TOTAL, "text": "2"}])
    assert desk_data(desk, "zh")["may"] == []
    assert desk_data(desk, "zh")["problem"]
    assert desk.case.version == 0


def test_undo_takes_back_a_step_by_its_place(store, report_id):
    desk = desk_of(store, report_id)
    desk.act([{"id": "1", "do": "suggest", "key": suggested(desk)}, {"id": "2", "do": "undo"}])
    assert desk.case.view.values[TOTAL].holding == 3
    assert any(item["undone"] for item in desk_data(desk, "zh")["history"])


def test_selected_words_become_a_fact_an_item_and_a_place(store, report_id):
    desk = desk_of(store, report_id)
    start = desk.case.document.text.index("近70名")
    span = [start, start + 4]
    desk.act([{"id": "1", "do": "add", "target": "supervision.staff", "span": span, "text": "70", "approximate": True}])
    desk.act([{"id": "2", "do": "add", "target": "problems", "span": span, "text": ""}])
    values = desk_data(desk, "zh")["values"]
    assert values[f"facts.supervision.staff@{start}-{start + 4}"]["shown"] == "70"
    assert values[f"problems@{start}-{start + 4}"]["shown"] == "近70名"


def test_history_names_findings_and_cells_as_people_do(store, report_id):
    desk = desk_of(store, report_id)
    key = suggested(desk)
    words = next(item["message"] for item in desk_data(desk, "zh")["findings"] if item["key"] == key)
    desk.act([{"id": "1", "do": "suggest", "key": key}, {"id": "2", "do": "undo"}])
    entries = [item for item in desk_data(desk, "zh")["history"] if item["path"] == f"findings.{key}"]
    assert {item["label"].rstrip("…") for item in entries} == {words[:24]}
    assert all("表三·" in item["reason"] and "applications." not in item["reason"] for item in entries)


def test_history_speaks_the_readers_language(store, report_id):
    desk = desk_of(store, report_id)
    desk.act([{"id": "1", "do": "suggest", "key": suggested(desk)}, {"id": "2", "do": "undo"}])
    reasons = " ".join(item["reason"] for item in desk_data(desk, "en")["history"])
    assert "Undid step" in reasons
    assert "Found again after a change of 表三" in reasons


def test_decision_that_followed_names_the_cell(store, report_id):
    desk = desk_of(store, report_id)
    desk.act([{"id": "1", "do": "suggest", "key": suggested(desk)}])
    decided = " ".join(item["decided"] for item in desk_data(desk, "zh")["findings"])
    assert "表三·" in decided
    assert TOTAL not in decided


def test_head_counts_what_the_list_of_findings_shows(store, report_id):
    desk = desk_of(store, report_id)
    before = desk_data(desk, "zh")
    pressing = [item for item in before["findings"] if item["open"] and item["severity"] != "info"]
    assert before["head"]["counts"] == f"待处理 {len(pressing)} · 已处理 0"
    desk.act([{"id": "1", "do": "decide", "key": pressing[0]["key"], "state": "confirmed"}])
    assert desk_data(desk, "zh")["head"]["counts"] == f"待处理 {len(pressing) - 1} · 已处理 1"


def test_report_that_nobody_has_is_begun_by_a_reviewer_alone(store, report_id):
    reader, reviewer = desk_of(store, report_id, READER), desk_of(store, report_id, ZHOU)
    reader.begin()
    assert reader.case.state is ReviewState.UNASSIGNED
    reviewer.begin()
    assert (reviewer.case.state, reviewer.case.assignee, reviewer.moved) == (ReviewState.IN_REVIEW, "zhou", "take")


def test_report_that_somebody_has_is_left_to_them(store, report_id):
    desk_of(store, report_id, LIN).begin()
    desk = desk_of(store, report_id, LEAD)
    desk.begin()
    assert desk.case.assignee == "lin"


def second_review(store, report_id):
    boss = desk_of(store, report_id, LEAD)
    boss.act([{"id": "1", "do": "suggest", "key": suggested(boss)}, {"id": "2", "do": "sign_off", "reason": "样例"}])
    sample = DoubleReview(store).draw(LEAD, "试", 1, [ZHOU.login])
    work = SecondReview(store, DECLARED, ZHOU, report_id, sample)
    return Desk(work, work.open())


def test_second_review_sees_nobody_elses_corrections(store, report_id):
    desk = second_review(store, report_id)
    data = desk_data(desk, "zh")
    assert (data["values"][TOTAL]["shown"], data["history"], data["may"]) == ("3", [], ["edit", "finish"])
    assert all(item["state"] == "open" for item in data["findings"])


def test_second_review_corrects_takes_back_and_finishes(store, report_id):
    desk = second_review(store, report_id)
    desk.act([{"id": "1", "do": "set", "path": TOTAL, "text": "2"}, {"id": "2", "do": "undo"}])
    assert desk.case.view.values[TOTAL].holding == 3
    desk.act([{"id": "3", "do": "finish"}, {"id": "4", "do": "set", "path": TOTAL, "text": "2"}])
    data = desk_data(desk, "zh")
    assert (data["may"], bool(data["problem"]), data["values"][TOTAL]["shown"]) == ([], True, "3")


def test_every_text_of_the_component_is_in_both_languages(store, report_id):
    desk = desk_of(store, report_id)
    chinese, english = desk_data(desk, "zh")["texts"], desk_data(desk, "en")["texts"]
    assert [name for name in chinese if chinese[name].count("|") != english[name].count("|")] == []


@pytest.mark.parametrize(
    ("typed", "value"), [("1,234", 1234), ("１２", 12), ("三十", 30), ("-2", -2), (" 348.37 ", 348.37)]
)
def test_numbers_are_read_as_people_type_them(typed, value):
    assert typed_number("x", typed) == value


def test_blank_cell_is_none_not_zero():
    assert typed_value(TOTAL, " ") is None


def test_failed_step_of_a_partial_report_is_told(store):
    whole = entry()
    error = StepError(step="narrative", message_id="error.model_timeout", message="模型没有按时回答")
    partial = whole.report.model_copy(update={"status": Status.PARTIAL, "errors": (error,)})
    report = store.save(Entry(partial, whole.document, whole.raw)).report_id
    head = desk_data(desk_of(store, report), "en")["head"]
    assert (head["status"], head["steps"]) == ("partial", ["模型没有按时回答"])


def test_conflict_over_a_decision_says_what_each_decided(store, report_id):
    mine, theirs = desk_of(store, report_id, ZHOU), desk_of(store, report_id, LIN)
    decide = {"do": "decide", "key": suggested(mine)}
    theirs.act([decide | {"id": "1", "state": "confirmed"}])
    mine.act([decide | {"id": "2", "state": "dismissed", "reason": "无误"}])
    conflict = desk_data(mine, "en")["conflict"]
    assert (conflict["theirs"][0]["new"], conflict["mine"]) == ("confirmed", "dismissed")


def test_sign_off_of_a_report_that_was_changed_since_is_refused(store, report_id):
    mine, theirs = desk_of(store, report_id, LEAD), desk_of(store, report_id, LIN)
    theirs.act([{"id": "1", "do": "set", "path": TOTAL, "text": "2"}])
    mine.act([{"id": "2", "do": "sign_off", "reason": "完成"}])
    assert desk_data(mine, "zh")["conflict"]["paths"] == []
    assert mine.work.open().state is ReviewState.IN_REVIEW


def test_roles_are_those_of_the_service(store, report_id):
    other = Person(login="qin", name="秦禾", role=Role.REVIEWER)
    ReviewService(store).take(ZHOU, report_id)
    assert "sign_off" not in desk_data(desk_of(store, report_id, other), "zh")["may"]


def sent(desk, known):
    data = {**desk_data(desk, "zh"), "source": source_data(desk.case.view, desk.case.document)}
    return json.loads(packed(data, known))["parts"]


def test_parts_that_the_browser_has_are_not_sent_again(store, report_id):
    desk = desk_of(store, report_id)
    first = sent(desk, {})
    has = {name: stamp for name, (stamp, _) in first.items()}
    desk.act([{"id": "1", "do": "preview", "path": TOTAL, "text": "99", "has": has}])
    again = {name for name, (_, content) in sent(desk, desk.known).items() if content is not None}
    assert all(content is not None for _, content in first.values())
    assert again == {"values applications", "tables applications", "findings"}


def test_asking_for_lacking_parts_does_nothing_else(store, report_id):
    desk = desk_of(store, report_id)
    desk.act([{"id": "1", "do": "set", "path": TOTAL, "text": "many"}])
    desk.act([{"id": "2", "do": "again", "has": {"texts": "other"}}])
    assert desk.problem is not None
    assert desk.known == {"texts": "other"}


def test_actions_of_the_report_before_are_not_done(store, report_id):
    desk = desk_of(store, report_id)
    desk.name = "this"
    desk.act([{"id": "1", "do": "set", "path": TOTAL, "text": "99", "desk": "the one before"}])
    assert desk.case.version == 0
