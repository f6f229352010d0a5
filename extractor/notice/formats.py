"""Formats of a notice."""

from enum import StrEnum


class Format(StrEnum):
    """What a notice is written as."""

    DOCX = "docx"
    HTML = "html"
    XLSX = "xlsx"
