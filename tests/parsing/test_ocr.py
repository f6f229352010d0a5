import io
import socket
import warnings
from dataclasses import replace
from functools import lru_cache

import pytest

from extractor.errors import DocumentLoadError, DocumentTooLargeError, EmptyDocumentError, UnsupportedFormatError
from extractor.messages import render
from extractor.parsing.load import load_document
from extractor.parsing.outline import find_outline
from extractor.parsing.readers.ocr import engine as ocr_engine
from extractor.schema import Document, Remark

pytest.importorskip("rapidocr", reason="needs the extra ocr")

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from eval.bench.scans import read_scans
from eval.scoring import score
from eval.synth.formats.scan import draw_pages, font_path, write_scan
from eval.synth.generate import compose
from extractor.parsing.readers.ocr import picture
from extractor.parsing.readers.ocr.cells import ReadCell, _as_cell, read_cells
from extractor.parsing.readers.ocr.engine import Box
from extractor.parsing.readers.ocr.grid import ruled_tables
from extractor.parsing.readers.ocr.page import StraightPage, straighten
from extractor.parsing.readers.ocr.reader import read_scan
from extractor.parsing.readers.ocr.settle import settle
from extractor.parsing.readers.ocr.text import CellText, Item, PageText
from extractor.parsing.readers.pdf.reader import load_pdf
from extractor.parsing.tables import read_tables
from extractor.pipeline import Processed, process
from tests.parsing.test_pdf import written
from tests.promises import broken_promises

needs_font = pytest.mark.skipif(font_path() is None, reason="needs fonts-noto-cjk or fonts-wqy-zenhei")
POINT = 200 / 72


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _ruled(values: list[str], gap: int = 80) -> np.ndarray:
    """A table of one row at 200 dpi, a figure a cell."""
    image = Image.new("L", (gap * len(values) + 40, 120), 250)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(font_path()), 26)
    for index, text in enumerate(values):
        draw.rectangle((20 + gap * index, 20, 20 + gap * (index + 1), 100), outline=40, width=2)
        draw.text((40 + gap * index, 42), text, font=font, fill=20)
    return np.asarray(image, dtype=np.uint8)


@lru_cache(maxsize=1)
def _report() -> Processed:
    return process(write_scan(compose(5, noise=0, damage=0), dpi=150), "scan.pdf")


@needs_font
def test_scanned_report_gives_every_cell() -> None:
    found = score(_report().report, compose(5, noise=0, damage=0).gold)
    assert found.cells.wrong == ()
    assert found.head.missed == 0


@needs_font
def test_every_value_of_a_scan_has_page_box_and_score() -> None:
    rows = (_report().report.tables.applications or {}).values()
    cells = [cell for row in rows if row for cell in row.values() if cell]
    assert len(cells) > 100
    assert all(cell.page in (2, 3) and cell.bbox and cell.score for cell in cells)


@needs_font
def test_scan_keeps_the_promises() -> None:
    assert broken_promises(_report().report, _report().document) == []


def _with_picture(table: Image.Image, box: tuple[float, float, float, float], same_page: bool) -> bytes:
    """A PDF with a line of text, a picture at left, bottom, width and height, and another line."""
    reportlab = pytest.importorskip("reportlab", reason="reportlab writes the PDFs; install nianbao[dev]")
    assert reportlab
    from reportlab.lib.utils import ImageReader

    def draw(canvas, number):
        if number != 2:
            canvas.drawString(72, 800 if number == 1 else 60, ("表格之前。", "", "表格之后。")[number - 1])
        if number == 2 or same_page:
            canvas.drawImage(ImageReader(table), *box)
        if same_page:
            canvas.drawString(72, 60, "表格之后。")

    return written(draw, 1 if same_page else 3)


@needs_font
@pytest.mark.parametrize("same_page", [False, True], ids=["a page of its own", "beside text"])
def test_table_that_is_a_picture_is_read_in_its_place(same_page: bool) -> None:
    report = compose(5, noise=0, damage=0)
    grid = [block for block in report.blocks if not isinstance(block, str)][-1]
    (page,) = draw_pages(replace(report, blocks=[grid]), 200)
    table = page.crop((0, 0, page.width, page.height // 2))
    document, _ = load_pdf(_with_picture(table, (0, 300, 595, 421), same_page), "a.pdf")
    scores = {anchor.page for anchor in document.anchors if anchor.score is not None}
    found = read_tables(document.text, find_outline(document.text)).tables.review_litigation
    assert found is not None
    values = {key: {column: cell.value for column, cell in row.items()} for key, row in found.items()}
    assert values == report.gold["tables"]["review_litigation"]
    assert document.text.startswith("表格之前。\n|")
    assert document.text.endswith("|\n表格之后。\n")
    assert scores == {1 if same_page else 2}


def test_scan_of_too_many_pages_is_refused_before_it_is_read() -> None:
    with pytest.raises(DocumentTooLargeError) as error:
        load_pdf(written(lambda canvas, number: None, 201), "scan.pdf")
    assert error.value.params == {"name": "scan.pdf", "size": 201, "limit": 200}


@needs_font
def test_figures_between_walls_are_read_and_blanks_stay_blank() -> None:
    page = _ruled(["0", "12", "", "3001", "—", "/"])
    (table,) = ruled_tables(page, POINT)
    cells = read_cells(page, [cell.box for row in table.rows for cell in row], POINT)
    assert [cell.text for cell in cells] == ["0", "12", "", "3001", "—", "/"]
    assert cells[2].score is None


@needs_font
def test_slash_that_may_be_a_one_is_unsure() -> None:
    page = _ruled(["1", "/"])
    (table,) = ruled_tables(page, POINT)
    one, slash = read_cells(page, [cell.box for row in table.rows for cell in row], POINT)
    assert (one.text, one.unsure) == ("1", False)
    assert slash.text == "/"


def test_blank_paper_is_empty() -> None:
    with pytest.raises(EmptyDocumentError):
        load_document(_png(Image.new("L", (600, 800), 250)), "blank.png")


def test_missing_extra_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_engine, "installed", lambda: False)
    with pytest.raises(UnsupportedFormatError) as caught:
        load_document(_png(Image.new("L", (60, 80), 250)), "a.png")
    for lang in ("zh", "en"):
        assert "pip install 'nianbao[ocr]'" in render(caught.value.message_id, caught.value.params, lang)


def test_hundred_megapixels_are_refused_before_decoding() -> None:
    data = _png(Image.new("1", (12_000, 9_000), 1))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(DocumentTooLargeError) as caught:
            load_document(data, "huge.png")
    assert "huge.png" in render(caught.value.message_id, caught.value.params)


def test_picture_renamed_pdf_is_told_by_content() -> None:
    with pytest.raises(EmptyDocumentError):
        load_document(_png(Image.new("L", (600, 800), 250)), "report.pdf")


@pytest.mark.parametrize("keep", [30, 200], ids=["head", "half"])
def test_cut_off_picture_is_damaged(keep: int) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (80, 60), dtype=np.uint8)
    with pytest.raises(DocumentLoadError):
        load_document(_png(Image.fromarray(noise))[:keep], "cut.png")


def test_transparency_is_paper_not_ink() -> None:
    with pytest.raises(EmptyDocumentError):
        load_document(_png(Image.new("RGBA", (600, 800), (0, 0, 0, 0))), "clear.png")


@pytest.mark.parametrize("angle", [-2.0, 0.0, 0.7, 1.9])
def test_skew_is_measured_and_taken_out(angle: float) -> None:
    page = np.full((1200, 900), 250, np.uint8)
    for top in range(150, 1050, 40):
        cv2.line(page, (100, top), (800, top), 20, 3)
    turn = cv2.getRotationMatrix2D((450, 600), angle, 1.0)
    turned = cv2.warpAffine(page, turn, (900, 1200), borderValue=250)
    assert straighten(turned, POINT, 1.0).angle == pytest.approx(-angle, abs=0.05)


def test_place_leads_back_to_the_turned_page() -> None:
    page = StraightPage(np.full((1000, 800), 250, np.uint8), POINT, 2.0, 1.0)
    left, top, right, bottom = page.place(Box(700, 500, 700, 500))
    turn = cv2.getRotationMatrix2D((400, 500), 2.0, 1.0)
    back = cv2.invertAffineTransform(turn) @ np.array([700, 500, 1])
    assert (left, top) == pytest.approx(tuple(back), abs=0.1)
    assert (right, bottom) == (left, top)


def test_merged_cells_come_with_their_spans() -> None:
    page = np.full((400, 700), 250, np.uint8)
    for box in ((50, 50, 250, 250), (250, 50, 650, 150), (250, 150, 450, 250), (450, 150, 650, 250)):
        cv2.rectangle(page, box[:2], box[2:], 30, 2)
    (table,) = ruled_tables(page, POINT)
    spans = [[(cell.rowspan, cell.colspan) for cell in row] for row in table.rows]
    assert spans == [[(2, 1), (1, 2)], [(1, 1), (1, 1)]]


@pytest.mark.parametrize(("read", "meant"), [("O", "0"), ("l", "1"), ("一", "—"), ("1O5", "105"), ("规章", "规章")])
def test_lookalikes_become_what_a_cell_can_hold(read: str, meant: str) -> None:
    assert _as_cell(read) == meant


def test_low_score_makes_a_figure_unsure_but_not_a_label() -> None:
    assert ReadCell("5", 0.6).unsure
    assert not ReadCell("5", 0.99).unsure
    assert not ReadCell("规章", 0.6).unsure
    assert not ReadCell("", None).unsure


def _review_page(texts: list[str], doubts: dict[int, tuple[str, ...]]) -> PageText:
    cells = tuple(
        CellText(
            text, 0.5 if at in doubts else 0.99, (at, 0, at + 1, 1), candidates=doubts.get(at, ()), unsure=at in doubts
        )
        for at, text in enumerate(texts)
    )
    return PageText(1, (Item(0.0, rows=(cells,)),))


def _settled(texts: list[str], doubts: dict[int, tuple[str, ...]]) -> tuple[Document, tuple[Remark, ...]]:
    from extractor.parsing.readers.ocr.reader import _document

    head = "某县某局2022年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
    page = _review_page(texts, doubts)

    def draw(chosen: object) -> Document:
        document = _document(b"", "a.png", "image/png", [page], chosen)  # type: ignore[arg-type]
        moved = tuple(replace(a, span=(a.span[0] + len(head), a.span[1] + len(head))) for a in document.anchors)
        return document.model_copy(update={"text": head + document.text, "anchors": moved})

    return settle(draw, [page])


ROW = ["1", "0", "0", "0", "1", "0", "0", "2", "0", "2", "0", "0", "0", "0", "0"]


def test_identities_choose_the_only_reading_that_adds_up() -> None:
    document, (remark,) = _settled([*ROW[:7], "7", *ROW[8:]], {7: ("2",)})
    assert remark.rule == "reading.ocr_by_identity"
    assert remark.cells == ("review_litigation.litigation_direct.other",)
    assert document.text[slice(*remark.evidence[0].span)] == "2"
    assert remark.candidates == ("7", "2")


def test_unsure_cell_keeps_its_first_reading_where_nothing_adds_up() -> None:
    document, (remark,) = _settled([*ROW[:7], "7", *ROW[8:]], {7: ("1",)})
    assert remark.rule == "reading.ocr_unsure"
    assert document.text[slice(*remark.evidence[0].span)] == "7"


def test_two_readings_that_both_add_up_leave_the_cell_open() -> None:
    _, remarks = _settled([*ROW[:7], "7", "0", "7", *ROW[10:]], {7: ("2",), 9: ("2",)})
    assert {remark.rule for remark in remarks} == {"reading.ocr_unsure"}


@needs_font
@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(("dpi", "share"), [(150, 0.98), (200, 0.995)])
def test_scans_reach_their_target(dpi: int, share: float) -> None:
    read = [scan.score.cells for scan in read_scans(range(7700, 7702), dpi)]
    assert sum(len(cells.wrong) for cells in read) <= (1 - share) * sum(cells.total for cells in read)
    assert not any(cells.silent for cells in read)


def test_long_picture_is_cut_where_nothing_is_printed() -> None:
    page = np.full((2000, 600), 250, np.uint8)
    page[:810] = page[860:1700] = page[1720:] = 0
    pieces = picture._pieces(page)
    assert pieces[0][0] == 0 and pieces[-1][1] == 2000
    assert 810 <= pieces[0][1] <= 860


def test_nothing_recognised_is_an_empty_document() -> None:
    with pytest.raises(EmptyDocumentError):
        read_scan(b"", "a.png", "image/png", [])


def test_recognition_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    ocr_engine._engine.cache_clear()
    page = np.full((200, 400), 250, np.uint8)
    cv2.putText(page, "2024", (40, 120), cv2.FONT_HERSHEY_SIMPLEX, 2, 20, 5)
    assert ocr_engine.recognize([page[60:140]])[0].text == "2024"
    assert len(ocr_engine.detect(page)) == 1
