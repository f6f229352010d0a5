"""Times of the queue. Leases are held against the database's clock, so that workers on several machines agree."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from sqlalchemy import Connection, text


def now() -> str:
    """Return the time as people see it: ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def seconds(connection: Connection) -> float:
    """Return the seconds since 1970 by the clock that all workers of the store share."""
    if connection.dialect.name == "sqlite":
        return time.time()
    return float(connection.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one())
