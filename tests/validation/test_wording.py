import time
from datetime import date

import pytest

from extractor.schema import Section, Severity
from extractor.validation import check
from extractor.validation.rules.wording import is_id_number
from tests.extraction.prose import document
from tests.validation.worded import findings, quotes, worded


def invented_id(born: date) -> str:
    """A number of the right form with a place code that is not given to any place."""
    body = f"899999{born:%Y%m%d}000"
    return next(body + last for last in "0123456789X" if is_id_number(body + last))


ID = invented_id(date(1901, 2, 3))


@pytest.mark.parametrize(
    ("text", "residue"),
    [
        ("地址:××路××号。", ["××", "××"]),
        ("20XX年XX局认真贯彻。", ["20XX", "XX"]),
        ("联系人:____。", [":____"]),
        ("请与(单位名称)联系。", ["(单位名称)"]),
        ("电话:****。", ["****"]),
        ("该部分以表格形式报告。", ["该部分以表格形式报告"]),
        ("网址www.gov.example.com/xxgk/,邮箱xxgk@office.example.com。", []),
        ("**四、复议情况**\n****", []),
        ("名称规范,公开1×3个栏目。", []),
        ("_______\n正文。", []),
    ],
)
def test_what_was_never_filled_in_is_named(text, residue):
    assert quotes(text, "text.template_residue") == residue


def test_printed_id_number_is_an_error_that_does_not_repeat_it():
    (found,) = findings(f"申请人身份证号{ID},已答复。", "text.personal_data")
    assert found.severity is Severity.ERROR
    assert found.evidence[0].quote == ID
    assert ID not in found.message


@pytest.mark.parametrize("text", [f"编号{ID[:-1]}{'0' if ID[-1] != '0' else '1'}。", "单号200001010000000000。"])
def test_eighteen_digits_without_check_digit_are_no_id_number(text):
    assert findings(text, "text.personal_data") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("张某的手机为15500000000。", 0),
        ("当事人15500000000反映的问题已答复。", 1),
        ("联系电话:15500000000。", 0),
        ("投资15500000000元。", 0),
        ("见www.example.com/a/15500000000.html。", 0),
    ],
)
def test_mobile_phone_is_named_unless_it_is_the_contact(text, count):
    assert len(findings(text, "text.personal_data")) == count


def test_numbers_inside_longer_ones_are_no_personal_data():
    assert findings(f"流水9{ID}9,编号155000000001元。", "text.personal_data") == []


def test_part_in_which_personal_data_stand_is_said():
    text = f"一、总体情况\n申请人{ID}已答复。"
    (found,) = findings(text, "text.personal_data", sections=(Section(part=1, title="", span=(0, len(text))),))
    assert found.params["part"] == 1


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("畅通申请受理渠。", ["畅通申请受理渠。"]),
        ("开展业务培,", ["开展业务培,"]),
        ("共条,均已公开。", ["共条,"]),
        ("累计公开件。", ["累计公开件。"]),
        ("畅通申请受理渠道。", []),
        ("修整沟渠。加强栽培。", []),
        ("符合公共条件,", []),
        ("加强培训,提供咨询。", []),
    ],
)
def test_words_and_numbers_cut_off_are_named(text, lost):
    assert quotes(text, "text.lost_characters") == lost


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("存在的问题:一是信息更新不及时,", True),
        ("存在的问题:一是信息更新不及时，\n— 3 —\n", True),
        ("存在的问题:一是信息更新不及时。", False),
        ("存在的问题:一是信息更新不及时", False),
    ],
)
def test_part_that_ends_in_a_comma_breaks_off(text, broken):
    section = Section(part=5, title="", span=(0, len(text)))
    assert bool(findings(text, "text.breaks_off", sections=(section,))) is broken


@pytest.mark.parametrize(
    "text",
    [
        "与" * 60_000,
        "2022年,云溪县认真贯彻" * 6_000,
        "××" * 30_000,
        "我局" * 30_000,
        "15500000000 " * 8_000,
        "受理渠。" * 8_000,
        "其中网站3条(5%)," * 1_000,
        "由3条增加到5条,增长2%," * 1_000,
    ],
    ids=["与", "subjects", "residue", "selves", "phones", "渠", "parts", "changes"],
)
def test_long_text_of_one_kind_is_checked_within_a_second(text):
    sections = (Section(part=1, title="", span=(len(text) - 1, len(text))),)
    whole, of = worded(text, sections=sections), document(text)
    started = time.process_time()
    check(whole, document=of)
    assert time.process_time() - started < 1
