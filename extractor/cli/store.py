"""The store as the commands use it that only read: none is made, and filters are plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.cli.options import Form, Standing
from extractor.errors import StorageError

if TYPE_CHECKING:
    from extractor.config import Settings
    from extractor.storage import ReportStore
    from extractor.storage.queries import Filters


def existing_store(settings: Settings) -> ReportStore:
    """Return the store that is there; use as a context manager.

    Raises:
        StorageError: There is none in the data folder, or it can't be used.
    """
    from extractor.config import DATABASE_FILE

    file = settings.data_dir.expanduser() / DATABASE_FILE
    if settings.database_url is None and not file.is_file():
        raise StorageError("error.no_store", store=file)
    from extractor.storage import open_store

    return open_store(settings.store_url)


def filters(issuer: str | None, year: int | None, form: Form | None, status: Standing | None) -> Filters:
    """Return what the options choose reports by."""
    return {
        "issuer": issuer,
        "year": year,
        "form": form.value if form else None,
        "status": status.value if status else None,
    }
