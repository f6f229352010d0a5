import pytest

from extractor.index.terms import Rarity, Term, enough, forms_of, terms_of


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
    return rarity.held(terms, text, issuer) / enough(rarity.passages)


def test_one_rare_word_is_enough_and_a_common_one_is_not(rarity):
    assert held(rarity, ["内涝"], "公布内涝点位") > 1
    assert held(rarity, ["政策"], "解读政策") < 1


def test_a_word_that_no_passage_has_tells_nothing(rarity):
    assert held(rarity, ["马拉松"], "内涝点位") == 0


def test_a_word_of_the_issuers_name_tells_nothing(rarity):
    assert held(rarity, ["旅游"], "璟浦市文化和旅游局", issuer="璟浦市文化和旅游局") == 0


def test_a_rare_character_of_a_word_tells_a_little(rarity):
    rarity = Rarity(10_000, {"出租": 1, "租": 2, "出": 2_000})
    whole, part, none = (held(rarity, ["出租"], text) for text in ("出租厂房", "租给企业", "列出目录"))
    assert whole > part > none == 0


def test_the_more_passages_may_be_found_the_more_is_wanted():
    assert enough(10) < enough(500) < enough(5_000)


def test_words_that_many_passages_have_are_looked_for_only_where_there_are_no_others():
    rarity = Rarity(1_000, {"政策": 300, "内涝": 2})
    terms = [Term(word, {word: 1.0}) for word in ("政策", "内涝")]
    assert rarity.telling(terms) == ["内涝"]
    assert rarity.telling(terms[:1]) == ["政策"]
