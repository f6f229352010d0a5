"""Two reports side by side: tables cell by cell, fields, the words of a part, and what was copied."""

from extractor.compare.fields import FieldPair, compare_fields
from extractor.compare.model import Difference, Side, counted, open_side
from extractor.compare.tables import CellPair, RowPair, TablePair, compare_tables
from extractor.compare.text import Copied, Piece, SentencePair, compare_part, copied_share

__all__ = [
    "CellPair", "Copied", "Difference", "FieldPair", "Piece", "RowPair", "SentencePair", "Side", "TablePair",
    "compare_fields", "compare_part", "compare_tables", "copied_share", "counted", "open_side",
]  # fmt: skip
