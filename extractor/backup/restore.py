"""Restoring a backup: everything is checked before anything is written, and nothing that is there is replaced."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from extractor.backup.manifest import FORMAT, MANIFEST, STORE, Manifest, is_known, packed
from extractor.errors import StorageError
from extractor.storage import copying, migrations, open_store
from extractor.storage.audit import Act, Action, note

if TYPE_CHECKING:
    from extractor.config import Settings

_MANIFEST_LIMIT = 16 * 1024 * 1024


def restore(config: Settings, path: Path, by: str) -> Manifest:
    """Restore a backup into an empty data folder and an empty store, either database, and return what it held.

    The store is copied in one transaction and compared with the backup. The index is made again by `nianbao index`.

    Raises:
        StorageError: The file is no backup, damaged or of a newer version, or something is there already.
    """
    data = config.data_dir.expanduser()
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive, path)
            names = [name for name in manifest.files if name != STORE]
            for name in names:
                if (data / name).exists():
                    raise StorageError("backup.in_the_way", path=data / name)
            data.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".nianbao-restore-", dir=data) as made:
                folder = Path(made)
                _unpack(archive, path, manifest, folder)
                copying.copy(copying.url_of(str(folder / STORE)), config.store_url)
                _put(folder, data, names)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StorageError("backup.read", path=path, reason=reason) from error
    with open_store(config.store_url) as store:
        note(store, Act(by, Action.RESTORE, detail={"of": manifest.at, "version": manifest.version}))
    return manifest


def _put(folder: Path, data: Path, names: list[str]) -> None:
    """Move the files to their places, now that the store is there.

    Raises:
        StorageError: One can't be moved; the store is restored, the files are not all there.
    """
    for name in names:
        try:
            (data / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).replace(data / name)
        except OSError as error:
            raise StorageError("backup.half", name=name, reason=error.strerror or str(error)) from error


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    """Return what a backup says it holds.

    Raises:
        StorageError: It says nothing that can be understood, or what this version doesn't know.
    """
    try:
        with archive.open(MANIFEST) as file:
            manifest = Manifest.model_validate_json(file.read(_MANIFEST_LIMIT))
    except (KeyError, ValidationError) as error:
        raise StorageError("backup.read", path=path, reason=MANIFEST) from error
    if manifest.format > FORMAT or manifest.schema_revision not in migrations.KNOWN:
        raise StorageError("backup.newer", path=path, version=manifest.version)
    for name in manifest.files:
        if not is_known(name):
            raise StorageError("backup.read", path=path, reason=name)
    if STORE not in manifest.files:
        raise StorageError("backup.read", path=path, reason=STORE)
    return manifest


def _unpack(archive: zipfile.ZipFile, path: Path, manifest: Manifest, folder: Path) -> None:
    """Unpack the files of a backup and hold them against what it says of them.

    Raises:
        StorageError: One is missing or not as it was written.
    """
    for name, wanted in manifest.files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with archive.open(name) as source, target.open("xb") as file:
                shutil.copyfileobj(source, file)
                os.fsync(file.fileno())
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise StorageError("backup.damaged", path=path, name=name) from error
        if packed(target) != wanted:
            raise StorageError("backup.damaged", path=path, name=name)
