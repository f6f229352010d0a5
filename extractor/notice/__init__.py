"""Correction notices (校核意见书): what goes back to the issuer of a report."""

from extractor.notice.content import Entry, Letter, Notice, compose
from extractor.notice.write import Format, write_notice

__all__ = ["Entry", "Format", "Letter", "Notice", "compose", "write_notice"]
