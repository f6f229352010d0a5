import html
import re

import pytest
from playwright.sync_api import expect

from eval.bench.workbench_desk import actions_row
from extractor.review import ReviewService, ReviewState, Role, TakeSuggestion
from extractor.review.accounts import Accounts
from extractor.review.double import DoubleReview
from extractor.review.people import LOCAL
from tests.ui.desks import (
    TOTAL,
    WRONG,
    again,
    answered,
    cell,
    drawn,
    edit_cell,
    open_report,
    opened_store,
    press,
    report_of,
    shot,
    store_file,
    sum_sign,
)
from tests.ui.windows import open_page, tables

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.slow]
ROW = "applications.row_total:new_received"


@pytest.fixture
def wrong(data):
    return report_of(WRONG)


def opened_case(report):
    with opened_store() as store:
        return ReviewService(store).open(LOCAL, report)


def test_review_with_the_keyboard_alone_from_open_to_sign_off(server, page, wrong):
    open_report(page, server, wrong)
    shot(page, "desk")
    press(page, "a")
    expect(cell(page, TOTAL)).to_have_text(re.compile("3\\s*2"))
    press(page, "a", "a", "s", "Enter")
    expect(page.locator(".desk .state")).to_have_text("已通过")
    shot(page, "desk_signed_off")
    assert opened_case(wrong).state is ReviewState.SIGNED_OFF


def test_report_is_opened_from_the_queue_and_put_away_with_the_keyboard(server, page, wrong):
    open_page(page, server, "review")
    expect(page.get_by_role("button", name="下一份")).to_be_enabled()  # the key is the button's
    page.keyboard.press("n")
    drawn(page)
    title = page.locator(".desk .top h2").inner_text()
    press(page, "g")
    expect(page.locator(".desk .top h2")).not_to_have_text(title)
    expect(page).to_have_url(re.compile("report="))
    page.keyboard.press("q")
    tables(page, 1)
    expect(page).to_have_url(f"{server}/review")


def test_fact_goes_to_another_field(server, page, wrong):
    open_report(page, server, wrong)
    fact = page.locator("tr.v[data-v^='facts.']").first
    before = fact.get_attribute("data-v")
    fact.click()
    expect(fact).to_have_class(re.compile(r"\bon\b"))
    page.keyboard.press("m")
    page.locator(".dialog .entry").fill("栏目数")
    press(page, "Enter")
    expect(page.locator("tr.v.on.fixed")).to_contain_text("栏目数")
    view = opened_case(wrong).view
    assert view.values[before].removed
    assert [value.holding for path, value in view.values.items() if path.startswith("facts.platform.columns@")] != []


def test_sum_turns_while_a_cell_is_typed_and_nothing_is_stored_yet(server, page, wrong):
    open_report(page, server, wrong)
    expect(sum_sign(page, ROW)).to_have_text("✗")
    edit_cell(page, TOTAL)
    page.keyboard.press("2")
    expect(sum_sign(page, ROW)).to_have_text("✓")
    answered(page)
    shot(page, "desk_editing")
    assert opened_case(wrong).version == 0
    press(page, "Enter")
    expect(cell(page, TOTAL)).to_have_class(re.compile("fixed"))
    assert opened_case(wrong).view.corrected.tables.cell(TOTAL).value == 2


def test_keys_do_nothing_while_somebody_types(server, page, wrong):
    open_report(page, server, wrong)
    page.locator(".search").click()
    expect(page.locator(".search")).to_be_focused()
    page.keyboard.type("axsz")
    expect(page.locator(".search")).to_have_value("axsz")
    expect(page.locator(".dialog")).to_have_count(0)
    answered(page)
    assert opened_case(wrong).version == 0


def test_click_on_a_mark_finds_the_value_and_a_click_on_a_value_the_mark(server, page, wrong):
    open_report(page, server, wrong)
    mark = page.locator("mark.k-fact").first
    mark.click()
    expect(page.locator("tr.v.on")).to_be_in_viewport()
    cell(page, "applications.total_processed.total").click()
    expect(page.locator("mark.on")).to_be_in_viewport()


def test_undo_works_after_a_reload(server, page, wrong):
    open_report(page, server, wrong)
    press(page, "a")
    again(page)
    press(page, "z")
    expect(cell(page, TOTAL)).to_have_text("3")
    expect(page.locator(".log li.undone")).not_to_have_count(0)


def test_selected_words_become_a_fact(server, page, wrong):
    open_report(page, server, wrong)
    before = len(opened_case(wrong).view.values)
    words = page.locator("mark.k-quantity").first
    width, height = (words.bounding_box()[side] for side in ("width", "height"))
    words.hover(position={"x": 1, "y": height / 2})
    page.mouse.down()
    words.hover(position={"x": width - 1, "y": height / 2})
    page.mouse.up()
    expect(page.locator(".offer")).to_be_visible()
    page.keyboard.press("i")
    page.locator(".dialog .entry").fill("栏目数")
    shot(page, "desk_use_as")
    press(page, "Enter")
    expect(page.locator("tr.v.fixed")).to_contain_text("栏目数")
    assert len(opened_case(wrong).view.values) == before + 1


def test_second_to_save_sees_what_was_changed_and_chooses(server, page, new_window, wrong):
    other = new_window()
    open_report(page, server, wrong)
    open_report(other, server, wrong)
    for window, number in ((other, "5"), (page, "6")):
        edit_cell(window, TOTAL)
        window.keyboard.type(number)
        press(window, "Enter")
    expect(page.locator(".dialog .theirs")).to_contain_text("5")
    shot(page, "desk_conflict")
    assert opened_case(wrong).view.corrected.tables.cell(TOTAL).value == 5
    press(page, "2")
    expect(cell(page, TOTAL)).to_contain_text("6")
    assert opened_case(wrong).view.corrected.tables.cell(TOTAL).value == 6


def test_changes_of_others_to_other_values_are_merged_and_told(server, page, new_window, wrong):
    other = new_window()
    open_report(page, server, wrong)
    open_report(other, server, wrong)
    for window, path in ((other, "applications.carried_over.total"), (page, TOTAL)):
        edit_cell(window, path)
        window.keyboard.type("2")
        press(window, "Enter")
    expect(page.locator(".notices")).to_contain_text("上年结转")
    expect(cell(page, "applications.carried_over.total")).to_contain_text("2")


EVIL = "<script>window.hacked=1</script><img src=x onerror='window.hacked=1'> **粗** [a](javascript:alert(1)) \"'"


def test_markup_of_a_report_is_shown_as_text(server, page, data):
    lines = (
        f"{EVIL}某某县档案局2023年政府信息公开工作年度报告",
        f"一、总体情况{EVIL}主动公开政府信息12条。",
        "长" * 10_000,
        f"五、存在的主要问题及改进情况 存在的问题:{EVIL}公开不够及时。",
        "六、其他需要报告的事项 无。",
    )
    printed = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    open_report(page, server, store_file("evil.html", f"<html><body>{printed}</body></html>".encode()))
    expect(page.locator(".source")).to_contain_text("<script>window.hacked=1</script>")
    shot(page, "desk_evil")
    expect(page.locator(".desk script, .desk .source img, .desk a[href^=javascript]")).to_have_count(0)
    assert page.evaluate("window.hacked") is None


def test_pdf_shows_its_page_with_boxes_that_follow_the_value(server, page, data):
    from eval.synth.formats.pdf import write_pdf

    made = write_pdf(3)
    open_report(page, server, store_file(made.name, made.data))
    expect(page.locator(".sheet img")).to_be_visible()
    cell(page, "applications.new_received.total").click()
    expect(page.locator(".box.on")).to_be_in_viewport()
    shot(page, "desk_pdf")


def test_second_review_shows_nobody_elses_corrections(server, page, wrong):
    with opened_store() as store:
        accounts = Accounts(store)
        service = ReviewService(store)
        boss = accounts.add(LOCAL, "shen", "沈岚", Role.ADMINISTRATOR, password="long enough 1")
        accounts.add(LOCAL, "lin", "林溪", Role.REVIEWER, password="long enough 1")
        case = service.open(boss, wrong)
        finding = next(item for item in case.view.open_failures if item.finding.suggestion)
        service.save(boss, wrong, 0, [TakeSuggestion(finding.key)])
        service.sign_off(boss, wrong, service.open(boss, wrong).version, "样例")
        sample = DoubleReview(store).draw(boss, "试", 1, ["lin"])
    page.goto(f"{server}/review?report={wrong}&sample={sample}")
    page.locator("input").nth(0).fill("lin")
    page.locator("input[type=password]").fill("long enough 1")
    page.keyboard.press("Enter")
    drawn(page)
    expect(cell(page, TOTAL)).to_have_text("3")
    shot(page, "desk_blind")
    press(page, "a")
    expect(cell(page, TOTAL)).to_contain_text("2")
    press(page, "s", "Enter")
    expect(page.locator(".notices")).to_contain_text("复核已提交")


def test_english_reader_reads_english(server, page, wrong):
    open_report(page, server, wrong)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("radio", name="English").or_(page.get_by_text("English", exact=True)).first.click()
    expect(page.locator(".desk .findings > h3")).to_contain_text("Findings")
    page.mouse.move(900, 500)
    shot(page, "desk_english")
    expect(page.locator(".desk")).not_to_contain_text(re.compile(r"ui\.desk|ui\.report"))


def test_report_with_three_findings_takes_at_most_twelve_actions(server, page, wrong):
    open_report(page, server, wrong)
    row = actions_row(page)
    assert row.reached, row.figure


def test_search_finds_words_across_marks(server, page, wrong):
    open_report(page, server, wrong)
    page.keyboard.press("/")
    expect(page.locator(".search")).to_be_focused()
    page.keyboard.type("信息165条,")
    expect(page.locator(".found")).to_have_text("没有找到")
    page.locator(".search").fill("信息165条")
    expect(page.locator(".found")).to_have_text("1/1")


def test_dialogs_hold_their_counts_and_words_alone(server, page, wrong):
    errors = [item for item in opened_case(wrong).view.open_failures if item.finding.severity.value == "error"]
    open_report(page, server, wrong)
    page.keyboard.press("s")
    expect(page.locator(".dialog")).to_contain_text(f"还有 {len(errors)} 项错误未处理")
    for key in ("s", "?", "x"):
        page.keyboard.press("Escape")
        expect(page.locator(".dialog")).to_have_count(0)
        page.keyboard.press(key)
        expect(page.locator(".dialog")).to_be_visible()
        expect(page.locator(".desk")).not_to_contain_text("[object")
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    expect(page.locator(".desk .said")).to_be_visible()
    expect(page.locator(".desk")).not_to_contain_text("[object")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator(".dialog footer")).to_contain_text("关闭")
    shot(page, "desk_keys")


@pytest.mark.parametrize("name", ["overview", "review", "imports", "exports"])
def test_no_page_shows_an_object(server, page, wrong, name):
    open_page(page, server, name)
    expect(page.locator("body")).not_to_contain_text("[object")


def test_key_with_nothing_chosen_takes_the_first_open_finding(server, page, wrong):
    open_report(page, server, wrong)
    first = page.locator(".finding.on").get_attribute("data-f")
    for key in ("a", "x", "c", "f", "Enter"):
        press(page, "Escape", key)
        expect(page.locator(".finding.on")).to_have_attribute("data-f", first)
    assert opened_case(wrong).version == 0


def test_key_without_effect_says_why(server, page, wrong):
    with opened_store() as store:
        ReviewService(store).sign_off(LOCAL, wrong, 0, "样例")
    open_report(page, server, wrong)
    said = page.locator(".desk .said")
    press(page, "z")
    expect(said).to_have_text("已通过,按 R 重新打开后可撤销。")
    shot(page, "desk_said")
    press(page, "l")
    expect(said).to_contain_text("现在不能放回队列")
    press(page, "Escape")
    expect(said).to_be_hidden()


def test_finding_that_an_undo_brings_back_is_the_chosen_one(server, page, wrong):
    open_report(page, server, wrong)
    first = page.locator(".finding.on").get_attribute("data-f")
    press(page, "a")
    expect(page.locator(".finding.on")).not_to_have_attribute("data-f", first)
    press(page, "z")
    expect(page.locator(".finding.on")).to_have_attribute("data-f", first)
    press(page, "a")
    again(page)
    press(page, "z")
    expect(page.locator(".finding.on")).to_have_attribute("data-f", first)


def test_bars_stay_on_one_line(server, page, wrong):
    open_report(page, server, wrong)
    cell(page, TOTAL).click()
    expect(page.locator(".current .acts")).to_be_visible()
    tops = "(elements) => new Set(elements.map((element) => element.offsetTop)).size"
    assert page.locator(".current .acts button").evaluate_all(tops) == 1
    assert page.locator(".top > button").evaluate_all(tops) == 1
    shot(page, "desk_bar")
