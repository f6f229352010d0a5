"""Questions in a real browser: sources open the report, English works, and what a report says is only text."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.ui.conftest import SAMPLES
from tests.ui.windows import in_english, open_page, settled

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

INJECTED = (
    "<script>document.title='坏'</script>**粗体** [点此](http://example.invalid/) ![图](http://example.invalid/x.png)"
)


def nianbao(*arguments, data):
    command = [sys.executable, "-m", "extractor", *map(str, arguments), "--data", str(data)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def ask(page, question):
    """Ask, wait until the answer is whole, and return it."""
    field = page.get_by_test_id("stChatInputTextArea")
    field.fill(question)
    expect(field).to_have_value(question)
    field.press("Enter")
    messages = page.get_by_test_id("stChatMessage")
    expect(messages.filter(has_text=question)).to_be_visible()
    expect(messages.last.get_by_test_id("stExpander").first).to_be_visible()
    settled(page, messages.last)
    return messages.last


def words(text):
    """The pattern of a text that may have been made plain: unseen signs keep it from being Markdown."""
    return re.compile("\u200b?".join(map(re.escape, text)))


@pytest.fixture
def injected(data, tmp_path):
    """The samples with a report whose problems hold Markdown and a script, all of them indexed."""
    text = (SAMPLES / "柳坪县商务局-2023.txt").read_text(encoding="utf-8")
    report = tmp_path / "注入.txt"
    report.write_text(text.replace("重点领域公开的深度有所欠缺", f"公开深度欠缺{INJECTED}"), encoding="utf-8")
    assert nianbao("extract", report, data=data).returncode == 0
    assert nianbao("index", data=data).returncode == 0


def test_question_is_answered_and_its_source_opens_the_report(server, page, shot):
    open_page(page, server, "ask")
    expect(page.get_by_text("可以这样问")).to_be_visible()
    shot("ask-empty")
    answer = ask(page, "柳坪县商务局历年收到多少件申请?")
    expect(answer.get_by_text("柳坪县商务局 2022 新收政府信息公开申请:").first).to_be_visible()
    expect(answer.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible()
    source = answer.get_by_role("link", name=re.compile(r"\[2\] 柳坪县商务局 2022"))
    expect(source).to_be_visible()
    shot("ask")
    source.click()
    expect(page).to_have_url(re.compile(r"/review\?.*at=applications\.new_received\.total"))
    expect(page.locator(".desk .top h2")).to_contain_text("柳坪县商务局")
    shot("ask-source")


def test_conversation_is_still_there_after_a_source_was_opened(server, page):
    open_page(page, server, "ask")
    question = "柳坪县商务局2022年收到多少件申请?"
    ask(page, question).get_by_role("link", name=re.compile(r"\[1\] 柳坪县商务局 2022")).click()
    expect(page).to_have_url(re.compile(r"/review\?"))
    expect(page.locator(".desk .top h2")).to_be_visible()
    page.go_back()
    expect(page.get_by_test_id("stChatMessage").filter(has_text=question)).to_be_visible()


def test_question_in_english(server, page, shot):
    open_page(page, server, "ask")
    in_english(page, "ask")
    expect(page.get_by_text("You could ask")).to_be_visible()
    answer = ask(page, "Who received the most applications in 2022?")
    expect(answer.get_by_text("the highest").first).to_be_visible()
    expect(answer.get_by_text("Sources (1)", exact=False)).to_be_visible()
    shot("ask-en")


def test_script_and_markdown_of_a_report_are_shown_as_text(injected, server, page, data, shot):
    open_page(page, server, "ask")
    answer = ask(page, "柳坪县商务局2023年存在哪些问题?")
    expect(answer).to_contain_text(
        words("<script>document.title='坏'</script>**粗体** [点此](http://example.invalid/)")
    )
    expect(answer.locator("script, img[src*=invalid], a[href*=invalid], strong")).to_have_count(0)
    expect(page).not_to_have_title("坏")
    shot("ask-injected")
    told = nianbao("ask", "柳坪县商务局2023年存在哪些问题?", data=data)
    assert "公开深度欠缺" in told.stdout, "the command line and the workbench share the index"
    assert nianbao("index", "--check", data=data).returncode == 0
