"""Sound files of every format that is read, of which the damaged ones are made; pictures are small: parts of pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from random import Random

from eval.synth import generate
from eval.synth.formats.docx import write_docx
from eval.synth.formats.html import write_html
from eval.synth.formats.pdf import write_pdf
from eval.synth.formats.scan import draw_pages, font_path
from eval.synth.formats.xlsx import write_xlsx
from eval.synth.generate import compose

FIRST_SEED = 8_500_000
_POOL = 6
"""Sound files of each format."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNATURES = (b"%PDF-1.4\n", b"PK\x03\x04", OLE, b"\x1f\x8b", b"Rar!", b"GIF8", b"<html>", b"{\\rtf1", b"\x89PNG\r\n")
_DPI, _PART = 100, (60, 200, 500, 400)
_BOMB = 30_000_000


@lru_cache
def sound(kind: str) -> tuple[bytes, ...]:
    """Return the sound files of a format; one of `kinds()`."""
    return tuple(_MAKERS[kind](FIRST_SEED + number) for number in range(_POOL))


def kinds() -> tuple[str, ...]:
    """Return the formats there are sound files of; no pictures without a font to print them with."""
    return tuple(kind for kind in _MAKERS if kind not in PICTURES or font_path())


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return a zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def _zip(seed: int) -> bytes:
    return packed({"甲/一.txt": generate(seed).data, "二.html": write_html(seed).data})


def _nested(seed: int) -> bytes:
    """Return an archive that holds archives: one level deep, one too deep, and now and then one that swells."""
    inner = {"三.txt": generate(seed + 100).data, "四.docx": write_docx(seed).data}
    members = {"乙/内.zip": packed(inner), "五.txt": generate(seed + 200).data}
    if seed % 3 == 0:
        members["丙.zip"] = packed({"更深.zip": packed({"六.txt": generate(seed + 300).data})})
    if seed % 3 == 1:
        members["丁.zip"] = packed({"大.txt": bytes(_BOMB)})
    return packed(members)


def _ole(seed: int) -> bytes:
    """Return what begins like an old Word file."""
    return OLE + bytes(500) + "WordDocument".encode("utf-16-le") + generate(seed).text.encode("utf-16-le")


def _rtf(seed: int) -> bytes:
    """Return a report as RTF, every character outside ASCII by its number, as Word writes it."""
    text = generate(seed).text
    lines = ("".join(_rtf_character(character) for character in line) for line in text.splitlines())
    return b"{\\rtf1\\ansi\\ansicpg936\\uc1 " + "\\par\n".join(lines).encode("ascii") + b"}"


def _rtf_character(character: str) -> str:
    if character == "\t":
        return "\\tab "
    if character in "\\{}":
        return f"\\{character}"
    if character.isascii():
        return character
    units = character.encode("utf-16-le")
    numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return "".join(f"\\u{number}?" for number in numbers)


def _picture(kind: str) -> Callable[[int], bytes]:
    def made(seed: int) -> bytes:
        pages = draw_pages(compose(seed), _DPI)
        parts = [page.crop(_PART) for page in pages[seed % 2 : seed % 2 + (2 if kind == "tiff" else 1)]]
        file = io.BytesIO()
        more = {"save_all": True, "append_images": parts[1:]} if kind == "tiff" else {}
        parts[0].save(file, kind.upper(), **more)
        return file.getvalue()

    return made


PICTURES = ("png", "jpeg", "tiff")
_MAKERS: dict[str, Callable[[int], bytes]] = {
    "txt": lambda seed: generate(seed).data,
    "html": lambda seed: write_html(seed).data,
    "docx": lambda seed: write_docx(seed).data,
    "xlsx": lambda seed: write_xlsx(seed).data,
    "zip": _zip,
    "nested": _nested,
    "pdf": lambda seed: write_pdf(seed).data,
    "doc": _ole,
    "rtf": _rtf,
    **{kind: _picture(kind) for kind in PICTURES},
    "other": lambda seed: SIGNATURES[seed % len(SIGNATURES)] + Random(seed).randbytes(500),
}
