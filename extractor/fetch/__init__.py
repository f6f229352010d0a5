"""From addresses on the web to files in a folder: polite, limited, and never into a private network by itself."""

from extractor.fetch.client import FetchLimits
from extractor.fetch.collect import Collected, collect

__all__ = ["Collected", "FetchLimits", "collect"]
