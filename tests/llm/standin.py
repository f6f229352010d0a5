"""A model of a test that answers from a function in this process; the protocol is tested with the transport."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from extractor.extraction.answers import NarrativeAnswer
from extractor.llm.model import ChatAnswer, ChatRequest

Answer = dict[str, Any] | Exception | None


@dataclass
class StandIn:
    """Answers each request with what a function makes of it; None is an answer that can't be used."""

    answer: Callable[[ChatRequest], Answer]
    name: str = "stand-in"
    requests: list[ChatRequest] = field(default_factory=list)

    async def ask(self, request: ChatRequest) -> ChatAnswer:
        self.requests.append(request)
        found = self.answer(request)
        if isinstance(found, Exception):
            raise found
        parsed = None if found is None else NarrativeAnswer.model_validate(found)
        return ChatAnswer(
            text="" if found is None else str(found),
            parsed=parsed,
            problem=None if parsed else "model.output.empty",
            mode="json_schema",
            model=self.name,
            input_tokens=100,
            output_tokens=20,
        )


def ids(request: ChatRequest) -> list[str]:
    """The ids of the quantities that a request shows."""
    return re.findall(r"«(q\d+)", request.user)


def labelled(request: ChatRequest, field: str = "other") -> dict[str, Any]:
    """An answer that puts every quantity into one field."""
    return {"quantities": [{"id": name, "field": field} for name in ids(request)]}
