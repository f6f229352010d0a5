"""Where no passage is about the question, the nearest of the reports asked about are shown, as such."""

import pytest

from extractor.ask.asker import Asker
from extractor.ask.model import PASSAGE, Kind
from extractor.index import open_index
from extractor.index.settings import IndexSettings
from extractor.storage import open_store
from tests.index.fictional import indexed_entry

OTHERS = ("民政", "司法", "水务", "商务", "审计", "统计", "医疗保障", "交通运输", "应急管理", "农业农村", "信访")
"""Whose reports tell nothing of their own: among few passages no word is rare."""
NEAREST = "最接近的原文,不一定回答了所问"


@pytest.fixture(scope="module")
def asking(tmp_path_factory):
    """Give what makes an asker of a store in which one report tells plainly of school buses."""
    folder = tmp_path_factory.mktemp("nearest")
    with (
        open_store(f"sqlite:///{folder / 'nianbao.db'}") as store,
        open_index(store, folder, IndexSettings()) as index,
    ):
        entries = [
            indexed_entry(year=2023),
            indexed_entry(year=2022, problem="部分站牌破损"),
            indexed_entry(issuer="云溪县教育局", year=2023, problem="校车线路图、司机资质、发车时刻和站牌未公布"),
        ]
        store.save_many([*entries, *(indexed_entry(issuer=f"云溪县{name}局") for name in OTHERS)])
        index.sync()
        yield lambda **values: Asker(store, index, **values)


def passages(answer):
    return [citation for citation in answer.citations if citation.kind == PASSAGE]


def test_the_nearest_passages_stand_under_an_abstention_and_say_so(asking):
    answer = asking().ask("云溪县财政局2022年校车线路图、司机资质、发车时刻和站牌怎么公布")
    assert answer.kind is Kind.ABSTAINED
    assert NEAREST in answer.text
    assert "站牌破损" in passages(answer)[0].quote
    assert {(one.issuer, one.year) for one in passages(answer)} == {("云溪县财政局", 2022)}


def test_a_report_that_holds_nothing_of_the_question_shows_nothing(asking):
    answer = asking().ask("云溪县财政局2023年校车线路图、司机资质、发车时刻和站牌怎么公布")
    assert answer.kind is Kind.ABSTAINED
    assert not answer.citations
    assert NEAREST not in answer.text


def test_without_an_issuer_nothing_is_near(asking):
    answer = asking().ask("附近哪里能租到看露天电影的帐篷")
    assert not answer.citations


def test_what_is_no_number_of_the_reports_is_looked_for_in_their_words(asking):
    answer = asking().ask("云溪县财政局2022年站牌有多少块")
    assert answer.kind is Kind.ABSTAINED
    assert "ask.problem.metric_unknown" in [note.message_id for note in answer.problems]
    assert NEAREST in answer.text
    assert "站牌破损" in passages(answer)[0].quote


def test_nearest_passages_come_only_from_what_may_be_seen(asking):
    asker = asking(visible=["云溪县教育局"])
    assert not asker.ask("云溪县财政局2022年站牌有多少块").citations
    assert not asker.ask("云溪县财政局2022年校车线路图、司机资质、发车时刻和站牌怎么公布").citations


def test_who_asks_for_an_account_gets_number_and_words(asking):
    answer = asking().ask("云溪县财政局2022年行政复议的情况说明一下")
    assert answer.figures or answer.left_out
    assert "行政复议" in passages(answer)[0].quote
