"""The index: passages of the stored reports, found by meaning and by words, kept in step with the store."""

from extractor.index.model import Check, Chunk, Found, Hit, Index, Synced
from extractor.index.opening import open_index

__all__ = ["Check", "Chunk", "Found", "Hit", "Index", "Synced", "open_index"]
