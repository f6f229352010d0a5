"""Exchanges with a model as readable files: recorded once, replayed as often as wanted with neither key nor network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from extractor.errors import ConfigError, ReplayError
from extractor.llm import modes
from extractor.llm.cost import Totals
from extractor.llm.keys import digest, exchange_key, schema_text
from extractor.llm.model import ChatAnswer, ChatModel, ChatRequest
from extractor.llm.secrecy import Redactor

_SHORT = 16


def file_name(request: ChatRequest) -> str:
    """Return the name of a request's file; it follows from the text, the prompt and the form of the answer."""
    return f"{request.prompt}-{exchange_key(request)[:_SHORT]}.json"


class RecordingModel:
    """A `ChatModel` that hands requests on and keeps every answer in a folder.

    What all requests share, the system text and the schema, stands in files of its own beside the exchanges.
    """

    def __init__(self, model: ChatModel, folder: Path, redact: Redactor) -> None:
        self.name = model.name
        self._model, self._folder, self._redact = model, folder, redact
        folder.mkdir(parents=True, exist_ok=True)

    async def ask(self, request: ChatRequest) -> ChatAnswer:
        """Return the model's answer, kept.

        Raises:
            ModelError: Nothing came back; nothing is kept then.
        """
        answer = await self._model.ask(request)
        self._write(file_name(request), _to_json(self._exchange(request, answer)))
        return answer

    def _exchange(self, request: ChatRequest, answer: ChatAnswer) -> dict[str, Any]:
        schema = json.dumps(json.loads(schema_text(request.answer)), ensure_ascii=False, indent=1)
        system_file = f"{request.prompt}-system-{digest(request.system)[:_SHORT]}.txt"
        schema_file = f"{request.prompt}-schema-{digest(schema)[:_SHORT]}.json"
        self._write(system_file, request.system)
        self._write(schema_file, schema)
        kept = answer.model_dump(exclude={"parsed", "text", "cached", "cost"})
        return {
            "prompt": request.prompt,
            "model": answer.model,
            "system": system_file,
            "schema": schema_file,
            "user": request.user.split("\n"),
            "answer": {**kept, "text": answer.text.split("\n")},
        }

    def _write(self, name: str, text: str) -> None:
        text = self._redact(text)
        path = self._folder / name
        beside = path.with_name(f".{name}.part")
        beside.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        beside.replace(path)


class ReplayModel:
    """A `ChatModel` that answers from a folder of recorded exchanges."""

    def __init__(self, folder: Path) -> None:
        """Open a recording.

        Raises:
            ConfigError: There is no such folder.
        """
        if not folder.is_dir():
            raise ConfigError("error.model_setting", setting="--replay", reason=str(folder))
        self._folder, self.totals = folder, Totals()
        first = next(iter(sorted(folder.glob("*-[0-9a-f]*.json"))), None)
        self.name = str(self._read(first.name).get("model", "")) if first else ""

    async def ask(self, request: ChatRequest) -> ChatAnswer:
        """Return the recorded answer.

        Raises:
            ReplayError: It is not recorded, or its file can't be read.
        """
        name = file_name(request)
        if not (self._folder / name).is_file():
            raise ReplayError(provider=self.name, folder=self._folder, file=name, prompt=request.prompt)
        self.totals.requests += 1
        self.totals.cached += 1
        recorded = self._read(name).get("answer", {})
        try:
            answer = ChatAnswer.model_validate({**recorded, "text": "\n".join(recorded.get("text", [])), "cost": 0.0})
        except (ValueError, TypeError, AttributeError) as error:
            raise self._unreadable(name, error) from error
        if answer.problem is not None:
            return answer
        reading = modes.read(modes.Reply(answer.text), request.answer, 0)
        return answer.model_copy(
            update={"parsed": reading.parsed, "problem": reading.problem, "params": reading.params or {}}
        )

    def _read(self, name: str) -> dict[str, Any]:
        try:
            exchange = json.loads((self._folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise self._unreadable(name, error) from error
        return exchange if isinstance(exchange, dict) else {}

    def _unreadable(self, name: str, error: Exception) -> ReplayError:
        return ReplayError("error.model_recording", provider="", file=self._folder / name, reason=str(error)[:200])


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
