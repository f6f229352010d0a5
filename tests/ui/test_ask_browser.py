"""Questions in a real browser: sources open the report, English works, and what a report says is only text."""

import re
import subprocess
import sys

import pytest

from tests.ui.conftest import SAMPLES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

INJECTED = (
    "<script>document.title='坏'</script>**粗体** [点此](http://example.invalid/) ![图](http://example.invalid/x.png)"
)


def nianbao(*arguments, data):
    command = [sys.executable, "-m", "extractor", *map(str, arguments), "--data", str(data)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def ask(page, question):
    field = page.get_by_test_id("stChatInputTextArea")
    field.fill(question)
    field.press("Enter")
    page.get_by_test_id("stChatMessage").filter(has_text=question).wait_for()


@pytest.fixture
def injected(data, tmp_path):
    """The samples with a report whose problems hold Markdown and a script, all of them indexed."""
    text = (SAMPLES / "柳坪县商务局-2023.txt").read_text(encoding="utf-8")
    report = tmp_path / "注入.txt"
    report.write_text(text.replace("重点领域公开的深度有所欠缺", f"公开深度欠缺{INJECTED}"), encoding="utf-8")
    assert nianbao("extract", report, data=data).returncode == 0
    assert nianbao("index", data=data).returncode == 0


def test_question_is_answered_and_its_source_opens_the_report(server, page, shot):
    page.goto(f"{server}/ask")
    page.get_by_text("可以这样问").wait_for()
    shot("ask-empty")
    ask(page, "柳坪县商务局历年收到多少件申请?")
    page.get_by_text("柳坪县商务局 2022 新收政府信息公开申请:").first.wait_for()
    page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first.wait_for()
    page.wait_for_timeout(1000)
    shot("ask")
    page.get_by_role("link", name=re.compile(r"\[2\] 柳坪县商务局 2022")).click()
    page.wait_for_url(re.compile(r"/review\?.*at=applications\.new_received\.total"))
    page.get_by_text("柳坪县商务局").first.wait_for()
    shot("ask-source")


def test_conversation_is_still_there_after_a_source_was_opened(server, page):
    page.goto(f"{server}/ask")
    ask(page, "柳坪县商务局2022年收到多少件申请?")
    page.get_by_role("link", name=re.compile(r"\[1\] 柳坪县商务局 2022")).click()
    page.wait_for_url(re.compile(r"/review\?"))
    page.go_back()
    page.get_by_test_id("stChatMessage").filter(has_text="柳坪县商务局2022年收到多少件申请?").wait_for()


def test_question_in_english(server, page, shot):
    page.goto(f"{server}/ask")
    page.get_by_text("English", exact=True).click()
    page.get_by_text("You could ask").wait_for()
    ask(page, "Who received the most applications in 2022?")
    page.get_by_text("most first").first.wait_for()
    page.get_by_text("Sources (1)", exact=False).wait_for()
    shot("ask-en")


def test_script_and_markdown_of_a_report_are_shown_as_text(injected, server, page, data, shot):
    page.goto(f"{server}/ask")
    ask(page, "柳坪县商务局2023年存在哪些问题?")
    answer = page.get_by_test_id("stChatMessage").last
    answer.get_by_text("公开深度欠缺").first.wait_for()
    shown = answer.inner_text().replace("\u200b", "")
    assert "<script>document.title='坏'</script>**粗体** [点此](http://example.invalid/)" in shown
    assert answer.locator("script, img[src*=invalid], a[href*=invalid], strong").count() == 0
    assert page.title() != "坏"
    shot("ask-injected")
    told = nianbao("ask", "柳坪县商务局2023年存在哪些问题?", data=data)
    assert "公开深度欠缺" in told.stdout, "the command line and the workbench share the index"
    assert nianbao("index", "--check", data=data).returncode == 0
