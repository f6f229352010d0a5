import io
from random import Random

import docx
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractor.parsing.damage import name_damage, undo_wrong_decoding
from extractor.parsing.load import load_document
from extractor.parsing.mending import Change, Mending
from extractor.pipeline import process
from extractor.schema import Anchor, Document
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
    mending, (remark,) = undo_wrong_decoding(f"青禾县2023年，{garbled}。答复27件")
    mended = mending.text
    assert mended == f"青禾县2023年，{SENTENCE}。答复27件"
    assert [mended[slice(*evidence.span)] for evidence in remark.evidence] == [SENTENCE]
    assert remark.params["printed"] == garbled[:40]


def test_figures_inside_are_restored_with_their_words():
    garbled = "主动公开信息312条，废止".encode().decode("gb18030", "replace")
    assert "312条" in undo_wrong_decoding(garbled)[0].text


def test_what_lost_bytes_is_left_as_it_is_and_named():
    garbled = "本机关，本机关。".encode().decode("gbk", "replace")
    mended = undo_wrong_decoding(garbled)[0].text
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
    mending, remarks = undo_wrong_decoding(text)
    assert (mending.text, remarks) == (text, ())
    assert name_damage(text, lost_in_decoding=False) == ()


def test_everyday_characters_in_any_order_are_left_alone():
    chars = [char for char in map(chr, range(0x4E00, 0xA000)) if char.encode("gb2312", "ignore")]
    text = "".join(Random(1).choices(chars, k=60_000))
    mending, remarks = undo_wrong_decoding(text)
    assert (mending.text, remarks) == (text, ())


def test_report_with_a_garbled_stretch_keeps_its_promises():
    text = WRONG_TOTAL.read_text(encoding="utf-8")
    at = text.index("一、总体情况") + 8
    garbled = text[:at] + SENTENCE.encode().decode("gb18030") + text[at:]
    found = process(garbled.encode(), "a.txt")
    assert SENTENCE in found.document.text
    assert broken_promises(found.report, found.document) == []
    assert "reading.wrong_decoding_undone" in [finding.rule for finding in found.report.findings]


def _page(lines):
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><body>{body}</body></html>".encode(), "a.html"


def _word(lines):
    document, stream = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(stream)
    return stream.getvalue(), "a.docx"


def _pdf(lines):
    stream = io.BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(stream)
    canvas.setFont("STSong-Light", 10)
    for number, line in enumerate(lines):
        canvas.drawString(40, 780 - 20 * number, line)
    canvas.save()
    return stream.getvalue(), "a.pdf"


FORMATS = pytest.mark.parametrize("write", [_page, _word, _pdf])
TITLE = "青禾县统计局2023年政府信息公开工作年度报告"
BEHIND = "六、其他需要报告的事项"


@FORMATS
def test_wrong_decoding_is_undone_in_every_format_and_all_places_move_along(write):
    garbled = SENTENCE.encode().decode("gb18030")
    document, remarks = load_document(*write([TITLE, "一、总体情况", garbled, BEHIND]))
    assert rules(remarks) == ["reading.wrong_decoding_undone"]
    printed = [document.text[slice(*anchor.span)].strip() for anchor in document.anchors]
    assert printed == [TITLE, "一、总体情况", SENTENCE, BEHIND]
    assert document.pages is None or document.pages[-1].span[1] == len(document.text)


@FORMATS
def test_damage_that_stays_is_named_in_every_format(write):
    lines = [TITLE, "一、总体情况", "开元棋牌注册送彩金", "锟斤拷锟斤拷信息公开", BEHIND]
    document, remarks = load_document(*write(lines))
    assert rules(remarks) == ["reading.garbled", "reading.foreign_text"]
    assert all(document.text[slice(*piece.span)] == piece.quote for remark in remarks for piece in remark.evidence)


@pytest.mark.parametrize("write", [_page, _word])
def test_private_use_characters_are_named_in_every_format(write):
    _, remarks = load_document(*write([TITLE, "一、总体情况", "第二十条\ue5e5", BEHIND]))
    assert rules(remarks) == ["reading.private_use"]


@FORMATS
def test_a_report_that_stands_twice_is_named_in_every_format(write):
    text = WRONG_TOTAL.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and "|" not in line and len(line) < 50]
    report = process(*write(lines * 2)).report
    assert "reading.doubled" in [finding.rule for finding in report.findings]


def test_what_the_decoding_of_a_page_lost_is_counted_in_its_text():
    data = f"<html><body><p>{TITLE}</p><p>一、总体情况".encode() + b"\xff</p></body></html>"
    document, remarks = load_document(data, "a.html")
    assert [(r.rule, r.params["offset"]) for r in remarks] == [("reading.undecodable", document.text.index("\ufffd"))]


def test_an_anchor_that_ends_inside_a_change_keeps_all_of_it():
    document = Document(
        name="a",
        sha256="0",
        media_type="t",
        text="ab cd ef",
        anchors=[Anchor(span=s) for s in ((0, 4), (4, 5), (6, 8))],
    )
    mended = Mending(document.text, [Change(3, 5, "xyz")]).document(document)
    assert [mended.text[slice(*anchor.span)] for anchor in mended.anchors] == ["ab xyz", "ef"]
