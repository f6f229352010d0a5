import subprocess
import sys

import numpy as np
import pytest

from extractor.index.hashed import DIMENSIONS, embed
from extractor.index.words import overlap, question_words, words_of


def test_words_are_folded_and_split():
    assert words_of("開展業務培訓ＡＢ１２次。") == ["开展", "业务培训", "ab12", "次"]


def test_words_of_a_question_are_those_that_can_find_something():
    assert set(question_words("请问2023年政府信息公开工作中培训了多少次?")) == {"2023", "培训"}


def test_question_of_stop_words_has_no_words():
    assert question_words("政府信息公开工作情况") == []


def test_endless_question_has_few_words():
    assert len(question_words("".join(chr(0x4E00 + number) + chr(0x5E00 + number) for number in range(3000)))) <= 24


@pytest.mark.parametrize(("found", "share"), [(["培训", "栏目"], 1.0), ([], 0.0)])
def test_overlap_is_the_share_of_the_words_asked_for(found, share):
    assert overlap(["培训", "栏目"], found) == share


def test_rare_word_weighs_more():
    assert overlap(["勾稽", "问题"], ["勾稽"]) > 0.5


def test_overlap_without_words_is_zero():
    assert overlap([], ["培训"]) == 0.0


def test_vectors_have_length_one():
    vectors = embed(["全年组织业务培训3次", "栏目更新不够及时"])
    assert vectors.shape == (2, DIMENSIONS) and vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1])


def test_text_without_letters_has_a_vector_of_zeros():
    assert not embed(["。,;", ""]).any()


def test_vector_does_not_depend_on_its_neighbours():
    alone, together = embed(["栏目更新"])[0], embed(["业务培训", "栏目更新", ""])[1]
    assert (alone == together).all()


def test_like_wording_is_nearer():
    question, like, other = embed(["业务培训次数", "组织业务培训三次", "行政许可二十五件"])
    assert question @ like > question @ other + 0.2


def test_vectors_are_the_same_in_every_process():
    code = "from extractor.index.hashed import embed; print(embed(['全年组织业务培训3次']).tobytes().hex())"
    runs = {subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(2)}
    assert runs == {embed(["全年组织业务培训3次"]).tobytes().hex().encode() + b"\n"}
