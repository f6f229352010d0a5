"""The official tables, from any text layout to cells."""

from extractor.parsing.tables.reader import TablesRead, read_tables

__all__ = ["TablesRead", "read_tables"]
