import re

import pytest

from eval.synth import generate
from extractor.index.chunks import pieces_of
from extractor.index.prose import MOST
from extractor.pipeline import process, read
from extractor.storage.indexing import Stored
from tests.index.fictional import indexed_entry


def stored(entry):
    report = entry.report
    issuer, year = report.issuer and report.issuer.value, report.year and report.year.value
    return Stored(1, report.id, 1, issuer, year, report.model_dump(mode="json"), entry.document.text)


def pieces(**values):
    return pieces_of(stored(indexed_entry(**values)))


def piece(wanted, found):
    return next(one for one in found if wanted in (one.row or one.text))


def test_passage_has_its_part_sub_head_and_sentences():
    found = piece("业务培训", pieces())
    assert (found.part, found.heading) == (1, "(二)监督保障")
    assert found.text == "(二)监督保障。全年组织业务培训3次。"
    assert len(found.spans) == 2


def test_spans_point_at_what_is_printed():
    entry = indexed_entry()
    for one in pieces_of(stored(entry)):
        printed = "".join(entry.document.text[start:end] for start, end in one.spans)
        assert printed and (one.row or printed == one.text)


def test_row_stands_with_its_heads():
    found = piece("applications.new_received", pieces())
    assert found.part == 3
    assert "本年新收政府信息公开申请数量" in found.heading
    assert "自然人 4,商业企业 1" in found.text and "总计 5" in found.text


def test_blank_cell_is_called_blank_not_zero():
    assert "其他 空白" in piece("applications.granted", pieces()).text


def test_rows_of_zeros_stand_together():
    found = piece("applications.*", pieces())
    assert "各列均为0" in found.heading
    assert found.text.startswith("二、上年结转政府信息公开申请数量;")
    assert len(found.spans) == 7 * found.text.count(";")


def test_row_that_is_not_in_the_document_has_no_passage():
    assert not [one for one in pieces() if one.row == "applications.carried_forward"]


def test_table_is_not_repeated_as_prose():
    assert not [one for one in pieces() if one.row is None and "商业企业" in one.text]


@pytest.mark.parametrize("seed", range(9_100_000, 9_100_015))
def test_every_sentence_of_the_prose_is_in_a_passage(seed):
    made = generate(seed)
    processed = process(made.data, made.name)
    found = pieces_of(Stored(1, "", 1, None, None, processed.report.model_dump(mode="json"), processed.document.text))
    covered = {place for one in found for start, end in one.spans for place in range(start, end)}
    passages = read(made.data, made.name).passages
    places = [place for passage in passages for place in passage.flow.offsets]
    lost = "".join(processed.document.text[place] for place in places if place not in covered)
    assert not re.search(r"[。;；，,]", lost)


def test_passages_end_in_time():
    found = pieces(problem="。".join(f"第{number}类栏目更新不够及时、内容不够丰富" for number in range(200)))
    assert max(len(one.text) for one in found if one.row is None) < MOST + 60


def test_endless_report_has_no_more_passages_than_fit():
    text = "一、总体情况\n" + "".join(f"(一)第{number}类栏目\n更新不够及时。\n" for number in range(5000))
    tables = dict.fromkeys(("disclosure", "applications", "review_litigation", "annex"))
    found = pieces_of(Stored(1, "", 1, None, None, {"sections": [], "tables": tables, "form": None}, text))
    assert len(found) <= 4096
    assert sum(one.text.count("更新不够及时") for one in found) == 5000
