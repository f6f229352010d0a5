"""The official tables, from any text layout to cells."""

from extractor.parsing.tables.reader import NO_TABLES, TablesRead, read_tables

__all__ = ["NO_TABLES", "TablesRead", "read_tables"]
