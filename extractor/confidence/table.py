"""The calibrated table that ships with the software: weights of features, and what share of such values was right."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from pydantic import Field

from extractor.schema.document import Frozen

VERSION = 1
KINDS = ("facts", "quantities", "items", "cells")
_FILE = f"confidence.v{VERSION}.json"


class Curve(Frozen):
    """How values of one kind become a confidence.

    Attributes:
        bias: Score of a value without any feature.
        weights: What each feature adds to the score; one that is not here adds nothing.
        scores: Lower ends of the steps, ascending.
        confidences: Of each step; one more than `scores`, the first for everything below them.
        threshold: From which confidence on values can be accepted unseen; above 1 where none can.
        right: How many values of the calibration were right; likewise `wrong`.
    """

    bias: float
    weights: Mapping[str, float]
    scores: tuple[float, ...]
    confidences: tuple[float, ...]
    threshold: float
    right: int
    wrong: int

    def score(self, features: Iterable[str]) -> float:
        """Return the score of a value with some features."""
        return self.bias + sum(self.weights.get(feature, 0.0) for feature in features)

    def confidence(self, features: Iterable[str]) -> float:
        """Return what share of values with a score like this was right."""
        return self.confidences[bisect_right(self.scores, self.score(features))]


class Calibration(Frozen):
    """The table.

    Attributes:
        target: Precision that the thresholds keep on the calibration.
        trained_on: How many reports of each set it was made from.
        kinds: Kind of value → its curve.
    """

    version: int = VERSION
    target: float = Field(gt=0, lt=1)
    trained_on: Mapping[str, int]
    kinds: Mapping[str, Curve]


@cache
def calibration() -> Calibration:
    """Return the table that ships with the software."""
    return read_calibration((files("extractor.confidence") / _FILE).read_text(encoding="utf-8"))


def read_calibration(text: str) -> Calibration:
    """Return a table from its JSON.

    Raises:
        ValueError: It is no such table.
    """
    return Calibration.model_validate_json(text)
