"""The same questions over the same reports have the same answers on both databases."""

import pytest

from extractor.ask.asker import Asker
from extractor.storage import open_store
from tests.ask.conftest import reports

QUESTIONS = (
    "2022年所有单位一共收到多少件申请",
    "所有单位一共收到多少件申请",
    "荻坪市财政局2022年不予公开多少件",
    "荻坪市教育局2022年申请量",
    "荻坪市水务局2022年网站公开多少条",
    "2022年收到申请最多的三家单位",
    "2022年收到申请少于5件的单位有哪些",
    "荻坪市财政局历年申请量",
    "哪年收到的申请最多",
    "2022年荻坪市财政局的申请量占荻坪市市直部门的百分之几",
    "荻坪市财政局2022年不予公开占办理结果的比例",
    "荻坪市财政局2020年现行有效规范性文件多少件",
    "2022年哪些报告有错误",
)


@pytest.fixture(scope="module")
def both(postgres, tmp_path_factory):
    folder = tmp_path_factory.mktemp("both")
    with postgres.database() as url, open_store(url) as one, open_store(f"sqlite:///{folder / 'store.db'}") as other:
        for store in (one, other):
            store.save_many(reports())
        yield Asker(one), Asker(other)


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_databases_give_the_same_answer(both, question):
    first, second = (asker.ask(question) for asker in both)
    assert first.query is not None
    assert first == second
