"""`nianbao eval calibrate`: from gold to the table that ships."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from eval.confidence.examples import Example, of_cases, of_generated
from eval.gold import Case
from extractor.confidence import Calibration
from extractor.confidence.table import VERSION
from extractor.errors import ConfigError

SHIPPED = Path(__file__).parents[2] / "extractor" / "confidence" / f"confidence.v{VERSION}.json"
GENERATED = 200
"""Generated reports that the shipped table was made with."""
_FITTED = "dev"


def calibrate(
    cases: Sequence[Case], generated: int = GENERATED, done: Callable[[], None] = lambda: None
) -> Calibration:
    """Return the table that some reports give.

    Args:
        cases: Reports with gold. Those of the split `dev`, from which rules were made, only help to find the weights.
        generated: How many generated reports help too.
        done: Told of each report.

    Raises:
        ConfigError: No case is left to calibrate on, or scikit-learn is not installed.
    """
    own = [case for case in cases if case.split != _FITTED]
    fitted = [case for case in cases if case.split == _FITTED]
    if not own:
        raise ConfigError("eval.error.nothing_to_calibrate")
    try:
        from eval.confidence.train import train
    except ImportError as error:
        raise ConfigError("eval.error.no_sklearn") from error
    more = [*_told(fitted, done), *of_generated(generated)]
    return train(_told(own, done), more, {"calibration": len(own), _FITTED: len(fitted), "generated": generated})


def write_table(table: Calibration, path: Path) -> None:
    """Write a table as the software reads it."""
    path.write_text(table.model_dump_json(indent=1) + "\n", encoding="utf-8", newline="\n")


def _told(cases: Sequence[Case], done: Callable[[], None]) -> list[Example]:
    found: list[Example] = []
    for case in cases:
        found += of_cases([case])
        done()
    return found
