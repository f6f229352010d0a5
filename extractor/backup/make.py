"""Making a backup: what the store holds at one moment, while others go on writing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.backup.manifest import FORMAT, LEDGER, MANIFEST, RUNS, SETTINGS, STORE, Manifest, packed
from extractor.errors import StorageError
from extractor.storage import copying, migrations, open_store
from extractor.storage.audit import Act, Action, note
from extractor.version import __version__

if TYPE_CHECKING:
    from extractor.config import Settings


def make(config: Settings, path: Path, by: str) -> Manifest:
    """Write a backup whole or not at all, readable by this user alone, and return what it holds.

    Raises:
        StorageError: There is a file of that name, it can't be written, or the store can't be read.
    """
    if path.exists():
        raise StorageError("backup.exists", path=path)
    with open_store(config.store_url) as store:
        note(store, Act(by, Action.BACKUP))
    try:
        with tempfile.TemporaryDirectory(prefix=".nianbao-backup-", dir=path.absolute().parent) as made:
            folder = Path(made)
            copied = copying.copy(config.store_url, copying.url_of(str(folder / STORE)))
            files = {STORE: folder / STORE, **_files(config, folder)}
            manifest = _manifest(copied.rows, files)
            _write(folder / "backup.zip", manifest, files)
            os.link(folder / "backup.zip", path)
    except FileExistsError as error:
        raise StorageError("backup.exists", path=path) from error
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StorageError("backup.write", path=path, reason=reason) from error
    return manifest


def _manifest(rows: dict[str, int], files: dict[str, Path]) -> Manifest:
    return Manifest(
        format=FORMAT,
        version=__version__,
        schema_revision=migrations.HEAD,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        rows=rows,
        files={name: packed(file) for name, file in files.items()},
    )


def _files(config: Settings, folder: Path) -> dict[str, Path]:
    """Return copies of what is kept beside the store, as far as it is there, by their names in the backup."""
    data = config.data_dir.expanduser()
    found: dict[str, Path] = {}
    if config.settings_file is not None:
        found[SETTINGS] = Path(shutil.copyfile(config.settings_file, folder / SETTINGS))
    if (data / LEDGER).is_file():
        found[LEDGER] = _database(data / LEDGER, folder / LEDGER)
    for number, run in enumerate(_runs(data)):
        found[run.relative_to(data).as_posix()] = Path(shutil.copyfile(run, folder / f"run-{number}"))
    return found


def _runs(data: Path) -> Iterator[Path]:
    yield from (path for path in sorted((data / RUNS).rglob("*")) if path.is_file() and not path.is_symlink())


def _database(source: Path, target: Path) -> Path:
    """Copy an SQLite file as it is at one moment, whoever writes to it."""
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing)
    return target


def _write(path: Path, manifest: Manifest, files: dict[str, Path]) -> None:
    """Write the archive, and see that it is on the disk before it gets its name."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(MANIFEST, manifest.model_dump_json(indent=2))
            for name, source in files.items():
                archive.write(source, name)
        file.flush()
        os.fsync(file.fileno())
