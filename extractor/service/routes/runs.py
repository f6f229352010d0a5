"""Evaluation runs, read only: how right the extraction is."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from extractor.service.cursor import Cursor, Limit, Page, make_cursor, read_number
from extractor.service.desk import Reading, TheDesk
from extractor.service.problems import RequestError

router = APIRouter(prefix="/v1/runs", tags=["evaluation"])


class RunView(BaseModel):
    """An evaluation run."""

    name: str = Field(examples=["2026-03-01-rules"])
    engine: str
    reports: int = Field(description="that it has when it is done")
    done: int
    changed_at: float = Field(description="seconds since 1970")


@router.get("")
def list_runs(desk: TheDesk, caller: Reading, limit: Limit = 50, cursor: Cursor = None) -> Page[RunView]:
    """List the evaluation runs, the latest first."""
    from eval.shelf import RUNS_FOLDER, runs_in

    runs = runs_in(desk.config.data_dir.expanduser() / RUNS_FOLDER)
    first = read_number(cursor) + 1
    shown = [
        RunView(
            name=run.name,
            engine=run.settings.engine,
            reports=run.total,
            done=run.done,
            changed_at=run.changed_at,
        )
        for run in runs[first : first + limit]
    ]
    return Page(items=shown, next=make_cursor(first + limit - 1) if first + limit < len(runs) else None)


@router.get("/{name}")
def get_run(
    desk: TheDesk, caller: Reading, name: Annotated[str, Path(pattern=r"^\w[\w .()-]{0,99}$")]
) -> dict[str, Any]:
    """Return the figures of a run that is at its end, with their intervals."""
    from eval.shelf import RUNS_FOLDER, runs_in

    runs = runs_in(desk.config.data_dir.expanduser() / RUNS_FOLDER)
    found = next((run.summary for run in runs if run.name == name), None)
    if found is None:
        raise RequestError(404, "service.no_such_run", name=name)
    return dict(found)
