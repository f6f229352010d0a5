"""The page exports: which reports, as what, and the file."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st

from extractor.export.formats import Format
from extractor.export.sheets import SHEETS
from extractor.notice.formats import Format as NoticeFormat
from extractor.orders import Done, Order, What, chosen_ids, work_off
from extractor.review.queue import QueueFilter, ReviewQueue
from ui.choosing import chosen_filter
from ui.navigation import link
from ui.plain import plain
from ui.session import checks, language, person, store, t

_MADE = "exports.made"
_EVERY = 0.3
"""Seconds between two looks of the progress bar."""


@dataclass(frozen=True)
class _Made:
    """A file that was made, for as long as the session keeps it; the folder goes with it."""

    order: Order
    wanted: QueueFilter
    name: str
    done: Done
    folder: tempfile.TemporaryDirectory[str]

    @property
    def path(self) -> Path:
        return Path(self.folder.name) / self.name


def render() -> None:
    """Draw the page."""
    st.title(t("ui.exports.title"))
    queue = ReviewQueue(store(), checks())
    progress = queue.progress(person())
    if not progress.total:
        st.info(t("ui.no_reports") + t("ui.no_reports_next"))
        link("imports", t("ui.imports.title"))
        return
    st.subheader(t("ui.exports.which"))
    wanted = chosen_filter(progress)
    total = queue.page(person(), wanted, limit=1).total
    if not total:
        st.info(t("ui.exports.none"))
        return
    st.caption(t("ui.exports.fitting", total=total))
    st.subheader(t("ui.exports.as"))
    order = _order()
    if st.button(t("ui.exports.make"), type="primary", icon=":material/build:"):
        _make(order, wanted)
    _offer(order, wanted)


def _order() -> Order:
    """Draw what can be ordered and return what is chosen."""
    what = st.segmented_control(
        t("ui.exports.as"),
        list(What),
        default=What.DATA,
        format_func=lambda one: t(f"ui.exports.what.{one.value}"),
        required=True,
        label_visibility="collapsed",
        key="exports.what",
    )
    if what is What.GOLD:
        st.caption(t("ui.exports.gold_help"))
        return Order(What.GOLD)
    return _notice() if what is What.NOTICE else _data()


def _data() -> Order:
    kind = st.radio(
        t("ui.exports.format"),
        list(Format),
        format_func=lambda one: t(f"ui.exports.data.{one.value}"),
        horizontal=True,
        key="exports.data",
    )
    left, right = st.columns(2)
    sheet = "cells"
    reviewed = left.radio(
        t("ui.exports.values"),
        ["reviewed", "as_printed"],
        format_func=lambda one: t(f"ui.exports.{one}"),
        horizontal=True,
        help=t("ui.exports.reviewed_help"),
        key="exports.reviewed",
    )
    if kind in (Format.CSV, Format.PARQUET):
        sheet = right.selectbox(
            t("ui.exports.sheet"),
            ["cells", *(key for key in SHEETS if key != "cells")],
            format_func=lambda key: t(f"export.sheet.{key}"),
            key="exports.sheet",
        )
    return Order(What.DATA, data=kind or Format.XLSX, sheet=sheet, reviewed=reviewed != "as_printed")


def _notice() -> Order:
    st.caption(t("ui.exports.notice_help"))
    kind = st.radio(
        t("ui.exports.format"),
        list(NoticeFormat),
        format_func=lambda one: t(f"ui.exports.notice.{one.value}"),
        horizontal=True,
        key="exports.notice",
    )
    include_open = st.checkbox(t("ui.exports.include_open"), key="exports.include_open")
    return Order(What.NOTICE, notice=kind or NoticeFormat.DOCX, include_open=include_open)


def _make(order: Order, wanted: QueueFilter) -> None:
    """Make the file while a bar shows how far it is; whatever else is clicked ends it and leaves nothing behind."""
    st.session_state.pop(_MADE, None)
    ids = chosen_ids(store(), person(), wanted, checks())
    folder = tempfile.TemporaryDirectory(prefix="nianbao-export-")
    name = order.file_name(language(), date.today())
    place = st.empty()
    with place.container():
        st.caption(t("ui.exports.stay"))
        told = _shown_progress(len(ids))
        st.button(t("ui.exports.cancel"), icon=":material/stop:", key="exports.cancel")
    try:
        path = Path(folder.name) / name
        done = work_off(order, store(), person(), ids, path, told, lang=language(), settings=checks())
    except BaseException:
        folder.cleanup()
        raise
    finally:
        place.empty()
    st.session_state[_MADE] = _Made(order, wanted, name, done, folder)


def _shown_progress(total: int) -> Callable[[int], None]:
    """Return what shows in a bar how many are done and how long the rest takes, some times a second."""
    bar = st.progress(0.0, text=t("ui.exports.working", done=0, total=total))
    began, shown = time.monotonic(), 0.0

    def told(done: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown < _EVERY and done < total:
            return
        shown = now
        text = t("ui.exports.working", done=done, total=total)
        if done == total:
            text = t("ui.exports.finishing")
        elif done:
            text += t("ui.exports.left", seconds=round((now - began) / done * (total - done)))
        bar.progress(done / total, text=text)

    return told


def _offer(order: Order, wanted: QueueFilter) -> None:
    """Offer the file that was made, as long as it is what is chosen."""
    made: _Made | None = st.session_state.get(_MADE)
    if made is None or (made.order, made.wanted) != (order, wanted):
        return
    done = made.done
    told = [t("ui.exports.done", reports=done.reports)]
    if done.entries:
        told.append(t("ui.exports.entries", count=done.entries))
    if done.left_out:
        told.append(t(f"ui.exports.left_out.{order.what.value}", count=done.left_out))
    st.success(" ".join(told), icon=":material/check:")
    st.download_button(
        plain(t("ui.exports.download", name=made.name, size=_size(made.path.stat().st_size))),
        made.path.read_bytes,
        file_name=made.name,
        on_click="ignore",
        type="primary",
        icon=":material/download:",
        key="exports.download",
    )


def _size(number: int) -> str:
    return f"{number / 2**20:.1f} MB" if number >= 2**20 else f"{max(1, number // 1024)} KB"
