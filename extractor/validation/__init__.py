"""Checking a report: what does not add up, what is missing, what could not be checked and why."""

from extractor.validation import rules
from extractor.validation.engine import check
from extractor.validation.rule import RULES

__all__ = ["RULES", "check", "rules"]
