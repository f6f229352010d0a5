"""The directory of a store, made once for each state of it and shared by all who ask: a page of many has one."""

from __future__ import annotations

from collections.abc import Collection
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from extractor.ask.heads import held_reports
from extractor.ask.issuers import Directory, make_directory

if TYPE_CHECKING:
    from extractor.storage import ReportStore

_KEPT = 4
"""Directories of a store that stay known: those of readers who may see different issuers."""
_Key = tuple[tuple[int, ...], frozenset[str] | None]
_known: WeakKeyDictionary[ReportStore, dict[_Key, Directory]] = WeakKeyDictionary()
_making = Lock()


def directory_of(store: ReportStore, state: tuple[int, ...], visible: Collection[str] | None) -> Directory:
    """Return the directory of a store; nobody changes it.

    Args:
        store: An open one; what is kept of it goes with it.
        state: As `state_of_heads` returns it.
        visible: Names of the issuers whose reports may be read; None is all.
    """
    key = state, None if visible is None else frozenset(visible)
    with _making:
        mine = _known.setdefault(store, {})
        for old in [old for old in mine if old[0] != state]:
            del mine[old]
        if key not in mine:
            while len(mine) >= _KEPT:
                del mine[next(iter(mine))]
            mine[key] = make_directory(held_reports(store), visible)
        return mine[key]
