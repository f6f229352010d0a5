"""Questions over all reports, answered at once or line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, model_validator

from extractor.ask.model import Answer, Query
from extractor.messages import Language
from extractor.service.desk import Asking, Desk, Lang, TheDesk

router = APIRouter(prefix="/v1/questions", tags=["questions"])
EVENTS = "text/event-stream"


class Question(BaseModel):
    """A question in words, or a query as an answer shows it; `last` is the query a follow-up goes on from."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"question": "柳坪县商务局2023年新收多少件申请?"}]}
    )
    question: Annotated[str | None, Field(min_length=1, max_length=1000)] = None
    query: Query | None = None
    last: Answer | None = Field(default=None, description="the answer before, that this question goes on from")

    @model_validator(mode="after")
    def _one_of_both(self) -> Question:
        if (self.question is None) == (self.query is None):
            raise ValueError("question_or_query")
        return self


@router.post("", response_model=Answer)
async def ask(desk: TheDesk, caller: Asking, lang: Lang, body: Question) -> Response:
    """Answer a question: figures and table computed from the values, passages, and the sources of all of them."""
    _, packed = await _answered(desk, lang, body)
    return Response(packed, media_type="application/json")


@router.post(
    "/stream",
    response_class=StreamingResponse,
    responses={200: {"content": {EVENTS: {}}}},
)
async def ask_streamed(desk: TheDesk, caller: Asking, lang: Lang, body: Question) -> StreamingResponse:
    """Answer a question as server-sent events: `text` line by line, then `answer` with all of it."""
    return StreamingResponse(_events(*await _answered(desk, lang, body)), media_type=EVENTS)


async def _answered(desk: Desk, lang: str, body: Question) -> tuple[str, str]:
    """Return the text of an answer, and all of it as JSON. Questions wait for each other in turn, not for reads."""
    return await run_sync(_answer, desk, lang, body, limiter=desk.asking)


def _answer(desk: Desk, lang: str, body: Question) -> tuple[str, str]:
    language: Language = "en" if lang == "en" else "zh"
    asker = desk.asker(language)
    answer = asker.run(body.query) if body.query is not None else asker.ask(body.question or "", body.last)
    return answer.text, answer.model_dump_json()


def _events(text: str, packed: str) -> Iterator[str]:
    for line in text.splitlines():
        yield f"event: text\ndata: {json.dumps(line, ensure_ascii=False)}\n\n"
    yield f"event: answer\ndata: {packed}\n\n"
