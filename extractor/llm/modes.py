"""The ways to get a typed answer: what each adds to a request, and how its answer is read.

Whatever the endpoint promises, the answer is validated here, with our own model: an endpoint that ignores a schema,
cuts the answer or wraps it in words is found out.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ValidationError

from extractor.llm.keys import schema_text
from extractor.llm.model import JSON_OBJECT, JSON_SCHEMA, MODES, TEXT, TOOLS, ChatRequest

_SCHEMA_IN_WORDS = "\n\n只输出一个 JSON 对象,符合下面的 JSON Schema,不要任何其他文字。\n{schema}"
_THOUGHTS = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"```(?:json)?\s*\n(.*?)\n?\s*```", re.DOTALL)
_START = 200
_REASONS = 3


@dataclass(frozen=True)
class Reply:
    """What an endpoint answered, as it came.

    Attributes:
        text: The message; empty where there is none.
        arguments: Of the tool call; None where none was made.
        refusal: The endpoint's own field for it; None where it is not set.
        finish_reason: As given.
        input_tokens: None where the endpoint gives no usage.
        output_tokens: Likewise.
    """

    text: str
    arguments: str | None = None
    refusal: str | None = None
    finish_reason: str | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None

    @property
    def content(self) -> str:
        """Return what carries the answer: the tool's arguments, the message, or the refusal."""
        return self.arguments or self.text or self.refusal or ""


@dataclass(frozen=True)
class Reading:
    """A reply, read: either `parsed`, or a `problem` with `params` for its message."""

    parsed: BaseModel | None = None
    problem: str | None = None
    params: dict[str, Any] | None = None


def next_mode(mode: str) -> str | None:
    """Return the next less strict mode; None behind the last."""
    place = MODES.index(mode) + 1
    return MODES[place] if place < len(MODES) else None


def system_text(request: ChatRequest, mode: str) -> str:
    """Return the constant part of a request; where the endpoint is not given the schema, it stands here."""
    if mode in (JSON_OBJECT, TEXT):
        return request.system + _SCHEMA_IN_WORDS.format(schema=schema_text(request.answer))
    return request.system


def body(request: ChatRequest, mode: str) -> dict[str, Any]:
    """Return what a mode adds to the body of the request."""
    name = request.answer.__name__
    if mode == JSON_SCHEMA:
        schema = {"name": name, "strict": True, "schema": _strict_schema(request.answer)}
        return {"response_format": {"type": "json_schema", "json_schema": schema}}
    if mode == TOOLS:
        function = {"name": name, "parameters": json.loads(schema_text(request.answer))}
        choice = {"type": "function", "function": {"name": name}}
        return {"tools": [{"type": "function", "function": function}], "tool_choice": choice}
    return {"response_format": {"type": "json_object"}} if mode == JSON_OBJECT else {}


def read(reply: Reply, answer: type[BaseModel], max_tokens: int) -> Reading:
    """Return the valid answer in a reply, or why there is none."""
    if reply.finish_reason == "length":
        return Reading(problem="model.output.length", params={"limit": max_tokens})
    if reply.finish_reason == "content_filter":
        return Reading(problem="model.output.filtered")
    if reply.refusal:
        return Reading(problem="model.output.refusal", params={"start": reply.refusal[:_START]})
    if not reply.content.strip():
        return Reading(problem="model.output.empty")
    return _validated(reply.content, answer)


def _validated(text: str, answer: type[BaseModel]) -> Reading:
    found = find_json(text)
    if found is None:
        return Reading(problem="model.output.not_json", params={"start": text.strip()[:_START]})
    try:
        return Reading(parsed=answer.model_validate_json(found))
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False, include_context=False)
        reasons = (f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in problems[:_REASONS])
        return Reading(problem="model.output.invalid", params={"reason": "; ".join(reasons)})


def reply_in(data: bytes) -> Reply | None:
    """Return the reply in the body of a chat completion; None where it is none."""
    try:
        whole = json.loads(data)
        choice, usage = whole["choices"][0], whole.get("usage") or {}
        message = choice["message"]
        calls = message.get("tool_calls") or []
        return Reply(
            text=message.get("content") or "",
            arguments=calls[0]["function"]["arguments"] if calls else None,
            refusal=message.get("refusal"),
            finish_reason=choice.get("finish_reason"),
            input_tokens=usage.get("prompt_tokens"),
            output_tokens=usage.get("completion_tokens"),
        )
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def find_json(text: str) -> str | None:
    """Return the JSON object in a text: the whole of it, in a code fence, or among words; None where there is none.

    A model's thoughts (`<think>`) don't count. What begins like an object is returned even when it is damaged, so that
    validation can say where.
    """
    text = _THOUGHTS.sub("", text, count=1).strip()
    if text.startswith("{") and text.endswith("}"):
        return text
    fence = _FENCE.search(text)
    if fence and fence[1].lstrip().startswith("{"):
        return fence[1].strip()
    start, end = text.find("{"), text.rfind("}")
    if start < 0:
        return None
    return text[start : end + 1] if end > start else text[start:]


@lru_cache(maxsize=32)
def _strict_schema(answer: type[BaseModel]) -> dict[str, Any]:
    """Return a schema as strict mode wants it: every field required, nothing additional."""
    from openai import pydantic_function_tool

    parameters = pydantic_function_tool(answer, name=answer.__name__)["function"]["parameters"]
    return dict(parameters)
