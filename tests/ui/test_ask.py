"""The page ask: answers with sources, plans that can be changed, refusals that say what is there."""

import json
import re

import pytest

from extractor.ask.model import CELL, FACT, PASSAGE, Citation
from extractor.storage import Entry, open_store

RECEIVED = "柳坪县商务局2022年收到多少件申请?"


def ask(page, question):
    page.chat_input[0].set_value(question)
    return page.run()


def words(page):
    shown = (*page.markdown, *page.text, *page.caption, *page.info, *page.error)
    return " ".join(str(one.value) for one in shown).replace("\u200b", "").replace("\\", "")


def links(page):
    return [link.proto.query_string for link in page.get("page_link")]


def button(page, label):
    return next(one for one in page.button if label in one.label.replace("\\", "").replace("\u200b", ""))


def test_number_comes_with_a_link_to_its_cell(app):
    page = ask(app("ask"), RECEIVED)
    assert not page.exception
    assert "柳坪县商务局 2022 新收政府信息公开申请:8 件" in words(page)
    assert links(page)[0].endswith("at=applications.new_received.total")


def test_report_that_did_not_count_can_be_opened(data, app):
    with open_store(f"sqlite:///{data / 'nianbao.db'}") as store:
        one = next(summary.id for summary in store.list(issuer="柳坪县商务局") if summary.year == 2023)
        nameless = store.get(one).model_copy(update={"issuer": None})
        store.save(Entry(nameless, store.document(one), store.raw(one)))
    page = ask(app("ask"), "柳坪县商务局2023年收到多少件申请?")
    assert not page.exception
    assert f"report={one}" in links(page)


def test_every_example_has_an_answer(app):
    page = app("ask")
    examples = [one for one in page.button if str(one.key).startswith("ask.example.")]
    assert len(examples) >= 4
    for number in range(len(examples)):
        page = app("ask")
        page.button(key=f"ask.example.{number}").click().run()
        assert "没有作答" not in words(page)
        assert links(page)


def test_changed_plan_gives_a_new_answer_below(app):
    page = ask(app("ask"), RECEIVED)
    button(page, "修改计划").click().run()
    page.multiselect(key="ask.plan.0.years").set_value([2023])
    button(page, "按此计算").click().run()
    assert "2023 新收政府信息公开申请:3 件" in words(page)
    assert "按修改的计划" in words(page)


def test_plan_without_metric_or_words_is_not_run(app):
    page = ask(app("ask"), RECEIVED)
    button(page, "修改计划").click().run()
    page.multiselect(key="ask.plan.0.metrics").set_value([])
    button(page, "按此计算").click().run()
    assert "至少选一项指标" in words(page)


def test_follow_up_goes_on_from_the_answer_before(app):
    page = ask(app("ask"), RECEIVED)
    page = ask(page, "那2023年呢?")
    assert "柳坪县商务局 2023 新收政府信息公开申请:3 件" in words(page)


def test_conversation_survives_another_page(app):
    from streamlit.util import calc_hash

    page = ask(app("ask"), RECEIVED)
    for name in ("exports", "ask"):
        page._page_hash = calc_hash(name)
        page.run()
    assert "柳坪县商务局 2022 新收政府信息公开申请:8 件" in words(page)


def test_new_conversation_forgets_the_one_before(app):
    page = ask(app("ask"), RECEIVED)
    button(page, "新对话").click().run()
    assert not links(page)
    assert "可以这样问" in [one.value for one in page.subheader]


def test_what_cannot_be_answered_says_what_is_there(app):
    page = ask(app("ask"), "柳坪县商务局2024年收到多少件申请?")
    assert "没有作答" in words(page)
    assert "有 2021、2022、2023 年的" in words(page)
    assert not links(page)


def test_answer_in_english_after_the_switch(app):
    page = app("ask")
    page.segmented_control[0].set_value("en").run()
    page = ask(page, "How many applications did 柳坪县商务局 receive in 2022?")
    assert page.title[0].value == "Ask"
    assert "look up" in words(page)


def test_reports_without_index_are_said_and_can_be_indexed(app, data):
    page = app("ask")
    assert "有 18 份报告的文字尚未编入检索索引" in words(page)
    button(page, "现在编入索引").click().run()
    assert not page.exception
    page = _until_indexed(page)
    assert "尚未编入" not in words(page)
    page = ask(page, "柳坪县商务局2023年存在哪些问题?")
    assert any("at=" in link and "-" in link for link in links(page))


def _until_indexed(page):
    import time

    for _ in range(60):
        time.sleep(0.5)
        page.run()
        if not [one for one in page.button if "停止" in one.label]:
            return page
    raise AssertionError("not indexed")


def test_empty_store_says_what_to_do(app, data):
    (data / "nianbao.db").unlink()
    with open_store(f"sqlite:///{data / 'nianbao.db'}"):
        pass
    page = app("ask")
    assert "到“导入”页读入文件" in words(page)
    assert not page.chat_input


@pytest.mark.parametrize(
    ("kind", "path", "span", "place"),
    [
        (CELL, "applications.granted.total", (3, 5), {"at": "applications.granted.total"}),
        (FACT, "disclosure.total", (3, 5), {"at": "facts.disclosure.total@3-5"}),
        (FACT, "disclosure.total", None, {}),
        (PASSAGE, None, (3, 50), {"at": "3-50"}),
    ],
    ids=["cell", "fact", "no place", "passage"],
)
def test_source_leads_to_its_place(kind, path, span, place):
    from ui.views.ask.answer import place_of

    citation = Citation(
        report="0" * 16, revision=1, issuer="某局", year=2022, kind=kind, path=path, span=span, quote="8"
    )
    assert place_of(citation) == place


def test_markdown_in_a_question_is_shown_as_text(app):
    page = ask(app("ask"), "**粗**<script>alert(1)</script>多少件?")
    assert page.text[0].value == "**粗**<script>alert(1)</script>多少件?"
    assert not [one for one in page.markdown if re.search(r"(?<!\\)(<script|\*\*粗)", one.value)]


def test_plan_can_be_run_on_the_command_line(app):
    page = ask(app("ask"), RECEIVED)
    command = page.code[0].value
    assert command.startswith("nianbao ask --query '")
    assert json.loads(command.partition("'")[2].rstrip("'"))["years"] == [2022]
