"""How sure a reading is, measured on gold: from what speaks for a value to the share of such values that are right."""

from extractor.confidence.score import Signs, item_confidences, quantity_confidences, with_confidence
from extractor.confidence.table import KINDS, Calibration, Curve, calibration, read_calibration

__all__ = [
    "KINDS", "Calibration", "Curve", "Signs", "calibration", "item_confidences", "quantity_confidences",
    "read_calibration", "with_confidence",
]  # fmt: skip
