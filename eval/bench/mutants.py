"""Damaged files of every format for the service to swallow: the same number makes the same file again."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from eval.bench.sound import FIRST_SEED, PICTURES, SIGNATURES, kinds, packed, sound

_WEIGHTS = {
    "txt": 24, "html": 20, "docx": 17, "xlsx": 13, "zip": 7, "nested": 5, "pdf": 7,
    "png": 2, "jpeg": 2, "tiff": 1, "rtf": 1, "doc": 1, "other": 1,
}  # fmt: skip
_PACKED = ("docx", "xlsx", "zip", "nested")
_SUFFIXES = {"nested": "zip", "tiff": "tif"}
_ODD = (
    "\u202e\u2066".encode(), b"\0" * 64, b"\xff\xfe", b"\xed\xa0\x80", b"=cmd|' /C calc'!A0", b"9" * 400, b"-1",
    b"<table>" * 300, b"|" * 2000, b"&" + b"a" * 50 + b";", b"\r" * 500, "〇".encode() * 200, b"' OR 1=1 --", b"%n%s",
    b"<!ENTITY x SYSTEM 'file:///etc/passwd'>", b"{\\field" * 300, b"\\bin99999999 ", b"\\u-99999?",
)  # fmt: skip
_NAMES = ("{}", "../../{}", "a/b/{}", "{}\u202e", "=1+1{}", "<b>{}", "长" * 300 + "{}", "C:\\{}", "{}\n", "'{}\"")
_SIZES = (0, 1, 7, 5000, 30_000, 65_535)
"""Widths and heights that a picture is made to claim, in pixels."""


_Change = Callable[[bytes, Random], bytes]


@dataclass(frozen=True)
class Mutant:
    """A damaged file; `name` has the mark of its owner, `kind` the format it was made of."""

    name: str
    data: bytes
    kind: str


def mutant(number: int, mark: str) -> Mutant:
    """Return the damaged file of a number."""
    chance = Random(FIRST_SEED + number)
    kind = _kind(chance)
    data = chance.choice(sound(kind))
    for _ in range(chance.choice((1, 1, 2, 5))):
        data = chance.choice(_changes_of(kind))(data, chance)
    suffix = _SUFFIXES.get(kind, kind) if chance.random() < 0.9 else chance.choice(kinds())
    return Mutant(chance.choice(_NAMES).format(f"{mark}.{suffix}"), data, kind)


def _kind(chance: Random) -> str:
    there = kinds()
    return chance.choices(there, [_WEIGHTS[kind] for kind in there])[0]


def _changes_of(kind: str) -> tuple[_Change, ...]:
    if kind in _PACKED:
        return _INSIDE
    return _OF_PICTURES if kind in PICTURES else _CHANGES


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
    other = chance.choice(sound(_kind(chance)))
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other)) :]


def _disguised(data: bytes, chance: Random) -> bytes:
    return chance.choice(SIGNATURES) + data[chance.choice((0, 8)) :]


def _head_flipped(data: bytes, chance: Random) -> bytes:
    """Return a file whose first bytes are damaged, which say how the rest is to be read."""
    return data[:8] + _flipped(data[8:200], chance) + data[200:]


def _sized(data: bytes, chance: Random) -> bytes:
    """Return a picture that claims another size than it has, its sum right; other files with a damaged head."""
    width, height = chance.choice(_SIZES), chance.choice(_SIZES)
    if data.startswith(b"\x89PNG") and data[12:16] == b"IHDR":
        head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + data[24:29]
        return data[:12] + head + zlib.crc32(head).to_bytes(4, "big") + data[33:]
    frame = data.find(b"\xff\xc0")
    if frame >= 0:
        return data[: frame + 5] + height.to_bytes(2, "big") + width.to_bytes(2, "big") + data[frame + 9 :]
    return _head_flipped(data, chance)


def repacked(data: bytes, chance: Random) -> bytes:
    """Return an archive with a damaged member, its sums right again, so that the damage reaches the reader.

    Of archives and office files inside an archive mostly a member is damaged, in the same way.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return _flipped(data, chance)
    if not members:
        return data
    hit = chance.choice(sorted(members))
    change = repacked if members[hit].startswith(b"PK") and chance.random() < 0.7 else chance.choice(_CHANGES)
    damaged = change(members.pop(hit), chance)
    return packed(members | {f"../{hit}" if chance.random() < 0.05 else hit: damaged})


_CHANGES = (_flipped, _cut, _without, _doubled, _with_odd, _with_odd, _spliced, _disguised)
_OF_PICTURES = (*[_sized] * 3, *[_head_flipped] * 3, *[_flipped] * 3, *_CHANGES)
_INSIDE = (*[repacked] * 6, *_CHANGES)
