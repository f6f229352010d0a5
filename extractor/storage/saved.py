"""What saving a report did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Saved:
    """What saving a report did.

    Attributes:
        report_id: Id of the report.
        revision: Number of the revision that holds this result.
        created: Whether that revision was added now; False if it was already there.
        carried: How many decisions about findings were taken over from an earlier file of the same report.
        carried_from: Id of that file's report; None where nothing was taken over.
    """

    report_id: str
    revision: int
    created: bool
    carried: int = 0
    carried_from: str | None = None
