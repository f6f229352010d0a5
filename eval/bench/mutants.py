"""Damaged files of every format for the service to swallow: the same number makes the same file again."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from eval.synth import generate
from eval.synth.formats.docx import write_docx
from eval.synth.formats.html import write_html
from eval.synth.formats.pdf import write_pdf
from eval.synth.formats.xlsx import write_xlsx

FIRST_SEED = 8_500_000
_POOL = 6
"""Sound files of each format that the damaged ones are made of."""
_WEIGHTS = {"txt": 26, "html": 22, "docx": 18, "xlsx": 14, "zip": 10, "pdf": 8, "doc": 1, "other": 1}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (b"%PDF-1.4\n", b"PK\x03\x04", _OLE, b"\x1f\x8b", b"Rar!", b"GIF8", b"<html>")
_ODD = (
    "\u202e\u2066".encode(), b"\0" * 64, b"\xff\xfe", b"\xed\xa0\x80", b"=cmd|' /C calc'!A0", b"9" * 400, b"-1",
    b"<table>" * 300, b"|" * 2000, b"&" + b"a" * 50 + b";", b"\r" * 500, "〇".encode() * 200, b"' OR 1=1 --", b"%n%s",
    b"<!ENTITY x SYSTEM 'file:///etc/passwd'>",
)  # fmt: skip
_NAMES = ("{}", "../../{}", "a/b/{}", "{}\u202e", "=1+1{}", "<b>{}", "长" * 300 + "{}", "C:\\{}", "{}\n", "'{}\"")


@dataclass(frozen=True)
class Mutant:
    """A damaged file; `name` has the mark of its owner, `kind` the format it was made of."""

    name: str
    data: bytes
    kind: str


def mutant(number: int, mark: str) -> Mutant:
    """Return the damaged file of a number."""
    chance = Random(FIRST_SEED + number)
    kind = chance.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    data = chance.choice(sound(kind))
    for _ in range(chance.choice((1, 1, 2, 5))):
        data = chance.choice(_INSIDE if kind in ("docx", "xlsx", "zip") else _CHANGES)(data, chance)
    suffix = kind if chance.random() < 0.9 else chance.choice(list(_WEIGHTS))
    return Mutant(chance.choice(_NAMES).format(f"{mark}.{suffix}"), data, kind)


@lru_cache
def sound(kind: str) -> tuple[bytes, ...]:
    """Return the sound files of a format."""
    return tuple(_MAKERS[kind](FIRST_SEED + number) for number in range(_POOL))


def _zip(seed: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("甲/一.txt", generate(seed).data)
        archive.writestr("二.html", write_html(seed).data)
    return packed.getvalue()


def _ole(seed: int) -> bytes:
    """Return what begins like an old Word file."""
    return _OLE + bytes(500) + "WordDocument".encode("utf-16-le") + generate(seed).text.encode("utf-16-le")


_MAKERS: dict[str, Callable[[int], bytes]] = {
    "txt": lambda seed: generate(seed).data,
    "html": lambda seed: write_html(seed).data,
    "docx": lambda seed: write_docx(seed).data,
    "xlsx": lambda seed: write_xlsx(seed).data,
    "zip": _zip,
    "pdf": lambda seed: write_pdf(seed).data,
    "doc": _ole,
    "other": lambda seed: _SIGNATURES[seed % len(_SIGNATURES)] + Random(seed).randbytes(500),
}


def _flipped(data: bytes, chance: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 10, 200)) if data else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _without(data: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.choice((1, 100, 5000)) :]


def _doubled(data: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start : start + 2000] * chance.choice((2, 10)) + data[start:]


def _with_odd(data: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + chance.choice(_ODD) + data[start:]


def _spliced(data: bytes, chance: Random) -> bytes:
    other = chance.choice(sound(chance.choice(list(_WEIGHTS))))
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other)) :]


def _disguised(data: bytes, chance: Random) -> bytes:
    return chance.choice(_SIGNATURES) + data[chance.choice((0, 8)) :]


_CHANGES = (_flipped, _cut, _without, _doubled, _with_odd, _with_odd, _spliced, _disguised)


def _repacked(data: bytes, chance: Random) -> bytes:
    """Return an archive with a damaged member, its sums right again, so that the damage reaches the reader."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return _flipped(data, chance)
    hit = chance.choice(sorted(members)) if members else ""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            damaged = chance.choice(_CHANGES)(content, chance) if name == hit else content
            archive.writestr(f"../{name}" if name == hit and chance.random() < 0.05 else name, damaged)
    return packed.getvalue()


_INSIDE = (*[_repacked] * 6, *_CHANGES)
