import pytest

from extractor.ask.asker import Asker
from extractor.ask.model import Kind, Told
from extractor.ask.planner import plan_question
from extractor.ask.shortage import holds
from extractor.index.model import Chunk, Found, Hit
from tests.ask.conftest import NEW


class OnePassage:
    """An index that finds one passage whatever is asked."""

    def __init__(self, text):
        self.text = text

    def find(self, text, **filters):
        chunk = Chunk(id="a:1", report="a", revision=1, issuer=None, year=None, part=5, text=self.text, spans=())
        return Found(hits=(Hit(chunk=chunk, score=1, held=5),))


@pytest.fixture
def query(asker):
    return lambda question: plan_question(question, asker.directory()).query


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("哪些单位提到政务公开培训不足?", "培训"),
        ("哪几家机关存在网站访问量偏少的问题", "网站访问量"),
        ("有多少单位反映人手短缺", "人手"),
        ("谁在报告里承认培训是薄弱环节", "培训"),
    ],
)
def test_who_lacks_something_is_asked_of_the_words(query, question, words):
    planned = query(question)
    assert planned.told is Told.LACKING
    assert planned.words.replace(" ", "") == words
    assert planned.metrics == ()


def test_who_mentions_something_is_no_count(query):
    planned = query("哪些年报提到了培训")
    assert (planned.told, planned.words, planned.metrics) == (Told.SAID, "培训", ())


@pytest.mark.parametrize("question", ["2022年新收申请不足20件的单位有哪些?", "2022年哪些单位新收申请超过20件"])
def test_a_bound_is_a_count(query, question):
    assert query(question).told is None
    assert query(question).metrics == (NEW,)


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("存在问题:一是业务培训开展不够经常;二是栏目更新偏慢。", True),
        ("(二)窗口人员培训有待\n加强。", True),
        ("存在不足。下一步加强业务培训,提升能力。", False),
        ("一是解读形式单一。二是继续办好培训。", False),
        ("全年办培训三期。", False),
    ],
)
def test_the_shortage_stands_in_the_sentence_of_the_word(text, lacking):
    assert holds(text, "培训", Told.LACKING) is lacking
    assert holds(text, "培训", Told.SAID)


def test_where_nobody_tells_of_it_that_is_said(store):
    answer = Asker(store, OnePassage("下一步办好培训。")).ask("哪些单位提到政务公开培训不足?")
    assert answer.kind is Kind.ABSTAINED
    assert "没有报告提到“培训”" in answer.text
    assert answer.chart is None
