"""What is in a backup: a zip archive with the store as an SQLite file, whatever database it came from."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath

from pydantic import Field

from extractor.schema.document import Frozen

FORMAT = 1
MANIFEST = "manifest.json"
STORE = "store.db"
SETTINGS = "nianbao.toml"
LEDGER = "model.db"
"""What a language model was asked and answered; it has been paid for."""
RUNS = "runs"
"""Folder of evaluation runs, in the backup as in the data folder."""

_PIECE = 1024 * 1024


class Packed(Frozen):
    """One file of a backup."""

    size: int = Field(ge=0, description="bytes")
    sha256: str


class Manifest(Frozen):
    """What a backup holds.

    Attributes:
        rows: Of each table of the store, by its name.
        files: By their names in the archive.
    """

    format: int
    version: str = Field(description="of the software")
    schema_revision: str = Field(description="of the store")
    at: str = Field(description="ISO 8601, UTC")
    rows: dict[str, int]
    files: dict[str, Packed]


def is_known(name: str) -> bool:
    """Return whether a name may stand in a backup: nothing else is ever written when it is restored."""
    parts = PurePosixPath(name).parts
    inside = len(parts) > 1 and parts[0] == RUNS and not {"..", "/"} & {*parts}
    return name in (STORE, SETTINGS, LEDGER) or (inside and "\\" not in name and ":" not in name)


def packed(path: Path) -> Packed:
    """Return size and hash of a file."""
    found, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
            size += len(piece)
    return Packed(size=size, sha256=found.hexdigest())
