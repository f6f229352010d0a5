"""Words of passages, put and found in either database."""

import pytest

from extractor.index.chunks import PLACES
from extractor.index.lexical import Scope, WordRecord, words_for
from extractor.index.words import words_of
from extractor.storage import open_store
from extractor.storage.indexing import changing
from tests.postgres import url  # noqa: F401

TEXTS = {
    1: "全年组织业务培训3次",
    2: "外贸企业来访增多",
    3: "企业来电、外贸数据",
    4: "系统升级到 v2.0,费用 12.5 万元,GIS平台上线",
    5: "栏目更新不够及时,业务指导偏少",
}


@pytest.fixture
def full_text(url):  # noqa: F811
    with open_store(url) as store, changing(store) as connection:
        words = words_for(connection.engine)
        words.put(
            connection,
            [WordRecord(report * PLACES, 2020 + report, 1, words_of(said)) for report, said in TEXTS.items()],
        )
        yield words, connection


def found(full_text, *asked, **scope):
    words, connection = full_text
    return sorted(id_ // PLACES for id_, _ in words.find(connection, asked, Scope(**scope), 10))


@pytest.mark.parametrize(
    ("asked", "reports"),
    [
        (["业务培训"], [1]),
        (["业务"], [1, 5]),
        (["培训"], []),
        (["外贸企业"], [2]),
        (["企业来电"], [3]),
        (["来电企业"], []),
        (["栏目更新"], [5]),
        (["栏目", "来访"], [2, 5]),
        (["gis"], [4]),
        (["gi"], []),
        (["12.5"], [4]),
        (["v2.0"], [4]),
        (["没有的词"], []),
    ],
    ids=lambda value: "+".join(map(str, value)),
)
def test_a_word_is_found_whole_as_a_beginning_and_in_a_row(full_text, asked, reports):
    assert found(full_text, *asked) == reports


@pytest.mark.parametrize(
    ("scope", "reports"),
    [({"years": [2021]}, [1]), ({"reports": [5]}, [5]), ({"parts": [2]}, []), ({"years": [2025], "reports": [1]}, [])],
)
def test_only_what_was_chosen_is_found(full_text, scope, reports):
    assert found(full_text, "业务", **scope) == reports


def test_the_words_of_a_report_that_is_removed_are_found_no_more(full_text):
    words, connection = full_text
    words.remove(connection, [1])
    assert found(full_text, "业务") == [5]
    assert len(words.ids(connection)) == 4
