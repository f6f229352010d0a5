"""From settings to an index that can be searched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractor.index.embedders import embedder_for
from extractor.index.folder import FolderVectors
from extractor.index.settings import IndexSettings, load_index_settings
from extractor.index.store_index import StoreIndex
from extractor.index.vectors import VectorStore

if TYPE_CHECKING:
    from extractor.storage import ReportStore

INDEX_FOLDER = "index"


def open_index(store: ReportStore, data_dir: Path, settings: IndexSettings | None = None) -> StoreIndex:
    """Return the index of a store, a context manager. Nothing is loaded or locked before it is needed.

    Args:
        store: Stays open when the index is closed.
        data_dir: The user's data folder; the vectors stand in its folder `index`, unless they are on a server.
        settings: None takes them from the environment.

    Raises:
        ConfigError: A setting can't be used.
        IndexFault: The server doesn't answer.
    """
    settings = settings or load_index_settings()
    folder = data_dir.expanduser().absolute() / INDEX_FOLDER
    return StoreIndex(store, folder, _vectors(folder, settings), embedder_for(settings))


def _vectors(folder: Path, settings: IndexSettings) -> VectorStore:
    if settings.chroma_url is None:
        return FolderVectors(folder)
    from extractor.index.chroma import ServerVectors

    token = settings.chroma_token.get_secret_value() if settings.chroma_token else None
    return ServerVectors(settings.chroma_url, token)
