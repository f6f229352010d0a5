"""Reports as files: made beside, then sent piece by piece."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from extractor.export.formats import Format
from extractor.export.sheets import SHEETS
from extractor.export.tables import export as write
from extractor.messages import Language
from extractor.reader import office_settings
from extractor.review import ReviewState
from extractor.review.exporting import ids_in_state, printed_exports, reviewed_exports
from extractor.service.desk import Exporting, Lang, TheDesk
from extractor.service.routes.reports import Part
from extractor.storage.audit import Act, Action, note

router = APIRouter(prefix="/v1/export", tags=["export"])
_TYPES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSONL: "application/x-ndjson",
    Format.PARQUET: "application/vnd.apache.parquet",
}
Sheet = Literal[
    "overview", "disclosure", "applications", "review_litigation", "annex", "facts", "quantities", "items", "findings",
    "corrections", "cells",
]  # fmt: skip


@router.get(
    "",
    response_class=FileResponse,
    responses={200: {"content": {kind.split(";")[0]: {} for kind in _TYPES.values()}}},
)
def export(
    desk: TheDesk,
    caller: Exporting,
    lang: Lang,
    format: Annotated[Format, Query(examples=["xlsx"])],
    sheet: Sheet = "cells",
    issuer: Part = None,
    year: Annotated[int | None, Query(ge=1900, le=2999)] = None,
    form: Literal["2021", "2019", "pre2019"] | None = None,
    signed_off: bool = False,
    as_printed: Annotated[bool, Query(description="without the corrections of the review")] = False,
) -> FileResponse:
    """Export the reports that fit; corrected values stand beside the printed ones."""
    ids = [summary.id for summary in desk.store.list(issuer=issuer, year=year, form=form)]
    if signed_off:
        done = ids_in_state(desk.store, ReviewState.SIGNED_OFF)
        ids = [report_id for report_id in ids if report_id in done]
    told = {"what": format.value, "reports": len(ids), "token": caller.token}
    note(desk.store, Act(caller.person.login, Action.EXPORT, detail=told))
    language: Language = "en" if lang == "en" else "zh"
    checks = office_settings(desk.config)
    items = printed_exports(desk.store, ids) if as_printed else reviewed_exports(desk.store, ids, None, checks)
    folder = tempfile.TemporaryDirectory(prefix="nianbao-export-")
    path = Path(folder.name) / f"reports.{format.value}"
    try:
        write(items, format, path, SHEETS[sheet], language)
    except BaseException:
        folder.cleanup()
        raise
    return FileResponse(path, media_type=_TYPES[format], filename=path.name, background=BackgroundTask(folder.cleanup))
