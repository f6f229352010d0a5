"""The folder that fetched files go to, and its index: which address gave which file, when, or why none."""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from extractor.errors import ExportError

INDEX = "index.jsonl"

_SUFFIXES = frozenset(
    {".txt", ".htm", ".html", ".mht", ".pdf", ".doc", ".docx", ".wps", ".ofd", ".rtf", ".xls", ".xlsx", ".zip"}
    | {".png", ".jpg", ".jpeg", ".tif", ".tiff"}
)
_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/zip": ".zip",
    "image/png": ".png",
    "image/jpeg": ".jpg",
}
_UNSAFE = re.compile(r"[^\w\-（）()〔〕]+")
_STEM_BYTES = 120


@dataclass(frozen=True)
class Entry:
    """A line of the index.

    Attributes:
        url: As asked for.
        status: `ok`, or the id of the error.
        time: ISO, UTC.
        file: Name in the folder; None where nothing was written.
        title: Words on the link that led there; empty for a given address.
        found_on: The page with that link; None for a given address.
        source: Where the answer came from after redirects; None without one.
        content_type: As the server said.
        sha256: Of the file's bytes.
        reason: Why there is no file.
    """

    url: str
    status: str
    time: str
    file: str | None = None
    title: str = ""
    found_on: str | None = None
    source: str | None = None
    content_type: str = ""
    sha256: str | None = None
    reason: str | None = None


class Folder:
    """The files fetched so far; what is there is not fetched again."""

    def __init__(self, path: Path) -> None:
        """Open a folder, which need not exist.

        Raises:
            ExportError: The folder or its index can't be used.
        """
        self.path = path
        self._known: dict[str, Entry] = {}
        try:
            path.mkdir(parents=True, exist_ok=True)
            lines = (path / INDEX).read_text(encoding="utf-8").splitlines() if (path / INDEX).exists() else []
        except (OSError, UnicodeDecodeError) as error:
            raise ExportError(path=path, reason=str(error)) from error
        for line in lines:
            entry = _read_entry(line)
            if entry is not None and entry.file:
                self._known[entry.url] = entry

    def known(self, url: str) -> Entry | None:
        """Return the entry of an address whose file is there; None otherwise."""
        entry = self._known.get(url)
        return entry if entry and entry.file and (self.path / entry.file).is_file() else None

    def read(self, entry: Entry) -> bytes:
        """Return a file fetched before."""
        return (self.path / str(entry.file)).read_bytes()

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole or not at all.

        Raises:
            ExportError: The folder can't be written.
        """
        part = self.path / f".{name[-40:]}.part"
        try:
            part.write_bytes(data)
            os.replace(part, self.path / name)  # noqa: PTH105
        except OSError as error:
            part.unlink(missing_ok=True)
            raise ExportError(path=self.path / name, reason=str(error)) from error

    def record(self, entry: Entry) -> None:
        """Add a line to the index."""
        fields = {name: value for name, value in asdict(entry).items() if value not in (None, "")}
        with (self.path / INDEX).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(fields, ensure_ascii=False) + "\n")
        if entry.file:
            self._known[entry.url] = entry


def file_name(url: str, path: str, title: str, content_type: str) -> str:
    """Return a name that is safe in every file system and the same for the same address.

    Args:
        url: The whole address, which the digits at the end tell apart.
        path: Path of the address, percent-encoded or not.
        title: Words on the link, if any: they make the better name.
        content_type: As the server said; decides the suffix where the path has none of a document.
    """
    last = PurePosixPath(unquote(path))
    stem = _UNSAFE.sub("_", unicodedata.normalize("NFC", title or last.stem)).strip("_")
    stem = stem.encode("utf-8")[:_STEM_BYTES].decode("utf-8", "ignore") or "page"
    kind = _KINDS.get(content_type.partition(";")[0].strip().lower())
    suffix = last.suffix.lower() if last.suffix.lower() in _SUFFIXES else kind or ".bin"
    return f"{stem}-{hashlib.sha256(url.encode()).hexdigest()[:8]}{suffix}"


def _read_entry(line: str) -> Entry | None:
    """Return a line of the index; None for one that was cut short or names a file elsewhere."""
    try:
        fields = json.loads(line)
        entry = Entry(**fields) if isinstance(fields, dict) else None
    except (json.JSONDecodeError, TypeError):
        return None
    return entry if entry and (entry.file is None or Path(entry.file).name == entry.file) else None
