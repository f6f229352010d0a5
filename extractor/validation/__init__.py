"""Checking a report: what does not add up, what is missing, what could not be checked and why."""

from extractor.validation import (
    announced,
    cells,
    changes,
    copied,
    evidence,
    identities,
    prose,
    sizes,
    source_text,
    statements,
    structure,
    sums,
    wording,
    years,
)
from extractor.validation.engine import check
from extractor.validation.model import RULES

__all__ = [
    "RULES", "announced", "cells", "changes", "check", "copied", "evidence", "identities", "prose", "sizes",
    "source_text", "statements", "structure", "sums", "wording", "years",
]  # fmt: skip
