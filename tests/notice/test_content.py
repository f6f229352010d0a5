from datetime import date

import pytest

from extractor.messages import advice
from extractor.notice.content import compose
from extractor.schema import Suggestion
from extractor.schema.life import State
from extractor.schema.report import Change
from extractor.validation import RULES
from tests.builders import evidence
from tests.notice.material import reviewed, wrong_report
from tests.validation.test_identity import finding


def entries(*items, **more):
    return [entry for letter in compose(items, **more).letters for entry in letter.entries]


def only(made, lang="zh"):
    (entry,) = entries(reviewed(wrong_report().model_copy(update={"findings": (made,)}), made.rule), lang=lang)
    return entry


def test_confirmed_mistake_has_message_place_quote_formula_and_proposal():
    (entry,) = entries(reviewed())
    assert "予以公开" in entry.message
    assert entry.place == "表三“(一)予以公开”一行"
    assert entry.quote == "商业企业“2”、总计“3”、其余各格为“0”"
    assert "自然人 + 商业企业" in entry.formula
    assert "前者为 2，后者为 3" in entry.formula
    assert "国办公开办函" in entry.basis
    assert entry.decision.by == "周云"


@pytest.mark.parametrize("state", [State.FIXED, State.DISMISSED, State.OPEN])
def test_only_confirmed_mistakes_are_in_a_notice(state):
    assert entries(reviewed(state=state)) == []


def test_open_findings_are_counted_and_drafted_only_on_demand():
    notice = compose([reviewed(rule=None)])
    assert (notice.count, notice.letters) == (0, ())
    draft = compose([reviewed(rule=None)], include_open=True)
    assert draft.count == draft.open == notice.waiting > 0


def test_mere_hints_and_checks_not_done_are_no_mistakes():
    hint = finding("quantities.unassigned", severity="info")
    unknown = finding("applications.balance", outcome="unknown", severity="warning")
    whole = wrong_report().model_copy(update={"findings": (hint, unknown)})
    assert entries(reviewed(whole, None), include_open=True) == []


def test_what_is_gone_is_in_no_notice():
    item = reviewed()
    gone = item.findings[0].model_copy(update={"gone": True, "state": State.CONFIRMED})
    assert entries(item.model_copy(update={"findings": (gone,)}), include_open=True) == []


def test_report_without_mistakes_is_counted_but_has_no_letter():
    notice = compose([reviewed(), reviewed(wrong_report(id="0" * 16), rule=None)])
    assert (notice.reports, len(notice.letters)) == (2, 1)


def test_suggestion_of_several_cells_is_one_proposal_with_its_alternatives():
    company, total = (f"applications.granted.{name}" for name in ("company", "total"))
    one = Suggestion(
        cell=company, printed="2", value=3, reason="一位数字不同", others=(Change(cell=total, printed=None, value=3),)
    )
    other = Suggestion(cell=total, printed="3", value=2, reason="")
    entry = only(finding(cells=[company, total], suggestion=one, alternatives=(other,)))
    first, second = entry.proposal.split(";")
    assert "商业企业由“2”改为“3”" in first
    assert "总计填写“3”（理由：一位数字不同）" in first
    assert second == "或者：将表三·(一)予以公开·总计由“3”改为“2”"
    assert [change.cell for change in entry.changes] == [company, total]


def test_words_are_quoted_with_part_and_page():
    said = evidence("收到申请\n12件", (3, 9)).model_copy(update={"page": 2})
    entry = only(finding("facts.conflict", quotes=[]).model_copy(update={"evidence": (said,)}))
    assert entry.quote == "“收到申请 12件”"
    assert entry.place == "第一部分（总体情况）、第 2 页"


def test_blank_and_absent_cells_are_told_apart():
    whole = wrong_report()
    row = {**whole.tables.applications["granted"], "company": None}
    row["total"] = row["total"].model_copy(update={"value": None, "printed": ""})
    changed = whole.tables.model_copy(update={"applications": {**whole.tables.applications, "granted": row}})
    cells = ("applications.granted.company", "applications.granted.total")
    made = finding("cell.blank", cells=cells)
    item = reviewed(whole.model_copy(update={"tables": changed, "findings": (made,)}), "cell.blank")
    assert entries(item)[0].quote == "商业企业缺、总计空白"


def test_notice_speaks_english():
    (entry,) = entries(reviewed(), lang="en")
    assert "sum up to the total" in entry.formula
    assert entry.proposal == "verify against the records and correct" or entry.proposal.startswith("change")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("structure.published_late", "请核对发布日期；确属逾期的，请说明原因，今后按期发布"),
        ("structure.issuer_missing", "请补写发布机关（标题或落款）"),
        ("evidence.number", "请对照原始记录核实后更正"),
    ],
)
def test_issuer_is_asked_for_what_the_mistake_needs(rule, words):
    assert only(finding(rule)).proposal == words


def test_advice_is_for_rules_that_exist():
    assert {name.removeprefix("notice.verify.") for name in advice.MESSAGES} <= set(RULES)


def test_day_and_sender_are_those_given():
    notice = compose([reviewed()], sender="云溪县政务公开办公室", day=date(2024, 3, 1))
    assert (notice.sender, notice.day) == ("云溪县政务公开办公室", date(2024, 3, 1))
