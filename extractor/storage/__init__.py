"""The store: reports with every revision, the documents behind them, and flat rows of the current revision."""

from extractor.storage.encode import Entry
from extractor.storage.queries import ReportSummary, Revision
from extractor.storage.saved import Saved
from extractor.storage.store import ReportStore, open_store

__all__ = ["Entry", "ReportStore", "ReportSummary", "Revision", "Saved", "open_store"]
