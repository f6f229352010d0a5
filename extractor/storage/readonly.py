"""A store that may be read but not written: SQLite opens such a file only where it is told so."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from sqlalchemy import URL

_FILE = "file:"


def readable(url: URL) -> URL:
    """Return the URL by which a SQLite file can be read where this user may not write it; any other as it is.

    With a write-ahead log beside it the log is read too. Without one nobody is writing now; who begins to while the
    file is open is not noticed, so such a store is opened for one command rather than for days.
    """
    path = Path(url.database or "")
    if url.get_backend_name() != "sqlite" or not path.is_file() or _writable(path):
        return url
    immutable = "0" if path.with_name(f"{path.name}-wal").exists() else "1"
    query = {**url.query, "mode": "ro", "immutable": immutable, "uri": "true"}
    return url.set(database=f"{_FILE}{quote(str(path.absolute()))}", query=query)


def _writable(path: Path) -> bool:
    """Return whether SQLite could write a database, and its files beside it."""
    effective = os.access in os.supports_effective_ids
    return all(os.access(place, os.W_OK, effective_ids=effective) for place in (path, path.absolute().parent))


def path_of(database: str) -> str:
    """Return the file of a SQLite database, for messages."""
    return unquote(urlsplit(database).path) if database.startswith(_FILE) else database
