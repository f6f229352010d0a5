"""The passages of a few reports, ranked without the full text, and the bound on what is looked up in all of them."""

import pytest

from extractor.index.few import FEW, rank_few
from extractor.index.lexical import Scope, words_for
from extractor.index.rivals import teller
from extractor.index.sample import MOST, Sample, Sampled, draw, state_of
from extractor.index.search import choose
from extractor.index.terms import Rarity, terms_of
from extractor.storage.indexing import engine_of, reading
from tests.index.fictional import indexed_entry


@pytest.fixture
def filled(store, index):
    issuers = ("云溪县财政局", "云溪县教育局", "云溪县民政局")
    problems = ("栏目更新不够及时", "校外培训机构名单更新不够及时", "养老机构等级评定标准解释得不够")
    store.save_many(
        indexed_entry(issuer=issuer, year=year, problem=problem)
        for issuer, problem in zip(issuers, problems, strict=True)
        for year in (2021, 2022)
    )
    index.sync()
    return store


@pytest.mark.parametrize(
    "asked", [["更新"], ["培训机构", "名单"], ["养老"], ["等级评定"], ["政府网站", "12"], ["网吧"]]
)
@pytest.mark.parametrize("parts", [None, (5,)])
def test_the_same_passages_are_found_as_by_the_full_text(filled, asked, parts):
    with reading(filled) as connection:
        chosen = choose(connection, None, None, [2022], parts).reports or {}
        chosen = chosen or choose(connection, None, ["云溪县教育局", "云溪县民政局"], None, None).reports
        rarity = Rarity.of(terms_of("".join(asked)), draw(connection, state_of(connection)))
        few = rank_few(connection, asked, chosen, parts, rarity)
        full = words_for(engine_of(filled)).find(connection, asked, Scope(chosen, None, parts), 1000)
    assert len(chosen) <= FEW
    assert sorted(few) == sorted(id_ for id_, _ in full)
    assert parts or bool(few) == (asked != ["网吧"])


def test_what_has_more_and_rarer_words_comes_first(filled):
    with reading(filled) as connection:
        chosen = choose(connection, None, ["云溪县教育局", "云溪县财政局"], [2022], None).reports
        rarity = Rarity.of(terms_of("培训机构名单更新"), draw(connection, state_of(connection)))
        first = rank_few(connection, ["机构", "名单", "更新"], chosen, None, rarity)[0]
        (row,) = [row for row in _rows(connection) if row.id == first]
    assert "校外培训机构名单" in row.text


def _rows(connection):
    from sqlalchemy import select

    from extractor.storage.indexing import chunks

    return connection.execute(select(chunks))


class _Recorded:
    """A full text that finds nothing and keeps what it was asked for."""

    def __init__(self):
        self.asked = []

    def find(self, connection, words, scope, limit):
        self.asked += words
        return []


def test_words_that_half_of_a_large_store_has_are_not_looked_up_in_all_of_it(filled):
    texts = ["办理各项服务" if place % 2 else "公开目录" for place in range(MOST)]
    texts[7] = "殡仪馆改造"
    sample = Sample((100_000, 1), tuple(Sampled(f"甲{place // 10}局", 2022, text) for place, text in enumerate(texts)))
    terms = terms_of("殡仪馆改造与政务服务、法律服务机构")
    full_text = _Recorded()
    with reading(filled) as connection:
        teller(connection, full_text, terms, Rarity.of(terms, sample), sample, None)
    assert "殡仪馆" in full_text.asked
    assert not {"服务", "政务服务", "法律", "机构"} & set(full_text.asked)
    assert sample.whole == pytest.approx(1_000_000, rel=0.01)
