import pytest

from extractor.extraction.answers import LAST_YEAR, NarrativeAnswer, merged, repaired
from extractor.extraction.material import number_lines
from extractor.extraction.narrative import Interpreted, Narrative
from extractor.schema import Basis, Match
from tests.extraction import prose

TEXT = "全年主动公开信息120条,其中网站80条。未收到申请。投入经费3万元。"


def narrative(text: str = TEXT, part: int = 1) -> Narrative:
    passages, quantities = prose.passages(text, part), prose.quantities(text)
    return Narrative(prose.document(text), passages, quantities, number_lines(passages, quantities))


def interpret(text: str = TEXT, part: int = 1, **answer: object) -> Interpreted:
    return narrative(text, part).interpret(NarrativeAnswer.model_validate(answer))


def labels(*fields: str) -> list[dict[str, str]]:
    return [{"id": f"q{number}", "field": field} for number, field in enumerate(fields, start=1)]


def kinds(found: Interpreted) -> list[str]:
    return [complaint.kind for complaint in found.complaints]


def test_a_label_makes_the_quantity_a_fact_with_its_place() -> None:
    found = interpret(quantities=labels("disclosure.total", "disclosure.website", "applications.received", "other"))
    assert [(fact.field, fact.value, fact.basis) for fact in found.facts] == [
        ("disclosure.total", 120, Basis.STATED),
        ("disclosure.website", 80, Basis.STATED),
        ("applications.received", 0, Basis.IMPLIED),
    ]
    assert all(TEXT[slice(*fact.evidence.span or (0, 0))] == fact.evidence.quote for fact in found.facts)
    assert {fact.engine for fact in found.facts} == {"llm"}
    assert found.complaints == ()


def test_a_quantity_that_is_left_out_is_named() -> None:
    found = interpret(quantities=labels("disclosure.total", "disclosure.website", "applications.received"))
    assert [(complaint.kind, complaint.id, complaint.detail) for complaint in found.complaints] == [
        ("unlabelled", "q4", "3万元")
    ]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ({"id": "q99", "field": "disclosure.total"}, "unknown_quantity"),
        ({"id": "q4", "field": "disclosure.budget"}, "unknown_field"),
        ({"id": "q4", "field": "disclosure.total"}, "wrong_unit"),
        ({"id": "q1", "field": "other.fee_amount"}, "wrong_unit"),
    ],
)
def test_a_label_that_can_not_be_is_named_and_makes_no_fact(label: dict[str, str], kind: str) -> None:
    found = interpret(quantities=[label])
    assert kind in kinds(found)
    assert found.facts == ()


def test_a_quantity_in_two_fields_is_in_none() -> None:
    found = interpret(quantities=[*labels("disclosure.total"), {"id": "q1", "field": "disclosure.website"}])
    assert "labelled_twice" in kinds(found)
    assert found.facts == ()


def test_the_same_label_twice_is_one() -> None:
    found = interpret(quantities=labels("disclosure.total") * 2)
    assert [fact.field for fact in found.facts] == ["disclosure.total"]
    assert "labelled_twice" not in kinds(found)


def test_amounts_come_in_the_unit_of_the_field() -> None:
    found = interpret("收取信息处理费1.5万元。", quantities=labels("other.fee_amount"))
    assert [(fact.value, fact.unit) for fact in found.facts] == [(15000, "元")]


def test_old_and_new_total_give_the_change() -> None:
    text = "主动公开信息由上年的100条增加到120条。"
    found = interpret(text, quantities=labels(LAST_YEAR, "disclosure.total"))
    change = next(fact for fact in found.facts if fact.field == "disclosure.change")
    assert (change.value, change.basis) == (20, Basis.CALCULATED)
    assert "100条" in change.evidence.quote
    assert "120条" in change.evidence.quote


def test_a_missed_value_is_read_from_the_source_never_from_the_answer() -> None:
    text = "公开信息120条,解读文件若干,网站公开数为八十条。"
    found = interpret(text, missed=[{"id": "s1", "field": "disclosure.website", "quote": "网站公开数为八十条"}])
    assert [(fact.field, fact.value, fact.evidence.match) for fact in found.facts] == [
        ("disclosure.website", 80, Match.EXACT)
    ]


def test_a_missed_value_whose_words_are_not_there_is_no_fact() -> None:
    found = interpret(missed=[{"id": "s1", "field": "disclosure.wechat", "quote": "微信公开77条"}])
    assert found.facts == ()
    assert ("quote_not_found", "微信公开77条") in [(each.kind, each.id) for each in found.complaints]


@pytest.mark.parametrize("quote", ["全年主动公开信息120条,其中网站80条", "投入经费"])
def test_words_without_one_number_give_none(quote: str) -> None:
    found = interpret(missed=[{"id": "s1", "field": "disclosure.total", "quote": quote}])
    assert found.facts == ()
    assert "no_number" in kinds(found)


FIFTH = "一是公开不够及时,解读形式单一。下一步,加强培训。"


def test_items_are_whole_sentences_or_words_in_them() -> None:
    found = interpret(
        FIFTH,
        5,
        problems=[{"id": "s1", "quote": "公开不够及时"}, {"id": "s1", "quote": "解读形式单一"}],
        improvements=[{"id": "s2", "quote": ""}],
    )
    assert [item.text for item in found.problems] == ["公开不够及时", "解读形式单一"]
    assert [item.text for item in found.improvements] == ["下一步,加强培训。"]
    assert [FIFTH[slice(*item.evidence.span or (0, 0))] for item in found.problems] == ["公开不够及时", "解读形式单一"]


def test_invented_words_are_kept_and_marked() -> None:
    found = interpret(FIFTH, 5, problems=[{"id": "s1", "quote": "人员严重不足"}])
    assert [(item.text, item.evidence.match, item.evidence.span) for item in found.problems] == [
        ("人员严重不足", Match.NONE, None)
    ]
    assert "quote_not_found" in kinds(found)


def test_an_unknown_sentence_is_named() -> None:
    found = interpret(FIFTH, 5, problems=[{"id": "s9", "quote": ""}])
    assert found.problems == ()
    assert "unknown_sentence" in kinds(found)


def test_answers_to_portions_are_joined() -> None:
    one = NarrativeAnswer.model_validate({"quantities": labels("other")})
    two = NarrativeAnswer.model_validate({"quantities": [{"id": "q2", "field": "other"}]})
    assert [label.id for label in merged([one, two]).quantities] == ["q1", "q2"]


def test_a_second_answer_replaces_only_what_was_wrong() -> None:
    first = NarrativeAnswer.model_validate({"quantities": labels("disclosure.website", "disclosure.budget")})
    second = NarrativeAnswer.model_validate({"quantities": labels("disclosure.total", "disclosure.website")})
    complaints = [each for each in narrative().interpret(first).complaints if each.kind == "unknown_field"]
    fixed = repaired(first, second, complaints)
    assert [(label.id, label.field) for label in fixed.quantities] == [
        ("q1", "disclosure.website"),
        ("q2", "disclosure.website"),
    ]


def test_what_is_left_out_of_the_second_answer_stays_as_it_was() -> None:
    first = NarrativeAnswer.model_validate({"quantities": labels("disclosure.budget")})
    complaints = narrative().interpret(first).complaints
    fixed = repaired(first, NarrativeAnswer.model_validate({}), complaints)
    assert [label.field for label in fixed.quantities] == ["disclosure.budget"]


def test_wrong_quotes_are_replaced_by_those_of_the_second_answer() -> None:
    case = narrative(FIFTH, 5)
    first = NarrativeAnswer.model_validate({"problems": [{"id": "s1", "quote": "人员严重不足"}]})
    second = NarrativeAnswer.model_validate({"problems": [{"id": "s1", "quote": "公开不够及时"}]})
    fixed = repaired(first, second, case.interpret(first).complaints)
    assert [item.quote for item in fixed.problems] == ["公开不够及时"]


def test_a_quantity_takes_the_models_word_if_the_sentence_has_its_characters() -> None:
    text = "围绕托育养老发布信息11条。"
    assert interpret(text, others=[{"id": "q1", "subject": "养老信息"}]).subjects == {"q1": "养老信息"}
    assert interpret(text, others=[{"id": "q1", "subject": "教育信息"}]).subjects == {}
