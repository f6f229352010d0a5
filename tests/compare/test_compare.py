"""Two reports side by side: cells, fields, words, and what was copied."""

from extractor.compare import Difference, compare_fields, compare_part, compare_tables, copied_share, counted, open_side
from extractor.compare.model import Side
from extractor.pipeline import process
from extractor.review import ReviewService, SetValue
from extractor.schema import Cause
from extractor.storage import open_store
from tests.review.made_up import READER, TOTAL, ZHOU, entry

EARLIER, LATER = "柳坪县商务局-2022.txt", "柳坪县商务局-2023.txt"
FORM_2019 = "芷川市统计局-2019.txt"


def side(name):
    made = entry(name=name)
    return Side(made.report, made.document)


def written(*sentences):
    """A short report whose part 6 has these sentences, one a line."""
    head = "云溪县档案局2022年政府信息公开工作年度报告\n一、总体情况\n全年主动公开政府信息30条。\n"
    tail = "五、存在的主要问题及改进情况\n公开不够及时。\n六、其他需要报告的事项\n"
    made = process((head + tail + "\n".join(sentences) + "\n").encode(), "a.txt")
    return Side(made.report, made.document)


def pairs_of(left, right):
    return [pair for pair in compare_part(written(*left), written(*right), 6) if "其他需要" not in str(pair)]


def words(pieces):
    return "".join(f"[{piece.text}]" if piece.changed else piece.text for piece in pieces)


def cell(tables, path):
    return next(c for table in tables for row in table.rows for c in row.cells.values() if c.path == path)


def test_every_cell_of_the_form_stands_in_its_place_and_is_counted():
    tables = compare_tables(side(EARLIER), side(LATER))
    assert [table.key for table in tables] == ["disclosure", "applications", "review_litigation"]
    assert [len(table.rows) for table in tables] == [6, 25, 3]
    assert sum(sum(counted(table.differences).values()) for table in tables) == 10 + 25 * 7 + 15


def test_change_of_a_cell_is_what_it_grew_by():
    left, right = side(EARLIER), side(LATER)
    found = cell(compare_tables(left, right), TOTAL)
    assert found.change == right.report.tables.cell(TOTAL).value - left.report.tables.cell(TOTAL).value
    assert found.difference is Difference.CHANGED


def test_a_report_is_no_different_from_itself():
    one = side(LATER)
    tables = compare_tables(one, one)
    assert {difference for table in tables for difference in table.differences} == {Difference.SAME}
    assert {pair.difference for pair in compare_fields(one, one)} == {Difference.SAME}
    assert {pair.difference for pair in compare_part(one, one, 1)} == {Difference.SAME}
    assert copied_share(one, one).share == 1


def test_rows_of_another_form_are_kept():
    (first, *_) = compare_tables(side(FORM_2019), side(LATER))
    kinds = {row.key: {c.difference for c in row.cells.values()} for row in first.rows}
    assert kinds["procurement"] == kinds["normative_documents"] == {Difference.NO_PLACE}
    assert not {Difference.ONLY_LEFT, Difference.ONLY_RIGHT} & set(first.differences)
    assert len(list(first.differences)) < sum(len(row.cells) for row in first.rows)


def test_corrected_value_is_compared_and_the_print_is_kept(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        report_id = store.save(entry()).report_id
        ReviewService(store).save(ZHOU, report_id, 0, [SetValue(TOTAL, 2, cause=Cause.SOURCE)])
        opened = open_side(store, READER, report_id)
    found = cell(compare_tables(side(LATER), opened), TOTAL)
    assert (found.left.value, found.right.value, found.right.printed) == (3, 2, found.left.printed)


def test_field_that_one_report_does_not_state_says_so():
    pairs = {pair.name: pair for pair in compare_fields(side(EARLIER), side(LATER))}
    assert pairs["supervision.staff"].difference is Difference.ONLY_LEFT
    assert pairs["year"].difference is Difference.CHANGED
    assert pairs["disclosure.wechat"].right.text == "165"


def test_changed_number_is_marked_and_nothing_else():
    (pair,) = pairs_of(["全年开展培训3次，参加人员众多。"], ["全年开展培训12次,参加人员众多。"])
    assert (words(pair.left), words(pair.right)) == (
        "全年开展培训[3]次，参加人员众多。",
        "全年开展培训[12]次,参加人员众多。",
    )


def test_new_and_dropped_sentences_stand_alone_in_the_order_of_the_text():
    first, second, third = "收取信息处理费0元。", "开展政务开放日活动七场。", "本年度没有别的情况要说明。"
    pairs = pairs_of([first, third], [second, first])
    assert [pair.difference for pair in pairs] == [Difference.ONLY_RIGHT, Difference.SAME, Difference.ONLY_LEFT]


def test_spans_of_a_pair_are_where_the_words_stand():
    left, right = written("收取信息处理费0元。"), written("收取信息处理费20元。")
    pair = compare_part(left, right, 6)[-1]
    assert left.document.text[slice(*pair.left_span)] == "收取信息处理费0元。"
    assert right.document.text[slice(*pair.right_span)] == "收取信息处理费20元。"


def test_copied_share_counts_sentences_figures_aside():
    older = written("全年组织政务公开业务培训3次并进行考核。", "向社会公众发出信息处理费收费通知0件。")
    newer = written("全年组织政务公开业务培训15次并进行考核。", "今年新开通了面向企业的政策解读服务专栏。")
    copied = copied_share(newer, older)
    assert [item.evidence.quote.strip() for item in copied.sentences][-1] == "全年组织政务公开业务培训15次并进行考核。"
    assert copied.count - copied.same == 1


def test_copied_share_of_nothing_is_not_a_number():
    empty = Side(side(LATER).report.model_copy(update={"sections": ()}), side(LATER).document)
    assert copied_share(empty, side(EARLIER)).share is None
