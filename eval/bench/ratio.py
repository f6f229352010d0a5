"""What reading a file costs against the raw text extraction of the same library, measured in one run."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

_ROUNDS = 9
_WARM_UP = 2


@dataclass(frozen=True)
class Ratio:
    """Medians of processor time in seconds: `raw` of the library's own text, `read` of ours."""

    name: str
    raw: float
    read: float

    @property
    def value(self) -> float:
        """Return how many times as long ours takes."""
        return self.read / self.raw

    def __str__(self) -> str:
        """Return the ratio with its times in ms."""
        return f"{self.name}: × {self.value:.2f} (raw {self.raw * 1000:.1f} ms, read {self.read * 1000:.1f} ms)"


def pdf_ratio(name: str, data: bytes, rounds: int = _ROUNDS) -> Ratio:
    """Return what a PDF costs against the text of all its pages by pypdfium2."""
    from extractor.parsing.readers.pdf.reader import load_pdf

    return compare(name, lambda: raw_pdf(data), lambda: load_pdf(data, name), rounds)


def html_ratio(name: str, data: bytes, rounds: int = _ROUNDS) -> Ratio:
    """Return what a page costs against its whole text by lxml.

    lxml is told the encoding that was found: where a page names a wrong one, it would stop in the middle.
    """
    from extractor.parsing.readers.html.reader import load_html

    encoding = load_html(data, name)[0].encoding or "utf-8"
    return compare(name, lambda: raw_html(data, encoding), lambda: load_html(data, name), rounds)


def raw_pdf(data: bytes) -> str:
    """Return the text of all pages as pypdfium2 gives it."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf)


def raw_html(data: bytes, encoding: str) -> str:
    """Return the text of a page, chrome and scripts included, as lxml gives it."""
    from lxml import html

    parser = html.HTMLParser(encoding=encoding.removesuffix("-sig"))
    return str(html.document_fromstring(data, parser=parser).text_content())


def compare(name: str, raw: Callable[[], object], read: Callable[[], object], rounds: int = _ROUNDS) -> Ratio:
    """Return the medians of both, taken in turns, so that a busy machine disturbs both alike."""
    for _ in range(_WARM_UP):
        raw()
        read()
    times = [(_timed(raw), _timed(read)) for _ in range(rounds)]
    return Ratio(name, median(one for one, _ in times), median(other for _, other in times))


def _timed(work: Callable[[], object]) -> float:
    """Return the seconds of processor time a call takes; what earlier ones left behind is cleared away before."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start
