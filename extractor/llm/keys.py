"""What makes two requests the same: one hash over everything that decides the answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache

from pydantic import BaseModel

from extractor.llm.model import ChatRequest


@lru_cache(maxsize=32)
def schema_text(answer: type[BaseModel]) -> str:
    """Return the JSON schema of an answer, always in the same words."""
    return json.dumps(answer.model_json_schema(), ensure_ascii=False, sort_keys=True)


def digest(text: str) -> str:
    """Return the SHA-256 of a text in hex digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def exchange_key(request: ChatRequest) -> str:
    """Return what tells a request from every other one, whoever is asked: text, prompt and form of the answer."""
    return digest(json.dumps([request.prompt, request.system, request.user, schema_text(request.answer)]))


def request_key(request: ChatRequest, model: str, parameters: Mapping[str, object]) -> str:
    """Return what tells a paid request from every other one: the exchange, the model and its parameters."""
    return digest(json.dumps([exchange_key(request), model, parameters], sort_keys=True))
