"""The values that pass between the steps: frozen, no input or output."""

from extractor.schema.document import Anchor, BBox, Document, Page, Span
from extractor.schema.report import (
    AnnexRow,
    Basis,
    Cause,
    Cell,
    Change,
    Checks,
    Contact,
    Evidence,
    Fact,
    Finding,
    Item,
    Match,
    OtherReport,
    Outcome,
    Quantity,
    Reason,
    Remark,
    Report,
    Row,
    Run,
    Section,
    Severity,
    Source,
    Stated,
    Status,
    StepError,
    Suggestion,
    TableCells,
    Tables,
)

__all__ = [
    "Anchor", "AnnexRow", "BBox", "Basis", "Cause", "Cell", "Change", "Checks", "Contact", "Document",
    "Evidence", "Fact", "Finding", "Item", "Match", "OtherReport", "Outcome", "Page", "Quantity", "Reason", "Remark",
    "Report", "Row", "Run", "Section", "Severity", "Source", "Span", "Stated", "Status", "StepError", "Suggestion",
    "TableCells", "Tables",
]  # fmt: skip
