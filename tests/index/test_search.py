import pytest

from extractor.index import open_index
from extractor.index.settings import IndexSettings
from extractor.storage.indexing import changing, enqueue
from extractor.storage.tables import DERIVED, reports, revisions
from tests.index.fictional import indexed_entry

ISSUERS = ("云溪县财政局", "云溪县财政金融局", "德城区教育局")


@pytest.fixture
def filled(store, index):
    store.save_many(
        indexed_entry(issuer=issuer, year=year, problem=f"{word}不够及时", trainings=place + 2)
        for place, (issuer, word) in enumerate(zip(ISSUERS, ("栏目更新", "留言答复", "政策解读"), strict=True))
        for year in (2021, 2022, 2023)
    )
    index.sync()
    return index


def best(found):
    return found[0].chunk


def test_passage_is_found_with_its_place(filled, store):
    chunk = best(filled.search("留言答复得怎么样", issuers=["云溪县财政金融局"], years=[2022]))
    assert (chunk.issuer, chunk.year, chunk.part) == ("云溪县财政金融局", 2022, 5)
    text = store.document(chunk.report, chunk.revision).text
    assert "".join(text[start:end] for start, end in chunk.spans) == chunk.text


def test_found_by_meaning_and_by_words_ranks_first(filled):
    first = filled.search("业务培训", years=[2023])[0]
    assert first.dense_rank is not None and first.lexical_rank is not None
    assert first.overlap == 1.0 and first.similarity > 0.2


def test_row_of_a_table_is_found(filled):
    assert best(filled.search("行政许可处理决定数量", issuers=[ISSUERS[0]], years=[2021])).row == "disclosure.licensing"


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        ({"years": [2022]}, lambda chunk: chunk.year == 2022),
        ({"issuers": ["云溪县财政局"]}, lambda chunk: chunk.issuer == "云溪县财政局"),
        ({"parts": [5]}, lambda chunk: chunk.part == 5),
        ({"issuers": ["德城区教育局"], "years": [2021, 2023]}, lambda chunk: chunk.year != 2022),
    ],
    ids=["year", "issuer whose name begins another's", "part", "both"],
)
def test_filters_hold_for_every_hit(filled, filters, fits):
    found = filled.search("存在的问题", limit=100, **filters)
    assert found and all(fits(hit.chunk) for hit in found)


def test_report_filter_holds(filled, store):
    one = store.list(issuer="德城区", year=2022)[0].id
    found = filled.search("栏目更新", reports=[one], limit=50)
    assert found and {hit.chunk.report for hit in found} == {one}


@pytest.mark.parametrize("filters", [{"years": []}, {"issuers": []}, {"reports": []}, {"parts": []}, {"years": [1999]}])
def test_filter_that_nothing_fits_finds_nothing(filled, filters):
    assert filled.search("栏目更新", **filters) == []


def test_many_reports_are_chosen_from_without_loss(filled, monkeypatch):
    filters = {"issuers": ISSUERS[:2], "parts": [5]}
    few = [hit.chunk.id for hit in filled.search("栏目更新", limit=100, **filters)]
    monkeypatch.setattr("extractor.index.search._FEW", 10)
    monkeypatch.setattr("extractor.index.search._WIDER", 12)
    monkeypatch.setattr("extractor.index.lexical._FEW_REPORTS", 1)
    many = [hit.chunk.id for hit in filled.search("栏目更新", limit=100, **filters)]
    assert few and sorted(many) == sorted(few) and many[0] == few[0]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "。。。",
        "'; DROP TABLE reports; --",
        'a" OR rowid > 0 --',
        "栏目 NEAR( * ^ : AND",
        "\x00\ud800",
        "很" * 100_000,
    ],
    ids=["empty", "blank", "marks", "sql", "quotes", "full text language", "no character", "endless"],
)
def test_strange_question_is_harmless(filled, store, question):
    found = filled.find(question)
    assert all(problem[0] == "index.question_cut" for problem in found.problems)
    assert store.count() == 9


def test_endless_question_is_cut_and_that_is_said(filled):
    assert filled.find("很" * 100_000).problems == (("index.question_cut", {"length": "100000", "kept": "1000"}),)


def test_report_deleted_from_the_store_is_found_no_more(filled, store):
    report = store.list(issuer="德城区", year=2022)[0].id
    with changing(store) as connection:
        id_ = connection.scalar(reports.select().with_only_columns(reports.c.id).where(reports.c.key == report))
        for table in (*DERIVED, revisions):
            connection.execute(table.delete().where(table.c.report_id == id_))
        connection.execute(reports.delete().where(reports.c.id == id_))
        enqueue(connection, [id_])
    assert filled.search("政策解读", reports=[report]) == []
    assert report not in {hit.chunk.report for hit in filled.search("政策解读", limit=100)}


def test_empty_store_finds_nothing(index):
    index.sync()
    assert index.find("栏目更新").hits == ()


def test_reports_that_wait_are_counted(filled, store):
    store.save(indexed_entry(issuer="云溪县水务局"))
    assert filled.find("栏目更新").pending == 1


def test_several_threads_may_search(filled):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: best(filled.search("业务培训", years=[2023])).id, range(40)))
    assert len(set(found)) == 1


def test_index_can_be_opened_again(filled, store, tmp_path):
    first = [hit.chunk.id for hit in filled.search("业务培训")]
    filled.close()
    with open_index(store, tmp_path, IndexSettings()) as again:
        assert [hit.chunk.id for hit in again.search("业务培训")] == first


@pytest.fixture
def lanterns(filled, store):
    store.save_many([indexed_entry(issuer=ISSUERS[0], year=2020, problem="灯谜晚会的公开不够及时")])
    filled.sync()
    return filled


def test_a_report_that_tells_far_more_of_it_is_named_where_it_may_not_be_found(lanterns):
    elsewhere = lanterns.find("灯谜晚会", issuers=[ISSUERS[0]], years=[2021]).elsewhere
    assert (elsewhere.issuer, elsewhere.year) == (ISSUERS[0], 2020)


def test_nobody_else_is_named_where_the_reports_asked_about_tell_of_it(lanterns):
    assert lanterns.find("灯谜晚会", issuers=[ISSUERS[0]], years=[2020]).elsewhere is None


def test_only_those_who_may_be_named_are_named_as_telling_of_it_elsewhere(lanterns):
    assert lanterns.find("灯谜晚会", years=[2021], among=ISSUERS[1:]).elsewhere is None
