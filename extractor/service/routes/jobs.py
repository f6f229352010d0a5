"""Files handed in, and the jobs that read them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Form, Header, Path, Query, Response, UploadFile
from pydantic import BaseModel, Field

from extractor.jobs import ItemState, Job, JobFile, JobItem, JobNotFoundError, JobState, Problem
from extractor.messages import Language
from extractor.review import Role
from extractor.review.people import require
from extractor.service.cursor import Cursor, Limit, Page, make_cursor, read_cursor, read_number
from extractor.service.desk import Desk, Lang, Reading, TheDesk, Uploading
from extractor.service.problems import RequestError
from extractor.service.tokens import Caller

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])
JobId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", examples=["0ef72c22f1445c8a"])]


class Why(BaseModel):
    """Why something could not be done."""

    message_id: str = Field(examples=["error.not_a_report"])
    params: dict[str, Any]
    text: str


class JobView(BaseModel):
    """A job as it stands."""

    id: str = Field(examples=["0ef72c22f1445c8a"])
    kind: str = Field(examples=["extract"])
    engine: str | None = Field(examples=["rules"])
    state: JobState
    total: int = Field(description="files, as far as is known: an archive counts as one until it is unpacked")
    worked_off: int
    counts: dict[ItemState, int]
    cancelling: bool = Field(description="it stops at the next file")
    error: Why | None = Field(description="what last broke it as a whole")
    by: str
    at: str = Field(examples=["2026-03-01T08:00:00+00:00"])
    finished_at: str | None


class FileView(BaseModel):
    """What became of one file of a job."""

    position: int
    name: str = Field(examples=["青泽市商务局-2023.pdf"])
    size: int | None
    state: ItemState
    report_id: str | None
    revision: int | None
    created: bool | None = Field(description="false where the store had this result already")
    same_as: str | None
    other_half: str | None
    error: Why | None
    at: str | None


@router.post("", status_code=202)
def hand_in(
    desk: TheDesk,
    caller: Uploading,
    lang: Lang,
    response: Response,
    files: Annotated[list[UploadFile], File(description="reports, or zip archives of them")],
    engine: Annotated[Literal["rules", "llm", "both"], Form()] = "rules",
    max_cost: Annotated[float | None, Form(ge=0, allow_inf_nan=False)] = None,
    idempotency_key: Annotated[str | None, Header(max_length=100)] = None,
) -> JobView:
    """Hand in files to be read. With an `Idempotency-Key` a repeated request finds the job of the first one."""
    require(caller.person, Role.REVIEWER)
    if len(files) > desk.settings.max_files:
        raise RequestError(413, "service.too_many_files", limit=desk.settings.max_files)
    handed = (JobFile(file.filename or "file", file.file.read()) for file in files)
    payload = {"engine": engine, **({"max_cost": max_cost} if max_cost is not None else {})}
    job = desk.queue.submit(caller.person.login, handed, payload=payload, request=idempotency_key)
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return _view(job, lang)


@router.get("")
def list_jobs(
    desk: TheDesk,
    caller: Reading,
    lang: Lang,
    state: Annotated[list[JobState] | None, Query()] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[JobView]:
    """List jobs, the newest first; those of others only for leads."""
    by = None if _sees_all(caller) else caller.person.login
    jobs = desk.queue.list(by=by, states=state or (), before=read_cursor(cursor), limit=limit + 1)
    last = jobs[limit - 1].id if len(jobs) > limit else None
    return Page(items=[_view(job, lang) for job in jobs[:limit]], next=make_cursor(last) if last else None)


@router.get("/{job_id}")
def get_job(desk: TheDesk, caller: Reading, lang: Lang, job_id: JobId) -> JobView:
    """Return a job as it stands."""
    return _view(_own(desk, caller, job_id), lang)


@router.get("/{job_id}/files")
def list_files(
    desk: TheDesk, caller: Reading, lang: Lang, job_id: JobId, limit: Limit = 50, cursor: Cursor = None
) -> Page[FileView]:
    """List what became of each file of a job, in its order."""
    _own(desk, caller, job_id)
    items = desk.queue.items(job_id, after=read_number(cursor), limit=limit + 1)
    last = items[limit - 1].position if len(items) > limit else None
    return Page(items=[_file(item, lang) for item in items[:limit]], next=None if last is None else make_cursor(last))


@router.post("/{job_id}/cancel")
def cancel(desk: TheDesk, caller: Uploading, lang: Lang, job_id: JobId) -> JobView:
    """Cancel what is left of a job; the file in hand is finished first."""
    _own(desk, caller, job_id)
    return _view(desk.queue.cancel(job_id), lang)


@router.post("/{job_id}/retry")
def retry(desk: TheDesk, caller: Uploading, lang: Lang, job_id: JobId) -> JobView:
    """Try again what failed, was cancelled or left of a job that is over."""
    _own(desk, caller, job_id)
    return _view(desk.queue.retry(job_id), lang)


def _own(desk: Desk, caller: Caller, job_id: str) -> Job:
    """Return a job that the caller may see.

    Raises:
        JobNotFoundError: There is none, or it is somebody else's: which of the two is not said.
    """
    job = desk.queue.get(job_id)
    if job.by != caller.person.login and not _sees_all(caller):
        raise JobNotFoundError(id=job_id)
    return job


def _sees_all(caller: Caller) -> bool:
    return caller.person.role.rank >= Role.LEAD.rank


def _view(job: Job, lang: str) -> JobView:
    return JobView(
        **job.model_dump(include={"id", "kind", "state", "counts", "cancelling", "by", "at", "finished_at"}),
        engine=job.payload.get("engine"),
        total=job.total,
        worked_off=job.worked_off,
        error=_why(job.error, lang),
    )


def _file(item: JobItem, lang: str) -> FileView:
    return FileView(**item.model_dump(exclude={"error", "address"}), error=_why(item.error, lang))


def _why(error: Problem | None, lang: str) -> Why | None:
    wanted: Language = "en" if lang == "en" else "zh"
    return Why(message_id=error.message_id, params=error.params, text=error.text(wanted)) if error else None
