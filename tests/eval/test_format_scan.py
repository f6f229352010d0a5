import io

import pytest

pytest.importorskip("PIL", reason="needs Pillow, of the extra ocr")

from PIL import Image

from eval.synth.formats.scan import draw_pages, font_path, write_scan
from eval.synth.generate import compose

pytestmark = pytest.mark.skipif(font_path() is None, reason="needs fonts-noto-cjk or fonts-wqy-zenhei")

SEED = 5


def test_pages_are_a4_at_the_resolution_asked_for() -> None:
    pages = draw_pages(compose(SEED), 60)
    assert {page.size for page in pages} == {(496, 702)}


def test_same_seed_gives_the_same_bytes() -> None:
    assert write_scan(compose(SEED), dpi=60, kind="png") == write_scan(compose(SEED), dpi=60, kind="png")


def test_pdf_holds_pictures_and_no_text() -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    with pypdfium2.PdfDocument(write_scan(compose(SEED), dpi=60)) as pdf:
        assert len(pdf) == len(draw_pages(compose(SEED), 60))
        assert not any(page.get_textpage().get_text_range().strip() for page in pdf)


def test_skew_turns_every_page() -> None:
    straight, turned = (write_scan(compose(SEED), dpi=60, skew=skew, kind="png") for skew in (0, 2))
    assert straight != turned


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_picture_is_one_long_page(kind: str) -> None:
    image = Image.open(io.BytesIO(write_scan(compose(SEED), dpi=60, kind=kind)))
    assert image.format == kind.upper()
    assert image.height == 702 * len(draw_pages(compose(SEED), 60))


def test_unruled_pages_have_less_ink() -> None:
    ruled, unruled = (draw_pages(compose(SEED), 60, ruled)[0] for ruled in (True, False))
    assert sum(ruled.histogram()[:100]) > sum(unruled.histogram()[:100])
