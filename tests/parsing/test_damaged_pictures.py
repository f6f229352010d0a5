import io
import struct

import pytest

from extractor.errors import DocumentLoadError
from extractor.parsing.readers.ocr.picture import load_picture

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
