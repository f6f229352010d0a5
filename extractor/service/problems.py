"""Errors as `application/problem+json` (RFC 9457), with the message's id and values beside the words."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from extractor.errors import (
    ConfigError,
    DocumentTooLargeError,
    FindingNotFoundError,
    NianbaoError,
    ReportNotFoundError,
    StorageError,
)
from extractor.jobs import JobError, JobNotFoundError
from extractor.problems import describe
from extractor.review import ConflictError, EditError, LogEntry, NotAllowedError, StateError
from extractor.service.tokens import TokenError

if TYPE_CHECKING:
    from extractor.messages import Language

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger("nianbao.service")


class Problem(BaseModel):
    """What went wrong, and with what."""

    type: str = Field(description="`urn:nianbao:` and the id of the message", examples=["urn:nianbao:review.conflict"])
    title: str = Field(description="the message, in the language of the request", examples=["没有这份报告。"])
    status: int = Field(examples=[404])
    message_id: str = Field(examples=["error.report_not_found"])
    params: dict[str, Any] = Field(description="values in the message")
    request_id: str = Field(description="by which the log knows the request", examples=["5f0c9a1be2d34c76"])
    version: int | None = Field(default=None, description="409: of the review as it is now, to be given as base next")
    paths: list[str] | None = Field(default=None, description="409: what both changed")
    theirs: list[LogEntry] | None = Field(default=None, description="409: everything saved since the base")


class RequestError(NianbaoError):
    """The request can't be served."""

    message_id = "service.bad_request"

    def __init__(self, status: int, message_id: str, **params: object) -> None:
        self.status = status
        self.retry_after: int | None = None
        super().__init__(message_id, **params)


_STATUS: tuple[tuple[type[NianbaoError], int], ...] = (
    (ReportNotFoundError, 404),
    (FindingNotFoundError, 404),
    (JobNotFoundError, 404),
    (ConflictError, 409),
    (StateError, 409),
    (EditError, 422),
    (NotAllowedError, 403),
    (TokenError, 401),
    (DocumentTooLargeError, 413),
    (JobError, 409),
    (ConfigError, 422),
)
_BY_MESSAGE = {
    "error.decision_by": 422,
    "error.decision_reason": 422,
    "findings.twice": 422,
    "error.report_ambiguous": 422,
    "error.finding_ambiguous": 422,
    "jobs.no_files": 422,
    "error.storage_value": 422,
    "error.storage_busy": 503,
    "error.storage_unreachable": 503,
}


def add_handlers(app: FastAPI) -> None:
    """Make every error of the application a problem."""
    app.add_exception_handler(NianbaoError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _bug)


def status_of(error: NianbaoError) -> int:
    """Return the HTTP status for an error."""
    if isinstance(error, RequestError):
        return error.status
    known = next((status for kind, status in _STATUS if isinstance(error, kind)), None)
    usual = 500 if isinstance(error, StorageError) else 422
    return _BY_MESSAGE.get(error.message_id, known or usual)


def problem(request: Request, status: int, error: NianbaoError) -> JSONResponse:
    """Return the response that tells of an error."""
    params = {name: value for name, value in error.params.items() if not (status >= 500 and name == "reason")}
    told = describe(NianbaoError(error.message_id, **{"reason": "", **params}), language(request))
    body: dict[str, Any] = {
        "type": f"urn:nianbao:{error.message_id}",
        "title": told,
        "status": status,
        "message_id": error.message_id,
        "params": params,
        "request_id": request.scope.get("request_id", ""),
    }
    if isinstance(error, ConflictError):
        body |= {"version": error.version, "paths": list(error.paths), "theirs": list(error.theirs)}
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    if isinstance(error, RequestError) and error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    return JSONResponse(jsonable_encoder(body), status, headers, media_type=MEDIA_TYPE)


def language(request: Request) -> Language:
    """Return the language that the request prefers: English where it names it first, else Chinese."""
    return "en" if request.headers.get("accept-language", "").strip().lower().startswith("en") else "zh"


async def _ours(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, NianbaoError)  # noqa: S101 (so it was registered)
    status = status_of(error)
    if status >= 500:
        _log.error("failed", extra={"error": error.message_id, "request": request.scope.get("request_id", "")})
    return problem(request, status, error)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    """Tell which field of a request is wrong; not what stood there, which may be of a report."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 (so it was registered)
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return problem(request, 422, RequestError(422, "service.invalid", place=place, why=first["type"]))


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 (so it was registered)
    names = {404: "service.not_found", 405: "service.wrong_method"}
    message_id = names.get(error.status_code, "service.bad_request")
    answer = problem(request, error.status_code, RequestError(error.status_code, message_id))
    answer.headers.update(error.headers or {})
    return answer


async def _bug(request: Request, error: Exception) -> JSONResponse:
    """Tell of a bug without its words, which may be of a report; the log has where it happened."""
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{where.tb_frame.f_code.co_filename.rpartition('/')[2]}:{where.tb_lineno}" if where else ""
    extra = {"error": type(error).__name__, "place": place, "request": request.scope.get("request_id", "")}
    _log.error("bug", extra=extra)
    return problem(request, 500, RequestError(500, "service.bug"))
