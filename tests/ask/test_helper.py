"""What a model may do for an answer: nothing that isn't checked."""

import pytest

from extractor.ask.asker import Asker
from extractor.ask.helper import PlannedQuery, Sentence, WrittenAnswer, holds
from extractor.ask.model import Kind
from extractor.errors import ModelTimeoutError
from extractor.llm.loop import LoopThread
from extractor.llm.model import ChatAnswer
from tests.ask.conftest import NEW

UNREAD = "荻坪市财政局2022年老乡们跑来要材料的总共多少桩"


class Scripted:
    name = "scripted"

    def __init__(self, answer):
        self.answer, self.requests = answer, []

    async def ask(self, request):
        self.requests.append(request)
        if isinstance(self.answer, Exception):
            raise self.answer
        parsed = request.answer.model_validate(self.answer)
        return ChatAnswer(text="", parsed=parsed, mode="json_schema", model=self.name)


@pytest.fixture
def helped(store):
    from extractor.ask.helper import ModelHelper

    with LoopThread() as loop:
        yield lambda answer: Asker(store, helper=ModelHelper(Scripted(answer), loop))


def plan(**query):
    return {"query": {"metrics": [NEW], "issuers": ["荻坪市财政局"], "years": [2022], **query}}


def test_a_plan_of_the_model_is_computed_and_signed(helped):
    answer = helped(plan()).ask(UNREAD)
    assert [figure.value for figure in answer.figures] == [30]
    assert answer.planned_by == "scripted"


@pytest.mark.parametrize(
    "change",
    [
        {"metrics": ["applications.made_up.total"]},
        {"issuers": ["荻坪市教育局"]},
        {"issuers": []},
        {"years": [2021]},
        {"metrics": []},
    ],
    ids=["metric", "another issuer", "no issuer", "another year", "nothing"],
)
def test_a_plan_that_names_anything_else_is_refused(helped, change):
    assert helped(plan(**change)).ask(UNREAD).kind is Kind.ABSTAINED


def test_an_unknown_issuer_stays_unknown_whatever_a_model_says(helped):
    answer = helped(plan()).ask("荻坪市气象局2022年申请量")
    assert answer.kind is Kind.ABSTAINED
    assert [note.message_id for note in answer.problems] == ["ask.problem.issuer_unknown"]


def test_a_model_that_fails_leaves_the_abstention_and_says_so(helped):
    answer = helped(ModelTimeoutError(provider="example.com", seconds=1)).ask(UNREAD)
    assert answer.kind is Kind.ABSTAINED
    assert "ask.problem.model" in [note.message_id for note in answer.problems]


def test_what_the_rules_read_is_never_sent(store):
    model = Scripted(plan())
    from extractor.ask.helper import ModelHelper

    with LoopThread() as loop:
        Asker(store, helper=ModelHelper(model, loop)).ask("荻坪市财政局2022年申请量")
    assert model.requests == []


@pytest.mark.parametrize(
    ("text", "cites", "kept"),
    [
        ("全年培训3次。", (1,), True),
        ("全年培训三次。", (2,), True),
        ("全年培训4次。", (1,), False),
        ("全年培训3次。", (), False),
        ("全年培训3次。", (9,), False),
        ("全年培训3次。", (2,), False),
        ("公开1,200条。", (3,), True),
    ],
)
def test_a_sentence_holds_only_with_its_numbers_in_its_sources(text, cites, kept):
    sources = ["组织培训3次", "组织培训三次", "公开信息1200条"]
    assert holds(Sentence(text=text, cites=cites), sources) is kept


def test_the_answers_of_a_model_are_strict():
    with pytest.raises(ValueError, match="extra"):
        PlannedQuery.model_validate({"query": None, "sql": "DROP TABLE reports"})
    assert WrittenAnswer.model_validate({}).sentences == ()
