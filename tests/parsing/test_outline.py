import pytest

from extractor.parsing.outline import find_outline

PARTS = {
    1: "总体情况",
    2: "主动公开政府信息情况",
    3: "收到和处理政府信息公开申请情况",
    4: "政府信息公开行政复议、行政诉讼情况",
    5: "存在的主要问题及改进情况",
    6: "其他需要报告的事项",
}
TITLE = "柳坪县商务局2023年政府信息公开工作年度报告\n"
PREAMBLE = "本报告包括总体情况、主动公开政府信息情况、其他需要报告的事项等六个部分。\n"


def report(heading="{numeral}、{title}\n", parts=PARTS):
    numerals = "一二三四五六"
    body = "".join(
        heading.format(numeral=numerals[part - 1], part=part, title=title) + f"本部分内容第{part}段。\n"
        for part, title in parts.items()
    )
    return TITLE + PREAMBLE + body


def found(text):
    return [section.part for section in find_outline(text).sections]


@pytest.mark.parametrize(
    "heading",
    [
        "{numeral}、{title}\n",
        "## {numeral}、{title}\n\n",
        "**{numeral}、{title}**\n\n",
        "（{numeral}）{title}\n",
        "{part}.{title}\n",
        "第{numeral}部分 {title}\n",
        "{title}\n",
        "{numeral}、{title} ",
        "{numeral}、{title}",
        "{numeral}、　{title}：\n",
    ],
)
def test_parts_are_found_however_the_heading_is_set(heading):
    assert found(report(heading)) == [1, 2, 3, 4, 5, 6]


def test_flat_text_on_one_line_has_its_parts():
    assert found(report("{numeral}、{title}").replace("\n", "")) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("part", "title"),
    [
        (1, "概述"),
        (2, "行政机关主动公开政府信息的情况"),
        (3, "行政机关收到和处理政府信息公开申请情况"),
        (4, "因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        (4, "因政府信息公开工作被申请行政复议、提起行\n政诉讼情况"),
        (5, "政府信息公开工作存在的主要问题和改进措施"),
        (5, "存在的问题及下一步改进措施"),
        (6, "其它需要报告的事项"),
    ],
)
def test_titles_are_told_by_meaning(part, title):
    outline = find_outline(report(parts={**PARTS, part: title}))
    assert [section.part for section in outline.sections] == [1, 2, 3, 4, 5, 6]
    assert outline.section(part).title.endswith(title.replace("\n", ""))


def test_a_list_of_the_parts_in_the_preamble_is_no_heading():
    text = TITLE + "本报告由一、总体情况；二、主动公开政府信息情况；等组成。\n" + report()
    assert find_outline(text).section(1).span[0] > text.index("一、总体情况\n") - 1


def test_a_part_that_is_missing_stays_missing():
    assert found(report(parts={part: title for part, title in PARTS.items() if part != 5})) == [1, 2, 3, 4, 6]


def test_a_report_that_stands_twice_is_read_once_and_said():
    text = report()
    outline = find_outline(text + "— 1 —\n" + text)
    assert outline.body[1] == len(text + "— 1 —\n")
    assert [remark.rule for remark in outline.remarks] == ["reading.doubled"]


def test_another_report_behind_the_first_is_said_to_be_another():
    other = report().replace("柳坪县商务局", "荻原县教育局").replace("本部分内容", "完全不同的另一份报告的文字内容在此")
    outline = find_outline(report() + other)
    assert [remark.rule for remark in outline.remarks] == ["reading.second_report"]


def test_page_marks_are_found_alone_and_inside_a_line():
    outline = find_outline(report() + "— 12 —\n第 3 页 共 7 页\n公开— 4 —工作\n- 5 -\n")
    assert len(outline.page_marks) == 4


def test_chrome_and_signature_after_the_last_part_are_its_tail():
    text = report() + "\n柳坪县商务局\n2024年1月15日\n附件下载 打印本页\n"
    outline = find_outline(text)
    assert text[outline.tail[0] :].lstrip().startswith("柳坪县商务局")


def test_long_runs_of_spaces_take_linear_time():
    assert found(report().replace("\n", " " * 20_000 + "\n")) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("title", ["收费及减免情况", "政府信息公开收费情况"])
def test_fees_behind_part_five_are_other_matters(title):
    parts = {**PARTS, 6: title}
    assert found(report(parts=parts)) == [1, 2, 3, 4, 5, 6]


def test_heading_about_fees_takes_no_other_part_away():
    assert found(report(parts={1: "概述", 3: "依申请公开政府信息情况", 4: "收费及减免情况", 5: "存在的主要问题"})) == [
        1,
        3,
        5,
    ]
    assert found(report().replace("本部分内容第3段。", "收费情况\n未收取费用。")) == [1, 2, 3, 4, 5, 6]
