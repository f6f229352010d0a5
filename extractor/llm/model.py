"""The seam between the engine and whatever answers it: what is asked, what comes back, and who can be asked."""

from __future__ import annotations

from typing import Any, Protocol

from pydantic import BaseModel, Field

from extractor.schema.document import Frozen

JSON_SCHEMA, TOOLS, JSON_OBJECT, TEXT = "json_schema", "tools", "json_object", "text"
MODES = (JSON_SCHEMA, TOOLS, JSON_OBJECT, TEXT)
"""The ways to get a typed answer, the strictest first."""


class ChatRequest(Frozen):
    """One question to a model.

    Attributes:
        prompt: The prompt and its version, `narrative.v1`.
        system: The constant part. It is sent first, so that an endpoint's own cache finds it again.
        user: What differs from report to report.
        answer: What a valid answer is; its JSON schema is what the model sees.
    """

    prompt: str
    system: str
    user: str
    answer: type[BaseModel] = Field(exclude=True)


class ChatAnswer(Frozen):
    """What came back, also when it is no good.

    Attributes:
        text: As received, whole; the arguments where the answer was a tool call.
        parsed: None where nothing valid came; `problem` then says why.
        problem: Message id, with `params` for its placeholders; None where the answer is valid.
        finish_reason: As the endpoint gave it: `stop`, `length`, `content_filter`, …
        mode: How a typed answer was asked for, one of `MODES`.
        model: The model that was asked.
        input_tokens: Of all attempts that said how many; None where none did.
        output_tokens: Likewise.
        cost: Of all attempts, in the currency of the price table; None where a price or a count is unknown.
        seconds: From the first attempt to the answer, waiting included.
        attempts: How often it was sent; 0 where the answer was known already.
        cached: It was paid for in an earlier request; the tokens are those of that request, `cost` is 0.
    """

    text: str
    parsed: BaseModel | None = None
    problem: str | None = None
    params: dict[str, Any] = Field(default_factory=dict)
    finish_reason: str | None = None
    mode: str
    model: str
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost: float | None = None
    seconds: float = 0.0
    attempts: int = 1
    cached: bool = False


class ChatModel(Protocol):
    """Whoever answers: an endpoint, a recording, a stand-in of a test."""

    name: str

    async def ask(self, request: ChatRequest) -> ChatAnswer:
        """Return the answer.

        Raises:
            ModelError: Nothing came back; the subclass says why.
        """
        ...
