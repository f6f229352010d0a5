"""The index: passages of the stored reports, found by meaning and by words, kept in step with the store."""

from extractor.index.model import Check, Chunk, Found, Hit, Synced

__all__ = ["Check", "Chunk", "Found", "Hit", "Synced"]
