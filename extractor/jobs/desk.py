"""What a worker reads with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.jobs.claims import Claims
from extractor.validation.settings import CheckSettings

if TYPE_CHECKING:
    from extractor.config import Settings
    from extractor.isolation import Isolated


@dataclass(frozen=True)
class Desk:
    """What a worker reads with.

    Attributes:
        checks: What the office decides about the checks.
        isolated: Reads files by the rules, with limits of time and memory.
        stopped: Says whether the worker is to end at the next file.
    """

    claims: Claims
    config: Settings
    checks: CheckSettings
    isolated: Isolated
    stopped: Callable[[], bool]
