"""Files in object stores: `s3://bucket/folder` is a path like any other, listed and read through fsspec, never written.

A path keeps one slash behind its scheme, `s3:/bucket/folder`, as pathlib makes of it. Keys and the address of the store
are those of the environment (`AWS_ACCESS_KEY_ID`, `AWS_ENDPOINT_URL`, …), on each machine that reads.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from extractor.errors import ConfigError, DocumentLoadError, DocumentTooLargeError

SCHEMES = ("s3", "oss", "gs", "abfs", "hdfs")
_FIRST = frozenset(f"{scheme}:" for scheme in SCHEMES)
_REASON = 200


def is_remote(path: Path) -> bool:
    """Return whether a path leads into an object store; a folder that is really called `s3:` is no store."""
    first = path.parts[0] if path.parts else ""
    return first in _FIRST and not Path(first).exists()


def find_below(path: Path) -> list[Path]:
    """Return the files at and below a path, sorted.

    Raises:
        ConfigError: What speaks to that kind of store is not installed.
        DocumentLoadError: There is nothing, or the store can't be asked; the message says why.
    """
    store, key = _store(path)
    try:
        keys = sorted(str(found) for found in store.find(key))
    except Exception as error:  # every store has its own errors
        raise _unreadable(path, error) from error
    if not keys:
        raise DocumentLoadError(name=_address(path), reason="no_such_object")
    return [Path(path.parts[0], *found.lstrip("/").split("/")) for found in keys if not found.endswith("/")]


def read_remote(path: Path, max_bytes: int) -> bytes:
    """Return the bytes of a file; archives are not looked into.

    Raises:
        ConfigError: What speaks to that kind of store is not installed.
        DocumentTooLargeError: The file is over the limit.
        DocumentLoadError: It can't be had; the message says why.
    """
    if path.suffix.lower() == ".zip":
        raise DocumentLoadError(name=_address(path), reason="remote_archive")
    store, key = _store(path)
    try:
        size = int(store.size(key) or 0)
        data = bytes(store.cat_file(key)) if size <= max_bytes else b""
    except Exception as error:  # every store has its own errors
        raise _unreadable(path, error) from error
    if max(size, len(data)) > max_bytes:
        raise DocumentTooLargeError("error.too_large_file", name=path.name, size=size, limit=max_bytes)
    return data


def _store(path: Path) -> tuple[Any, str]:
    """Return the store of a path and the path's key in it.

    Raises:
        ConfigError: What speaks to it is not installed.
    """
    address = _address(path)
    try:
        from fsspec.core import url_to_fs

        store, key = url_to_fs(address)
    except ImportError as error:
        raise ConfigError("remote.not_installed", address=address, reason=str(error)) from error
    except Exception as error:  # settings of the environment that make no sense
        raise _unreadable(path, error) from error
    return store, key


def _address(path: Path) -> str:
    scheme, *rest = path.parts
    return f"{scheme}//{'/'.join(rest)}"


def _unreadable(path: Path, error: Exception) -> DocumentLoadError:
    if isinstance(error, FileNotFoundError):
        return DocumentLoadError(name=_address(path), reason="no_such_object")
    reason = " ".join(str(error).split())[:_REASON] or type(error).__name__
    return DocumentLoadError(name=_address(path), reason=reason)
