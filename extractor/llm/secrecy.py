"""Keys never reach a log, an error, the ledger or a recording, not even where an endpoint echoes them."""

from __future__ import annotations

import re
from collections.abc import Iterable

MASK = "[key]"
_SHAPES = re.compile(r"\bsk-[\w*-]{6,}|(?<=Bearer )[\w.~+/*-]{6,}=*")


_SHORTEST = 6
"""Shorter keys are the `none`, `test` or `EMPTY` that local endpoints want, and may be words of an answer."""


class Redactor:
    """Takes keys out of texts."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets = sorted({secret for secret in secrets if len(secret) >= _SHORTEST}, key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """Return a text without the keys, and without what is shaped like one."""
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        return _SHAPES.sub(MASK, text)
