import pytest

from extractor.index.terms import Rarity, Term, forms_of, terms_of


def test_a_word_is_looked_for_under_other_names_too():
    (term,) = terms_of("打疫苗")[:1]
    assert {"接种", "疫苗"} <= set(term.forms)


def test_a_part_of_a_long_word_counts_less_than_the_word():
    forms = Term("外贸企业", {"外贸企业": 1.0, "外贸": 0.75}).forms
    assert forms_of([Term("外贸企业", forms)]) == ["外贸企业", "外贸"]


@pytest.fixture
def rarity():
    return Rarity(10_000, {"内涝": 1, "积水": 1, "政策": 400, "旅游": 3})


def held(rarity, words, text, issuer=""):
    terms = [Term(word, {word: 1.0}) for word in words]
    return rarity.held(terms, text, issuer) / rarity.enough


def test_one_rare_word_is_enough_and_a_common_one_is_not(rarity):
    assert held(rarity, ["内涝"], "公布内涝点位") > 1
    assert held(rarity, ["政策"], "解读政策") < 1


def test_a_word_that_no_passage_has_tells_nothing(rarity):
    assert held(rarity, ["马拉松"], "内涝点位") == 0


def test_a_word_of_the_issuers_name_tells_nothing(rarity):
    assert held(rarity, ["旅游"], "璟浦市文化和旅游局", issuer="璟浦市文化和旅游局") == 0
