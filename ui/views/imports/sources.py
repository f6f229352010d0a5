"""The ways into the page imports: files, a folder, addresses, a folder of this machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import streamlit as st

from extractor.batch import DOCUMENT_SUFFIXES
from extractor.intake import Handed, addresses, folder_on_disk
from extractor.jobs.model import JobFile
from extractor.problems import describe
from extractor.review import Role
from ui.plain import plain
from ui.session import language, person, settings, t

ROUND = "imports.round"
"""Key of the session: grows with every job, so that the fields are empty again."""


class Source(StrEnum):
    """Where files come from."""

    FILES = "files"
    FOLDER = "folder"
    WEB = "web"
    DISK = "disk"
    PROTECTED = "protected"


@dataclass(frozen=True)
class Given:
    """What was given, to be handed in once.

    Attributes:
        materials: What an estimate reads; empty for addresses.
    """

    source: Source
    count: int
    files: Iterator[JobFile]
    materials: Sequence[Handed | Path] = field(default=())


def chosen_source() -> Source:
    """Draw the choice of the way in and return it."""
    local = person().role is Role.ADMINISTRATOR and is_loopback()
    chosen = st.segmented_control(
        t("ui.imports.source"),
        [source for source in Source if source is not Source.DISK or local],
        default=Source.FILES,
        format_func=lambda one: t(f"ui.imports.from.{one.value}"),
        required=True,
        label_visibility="collapsed",
        key="imports.source",
    )
    return chosen or Source.FILES


def given(source: Source) -> Given | None:
    """Draw the fields of a way in and return what they hold; None while that is nothing."""
    if source is Source.WEB:
        return _web()
    if source is Source.DISK:
        return _disk()
    handed = uploaded(folder=source is Source.FOLDER)
    files = (JobFile(file.name, file.data) for file in handed)
    return Given(source, len(handed), files, handed) if handed else None


def uploaded(*, folder: bool = False, only: Sequence[str] | None = None) -> list[Handed]:
    """Draw the place to drop files and return what lies there."""
    wanted = [suffix.removeprefix(".") for suffix in only or sorted(DOCUMENT_SUFFIXES)]
    dropped = st.file_uploader(
        t("ui.imports.drop_folder" if folder else "ui.imports.drop"),
        type=wanted if folder or only else None,
        accept_multiple_files="directory" if folder else True,
        key=f"imports.upload {folder} {only} {_round()}",
    )
    return [Handed(file.name, file.getvalue()) for file in dropped]


def is_loopback() -> bool:
    """Return whether only this machine can reach the workbench."""
    return st.get_option("server.address") in ("127.0.0.1", "::1", "localhost")


def next_round() -> None:
    """Empty the fields."""
    st.session_state[ROUND] = _round() + 1


def _round() -> int:
    return int(st.session_state.get(ROUND, 0))


def _web() -> Given | None:
    text = st.text_area(t("ui.imports.addresses"), height=140, key=f"imports.addresses {_round()}")
    st.caption(t("ui.imports.addresses_hint"))
    found, wrong = addresses(text)
    for error in wrong[:5]:
        st.warning(plain(describe(error, language())))
    return Given(Source.WEB, len(found), iter(found)) if found else None


def _disk() -> Given | None:
    path = st.text_input(t("ui.imports.disk"), key=f"imports.disk {_round()}")
    if not path.strip():
        return None
    folder = folder_on_disk(person(), path, settings().max_bytes, is_loopback=is_loopback())
    st.caption(t("ui.imports.disk_found", count=folder.count))
    if folder.skipped:
        kinds = "、".join(f"{kind} × {number}" for kind, number in folder.skipped.items())
        st.caption(plain(t("ui.imports.disk_skipped", kinds=kinds)))
    return Given(Source.DISK, folder.count, folder.files, folder.paths) if folder.count else None
