"""Read, check, store and export 政府信息公开工作年度报告, every value with its place in the source."""

from extractor.version import __version__

__all__ = ["__version__"]
