import pytest

from extractor.ask.asker import Asker
from extractor.ask.model import Comparison, Condition, Kind, Operation, Query
from extractor.storage import open_store
from tests.ask.conftest import NEW, SECRET
from tests.ask.fictional import entry

LICENSING = "disclosure.licensing.decisions"
CARRIED = "applications.carried_forward.total"


def numbers(answer):
    return [figure.value for figure in answer.figures]


def reasons(answer):
    return {left.reason.message_id: left.count for left in answer.left_out}


def test_a_cell_is_looked_up_with_its_place(ask, store):
    answer = ask("荻坪市财政局2022年收到多少件申请?")
    (citation,) = answer.citations
    assert numbers(answer) == [30]
    assert (citation.path, citation.value) == (NEW, 30)
    assert store.document(citation.report).text[slice(*citation.span)] == citation.quote == "30"


def test_a_group_of_rows_cites_each_cell_that_adds_to_it(ask):
    answer = ask("荻坪市财政局2021年不予公开多少件")
    assert numbers(answer) == [3]
    assert [citation.value for citation in answer.citations] == [1, 2]


def test_the_table_counts_and_the_prose_is_told_where_they_disagree(ask):
    (figure,) = ask("荻坪市教育局2022年申请量").figures
    assert figure.value == 12
    assert [note.params["stated"] for note in figure.notes] == [15]


def test_what_only_the_prose_has_is_cited_from_there(ask):
    answer = ask("荻坪市水务局2022年网站公开多少条")
    assert numbers(answer) == [60]
    assert answer.citations[0].kind == "fact"


def test_a_sum_names_the_reports_without_the_value(ask):
    answer = ask("2022年所有单位一共收到多少件申请")
    assert numbers(answer) == [666]
    assert reasons(answer) == {"ask.left_out.missing": 1}
    assert answer.left_out[0].named == ("荻坪市水务局 2022",)


def test_an_error_in_a_cell_is_told_with_the_number(ask):
    (figure,) = ask("荻坪市人民政府2022年申请量").figures
    assert [note.message_id for note in figure.notes] == ["ask.note.flagged"]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2022年荻坪市各区县政府平均收到多少件申请", 50),
        ("2022年有几家单位收到的申请超过30件", 3),
        ("荻坪市财政局2022年不予公开占办理结果的比例", 10),
        ("2022年荻坪市财政局的申请量占荻坪市市直部门的百分之几", 71.428571),
        ("2022年有多少份报告", 12),
    ],
)
def test_numbers_over_many_reports(ask, question, value):
    assert numbers(ask(question))[0] == value


def test_a_share_of_a_group_names_who_is_not_in_the_whole(ask):
    answer = ask("2022年荻坪市财政局的申请量占荻坪市市直部门的百分之几")
    assert [left.named for left in answer.left_out] == [("荻坪市水务局 2022",)]


def test_a_rank_comes_in_order_with_the_ties_of_its_end(store):
    query = Query(operation=Operation.RANK, metrics=(NEW,), years=(2022,), limit=3)
    answer = Asker(store).run(query)
    assert [figure.issuer for figure in answer.figures] == [
        "荻坪市人民政府",
        "荻坪市苇湖区人民政府",
        "荻坪市芷溪区人民政府",
    ]


def test_a_list_is_whole(store):
    condition = Condition(comparison=Comparison.AT_MOST, bound=4)
    answer = Asker(store).run(Query(operation=Operation.LIST, metrics=(NEW,), years=(2022,), condition=condition))
    assert numbers(answer) == [0, 1, 4]
    assert answer.table.total == 3


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("2022年各单位新收申请分别多少", NEW),
        ("2022年各单位新收申请多少件", NEW),
        ("列出2022年各单位新收申请数量", NEW),
        ("List the number of new applications of all issuers in 2022", NEW),
        ("2022年各单位行政许可处理决定数量各是多少", LICENSING),
        ("2022年各单位结转下年度继续办理的分别有多少", CARRIED),
        ("2022年各单位因涉及国家秘密不予公开多少件", SECRET),
    ],
)
def test_a_list_of_everybody_keeps_the_zeros_and_says_the_blanks(tmp_path, question, path):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        store.save_many([entry(f"荻坪市{name}局", 2022, {path: value}) for name, value in _ZERO_AND_BLANK])
        answer = Asker(store).ask(question)
    assert [(line.values["issuer"], line.values[path]) for line in answer.table.rows] == [
        ("荻坪市财政局", 3),
        ("荻坪市教育局", 0),
    ]
    assert all(line.citations for line in answer.table.rows)
    assert [left.named for left in answer.left_out] == [("荻坪市水务局 2022",)]


_ZERO_AND_BLANK = (("教育", 0), ("财政", 3), ("水务", None))


@pytest.mark.parametrize("question", ["2022年哪些单位收到申请", "2022年有多少单位收到申请"])
def test_how_many_do_not_fit_is_said(ask, question):
    answer = ask(question)
    assert answer.table.total == 10
    assert [(note.message_id, note.params["count"]) for note in answer.problems] == [("ask.note.others", 1)]
    assert "另有 1 份报告" in answer.text


def test_a_long_rank_says_how_many_lines_it_leaves_out(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        store.save_many([entry(f"荻坪市棠桥{number}局", 2022, {NEW: number}) for number in range(25)])
        answer = Asker(store).run(Query(operation=Operation.RANK, metrics=(NEW,), years=(2022,)))
        first = Asker(store).run(Query(operation=Operation.RANK, metrics=(NEW,), years=(2022,), limit=1))
    assert "另有 5 行未写出(共 25 行)" in answer.text
    assert "未写出" not in first.text


def test_a_difference_is_signed_and_cites_both_values(ask):
    answer = ask("荻坪市财政局2022年申请量比2021年多多少")
    assert numbers(answer) == [20, 30, 10, 50]
    assert answer.figures[2].citations == (0, 1)


def test_a_form_without_the_cell_is_no_zero(ask):
    answer = ask("荻坪市财政局2020年现行有效规范性文件多少件")
    assert answer.kind is Kind.ABSTAINED
    assert reasons(answer) == {"ask.left_out.other_form": 1}


def test_a_trend_has_a_chart_over_the_years(ask):
    answer = ask("荻坪市财政局历年申请量")
    assert [figure.year for figure in answer.figures] == [2020, 2021, 2022]
    assert answer.chart["mark"] == "line"


def test_a_second_file_of_one_year_counts_once(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        store.save(entry("荻坪市水务局", 2022, {NEW: 5}))
        store.save(entry("荻坪市水务局", 2022, {NEW: 6}, note="(更正)"))
        answer = Asker(store).ask("2022年一共收到多少件申请")
    assert numbers(answer) == [6]
    assert reasons(answer) == {"ask.left_out.doubles": 1}


@pytest.mark.parametrize("order", [(5, 6), (6, 5)])
def test_of_two_files_of_one_year_the_later_of_a_batch_counts(tmp_path, order):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        store.save_many([entry("荻坪市水务局", 2022, {NEW: value}, note=f"(第{value}稿)") for value in order])
        assert numbers(Asker(store).ask("2022年一共收到多少件申请")) == [order[-1]]


def test_blank_cells_are_told_and_not_counted_as_zero(tmp_path):
    cells = {
        "review_litigation.litigation_direct.total": 3,
        "review_litigation.litigation_after_reconsideration.total": None,
    }
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        store.save(entry("荻坪市水务局", 2022, cells))
        (figure,) = Asker(store).ask("荻坪市水务局2022年行政诉讼几件").figures
    assert (figure.value, [note.params["count"] for note in figure.notes]) == (3, [1])


def test_a_reader_sees_only_what_may_be_seen(store):
    answer = Asker(store, visible={"荻坪市财政局"}).ask("2022年所有单位一共收到多少件申请")
    assert numbers(answer) == [30]
    hidden = Asker(store, visible={"荻坪市财政局"}).ask("荻坪市教育局2022年申请量")
    assert hidden.kind is Kind.ABSTAINED
    assert "教育局" not in "".join(hidden.candidates)


def test_a_saved_report_is_in_the_next_answer(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        asker = Asker(store)
        store.save(entry("荻坪市水务局", 2022, {NEW: 5}))
        assert numbers(asker.ask("2022年一共收到多少件申请")) == [5]
        store.save(entry("荻坪市财政局", 2022, {NEW: 7}))
        assert numbers(asker.ask("2022年一共收到多少件申请")) == [12]


def test_who_ask_the_same_store_share_its_names_until_it_changes(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        store.save(entry("荻坪市水务局", 2022, {NEW: 5}))
        first, other, narrow = Asker(store), Asker(store, lang="en"), Asker(store, visible={"荻坪市财政局"})
        shared = first.directory()
        assert other.directory() is shared
        assert not narrow.directory().issuers
        store.save(entry("荻坪市财政局", 2022, {NEW: 7}))
        assert set(other.directory().issuers) == {"荻坪市水务局", "荻坪市财政局"}
        assert first.directory() is other.directory()


def test_every_value_of_a_sum_can_be_listed_from_any_place(store, monkeypatch):
    monkeypatch.setattr("extractor.ask.figures.MOST_LISTED", 4)
    monkeypatch.setattr("extractor.ask.figures.MOST_SHOWN", 2)
    query = Query(operation=Operation.LOOK_UP, metrics=(NEW,), years=(2022,))
    first = Asker(store).run(query)
    assert (len(first.table.rows), first.table.total) == (2, 11)
    listed = [row for start in (0, *range(2, 11, 4)) for row in Asker(store).run(query, start=start).table.rows]
    assert sum(row.values[NEW] for row in listed) == 666
    assert all(row.citations for row in listed)
