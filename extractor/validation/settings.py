"""What an office decides about the checks: rules switched off, severities, tolerances. No input, no files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from extractor.schema import Severity


class _Strict(BaseModel):
    """An entry the model does not know is refused: a misspelt one must not be without effect."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Tolerances(_Strict):
    """How far a number may be off before a rule says so. A rule reads one with `Context.tolerance`.

    Attributes:
        deadline_days: Days of grace after the deadline of publication.
        approximate: Share by which a number printed with 余, 多, 近 or 约 may differ from its cell.
        jump: Robust deviations by which a figure may be away from the issuer's other years; twice as many: a warning.
        copied_text: Share of sentences from which on the prose counts as last year's.
    """

    deadline_days: int = Field(default=0, ge=0, le=366)
    approximate: float = Field(default=0.1, ge=0, le=1)
    jump: float = Field(default=4, ge=1)
    copied_text: float = Field(default=0.7, gt=0, le=1)


class Office(_Strict):
    """Who checks: what a notice to an issuer is signed with. Without influence on the checks."""

    name: str = ""


class CheckSettings(_Strict):
    """The settings of one office; without any, every rule runs as declared.

    Attributes:
        office: Who checks.
        off: Rules that are not run, by id.
        severity: Rule id → the severity of its failures.
        tolerance: How far numbers may be off.
    """

    office: Office = Office()
    off: frozenset[str] = frozenset()
    severity: dict[str, Severity] = {}
    tolerance: Tolerances = Tolerances()

    @field_validator("severity", mode="before")
    @classmethod
    def _flatten(cls, value: Any) -> Any:
        """Return `{"cell.blank": …}` also for the unquoted `cell.blank = …`, which TOML reads as nested tables."""
        return _flat(value) if isinstance(value, Mapping) else value

    @property
    def rule_ids(self) -> dict[str, str]:
        """Return every rule the settings name, with the entry that names it."""
        return {name: f"off.{name}" for name in self.off} | {name: f"severity.{name}" for name in self.severity}

    @property
    def hash(self) -> str | None:
        """Return 16 hex digits that are equal for settings with the same effect; None where all is as declared."""
        effective = self.model_copy(update={"office": Office()})
        if effective == CheckSettings():
            return None
        lines = [
            *sorted(f"off {name}" for name in effective.off),
            *sorted(f"severity {name} {severity.value}" for name, severity in effective.severity.items()),
            effective.tolerance.model_dump_json(),
        ]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


DECLARED = CheckSettings()
"""No office's settings: every rule as declared."""


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in table.items():
        path = f"{prefix}{name}"
        flat |= _flat(value, f"{path}.") if isinstance(value, Mapping) else {path: value}
    return flat
