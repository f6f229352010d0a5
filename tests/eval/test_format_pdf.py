from dataclasses import replace

import pytest

from eval.scoring import score
from eval.synth.formats.pdf import PAGE_NUMBERS, PdfStyle, Rules, Watermark, draw_style, write_pdf
from eval.synth.formats.pdf_tables import TableStyle
from extractor.pipeline import process

pytest.importorskip("reportlab", reason="reportlab writes the PDFs; install nianbao[dev]")


def wrong_cells(report):
    return score(process(report.data, report.name).report, report.gold).cells.wrong


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "unruled"])
@pytest.mark.parametrize("seed", range(7001, 7005))
def test_cells_are_as_in_gold(seed, ruled):
    assert wrong_cells(write_pdf(seed, ruled=ruled)) == ()


@pytest.mark.slow
@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "unruled"])
def test_cells_of_many_reports_are_as_in_gold(ruled):
    reports = (write_pdf(seed, ruled=ruled) for seed in range(7100, 7130))
    assert {report.name: wrong for report in reports if (wrong := wrong_cells(report))} == {}


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "unruled"])
@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_turned_pages_are_read_upright(rotation, ruled):
    style = replace(draw_style(7005, ruled=ruled), rotation=rotation)
    assert wrong_cells(write_pdf(7005, style=style)) == ()


@pytest.mark.parametrize("rules", list(Rules))
def test_ruling_lines_are_found_however_they_are_drawn(rules):
    assert wrong_cells(write_pdf(7006, style=PdfStyle(rules=rules))) == ()


@pytest.mark.parametrize("mark", PAGE_NUMBERS)
def test_page_numbers_are_no_cells(mark):
    style = PdfStyle(table=TableStyle(ruled=False), page_number=mark, running_head=True)
    assert wrong_cells(write_pdf(7007, style=style)) == ()


@pytest.mark.parametrize("below", [True, False], ids=["figures below", "figures above"])
@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "unruled"])
def test_rows_torn_by_page_breaks_are_whole(ruled, below):
    table = TableStyle(ruled=ruled, torn=True, figures_below=below, repeat_head=True)
    assert [wrong_cells(write_pdf(seed, style=PdfStyle(table=table))) for seed in (7008, 7009)] == [(), ()]


@pytest.mark.parametrize("kind", [Watermark.ASKEW, Watermark.LIGHT])
def test_a_watermark_is_left_out_and_said(kind):
    report = write_pdf(7010, style=PdfStyle(watermark=kind))
    result = process(report.data, report.name)
    assert "仅供测试" not in result.document.text
    printed = [finding.params["printed"] for finding in result.report.findings if finding.rule == "reading.watermark"]
    assert [words.replace(" ", "") for words in printed] == ["样本仅供测试"]


def test_a_seed_gives_the_same_bytes():
    assert write_pdf(7011).data == write_pdf(7011).data
