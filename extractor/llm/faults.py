"""The errors of the vendors' libraries, once, as ours.

What they raise holds request and headers, and some endpoints echo the key. So only words that went through the redactor
go on, and the errors are raised without the vendor's behind them.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from extractor.errors import (
    ModelError,
    ModelOutputError,
    ModelRequestError,
    ModelServerError,
    ModelTimeoutError,
    ModelUnreachableError,
    RateLimitError,
)
from extractor.llm.secrecy import Redactor

LONGEST_WAIT = 3600.0
_REASON = 300
_QUOTA = ("insufficient_quota", "billing", "exceeded your current quota", "余额", "欠费")


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Return how many seconds an endpoint asks to wait, given in seconds or as a date; None where it doesn't.

    Args:
        headers: Of the answer, names in lower case.
        now: Seconds since the epoch.
    """
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(text).timestamp() - now
        except (TypeError, ValueError):
            return None
    return min(max(seconds, 0.0), LONGEST_WAIT) if seconds == seconds else None


class Faults:
    """Turns what went wrong into our errors, for one endpoint and model."""

    def __init__(self, provider: str, model: str, redact: Redactor) -> None:
        self._provider, self._model, self._redact = provider, model, redact

    def status(self, status: int, headers: Mapping[str, str], body: str) -> ModelError:
        """Return the error of an answer that is not 200."""
        reason = self._redact(_short(body)) or "–"
        params: dict[str, Any] = {"provider": self._provider, "status": status, "reason": reason}
        wait = retry_after(headers, time.time())
        if status in (401, 403):
            return ModelRequestError("error.model_key", text=reason, **params)
        if status == 402 or (status == 429 and any(word in body.lower() for word in _QUOTA)):
            return ModelRequestError("error.model_quota", text=reason, **params)
        if status == 404:
            return ModelRequestError("error.model_unknown", text=reason, model=self._model, **params)
        if status == 429:
            return RateLimitError(retry_after=wait, text=reason, **params)
        if status == 408 or status >= 500:
            return ModelServerError(retry_after=wait, text=reason, **params)
        return ModelRequestError(text=reason, **params)

    def timeout(self, seconds: float) -> ModelError:
        """Return the error of an answer that took too long."""
        return ModelTimeoutError(provider=self._provider, seconds=f"{seconds:g}")

    def broken(self, error: BaseException) -> ModelError:
        """Return the error of a connection that could not be made, or broke."""
        cause = error.__cause__ or error
        reason = self._redact(str(cause)[:_REASON]) or type(cause).__name__
        return ModelUnreachableError(provider=self._provider, reason=reason)

    def too_long(self, limit: int) -> ModelError:
        """Return the error of an answer that doesn't end."""
        error = ModelOutputError("error.model_too_long", provider=self._provider, limit=limit)
        error.retryable = False
        return error

    def output(self, kind: str, text: str) -> ModelError:
        """Return the error of something that is no answer of the chat protocol."""
        text = self._redact(text)
        return ModelOutputError(provider=self._provider, kind=kind, start=_short(text), text=text)


def stops_everything(error: ModelError) -> bool:
    """Return whether an error will meet every other request too: the key, the quota, the model's name."""
    return error.message_id in ("error.model_key", "error.model_quota", "error.model_unknown")


def _short(text: str) -> str:
    return " ".join(text.split())[:_REASON]
