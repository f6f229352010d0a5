from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extraction.prose import document, items, passages


@pytest.mark.parametrize(
    ("text", "problems", "improvements"),
    [
        (
            "存在的问题:一是公开意识不强;二是更新不够及时。\n下一步:一是加强业务学习,提高能力。二是完善制度。\n",
            ["公开意识不强", "更新不够及时"],
            ["加强业务学习", "完善制度"],
        ),
        (
            "(一)存在的主要问题\n1.公开意识不强。\n2.更新不够及时。\n(二)改进措施\n1.加强学习。\n2.完善制度。\n",
            ["公开意识不强", "更新不够及时"],
            ["加强学习", "完善制度"],
        ),
        (
            "我局工作取得一定成效,但仍存在公开意识不强、栏目更新不及时等问题。2023年,我局将梳理公开事项清单,推行信息员制度。",
            ["公开意识不强", "栏目更新不及时"],
            ["梳理公开事项清单", "推行信息员制度"],
        ),
        (
            "针对栏目更新不及时的问题,制定时限清单;针对解读形式单一的问题,制作动漫图解。",
            ["栏目更新不及时", "解读形式单一"],
            ["制定时限清单", "制作动漫图解"],
        ),
        (
            "主要表现在三个方面:公开颗粒度不够细;进展不平衡。为此,我们将编制目录清单;建立帮带机制。",
            ["公开颗粒度不够细", "进展不平衡"],
            ["编制目录清单", "建立帮带机制"],
        ),
        (
            "改进情况。扎实开展信息化建设工作,能力持续提升;二是畅通公开渠道;三是组织专题培训。",
            [],
            ["扎实开展信息化建设工作", "畅通公开渠道", "组织专题培训"],
        ),
        ("无。", [], []),
    ],
    ids=["一是", "numbered", "running", "针对", "semicolons", "first ordinal lost", "none"],
)
def test_part_five_is_cut_into_items(text: str, problems: list[str], improvements: list[str]) -> None:
    assert items(text) == (problems, improvements)


def test_improvements_may_stand_before_the_problems() -> None:
    text = "(一)上年问题的改进情况\n一是更新栏目设置。\n(二)主要问题\n一是公开意识不强。\n"

    assert items(text) == (["公开意识不强"], ["更新栏目设置"])


@given(st.text(alphabet="一二三是存在问题不足改进措施下一步将针对,。;:()\n12.、加强有待", max_size=120))
@settings(deadline=None, max_examples=150)
def test_any_part_five_gives_items_with_their_place(text: str) -> None:
    from extractor.extraction.items import extract_items

    for found in extract_items(document(text), passages(text, 5)):
        for item in found:
            assert item.evidence.span is not None
            assert text[slice(*item.evidence.span)] == item.evidence.quote


@pytest.mark.parametrize("numbered", [False, True], ids=["running text", "numbered"])
def test_time_grows_with_the_length_of_part_five(numbered):
    from extractor.extraction.items import item_spans
    from extractor.extraction.part_five import read_zones

    def seconds(count):
        sentences = (f"{f'{at}.' if numbered else ''}栏目更新不够及时{at}。" for at in range(1, count + 1))
        text = "存在问题:" + "".join(sentences)
        started = time.process_time()
        assert sum(1 for zone in read_zones(text) for _ in item_spans(text, zone))
        return time.process_time() - started

    seconds(10)
    assert seconds(8000) < 24 * max(min(seconds(1000) for _ in range(3)), 0.005)
