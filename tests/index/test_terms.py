from itertools import permutations

import pytest

from extractor.index.english import glossary, in_chinese
from extractor.index.terms import Rarity, Term, enough, forms_of, synonyms, terms_of, word_groups
from extractor.index.words import STOP, words_of


def test_a_word_is_looked_for_under_other_names_too():
    (term,) = terms_of("打疫苗")[:1]
    assert {"接种", "疫苗"} <= set(term.forms)


@pytest.mark.parametrize(("said", "called"), [("坐网约车", "出租车"), ("扫一扫", "二维码"), ("欠的债", "债券")])
def test_words_that_go_together_and_single_characters_are_looked_for_as_listed(said, called):
    assert called in forms_of(terms_of(said))


def test_an_endless_question_looks_for_few_words():
    assert len(terms_of("，".join(synonyms()))) <= 48


@pytest.mark.parametrize("words", ["bus", "buses", "public toilets", "renaming", "renamed", "shipping", "subsidies"])
def test_an_english_word_is_looked_for_in_chinese(words):
    wanted = {"bus": "公交", "buses": "公交", "public toilets": "厕所", "shipping": "船舶", "subsidies": "补助"}
    assert wanted.get(words, "改名") in forms_of(terms_of(f"What was said about {words}?"))


def test_words_of_an_english_phrase_are_not_looked_for_by_themselves():
    forms = forms_of(terms_of("nursing homes"))
    assert "养老院" in forms and "住房" not in forms


def test_an_english_word_that_is_not_listed_is_looked_for_as_it_stands():
    assert in_chinese("nonsense") == ()
    assert forms_of(terms_of("nonsense")) == ["nonsense"]


def test_every_group_names_one_thing_in_several_words():
    groups = list(word_groups())
    assert not [group for group in groups if len(group) != len(set(group)) or len(group) < 2]
    assert not [(one, other) for one, other in permutations(groups, 2) if set(one) <= set(other)]


def test_every_listed_word_can_be_matched():
    words = [*synonyms(), *(word for chinese in glossary().values() for word in chinese)]
    assert not [word for word in words if word in STOP or not 1 <= len(words_of(word)) <= 4]
    assert not [
        word for word in glossary() if word in STOP or len(words_of(word)) > 4 or " ".join(words_of(word)) != word
    ]
    assert not [word for chinese in glossary().values() for word in chinese if len(word) == 1]


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
