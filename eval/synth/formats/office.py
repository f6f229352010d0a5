"""What the writers of Word files and workbooks share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class SyntheticFile:
    """A fictional report in an office format.

    Attributes:
        name: File name.
        data: The file's bytes.
        gold: What a correct extraction gives.
    """

    name: str
    data: bytes
    gold: dict[str, Any]
