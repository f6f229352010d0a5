"""What an endpoint can do: found out by asking, the strictest way first, and remembered."""

from __future__ import annotations

from dataclasses import replace

from extractor.errors import ModelError
from extractor.llm import modes
from extractor.llm.endpoint import Manner
from extractor.llm.model import JSON_SCHEMA

_UNSUPPORTED = (400, 404, 405, 415, 422, 500, 501)
_MODE_WORDS = ("response_format", "json_schema", "json_object", "json mode", "tool", "function", "schema", "grammar")
_LENGTH_WORDS = ("context length", "context window", "context_length", "too long", "maximum")
_UNANSWERED_MODE = ("model.output.not_json", "model.output.empty")


class Manners:
    """How to ask one endpoint and model.

    A mode that has once led to a valid answer is proven; what goes wrong later doesn't change it.
    """

    def __init__(self, known: Manner | None = None) -> None:
        self.current = known or Manner(mode=JSON_SCHEMA)
        self.proven = known is not None

    def worked(self, manner: Manner) -> bool:
        """Take note of a valid answer; return whether that is news to be remembered."""
        news = not self.proven or manner != self.current
        self.current, self.proven = manner, True
        return news

    def after_error(self, manner: Manner, error: ModelError) -> Manner | None:
        """Return how to ask instead, where an error says that it can't be asked like this; None for other errors."""
        status = error.params.get("status")
        words = error.text.lower()
        came_as_stream = error.params.get("kind") == "text/event-stream"
        if not manner.streaming and (came_as_stream or (status in _UNSUPPORTED and "stream" in words)):
            return self._settle(manner, replace(manner, streaming=True))
        if status not in _UNSUPPORTED or any(word in words for word in _LENGTH_WORDS):
            return None
        if manner.temperature and "temperature" in words:
            return self._settle(manner, replace(manner, temperature=False))
        about_mode = any(word in words for word in _MODE_WORDS)
        if not (about_mode or (status in (400, 422) and not self.proven)):
            return None
        return self._down(manner)

    def after_answer(self, manner: Manner, problem: str) -> Manner:
        """Return how to ask after an answer that is no good: otherwise, if the mode may be what was ignored."""
        if self.proven or problem not in _UNANSWERED_MODE:
            return self.current
        return self._down(manner) or manner

    def _down(self, manner: Manner) -> Manner | None:
        """Return the next less strict way; None behind the last, and then the next request begins at the top."""
        mode = modes.next_mode(manner.mode)
        if mode is None:
            if not self.proven:
                self.current = replace(self.current, mode=JSON_SCHEMA)
            return None
        return self._settle(manner, replace(manner, mode=mode))

    def _settle(self, before: Manner, after: Manner) -> Manner:
        """Ask like that from now on, unless another request has found a way meanwhile; then ask like that one."""
        if self.current == before:
            self.current, self.proven = after, False
        return self.current
