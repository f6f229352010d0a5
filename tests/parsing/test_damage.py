from random import Random

import pytest

from extractor.parsing.damage import name_damage, undo_wrong_decoding
from extractor.parsing.load import load_document
from extractor.pipeline import process
from tests.promises import broken_promises
from tests.test_docs import WRONG_TOTAL

SENTENCE = "全年收到政府信息公开申请二十五件，上年结转三件，均已办结"


def rules(remarks):
    return [remark.rule for remark in remarks]


@pytest.mark.parametrize(
    ("right", "wrong"), [("utf-8", "gb18030"), ("utf-8", "latin-1"), ("gb18030", "latin-1")], ids="-as-".join
)
def test_text_read_in_the_wrong_encoding_is_restored_where_it_stands(right, wrong):
    garbled = SENTENCE.encode(right).decode(wrong)
    mended, (remark,) = undo_wrong_decoding(f"青禾县2023年，{garbled}。答复27件")
    assert mended == f"青禾县2023年，{SENTENCE}。答复27件"
    assert [mended[slice(*evidence.span)] for evidence in remark.evidence] == [SENTENCE]
    assert remark.params["printed"] == garbled[:40]


def test_figures_inside_are_restored_with_their_words():
    garbled = "主动公开信息312条，废止".encode().decode("gb18030", "replace")
    mended, _ = undo_wrong_decoding(garbled)
    assert "312条" in mended


def test_what_lost_bytes_is_left_as_it_is_and_named():
    garbled = "本机关，本机关。".encode().decode("gbk", "replace")
    mended, _ = undo_wrong_decoding(garbled)
    assert "\ufffd" in mended
    assert rules(name_damage(mended, lost_in_decoding=False)) == ["reading.garbled"]


@pytest.mark.parametrize("text", ["锟斤拷锟斤拷公开", "公开\ufffd条", "烫烫烫烫公开", "鏀簻鏀簻公开"])
def test_garbled_text_is_named_with_its_place(text):
    (remark,) = name_damage(text, lost_in_decoding=False)
    assert remark.rule == "reading.garbled"
    assert all(text[slice(*evidence.span)] == evidence.quote for evidence in remark.evidence)


def test_what_our_own_decoding_lost_is_not_named_twice():
    data = "青禾县政府信息公开".encode() + b"\xff" + "年度报告，主动公开信息。".encode()
    assert rules(load_document(data, "a.txt")[1]) == ["reading.undecodable"]


def test_private_use_characters_are_named_by_their_code():
    (remark,) = name_damage("第二十条\ue5e5第\uf0b7", lost_in_decoding=False)
    assert (remark.rule, remark.params["codes"], remark.params["count"]) == ("reading.private_use", "U+E5E5、U+F0B7", 2)


@pytest.mark.parametrize(
    "text", ["澳门新葡京官网青禾县2023年", "青禾县bet365政府信息公开", "百家乐政府信息公开年度报告"]
)
def test_text_of_hijacked_mirrors_is_named(text):
    assert rules(name_damage(text, lost_in_decoding=False)) == ["reading.foreign_text"]


@pytest.mark.parametrize(
    "text",
    [
        "开展打击网络博彩专项行动，公开案件12件",
        "福利彩票公益金使用情况公告3条",
        "集中整治棋牌游戏等场所",
        "臺灣居民申請公開資訊，檔案館受理，鄉鎮公所彙整",
        "受理人张堃、李璟、王喆、赵垚",
        "采用ＡＢＣ格式，温度≤20℃，±5％，café",
    ],
)
def test_sound_text_is_neither_changed_nor_named(text):
    assert undo_wrong_decoding(text) == (text, ())
    assert name_damage(text, lost_in_decoding=False) == ()


def test_everyday_characters_in_any_order_are_left_alone():
    chars = [char for char in map(chr, range(0x4E00, 0xA000)) if char.encode("gb2312", "ignore")]
    text = "".join(Random(1).choices(chars, k=60_000))
    assert undo_wrong_decoding(text) == (text, ())


def test_report_with_a_garbled_stretch_keeps_its_promises():
    text = WRONG_TOTAL.read_text(encoding="utf-8")
    at = text.index("一、总体情况") + 8
    garbled = text[:at] + SENTENCE.encode().decode("gb18030") + text[at:]
    found = process(garbled.encode(), "a.txt")
    assert SENTENCE in found.document.text
    assert broken_promises(found.report, found.document) == []
    assert "reading.wrong_decoding_undone" in [finding.rule for finding in found.report.findings]
