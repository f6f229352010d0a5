"""The jobs of the page imports: how far each is, what became of each file, cancel and try again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from extractor.jobs.model import ItemState, Job, JobItem, JobState
from extractor.jobs.queue import JobQueue
from extractor.review import Role
from ui.navigation import go, link
from ui.plain import plain
from ui.session import language, person, shown_errors, store, t
from ui.views.review.address import ALL
from ui.worker import ensure_worker

_SHOWN = 8
"""Jobs, the newest first."""
_LIVE = 300
"""Files up to which the table of a running job is drawn anew every second."""
_REASONS = 20
"""Files whose reason is written out below the table."""
_ICONS = {
    JobState.QUEUED: ":material/schedule:",
    JobState.RUNNING: ":material/sync:",
    JobState.DONE: ":material/check_circle:",
    JobState.FAILED: ":material/error:",
    JobState.CANCELLED: ":material/cancel:",
    JobState.DEAD: ":material/report:",
}


def show_jobs() -> None:
    """Draw the jobs; while one is under way, anew every second."""
    st.subheader(t("ui.imports.jobs"))
    found = JobQueue(store()).list(limit=_SHOWN)
    if not found:
        st.info(t("ui.imports.no_jobs"))
    elif any(not job.state.is_over for job in found):
        _live()
    else:
        _draw(found)


@st.fragment(run_every=1.0)
def _live() -> None:
    with shown_errors():
        found = JobQueue(store()).list(limit=_SHOWN)
        if all(job.state.is_over for job in found):
            st.rerun()
        ensure_worker()
        _draw(found)


def _draw(found: Sequence[Job]) -> None:
    for number, job in enumerate(found):
        with st.container(border=True):
            items = _items(job)
            _head(job, items)
            if job.error is not None and job.state is not JobState.DONE:
                st.warning(plain(job.error.text(language())))
            _files(job, items, expanded=number == 0)


def _items(job: Job) -> tuple[JobItem, ...]:
    """Return the files of a job; none while a large one is under way."""
    if not job.state.is_over and job.total > _LIVE:
        return ()
    return JobQueue(store()).items(job.id)


def _head(job: Job, items: Sequence[JobItem]) -> None:
    what, buttons = st.columns([5, 2], vertical_alignment="center")
    engine = t(f"ui.imports.engine.{job.payload.get('engine', 'rules')}")
    line = t("ui.imports.job", at=_local(job.at), by=_name(job.by), engine=engine, total=job.total)
    what.markdown(f"{_ICONS[job.state]} **{t(f'jobs.state.{job.state.value}')}** · {plain(line)}")
    if job.state.is_over:
        counts = {state.value: job.counts.get(state, 0) for state in ItemState}
        known = sum(_is_known(item) for item in items)
        what.caption(t("ui.imports.counts", new=counts["done"] - known, known=known, **counts))
    else:
        text = t("ui.imports.cancelling") if job.cancelling else _progress(job)
        what.progress(job.worked_off / job.total if job.total else 0.0, text=text)
    if person().role.rank >= Role.REVIEWER.rank:
        with buttons.container(horizontal=True, horizontal_alignment="right"):
            _buttons(job)


def _buttons(job: Job) -> None:
    queue = JobQueue(store())
    left = sum(job.counts.get(state, 0) for state in (ItemState.FAILED, ItemState.CANCELLED, ItemState.WAITING))
    if not job.state.is_over:
        pressed = st.button(
            t("ui.imports.cancel"), key=f"cancel {job.id}", icon=":material/stop:", disabled=job.cancelling
        )
        if pressed:
            queue.cancel(job.id)
            st.rerun()
        return
    if job.counts.get(ItemState.DONE):
        link("review", t("ui.imports.to_queue"), job=job.id, state=ALL)
    if left and st.button(t("ui.imports.retry"), key=f"retry {job.id}", icon=":material/replay:"):
        queue.retry(job.id)
        ensure_worker()
        st.rerun()


def _files(job: Job, found: Sequence[JobItem], *, expanded: bool) -> None:
    """Draw what became of each file; a click on a line opens its report."""
    if not found:
        return
    with st.expander(t("ui.imports.items"), expanded=expanded):
        items = [item for item in found if item.state is not ItemState.UNPACKED or item.error]
        columns = [t(f"ui.imports.item_{name}") for name in ("file", "state", "note")]
        chosen = st.dataframe(
            [dict(zip(columns, _row(item), strict=True)) for item in items],
            hide_index=True,
            on_select="rerun",
            selection_mode="single-cell",
            column_config={columns[2]: st.column_config.TextColumn(width="large")},
            key=f"items {job.id}",
        )
        cells = chosen["selection"]["cells"]
        report_id = items[cells[0][0]].report_id if cells else None
        if report_id is not None:
            go("review", report=report_id)
        st.caption(t("ui.imports.no_report") if cells else t("ui.imports.open_hint"))
        _reasons([item for item in items if item.error is not None])


def _reasons(failed: Sequence[JobItem]) -> None:
    """Draw in full why files could not be read; the table cuts long lines."""
    for item in failed[:_REASONS]:
        if item.error is not None:
            st.markdown(f"**{plain(item.name)}** — {plain(item.error.text(language()))}")
    if len(failed) > _REASONS:
        st.caption(t("ui.imports.more_reasons", count=len(failed) - _REASONS))


def _is_known(item: JobItem) -> bool:
    """Return whether a file was read, but the store had its result already."""
    return item.state is ItemState.DONE and item.created is not True


def _row(item: JobItem) -> tuple[str, str, str]:
    notes = []
    if item.error is not None:
        notes.append(item.error.text(language()))
    if item.same_as:
        notes.append(t("ui.imports.same_as", name=item.same_as))
    if item.other_half:
        notes.append(t("ui.imports.other_half", name=item.other_half))
    state = t("ui.imports.known") if _is_known(item) else t(f"jobs.item.{item.state.value}")
    return item.name, state, " ".join(notes)


def _progress(job: Job) -> str:
    """Return how far a job is and how long the rest takes, by the time since its first file."""
    text = t("ui.imports.progress", done=job.worked_off, total=job.total)
    if job.state is JobState.QUEUED or not job.worked_off:
        return f"{text} · {t('ui.imports.queued')}" if job.state is JobState.QUEUED else text
    (first,) = JobQueue(store()).items(job.id, limit=1)
    if first.at is None or job.worked_off < 2:
        return text
    taken = (datetime.now(UTC) - datetime.fromisoformat(first.at)).total_seconds()
    seconds = taken / (job.worked_off - 1) * (job.total - job.worked_off)
    if seconds < 90:
        return text + t("ui.imports.left", left=t("ui.imports.seconds", count=max(1, round(seconds))))
    return text + t("ui.imports.left", left=t("ui.imports.minutes", count=round(seconds / 60)))


def _local(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone():%m-%d %H:%M}"


def _name(login: str) -> str:
    return t("ui.local") if login == "local" else login
