import pytest

from extractor.extraction.align import Aligner
from extractor.schema import Match

TEXT = """一、总体情况
本年度共召开新闻发布会３场，培训
人员 120 人次。公开信息12条。
| 申请 | 1 | 2 |
五、存在的问题
公开信息12条，培训力度不够；更新不够及时，更新不够及时。
"""
FIFTH = (TEXT.index("五、"), len(TEXT))


def place(words: str, number: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def test_words_as_printed_are_exact() -> None:
    found = Aligner(TEXT).align("公开信息12条")
    assert found is not None
    assert (found.span, found.match, found.places) == (place("公开信息12条"), Match.EXACT, 2)


@pytest.mark.parametrize(
    ("quote", "printed"),
    [
        ("新闻发布会3场", "新闻发布会３场"),
        ("培训人员120人次", "培训\n人员 120 人次"),
        ("培训 力度\n不够", "培训力度不够"),
        ("新聞發布會３場", "新闻发布会３场"),
    ],
)
def test_width_spaces_line_breaks_and_script_may_differ(quote: str, printed: str) -> None:
    found = Aligner(TEXT).align(quote)
    assert found is not None
    assert (TEXT[slice(*found.span)], found.match) == (printed, Match.NORMALIZED)


def test_the_part_decides_between_two_places() -> None:
    found = Aligner(TEXT).align("公开信息12条", part=FIFTH)
    assert found is not None
    assert found.span == place("公开信息12条", 1)


def test_the_neighbour_decides_within_a_sentence() -> None:
    second = place("更新不够及时", 1)
    found = Aligner(TEXT).align("更新不够及时", part=FIFTH, sentence=FIFTH, near=second[0])
    assert found is not None
    assert found.span == second


def test_the_sentence_comes_before_the_neighbour() -> None:
    found = Aligner(TEXT).align("公开信息12条", sentence=FIFTH, near=0)
    assert found is not None
    assert found.span == place("公开信息12条", 1)


def test_a_changed_word_is_found_within_the_part_and_marked() -> None:
    found = Aligner(TEXT).align("培训力度还不够;更新不够及时", part=FIFTH)
    assert found is not None
    assert found.match is Match.FUZZY
    assert TEXT[slice(*found.span)].startswith("培训力度不够")
    assert 0 < found.score < 100


@pytest.mark.parametrize("quote", ["召开新闻发布会4场,培训人员120人次", "召开新闻发布会三场,培训人员120人次"])
def test_likeness_never_extends_to_a_number(quote: str) -> None:
    assert Aligner(TEXT).align(quote, part=(0, len(TEXT))) is None


def test_likeness_alone_is_not_looked_for_outside_the_part() -> None:
    assert Aligner(TEXT).align("本年度共召开过新闻发布会３场,培训人员", part=FIFTH) is None


@pytest.mark.parametrize("quote", ["", " \n", "|", "公开信息13条", "没有这句话"])
def test_what_does_not_stand_there_is_not_found(quote: str) -> None:
    assert Aligner(TEXT).align(quote, part=(0, len(TEXT))) is None


def test_two_table_cells_are_not_one_number() -> None:
    assert Aligner("| 申请 | 1 | 2 |\n").align("12") is None


def test_a_quote_that_stands_everywhere_ends() -> None:
    found = Aligner("条" * 100_000).align("条")
    assert found is not None
    assert found.places <= 200
