"""What goes to the browser at each answer: large parts that it already has are named, not sent again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

_WHOLE = ("texts", "fields", "source", "quantities", "findings", "history")
_GROUP_END = re.compile(r"[.@]")
_STAMP_BYTES = 8


def packed(data: Mapping[str, Any], known: Mapping[str, str]) -> bytes:
    """Return the component's data as JSON, in which `parts` holds `[stamp, content]` of each large part.

    Args:
        data: As made by `ui.desk.data` and the page.
        known: The stamps of the parts that the browser has; their content is null.
    """
    rest = {name: value for name, value in data.items() if name not in (*_WHOLE, "values", "tables")}
    parts = [_part(name, _written(content), known) for name, content in _parts(data)]
    return f'{{"parts":{{{",".join(parts)}}},"rest":{_written(rest)}}}'.encode()


def _parts(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield what seldom changes whole, and values and tables by the table they are of."""
    for name in _WHOLE:
        yield name, data[name]
    for table in data["tables"]:
        yield f"tables {table['key']}", table
    groups: dict[str, dict[str, Any]] = {}
    for path, value in data["values"].items():
        groups.setdefault(_GROUP_END.split(path, maxsplit=1)[0], {})[path] = value
    for group, values in groups.items():
        yield f"values {group}", values


def _part(name: str, content: str, known: Mapping[str, str]) -> str:
    stamp = blake2b(content.encode(), digest_size=_STAMP_BYTES).hexdigest()
    return f'"{name}":["{stamp}",{"null" if known.get(name) == stamp else content}]'


def _written(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
