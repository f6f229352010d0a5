"""Zip archives as folders: `年报.zip/青泽市.docx` is a path like any other. Nothing is ever unpacked to the disk."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath

from extractor.errors import DocumentError, DocumentLoadError, DocumentTooLargeError, EmptyDocumentError
from extractor.parsing.readers.package import ARCHIVE, UNREADABLE, is_bomb, media_type_of

MAX_MEMBERS = 2000
MAX_UNPACKED = 1024 * 1024 * 1024
"""Bytes of all members of an archive together; they are read one after the other."""

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\0-\x1f\x7f]")
_FIRST_BYTES = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass
class Members:
    """What is in an archive.

    Attributes:
        files: Path of each member that can be read, the archive's own path before it.
        failures: Path and reason of those that can't, and of the archive itself.
    """

    files: list[Path] = field(default_factory=list)
    failures: list[tuple[Path, DocumentError]] = field(default_factory=list)


@dataclass(frozen=True)
class _Opened:
    zip: zipfile.ZipFile
    infos: dict[str, zipfile.ZipInfo]
    unsafe: tuple[str, ...]


def is_archive(path: Path) -> bool:
    """Return whether a file is a zip archive, told by its content: office files are packed too and are none."""
    return _begins_like_one(path) and _is_archive(path)


def list_members(path: Path, max_bytes: int) -> Members:
    """Return the files in an archive and in the archives directly inside it, sorted.

    Args:
        path: A file for which `is_archive` holds.
        max_bytes: Largest archive inside it that is looked into.
    """
    members = Members()
    _list(path, members, max_bytes, inside=False)
    members.files.sort()
    return members


def holder_of(path: Path) -> Path | None:
    """Return the archive a path leads into; None for a path of the file system, whether something is there or not."""
    if _is_there(path):
        return None
    for parent in path.parents:
        if _is_there(parent):
            return parent if _begins_like_one(parent) else None
    return None


def display_name(path: Path) -> str:
    """Return a file's name as text, the archive before it; bytes that are no UTF-8 are shown escaped."""
    holder = holder_of(path)
    name = path.relative_to(holder.parent).as_posix() if holder else path.name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def read_member(path: Path, max_bytes: int) -> bytes:
    """Return the bytes of a member.

    Raises:
        DocumentTooLargeError: It is over the limit.
        DocumentLoadError: It isn't there, is damaged, protected or packed like a bomb.
    """
    holder = holder_of(path)
    if holder is None:
        raise DocumentLoadError(name=path.name, reason="ENOENT")
    return _read(holder, path, max_bytes)


def _read(holder: Path, path: Path, max_bytes: int) -> bytes:
    """Return the bytes of a member of an archive, or of the archives inside it."""
    opened = _open(holder, holder.stat().st_mtime_ns, None, max_bytes)
    inner = path.relative_to(holder).as_posix()
    if inner not in opened.infos:
        within = next((name for name in opened.infos if inner.startswith(f"{name}/")), None)
        if within is None:
            raise DocumentLoadError(name=path.name, reason="ENOENT")
        opened = _open(holder, holder.stat().st_mtime_ns, within, max_bytes)
        inner = inner.removeprefix(f"{within}/")
    return _content(opened, inner, path.name, max_bytes)


def _content(opened: _Opened, inner: str, name: str, max_bytes: int) -> bytes:
    info = opened.infos.get(inner)
    if info is None:
        raise DocumentLoadError(name=name, reason="ENOENT")
    if info.flag_bits & _ENCRYPTED:
        raise DocumentLoadError(name=name, reason="password")
    if is_bomb(info):
        raise DocumentLoadError(name=name, reason="bomb")
    if info.file_size > max_bytes:
        raise DocumentTooLargeError("error.too_large_file", name=name, size=info.file_size, limit=max_bytes)
    try:
        return opened.zip.read(info)
    except UNREADABLE as error:
        raise DocumentLoadError(name=name, reason="damaged") from error


@lru_cache(maxsize=2)
def _open(holder: Path, changed: int, within: str | None, max_bytes: int) -> _Opened:
    """Return an archive, or the one inside it, with its members by name; the last two stay open.

    Raises:
        DocumentLoadError: It is damaged.
        DocumentTooLargeError: More members or bytes than the limits.
    """
    inner_name = f"{holder.name}/{within}" if within else holder.name
    try:
        if within is None:
            opened = zipfile.ZipFile(holder)
        else:
            outer = _open(holder, changed, None, max_bytes)
            opened = zipfile.ZipFile(io.BytesIO(_content(outer, within, inner_name, max_bytes)))
    except UNREADABLE as error:
        raise DocumentLoadError(name=inner_name, reason="damaged") from error
    infos = [info for info in opened.infolist() if not info.filename.endswith("/")]
    if len(infos) > MAX_MEMBERS:
        raise DocumentTooLargeError("error.archive_members", name=inner_name, size=len(infos), limit=MAX_MEMBERS)
    unpacked = sum(info.file_size for info in infos)
    if unpacked > MAX_UNPACKED:
        raise DocumentTooLargeError("error.too_large_unpacked", name=inner_name, size=unpacked, limit=MAX_UNPACKED)
    return _named(opened, infos)


def _named(opened: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> _Opened:
    """Return the members by name, with a number where several have the same one."""
    named: dict[str, zipfile.ZipInfo] = {}
    unsafe = []
    used: Counter[str] = Counter()
    for info in infos:
        parts = _parts(_decoded_name(info))
        if parts is None:
            unsafe.append(_decoded_name(info))
            continue
        name = PurePosixPath(*parts)
        used[str(name)] += 1
        number = used[str(name)]
        named[str(name.with_stem(f"{name.stem} ({number})") if number > 1 else name)] = info
    return _Opened(opened, named, tuple(unsafe))


def _decoded_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; without the flag for UTF-8 it is that all the same, or GBK as Windows writes it."""
    if info.flag_bits & _UTF8_NAME:
        return info.orig_filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _parts(name: str) -> list[str] | None:
    """Return the folders and the name of a member; None for a path that leads out of the archive."""
    path = _CONTROL.sub("", name.replace("\\", "/"))
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if path.startswith("/") or ".." in parts or not parts or _DRIVE.match(parts[0]):
        return None
    return parts


def _list(path: Path, members: Members, max_bytes: int, *, inside: bool) -> None:
    holder = path if not inside else holder_of(path)
    try:
        if holder is None:
            raise DocumentLoadError(name=path.name, reason="ENOENT")
        within = path.relative_to(holder).as_posix() if inside else None
        opened = _open(holder, holder.stat().st_mtime_ns, within, max_bytes)
    except DocumentError as error:
        members.failures.append((path, error))
        return
    for name in opened.unsafe:
        shown = _CONTROL.sub("", name) or "?"
        members.failures.append((path / PurePosixPath(shown).name, DocumentLoadError(name=shown, reason="unsafe_name")))
    for name, info in opened.infos.items():
        _add(path / name, opened, info, members, max_bytes, inside=inside)
    if not opened.infos and not opened.unsafe:
        members.failures.append((path, EmptyDocumentError(name=path.name)))


def _add(path: Path, opened: _Opened, info: zipfile.ZipInfo, members: Members, max_bytes: int, *, inside: bool) -> None:
    """Add a member, or what is in it where it is an archive itself."""
    if not _member_is_archive(opened, info, max_bytes):
        members.files.append(path)
    elif inside:
        members.failures.append((path, DocumentLoadError(name=path.name, reason="nested_archive")))
    else:
        _list(path, members, max_bytes, inside=True)


def _member_is_archive(opened: _Opened, info: zipfile.ZipInfo, max_bytes: int) -> bool:
    if info.flag_bits & _ENCRYPTED or is_bomb(info) or info.file_size > max_bytes:
        return False
    try:
        with opened.zip.open(info) as stream:
            first = stream.read(4)
        return first in _FIRST_BYTES and _is_archive(io.BytesIO(opened.zip.read(info)))
    except UNREADABLE:
        return False


def _begins_like_one(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            return stream.read(4) in _FIRST_BYTES
    except OSError:
        return False


def _is_archive(file: Path | io.BytesIO) -> bool:
    try:
        with zipfile.ZipFile(file) as opened:
            return media_type_of(opened) == ARCHIVE
    except UNREADABLE:
        return False


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except (OSError, ValueError):
        return False
    return True
