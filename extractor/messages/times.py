"""Moments as people read them: what is kept in UTC, shown in the time of the place."""

from __future__ import annotations

from datetime import datetime


def local_time(at: str) -> str:
    """Return a moment kept as ISO 8601 in local time, to the minute; text that is no moment as it is."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
