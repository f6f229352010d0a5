import io
import struct

import numpy as np
import pytest

from extractor.errors import DocumentLoadError, DocumentTooLargeError
from extractor.parsing.readers.ocr.picture import _pieces, _with_paper, load_picture

Image = pytest.importorskip("PIL.Image", reason="needs the extra ocr")
pytest.importorskip("rapidocr", reason="needs the extra ocr")


def test_tiff_whose_second_page_has_lost_its_size_is_damaged():
    file = io.BytesIO()
    page = Image.new("L", (40, 40), 255)
    page.save(file, "TIFF", save_all=True, append_images=[page])
    data = bytearray(file.getvalue())
    first = struct.unpack_from("<I", data, 4)[0]
    second = struct.unpack_from("<I", data, first + 2 + 12 * struct.unpack_from("<H", data, first)[0])[0]
    struct.pack_into("<H", data, second + 2, 255)
    with pytest.raises(DocumentLoadError) as caught:
        load_picture(bytes(data), "甲.tif", "image/tiff")
    assert caught.value.params["reason"] == "damaged"


def test_strip_too_narrow_to_be_read_is_not_taken_for_hundreds_of_pages():
    assert _pieces(np.full((5000, 7), 255, dtype=np.uint8)) == [(0, 5000)]


def test_picture_of_more_pages_than_a_scan_may_have_is_refused():
    file = io.BytesIO()
    Image.new("L", (200, 100_000), 255).save(file, "PNG")
    with pytest.raises(DocumentTooLargeError):
        load_picture(file.getvalue(), "甲.png", "image/png")


@pytest.mark.parametrize(
    ("shape", "wanted"), [((5000, 7), (5000, 500)), ((7, 5000), (500, 5000)), ((90, 80), (90, 80))]
)
def test_strip_gets_paper_beside_it_and_stays_where_it_was(shape, wanted):
    paper = _with_paper(np.zeros(shape, dtype=np.uint8), "甲.png")
    assert paper.shape == wanted
    assert (paper[: shape[0], : shape[1]] == 0).all() and paper.sum(dtype=int) == 255 * (
        paper.size - shape[0] * shape[1]
    )


def test_strip_whose_paper_would_be_too_large_is_refused():
    with pytest.raises(DocumentTooLargeError):
        _with_paper(np.zeros((30, 65_000), dtype=np.uint8), "甲.png")
