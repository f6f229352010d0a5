"""The log of service and workers: one JSON line for each event, on stderr."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any


class JsonLines(logging.Formatter):
    """Log records as JSON, a line each: what was said about them beside the message, and no traceback's words."""

    _USUAL = frozenset(vars(logging.makeLogRecord({})))

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "logger": record.name}
        line["event"] = record.msg if record.name.startswith("nianbao.") else "message"
        line |= {name: value for name, value in vars(record).items() if name not in self._USUAL and value is not None}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=False, default=str)


def log_to(stream: Any) -> None:
    """Write the log of service and workers to a stream; of other libraries only warnings, without their words."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("nianbao").setLevel(logging.INFO)
