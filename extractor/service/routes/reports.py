"""Reports: listed, whole, value by value, with their findings and texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, Field

from extractor.review import Case, Kind, ReviewedReport, Value
from extractor.schema import Report
from extractor.schema.life import TrackedFinding
from extractor.schema.report import Place
from extractor.service.cursor import MOST, Cursor, Limit, Page, make_cursor, read_cursor, read_number
from extractor.service.desk import Desk, Reading, TheDesk
from extractor.service.tokens import Caller

router = APIRouter(prefix="/v1/reports", tags=["reports"])
ReportId = Annotated[str, Path(pattern="^[0-9a-f]{4,16}$", examples=["c0659faaa7c4a2a2"])]
Revision = Annotated[int | None, Query(ge=1, le=1_000_000, description="the current one unless given")]
_JSON = "application/json"
Part = Annotated[str | None, Query(max_length=100)]


class Line(BaseModel):
    """A line of the list of reports."""

    id: str = Field(examples=["c0659faaa7c4a2a2"])
    revision: int
    issuer: str | None = Field(examples=["柳坪县商务局"])
    year: int | None = Field(examples=[2023])
    form: str | None
    status: str
    facts: int
    quantities: int
    findings: int
    errors: int
    names: list[str]


class ValueView(BaseModel):
    """A value with everything that is known of it: printed, read, corrected, each apart."""

    path: str = Field(examples=["applications.new_received.total"])
    kind: Kind
    printed: str | None = Field(description="what stands in the source; null where nothing does")
    read: float | str | None = Field(description="what was read there; null for a blank")
    place: Place | None = Field(description="where it stands in the text of the document")
    corrected: dict[str, Any] | None = Field(description="what a person says; null where nobody corrected it")
    holding: float | str | None = Field(description="the value that holds now")
    removed: bool
    in_doubt: bool = Field(description="the correction was made of another print, and is not applied")


@router.get("")
def list_reports(
    desk: TheDesk,
    caller: Reading,
    issuer: Part = None,
    year: Annotated[int | None, Query(ge=1900, le=2999)] = None,
    form: Literal["2021", "2019", "pre2019"] | None = None,
    status: Literal["complete", "partial"] | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Line]:
    """List the stored reports in the order they came; `issuer` may be a part of the name."""
    wanted = {"issuer": issuer, "year": year, "form": form, "status": status}
    found = desk.store.list(limit=limit + 1, after=read_cursor(cursor), **wanted)  # type: ignore[arg-type]
    last = found[limit - 1].id if len(found) > limit else None
    lines = [Line(**asdict(summary)) for summary in found[:limit]]
    return Page(items=lines, next=make_cursor(last) if last else None)


@router.get("/{report_id}", response_model=Report)
def get_report(
    desk: TheDesk,
    caller: Reading,
    report_id: ReportId,
    revision: Revision = None,
    corrected: Annotated[bool, Query(description="with the corrections of the review applied")] = False,
) -> Response:
    """Return a report as it was extracted, or as it was corrected."""
    if revision is not None:
        return _sent(desk.store.get(report_id, revision))
    view = case_of(desk, caller, report_id).view
    if corrected:
        return _sent_once(view, "corrected", lambda: view.corrected)
    return _sent_once(view, "stored", lambda: view.stored)


@router.get("/{report_id}/text", response_class=PlainTextResponse)
def get_text(desk: TheDesk, caller: Reading, report_id: ReportId, revision: Revision = None) -> PlainTextResponse:
    """Return the text of the document, in which the places of all values count."""
    return PlainTextResponse(desk.store.document(report_id, revision).text)


@router.get("/{report_id}/values", response_model=Page[ValueView])
def list_values(
    desk: TheDesk,
    caller: Reading,
    report_id: ReportId,
    kind: Kind | None = None,
    path: Annotated[str | None, Query(max_length=100, description="how the paths begin")] = None,
    limit: Limit = MOST,
    cursor: Cursor = None,
) -> Response:
    """List the values of a report, each with its place in the source."""
    view = case_of(desk, caller, report_id).view
    if (kind, path, limit, cursor) == (None, None, MOST, None):
        return _sent_once(view, "values", lambda: _values(view, None, None, MOST, None))
    return _sent(_values(view, kind, path, limit, cursor))


def _values(
    view: ReviewedReport, kind: Kind | None, path: str | None, limit: int, cursor: str | None
) -> Page[ValueView]:
    fitting = [value for value in view.values.values() if _fits(value, kind, path)]
    first = read_number(cursor) + 1
    shown = [_value(value) for value in fitting[first : first + limit]]
    more = first + limit < len(fitting)
    return Page(items=shown, next=make_cursor(first + limit - 1) if more else None)


class FindingView(BaseModel):
    """A finding with its state and what was decided on it."""

    key: str = Field(description="by which it is decided on")
    message: str
    tracked: TrackedFinding


@router.get("/{report_id}/findings", response_model=Page[FindingView])
def list_findings(
    desk: TheDesk,
    caller: Reading,
    report_id: ReportId,
    gone: Annotated[bool, Query(description="also those that the report no longer has")] = False,
    limit: Limit = MOST,
    cursor: Cursor = None,
) -> Response:
    """List the findings of the corrected report with their states."""
    view = case_of(desk, caller, report_id).view
    if (gone, limit, cursor) == (False, MOST, None):
        return _sent_once(view, "findings", lambda: _findings(view, MOST, None))
    return _sent(_findings(view, limit, cursor, gone=gone))


def _findings(view: ReviewedReport, limit: int, cursor: str | None, *, gone: bool = False) -> Page[FindingView]:
    fitting = [item for item in view.findings if gone or not item.gone]
    first = read_number(cursor) + 1
    shown = [FindingView(key=item.key, message=item.finding.message, tracked=item) for item in fitting[first:][:limit]]
    more = first + limit < len(fitting)
    return Page(items=shown, next=make_cursor(first + limit - 1) if more else None)


def case_of(desk: Desk, caller: Caller, report_id: str) -> Case:
    """Return a report as its reviewers see it."""
    return desk.review.open(caller.person, report_id)


def _sent_once(view: ReviewedReport, name: str, make: Callable[[], BaseModel]) -> Response:
    """Return an answer that is made of a view alone; packed when it is asked for first, and kept with the view."""
    if name not in view.packed:
        view.packed[name] = _packed(make())
    return Response(view.packed[name], media_type=_JSON)


def _sent(answer: BaseModel) -> Response:
    return Response(_packed(answer), media_type=_JSON)


def _packed(answer: BaseModel) -> bytes:
    return answer.model_dump_json(by_alias=True).encode()


def _fits(value: Value, kind: Kind | None, path: str | None) -> bool:
    return (kind is None or value.kind is kind) and (path is None or value.path.startswith(path))


def _value(value: Value) -> ValueView:
    read = value.read
    return ValueView(
        path=value.path,
        kind=value.kind,
        printed=read.printed if read else None,
        read=read.value if read else None,
        place=read.place if read else None,
        corrected=value.corrected,
        holding=value.holding,
        removed=value.removed,
        in_doubt=value.in_doubt,
    )
