import io

import pytest

from extractor.errors import DocumentLoadError, DocumentTooLargeError, UnsupportedFormatError
from extractor.parsing.load import load_document
from extractor.parsing.readers.pdf import reader
from extractor.parsing.readers.pdf.columns import Columns, read_region
from extractor.parsing.readers.pdf.frame import Frame
from extractor.parsing.readers.pdf.lines import Line
from extractor.parsing.readers.pdf.page import PdfPage
from extractor.parsing.readers.pdf.reader import load_pdf
from extractor.parsing.readers.pdf.regions import Region
from extractor.parsing.readers.pdf.runs import Run

pytest.importorskip("reportlab", reason="reportlab writes the PDFs; install nianbao[dev]")

FONT = "STSong-Light"


def written(draw, pages=1, encrypt=None):
    """A PDF whose pages `draw(canvas, number)` fills."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), encrypt=encrypt)
    for number in range(1, pages + 1):
        canvas.setFont(FONT, 12)
        draw(canvas, number)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def line(canvas, number):
    canvas.drawString(72, 700, "全年主动公开政府信息12条。")


def grid(canvas, xs, ys):
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)


def table(canvas, number):
    """Two rows, three columns; the middle of the second row is blank, its label on two lines."""
    grid(canvas, (72, 172, 272, 372), (700, 660, 620))
    for x, y, words in [(80, 675, "规章"), (200, 675, "1 234"), (300, 675, "0")]:
        canvas.drawString(x, y, words)
    for x, y, words in [(80, 643, "行政规范"), (80, 628, "性文件"), (300, 635, "7")]:
        canvas.drawString(x, y, words)


def test_a_line_has_its_page_and_box():
    document, _ = load_pdf(written(line), "a.pdf")
    (anchor,) = document.anchors
    assert document.text == "全年主动公开政府信息12条。\n"
    assert anchor.page == 1
    assert anchor.bbox[0] == pytest.approx(72, abs=1)
    assert anchor.bbox[1] < 842 - 700 < anchor.bbox[3]


def test_ruled_cells_become_pipe_rows_blanks_kept():
    document, _ = load_pdf(written(table), "a.pdf")
    assert document.text == "| 规章 | 1 234 | 0 |\n| 行政规范性文件 |  | 7 |\n"


def test_every_cell_has_its_own_box():
    document, _ = load_pdf(written(table), "a.pdf")
    boxes = {document.text[slice(*anchor.span)]: anchor.bbox for anchor in document.anchors}
    left, top, right, bottom = boxes["行政规范性文件"]
    assert (left, right) == (pytest.approx(80, abs=1), pytest.approx(128, abs=1))
    assert bottom - top > 24
    assert boxes["7"][0] == pytest.approx(300, abs=1)


def test_columns_are_known_without_ruling_lines():
    def unruled(canvas, number):
        for row, (label, *values) in enumerate([("规章", "1", "2", "3"), ("规范性文件", "4", "", "6")]):
            canvas.drawString(72, 700 - 30 * row, label)
            for column, value in enumerate(values):
                canvas.drawString(200 + 90 * column, 700 - 30 * row, value)

    document, _ = load_pdf(written(unruled), "a.pdf")
    assert document.text == "| 规章 | 1 | 2 | 3 |\n| 规范性文件 | 4 |  | 6 |\n"


def test_a_frame_around_prose_is_no_table():
    def framed(canvas, number):
        canvas.rect(60, 60, 475, 722)
        line(canvas, number)

    assert load_pdf(written(framed), "a.pdf")[0].text == "全年主动公开政府信息12条。\n"


def test_an_upright_label_is_read_down_the_page():
    def upright(canvas, number):
        grid(canvas, (72, 102, 252, 372), (700, 600))
        for index, char in enumerate("办理结果"):
            canvas.drawString(80, 680 - 20 * index, char)
        canvas.drawString(120, 650, "予以公开")
        canvas.drawString(300, 650, "5")

    assert load_pdf(written(upright), "a.pdf")[0].text == "| 办理结果 | 予以公开 | 5 |\n"


def test_text_sideways_on_the_page_is_read_and_its_box_is_as_shown():
    def sideways(canvas, number):
        canvas.translate(595, 0)
        canvas.rotate(90)
        canvas.drawString(72, 500, "全年主动公开政府信息12条。")

    document, _ = load_pdf(written(sideways), "a.pdf")
    left, top, right, bottom = document.anchors[0].bbox
    assert document.text == "全年主动公开政府信息12条。\n"
    assert bottom - top > 100 > right - left
    assert bottom == pytest.approx(842 - 72, abs=1)


def test_pages_hold_their_text():
    data = written(lambda canvas, number: canvas.drawString(72, 700, f"第{number}段文字。"), 3)
    document, _ = load_pdf(data, "a.pdf")
    assert [document.text[slice(*page.span)] for page in document.pages] == [
        "第1段文字。\n",
        "第2段文字。\n",
        "第3段文字。\n",
    ]


def test_bare_page_numbers_are_left_out_and_said():
    def numbered(canvas, number):
        canvas.drawString(72, 700, "甲乙丙"[number - 1] + "段文字。")
        canvas.drawString(295, 40, str(number))

    document, remarks = load_pdf(written(numbered, 3), "a.pdf")
    assert document.text == "甲段文字。\n乙段文字。\n丙段文字。\n"
    assert [(r.rule, r.params["count"], r.params["printed"]) for r in remarks] == [
        ("reading.page_furniture", 3, "1；2；3")
    ]


def test_white_words_on_a_dark_head_stay():
    def dark(canvas, number):
        grid(canvas, (72, 172, 272), (700, 660, 620))
        canvas.setFillGray(0.2)
        canvas.rect(72, 660, 200, 40, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(80, 675, "信息内容")
        canvas.setFillGray(0)
        canvas.drawString(80, 635, "规章")
        canvas.drawString(200, 635, "3")

    assert load_pdf(written(dark), "a.pdf")[0].text == "| 信息内容 |  |\n| 规章 | 3 |\n"


def test_a_protected_file_asks_for_its_password():
    from reportlab.lib.pdfencrypt import StandardEncryption

    data = written(line, encrypt=StandardEncryption("geheim", canPrint=1))
    with pytest.raises(DocumentLoadError) as missing:
        load_document(data, "a.pdf")
    with pytest.raises(DocumentLoadError) as wrong:
        load_pdf(data, "a.pdf", password="falsch")
    assert (missing.value.message_id, wrong.value.message_id) == ("error.pdf_password", "error.pdf_wrong_password")
    assert load_pdf(data, "a.pdf", password="geheim")[0].text == "全年主动公开政府信息12条。\n"


def without_pages():
    objects = [b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n", b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"]
    data = b"%PDF-1.4\n" + b"".join(objects)
    places = b"".join(b"%010d 00000 n \n" % data.index(entry) for entry in objects)
    xref = b"xref\n0 3\n0000000000 65535 f \n" + places
    return data + xref + b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)


def test_a_file_without_pages_is_refused():
    with pytest.raises(DocumentLoadError) as error:
        load_pdf(without_pages(), "a.pdf")
    assert error.value.params["reason"] == "no_pages"


def picture(shade=128):
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    return ImageReader(Image.new("L", (20, 20), shade))


def test_a_page_that_is_a_picture_is_named():
    def second_pictured(canvas, number):
        if number == 1:
            line(canvas, number)
        else:
            canvas.drawImage(picture(), 0, 0, 595, 842)

    _, remarks = load_pdf(written(second_pictured, 2), "a.pdf")
    assert [(remark.rule, remark.params["pages"]) for remark in remarks] == [("reading.page_is_picture", "2")]


@pytest.mark.parametrize(("height", "named"), [(300, ["1"]), (60, [])], ids=["large", "small"])
def test_without_recognition_large_pictures_beside_text_are_named(monkeypatch, height, named):
    def illustrated(canvas, number):
        line(canvas, number)
        canvas.drawImage(picture(), 72, 100, 400, height)

    monkeypatch.setattr("extractor.parsing.readers.ocr.engine.installed", lambda: False)
    _, remarks = load_pdf(written(illustrated), "a.pdf")
    assert [remark.params["pages"] for remark in remarks if remark.rule == "reading.page_is_picture"] == named


def test_a_picture_under_its_own_text_is_read_already(monkeypatch):
    def recognised(canvas, number):
        canvas.drawImage(picture(240), 0, 0, 595, 842)
        for row in range(5):
            canvas.drawString(72, 700 - 30 * row, "全年主动公开政府信息12条。")

    monkeypatch.setattr("extractor.parsing.readers.ocr.engine.installed", lambda: False)
    document, remarks = load_pdf(written(recognised), "a.pdf")
    assert document.text.count("12条") == 5
    assert remarks == ()


def test_far_too_many_pages_are_refused_before_they_are_read():
    with pytest.raises(DocumentTooLargeError) as error:
        load_pdf(written(line, 2000), "a.pdf")
    assert error.value.params == {"name": "a.pdf", "size": 2000, "limit": reader.MAX_PAGES}


@pytest.mark.parametrize("keep", [9, 200, 500])
def test_a_cut_off_file_is_said_to_be_damaged(keep):
    with pytest.raises(DocumentLoadError) as error:
        load_pdf(written(line)[:keep], "a.pdf")
    assert error.value.params["reason"] == "damaged"


def test_a_picture_called_pdf_is_no_pdf():
    with pytest.raises((UnsupportedFormatError, DocumentLoadError)):
        load_document(b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "a.pdf")


def test_a_value_of_a_real_report_has_its_page_and_box(shared):
    path = shared / "reports" / "hongze-2023.pdf"
    document, remarks = load_document(path.read_bytes(), path.name)
    assert remarks == ()
    assert all(anchor.page and anchor.bbox for anchor in document.anchors)
    words = "".join(document.text[slice(*anchor.span)] for anchor in document.anchors)
    assert "".join(words.split()) == "".join(document.text.replace("|", "").split())


def test_a_label_whose_characters_have_no_width_stands_where_it_begins():
    def run(text, x0, x1, y):
        return Run(text, (x0, y, x1, y + 10), [(x0, y, x1, y + 10)] * len(text))

    lines = [
        Line((run(label, 72.0, 72.0, y), *(run(value, 250.0 + 80 * at, 262.0 + 80 * at, y) for at, value in figures)))
        for label, y, figures in (
            ("行政许可", 100.0, enumerate(("12", "30", "91"))),
            ("行政处罚", 130.0, enumerate(("25", "11", "71"))),
        )
    ]
    rows, _ = read_region(Region(lines), PdfPage(1, Frame(0, 0, 595, 842)), Columns())
    assert [[cell.text for cell in row] for row in rows] == [
        ["行政许可", "12", "30", "91"],
        ["行政处罚", "25", "11", "71"],
    ]
