"""A model that sends nothing and counts what it would take."""

from __future__ import annotations

from extractor.llm import modes
from extractor.llm.cost import Totals, cost, estimate_tokens
from extractor.llm.keys import request_key, schema_text
from extractor.llm.ledger import Ledger
from extractor.llm.model import JSON_SCHEMA, ChatAnswer, ChatRequest
from extractor.llm.settings import ModelSettings


class CountingModel:
    """A `ChatModel` for `--dry-run`: every answer says that nothing was sent."""

    def __init__(self, settings: ModelSettings, ledger: Ledger) -> None:
        self.name = settings.model or ""
        self.totals = Totals(cost=None if settings.price is None else 0.0)
        self._settings, self._ledger = settings, ledger

    async def ask(self, request: ChatRequest) -> ChatAnswer:
        """Count a request; the tokens are an estimate, those of the answer the most there may be."""
        known = await self._ledger.find(request_key(request, self.name, self._settings.parameters))
        self.totals.requests += known is None
        self.totals.cached += known is not None
        if known is None:
            self._add(request)
        return ChatAnswer(
            text="", problem="model.not_sent", mode=JSON_SCHEMA, model=self.name, attempts=0, cached=known is not None
        )

    def _add(self, request: ChatRequest) -> None:
        texts = (modes.system_text(request, JSON_SCHEMA), request.user, schema_text(request.answer))
        taken, given = estimate_tokens(*texts), self._settings.max_tokens
        self.totals.input_tokens += taken
        self.totals.output_tokens += given
        most = cost(self._settings.price, taken, given)
        if most is not None:
            self.totals.cost = (self.totals.cost or 0.0) + most
