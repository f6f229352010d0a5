"""One attempt at an OpenAI-compatible endpoint, through LangChain: a request goes out, a `Reply` or an error comes.

No retries here, so that every attempt is counted; no tracing, so that nothing goes anywhere but to the endpoint.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractor.errors import ModelError
from extractor.llm import modes
from extractor.llm.attempt import Attempt
from extractor.llm.faults import Faults
from extractor.llm.http import AnswerTooLongError, BoundedClient, Wire, wire
from extractor.llm.loop import LoopThread
from extractor.llm.model import ChatRequest
from extractor.llm.secrecy import Redactor
from extractor.llm.settings import OPENAI, ModelSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage

_NO_KEY = "none"


@dataclass(frozen=True)
class Manner:
    """How an endpoint is asked.

    Attributes:
        mode: One of `model.MODES`.
        streaming: Whether the answer comes as a stream of events.
        temperature: Whether it may be told a temperature.
    """

    mode: str
    streaming: bool = False
    temperature: bool = True


class Endpoint:
    """An endpoint and a model; belongs to the event loop it is first used in, and sends from another, the line."""

    def __init__(self, settings: ModelSettings, redact: Redactor, line: LoopThread) -> None:
        self.name = settings.model or ""
        self._settings, self._redact, self._line = settings, redact, line
        self._faults = Faults(settings.host, self.name, redact)
        self._client: BoundedClient | None = None
        self._model: BaseChatModel | None = None
        self._loading = asyncio.Lock()

    async def prepare(self) -> BaseChatModel:
        """Return LangChain's model; its libraries take seconds to load, which doesn't hold up the loop."""
        async with self._loading:
            if self._model is None:
                self._model = await asyncio.to_thread(self._load)
        return self._model

    async def send(self, request: ChatRequest, manner: Manner, attempt: Attempt) -> modes.Reply:
        """Return what the endpoint answers to one attempt.

        Raises:
            ModelError: No answer of the chat protocol came; the subclass says why.
        """
        model = await self.prepare()
        seen = Wire(attempt, self._faults.status)
        token = wire.set(seen)
        try:
            message = await self._invoke(model, request, manner)
        except Exception as error:  # every vendor's own; each becomes one of ours
            failure = self._failure(error, seen)
        else:
            return self._reply(message)
        finally:
            wire.reset(token)
        raise failure

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._line.reach(self._client.aclose())

    async def _invoke(self, model: BaseChatModel, request: ChatRequest, manner: Manner) -> AIMessage:
        from langchain_core.messages import HumanMessage, SystemMessage
        from langsmith import tracing_context

        messages = [SystemMessage(modes.system_text(request, manner.mode)), HumanMessage(request.user)]
        bound = model.bind(extra_body=self._body(request, manner))
        with tracing_context(enabled=False):
            if not manner.streaming:
                return await bound.ainvoke(messages)
            whole: Any = None
            async for chunk in bound.astream(messages, stream_usage=True):
                whole = chunk if whole is None else whole + chunk
                if len(whole.text) > self._settings.max_bytes:
                    raise AnswerTooLongError
            return whole  # type: ignore[no-any-return]

    def _body(self, request: ChatRequest, manner: Manner) -> dict[str, Any]:
        """Return what the body says beside the messages; only OpenAI itself wants the newer name of the limit."""
        limit = "max_completion_tokens" if self._settings.base_url.startswith(OPENAI) else "max_tokens"
        more = {**modes.body(request, manner.mode), limit: self._settings.max_tokens}
        if manner.temperature and self._settings.temperature is not None:
            more["temperature"] = self._settings.temperature
        return more

    def _load(self) -> BaseChatModel:
        from langchain.chat_models import init_chat_model

        settings = self._settings
        self._client = BoundedClient(settings.base_url, settings.timeout, settings.max_bytes, self._line)
        return init_chat_model(
            self.name,
            model_provider="openai",
            base_url=settings.base_url,
            api_key=settings.api_key.get_secret_value() if settings.api_key else _NO_KEY,
            http_async_client=self._client,
            openai_proxy=None,
            max_retries=0,
            timeout=settings.timeout,
            temperature=None,
            use_responses_api=False,
            cache=False,
            verbose=False,
        )

    def _failure(self, error: Exception, seen: Wire) -> ModelError:
        """Return our error for whatever the libraries raised."""
        import openai

        errors = (error, error.__cause__)
        for one in errors:
            if isinstance(one, ModelError):
                return one
        if any(isinstance(one, TimeoutError | openai.APITimeoutError) for one in errors):
            return self._faults.timeout(self._settings.timeout)
        if any(isinstance(one, AnswerTooLongError) for one in errors):
            return self._faults.too_long(self._settings.max_bytes)
        if seen.status is not None and not 200 <= seen.status < 300:
            return self._faults.status(seen.status, seen.headers, seen.body)
        if isinstance(error, openai.APIConnectionError) or seen.status is None:
            return self._faults.broken(error)
        kind = seen.headers.get("content-type", "").partition(";")[0] or type(error).__name__
        return self._faults.output(kind, seen.body or str(error))

    def _reply(self, message: AIMessage) -> modes.Reply:
        usage: Mapping[str, int] = dict(message.usage_metadata or {})  # type: ignore[arg-type]
        refusal, arguments = message.additional_kwargs.get("refusal"), _arguments(message)
        return modes.Reply(
            text=self._redact(message.text),
            arguments=None if arguments is None else self._redact(arguments),
            refusal=self._redact(refusal) if refusal else None,
            finish_reason=message.response_metadata.get("finish_reason"),
            input_tokens=usage.get("input_tokens"),
            output_tokens=usage.get("output_tokens"),
        )


def _arguments(message: AIMessage) -> str | None:
    """Return the first tool call's arguments as they came; None where there is no call.

    Those of a stream are taken raw: LangChain completes what was cut off.
    """
    pieces = getattr(message, "tool_call_chunks", None)
    if pieces:
        return str(pieces[0]["args"])
    if message.invalid_tool_calls:
        return message.invalid_tool_calls[0]["args"]
    if message.tool_calls:
        return json.dumps(message.tool_calls[0]["args"], ensure_ascii=False)
    return None
